//! `places`: what the country's list says, against the resolutions for Lạng Sơn.

use crate::place::Place;

#[test]
fn a_name_leads_to_what_it_became() {
    let place = Place::new();
    let found = place.json(&["places", "tam", "gia"], 0);
    let unit = &found["units"][0];
    assert_eq!((&unit["code"], &unit["until"]), (&"06559".into(), &"2025-06-30".into()));
    assert_eq!(unit["around"][0], "Huyện Lộc Bình");
    assert_eq!(unit["links"][0]["name"], "Xã Khuất Xá");
    let told = place.run(&["places", "Tam Gia", "--lang", "en"]).ended(0);
    assert!(told.contains("now in 06565 Xã Khuất Xá, Tỉnh Lạng Sơn"), "{told}");
    // One code, two places: the day tells which.
    let name = |day: &str| {
        let found = place.json(&["places", "06541", "--on", day], 0);
        assert_eq!(found["units"].as_array().unwrap().len(), 1);
        found["units"][0]["name"].clone()
    };
    assert_eq!([name("2025-06-30"), name("2025-07-01")], ["Xã Yên Khoái", "Xã Mẫu Sơn"]);
    let none = place.run(&["places", "Atlantis"]).ended(1);
    assert!(none.contains("Không có"), "{none}");
}

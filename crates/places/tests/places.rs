//! The lists against facts that the country's own papers give: counts, resolutions, codes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use chungtay_ledger::date::Date;
use chungtay_places::{Era, Level, Share, Units};

fn units() -> Units {
    Units::read().unwrap()
}

/// Name with what is around it, of the best finding.
fn first(units: &Units, words: &str) -> String {
    let found = units.find(words)[0];
    let around: Vec<&str> = units.around(found).map(|unit| unit.name).collect();
    format!("{} {}, {}", units.get(found).code, units.get(found).name, around.join(", "))
}

#[test]
fn the_country_has_as_many_units_as_the_resolutions_say() {
    let units = units();
    assert_eq!(units.count(Era::Since, Level::Province), 34, "Resolution 202/2025/QH15");
    assert_eq!(units.count(Era::Since, Level::Commune), 3321, "34 resolutions of 16 June 2025");
    assert_eq!(units.count(Era::Before, Level::Province), 63);
    assert_eq!(units.count(Era::Before, Level::District), 696);
    assert_eq!(units.count(Era::Before, Level::Commune), 10_035);
}

/// Lạng Sơn by Resolution 1672/NQ-UBTVQH15.
#[test]
fn old_names_lead_to_new_ones_and_one_code_is_two_places() {
    let units = units();
    for (old, new) in [
        ("06559 Xã Tam Gia", "06565 Xã Khuất Xá"),
        ("06541 Xã Yên Khoái", "06541 Xã Mẫu Sơn"),
        ("06190 Xã Bảo Lâm", "06184 Xã Đồng Đăng"),
        ("06184 Thị trấn Đồng Đăng", "06184 Xã Đồng Đăng"),
        ("06043 Xã Đào Viên", "06058 Xã Quốc Việt"),
        ("06196 Xã Cao Lâu", "06196 Xã Ba Sơn"),
    ] {
        let (code, name) = old.split_once(' ').unwrap();
        let before = units.at(code, Date::new(2025, 6, 30).unwrap()).unwrap();
        assert_eq!(units.get(before).name, name);
        let [link] = units.get(before).links[..] else { panic!("{old}: one new unit") };
        assert_eq!(link.share, Share::Whole);
        let now = units.get(link.unit);
        assert_eq!(format!("{} {}", now.code, now.name), new);
        assert!(now.links.iter().any(|back| back.unit == before), "{new} knows {old}");
        let since = units.at(now.code, Date::new(2025, 7, 1).unwrap()).unwrap();
        assert_eq!(since, link.unit);
    }
}

#[test]
fn names_are_found_old_and_new_with_and_without_marks() {
    let units = units();
    assert_eq!(first(&units, "tam gia"), "06559 Xã Tam Gia, Huyện Lộc Bình, Tỉnh Lạng Sơn");
    assert_eq!(first(&units, "Khuất Xá").split(',').next().unwrap(), "06565 Xã Khuất Xá");
    assert_eq!(first(&units, "dong dang lang son"), "06184 Xã Đồng Đăng, Tỉnh Lạng Sơn");
    assert_eq!(first(&units, "lộc bình huyện"), "188 Huyện Lộc Bình, Tỉnh Lạng Sơn");
    let code = units.find("06541");
    assert_eq!(code.len(), 2, "one code, two places");
    assert!(units.find("").is_empty() && units.find("không có nơi này").is_empty());
}

/// The source reads Hồng Phong of Bình Gia and Hồng Phong of Cao Lộc for one another.
#[test]
fn a_link_that_may_be_a_namesakes_says_so() {
    let units = units();
    let day = Date::new(2023, 5, 31).unwrap();
    let in_binh_gia = units.get(units.at("06079", day).unwrap());
    let told: Vec<(&str, Share)> =
        in_binh_gia.links.iter().map(|link| (units.get(link.unit).name, link.share)).collect();
    assert_eq!(told, [("Xã Hồng Phong", Share::Part), ("Xã Đồng Đăng", Share::Doubtful)]);
}

//! Stories: what is refused and where, and what a page is made of. The other end: the places are counted by hand
//! in the files below, and the numbers typed in prose are those of the newspaper article that started this
//! product.

use chungtay_documents::story::{
    Directive, Story, Surroundings, bind, blocks_said, listed, plain_text, to_html,
};
use chungtay_ledger::decide::Facts;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::id::Id;
use chungtay_ledger::state::State;
use chungtay_text::{Language, Messages};

const FRONT: &str = "---\nstory: duong-bien\nlanguage: vi\ntitle: Đường lên cột mốc\nlead: Bà con chung tay.\n\
                     section: works\nformat: news\nauthors: o02\ndate: 2023-06-15\n---\n";

/// The faults of a text, each as `line:column reason words`; front matter takes ten lines.
fn faults(body: &str) -> Vec<String> {
    let text = format!("{FRONT}{body}");
    let faults = Story::read(&text).map_or_else(|faults| faults, |_| Vec::new());
    let told = faults.iter().map(|fault| {
        let (place, word) = (fault.place, fault.reason.word());
        format!("{}:{} {word} {}", place.line, place.column, fault.words).trim_end().to_owned()
    });
    told.collect()
}

#[test]
fn a_number_typed_in_prose_is_refused_where_it_stands() {
    for (body, expected) in [
        ("Trị giá 295 triệu đồng.", &["11:9 digit 295"][..]),
        ("\n## Hơn 20 công trình\n", &["12:8 digit 20"]),
        ("Dài **430m**, rồi *1,2* tỷ.", &["11:7 digit 430", "11:20 digit 1,2"]),
        ("Trên ba tỷ đồng đã góp.", &["11:6 number-words ba tỷ đồng"]),
        ("Một dòng\nvà bốn căn nhà.", &["12:4 number-words bốn căn"]),
        ("Chi hai triệu rưỡi.", &["11:5 number-words hai triệu rưỡi"]),
        ("Dựng bốn\u{200b} căn nhà.", &["11:9 letter"]),
        ("| a | b |\n|---|--:|\n| x | 70 |", &["13:7 digit 70"]),
        ("- mục\n- [tuyến 1039](/works/w01)", &["12:10 digit 1039"]),
        ("Viết &#51; nhà.", &["11:6 digit 3"]),
        ("Số ² và ٣.", &["11:4 digit ²", "11:9 digit ٣"]),
        ("> Lời kể: 20 cột đèn.", &["11:1 no-source > Lời kể: 20 cột đèn."]),
        ("> Lời kể: 20 cột đèn. {{ source c11 }}", &[]),
        ("Báo viết {{ quote c11 \"20 cột đèn\" }}, ngày {{ date 2023-05-31 }}.", &[]),
        ("Đoạn {{ chainage 1256-1257+500 }} dài {{ length told of w04 | short }}.", &[]),
        ("Một công trình của bà con, trong năm qua.", &[]),
    ] {
        assert_eq!(faults(body), expected, "{body}");
    }
}

#[test]
fn what_has_no_place_in_a_story_is_refused() {
    for (body, expected) in [
        ("<script>x</script>\n", "11:1 markup <script>x</script>"),
        ("Chữ <b>đậm</b>.", "11:5 markup <b>"),
        ("![ảnh](/a.jpg)", "11:1 picture ![ảnh](/a.jpg)"),
        ("`mã`", "11:1 code `mã`"),
        ("    mã thụt vào", "11:5 code mã thụt vào"),
        ("# Tên bài", "11:1 heading # Tên bài"),
        ("[x](javascript:alert())", "11:1 address [x](javascript:alert())"),
        ("[x](//khac.example)", "11:1 address [x](//khac.example)"),
        ("{{ cost of works", "11:1 open-mark {{"),
        ("Tổng {{ cst of works }}", "11:9 question cst"),
        ("{{ cost of works as of 12 }}", "11:4 as-of cost of works as of 12"),
        ("{{ cost of works | to }}", "11:17 form to"),
        ("{{ date 2023-02-30 }}", "11:9 day 2023-02-30"),
        ("{{ chainage gần mốc }}", "11:13 chainage gần mốc"),
        ("::graph w01", "11:1 directive ::graph"),
        ("::strip", "11:1 directive-needs ::strip"),
        ("::pull lời", "11:1 directive-needs"),
        ("Chữ\n::strip w01", "11:1 directive-amid Chữ"),
        ("Chữ \u{E000}", "11:5 letter"),
    ] {
        let found = faults(body);
        assert!(found.iter().any(|fault| fault.starts_with(expected)), "{body}: {found:?}");
    }
    let missing = Story::read("---\nstory: x\n---\nChữ").unwrap_err();
    let first = missing.first().map(|fault| (fault.reason.word(), fault.words.as_str()));
    assert_eq!((missing.len(), first), (7, Some(("front-missing", "authors"))));
    assert_eq!(Story::read("Chữ").unwrap_err()[0].reason.word(), "no-front");
}

struct Nowhere;

impl Surroundings for Nowhere {
    fn address(&self, _: &str) -> Option<String> {
        None
    }
    fn directive(&self, directive: &Directive, words: &str) -> String {
        format!("<figure>{} {words}</figure>\n", directive.name)
    }
    fn source(&self, id: &str) -> String {
        format!("lời kể <{id}>")
    }
}

#[test]
fn words_learned_later_do_not_take_a_published_story_away() {
    let worded = format!("{FRONT}Làng có hai mươi cây cầu.\n");
    assert_eq!(Story::read(&worded).unwrap_err()[0].reason.word(), "number-words");
    assert_eq!(Story::read_published(&worded).unwrap().blocks.len(), 1);
    let typed = format!("{FRONT}Làng có 20 cây cầu.\n");
    assert_eq!(Story::read_published(&typed).unwrap_err()[0].reason.word(), "digit");
}

#[test]
fn a_page_holds_the_authors_words_as_text_only() {
    let body = "Bà con & cán bộ *cùng* làm \\<em>; \"hết\" {{ count of works | words }} việc.\n\n\
                ::pull {{ count of works }} công trình\n\n| a | b |\n|---|--:|\n| x | {{ sum of gifts }} |\n";
    let text = format!("{FRONT}{body}").replace("authors: o02", "authors: nobody");
    let story = Story::read(&text).unwrap();
    let state = State::default();
    let unknown = bind(&story, &text, &state).unwrap_err();
    assert_eq!((unknown[0].place.line, unknown[0].words.as_str()), (8, "nobody"));

    let story = Story {
        front: chungtay_documents::story::Front { authors: vec![], ..story.front },
        ..story
    };
    let bound = bind(&story, &text, &state).unwrap();
    let listed = listed(&story, &bound).unwrap();
    let messages = Messages::for_language(Language::Vietnamese);
    let (title, lead, page) = to_html(&story, &listed, messages, &Nowhere);
    assert_eq!((title.as_str(), lead.as_str()), ("Đường lên cột mốc", "Bà con chung tay."));
    assert_eq!(
        page,
        "<p>Bà con &amp; cán bộ <em>cùng</em> làm &lt;em&gt;; &quot;hết&quot; <a class=\"story-number\" \
         href=\"#number-1\" data-source=\"count of works\" title=\"0\">không</a> việc.</p>\n\
         <figure>pull <a class=\"story-number\" href=\"#number-2\" data-source=\"count of works\" title=\"0\">0</a> \
         công trình</figure>\n<div class=\"table-scroll\" tabindex=\"0\"><table class=\"story-table\">\n<thead><tr>\
         <th scope=\"col\">a</th><th scope=\"col\" class=\"end\">b</th></tr></thead>\n<tbody>\n<tr>\
         <th scope=\"row\">x</th><td class=\"end\"><a class=\"story-number\" href=\"#number-3\" \
         data-source=\"sum of gifts\" title=\"0 đ\">0 đ</a></td></tr>\n</tbody>\n</table></div>\n"
    );
    assert!(
        plain_text(&story, &listed, messages)
            .starts_with("Bà con & cán bộ cùng làm <em>; \"hết\" không")
    );
}

/// The golden log with pictures and places on a map, of which one picture was taken down since.
fn over_a_book() -> State {
    let log = include_str!("../../../ledger/tests/golden/attachments.jsonl");
    let mut state = State::default();
    for line in log.lines() {
        let entry = Entry::decode(line.as_bytes()).unwrap();
        evolve(&mut state, &entry, &Facts::default());
    }
    let gone = state.attached.files[&Id::new("after").unwrap()].at;
    state.privacy.erased.insert(gone, state.size);
    state
}

#[test]
fn a_block_is_refused_where_its_word_stands() {
    let state = over_a_book();
    for (body, expected) in [
        ("::photo anh khac", "11:9 unknown anh"),
        ("::photo before after", "11:16 taken-down after"),
        ("::photo paper", "11:9 not-picture paper"),
        ("::photo before drawn before", "11:1 directive-needs ::photo"),
        ("::chart bars", "11:9 chart bars"),
        ("::chart flows road none", "11:20 unknown none"),
        ("::chart days road any", "11:1 directive-needs ::chart"),
        ("::chart targets", "11:1 directive-needs ::chart"),
        ("::chart targets goal", "11:17 unknown goal"),
        ("::map road1 house", "11:13 no-place house"),
        ("::map road1 road9", "11:13 unknown road9"),
        ("::map road1\n\nChữ.\n\n::map road1", "15:1 second-map ::map"),
        ("::strip road1 road1 x1", "11:21 unknown x1"),
    ] {
        let text = format!("{FRONT}{body}").replace("authors: o02\n", "authors: customs\n");
        let story = Story::read(&text).unwrap();
        let faults = bind(&story, &text, &state).unwrap_err();
        let (place, word) = (faults[0].place, faults[0].reason.word());
        let told = format!("{}:{} {word} {}", place.line, place.column, faults[0].words);
        assert_eq!(told, expected, "{body}");
    }
    let body = "::photo before\n\n::chart flows road any\n\n::chart sizes\n\n::map road1\n";
    let text = format!("{FRONT}{body}").replace("authors: o02\n", "authors: customs\n");
    let story = Story::read(&text).unwrap();
    bind(&story, &text, &state).unwrap();
    let told = blocks_said(&story, &state, Messages::for_language(Language::English));
    assert_eq!(told[0], "[Picture: Đường (before)]");
    assert_eq!(told[1], "[Chart, where money came from and went: Quỹ (road); Quỹ (any)]");
    assert_eq!(told[2], "[Chart, credits at the bank by size: the whole book]");
    assert_eq!(told[3], "[Map and list: Đường (road1)]");
}

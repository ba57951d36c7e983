"""Organisations in time, policy bases with targets, drives and models of the emulation cycle: `6-movement.jsonl`.

Called by `generate.py`; writes nothing itself. First what the article itself says of the parts organisations
have, with its lines; all the rest is invented and says so in its names. The days stay within what the book's
other invented entries tell, so that a target's question and a drive's progress have something to count.
"""

REGION, PLAN, LETTER = "mh-khu-vuc", "mh-ke-hoach", "mh-cong-van"
RULES_BEFORE, RULES = "mh-tieu-chi-2024", "mh-tieu-chi-2025"
DAY_DRIVE, APPEAL = "mh-ngay-luong-2024", "mh-doanh-nghiep"


class Movement:
    """Lines of the movement; every private text that is given is opened but names."""

    def __init__(self, book, people, names):
        self.book, self.people, self.names, self.sample = book, people, names, names["SAMPLE"]
        self.draw = names["Draw"]("movement")

    def say(self, day, kind, what, private=None, label=None, actor=None):
        private = {key: f"{text} {self.sample}" for key, text in (private or {}).items()}
        self.book.add(day, actor or self.people.keeper, kind, what, private, list(private), label)


def told_by_the_article(said):
    """The parts that the article itself gives: who gave, who launched together, who decides, who lives there."""
    parts = [("o02", "unit", 7), ("o01", "unit", 9), ("o03", "unit", 3), ("o04", "unit", 7), ("o05", "partner", 3),
             ("o10", "partner", 9), ("o06", "authority", 9), ("o07", "authority", 9), ("o08", "authority", 9),
             ("o09", "authority", 9), ("o11", "partner", 15), ("o15", "residents", 8), ("o16", "residents", 11)]
    for organisation, role, line in parts:
        cited = {"line": line, "source": "bai-bao"}
        said.say("2023-05-31", "organisation_role", {"cited": cited, "organisation": organisation, "role": role})


def organisations(said):
    """A region above the office, a team moved, another merged, a post that ended."""
    names, sample = said.names, said.sample
    office, units = names["OFFICE"], names["UNITS"]
    plan = {"class": "Kế hoạch", "id": PLAN, "issuer": office, "number": "12-KH/ĐU", "number_style": "party"}
    said.say("2024-02-21", "basis", plan | {"title": f"Kế hoạch chung tay làm đường và đèn thôn Mẫu {sample}"})
    letter = {"class": "Công văn", "id": LETTER, "issuer_words": "cơ quan cấp trên minh họa"}
    said.say("2025-02-20", "basis", letter | {"title": f"Về việc sắp xếp lại các đội {sample}"})
    what = {"class": "state", "id": REGION, "name": f"Chi cục Minh họa khu vực {sample}"}
    said.say("2025-02-20", "organisation", what | {"during": {"from": "2025-03-01"}})
    for organisation, role in [(office, "unit"), (names["VILLAGE"], "residents"), (names["MATERIALS"], "partner"),
                               (names["BUILDERS"], "partner"), ("mh-ban-giam-sat", "residents")]:
        what = {"during": {"from": "2024-02-20"}, "organisation": organisation, "role": role}
        said.say("2024-02-21", "organisation_role", what)
    change = {"basis": LETTER, "from": "2025-03-01"}
    what = {"change": "moved", "organisation": office, "parent": REGION}
    said.say("2025-02-25", "organisation_change", change | what)
    what = {"change": "renamed", "name": f"Đội Minh họa đường biên {sample}", "organisation": units[2]}
    said.say("2025-02-25", "organisation_change", change | what)
    what = {"change": "moved", "organisation": units[3], "parent": REGION}
    said.say("2025-02-25", "organisation_change", change | what)
    what = {"change": "merged", "into": units[3], "organisation": units[4]}
    said.say("2025-02-25", "organisation_change", change | what)
    person = said.draw.person_id()
    book, keeper = said.book, said.people.keeper
    name = {"name": "Vi Thu Phỏng (nhân vật minh họa)"}
    book.add("2024-02-21", keeper, "person", {"id": person, "public_capacity": True}, name, ["name"])
    what = {"during": {"from": "2024-02-20"}, "organisation": units[4], "person": person}
    said.say("2024-02-21", "post", what | {"title": f"Đội trưởng {sample}"}, label="doi-truong")
    said.say("2025-02-28", "post_end", {"post": "@doi-truong", "until": "2025-02-28"})
    what = {"during": {"from": "2025-03-01"}, "organisation": units[3], "person": person}
    said.say("2025-03-01", "post", what | {"title": f"Phó Đội trưởng {sample}"})


def targets(said):
    """One whose length is partly unknown, one in money, one in labour, one that nobody bound to the books."""
    drive, office, sample = said.names["DRIVE"], said.names["OFFICE"], said.sample
    period = {"from": "2024-01-01", "to": "2025-12-31"}
    common = {"basis": PLAN, "organisation": office, "period": period}
    rows = [("mh-ct-duong", f"Chiều dài đường và tuyến đèn làm xong {sample}", "metres", 1_000,
             f"length of works programme {drive}", {"programme": drive}),
            ("mh-ct-tien", f"Tiền vận động được cho các quỹ minh họa {sample}", "dong", 250_000_000,
             f"sum of gifts fund {said.names['SALARY_FUND']}, {said.names['MOVEMENT_FUND']}, {said.names['APPEAL_FUND']}", {}),
            ("mh-ct-cong", f"Ngày công góp vào công trình {sample}", "days-tenths", 3_000,
             f"days of works programme {drive}", {"programme": drive}),
            ("mh-ct-y-kien", f"Buổi nói chuyện với dân, không ai đếm {sample}", "count", 12, None, {})]
    for identifier, indicator, unit, value, expression, more in rows:
        what = {"id": identifier, "indicator": indicator, "unit": unit, "value": value} | common | more
        what |= {"expression": expression} if expression else {}
        said.say("2024-02-22", "target", what)


def drives(said):
    """A day of salary by rosters, closed; an appeal to businesses that is open."""
    names, people, sample = said.names, said.people, said.sample
    office, units, salary, cash = names["OFFICE"], names["UNITS"], names["SALARY_FUND"], names["CASH"]
    common = {"bases": [PLAN], "demonstration": True, "launchers": [office], "programme": names["DRIVE"]}
    what = {"asking": "roster", "class": "salary-day", "closes": "2024-05-31", "fund": salary, "goal": 30_000_000}
    what |= {"id": DAY_DRIVE, "name": f"Một ngày lương cho thôn Mẫu, năm 2024 {sample}"}
    said.say("2024-03-09", "drive", what | common, {"note": "Phát động tại cuộc họp đầu tháng Ba"})
    said.say("2024-03-09", "drive_unit", {"drive": DAY_DRIVE, "organisation": units[0], "roster": names["ROSTER"]})
    rosters = [(units[1], "mh-ds-doi-2"), (units[2], "mh-ds-doi-3"), (units[3], "mh-ds-doi-4"), (units[4], "mh-ds-doi-5")]
    for place, (unit, roster) in enumerate(rosters):
        what = {"fund": salary, "id": roster, "name": f"Ngày lương tháng 4/2024, đội số {place + 2} {sample}"}
        said.say("2024-03-09", "roster", what | {"organisation": unit}, actor=people.maker)
        for member in range(12):
            person = said.draw.person_id()
            name = {"name": names["invented_name"](said.draw)}
            said.book.add("2024-03-09", people.maker, "person", {"id": person}, name)
            what = {"amount": 380_000 + 15_000 * member, "person": person, "roster": roster}
            said.say("2024-03-09", "roster_member", what, actor=people.maker)
        what = {"drive": DAY_DRIVE, "organisation": unit, "roster": roster}
        said.say("2024-03-09", "drive_unit", what)
    said.say("2024-05-31", "drive_close", {"drive": DAY_DRIVE}, {"note": "Kết thúc đúng hạn, chưa đủ mục tiêu"})
    what = {"asking": "open", "class": "businesses", "closes": "2025-12-31", "fund": names["APPEAL_FUND"]}
    what |= {"goal": 60_000_000, "id": APPEAL, "name": f"Doanh nghiệp chung tay làm đường lên mốc thôn Mẫu {sample}"}
    what |= {"launchers": [office, names["VILLAGE"]]}
    said.say("2025-03-01", "drive", common | what, {"note": "Gửi thư ngỏ tới các doanh nghiệp"})
    for organisation, expected in [(names["MATERIALS"], 36_000_000), (names["BUILDERS"], None)]:
        what = {"drive": APPEAL, "organisation": organisation} | ({"expected": expected} if expected else {})
        said.say("2025-03-01", "drive_unit", what)
    what = {"account": cash, "amount": 4_500_000, "form": "cash", "fund": names["APPEAL_FUND"]}
    said.say("2025-03-20", "gift", what | {"organisation": names["BUILDERS"]}, {"memo": "Ủng hộ đường lên mốc"},
             actor=people.maker)
    giver = {"donor_name": names["invented_name"](said.draw), "memo": f"Ủng hộ đường lên mốc {sample}"}
    said.book.add("2025-03-21", people.maker, "gift", what | {"amount": 300_000}, giver, ["memo"])


def judged(said, model, points, day, outcome="confirmed"):
    approver = said.people.approver
    papers = [{"name": "Biên bản kiểm tra", "number": "07-BB/TKT"}]
    what = {"model": model, "outcome": outcome, "papers": papers}
    said.say(day, "model_check", what, {"note": "Đã xem tận nơi, nghe bà con nói"}, actor=approver)
    if points:
        said.say(day, "model_score", {"model": model, "points": points}, actor=approver)


def models(said):
    """Two years: recognised, gone on with, revoked as false, not found, only registered."""
    names, people, sample = said.names, said.people, said.sample
    office, units, village = names["OFFICE"], names["UNITS"], names["VILLAGE"]
    criteria = [("Thiết thực với người dân", 40), ("Cách làm sáng tạo, dân chủ", 30), ("Duy trì, nhân rộng", 30)]
    criteria = [{"most": most, "name": f"{name} {sample}"} for name, most in criteria]
    levels = [{"least": 50, "level": "base"}, {"least": 80, "level": "province"}]
    for rules, year in [(RULES_BEFORE, 2024), (RULES, 2025)]:
        what = {"basis": PLAN, "criteria": criteria, "id": rules, "year": year}
        old = [levels[0], {"least": 65, "level": "district"}, levels[1]]
        said.say(f"{year}-02-22", "emulation_rules", what | {"levels": old if year == 2024 else levels})

    def register(day, identifier, name, rules, works, texts, **more):
        what = {"area": f"thôn Mẫu {sample}", "demonstration": True, "field": "society", "id": identifier, "lead": office}
        what |= {"name": f"{name} {sample}", "rules": rules, "subject": "collective", "works": works} | more
        said.say(day, "model", what, texts)

    texts = {"reason": "Đường đất lầy khi mưa, trẻ đi học khó", "aims": "Đường đi được quanh năm; mỗi hộ góp ít nhất một ngày công",
             "method": "Họp dân bàn từng đoạn, công khai thu chi ở nhà văn hóa", "people": "Các hộ thôn Mẫu",
             "outputs": "Đường bê tông, sổ thu chi công khai", "upkeep": "Tổ tự quản quét dọn, vá đường mỗi quý"}
    resources = [{"amount": 45_000_000, "class": "money", "item": f"quỹ ngày lương {sample}"},
                 {"class": "goods", "item": f"xi măng {sample}", "quantity_thousandths": 11_500, "unit": "tấn"},
                 {"class": "labour", "item": f"ngày công của thôn {sample}", "quantity_thousandths": 96_500, "unit": "ngày"},
                 {"class": "time", "item": f"thời gian thi công {sample}", "quantity_thousandths": 7_000, "unit": "tuần"}]
    first, second = "mh-mo-hinh-duong", "mh-mo-hinh-len-moc"
    register("2024-02-25", first, "Dân bàn, dân làm đường thôn Mẫu", RULES_BEFORE, [names["ROAD"]], texts,
             coordinating=[village], during={"from": "2024-02-25", "to": "2024-12-31"}, resources=resources,
             supporting=[units[1], names["MATERIALS"]])
    judged(said, first, [34, 24, 22], "2024-11-20")
    decision = {"organisation": office, "papers": [{"name": "Quyết định công nhận", "number": "21-QĐ/ĐU"}]}
    what = {"level": "province", "model": first} | decision
    said.say("2024-12-10", "model_recognition", what, actor=people.approver)
    hall = "mh-mo-hinh-nha-van-hoa"
    register("2024-03-01", hall, "Nhà văn hóa sáng đèn mỗi tối", RULES_BEFORE, [names["HALL"]],
             {"aims": "Mỗi tuần ba buổi sinh hoạt", "outputs": "Lịch sinh hoạt, sổ ghi buổi"}, supporting=[village])
    judged(said, hall, [25, 20, 15], "2024-11-21", "in-part")
    said.say("2024-12-10", "model_recognition", {"level": "base", "model": hall} | decision, actor=people.approver)
    said.say("2025-01-15", "model_revocation", {"cause": "false", "model": hall},
             {"reason": "Sổ ghi buổi lập khống, thực tế không có buổi nào"}, actor=people.payer)
    register("2025-02-26", second, "Thêm một đoạn đường lên mốc", RULES, ["mh-d"], texts | {"outputs": "Đường lên mốc, biên bản bàn giao"},
             continues=first, coordinating=[village], field="defence", supporting=[units[2]])
    judged(said, second, [30, 22, 20], "2025-11-18")
    said.say("2025-12-09", "model_recognition", {"level": "base", "model": second} | decision, actor=people.approver)
    register("2025-02-27", "mh-mo-hinh-den", "Tổ tự quản đèn đường", RULES, [], {"aims": "Đèn hỏng được thay trong ba ngày"},
             lead=village)
    judged(said, "mh-mo-hinh-den", None, "2025-11-19", "not-found")
    donor = said.people.donors[0][0]
    register("2025-03-02", "mh-mo-hinh-ca-nhan", "Người giữ đường thôn Mẫu", RULES, [], {"aims": "Một người, một đoạn đường sạch"},
             person=donor, subject="individual", lead=village)


def write(book, people, names):
    """All of it, in order; `names` are the identifiers of `generate.py`."""
    said = Movement(book, people, names)
    told_by_the_article(said)
    organisations(said)
    targets(said)
    drives(said)
    models(said)
    return book

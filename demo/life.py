"""The life of one invented work from survey to handover, and what had to be published: `5-life.jsonl`.

Called by `generate.py`; writes nothing itself. Marker numbers, meetings and sums are invented, and the works
say so in their names. The days fall under Law 10/2022/QH15, so the residents' meeting must reach two thirds of
all households; one paper is handed in late and one total is not published, so that the clock shows both.
"""

WORK, LAMPS, CULVERT = "mh-d", "mh-e", "mh-f"
BOARD = "mh-ban-giam-sat"
MEETING, ACCEPTANCE, FLOOD = "mh-hop-1", "mh-nt-2", "mh-lu"


class Life:
    """Lines of the work's life; every private text that is given is opened but names."""

    def __init__(self, book, people, sample):
        self.book, self.people, self.sample = book, people, sample

    def say(self, day, kind, what, private=None, label=None, actor=None):
        private = {key: f"{text} {self.sample}" for key, text in (private or {}).items()}
        opened = [key for key in private if key in ("note", "reason", "memo")]
        self.book.add(day, actor or self.people.maker, kind, what, private, opened, label)

    def planned(self, day, state, planned_for, delay=None, note=None):
        what = {"planned_for": planned_for, "stage": "planned", "state": state, "work": WORK}
        what |= {"delay": delay} if delay else {}
        self.say(day, "work_step", what, {"note": note} if note else None)

    def done(self, day, state, note=None, delay=None, reason=None, **more):
        what = {"stage": "done", "state": state, "work": WORK} | more
        what |= {"delay": delay} if delay else {}
        private = {"reason": reason} if reason else {}
        self.say(day, "work_step", what, private | ({"note": note} if note else {}))


def register(life, drive, office, village):
    """Three works along invented markers and posts, and the board that inspects."""
    day, sample = "2025-01-06", life.sample
    what = {"class": "community", "id": BOARD, "name": f"Ban giám sát đầu tư của cộng đồng xã Minh họa {sample}"}
    life.say(day, "organisation", what, actor=life.people.keeper)
    works = [
        (WORK, "road", "Công trình minh họa D: đường lên mốc thôn Mẫu", "Mốc 901-902+300 m", ["901", "902"],
         [{"measure": "length-metres", "value": 288, "words": "288 m"}]),
        (LAMPS, "lighting", "Công trình minh họa E: đèn dọc đường liên thôn Mẫu", "Km 3+200 đến Km 3+520", [],
         [{"measure": "lamps", "value": 6, "words": "6 bộ đèn"}]),
        (CULVERT, "other", "Công trình minh họa F: cống qua suối thôn Mẫu", "gần ngầm tràn, chỗ cây đa", [], []),
    ]
    for identifier, kind, name, chainage, markers, quantities in works:
        what = {"chainage": chainage, "class": kind, "id": identifier, "launchers": [office, village]}
        what |= {"markers": markers, "name": name, "place_words": "thôn Mẫu (địa danh minh họa)"}
        what |= {"places": ["mh-noi-mau"], "programme": drive, "quantities": quantities}
        life.say(day, "work", what, actor=life.people.keeper)


def agreed(life, village):
    """Surveyed, proposed, and agreed by 71 of 96 households: two thirds are 64."""
    life.say("2025-01-08", "work_regime", {"regime": "residents", "work": WORK})
    life.planned("2025-01-08", "building", "2025-03-15")
    life.planned("2025-01-08", "accepted", "2025-04-30")
    life.planned("2025-01-08", "inaugurated", "2025-05-10")
    life.planned("2025-01-08", "handed-over", "2025-05-26")
    life.done("2025-01-10", "surveyed", "Đo dọc tuyến cùng trưởng thôn, không đo trong vùng cấm.")
    life.done("2025-01-20", "proposed", papers=[{"name": "Tờ trình của thôn", "number": "01/TTr-TM"}])
    meeting = {"against": 17, "form": "meeting", "id": MEETING, "in_favour": 71, "invited": 96}
    meeting |= {"notice_on": "2025-02-03", "organisation": village, "present": 88, "total": 96}
    meeting |= {"papers": [{"name": "Biên bản họp thôn", "number": "02/BB-TM"}], "subject": "contribution"}
    meeting |= {"signers": ["village-head", "front-head", "household", "household"], "works": [WORK]}
    life.say("2025-02-08", "residents_meeting", meeting, {"signatories": "Bốn người ký, tên không công khai"})
    life.done("2025-02-08", "agreed", "Thống nhất mỗi hộ góp ba ngày công, tiền tùy tâm.", meeting=MEETING)
    published = {"duty": "decision-notice", "event": MEETING, "forms": ["posting", "broadcast"]}
    life.say("2025-02-12", "disclosure", published | {"until": "2025-03-14"})
    life.say("2025-02-19", "disclosure", {"duty": "meeting-record", "event": MEETING, "forms": ["delivery"]},
             {"note": "Nộp chậm vì chờ đủ chữ ký"})


def budgeted(life, builders, village):
    """Two budgets, the second with the price that was missing; who builds and whom it serves."""
    def item(name, kind, amount, thousandths=None, unit=None):
        line = {"class": kind, "item": name} | ({"amount": amount} if amount else {})
        return line | ({"quantity_thousandths": thousandths, "unit": unit} if unit else {})

    lines = [item("xi măng PCB30", "materials", 23_200_000, 16_000, "tấn"),
             item("cát, đá", "materials", 11_400_000, 38_000, "m³"),
             item("thuê máy trộn, máy đầm", "machines", None, 6_000, "ngày"),
             item("vẽ thiết kế mẫu", "design", 1_500_000)]
    life.say("2025-02-15", "work_budget", {"items": lines, "work": WORK})
    lines[2] = item("thuê máy trộn, máy đầm", "machines", 5_400_000, 6_000, "ngày")
    papers = [{"name": "Dự toán có ba báo giá", "number": "03/DT-TM"}]
    life.say("2025-02-20", "work_budget", {"items": lines, "papers": papers, "work": WORK})
    life.done("2025-02-20", "budgeted")
    life.done("2025-02-28", "mobilising", "Phát động tại nhà văn hóa thôn.")
    papers = [{"name": "Hợp đồng thi công", "number": "04/HĐ-TM"}]
    what = {"organisation": builders, "papers": papers, "role": "builds", "work": WORK}
    life.say("2025-03-04", "work_contractor", what)
    what = {"count": 96, "group": "các hộ thôn Mẫu (minh họa)", "unit": "hộ", "work": WORK}
    life.say("2025-03-04", "work_beneficiaries", what)
    what = {"group": "người đi nương, lực lượng tuần tra (minh họa)", "work": WORK}
    life.say("2025-03-04", "work_beneficiaries", what)
    what = {"quantities": [{"measure": "length-metres", "value": 300}], "stage": "planned", "work": WORK}
    life.say("2025-03-04", "work_quantities", what)


def given_and_spent(life, fund, cash, materials, builders, village):
    """A gift of money and what it pays for; cement and days of work."""
    people = life.people
    what = {"account": cash, "amount": 36_000_000, "form": "cash", "fund": fund, "organisation": materials}
    life.say("2025-03-06", "gift", what, {"memo": "Ủng hộ đường lên mốc thôn Mẫu"})
    goods = {"item": "xi măng PCB30", "quantity_thousandths": 4_000, "unit": "tấn"}
    what = {"form": "goods", "fund": fund, "goods": goods, "organisation": materials, "work": WORK}
    what |= {"valuation": {"amount": 5_800_000, "source": f"báo giá bán lẻ tại kho ngày 5/3/2025 {life.sample}"}}
    life.say("2025-03-10", "gift", what, {"memo": "Tặng xi măng"})
    for day, tenths in [("2025-03-29", 1_440), ("2025-04-12", 1_335)]:
        what = {"days_tenths": tenths, "form": "labour", "fund": fund, "organisation": village, "work": WORK}
        life.say(day, "gift", what, {"memo": "Góp ngày công"})
    what = {"amount": 34_600_000, "fund": fund, "payee": materials, "work": WORK}
    what |= {"purpose": "Mua xi măng, cát, đá cho đường lên mốc thôn Mẫu"}
    life.say("2025-03-12", "spending_request", what, {"note": "Ba báo giá kèm theo"}, label="d1")
    life.say("2025-03-13", "spending_decision", {"decision": "approved", "request": "@d1"}, actor=people.approver)
    what = {"account": cash, "amount": 33_950_000, "request": "@d1"}
    life.book.add("2025-03-14", people.payer, "payment", what, {"voucher": "d4" * 32})


def built(life):
    """Put off once, late by rain; rejected once, then accepted with something left to do; handed over."""
    life.planned("2025-03-12", "building", "2025-03-22", "papers", "Chờ văn bản trả lời của đồn biên phòng.")
    life.done("2025-03-29", "building", "Khởi công đoạn đầu 60 m.", "weather", "Mưa liền sáu ngày, nền chưa khô.")
    what = {"quantities": [{"measure": "length-metres", "value": 288}], "stage": "done", "work": WORK}
    life.say("2025-05-04", "work_quantities", what, {"note": "Bớt 12 m vì vướng cây cổ thụ"})
    inspected = {"papers": [{"name": "Biên bản nghiệm thu", "number": "05/BB-GS"}], "supervision": BOARD, "work": WORK}
    inspected |= {"signers": ["supervision-board", "launcher", "builder"]}
    what = inspected | {"id": "mh-nt-1", "outcome": "rejected"}
    signed = {"signatories": "Ba bên ký, tên không công khai"}
    life.say("2025-05-05", "work_acceptance", what, signed | {"note": "Mặt đường đoạn cuối bị rỗ, phải làm lại."})
    what = inspected | {"id": ACCEPTANCE, "outcome": "with-conditions"}
    life.say("2025-05-12", "work_acceptance", what, signed | {"note": "Đạt; còn phải đắp lề bên phải."})
    life.done("2025-05-12", "accepted", None, "materials", "Thiếu cát nên làm lại đoạn cuối chậm bảy ngày.",
              acceptance=ACCEPTANCE)
    life.planned("2025-05-13", "inaugurated", "2025-05-19")
    life.done("2025-05-19", "inaugurated")
    life.done("2025-05-26", "handed-over", "Bàn giao cho thôn quản lý.",
              papers=[{"name": "Biên bản bàn giao", "number": "06/BB-TM"}])
    life.done("2025-05-27", "in-use")


def published(life, fund):
    """An invented appeal after a flood: one total published in time, one not at all."""
    events = [("appeal-issued", "2025-06-02", [("appeal-document", "2025-06-02")]),
              ("receiving-ends", "2025-06-30", [("total-received", "2025-07-10")]),
              ("use-ends", "2025-08-31", [("report", "2025-10-03")])]
    for kind, day, done in events:
        event = f"{FLOOD}-{kind}"
        what = {"class": kind, "fund": fund, "id": event, "regime": "disaster", "work": CULVERT}
        life.say(day, "disclosure_event", what, {"note": "Đợt vận động minh họa sau lũ"})
        for duty, on in done:
            life.say(on, "disclosure", {"duty": duty, "event": event, "forms": ["website", "posting"]})


def write(book, people, names):
    """All of it, in order; `names` are the identifiers of `generate.py`."""
    life = Life(book, people, names["SAMPLE"])
    register(life, names["DRIVE"], names["OFFICE"], names["VILLAGE"])
    agreed(life, names["VILLAGE"])
    budgeted(life, names["BUILDERS"], names["VILLAGE"])
    given_and_spent(life, names["APPEAL_FUND"], names["CASH"], names["MATERIALS"], names["BUILDERS"], names["VILLAGE"])
    built(life)
    published(life, names["APPEAL_FUND"])
    return book

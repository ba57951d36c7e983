#!/usr/bin/env python3
"""Writes what is invented in the demo book: `2-demonstration.jsonl`, `statement.csv`, `3-after-import.jsonl`,
`4-privacy.jsonl`, `5-life.jsonl` (life.py), `6-movement.jsonl` (movement.py).

    demo/generate.py           writes the files
    demo/generate.py --check   fails where a committed file differs

Everything follows from SEED by SHA-256, so every Python 3 writes the same bytes. Nothing here is told
about a real person, unit, work or bank: every thing named says "minh họa", every invented person has
a given name that nobody bears (Mẫu, Thử, Họa, …). Never touches `1-article.jsonl`, which holds the facts.
"""

import csv
import datetime
import hashlib
import io
import json
import pathlib
import sys
import unicodedata

sys.dont_write_bytecode = True
import life
import movement

SEED = "chung-tay/demo/1"
HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = "(dữ liệu minh họa)"

SALARY_FUND, MOVEMENT_FUND, APPEAL_FUND = "mh-ngayluong", "mh-danvan", "mh-ungho"
BANK, CASH, STORE = "mh-nganhang", "mh-tienmat", "mh-kho"
ROSTER = "mh-ngayluong-6"
ROAD, LIGHTS, HALL = "mh-a", "mh-b", "mh-c"
DRIVE, MOVEMENT = "mh-dot-duong", "mh-phong-trao"
OFFICE, VILLAGE, MATERIALS, BUILDERS = "mh-co-quan", "mh-thon-mau", "mh-vat-lieu", "mh-xay-dung"
UNITS = [f"mh-doi-{number}" for number in range(1, 6)]

STATEMENT_FROM = datetime.date(2024, 4, 1)
LINES_OF_DAY = [14, 22, 31, 38, 52, 61, 47, 36, 34, 28, 22, 15]
FEE, ROAD_DEBIT, LIGHTS_DEBIT = 11_000, 52_900_000, 27_350_000
DEBITS = {
    (5, 9): (FEE, "THU PHI DICH VU SMS CHU DONG THANG 03/2024. So tien 11000 VND"),
    (8, 20): (ROAD_DEBIT, "CT 247 den: CTY TNHH VAT LIEU MINH HOA. tt be tong thuong pham cong trinh minh hoa A"),
    (9, 12): (LIGHTS_DEBIT, "CT 247 den: HTX XAY DUNG MINH HOA. tt day dan cot thep cong trinh minh hoa B"),
}
OUR_NUMBER = "0009990001234"


class Draw:
    """Numbers that follow from the seed and a name, one after the other."""

    def __init__(self, name):
        self.name, self.count = name, 0

    def below(self, limit):
        """From 0 to limit - 1."""
        self.count += 1
        digest = hashlib.sha256(f"{SEED}/{self.name}/{self.count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def pick(self, values):
        return values[self.below(len(values))]

    def digits(self, count):
        return "".join(str(self.below(10)) for _ in range(count))

    def person_id(self):
        return "".join(self.pick("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(8))

    def hash_hex(self):
        self.count += 1
        return hashlib.sha256(f"{SEED}/{self.name}/{self.count}".encode()).hexdigest()


FAMILY = ["Nguyễn", "Trần", "Lê", "Hoàng", "Nông", "Lý", "Vi", "Chu", "Đàm", "Lương", "Triệu", "Phùng"]
MIDDLE = ["Văn", "Thị", "Minh", "Ngọc", "Quang", "Thu", "Đức", "Thanh", "Hữu", "Bích"]
GIVEN = ["Mẫu", "Thử", "Họa", "Dụ", "Giả", "Phỏng", "Ví", "Tỏ"]


def invented_name(draw):
    return f"{draw.pick(FAMILY)} {draw.pick(MIDDLE)} {draw.pick(GIVEN)}"


def without_marks(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).upper()


class Commands:
    """Lines for `chungtay apply`: the day and the actor stand only where they change."""

    def __init__(self):
        self.lines, self.on, self.actor = [], None, None

    def add(self, on, actor, kind, what, private=None, opened=(), label=None):
        line = {"kind": kind if "/" in kind else f"{kind}/1"}
        if on != self.on:
            line["occurred_on"] = on
        if actor != self.actor:
            line["actor"] = actor
        self.on, self.actor = on, actor
        if kind in ("programme", "work", "fund", "account"):
            what = {**what, "demonstration": True}
        line["what"] = what
        if private:
            line["private"] = private
        if opened:
            line["open"] = list(opened)
        if label:
            line["label"] = label
        self.lines.append(line)

    def text(self):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines)
        assert unicodedata.is_normalized("NFC", text)
        return text


class People:
    """The three who act, and the keeper of the book (named in the first entry of `1-article.jsonl`)."""

    def __init__(self):
        draw = Draw("people")
        first = json.loads((HERE / "1-article.jsonl").open(encoding="utf-8").readline())
        self.keeper = first["actor"]
        self.maker, self.approver, self.payer = (draw.person_id() for _ in range(3))
        self.donors = [(draw.person_id(), invented_name(draw)) for _ in range(5)]


def register(book, people):
    """People, units, programmes, works, funds, accounts."""
    day, keeper = "2024-02-20", people.keeper

    def organisation(identifier, kind, name, parent=None):
        what = {"class": kind, "id": identifier, "name": f"{name} {SAMPLE}"}
        book.add(day, keeper, "organisation", what | ({"parent": parent} if parent else {}))

    organisation(OFFICE, "state", "Cơ quan Minh họa")
    for number, unit in enumerate(UNITS, 1):
        organisation(unit, "state", f"Đội Minh họa số {number}", OFFICE)
    organisation(VILLAGE, "community", "Thôn Mẫu")
    organisation(MATERIALS, "business", "Công ty TNHH Vật liệu Minh họa")
    organisation(BUILDERS, "business", "Hợp tác xã Xây dựng Minh họa")
    posts = [
        (people.maker, "Lương Thị Mẫu", "Kế toán quỹ"),
        (people.approver, "Hoàng Văn Họa", "Trưởng ban quản lý quỹ"),
        (people.payer, "Chu Thanh Thử", "Thủ quỹ"),
    ]
    for person, name, title in posts:
        what = {"id": person, "public_capacity": True}
        book.add(day, keeper, "person", what, {"name": f"{name} (nhân vật minh họa)"}, ["name"])
        what = {"during": {"from": "2024-02-20"}, "organisation": OFFICE, "person": person}
        book.add(day, keeper, "post", what | {"title": f"{title} {SAMPLE}"})
    for person, name in people.donors:
        book.add(day, keeper, "person", {"id": person}, {"name": name})
    register_works(book, day, keeper)
    register_money(book, day, keeper)


def register_works(book, day, keeper):
    what = {"class": "village", "id": "mh-noi-mau", "name": f"Thôn Mẫu {SAMPLE}"}
    book.add(day, keeper, "place", what)
    programmes = [
        (DRIVE, "drive", "Đợt vận động minh họa: đường và đèn thôn Mẫu"),
        (MOVEMENT, "movement", "Phong trào minh họa: nhà văn hóa thôn Mẫu"),
    ]
    for identifier, kind, name in programmes:
        what = {"class": kind, "id": identifier, "name": f"{name} {SAMPLE}", "organisation": OFFICE}
        book.add(day, keeper, "programme", what | {"during": {"from": "2024-02-20"}})
    works = [
        (ROAD, "road", DRIVE, "Công trình minh họa A: đường bê tông thôn Mẫu",
         [{"measure": "length-metres", "value": 320, "words": "320 m"}]),
        (LIGHTS, "lighting", DRIVE, "Công trình minh họa B: đèn năng lượng thôn Mẫu",
         [{"measure": "lamps", "value": 12, "words": "12 bộ đèn"}, {"measure": "length-metres"}]),
        (HALL, "house", MOVEMENT, "Công trình minh họa C: sửa nhà văn hóa thôn Mẫu",
         [{"measure": "houses", "value": 1, "words": "1 nhà văn hóa"}]),
    ]
    for identifier, kind, programme, name, quantities in works:
        what = {"class": kind, "id": identifier, "launchers": [OFFICE, VILLAGE], "name": name}
        what |= {"place_words": "thôn Mẫu (địa danh minh họa)", "places": ["mh-noi-mau"]}
        what |= {"programme": programme, "quantities": quantities}
        book.add(day, keeper, "work", what)


def register_money(book, day, keeper):
    funds = [
        (SALARY_FUND, "Quỹ ủng hộ ngày lương", "Salary-day fund", ["salary-day"], {"programmes": [DRIVE]}),
        (MOVEMENT_FUND, "Quỹ dân vận khéo", "Mass mobilisation fund", ["mass-mobilisation"],
         {"programmes": [MOVEMENT]}),
        (APPEAL_FUND, "Quỹ tiếp nhận ủng hộ", "Appeal fund", ["appeal", "businesses"], {"general": True}),
    ]
    for identifier, name, name_en, sources, purpose in funds:
        what = {"id": identifier, "name": f"{name} {SAMPLE}", "name_en": f"{name_en} (demonstration data)"}
        what |= {"organisation": OFFICE, "purpose": purpose, "sources": sources}
        book.add(day, keeper, "fund", what)
    what = {"bank": "Ngân hàng Minh họa", "class": "bank", "id": BANK, "name": f"Tài khoản tiếp nhận ủng hộ {SAMPLE}"}
    private = {"number": OUR_NUMBER, "holder": "QUY MINH HOA CHUNG TAY"}
    # An invented bank: nothing can be sent there, so its number may be read.
    book.add("2024-03-28", keeper, "account", what, private, ["number", "holder"])
    what = {"class": "cash", "id": CASH, "name": f"Tiền mặt tại quỹ {SAMPLE}"}
    book.add(day, keeper, "account", what)
    book.add(day, keeper, "account", {"class": "goods", "id": STORE, "name": f"Kho vật liệu {SAMPLE}"})
    what = {"account": BANK, "amount": 0, "moment": "opening", "on": STATEMENT_FROM.isoformat()}
    what |= {"proof": "stated", "source": f"giấy xác nhận mở tài khoản mới ngày 28/3/2024 {SAMPLE}"}
    book.add("2024-03-28", keeper, "balance", what)


def salary_days(book, people):
    """Sixty gifts of a day's salary, by unit, on two salary days; one entered twice and undone."""
    draw = Draw("salary")
    for day, month in [("2024-03-15", "3/2024"), ("2024-04-15", "4/2024")]:
        for number, unit in enumerate(UNITS, 1):
            for _ in range(6):
                name = invented_name(draw)
                what = {"account": CASH, "amount": 280_000 + 10_000 * draw.below(35), "form": "cash"}
                what |= {"fund": SALARY_FUND, "organisation": unit}
                memo = f"Ngày lương tháng {month}, Đội Minh họa số {number}"
                book.add(day, people.maker, "gift", what, {"donor_name": name, "memo": memo}, ["memo"])
    again = book.lines[-1]
    book.add("2024-04-15", people.maker, "gift", again["what"], again["private"], ["memo"], "twice")
    reason = "Nhập hai lần cùng một phiếu thu; hủy lần nhập sau."
    book.add("2024-04-16", people.maker, "reversal", {"entry": "@twice"}, {"reason": reason}, ["reason"])
    budgets = [("2024-03-20", 25_000_000), ("2024-03-27", 15_000_000), ("2024-04-17", 25_000_000),
               ("2024-05-02", 15_000_000)]
    for number, (day, amount) in enumerate(budgets, 1):
        what = {"account": CASH, "amount": amount, "form": "cash", "fund": MOVEMENT_FUND, "organisation": OFFICE}
        memo = f"Kinh phí dân vận khéo, lần {number} {SAMPLE}"
        book.add(day, people.maker, "gift", what, {"memo": memo}, ["memo"])


def in_kind(book, people):
    """Goods and days of work: some valued, with the source of the value, some not."""

    def goods(day, fund, work, giver, item, thousandths, unit, value=None, source=None, account=None):
        what = {"form": "goods", "fund": fund, "organisation": giver}
        what |= {"goods": {"item": item, "quantity_thousandths": thousandths, "unit": unit}, "work": work}
        what |= {"account": account} if account else {}
        what |= {"valuation": {"amount": value, "source": source}} if value else {}
        book.add(day, people.maker, "gift", what, {"memo": f"Tặng {item} {SAMPLE}"}, ["memo"])

    quote = f"báo giá bán lẻ tại kho ngày 12/3/2024 {SAMPLE}"
    goods("2024-03-18", SALARY_FUND, ROAD, MATERIALS, "xi măng PCB30", 11_500, "tấn", 16_675_000, quote)
    goods("2024-03-19", SALARY_FUND, ROAD, VILLAGE, "cát", 24_000, "m³")
    goods("2024-03-19", SALARY_FUND, ROAD, VILLAGE, "đá 1×2", 38_500, "m³")
    goods("2024-04-03", SALARY_FUND, LIGHTS, BUILDERS, "cột thép mạ kẽm", 4_000, "cột", 5_200_000, quote)
    goods("2024-04-22", MOVEMENT_FUND, HALL, MATERIALS, "xi măng PCB30", 2_000, "tấn", 2_900_000, quote, STORE)
    goods("2024-04-24", MOVEMENT_FUND, HALL, VILLAGE, "gỗ ván", 1_250, "m³")

    def labour(day, fund, work, giver, tenths, value=None):
        what = {"days_tenths": tenths, "form": "labour", "fund": fund, "organisation": giver, "work": work}
        source = f"đơn giá ngày công lao động phổ thông 280.000 đ theo biên bản họp thôn {SAMPLE}"
        what |= {"valuation": {"amount": value, "source": source}} if value else {}
        book.add(day, people.maker, "gift", what, {"memo": f"Góp ngày công {SAMPLE}"}, ["memo"])

    labour("2024-03-23", SALARY_FUND, ROAD, VILLAGE, 460, 46 * 280_000)
    labour("2024-03-30", SALARY_FUND, ROAD, VILLAGE, 385)
    labour("2024-03-30", SALARY_FUND, ROAD, UNITS[1], 120)
    labour("2024-04-20", SALARY_FUND, LIGHTS, UNITS[3], 95, 2_660_000)
    labour("2024-05-04", MOVEMENT_FUND, HALL, VILLAGE, 210)


def pledges(book, people):
    draw = Draw("pledges")
    promised = [(MATERIALS, None, 30_000_000, APPEAL_FUND, "2024-06-30"),
                (BUILDERS, None, 20_000_000, APPEAL_FUND, "2024-07-31"),
                (VILLAGE, None, 12_000_000, MOVEMENT_FUND, "2024-05-31")]
    promised += [(None, person, 500_000 * (1 + draw.below(6)), SALARY_FUND, None) for person, _ in people.donors[:3]]
    names = dict(people.donors)
    for giver, donor, amount, fund, due in promised:
        what = {"amount": amount, "fund": fund}
        what |= {"organisation": giver} if giver else {"donor": donor}
        what |= {"due": due} if due else {}
        private = {"memo": f"Cam kết ủng hộ {SAMPLE}"} | ({"donor_name": names[donor]} if donor else {})
        book.add("2024-03-08", people.maker, "pledge", what, private, ["memo"])
    (first, _), (second, _) = people.donors[3:5]
    reason = f"Một người được ghi bằng hai mã trong hai danh sách {SAMPLE}."
    book.add("2024-03-09", people.keeper, "person_alias", {"alias": second, "person": first},
             {"reason": reason}, ["reason"])


def roster(book, people):
    """One unit whose people are asked for a day's salary each."""
    what = {"due": "2024-06-15", "fund": SALARY_FUND, "id": ROSTER, "name": f"Ngày lương tháng 6/2024 {SAMPLE}"}
    book.add("2024-03-09", people.maker, "roster", what | {"organisation": UNITS[0]})
    for number, (person, _) in enumerate(people.donors[:3]):
        what = {"amount": 300_000 + 20_000 * number, "person": person, "roster": ROSTER}
        book.add("2024-03-09", people.maker, "roster_member", what)


class Spending:
    """Requests, their answers and payments, each by its own person."""

    def __init__(self, book, people, name):
        self.book, self.people, self.draw = book, people, Draw(name)

    def request(self, label, day, fund, amount, purpose, payee, work=None, programme=None):
        what = {"amount": amount, "fund": fund, "payee": payee, "purpose": purpose}
        what |= {"work": work} if work else {"programme": programme}
        note = f"Hai báo giá kèm theo {SAMPLE}"
        private = {"payee_name": invented_name(self.draw), "note": note}
        self.book.add(day, self.people.maker, "spending_request", what, private, ["note"], label)

    def decide(self, label, day, decision, reason=None):
        what = {"decision": decision, "request": f"@{label}"}
        private, opened = ({"reason": reason}, ["reason"]) if reason else (None, ())
        self.book.add(day, self.people.approver, "spending_decision", what, private, opened)

    def pay(self, label, day, amount, account=CASH, as_label=None):
        what = {"account": account, "amount": amount, "request": f"@{label}"}
        private = {"voucher": self.draw.hash_hex(), "payee_name": invented_name(self.draw)}
        self.book.add(day, self.people.payer, "payment", what, private, (), as_label)


def spending(book, people):
    """Eleven requests in cash: paid, paid in part, approved, returned, refused and waiting."""
    spend = Spending(book, people, "spending")
    spend.request("r1", "2024-04-16", SALARY_FUND, 6_820_000, "Mua 4,7 tấn xi măng PCB30 cho đường thôn Mẫu", MATERIALS, ROAD)
    spend.decide("r1", "2024-04-17", "approved")
    spend.pay("r1", "2024-04-18", 6_820_000)
    spend.request("r2", "2024-04-17", SALARY_FUND, 3_200_000, "Thuê máy trộn bê tông 4 ngày", BUILDERS, ROAD)
    spend.decide("r2", "2024-04-18", "approved")
    spend.pay("r2", "2024-04-22", 3_200_000)
    spend.request("r3", "2024-04-19", SALARY_FUND, 9_600_000, "Mua 12 bộ đèn năng lượng mặt trời", MATERIALS, LIGHTS)
    spend.decide("r3", "2024-04-20", "approved")
    spend.pay("r3", "2024-04-24", 5_000_000)
    spend.request("r4", "2024-04-18", MOVEMENT_FUND, 18_500_000, "Mua tôn và xà gồ lợp mái nhà văn hóa", MATERIALS, HALL)
    spend.decide("r4", "2024-04-19", "approved")
    spend.pay("r4", "2024-04-20", 10_000_000)
    spend.pay("r4", "2024-05-06", 8_500_000)
    spend.request("r5", "2024-04-22", MOVEMENT_FUND, 22_000_000, "Thay cửa và lát lại nền nhà văn hóa", BUILDERS, HALL)
    spend.decide("r5", "2024-04-23", "returned", "Thiếu báo giá thứ hai; khối lượng nền tính cả phần sân.")
    spend.request("r6", "2024-04-26", MOVEMENT_FUND, 19_400_000,
                  "Thay cửa và lát lại nền nhà văn hóa, không tính phần sân", BUILDERS, HALL)
    spend.decide("r6", "2024-04-27", "approved")
    spend.pay("r6", "2024-05-07", 19_400_000)
    spend.request("r7", "2024-05-03", MOVEMENT_FUND, 15_000_000, "Tổ chức liên hoan ngày khánh thành", BUILDERS,
                  programme=MOVEMENT)
    spend.decide("r7", "2024-05-04", "refused", "Quỹ không chi cho liên hoan.")
    spend.request("r8", "2024-05-08", MOVEMENT_FUND, 7_250_000, "Sơn tường trong và ngoài nhà văn hóa", BUILDERS, HALL)
    spend.decide("r8", "2024-05-09", "approved")
    spend.pay("r8", "2024-05-14", 7_250_000)
    spend.request("r9", "2024-05-09", SALARY_FUND, 4_150_000, "Biển báo và gờ giảm tốc đường thôn Mẫu", BUILDERS, ROAD)
    spend.decide("r9", "2024-05-10", "approved")
    spend.request("r10", "2024-05-15", MOVEMENT_FUND, 6_500_000, "Bàn ghế cho các buổi họp dân", MATERIALS,
                  programme=MOVEMENT)
    works_steps(book, people)


def works_steps(book, people):
    steps = [
        (ROAD, "surveyed", "2024-02-24", "Đo tim đường cùng trưởng thôn."), (ROAD, "proposed", "2024-02-26", None),
        (ROAD, "agreed", "2024-03-02", "Họp dân thống nhất mặt đường rộng 3 m."),
        (ROAD, "budgeted", "2024-03-05", None), (ROAD, "mobilising", "2024-03-08", None),
        (ROAD, "building", "2024-03-23", "Đổ đoạn đầu 60 m."),
        (ROAD, "accepted", "2024-05-10", "Ban giám sát đầu tư của cộng đồng ký nghiệm thu."),
        (ROAD, "inaugurated", "2024-05-12", None), (ROAD, "in-use", "2024-05-13", None),
        (LIGHTS, "surveyed", "2024-02-24", None), (LIGHTS, "agreed", "2024-03-02", None),
        (LIGHTS, "mobilising", "2024-03-08", None), (LIGHTS, "building", "2024-04-20", "Dựng 7 trong 12 cột."),
        (HALL, "proposed", "2024-03-01", None), (HALL, "budgeted", "2024-03-12", None),
        (HALL, "building", "2024-04-22", "Dỡ mái cũ."),
    ]
    for work, state, day, note in steps:
        private, opened = ({"note": f"{note} {SAMPLE}"}, ["note"]) if note else (None, ())
        book.add(day, people.maker, "work_state", {"state": state, "work": work}, private, opened)


AMOUNTS = [20, 30, 50, 50, 50, 100, 100, 100, 100, 150, 200, 200, 200, 300, 300, 500, 500, 1000, 2000]
LARGE = {(2, 11): 30_000_000, (4, 30): 50_000_000, (7, 5): 25_000_000}
WISHES = [
    "ung ho lam duong", "chuyen tien", "ung ho duong be tong thon Mau", "gop mot ngay luong",
    "chung tay lam duong", "ung ho den chieu sang", "gia dinh ung ho, mong ba con di lai thuan tien",
    "ung ho sua nha van hoa", "chuyen khoan ung ho", "ung ho ba con, chuc binh an",
]


def memo_of(draw, on, at):
    """A memo in one of the shapes that banks print (see shared/data/statements/layouts.md)."""
    name, wish = without_marks(invented_name(draw)), draw.pick(WISHES)
    head = f"{draw.digits(6)}.{on:%d%m%y}.{at}"
    shape = draw.below(10)
    if shape < 4:
        return f"{head}.{name} {wish}"
    if shape < 7:
        payer = f"0{draw.digits(12)}"
        return f"MBVCB.{draw.digits(10)}.{wish}.CT tu {payer} {name} toi {OUR_NUMBER} QUY MINH HOA CHUNG TAY"
    if shape < 8:
        return f"{head}.IBFT {name} {wish}"
    if shape < 9:
        return f"{head}.{wish} FT24{draw.digits(11)}"
    return f"0200970405{on:%m%d}{at}2024{draw.digits(6)}.{draw.digits(5)}.{draw.digits(6)}.{name} {wish}"


def dotted(amount):
    return f"{amount:,}".replace(",", ".")


def statement_rows():
    """Rows of the statement; the balance stands on a day's last row, on every day but the last."""
    draw, balance, rows = Draw("statement"), 0, []
    for day, count in enumerate(LINES_OF_DAY):
        on = STATEMENT_FROM + datetime.timedelta(days=day)
        times = sorted(6 * 3600 + draw.below(16 * 3600) for _ in range(count))
        for place, seconds in enumerate(times):
            at = f"{seconds // 3600:02}{seconds // 60 % 60:02}{seconds % 60:02}"
            document = f"{1000 + draw.below(9000)}.{draw.below(99999) + 1}"
            debit, memo = DEBITS.get((day, place), (0, None))
            credit = 0 if debit else LARGE.get((day, place)) or 1_000 * draw.pick(AMOUNTS)
            if (day, place) in LARGE:
                memo = f"{draw.digits(6)}.{on:%d%m%y}.{at}.CTY TNHH MINH HOA {place} ung ho lam duong"
            memo = memo or memo_of(draw, on, at)
            if not debit and (day, place) not in LARGE and place and draw.below(50) == 0 and not rows[-1][3]:
                # The bank's list has the row before once more: two gifts, in the very same words.
                document, credit, memo = rows[-1][2], int(rows[-1][4].replace(".", "")), rows[-1][6]
            balance += credit - debit
            printed = place == count - 1 and day < len(LINES_OF_DAY) - 1
            rows.append([len(rows) // 17 + 1, f"{on:%d/%m/%Y}", document, dotted(debit) if debit else "",
                         dotted(credit) if credit else "", dotted(balance) if printed else "", memo])
    return rows


def statement_text(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow("PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails".split(","))
    writer.writerows(rows)
    return out.getvalue()


def statement_again(rows):
    """The last three days once more, as a bank's application gives them: newest first, in capitals, without document
    numbers. One line of the middle day is lost on the way."""
    days = sorted({row[1] for row in rows}, key=lambda day: day.split("/")[::-1])[-3:]
    kept = [row for row in rows if row[1] in days]
    del kept[next(place for place, row in enumerate(kept) if row[1] == days[1]) + 2]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Ngày giao dịch", "Ghi nợ", "Ghi có", "Nội dung giao dịch"])
    writer.writerows([row[1], row[3], row[4], row[6].upper()] for row in reversed(kept))
    return out.getvalue()


def after_import(people, rows, entries_before):
    """What rests on the imported statement. An import enters itself, then its rows in order, so row r
    (from one) is entry `entries_before + r`."""
    book = Commands()
    spend = Spending(book, people, "after-import")
    line_of = {row[3]: entries_before + number for number, row in enumerate(rows, 1) if row[3]}

    def paid_by_bank(label, days, amount, purpose, payee, work):
        spend.request(label, days[0], APPEAL_FUND, amount, purpose, payee, work)
        spend.decide(label, days[1], "approved")
        spend.pay(label, days[2], amount, BANK, f"p-{label}")
        settled = {"line": line_of[dotted(amount)], "payment": f"@p-{label}"}
        book.add(days[2], people.maker, "settlement", settled)

    paid_by_bank("r11", ["2024-04-06", "2024-04-08", "2024-04-09"], ROAD_DEBIT,
                 "Bê tông thương phẩm 46 m³ cho đường thôn Mẫu", MATERIALS, ROAD)
    paid_by_bank("r12", ["2024-04-08", "2024-04-09", "2024-04-10"], LIGHTS_DEBIT,
                 "Dây dẫn và cột thép cho đèn thôn Mẫu", BUILDERS, LIGHTS)
    what = {"amount": 15_000_000, "from_account": BANK, "from_fund": APPEAL_FUND}
    what |= {"to_account": BANK, "to_fund": SALARY_FUND}
    note = f"Chuyển một phần tiền ủng hộ chung cho đợt làm đường {SAMPLE}"
    book.add("2024-04-12", people.maker, "transfer", what, {"note": note}, ["note"])
    book.add("2024-05-31", people.keeper, "totals", {})
    book.add("2024-05-31", people.keeper, "period_close", {"through": "2024-03-31"})
    return book


def privacy(people, gifts):
    """What two givers and two persons said: `gifts` are the entries of gifts with a giver's name."""
    book = Commands()
    said = [(gifts[0], "full", "Phiếu đồng ý hiện tên, ký ngày 15/3/2024"),
            (gifts[1], "none", "Xin giấu tên, nói trực tiếp khi nộp tiền")]
    for entry, shown, told in said:
        book.add("2024-05-20", people.maker, "consent", {"entry": entry, "shown": shown}, {"told": f"{told} {SAMPLE}"})
    asked = [("mh-yeu-cau-1", "telephone", "delete", people.donors[1][1], "Xóa tên và lời hứa góp trong sổ"),
             ("mh-yeu-cau-2", "letter", "access", people.donors[3][1], "Xem những gì sổ ghi về mình")]
    for identifier, channel, right, name, words in asked:
        what = {"channel": channel, "id": identifier, "received_on": "2026-01-01", "right": right}
        book.add("2026-01-01", people.keeper, "privacy_request", what, {"name": name, "asked": f"{words} {SAMPLE}"})
    answer = {"answer": "received", "request": asked[0][0]}
    book.add("2026-01-01", people.keeper, "privacy_answer", answer, {"told": f"Đã báo là nhận được {SAMPLE}"})
    return book


def files():
    """Every file by name."""
    people, book = People(), Commands()
    register(book, people)
    pledges(book, people)
    roster(book, people)
    salary_days(book, people)
    in_kind(book, people)
    spending(book, people)
    rows = statement_rows()
    told = sum(1 for line in (HERE / "1-article.jsonl").open(encoding="utf-8") if line.strip())
    after = after_import(people, rows, told + len(book.lines))
    named = [told + place for place, line in enumerate(book.lines)
             if line["kind"] == "gift/1" and "donor_name" in line.get("private", {})]
    return {
        "2-demonstration.jsonl": book.text(),
        "statement.csv": statement_text(rows),
        "statement-again.csv": statement_again(rows),
        "3-after-import.jsonl": after.text(),
        "4-privacy.jsonl": privacy(people, named).text(),
        "5-life.jsonl": life.write(Commands(), people, globals()).text(),
        "6-movement.jsonl": movement.write(Commands(), people, globals()).text(),
    }


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit(__doc__)
    differing = []
    for name, text in files().items():
        path = HERE / name
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_bytes() != text.encode():
            differing.append(name)
    if differing:
        sys.exit(f"demo/generate.py: differs from what the seed gives: {', '.join(differing)}; run demo/generate.py")


if __name__ == "__main__":
    main()

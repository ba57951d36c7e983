"""A generated book of 300 organisations in three levels with shared works and transfers between funds, as lines
for `chungtay apply`; and what its roll-ups come to, counted again from those lines by sets alone: for every
organisation the set of all below it, then every work, gift, payment and transfer that touches the set, once.

    rollup_book.py SEED LINES EXPECTED     writes both files

Shares no code with the ledger; it climbs down where the ledger climbs up.
"""

import json
import random
import sys

TODAY = "2025-12-31"


def generate(seed):
    dice = random.Random(seed)
    lines = []

    def say(kind, what, **more):
        lines.append({"kind": kind, "what": what} | more)

    say("person/1", {"id": "checker1"}, private={"name": "A"}, occurred_on="2024-01-02")
    say("person/1", {"id": "payer001"}, private={"name": "B"})
    say("person/1", {"id": "maker001"}, private={"name": "C"})
    bodies = []
    for number in range(300):
        body = {"class": "state", "id": f"o{number}", "name": f"Đơn vị {number}"}
        if number >= 48:
            body["parent"] = f"o{6 + dice.randrange(42)}"
        elif number >= 6:
            body["parent"] = f"o{dice.randrange(6)}"
        say("organisation/1", body)
        bodies.append(body["id"])
    say("organisation_role/1", {"organisation": "o0", "role": "unit"})
    moved = dice.sample(range(48, 300), 12)
    for leaf in moved[:6]:
        change = {"change": "moved", "from": "2024-03-01", "organisation": f"o{leaf}"}
        say("organisation_change/1", change | {"parent": f"o{6 + dice.randrange(42)}"})
    # Announced, and not yet so.
    change = {"change": "moved", "from": "2090-01-01", "organisation": f"o{moved[6]}", "parent": "o0"}
    say("organisation_change/1", change)
    change = {"change": "moved", "from": "2024-04-01", "organisation": f"o{moved[7]}"}
    say("organisation_change/1", change)
    for leaf in moved[8:]:
        change = {"change": "merged", "from": "2024-05-01", "organisation": f"o{leaf}"}
        say("organisation_change/1", change | {"into": f"o{dice.randrange(6)}"})
    middle = {"change": "merged", "from": "2024-06-01", "into": "o7", "organisation": "o6"}
    say("organisation_change/1", middle)
    say("organisation_change/1", {"change": "renamed", "from": "2024-06-01", "name": "Mới", "organisation": "o7"})
    for number in range(12):
        programme = {"class": "programme", "id": f"p{number}", "name": f"Chương trình {number}"}
        if number >= 3:
            programme["parent"] = f"p{dice.randrange(number)}"
        if dice.random() < 0.5:
            programme["organisation"] = dice.choice(bodies)
        say("programme/1", programme)
    for number in range(150):
        work = {"class": dice.choice(["road", "lighting", "house", "other"]), "id": f"w{number}"}
        work |= {"name": f"Công trình {number}", "launchers": dice.sample(bodies, dice.randrange(5))}
        if dice.random() < 0.7:
            work["programme"] = f"p{dice.randrange(12)}"
        quantities = []
        for measure in ("length-metres", "lamps", "houses"):
            if dice.random() < 0.5:
                known = {"value": dice.randrange(1, 900)} if dice.random() < 0.7 else {}
                quantities.append({"measure": measure} | known)
        say("work/1", work | {"quantities": quantities})
    say("account/1", {"class": "cash", "id": "till", "name": "Tiền mặt"})
    money(dice, say, bodies)
    return lines


def money(dice, say, bodies):
    left = {}
    for number in range(60):
        purpose = {"general": True}
        if number >= 40:
            purpose = {"programmes": [f"p{dice.randrange(12)}" for _ in range(1 + number % 2)]}
        elif number >= 35:
            purpose = {"works": [f"w{dice.randrange(150)}"]}
        fund = {"id": f"f{number}", "name": f"Quỹ {number}", "purpose": purpose}
        if dice.random() < 0.85:
            fund["organisation"] = dice.choice(bodies)
        say("fund/1", fund)
        left[fund["id"]] = 0
    funds = list(left)
    for number in range(240):
        fund = dice.choice(funds)
        gift = {"account": "till", "amount": dice.randrange(1000, 900000), "form": "cash", "fund": fund}
        if dice.random() < 0.8:
            gift["organisation"] = dice.choice(bodies)
        say("gift/1", gift, occurred_on=f"2024-0{1 + number % 9}-15", label=f"g{number}")
        left[fund] += gift["amount"]
    for number in range(90):
        gift = {"form": dice.choice(["goods", "labour"]), "fund": dice.choice(funds)}
        gift |= {"organisation": dice.choice(bodies), "work": f"w{dice.randrange(150)}"}
        if gift["form"] == "goods":
            gift["goods"] = {"item": "xi măng", "quantity_thousandths": 1000, "unit": "tấn"}
        else:
            gift["days_tenths"] = dice.randrange(1, 300)
        if dice.random() < 0.6:
            gift["valuation"] = {"amount": dice.randrange(1000, 90000), "source": "báo giá"}
        say("gift/1", gift, label=f"k{number}")
    for number in range(60):
        fund, other = dice.sample(funds, 2)
        if int(fund[1:]) >= 35 or left[fund] < 1000:
            continue
        amount = dice.randrange(1, left[fund])
        what = {"amount": amount, "from_account": "till", "from_fund": fund, "to_account": "till", "to_fund": other}
        say("transfer/1", what, occurred_on="2024-10-01", label=f"t{number}")
        if number % 7 == 0:
            say("reversal/1", {"entry": f"@t{number}"}, private={"reason": "nhầm"})
            continue
        left[fund] -= amount
        left[other] += amount
    for number in range(80):
        fund = f"f{dice.randrange(35)}"
        if left[fund] < 10:
            continue
        amount = dice.randrange(1, left[fund])
        aim = {"work": f"w{dice.randrange(150)}"} if number % 3 else {"programme": f"p{dice.randrange(12)}"}
        what = {"amount": amount, "fund": fund, "purpose": "vật liệu"} | aim
        say("spending_request/1", what, occurred_on="2024-11-01", label=f"r{number}", actor="maker001")
        what = {"decision": "approved", "request": f"@r{number}"}
        say("spending_decision/1", what, actor="checker1")
        what = {"account": "till", "amount": amount, "request": f"@r{number}"}
        say("payment/1", what, actor="payer001", private={"voucher": "0" * 64})
        left[fund] -= amount
    say("gift/1", {"account": "till", "amount": 5, "form": "cash", "fund": "f0"}, actor="maker001", label="last")


class Counted:
    """The lines by kind, and the trees as they stand today."""

    def __init__(self, lines):
        undone = {line["what"]["entry"][1:] for line in lines if line["kind"] == "reversal/1"}
        stands = [line for line in lines if line.get("label") not in undone]
        of = lambda kind: [line["what"] for line in stands if line["kind"] == kind]
        self.bodies = {body["id"]: body for body in of("organisation/1")}
        self.programmes = {found["id"]: found for found in of("programme/1")}
        self.works = {work["id"]: work for work in of("work/1")}
        self.funds = {fund["id"]: fund for fund in of("fund/1")}
        self.gifts, self.transfers = of("gift/1"), of("transfer/1")
        asked = {line["label"]: line["what"] for line in stands if line["kind"] == "spending_request/1"}
        self.payments = [(asked[paid["request"][1:]], paid["amount"]) for paid in of("payment/1")]
        parent = {body: found.get("parent") for body, found in self.bodies.items()}
        for change in sorted(of("organisation_change/1"), key=lambda change: change["from"]):
            if change["from"] <= TODAY and change["change"] != "renamed":
                parent[change["organisation"]] = change.get("into") or change.get("parent")
        self.parent = parent
        self.children = self.downwards(parent)
        above = {found: self.programmes[found].get("parent") for found in self.programmes}
        self.programme_children = self.downwards(above)

    @staticmethod
    def downwards(parent):
        children = {}
        for child, above in parent.items():
            children.setdefault(above, []).append(child)
        return children

    def below(self, top, children):
        found = {top}
        for child in children.get(top, []):
            found |= self.below(child, children)
        return found

    def depth(self, body):
        deep = 1
        while body := self.parent[body]:
            deep += 1
        return deep

    def runs(self, work):
        return self.programmes.get(work.get("programme"), {}).get("organisation")

    def of_works(self, works):
        figures = {"works": [len(works), 0]}
        for measure, kind in (("length-metres", "road"), ("lamps", "lighting"), ("houses", None)):
            value = unknown = 0
            for work in works.values():
                told = [found for found in work["quantities"] if found["measure"] == measure]
                if told and "value" in told[0]:
                    value += told[0]["value"]
                elif told or work["class"] == kind:
                    unknown += 1
            figures[measure] = [value or None, unknown]
        used = [gift for gift in self.gifts if gift.get("work") in works]
        figures["in-kind"] = [sum(gift.get("valuation", {}).get("amount", 0) for gift in used), 0]
        figures["labour"] = [sum(gift.get("days_tenths", 0) for gift in used), 0]
        return figures

    def of_funds(self, funds):
        given = [gift for gift in self.gifts if gift["fund"] in funds]
        cash = sum(gift.get("amount", 0) for gift in given)
        kind = sum(gift.get("valuation", {}).get("amount", 0) for gift in given)
        paid = sum(amount for asked, amount in self.payments if asked["fund"] in funds)
        pairs = [(move["from_fund"] in funds, move["to_fund"] in funds, move["amount"]) for move in self.transfers]
        into = sum(amount for source, to, amount in pairs if to and not source)
        out = sum(amount for source, to, amount in pairs if source and not to)
        within = sum(amount for source, to, amount in pairs if source and to)
        figures = {"funds": len(funds), "raised": cash + kind, "spent": paid + kind, "moved-in": into}
        figures |= {"moved-out": out, "moved-within": within, "left": cash - paid + into - out}
        return {name: [value, 0] for name, value in figures.items()}

    def of_bodies(self, bodies, is_level):
        touched = lambda work: set(work["launchers"]) & bodies or self.runs(work) in bodies
        works = {name: work for name, work in self.works.items() if touched(work)}
        figures = self.of_works(works)
        if not is_level:
            shared = [work for work in works.values() if set(work["launchers"]) - bodies]
            figures["shared-works"] = [len(shared), 0]
        figures["paid"] = [sum(amount for asked, amount in self.payments if asked.get("work") in works), 0]
        gave = [gift for gift in self.gifts if gift.get("organisation") in bodies]
        figures["gave"] = [sum(gift.get("amount", 0) for gift in gave), 0]
        kind = [gift.get("valuation", {}).get("amount") for gift in gave if gift["form"] != "cash"]
        counted = [value for value in kind if value is not None]
        unvalued = len(kind) - len(counted)
        figures["gave-in-kind"] = [sum(counted) if sum(counted) or not unvalued else None, unvalued]
        return figures | self.of_funds({fund for fund, found in self.funds.items() if found.get("organisation") in bodies})

    def of_programmes(self, programmes):
        works = {name: work for name, work in self.works.items() if work.get("programme") in programmes}
        figures = self.of_works(works)
        aimed = lambda asked: asked.get("work") in works or asked.get("programme") in programmes
        figures["paid"] = [sum(amount for asked, amount in self.payments if aimed(asked)), 0]

        def serves(fund):
            purpose = fund["purpose"]
            named = purpose.get("programmes", [])
            named = named + [self.works[work].get("programme") for work in purpose.get("works", [])]
            return bool(named) and all(found in programmes for found in named)

        return figures | self.of_funds({name for name, fund in self.funds.items() if serves(fund)})


def expected(lines):
    counted, figures = Counted(lines), {}

    def keep(scope, found):
        for name, (value, unknown) in found.items():
            if value or unknown:
                figures[f"{scope}.{name}"] = [value, unknown]

    for body in counted.bodies:
        keep(f"organisation.{body}", counted.of_bodies(counted.below(body, counted.children), False))
    depths = {body: counted.depth(body) for body in counted.bodies}
    for level in range(1, max(depths.values()) + 1):
        keep(f"level.{level}", counted.of_bodies({body for body in depths if depths[body] >= level}, True))
    for found in counted.programmes:
        keep(f"programme.{found}", counted.of_programmes(counted.below(found, counted.programme_children)))
    return figures


def main():
    seed, lines_file, expected_file = sys.argv[1:]
    lines = generate(seed)
    with open(lines_file, "w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    with open(expected_file, "w", encoding="utf-8") as out:
        json.dump(expected(lines), out)


main()

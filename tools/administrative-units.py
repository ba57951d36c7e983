#!/usr/bin/env python3
"""Makes the room `places`' data from the Python package vietnamadminunits 1.0.4 (MIT).

    pip download --no-deps vietnamadminunits==1.0.4
    tools/administrative-units.py vietnamadminunits-1.0.4-py3-none-any.whl

Writes crates/places/data/units-{until-2025-06-30,from-2025-07-01}.tsv and the package's licence. Only
names, codes and what became of what are taken: the package's coordinates come from services whose terms
do not allow it.

One line per unit: code, name, code of the unit around it; in the older list also what it became, as new
codes with commas between. A code alone: the whole of it. `~` after it: a part of it. `?` after it: the
package says a part, but the new unit is also said to hold a part of another unit of the same bare name:
the package reads its source by name without the district, so one of the two is wrong (Hồng Phong).
"""

import collections
import hashlib
import json
import pathlib
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile

SHA256 = "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35"
DATA = pathlib.Path(__file__).resolve().parent.parent / "crates/places/data"


def read(wheel):
    """The package's two lists and its conversion."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{wheel}: not the wheel this tool was written for (sha256 {SHA256})")
    with zipfile.ZipFile(wheel) as archive, tempfile.NamedTemporaryFile() as file:
        file.write(archive.read("vietnamadminunits/data/dataset.db"))
        file.flush()
        base = sqlite3.connect(file.name)
        base.row_factory = sqlite3.Row
        old = base.execute("select * from admin_units_legacy").fetchall()
        new = base.execute("select * from admin_units").fetchall()
        conversion = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        licence = archive.read("vietnamadminunits-1.0.4.dist-info/licenses/LICENSE").decode()
    return old, new, conversion, licence


def old_key(row):
    """The package's key of an older commune (or of a district that has none)."""
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def old_code(row):
    """Its official code: the commune's, or the district's where it has no communes (five islands)."""
    return row["wardCode"] or row["districtCode"]


def links(old, new, conversion):
    """What each older unit became: (older code) -> {newer code: mark}."""
    rows = {old_key(row): row for row in old}
    codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    became = collections.defaultdict(dict)
    parts = collections.defaultdict(list)
    for province, wards in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            for key in keys:
                became[old_code(rows[key])][codes[province, ward]] = ""
                parts[codes[province, ward]].append(key)
    for province, wards in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, targets in wards.items():
            for target in targets:
                code = codes[province, target["newWardKey"]]
                became[old_code(rows[key])][code] = "~"
                parts[code].append(key)
    for code, keys in parts.items():
        names = collections.Counter(rows[key]["wardShortKey"] for key in keys)
        for key in keys:
            of = became[old_code(rows[key])]
            if of[code] == "~" and names[rows[key]["wardShortKey"]] > 1:
                of[code] = "?"
    provinces = {row["provinceKey"]: row["provinceCode"] for row in new}
    olds = {row["provinceKey"]: row["provinceCode"] for row in old}
    for province, keys in conversion["DICT_PROVINCE"].items():
        for key in keys:
            became[olds[key]][provinces[province]] = ""
    return became


def units(rows, levels):
    """code -> (name, code around it), from the highest level down."""
    found = {}
    for row in rows:
        around = ""
        for name, code in levels:
            if row[code] is None:
                continue
            unit = (unicodedata.normalize("NFC", row[name]), around)
            if found.setdefault(row[code], unit) != unit:
                sys.exit(f"code {row[code]} stands for {found[row[code]]} and for {unit}")
            around = row[code]
    return found


def write(path, found, became=None):
    """One line per unit, in the order of codes within each level."""
    lines = []
    for code, (name, around) in sorted(found.items(), key=lambda unit: (len(unit[0]), unit[0])):
        line = [code, name, around]
        if became is not None:
            line.append(",".join(new + mark for new, mark in sorted(became.get(code, {}).items())))
        lines.append("\t".join(line) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def main():
    """Reads the wheel and writes the data."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    old, new, conversion, licence = read(pathlib.Path(sys.argv[1]))
    DATA.mkdir(parents=True, exist_ok=True)
    became = links(old, new, conversion)
    older = [("province", "provinceCode"), ("district", "districtCode"), ("ward", "wardCode")]
    write(DATA / "units-until-2025-06-30.tsv", units(old, older), became)
    newer = [("province", "provinceCode"), ("ward", "wardCode")]
    write(DATA / "units-from-2025-07-01.tsv", units(new, newer))
    (DATA / "LICENSE-vietnamadminunits").write_text(licence, encoding="utf-8")


main()

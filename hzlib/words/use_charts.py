"""Charts of how words are used: from document to document, and where in each."""

import math
import re
from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure, heading
from hzlib.pages import style
from hzlib.words.frequency import sourced
from hzlib.words.measures import Z_95
from hzlib.words.parts import label
from hzlib.words.tokens import all_tokens
from hzlib.words.word_charts import MARKER, choice_box
from hzlib.words.word_trends import positions, word_trends

if TYPE_CHECKING:
    import pandas as pd

_BLUE = style.PALETTE[0]


@kindly
def trends(words: list[str], source: Any = None) -> Chart:
    """Return small multiples: each word's frequency in each document, with 95 % intervals."""
    from plotly.subplots import make_subplots

    rows = need(word_trends(words, source), "词频")
    columns = min(4, len(words))
    names = [word.split("|")[0] for word in words]
    grid = make_subplots(
        rows=-(-len(words) // columns), cols=columns, subplot_titles=names,
        horizontal_spacing=0.06, vertical_spacing=0.16,
    )  # fmt: skip
    for place, (word, name) in enumerate(zip(words, names, strict=True)):
        part = rows[rows["word"] == word]
        grid.add_traces(
            _trend_traces(part, name), rows=place // columns + 1, cols=place % columns + 1
        )
    title = trend_title(rows, words)
    lines = -(-len(words) // columns)
    grid.update_layout(title=heading(title), height=130 + 170 * lines, margin={"t": 110, "b": 40})
    grid.update_yaxes(rangemode="tozero", nticks=4)
    frame = trend_frame(rows)
    caption = (
        "纵轴是每万词出现次数（各小图刻度不同）；竖线是以句子为单位重抽样两千次得到的百分之九十五区间，"
        "没有出现的词给出泊松上限。"
    )
    return Chart(grid, frame, caption, f"各文件的词频：{title}。")


def _trend_traces(part: "pd.DataFrame", name: str) -> list[Any]:
    import plotly.graph_objects as go

    x = brief(list(part["label"]))
    error = {
        "type": "data", "symmetric": False, "thickness": 1.2, "width": 4, "color": _BLUE,
        "array": list(part["high"] - part["per_10k"]),
        "arrayminus": list(part["per_10k"] - part["low"]),
    }  # fmt: skip
    text = [
        f"{r.frequency} 次，每万词 {r.per_10k:.1f}（{r.low:.1f} 至 {r.high:.1f}）"
        for r in part.itertuples()
    ]
    thin = {"color": _BLUE, "width": 1.4, "dash": "dot"}
    return [
        go.Scatter(x=x, y=list(part["per_10k"]), mode="lines", line=thin, hoverinfo="skip",
                   showlegend=False),
        go.Scatter(x=x, y=list(part["per_10k"]), mode="markers", error_y=error, name=name,
                   marker={**MARKER, "color": _BLUE}, customdata=list(part["evidence"]), text=text,
                   meta={"status": "derived"}, showlegend=False,
                   hovertemplate=f"{name}<br>%{{x}}：%{{text}}<extra></extra>"),
    ]  # fmt: skip


def moves(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the words whose frequency changed from the first document to the last.

    That is by more than 1.96 standard errors of the difference.

    Returns
    -------
    DataFrame
        ``word, first, last`` (per ten thousand) and ``rises``.

    Examples
    --------
    >>> both = ["hangzhou-gwr-2021", "hangzhou-fyp15"]
    >>> moves(word_trends(["人工智能", "杭州"], both))["word"].tolist()
    ['人工智能']
    """
    import pandas as pd

    table = []
    for word, part in rows.groupby("word", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        change = last["per_10k"] - first["per_10k"]
        if abs(change) > Z_95 * math.hypot(first["error"], last["error"]):
            table.append((word, first["per_10k"], last["per_10k"], change > 0))
    return pd.DataFrame(table, columns=["word", "first", "last", "rises"])


def trend_title(rows: "pd.DataFrame", words: list[str]) -> str:
    """Return what a chart of trends finds."""
    found = moves(rows)
    first, last = rows["label"].iloc[0], rows["label"].iloc[-1]
    sides = []
    for rises, verb in ((True, "升"), (False, "降")):
        names = [word.split("|")[0] for word in found.loc[found["rises"] == rises, "word"]]
        if names:
            sides.append(f"{'、'.join(names)}{verb}了")
    said = "；".join(sides) or "没有一个词的变化超出偶然"
    return f"从{first}到{last}：{said}"


def trend_frame(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the numbers of a chart of trends."""
    rows = rows.assign(word=rows["word"].str.split("|").str[0])
    rows = sourced(rows, "frequency", "low", "high")
    return displayed(rows, word="词", label="文件", frequency="次数", per_10k="每万词", low="下限",
                     high="上限")  # fmt: skip


def brief(labels: list[str], gap: str = "<br>") -> list[str]:
    """Return labels for a narrow axis, without the place if all have the same.

    Examples
    --------
    >>> brief(["杭州2021报告", "杭州2026纲要"], gap=" ")
    ['2021 报告', '2026 纲要']
    """
    places = {re.split(r"\d", name)[0] for name in labels}
    cut = len(places.pop()) if len(places) == 1 else 0
    return [re.sub(r"(\d{4})", rf"\1{gap}", name[cut:]) for name in labels]


@kindly
def places(words: list[str], source: Any = None) -> Chart:
    """Return a dispersion plot: where a chosen word stands in each document, with a choice box."""
    import plotly.graph_objects as go

    rows = need(positions(words, source), "词的位置")
    names = [label(found.document) for found in all_tokens(source)][::-1]
    used = [word for word in words if (rows["word"] == word).any()]
    titles = [f"“{word.split('|')[0]}”在各文件里的位置" for word in used]
    ticks = [_counted(rows[rows["word"] == word], names) for word in used]
    chart = figure(
        titles[0], "在文件中的位置（0 为开头，100 为结尾）", height=170 + 46 * len(names)
    )
    for place, word in enumerate(used):
        part = rows[rows["word"] == word]
        text = [f"…{r.pre}<b>{r.keyword}</b>{r.post}…<br>{r.section}" for r in part.itertuples()]
        chart.add_trace(
            go.Scatter(
                x=list(part["at"]), y=list(part["label"]), mode="markers", visible=place == 0,
                marker={"symbol": "line-ns", "size": 20, "line": {"width": 1.6, "color": _BLUE}},
                name=word.split("|")[0], customdata=list(part["evidence"]), text=text,
                meta={"status": "derived"}, hovertemplate="%{text}<extra></extra>",
                showlegend=False,
            )
        )  # fmt: skip
    choices = [
        {"label": word.split("|")[0], "method": "update",
         "args": [{"visible": [at == place for at in range(len(used))]},
                  {"title.text": titles[place], "yaxis.ticktext": ticks[place]}]}
        for place, word in enumerate(used)
    ]  # fmt: skip
    chart.update_layout(updatemenus=[choice_box(choices, "词")])
    chart.update_xaxes(range=[-1, 101])
    chart.update_yaxes(
        title="", categoryorder="array", categoryarray=names, range=[-0.6, len(names) - 0.4],
        tickmode="array", tickvals=names, ticktext=ticks[0],
    )  # fmt: skip
    shown = rows.assign(word=rows["word"].str.split("|").str[0], at=rows["at"].round(1))
    shown = sourced(shown, "keyword", "at")
    frame = displayed(shown, word="词", label="文件", at="位置", pre="上文", keyword="关键词",
                      post="下文", section="章节")  # fmt: skip
    caption = (
        "每一竖是词的一次出现，点开即到那一句；括号里是次数。疏密不匀的词，总频次不能代表全文。"
    )
    alt = "；".join(
        f"“{word.split('|')[0]}”：" + "，".join(reversed(tick))
        for word, tick in zip(used, ticks, strict=True)
    )
    return Chart(chart, frame, caption, alt + "。")


def _counted(rows: "pd.DataFrame", names: list[str]) -> list[str]:
    counts = rows["label"].value_counts()
    return [f"{name}（{counts.get(name, 0)}）" for name in names]

"""What documents and their parts are about: by a dictionary of topics, and without one."""

from typing import TYPE_CHECKING, Any

from hzlib.evidence.sentence import Sentence, Shown, sentence
from hzlib.evidence.value import Missing, Value, assumed
from hzlib.figures import style
from hzlib.figures.plot import Plot
from hzlib.figures.specification import Column, Figure, Table, kindly, need
from hzlib.words.concordance import topic_terms
from hzlib.words.tokens import all_tokens, label
from hzlib.words.topics import coverage, latent_topics, part_words, topics
from hzlib.words.values import rate_value, value_of

if TYPE_CHECKING:
    import pandas as pd

    from hzlib.words.concordance import LinesSource

_LONGEST = 18  # characters of a heading beside a heat map
_NAMED = 3  # topics that a title names


def labels(source: Any) -> dict[str, str]:
    """Return the short name of each document by its id."""
    return {found.document.id: label(found.document) for found in all_tokens(source)}


def linked(words: str, lines: "LinesSource") -> Sentence:
    """Return words that open the lines in which they stand."""
    return Sentence((Shown(words, Value(float(lines.count), "次", lines, "derived")),))


@kindly
def topic_map(source: Any = None, by: str = "document") -> Figure:
    """Return the heat map of topics over documents, or over the parts of one document."""
    import plotly.graph_objects as go

    rows = need(topics(source, by), "主题词")
    names = list(topic_terms())
    if by == "document":
        places = list(rows["doc"].map(labels(source)))
    else:
        places = [_short(heading, _LONGEST) for heading in rows["section"]]
    heads = _distinct(places[:: len(names)])
    rows = rows.assign(place=[heads[at // len(names)] for at in range(len(rows))])
    cells = list(rows.itertuples())
    grid = [cells[at : at + len(names)] for at in range(0, len(cells), len(names))]
    values = [[rate_value(one) for one in line] for line in grid]
    trace = go.Heatmap(
        z=[[float(value) for value in line] for line in values], x=names, y=heads,
        text=[[f"{one.frequency} 次" for one in line] for line in grid],
        hovertemplate="%{y}<br>%{x}：每万词 %{z:.0f}（%{text}）<extra></extra>",
        colorbar={"title": {"text": "每万词"}}, xgap=1, ygap=1,
        colorscale=[[i / 5, colour] for i, colour in enumerate(style.SCALE)],
    )  # fmt: skip
    plot = Plot(height=220 + 30 * len(heads))
    plot.figure.update_layout(margin={"t": 40, "b": 120})
    told = [
        [f"{one.place}，{one.topic}，每万词 {value}" for one, value in zip(*pair, strict=True)]
        for pair in zip(grid, values, strict=True)
    ]
    plot.add(trace, values, told)
    plot.figure.update_yaxes(autorange="reversed")
    plot.figure.update_xaxes(tickangle=-40)
    title = _topic_title(rows)
    columns = ("文件" if by == "document" else "章节", "主题", Column("次数", "#"),
               Column("每万词", "#"))  # fmt: skip
    table = Table(columns, tuple(
        (one.place, one.topic, value_of(one, "frequency"), value_of(one, "per_10k", digits=1))
        for one in cells
    ))  # fmt: skip
    caption = "颜色是主题词典中的词每万词出现的次数；主题之间词数不同，宜横比（同一主题）不宜纵比。"
    return Figure(plot, title, caption, f"主题热图：{title}。", table)


def _short(heading: str, longest: int) -> str:
    return heading if len(heading) <= longest else heading[: longest - 1] + "…"


def _distinct(names: list[str]) -> list[str]:
    """Return names for an axis, on which two that are alike would fall together."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name + "′" * (seen[name] - 1))
    return found


def _topic_title(rows: "pd.DataFrame") -> str:
    """Name, for the topics that differ most, the place where each is densest."""
    used = rows[rows["frequency"] > 0]
    if used.empty:
        return "这里没有主题词典里的词"
    if rows["place"].nunique() == 1:
        best = used.sort_values("per_10k", ascending=False)["topic"].head(_NAMED)
        return f"{rows['place'].iloc[0]}说得最多的是“{'”“'.join(best)}”"
    rows = rows[rows["topic"].isin(used["topic"])]
    spread = rows.groupby("topic", sort=False)["per_10k"].agg(lambda x: x.max() / x.mean())
    said = []
    for topic in spread.sort_values(ascending=False, kind="stable").index[:_NAMED]:
        best = rows.loc[rows.loc[rows["topic"] == topic, "per_10k"].idxmax(), "place"]
        said.append(f"“{topic}”最多见于{_short(best, 14)}")
    return "，".join(said)


@kindly
def coverage_table(source: Any = None) -> Table:
    """Return what share of the sentences the topic dictionary covers."""
    names = labels(source)
    rows = [
        (names[row.doc], value_of(row, "sentences"), value_of(row, "covered"),
         value_of(row, "share").percent(1))
        for row in need(coverage(source), "句子").itertuples()
    ]  # fmt: skip
    columns = (
        "文件",
        Column("句数", "#"),
        Column("有主题词的句数", "#"),
        Column("覆盖率（%）", "#"),
    )
    return Table(columns, tuple(rows), "主题词典的覆盖率：至少有一个主题词的句子占多少。")


@kindly
def part_table(source: Any = None, top: int = 6) -> Table:
    """Return the words that mark each part, by tf-idf."""
    rows = need(part_words(source, top), "各部分的特征词")
    cells = tuple((row.section, linked(row.words, row.evidence)) for row in rows.itertuples())
    return Table(("部分", "特征词"), cells, "各部分的特征词（tf-idf 最高）。")


@kindly
def latent_topic_table(source: Any = None, number: int = 8, runs: int = 20) -> Table:
    """Return topics found without a dictionary, with their stability."""
    names = labels(source)
    need([part for found in all_tokens(source) for part in found.parts], "文件的部分", number)
    rows = [
        (linked(row.words, row.evidence), value_of(row, "stability", digits=2), names[row.doc],
         row.section)
        for row in latent_topics(source, number, runs).itertuples()
    ]  # fmt: skip
    caption = sentence(
        "不用词典找出的{number}主题（NMF），最稳的在前；稳定度：换随机起点重来，十个词平均有多少重现，"
        "一共算了{runs}。",
        number=assumed(number, "个", "要找的主题", "number"),
        runs=assumed(runs, "遍", "随机起点", "runs"),
    )
    return Table(("最重的十个词", "稳定度", "文件", "最重的部分"), tuple(rows), caption)


def stabilities(
    source: Any = None, number: int = 8, runs: int = 20
) -> tuple[Value | Missing, Value | Missing]:
    """Return the stability of the most and of the least stable topic found without a dictionary.

    Examples
    --------
    >>> most, least = stabilities("hangzhou-fyp15", number=5, runs=4)
    >>> most >= least
    True
    """
    if sum(len(found.parts) for found in all_tokens(source)) < number:
        return Missing.of("主题的稳定度"), Missing.of("主题的稳定度")
    found = latent_topics(source, number, runs)
    most, least = (value_of(found.iloc[place], "stability", digits=2) for place in (0, -1))
    return most, least

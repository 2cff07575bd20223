"""A notebook with every kind of mark that a page can show, and a long table, all of real facts."""

from dataclasses import replace
from pathlib import Path

# Two documents in the order of their text: figures of like size, none of which is too small to see.
DOCUMENTS = ["hangzhou-gwr-2021", "hangzhou-gwr-2023"]
_START = f"""
import hzlib as hz
import plotly.graph_objects as go
from plotly.subplots import make_subplots
from hzlib.figures import style
facts = hz.facts({DOCUMENTS}).sort_values(["doc", "start"])
levels = facts[facts.measure == "level"].drop_duplicates(["doc", "start"]).head(8)
values = hz.values(levels)
x, y = list(levels.id), [value.number for value in values]
whole = hz.Table.of(levels[["doc", "indicator", "region", "period", "value", "unit", "evidence"]])
long = hz.Table.of(facts.head(60)[["doc", "indicator", "period", "value", "unit", "evidence"]])
"""
_FIGURE = """
figure = hz.Figure(plot, "{0}的题", hz.sentence("{0}的说明，第一个是{{one}}。", one=values[0]),
    "{0}的文字说明。", table, choices, reading)
figure
"""
_BEGIN = "plot, table, choices, reading = hz.Plot(), whole, (), ''\n"

FIGURES = {
    "折线": 'plot.add(go.Scatter(x=x, y=y, name="甲", **style.line("actual")), values)',
    "只有线": 'plot.add(go.Scatter(x=x, y=y, name="甲", mode="lines"), values)',
    "散点": """plot.add(go.Scatter(x=x, y=y, name="甲", mode="markers"), values)
plot.decorate(go.Scatter(x=x, y=y, mode="lines"))""",
    "柱": """plot.add(go.Bar(x=x, y=y, name="甲", **style.bar("target")), values)
table = long""",
    "横柱": 'plot.add(go.Bar(y=x, x=y, name="甲", orientation="h"), values)',
    "叠柱": """plot = hz.Plot(barmode="stack")
plot.add(go.Bar(x=["子", "丑"], y=y[:2], name="甲", **style.bar("actual")), values[:2])
plot.add(go.Bar(x=["子", "丑"], y=[y[2], None], name="乙", **style.bar("derived")),
    [values[2], None])""",
    "词": """words = ["数字经济", "共同富裕", "高质量发展"]
found = hz.frequency().set_index("word", drop=False).loc[words]
counts = [hz.value_of(row, "frequency") for row in found.itertuples(index=False)]
plot.add(go.Scatter(x=[1, 2, 3], y=[count.number for count in counts], text=words, mode="text"),
    counts)
table = hz.Table(("词", "次数"), zip(words, counts))""",
    "饼": 'plot.add(go.Pie(labels=x, values=y, name="甲"), values)',
    "热图": """rows = [values, [*values[:-1], None]]
plot.add(go.Heatmap(z=[[one and one.number for one in row] for row in rows], x=x, y=["甲", "乙"]),
    rows)""",
    "分图": """plot = hz.Plot(figure=make_subplots(1, 2))
plot.add(go.Bar(x=x[:4], y=y[:4], name="左"), values[:4], row=1, col=1)
plot.add(go.Scatter(x=x[4:], y=y[4:], name="右", **style.line("estimate")), values[4:],
    row=1, col=2)""",
    "方块": """plot.add(go.Treemap(labels=x, parents=[""] * len(x), values=y, name="甲"), values)
table = None""",
    "推算": """ratio, count = values[0] / values[1], hz.counted(values, "项", "数字")
plot.add(go.Bar(x=["比", "项数", "放宽"], y=[ratio.number, 8, 5], name="甲"),
    [ratio, count, hz.assumed(5, "%", "放宽", "about")])
table = hz.Table(("项", "数"), (("比", ratio), ("项数", count)))""",
    "自己的": """plot = hz.explore(go.Figure(go.Bar(x=x, y=y)), values).plot
plot.figure.update_layout(xaxis_title="编号")""",
    "选择": """for i in range(3):
    trace = go.Bar(x=x[i:i + 4], y=y[i:i + 4], name="甲", visible=i == 1)
    plot.add(trace, values[i:i + 4])
choices = (hz.Choice("组", tuple(
    hz.Option(one, tuple(i == j for j in range(3)), {"yaxis.title.text": one},
        hz.sentence("{one}从{first}起", one=one, first=values[i]),
        hz.sentence("{one}的说明，第一个是{first}。", one=one, first=values[i]),
        hz.sentence("{one}的读数是{first}。", one=one, first=values[i]),
        hz.sentence("{one}的文字说明：{first}。", one=one, first=values[i]))
    for i, one in enumerate(("甲", "乙", "丙"))), active=1),)""",
    "滑块": """for i in range(4):
    trace = go.Scatter(x=x[i:i + 4], y=y[i:i + 4], name="甲", visible=not i)
    plot.add(trace, values[i:i + 4])
choices = (hz.Choice("起点", tuple(
    hz.Option(one, tuple(i == j for j in range(4)))
    for i, one in enumerate(("子", "丑", "寅", "卯"))), "slider"),)""",
}
_PICTURE = """
paper, axes = hz.paper()
hz.mark(axes.bar(range(8), y, **style.printed_bar("actual")), values)
axes.set_ylabel("数值")
hz.Figure(paper, "印刷图的题", "印刷图的说明", "八根柱。", whole)
"""
_READING = """
one, two = values[:2]
hz.say("第一个是{one}，第二个是{two}，合起来{sum}。", one=one, two=two, sum=one + two)
"""
_TABLES = (
    'hz.Table.of(facts.head(12)[["doc", "period", "value", "unit", "evidence"]], "各项数字")',
    'hz.Table(("甲", "乙"), (("短", values[0]), ("表", hz.Missing.of("它"))), "短表", "短表的注")',
    'hz.Table.of(facts.head(45)[["period", "value", "unit", "sentence", "evidence"]], "长表")',
)


def write(folder: Path) -> Path:
    """Write the notebook into a folder and return its file."""
    from nbformat import v4, write

    cell, text = v4.new_code_cell, v4.new_markdown_cell
    cells = [text("# 图的各种样子\n\n每种图、每种数都在这里。"), cell(_START.strip())]
    cells += [
        text("## 读数与公式\n\n增长按 $g = \\frac{x_1 - x_0}{x_0}$ 计算。"),
        cell(_READING.strip()),
    ]
    for name, code in FIGURES.items():
        cells += [text(f"## {name}"), cell(f"{_BEGIN}{code}\n{_FIGURE.format(name).strip()}")]
    cells += [text("## 印刷图"), cell(_PICTURE.strip()), text("## 表"), *map(cell, _TABLES)]
    for place, one in enumerate(cells):
        one["id"] = f"cell-{place}"
    file = folder / "gallery.ipynb"
    write(v4.new_notebook(cells=cells), file)
    return file


def long_table(rows):
    """Return the HTML of a page with a table of so many rows, each of a source of its own."""
    import hzlib as hz
    from hzlib.evidence.sources import FactSource
    from hzlib.figures.view import view
    from hzlib.pages.assemble import page_html
    from hzlib.pages.page import Page, Piece, assembled

    facts = hz.facts(DOCUMENTS).sort_values(["doc", "start"])
    frame = facts.iloc[[place % len(facts) for place in range(rows)]].reset_index(drop=True)
    frame["evidence"] = [
        FactSource(one.document, replace(one.fact, id=f"{one.fact.id}-{place}"))
        for place, one in enumerate(frame["evidence"])
    ]
    frame["id"] = [f"{place:05}" for place in range(rows)]
    names = ["id", "indicator", "region", "period", "status", "value", "unit", "text", "sentence"]
    made = view(hz.table(frame[[*names, "evidence"]], "长表"))
    shown = f"<h1>长表</h1>{made['html']}"
    return page_html(assembled(Page("long", "report"), [Piece(shown, made)], [shown]))[0]

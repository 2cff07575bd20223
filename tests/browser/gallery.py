"""A notebook with every kind of mark that a page can show, all of it real facts."""

from pathlib import Path

_START = """
import hzlib as hz
import pandas as pd
import plotly.graph_objects as go
from hzlib.pages import evidence
from hzlib.pages import style
facts = hz.facts()
facts["evidence"] = "fact:" + facts["id"]
levels = facts[facts.measure == "level"].drop_duplicates(["doc", "start"]).head(8)
x, y, source = list(levels.id), list(levels.value), list(levels.evidence)
whole = levels[["doc", "indicator", "region", "period", "status", "value", "unit", "evidence"]]
"""
_SHOW = 'hz.show(figure, frame, caption="{0}的说明", alt="{0}的文字说明")'

FIGURES = {
    "折线": 'figure = go.Figure(go.Scatter(x=x, y=y, customdata=source, **style.line("actual")))',
    "只有线": 'figure = go.Figure(go.Scatter(x=x, y=y, customdata=source, mode="lines"))',
    "散点": 'figure = go.Figure(go.Scatter(x=x, y=y, customdata=source, mode="markers"))',
    "柱": 'figure = go.Figure(go.Bar(x=x, y=y, customdata=source, **style.bar("target")))',
    "横柱": 'figure = go.Figure(go.Bar(y=x, x=y, orientation="h", customdata=source))',
    "词": """words = ["数字经济", "共同富裕", "高质量发展"]
lines = [f"kwic:*:{word}" for word in words]
figure = go.Figure(go.Scatter(x=[1, 2, 3], y=[3, 1, 2], text=words, mode="text", customdata=lines))
frame = pd.DataFrame({"word": words, "次序": [1, 2, 3], "evidence": lines})""",
    "饼": "figure = go.Figure(go.Pie(labels=x, values=y, customdata=source))",
    "热图": """figure = go.Figure(go.Heatmap(z=[y, y[::-1]], x=x, y=["甲", "乙"],
    customdata=[source, source[::-1]]))""",
    "方块": """figure = go.Figure(go.Treemap(labels=x, parents=[""] * len(x), values=y,
    customdata=source))""",
    "推算": """value = hz.Value.of(levels.iloc[0]) / hz.Value.of(levels.iloc[1])
both = evidence.together(source[:2])
figure = go.Figure(go.Bar(x=["推算", "并列"], y=[value.number, 1],
    customdata=[value.evidence, both], **style.bar("derived")))
frame = pd.DataFrame({"项": ["推算", "并列"], "value": [value.number, 1.0],
    "evidence": [value.evidence, both]})""",
    "选择": """steps = [dict(label=one, method="update", args=[{"y": [y[i:i + 4]], "x": [x[i:i + 4]],
    "customdata": [source[i:i + 4]]}, {"title.text": f"{one}从{y[i]:g}起"}])
    for i, one in enumerate(("甲", "乙", "丙"))]
figure = go.Figure(go.Bar(x=x[:4], y=y[:4], customdata=source[:4]))
figure.update_layout(updatemenus=[dict(name="组", buttons=steps)], title=f"甲从{y[0]:g}起")""",
    "滑块": """steps = [dict(label=str(i), method="update", args=[{"y": [y[i:i + 4]],
    "x": [x[i:i + 4]], "customdata": [source[i:i + 4]]}, {}]) for i in range(4)]
figure = go.Figure(go.Scatter(x=x[:4], y=y[:4], customdata=source[:4], **style.line("estimate")))
figure.update_layout(sliders=[dict(name="起点", steps=steps)])""",
}
_PICTURE = """
import matplotlib.pyplot as plt
plt.rcParams.update(style.print_style())
picture, axes = plt.subplots()
bars = axes.bar(range(8), list(levels.value), **style.printed_bar("actual"))
evidence.mark(bars, list(levels.evidence))
axes.set_ylabel("数值")
hz.picture(picture, levels[["indicator", "value", "evidence"]], caption="印刷图", alt="八根柱")
"""
_READING = """
one, two = hz.Value.of(levels.iloc[0]), hz.Value.of(levels.iloc[1])
hz.reading("第一个是{one}，第二个是{two}，合起来{sum}。", one=one, two=two, sum=one + two)
"""
_TABLE = 'hz.table(levels[["doc", "period", "value", "unit", "evidence"]], caption="各项数字")'


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
        cells += [text(f"## {name}"), cell(f"frame = whole\n{code}\n{_SHOW.format(name)}")]
    cells += [text("## 印刷图"), cell(_PICTURE.strip()), text("## 表"), cell(_TABLE)]
    for place, one in enumerate(cells):
        one["id"] = f"cell-{place}"
    file = folder / "gallery.ipynb"
    write(v4.new_notebook(cells=cells), file)
    return file

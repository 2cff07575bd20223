"""Charts of topics, of spread and of words that stand together."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure
from hzlib.pages import style
from hzlib.words.collocation import network
from hzlib.words.frequency import frequency, sourced
from hzlib.words.parts import label
from hzlib.words.tokens import all_tokens
from hzlib.words.topics import topics

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_BLUE, _RED = style.PALETTE[:2]


@kindly
def topic_map(source: Any = None, by: str = "document") -> Chart:
    """Return the heat map of topics over documents, or over the parts of one document."""
    import plotly.graph_objects as go

    rows = need(topics(source, by), "主题词")
    chosen = all_tokens(source)
    if by == "document":
        rows = rows.assign(
            place=rows["doc"].map({t.document.id: label(t.document) for t in chosen})
        )
    else:
        rows = rows.assign(place=rows["section"].map(_short))
    names = list(dict.fromkeys(rows["topic"]))
    places = list(dict.fromkeys(rows["place"]))
    grid = rows.pivot_table(index="place", columns="topic", values="per_10k", sort=False)
    grid = grid.loc[places, names]
    key = rows.set_index(["place", "topic"])
    cells = [[key.loc[(p, t)] for t in names] for p in places]
    trace = go.Heatmap(
        z=grid.to_numpy().tolist(), x=names, y=places,
        customdata=[[cell["evidence"] for cell in row] for row in cells],
        text=[[f"{cell['frequency']} 次" for cell in row] for row in cells],
        hovertemplate="%{y}<br>%{x}：每万词 %{z:.0f}（%{text}）<extra></extra>",
        colorbar={"title": {"text": "每万词"}}, meta={"status": "derived"}, xgap=1, ygap=1,
        colorscale=[[i / 5, colour] for i, colour in enumerate(style.SCALE)],
    )  # fmt: skip
    title = _topic_title(rows, places, by)
    chart = figure(title, height=220 + 30 * len(places), margin={"t": 80, "b": 120})
    chart.add_trace(trace)
    chart.update_yaxes(title="", autorange="reversed")
    chart.update_xaxes(title="", tickangle=-40)
    shown = sourced(rows, "frequency", "per_10k")
    where = "文件" if by == "document" else "章节"
    frame = displayed(shown, place=where, topic="主题", frequency="次数", per_10k="每万词")
    caption = "颜色是主题词典中的词每万词出现的次数；主题之间词数不同，宜横比（同一主题）不宜纵比。"
    return Chart(chart, frame, caption, f"主题热图：{title}。")


def _short(heading: str) -> str:
    return heading if len(heading) <= 18 else heading[:17] + "…"


def _topic_title(rows: "pd.DataFrame", places: list[str], by: str) -> str:
    """Name, for the topics that differ most, the place where each is densest."""
    spread = rows.groupby("topic", sort=False)["per_10k"].agg(lambda x: x.max() / (x.mean() or 1))
    said = []
    for topic in spread.sort_values(ascending=False).index[:3]:
        best = rows.loc[rows[rows["topic"] == topic]["per_10k"].idxmax(), "place"]
        said.append(f"“{topic}”最多见于{best.split('坚持')[0].strip()[:14]}")
    return "，".join(said)


@kindly
def spread(source: Any = None, top: int = 60) -> Chart:
    """Return the chart of frequency against dispersion (Gries' DP over parts) of frequent words."""
    import plotly.graph_objects as go

    rows = need(frequency(source, top=top), "词频")
    least, most = rows.nsmallest(3, "dp"), rows.nlargest(3, "dp")
    title = f"分布最匀的是{'、'.join(least['word'])}，最集中的是{'、'.join(most['word'])}"
    chart = figure(title, "次数（对数刻度）", "DP（0 为完全均匀）", height=520)
    chart.add_trace(
        go.Scatter(
            x=list(rows["frequency"]), y=list(rows["dp"]),
            text=_uncrowded(rows), hovertext=list(rows["word"]),
            mode="markers+text", textposition="top center", textfont={"size": 11},
            customdata=list(rows["evidence"]),
            marker={"symbol": "square", "size": 7, "color": _BLUE}, meta={"status": "derived"},
            hovertemplate="%{hovertext}：%{x} 次，DP = %{y:.2f}<extra></extra>", showlegend=False,
        )
    )  # fmt: skip
    steps = [digit * 10**power for power in range(6) for digit in (1, 2, 3, 5)]
    chart.update_xaxes(type="log", tickvals=steps, ticktext=[str(step) for step in steps])
    chart.update_yaxes(rangemode="tozero")
    shown = sourced(rows, "frequency", "per_10k", "docfreq", "dp")
    frame = displayed(
        shown, word="词", frequency="次数", per_10k="每万词", docfreq="文件数", dp="DP"
    )
    caption = "DP 是各文件实际份额与按篇幅应有份额之差的一半之和（Gries 2008）。"
    return Chart(chart, frame, caption, f"频次与分布：{title}。")


def _uncrowded(rows: "pd.DataFrame") -> list[str]:
    """Return the words, but nothing where a more frequent word's label is near."""
    import numpy as np

    across = np.log(rows["frequency"].to_numpy(float))
    up = rows["dp"].to_numpy(float)
    at = np.column_stack([across / max(np.ptp(across), 1e-9), up / max(up.max(), 1e-9)])
    labelled: list[int] = []
    for i in range(len(at)):
        near = np.abs(at[labelled] - at[i])
        if not ((near[:, 0] < 0.05) & (near[:, 1] < 0.055)).any():
            labelled.append(i)
    return [word if i in set(labelled) else "" for i, word in enumerate(rows["word"])]


@kindly
def word_network(words: list[str], source: Any = None, seed: int = 3) -> Chart:
    """Return the network of words that share sentences more often than by chance."""
    import plotly.graph_objects as go

    edges = need(network(words, source), "同句出现的词对")
    used = [word for word in words if word in set(edges["source"]) | set(edges["target"])]
    at = layout(used, edges, seed)
    counts = frequency(source, shortest=1, stop_words=True).set_index("word")
    best = edges.head(3)
    title = "最常同句的词：" + "、".join(f"{r.source}＋{r.target}" for r in best.itertuples())
    chart = figure(title, height=560, margin={"t": 70, "b": 20, "l": 20, "r": 20})
    widest = edges["g2"].max()
    muted = style.GROUNDS["muted"][0]
    for r in edges.itertuples():
        (x0, y0), (x1, y1) = at[r.source], at[r.target]
        line = {"color": muted, "width": 0.6 + 4 * r.g2 / widest}
        chart.add_trace(go.Scatter(x=[x0, x1], y=[y0, y1], mode="lines", line=line, opacity=0.6,
                                   hoverinfo="skip", showlegend=False))  # fmt: skip
    middles = [
        ((at[r.source][0] + at[r.target][0]) / 2, (at[r.source][1] + at[r.target][1]) / 2)
        for r in edges.itertuples()
    ]
    chart.add_trace(go.Scatter(
        x=[x for x, _ in middles], y=[y for _, y in middles], mode="markers", name="同句",
        marker={"size": 6, "symbol": "square", "color": _RED}, customdata=list(edges["evidence"]),
        text=[
            f"{r.source}＋{r.target}：{r.sentences} 句，G² = {r.g2:.1f}" for r in edges.itertuples()
        ],
        hovertemplate="%{text}<extra></extra>", meta={"status": "derived"}, showlegend=False,
    ))  # fmt: skip
    sizes = [
        12 + 26 * (counts.loc[w, "frequency"] / counts["frequency"].max()) ** 0.5 for w in used
    ]
    chart.add_trace(go.Scatter(
        x=[at[w][0] for w in used], y=[at[w][1] for w in used], mode="markers+text", text=used,
        textposition="top center", marker={"size": sizes, "color": _BLUE}, name="词",
        customdata=[counts.loc[w, "evidence"] for w in used], meta={"status": "derived"},
        hovertemplate="%{text}<extra></extra>", showlegend=False,
    ))  # fmt: skip
    chart.update_xaxes(visible=False)
    chart.update_yaxes(visible=False)
    shown = sourced(edges, "sentences", "expected", "g2")
    frame = displayed(
        shown, source="词", target="词 2", sentences="同句（句）", expected="偶然应有", g2="G²"
    )
    caption = (
        "连线：两词同句的句数显著多于偶然（Holm 校正后 p 不超过千分之一），越粗 G² 越大；"
        "红点可点开看句子。"
    )
    return Chart(chart, frame, caption, f"词的网络：{title}。")


def layout(words: list[str], edges: "pd.DataFrame", seed: int) -> dict[str, "np.ndarray"]:
    """Return a place for each word: the words push each other off, the edges pull.

    Fruchterman and Reingold's forces, from a fixed beginning.
    """
    import numpy as np

    n = len(words)
    number = {word: i for i, word in enumerate(words)}
    pull = np.zeros((n, n))
    for r in edges.itertuples():
        pull[number[r.source], number[r.target]] = pull[number[r.target], number[r.source]] = 1.0
    at = np.random.default_rng(seed).random((n, 2))
    k = 1 / np.sqrt(n)
    for step in np.linspace(0.12, 0.002, 300):
        apart = at[:, None] - at[None, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = k**2 / distance**2 - pull * distance / k
        push = (apart * force[:, :, None]).sum(axis=1) - (at - at.mean(axis=0)) * 0.5
        length = np.maximum(np.linalg.norm(push, axis=1, keepdims=True), 1e-9)
        at = at + push / length * np.minimum(length, step)
    at = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9)
    return dict(zip(words, at, strict=True))

"""Charts of words to explore: every mark leads to the lines of the concordance."""

from typing import TYPE_CHECKING, Any

from hzlib.charts.exhibits import Chart, displayed, kindly, need
from hzlib.charts.marks import figure
from hzlib.pages import style
from hzlib.words.frequency import sourced
from hzlib.words.keyness import keyness
from hzlib.words.parts import label
from hzlib.words.tokens import all_tokens

if TYPE_CHECKING:
    import pandas as pd

_BLUE, _RED = style.PALETTE[:2]
LEVEL = 0.05  # largest adjusted p of a key word that is shown
MARKER = {"symbol": "square", "size": 9}


def top_keys(frame: "pd.DataFrame", top: int = 12) -> "pd.DataFrame":
    """Return the rows of the strongest key words of either side, ordered by log ratio.

    Parameters
    ----------
    frame : DataFrame
        Of :func:`hzlib.words.keyness.keyness`.
    top : int
        Words of each side, by G², as far as q is below 0.05.

    Examples
    --------
    >>> rows = top_keys(keyness("hangzhou-gwr-2021", "hangzhou-fyp15"), top=3)
    >>> len(rows), rows["log_ratio"].is_monotonic_increasing
    (6, True)
    """
    import pandas as pd

    sure = frame[frame["q"] < LEVEL]
    sides = [sure[sure["log_ratio"] > 0].head(top), sure[sure["log_ratio"] < 0].head(top)]
    return pd.concat(sides).sort_values(["log_ratio", "word"], ignore_index=True)


def _key_traces(rows: "pd.DataFrame", names: tuple[str, str], **more: Any) -> list[Any]:
    import plotly.graph_objects as go

    traces = []
    for name, colour, part in (
        (names[1], _RED, rows[rows["log_ratio"] < 0]),
        (names[0], _BLUE, rows[rows["log_ratio"] > 0]),
    ):
        error = {
            "type": "data", "symmetric": False, "thickness": 1.2, "width": 3, "color": colour,
            "array": list(part["high"] - part["log_ratio"]),
            "arrayminus": list(part["log_ratio"] - part["low"]),
        }  # fmt: skip
        traces.append(
            go.Scatter(
                x=list(part["log_ratio"]), y=list(part["word"]), mode="markers", error_x=error,
                marker={**MARKER, "color": colour}, name=f"{name}更多", meta={"status": "derived"},
                customdata=list(part["log_ratio_evidence"]), text=_key_texts(part, names),
                hovertemplate="%{y}<br>%{text}<extra></extra>", **more,
            )
        )  # fmt: skip
    return traces


def _key_texts(rows: "pd.DataFrame", names: tuple[str, str]) -> list[str]:
    return [
        f"{names[0]} {r.target} 次（每万词 {r.target_per_10k:.1f}）<br>"
        f"{names[1]} {r.reference} 次（每万词 {r.reference_per_10k:.1f}）<br>"
        f"G² = {r.g2:.1f}，对数比 {r.log_ratio:.2f}（{r.low:.2f} 至 {r.high:.2f}）"
        for r in rows.itertuples()
    ]


def key_title(rows: "pd.DataFrame", names: tuple[str, str]) -> str:
    """Return what a chart of key words finds."""
    ordered = rows.sort_values("g2", ascending=False)
    sides = (ordered[ordered["log_ratio"] > 0], ordered[ordered["log_ratio"] < 0])
    said = [
        f"{name}更多说{'、'.join(side['word'].head(3))}"
        for name, side in zip(names, sides, strict=True)
        if len(side)
    ]
    return "；".join(said)


KEY_CAPTION = (
    "横轴是对数比（log ratio）：零为同样常见，一为两倍，负一为一半；横线是百分之九十五的置信区间。"
    "只列 q 小于百分之五（Benjamini–Hochberg 校正）的词，按 G² 取前列；"
    "一方未出现的词，各格加二分之一后计算。"
)


def key_frame(rows: "pd.DataFrame", names: tuple[str, str]) -> "pd.DataFrame":
    """Return the numbers of a chart of key words."""
    rows = sourced(rows, "g2", "low", "high", "dp")
    return displayed(
        rows.iloc[::-1], word="词", target=f"{names[0]}（次）", reference=f"{names[1]}（次）",
        g2="G²", log_ratio="对数比", low="下限", high="上限", dp="DP",
    )  # fmt: skip


@kindly
def key_words(target: Any, reference: Any, names: tuple[str, str], top: int = 12) -> Chart:
    """Return the chart of the key words of a target against a reference.

    Parameters
    ----------
    target, reference : str, Document or iterable of these
        As for :func:`hzlib.words.keyness.keyness`.
    names : tuple of str
        What the two are called in the chart.
    top : int
        Words of each side.
    """
    rows = need(top_keys(keyness(target, reference), top), "差别显著的词")
    title = key_title(rows, names)
    chart = figure(title, "对数比（2 为底）", height=160 + 21 * len(rows))
    chart.add_traces(_key_traces(rows, names))
    chart.add_vline(x=0, line={"color": style.GROUNDS["muted"][0], "width": 1})
    chart.update_yaxes(title="", categoryorder="array", categoryarray=list(rows["word"]))
    return Chart(chart, key_frame(rows, names), KEY_CAPTION, f"关键词图：{title}。")


@kindly
def key_words_of_each(source: Any = None, top: int = 15) -> Chart:
    """Return the chart of what sets each document apart from the others, with a choice box."""
    import pandas as pd

    documents = [found.document for found in all_tokens(source)]
    frames = []
    for document in documents:
        found = keyness(document, [other for other in documents if other is not document])
        best = top_keys(found, top)
        frames.append(best[best["log_ratio"] > 0].assign(doc=document.id, label=label(document)))
    kept = [frame for frame in frames if len(frame)]
    need(pd.concat(frames), "差别显著的词")
    titles = [_said(frame) for frame in kept]
    chart = figure(titles[0], "对数比（2 为底）", height=220 + 22 * top)
    for place, rows in enumerate(kept):
        names = (rows["label"].iloc[0], "其余文件")
        chart.add_trace(_key_traces(rows, names, visible=place == 0, showlegend=False)[1])
    choices = [
        {"label": rows["label"].iloc[0], "method": "update",
         "args": [{"visible": [at == place for at in range(len(kept))]},
                  {"title.text": titles[place]}]}
        for place, rows in enumerate(kept)
    ]  # fmt: skip
    chart.update_layout(updatemenus=[choice_box(choices, "文件")])
    chart.update_xaxes(rangemode="tozero")
    chart.update_yaxes(title="")
    rows = pd.concat([frame.iloc[::-1] for frame in kept])
    rows = sourced(rows, "g2", "dp")
    frame = displayed(rows, label="文件", word="词", target="次数", reference="其余文件（次）",
                      g2="G²", log_ratio="对数比", dp="DP")  # fmt: skip
    return Chart(chart, frame, KEY_CAPTION, "；".join(titles) + "。")


def _said(rows: "pd.DataFrame") -> str:
    words = rows.sort_values("g2", ascending=False)["word"].head(5)
    return f"{rows['label'].iloc[0]}最突出的词：{'、'.join(words)}"


def choice_box(choices: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Return a choice box of a plotly figure, above its right corner."""
    return {
        "buttons": choices, "name": name, "showactive": True,
        "x": 1, "xanchor": "right", "y": 1.02, "yanchor": "bottom",
    }  # fmt: skip

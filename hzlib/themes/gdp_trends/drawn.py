"""The figures of output that the lessons show, drawn as the notebook draws them."""

from typing import TYPE_CHECKING

from hzlib.evidence.sentence import sentence
from hzlib.evidence.value import counted
from hzlib.figures.own import explore
from hzlib.figures.specification import Figure, Note
from hzlib.frames.derived import shares
from hzlib.frames.outcomes import DUE, MET, MISSED, nature
from hzlib.frames.selection import compared, ends, label, name, select
from hzlib.themes.gdp_trends.prices import prices

if TYPE_CHECKING:
    import pandas as pd

_PARTS = ("services_va", "industrial_va", "digital_core_va", "culture_va", "finance_va")
_RATES = {"nominal": "名义增速", "real": "实际增速", "deflator": "隐含平减指数"}


def levels(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Figure | Note:
    """Return the figure of an indicator's levels with the targets set for it.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(levels(hz.facts(reference=True), "杭州市").title)
    '2015—2023年，地区生产总值由10,500亿元增加到20,059亿元'
    """
    import plotly.express as px

    rows = compared(data, indicator, "level", [place])
    rows["series"] = rows["status"].eq("target").map({True: "目标", False: "结果"})
    figure = px.line(rows, "year_to", "value", color="series",
                     custom_data=["evidence"], labels={"series": "数据性质"})  # fmt: skip
    first, last = ends(data, indicator, place)
    way = "减少到" if last.period and last < first else "增加到"
    words = f"{{first}}—{{last}}年，{{name}}由{{begin}}{way}{{end}}" if last.period else "{name}"
    told = {"name": name(indicator), "first": first.period, "last": last.period}
    if nature(indicator).kind != "rate":  # of a ratio the marks would crowd at the top
        figure.update_yaxes(rangemode="tozero")
    return explore(figure, title=sentence(words, begin=first, end=last, **told))


def structure(data: "pd.DataFrame", place: str, parts: tuple[str, ...] = _PARTS) -> Figure | Note:
    """Return the figure of what parts are of output, stated or computed.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = structure(hz.facts(reference=True), "杭州市")
    >>> str(figure.caption).partition("，横轴")[0]
    '实心是实际，空心是预计，三角是目标，方块是推算'
    """
    import plotly.express as px

    rows = shares(data, place, parts)
    rows["name"], rows["year"] = rows["indicator"].map(name), rows["period"].astype(int)
    words = {"year": "年份", "value": "占地区生产总值的比重（%）", "name": "产业"}
    figure = px.line(rows, "year", "value", color="name", labels=words)
    return explore(figure, title=f"{place}各产业增加值占地区生产总值的比重")


def against_targets(
    pairs: "pd.DataFrame", place: str, indicator: str = "gdp", measure: str = "growth"
) -> Figure | Note:
    """Return the figure of annual targets and what came of them, of the pairs of `hz.outcomes`.

    Targets of years that no document has come to are left out.

    Examples
    --------
    >>> import hzlib as hz
    >>> str(against_targets(hz.outcomes(hz.facts(reference=True)), "杭州市").title)
    '地区生产总值增速：4个年度目标有可比结果，3个达到'
    """
    import plotly.express as px

    what = label(indicator, measure)
    rows = select(pairs, region=place, indicator=indicator, measure=measure)
    past = rows["verdict"].ne(DUE) & (rows["period"].str.len() == 4)
    rows = rows[past].astype({"period": int})
    judged, met = (select(rows, verdict=one)["target"] for one in ((MET, MISSED), MET))
    long = rows.melt(["period", "verdict"], ["target", "outcome"])
    words = {"period": "年份", "value": f"{what}（%）", "verdict": "判断"}
    figure = px.line(long, "period", "value", color="verdict", line_group="period",
                     labels=words)  # fmt: skip
    title = sentence(
        "{what}：{n}年度目标有可比结果，{met}达到", what=what,
        n=counted(judged, "个", "有可比结果的年度目标"), met=counted(met, "个", "达到的", judged),
    )  # fmt: skip
    return explore(figure, title=title)


def nominal_and_real(data: "pd.DataFrame", place: str, indicator: str = "gdp") -> Figure | Note:
    """Return the figure of nominal growth, real growth and the implied deflator.

    Examples
    --------
    >>> import hzlib as hz
    >>> figure = nominal_and_real(hz.facts(reference=True), "杭州市")
    >>> [trace.name for trace in figure.figure.data]
    ['名义增速', '实际增速', '隐含平减指数']
    """
    import plotly.express as px

    rows = prices(data, place, indicator).rename(columns=_RATES).astype({"period": int})
    words = {"period": "年份", "value": "比上年增长（%）", "variable": "指标"}
    figure = px.bar(rows.melt("period", list(_RATES.values())), "period", "value",
                    color="variable", barmode="group", labels=words)  # fmt: skip
    return explore(figure, title=f"{place}{name(indicator)}名义增速、实际增速和隐含平减指数")

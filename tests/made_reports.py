"""Reports written for the tests: places that are there, figures and sentences that are not."""

_TEXT = """{year}年{place}政府工作报告
——{year}年1月15日在{place}第十七届人民代表大会第四次会议上

各位代表：

一、{past}年工作回顾

{past}年，全市地区生产总值{gdp}亿元、增长{growth}%，一般公共预算收入{budget}亿元、增长{more}%。
规模以上工业增加值{industry}亿元、增长{growth}%，服务业增加值占地区生产总值的比重为{share}%。
固定资产投资增长{less}%，社会消费品零售总额{retail}亿元、增长{more}%，进出口总额{trade}亿元、下降{less}%。
居民人均可支配收入{income}元、增长{more}%，城镇、农村居民人均可支配收入分别增长{less}%和{more}%。
年末常住人口{people}万人，城镇新增就业{jobs}万人，城镇调查失业率{less}%。
研发经费投入强度{rd}%，新增专精特新“小巨人”企业{giants}家。空气质量优良天数比率{air}%，PM2.5平均浓度{pm}微克/立方米。
我们坚持高质量发展，数字经济和人工智能加快发展，科技创新能力增强，城市建设扎实推进，乡村振兴全面推进，民生保障不断加强。
我们推进改革开放，推进项目建设，推进城市建设，推进民生保障，推进绿色发展，推进数字经济发展。

二、{year}年工作安排

{year}年经济社会发展主要预期目标是：地区生产总值增长{aim}%左右，一般公共预算收入增长{aim}%，规模以上工业增加值增长{aim}%以上。
固定资产投资增长{aim}%，社会消费品零售总额增长{aim}%，城镇新增就业{jobs}万人以上，城镇调查失业率控制在5%以内。
居民人均可支配收入增速高于经济增长，研发经费投入强度达到{next_rd}%，PM2.5平均浓度控制在{pm}微克/立方米以内。
新增专精特新“小巨人”企业{giants}家。重点发展新质生产力，推进科技创新，推进人工智能应用，推进高质量发展，推进民生保障，推进乡村振兴。
"""
_FIGURES = {
    "gdp": 8000, "growth": 5.6, "budget": 900, "more": 6.2, "industry": 2100, "share": 54.3,
    "less": 4.1, "retail": 3900, "trade": 2600, "income": 62000, "people": 760.5, "jobs": 11.2,
    "rd": 2.9, "next_rd": 3.1, "giants": 21, "air": 91.2, "pm": 26, "aim": 6,
}  # fmt: skip


def report(place, year, **figures):
    """Return the text of a work report of a place."""
    known = _FIGURES | {"place": place, "year": year, "past": year - 1} | figures
    return _TEXT.format(**known)


def written(folder, *texts):
    """Write reports into a folder and return their paths."""
    paths = []
    for number, text in enumerate(texts, 1):
        path = folder / f"report-{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def one_city(folder):
    """Return one report of one city."""
    return written(folder, report("宁波市", 2024))


def two_years(folder):
    """Return two reports of one city, the second of which answers the first."""
    later = report("宁波市", 2025, gdp=8450, growth=5.2, budget=940, more=4.4, rd=3.0, pm=25)
    return written(folder, report("宁波市", 2024), later)


def three_cities(folder):
    """Return the reports of one year of three cities."""
    suzhou = report("苏州市", 2024, gdp=24653, growth=4.6, aim=5, people=1295.8)
    wenzhou = report("温州市", 2024, gdp=8730, growth=6.9, aim=6.5, people=976.1)
    return written(folder, report("宁波市", 2024), suzhou, wenzhou)

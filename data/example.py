"""Make ``data/example/``: short work reports of places that do not exist, to show and to teach.

    python data/example.py

The places are those of ``data/etc/example_places.csv``. Every figure and every sentence is made up
by this script; the same names give the same files, byte for byte.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

DATA = Path(__file__).parent
YEARS = (2023, 2024, 2025)
# GDP of the first year in 亿元, and how many people live there (万人).
SIZES = {"province": (30000, 5200), "prefecture": (2600, 420), "county": (420, 62)}
WHOLE = {"province": "全省", "prefecture": "全市", "county": "全区", "县": "全县"}
SURE = ("增长{x}%", "增长{x}%左右", "增长{x}%以上", "增长{x}%—{y}%", "增长{x}%左右")

# What a kind of place speaks of: a heading, what is done, what else; not all stands in each report.
SUBJECTS = {
    "省": (
        (
            "促进区域协调",
            "统筹区域协调发展，推动山海协作走深走实，支持革命老区和山区县加快发展。",
            "建立省市县联动机制，引导产业和人口有序转移，缩小地区差距。",
        ),
        (
            "深化重点改革",
            "落实国家战略，深化要素市场化改革，扩大制度型开放，建设统一大市场。",
            "稳步推进国资国企改革，完善民营经济促进政策。",
        ),
        (
            "完善综合交通",
            "完善综合立体交通网，推进高速铁路、港口群和机场群建设。",
            "打通省际通道，加密干线铁路，降低全社会物流成本。",
        ),
        (
            "建设制造强省",
            "实施先进制造业集群培育行动，推动创新链产业链深度融合。",
            "布局实验室体系，组织关键核心技术攻关，培养卓越工程师。",
        ),
        (
            "守护绿色生态",
            "推动省域生态补偿，统筹流域治理和海洋保护，稳妥推进碳达峰。",
            "建设国家公园和自然保护地体系，健全生态产品价值实现机制。",
        ),
        (
            "织密保障网络",
            "加强省级统筹，完善养老保险和医疗保险制度，健全分层分类社会救助。",
            "推动优质医疗资源扩容下沉，促进高校毕业生就业。",
        ),
    ),
    "市": (
        (
            "加快工业升级",
            "发展智能制造，推进工厂数字化改造，培育链主企业和专精特新企业。",
            "编制产业链图谱，保障工业用地，帮助企业引进工程师和熟练技工。",
        ),
        (
            "强化科技创新",
            "建设科创走廊，引进高校研究院，推动人工智能应用场景开放。",
            "设立成果转化基金，支持企业牵头组建创新联合体。",
        ),
        (
            "提升城市功能",
            "推进地铁和快速路建设，改造老旧小区，增加城市公园和停车泊位。",
            "更新供水和燃气管网，治理内涝积水点，推行城市体检。",
        ),
        (
            "优化营商环境",
            "优化营商环境，推行一件事集成办理，帮助中小企业融资。",
            "清理拖欠账款，规范涉企检查，兑现惠企政策。",
        ),
        (
            "扩大对外开放",
            "扩大进出口，发展跨境电商，提升港口和保税区能级。",
            "组织企业出海参展，开辟国际航线，吸引外资设立研发中心。",
        ),
        (
            "打响城市品牌",
            "办好重大赛事和展会，发展夜间消费，擦亮城市品牌。",
            "修缮历史街区，建设博物馆群，丰富市民文化生活。",
        ),
        (
            "办好民生实事",
            "推进医院和学校扩建，完善公交线网，加强安全生产监管。",
            "增加普惠托育服务，建设保障性住房，稳定房地产市场。",
        ),
    ),
    "区": (
        (
            "壮大楼宇经济",
            "发展楼宇经济和总部经济，盘活闲置楼宇，招引服务业龙头企业。",
            "为每幢重点楼宇配备服务专员，提高楼宇入驻率。",
        ),
        (
            "服务社区居民",
            "推进社区嵌入式服务，办好老年食堂，完善托育和居家养老服务。",
            "改造社区活动室，培训社区工作者，组织邻里互助。",
        ),
        (
            "繁荣商圈消费",
            "打造步行街区和滨水空间，推动咖啡、演艺等首店首展落户。",
            "开展街区集市和露天音乐会，延长商圈营业时间。",
        ),
        (
            "加强基层治理",
            "推进网格治理，健全物业管理，化解小区停车难题。",
            "公开物业收支，调解邻里纠纷，整治楼道堆物。",
        ),
        (
            "集聚现代服务业",
            "集聚金融、法律和软件企业，建设数字街区，培育直播电商。",
            "完善中介服务，设立街道招商小组。",
        ),
        (
            "建设优质学区",
            "推进集团化办学，优化学区布局，提升社区卫生服务中心水平。",
            "新建幼儿园和小学，开放学校体育场馆，推行家庭医生签约。",
        ),
    ),
    "县": (
        (
            "夯实农业基础",
            "稳定粮食播种面积，建设高标准农田，发展茶叶、水果和食用菌产业。",
            "推广良种良法，培育家庭农场，加强农产品冷链仓储。",
        ),
        (
            "发展乡村旅游",
            "推进乡村旅游，改造民宿和古村落，修复梯田景观。",
            "培训农家乐经营户，举办采茶节和丰收节，完善景区道路。",
        ),
        (
            "促进农民增收",
            "巩固脱贫攻坚成果，壮大村级集体经济，促进农民就近就业。",
            "发展来料加工，组织劳务协作，做好返乡创业服务。",
        ),
        (
            "改善农村条件",
            "建设农村公路和供水工程，改造农村厕所，整治河道和水库。",
            "清理村庄垃圾，治理农村污水，建设和美乡村。",
        ),
        (
            "经营山林资源",
            "发展林下经济，推进封山育林，守护山区生态。",
            "种植中药材和油茶，防治松材线虫，抓好森林防火。",
        ),
        (
            "补齐公共服务",
            "建设县域医共体，改善乡镇卫生院和乡村小规模学校条件。",
            "选派医生教师下乡，办好农村幸福院，开通城乡公交。",
        ),
    ),
}
# What the years speak of, whatever the place.
OF_YEAR = {
    2023: "全面恢复接触型消费，有序做好疫情防控转段，推动企业复工满产。",
    2024: "推动大规模设备更新和消费品以旧换新，防范化解房地产和债务风险。",
    2025: "因地制宜发展新质生产力，提振消费，开展人工智能行动，加力实施设备更新。",
}
OPENINGS = (
    "一年来，面对复杂严峻的环境，我们坚持稳中求进，经济运行总体平稳、稳中有进。",
    "过去一年，我们顶住压力、克难前行，较好完成了各项任务。",
    "一年来，我们坚持问题导向，扎实推动高质量发展，取得了来之不易的成绩。",
)
TROUBLES = (
    "同时也清醒看到，有效需求不足，一些企业经营困难，民生领域还有短板。",
    "我们也认识到，产业结构偏重，创新能力不强，财政收支矛盾突出。",
    "存在的困难主要是：新动能支撑不够，人才吸引力不足，基层治理仍需加强。",
)
STEPS = (
    "实行清单管理，按季调度，确保见到实效。",
    "压实各方责任，加强督促检查，逐项抓好落实。",
    "选择条件较好的地方先行试点，形成可复制的经验。",
    "坚持量力而行、尽力而为，一件接着一件办。",
)
CLOSINGS = (
    "各位代表，使命在肩，唯有实干。让我们勇毅前行，奋力谱写现代化建设新篇章！",
    "各位代表，蓝图已经绘就，奋斗正当其时。让我们同心协力，交出满意答卷！",
)


@dataclass(frozen=True)
class Place:
    """An invented place with what its reports have in common."""

    name: str
    level: str
    heads: dict[int, float]
    growth: dict[int, float]
    aims: dict[int, float]
    gdp: dict[int, float]

    @property
    def kind(self) -> str:
        """The last character of its name: 省, 市, 区 or 县."""
        return self.name[-1]

    @property
    def whole(self) -> str:
        """What its reports call all of it."""
        return WHOLE.get(self.kind, WHOLE[self.level])


def places() -> Iterator[Place]:
    """Yield the places, each with its figures."""
    with (DATA / "etc" / "example_places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield made(row["name"], row["level"])


def made(name: str, level: str) -> Place:
    """Return a place whose figures of different years fit together."""
    draw = Random(f"place {name}")
    size, people = SIZES[level]
    scale = draw.uniform(0.5, 1.9)
    aims = {YEARS[0]: draw.choice((5, 5.5, 6, 6.5, 7))}
    for year in YEARS[1:]:
        aims[year] = max(4, aims[year - 1] - draw.choice((0, 0, 0.5, 1)))
    growth = {year: round(aims[year] + draw.choice((-1.2, -0.6, -0.2, 0.1, 0.3, 0.8)), 1)
              for year in YEARS[:-1]}  # fmt: skip
    growth[YEARS[0] - 1] = round(draw.uniform(2, 5), 1)
    gdp = {YEARS[0] - 1: round(size * scale, 1)}
    for year in YEARS[:-1]:
        gdp[year] = round(gdp[year - 1] * (1 + growth[year] / 100 + draw.uniform(-0.01, 0.01)), 1)
    heads = {year: round(people * scale * (1 + 0.003 * (year - YEARS[0])), 1) for year in gdp}
    return Place(name, level, heads, growth, aims, gdp)


def report(place: Place, year: int) -> str:
    """Return the report of a place of a year."""
    draw = Random(f"report {place.name} {year}")
    session = "二三四五六七八九"[(year + len(place.name) + ord(place.name[0])) % 8]
    parts = (
        f"{place.name}人民政府工作报告（{year}年）",
        "本文为虚构，供演示和教学",
        f"——{year}年1月{draw.randint(6, 20)}日在{place.name}第九届人民代表大会第{session}次会议上",
        "各位代表：",
        f"现在，我代表{place.name}人民政府，向大会报告工作，请予审议。",
        f"一、{year - 1}年工作回顾",
        *_reviewed(place, year - 1, draw),
        f"二、{year}年工作安排",
        *_planned(place, year, draw),
        draw.choice(CLOSINGS),
    )
    return "\n\n".join(parts) + "\n"


def _reviewed(place: Place, year: int, draw: Random) -> Iterator[str]:
    rate = place.growth[year]
    told = [
        f"一般公共预算收入增长{_near(rate, draw)}%",
        f"规模以上工业增加值增长{_near(rate + 1, draw)}%",
        f"固定资产投资增长{_near(rate - 1, draw)}%",
        f"社会消费品零售总额增长{_near(rate, draw)}%",
        f"居民人均可支配收入{draw.randint(24000, 62000)}元、增长{_near(rate, draw)}%",
        f"城镇新增就业{place.heads[year] * 0.011:.1f}万人",
        f"研发经费投入强度{draw.uniform(1.2, 3.4):.1f}%",
        f"空气质量优良天数比率{draw.uniform(84, 99):.1f}%",
    ]
    chosen = [one for one in told if draw.random() < 0.75]
    yield draw.choice(OPENINGS)
    yield (
        f"{year}年，{place.whole}地区生产总值{place.gdp[year]:g}亿元、增长{rate:g}%，"
        f"年末常住人口{place.heads[year]:g}万人。{'，'.join(chosen)}。"
    )
    for begun, (_, done, more) in zip(
        ("这一年，我们", "我们"), _subjects(place, draw, 2), strict=True
    ):
        yield begun + done + more
    yield draw.choice(TROUBLES)


def _planned(place: Place, year: int, draw: Random) -> Iterator[str]:
    aim = place.aims[year]
    told = [
        f"一般公共预算收入{_aimed(max(aim - draw.choice((0, 0.5, 1)), 3), draw)}",
        f"规模以上工业增加值{_aimed(aim + draw.choice((0, 0.5, 1)), draw)}",
        f"固定资产投资{_aimed(aim, draw)}",
        f"社会消费品零售总额{_aimed(aim + 0.5, draw)}",
        f"城镇新增就业{place.heads[year - 1] * 0.01:.1f}万人以上",
        f"城镇调查失业率控制在{draw.choice((5, 5.5))}%以内",
        f"居民消费价格涨幅控制在{draw.choice((2, 3))}%左右",
        f"研发经费投入强度达到{draw.uniform(1.6, 3.6):.1f}%",
    ]
    chosen = [one for one in told if draw.random() < 0.65]
    goals = "，".join([f"地区生产总值{_aimed(aim, draw)}", *chosen])
    yield f"{year}年，{place.whole}经济社会发展主要预期目标是：{goals}。"
    yield f"做好今年工作，要{OF_YEAR[year]}"
    for number, (heading, done, more) in zip("一二三四", _subjects(place, draw, 4), strict=True):
        yield f"（{number}）{heading}"
        yield done + more + draw.choice(STEPS)


def _subjects(place: Place, draw: Random, size: int) -> list[tuple[str, str, str]]:
    return draw.sample(SUBJECTS[place.kind], size)


def _aimed(rate: float, draw: Random) -> str:
    return draw.choice(SURE).format(x=f"{rate:g}", y=f"{rate + 0.5:g}")


def _near(rate: float, draw: Random) -> str:
    return f"{max(rate + draw.uniform(-1.5, 2), 0.3):.1f}"


def written() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each report: of two years or three."""
    for number, place in enumerate(places()):
        for year in YEARS[number % 2 :]:
            yield f"{place.name}_{year}.txt", report(place, year)


def main() -> None:
    """Write the reports."""
    folder = DATA / "example"
    folder.mkdir(exist_ok=True)
    for name, text in written():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""What a text says of its place, its year and its kind."""

import time

import pytest

from hzlib.text.identity import identity
from hzlib.text.places import counties, listed

SPEECH = "各位代表：\n现在，我代表{}政府，向大会报告工作，请予审议。\n一、{}年工作回顾\n"


def found(text, name="report", **claims):
    said = identity(text, name, **claims)
    return said.kind, said.place, said.year, said.reviewed, said.planned, said.warnings


@pytest.mark.parametrize(
    ("text", "name", "kind", "place", "year", "reviewed", "planned"),
    [
        ("（2021年2月3日在江州市第十三届人民代表大会第六次会议上）", "a", "work-report", "江州市", 2021, "2020", "2021"),
        ("——二〇二六年一月二十七日在平海省十四届人民代表大会第四次会议上", "a", "work-report", "平海省", 2026, "2025", "2026"),
        ("2024年2月5日经江州市东湖区第一届人民代表大会第四次会议审议通过", "a", "work-report", "东湖区", 2024, "2023", "2024"),
        ("张三市长在江州市第十二届人民代表大会第二次会议上的政府工作报告（2004年）", "a", "work-report", "江州市", 2004, "2003", "2004"),
        ("政 府 工 作 报 告\n----2012年2月29日在东湖区第十三届人民代表大会第六次会议上", "a", "work-report", "东湖区", 2012, "2011", "2012"),
        (SPEECH.format("江州市人民", 2015), "a", "work-report", "江州市", 2016, "2015", "2016"),
        (SPEECH.format("市", 2023) + "宁波市民营经济", "宁波_2024", "work-report", "宁波市", 2024, "2023", "2024"),
        (SPEECH.format("省人民", 2023) + "平海省委平海" * 2, "2024年平海省政府工作报告", "work-report", "平海省", 2024, "2023", "2024"),
        ("各位主任、委员：下面，我代表行署作工作报告。\n一、2023年工作回顾\n锡林郭勒锡林郭勒", "锡林郭勒", "work-report", "锡林郭勒盟", 2024, "2023", "2024"),
        (SPEECH.format("州人民", 2023) + "恩施恩施恩施", "恩施_2024", "work-report", "恩施土家族苗族自治州", 2024, "2023", "2024"),
        ("现在，我代表国务院，向大会报告政府工作。\n一、2023年工作回顾\n", "全国", "work-report", "全国", 2024, "2023", "2024"),
        ("二O一一年政府工作报告\n" + SPEECH.format("江州市", 2010), "a", "work-report", "江州市", 2011, "2010", "2011"),
        ("关于江州市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告", "a", "plan-report", "江州市", 2024, "2023", "2024"),
        ("江州市国民经济和社会发展第十五个五年规划纲要", "a", "plan-outline", "江州市", 2026, "2021-2025", "2026-2030"),
        ("平海省国民经济和社会发展第十个五年计划纲要\n（2001年2月16日平海省第九届人民代表大会第四次会议通过）", "a", "plan-outline", "平海省", 2001, "1996-2000", "2001-2005"),
        ("中华人民共和国国民经济和社会发展第十二个五年（２０１１—２０１５年）规划纲要", "a", "plan-outline", "全国", 2011, "2006-2010", "2011-2015"),
        ("江州市国民经济和社会发展第12个五年规划纲要", "a", "plan-outline", "江州市", 2011, "2006-2010", "2011-2015"),
        ("江州市国民经济和社会发展五年计划纲要\n“九五”期间，我们克服困难。\n“十五”期间要加快发展。“十五”的主要目标是：", "a", "plan-outline", "江州市", 2001, "1996-2000", "2001-2005"),
        ("江州市国民经济和社会发展五年规划纲要\n（2011—2015年）", "a", "plan-outline", "江州市", 2011, "2006-2010", "2011-2015"),
    ],
)  # fmt: skip
def test_place_year_and_kind_are_found_in_the_text(
    text, name, kind, place, year, reviewed, planned
):
    assert found(text, name) == (kind, place, year, reviewed, planned, ())


SPOKEN = "各位代表：\n现在，我代表{}政府，向大会报告工作，请予审议。\n"
REVIEW = "一、2023年工作回顾\n过去一年，全市生产总值增长5%。\n"
AHEAD = "二、2024年工作安排\n"


@pytest.mark.parametrize(
    ("text", "kind", "place", "year", "reviewed", "planned"),
    [
        # communiqués
        ("江州市2024年国民经济和社会发展统计公报\n江州市统计局\n2025年3月28日\n2024年，全市", "communique", "江州市", 2025, "2024", ""),
        ("江州市\n2024年国民经济和社会发展统计公报[1]\n江州市统计局 国家统计局江州调查队\n2025年4月1日\n", "communique", "江州市", 2025, "2024", ""),
        ("江 州 市\n2024 年 国 民 经 济 和 社 会 发 展\n统 计 公 报\n", "communique", "江州市", 2025, "2024", ""),
        ("2024年江州市国民经济和社会发展统计公报", "communique", "江州市", 2025, "2024", ""),
        ("【2024年江州县国民经济与社会发展统计公报】\n", "communique", "江州县", 2025, "2024", ""),
        ("政务公开\n统计信息\n首页\n江州区2023年国民经济和社会发展统计公报 - 江州区人民政府门户网站\n发布时间：2024-05-06\n", "communique", "江州区", 2024, "2023", ""),
        ("中华人民共和国2024年国民经济和社会发展统计公报[1]\n国家统计局\n2025年2月28日\n", "communique", "全国", 2025, "2024", ""),
        ("一、综合\n初步核算，2024年全市生产总值900亿元。\n二、农业\n全年粮食\n三、工业和建筑业\n", "communique", "", 2025, "2024", ""),
        ("（2025年3月5日）\n一、综 合\n2024年，全市\n二、农业\n", "communique", "", 2025, "2024", ""),
        ("二〇二四年江州市国民经济和社会发展统计公报\n", "communique", "江州市", 2025, "2024", ""),
        ("新疆生产建设兵团2024年国民经济和社会发展统计公报\n", "communique", "新疆生产建设兵团", 2025, "2024", ""),
        ("江州高新区2024年国民经济和社会发展统计公报\n", "communique", "江州高新区", 2025, "2024", ""),
        ("阿拉善盟2019年国民经济和社会发展统计公报\n阿拉善盟统计局\n二〇二〇年四月三日", "communique", "阿拉善盟", 2020, "2019", ""),
        ("歙县2020年国民经济和社会发展统计公报", "communique", "歙县", 2021, "2020", ""),
        ("鼓楼区2020年国民经济和社会发展统计公报", "communique", "鼓楼区", 2021, "2020", ""),
        ("2012年国民经济和社会发展统计公报\n江州区统计局\n（2013年4月）", "communique", "江州区", 2013, "2012", ""),
        ("江州市2024年\n国民经济和社会发展\n统计公报\n（2025年4月）", "communique", "江州市", 2025, "2024", ""),
        ("# 江州市2024年国民经济和社会发展统计公报\n**江州市统计局**\n", "communique", "江州市", 2025, "2024", ""),
        ("江州市2023年国民经济和社会发展统计公报\n2021年工作回顾\n2022年重点工作\n", "communique", "江州市", 2024, "2023", ""),
        # reports of budgets
        ("关于江州市2023年预算执行情况和2024年预算草案的报告\n——2024年1月15日在江州市第九届人民代表大会第三次会议上\n江州市财政局\n各位代表：受市人民政府委托", "budget-report", "江州市", 2024, "2023", "2024"),
        ("关于2023年全市及市级预算执行情况与2024年全市及市级预算草案的报告\n江州市财政局\n", "budget-report", "江州市", 2024, "2023", "2024"),
        ("江州市2023年财政预算执行情况和2024年\n财政预算（草案）的报告\n", "budget-report", "江州市", 2024, "2023", "2024"),
        ("关于2023年中央和地方预算执行情况与2024年中央和地方预算草案的报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n财政部", "budget-report", "全国", 2024, "2023", "2024"),
        ("关于江州市本级2023年财政决算的报告\n", "budget-report", "江州市", 2024, "2023", "2024"),
        # reports of plans
        ("关于2024年江州市国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告\n江州市发展和改革委员会\n", "plan-report", "江州市", 2025, "2024", "2025"),
        ("关于江州市二○○六年国民经济和社会发展计划执行情况及二○○七年国民经济和社会发展计划（草案）的报告", "plan-report", "江州市", 2007, "2006", "2007"),
        ("关于江州市2024年上半年国民经济和社会发展计划执行情况的报告", "plan-report", "江州市", 2024, "", "2024"),
        ("关于2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国家发展和改革委员会", "plan-report", "全国", 2024, "2023", "2024"),
        ("江州市第十届人民代表大会第二次会议文件（9）\n关于2023年国民经济和社会发展计划执行情况的报告\n", "plan-report", "江州市", 2024, "2023", "2024"),
        # outlines
        ("江州市国民经济和社会发展第十五个五年规划纲要（草案）\n", "plan-outline", "江州市", 2026, "2021-2025", "2026-2030"),
        ("中共江州市委关于制定国民经济和社会发展第十五个五年规划的建议\n（2025年12月3日中国共产党江州市第八届委员会第十次全体会议通过）\n“十四五”时期", "plan-outline", "江州市", 2026, "2021-2025", "2026-2030"),
        ("中共中央关于制定国民经济和社会发展第十五个五年规划的建议", "plan-outline", "全国", 2026, "2021-2025", "2026-2030"),
        ("江州市“十四五”规划和2035年远景目标纲要\n", "plan-outline", "江州市", 2021, "2016-2020", "2021-2025"),
        ("江州市十五五规划纲要\n“十四五”时期是", "plan-outline", "江州市", 2026, "2021-2025", "2026-2030"),
        ("江州市国民经济和社会发展第十四个五年规划和\n二〇三五年远景目标纲要\n", "plan-outline", "江州市", 2021, "2016-2020", "2021-2025"),
        ("江州市人民政府关于印发江州市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要的通知\n", "plan-outline", "江州市", 2021, "2016-2020", "2021-2025"),
        ("江州市“十四五”现代服务业发展规划\n", "plan-outline", "江州市", 2021, "2016-2020", "2021-2025"),
        ("2024年政府工作报告重点任务分解方案：\n江州市国民经济和社会发展第十四个五年规划纲要", "plan-outline", "江州市", 2021, "2016-2020", "2021-2025"),
        # news of statistics
        ("2024年江州市经济运行情况\n江州市统计局\n2025年1月23日\n", "news", "江州市", 2025, "2024", ""),
        ("2024年一季度江州市经济运行情况\n2024年4月20日", "news", "江州市", 2024, "", ""),
        ("江州市2024年1—9月主要经济指标\n", "news", "江州市", 2024, "", ""),
        ("前三季度江州市国民经济运行总体平稳\n2024-10-20 来源：江州市统计局", "news", "江州市", 2024, "", ""),
        ("2024年全省经济运行情况新闻发布稿\n平海省统计局 国家统计局平海调查总队\n", "news", "平海省", 2025, "2024", ""),
        ("2024年国民经济运行稳中有进 主要发展目标顺利实现\n国家统计局\n2025年1月17日", "news", "全国", 2025, "2024", ""),
        ("江州市2024年1-12月主要经济指标完成情况", "news", "江州市", 2025, "2024", ""),
        ("江州市2024年前三季度经济数据\n2024年10月30日", "news", "江州市", 2024, "", ""),
        ("江州市2024年9月份主要经济指标\n", "news", "江州市", 2024, "", ""),
        # work reports
        ("江州市人民政府工作报告\n" + REVIEW, "work-report", "江州市", 2024, "2023", "2024"),
        ("2024年江州市人民政府工作报告\n", "work-report", "江州市", 2024, "2023", "2024"),
        ("政府工作报告\n（2024年1月9日在江州市第九届人民代表大会第三次会议上）\n江州市市长 李某\n", "work-report", "江州市", 2024, "2023", "2024"),
        ("政府工作报告\n——在江州市第九届人大三次会议上\n（2024年1月9日）\n市长 李某\n", "work-report", "江州市", 2024, "2023", "2024"),
        ("政府工作报告\n各位代表：\n现在，我代表市人民政府向大会报告工作\n" + REVIEW, "work-report", "", 2024, "2023", "2024"),
        ("江 州 市\n政 府 工 作 报 告\n" + SPOKEN.format("市人民") + REVIEW, "work-report", "江州市", 2024, "2023", "2024"),
        ("2024年政府工作报告\n来源：江州市人民政府办公室 发布时间：2024-02-01\n" + SPOKEN.format("市人民") + REVIEW, "work-report", "江州市", 2024, "2023", "2024"),
        ("江州县人民政府县长 李某\n" + SPOKEN.format("县人民") + REVIEW, "work-report", "江州县", 2024, "2023", "2024"),
        (SPOKEN.format("歙县人民") + REVIEW, "work-report", "歙县", 2024, "2023", "2024"),
        (SPOKEN.format("玉龙纳西族自治县人民") + REVIEW, "work-report", "玉龙纳西族自治县", 2024, "2023", "2024"),
        (SPOKEN.format("鄂温克族自治旗人民") + REVIEW, "work-report", "鄂温克族自治旗", 2024, "2023", "2024"),
        (SPOKEN.format("神农架林区人民") + REVIEW, "work-report", "神农架林区", 2024, "2023", "2024"),
        (SPOKEN.format("六枝特区人民") + REVIEW, "work-report", "六枝特区", 2024, "2023", "2024"),
        (SPOKEN.format("滨海新区人民") + REVIEW, "work-report", "滨海新区", 2024, "2023", "2024"),
        (SPOKEN.format("襄樊市人民"), "work-report", "襄樊市", 0, "", ""),
        ("在江苏省扬州市江都区第十届人民代表大会第三次会议上\n" + REVIEW, "work-report", "江都区", 2024, "2023", "2024"),
        ("——2024年1月9日在于都县第九届人民代表大会第三次会议上\n", "work-report", "于都县", 2024, "2023", "2024"),
        ("2024年1月9日在晋城市城区第九届人民代表大会第三次会议上\n", "work-report", "城区", 2024, "2023", "2024"),
        ("2023年江州示范区国民经济和社会发展统计公报\n江州产城融合示范区统计局\n2024年3月9日\n", "communique", "江州示范区", 2024, "2023", ""),
        ("关于江州市2023年预算执行情况与\n2024年预算草案的报告\n——2023年12月27日在江州市第九届人民代表大会第六次会议上\n", "budget-report", "江州市", 2023, "2023", "2024"),
        ("关于江州市2023年预算执行情况和2024年预算草案的报告\n严格执行州十五届人大五次会议批准的预算", "budget-report", "江州市", 2024, "2023", "2024"),
        ("江州高新区管委会工作报告\n现在，我代表江州高新区管委会\n" + REVIEW, "work-report", "江州高新区", 2024, "2023", "2024"),
        ("喀什地区行政公署工作报告\n" + REVIEW, "work-report", "喀什地区", 2024, "2023", "2024"),
        ("绍兴政府工作报告（2024年）\n", "work-report", "绍兴市", 2024, "2023", "2024"),
        ("2011年12月28日在江州县第十五届人民代表大会第一次会议上\n一、2011年工作回顾\n二、2012年工作安排\n", "work-report", "江州县", 2011, "2011", "2012"),
        ("2023年政府工作报告\n" + SPOKEN.format("江州市") + REVIEW + AHEAD, "work-report", "江州市", 2024, "2023", "2024"),
        ("江州市代市长 李某\n" + SPOKEN.format("市人民") + REVIEW, "work-report", "江州市", 2024, "2023", "2024"),
        ("政府工作报告——2010年2月3日在江州市一届人大五次会议上\n", "work-report", "江州市", 2010, "2009", "2010"),
        ("2010年平海省江州市政府工作报告(全文)\n", "work-report", "江州市", 2010, "2009", "2010"),
        ("江州市政府工作报告2010\n", "work-report", "江州市", 2010, "2009", "2010"),
        ("江州区人民政府2024年度工作报告\n", "work-report", "江州区", 2024, "2023", "2024"),
        ("黔南州人民政府工作报告\n" + REVIEW, "work-report", "黔南布依族苗族自治州", 2024, "2023", "2024"),
        (SPOKEN.format("玉龙县人民") + REVIEW, "work-report", "玉龙纳西族自治县", 2024, "2023", "2024"),
        ("在宁夏自治区第十三届人民代表大会第二次会议上\n" + REVIEW, "work-report", "宁夏回族自治区", 2024, "2023", "2024"),
        ("现在，我代表开发区管委会，向大会报告工作\n" + REVIEW, "work-report", "", 2024, "2023", "2024"),
        ("我代表江州市第九届人民政府，向大会报告工作\n" + REVIEW, "work-report", "江州市", 2024, "2023", "2024"),
        (SPOKEN.format("市中区人民") + REVIEW, "work-report", "市中区", 2024, "2023", "2024"),
        ("现在，江州市第六届人民代表大会第四次会议隆重开幕。李某在报告中提出了2019年经济社会发展主要预期目标：生产总值增长9%。", "work-report", "江州市", 2019, "2018", "2019"),
        ("1月20日，平海省十四届人大三次会议开幕，省长李某作政府工作报告，要点如下：\n一、2024年工作回顾\n二、2025年主要目标任务\n", "work-report", "平海省", 2025, "2024", "2025"),
        ("政府工作报告\n——2023年1月15日在江右后旗第十六届\n\n人民代表大会第二次会议上\n", "work-report", "江右后旗", 2023, "2022", "2023"),
        ("平海省政府工作报告\n（2006年2月8日 张某某）\n过去的五年，是阔步前进的五年。\n", "work-report", "平海省", 2006, "2005", "2006"),
        ("关于印发江州市2024年国民经济和\n社会发展计划的通知\n各县（市）、区人民政府：\n江州市2024年国民经济和社会发展计划\n一、2023年国民经济和社会发展计划执行情况\n", "plan-report", "江州市", 2024, "2023", "2024"),
        ("2022年江州县国民经济和社会发展统计公报 2022\n一、综合\n", "communique", "江州县", 2023, "2022", ""),
        ("10月27日，记者从2020年前三季度经济运行情况新闻通气会上获悉，全市生产总值686亿元，增长2.0%。", "news", "", 2020, "", ""),
        ("江州区人民政府工作报告 各位代表。现在，我代表江州区人民政府，向大会作工作报告，请予审议。一、“十一五”及2010年工作回顾“十一五”时期是发展最好的时期。", "work-report", "江州区", 2011, "2010", "2011"),
        ("江州特区报讯：昨天，规划纲要提交市五届人大二次会议审议。\n《江州市国民经济和社会发展第十二个五年规划纲要》\n", "plan-outline", "江州市", 2011, "2006-2010", "2011-2015"),
        ("2009年3月16日 来源：新报\n——2006年3月5日在江州市第十届人民代表大会第四次会议上\n一、去年工作回顾\n", "work-report", "江州市", 2006, "2005", "2006"),
        ("近日，在江州市湖东县第十七届人民代表大会第二次会议上，县长作政府工作报告。\n2013年，湖东县计划招引项目。2013年的主要预期目标是：生产总值增长13%。", "work-report", "湖东县", 2013, "2012", "2013"),
        ("平海省十二届人大一次会议开幕。\n报告说，2012年工作任务的完成，是新的起点。\n2013年全省主要预期目标：生产总值增长11%。", "work-report", "平海省", 2013, "2012", "2013"),
        ("近日，江平县人大十七届五次会议绘就蓝图。2016年的主要预期目标是：生产总值增长8%。", "work-report", "江平县", 2016, "2015", "2016"),
        ("11月30日闭幕的江平县第十七届人民代表大会第一次会议，确定了今后五年的路径。", "work-report", "江平县", 0, "", ""),
        ("记者从云溪县第十二次代表大会上获悉，到2020年，全县要脱贫。", "work-report", "云溪县", 0, "", ""),
        ("今天上午，平海省省长张某某作政府工作报告。\n2009年的主要预期目标：全省生产总值增长9%。", "work-report", "平海省", 2009, "2008", "2009"),
        ("2010年宁波经济社会发展预期目标：生产总值增长9%。", "work-report", "宁波市", 2010, "2009", "2010"),
        ("5月19日发布的《宁波市国民经济和社会发展第十四个五年规划和2035年远景目标纲要》提出，到2025年翻番。", "plan-outline", "宁波市", 2021, "2016-2020", "2021-2025"),
        ("2015年，宁波市经济社会保持较快增长，杭州市经济增长8%。", "work-report", "", 2016, "2015", "2016"),
        ("江州市第七次全国人口普查公报[1]（第二号）\n——全市人口情况\n江州市统计局\n2021年6月3日\n根据第七次全国人口普查结果，现将2020年11月1日零时我市人口公布如下：\n", "communique", "江州市", 2021, "2020", ""),
        ("第七次全国人口普查公报（第三号）\n国家统计局\n2021年5月11日\n现将2020年11月1日零时的人口公布如下：\n", "communique", "全国", 2021, "2020", ""),
        ("江州县2015年1%人口抽样调查主要数据公报\n江州县统计局\n2016年7月1日\n", "communique", "江州县", 2016, "2015", ""),
        ("市九届人大一次会议开幕\n江州市第九届人民代表大会代表名额为300名，实到290名。\n2016年，全市生产总值900亿元。2017年主要预期目标是：增长8%。", "work-report", "江州市", 2017, "2016", "2017"),
        ("国家统计局17日发布数据显示，2018年我国国内生产总值90万亿元。", "work-report", "全国", 0, "", ""),
        ("数字看江都区2009年发展\n我区生产总值333亿元，居全市第二。", "work-report", "江都区", 0, "", ""),
        ("市六届人大三次会议开幕 GDP目标增速8.5%\n发布时间：2017-01-14\n经初步核算，2016年本市生产总值1930亿元。今年主要目标是：增长8.5%。", "work-report", "", 2017, "2016", "2017"),
        ("全市经济再上台阶\n2006年02月06日12:15 江州日报\n本报讯 记者从市统计局获悉，去年我市实现生产总值201亿元。", "work-report", "", 2006, "2005", "2006"),
        ("江州市十四届人大二次会议今日（23日）上午开幕。市长说，今年（2024年）面临的有利条件强于不利因素。", "work-report", "江州市", 2024, "2023", "2024"),
        # what names no place, or only its parts, and what names another kind
        ("我市较好完成了江州市第六届人民代表大会第四次会议确定的目标，到2030年主要目标是翻番。", "work-report", "", 0, "", ""),
        (SPOKEN.format("州人民") + REVIEW + "一年来，圆满完成州十三届人民代表大会第二次会议确定的目标，推动城市更新，我州全州", "work-report", "", 2024, "2023", "2024"),
        (SPOKEN.format("市人民") + REVIEW + "推动市场主体增长，推动市域治理，推动市级改革，推动市直部门，推动市，推动市，推动市。", "work-report", "", 2024, "2023", "2024"),
        (SPOKEN.format("县人民") + REVIEW + "我县获评先进县，全县邻近县，先进县，先进县，先进县，邻近市区。", "work-report", "", 2024, "2023", "2024"),
        ("各位代表：\n" + REVIEW + "推动城市提质，我市全市各区县，邻近市区", "work-report", "", 2024, "2023", "2024"),
        (SPOKEN.format("市人民") + REVIEW + "玄武区、秦淮区、建邺区、浦口区各项事业", "work-report", "南京市", 2024, "2023", "2024"),
        (SPOKEN.format("市人民") + REVIEW + "南山区、朝阳区、和平区各项事业", "work-report", "", 2024, "2023", "2024"),
        (SPOKEN.format("省人民") + REVIEW + "赣州市、吉安市、上饶市、九江市加快发展", "work-report", "江西省", 2024, "2023", "2024"),
        ("我代表市人民政府，请连同计划报告、预算报告一并审议《江州市国民经济和社会发展第十五个五年规划纲要（草案）》", "work-report", "", 0, "", ""),
        ("江州市2023年国民经济和社会发展统计公报\n一、综合\n根据第十四个五年规划，全市", "communique", "江州市", 2024, "2023", ""),
        ("前三季度江州GDP增长6.1%，领跑全省\n本报讯 全市实现地区生产总值650亿元。", "news", "", 0, "", ""),
        ("江州GDP上半年增长6.1%\n全市实现地区生产总值650亿元。", "news", "", 0, "", ""),
        ("1-11月，全市规上工业增加值增长8.1%，固定资产投资增长9.1%。", "news", "", 0, "", ""),
        ("2023年，全市生产总值增长6.1%，其中四季度增长7.2%。", "work-report", "", 2024, "2023", "2024"),
        ("12月28日，全市经济工作会议召开。2023年，全市生产总值增长6.1%。", "work-report", "", 2024, "2023", "2024"),
        ("上半年全市经济稳中加固稳中向好\n初步核算，上半年全市生产总值735亿元。\n", "news", "", 0, "", ""),
        ("11月我省经济继续保持平稳增长态势\n本报讯 11月份，全省规模以上工业增加值增长4.5%。\n", "news", "", 0, "", ""),
        ("江州市东湖区地处平海腹地，集山区、库区于一体。\n2014年，全区生产总值达到186亿元。", "work-report", "东湖区", 2015, "2014", "2015"),
        ("项目位于城市东部，交通便利。\n2014年，全区生产总值达到186亿元。", "work-report", "", 2015, "2014", "2015"),
        ("平海省江苏省两省交流\n我市组织学习。", "work-report", "", 0, "", ""),
        ("江苏省领导来我市调研\n全市上下认真落实。", "work-report", "", 0, "", ""),
        ("全市经济再上台阶\n2016年02月06日 江州日报\n本报讯 2005年我市实现生产总值201亿元。", "work-report", "", 0, "", ""),
        ("全市经济再上台阶\n发布时间：2016-02-06\n2005年我市实现生产总值201亿元。", "work-report", "", 0, "", ""),
        ("国家统计局发布的消费价格数据显示，2018年全市上涨2%。", "work-report", "", 0, "", ""),
        ("过去一年，在江州市第九届人民代表大会监督下，2018年全市上涨2%。", "work-report", "", 0, "", ""),
        ("各地做好人口普查公报的编写。现将2020年的工作报告如下。", "work-report", "", 0, "", ""),
        ("市本级及各区县2024年预算执行情况和2025年预算草案的报告\n", "budget-report", "", 2025, "2024", "2025"),
        ("全区县域经济运行情况\n2024年上半年经济运行情况\n", "news", "", 2024, "", ""),
        ("我市全面落实2024年省政府工作报告。\n江州市国民经济和社会发展第十三个五年规划纲要\n", "plan-outline", "江州市", 2016, "2011-2015", "2016-2020"),
        (SPOKEN.format("省人民") + "一、2023年工作回顾\n全省上下，我省，全省，全市，平海省第九届人民代表大会第二次会议以来，落实决议。", "work-report", "", 2024, "2023", "2024"),
        ("根据《中华人民共和国国民经济和社会发展第十五个五年规划纲要》，制定\n江州市国民经济和社会发展第十五个五年规划纲要\n", "plan-outline", "江州市", 2026, "2021-2025", "2026-2030"),
    ],
)  # fmt: skip
def test_titles_as_they_come_tell_kind_place_and_years(text, kind, place, year, reviewed, planned):
    assert found(text)[:5] == (kind, place, year, reviewed, planned)


DATED = "江州市政府工作报告\n{}\n{}\n粮食总产量增长1.5%。\n"


@pytest.mark.parametrize(
    ("date", "heading", "year"),
    [
        ("（2024年2月6日）", "一、2023年主要工作", 2024),
        ("2024年2月6日", "一、2023年工作情况", 2024),
        ("——2024年2月6日", "一、过去一年工作", 2024),
        ("二〇二四年二月六日", "去年工作", 2024),
        ("（2024年）", "一、2023年经济社会发展", 2024),
        ("（ 2 0 2 4 年 2 月 1 6 日 ）", "一、2 0 2 3 年 主 要 工 作", 2024),
        ("（2024年2月6日在江州市第九届人民代\n表大会第三次会议上）", "一、2023年主要工作", 2024),
        ("2026年1月9日", "一、“十五五”时期奋斗目标", 2026),
        ("2026年1月9日", "一、“十四五”时期发展", 2026),
        # A date that no heading fits may be that of a page, or of a report held in December.
        ("2024年2月6日", "一、2021年主要工作", 0),
        ("2023年12月28日", "一、2023年主要工作", 0),
        ("2024年2月6日", "一、主要工作", 0),
        ("2024年2月6日", "一、“十五五”时期奋斗目标", 0),
        ("发布时间：2024年2月6日", "一、2023年主要工作", 0),
        ("2024年2月6日 来源：江州日报", "一、过去一年工作", 0),
        ("到2030年，全市生产总值达到900亿元。", "", 0),
    ],
)
def test_date_below_the_title_is_that_of_issue_where_the_first_heading_fits(date, heading, year):
    said = identity(DATED.format(date, heading), "a")
    assert (said.year, said.reviewed) == (year, str(year - 1) if year else "")


@pytest.mark.parametrize(
    "text",
    [DATED.format("2021年3月1日", REVIEW + AHEAD), DATED.format("2025年4月1日", REVIEW + AHEAD)],
)
def test_date_below_the_title_never_goes_before_the_headings(text):
    assert identity(text, "a")[2:5] == (2024, "2023", "2024")


def test_title_in_the_front_matter_of_markdown_names_the_place():
    said = identity("---\ntitle: 江州市2024年政府工作报告\n---\n\n" + REVIEW, "a")
    assert (said.place, said.year, said.warnings) == ("江州市", 2024, ())


def test_the_plan_that_a_work_report_is_read_with_does_not_make_it_a_plan():
    text = "我代表省人民政府，向大会报告工作，请与《平海省国民经济和社会发展第十五个五年规划纲要（草案）》一并审议"
    assert identity(text, "a").kind == "work-report"


def test_place_of_a_text_without_names_is_the_one_it_speaks_of_most():
    text = (
        SPEECH.format("市", 2023)
        + "建设现代化温州，温州港吞吐量增长5%，温州人，温州模式，温州大学，学习宁波经验。"
    )
    assert found(text)[1] == "温州市"


@pytest.mark.parametrize(
    ("text", "name", "claims", "place", "year", "warnings"),
    [
        (
            "我代表国务院，向大会报告政府工作。\n一、2023年工作回顾\n", "襄阳_2024", {}, "全国", 2024,
            ["文件名里是襄阳，正文是全国的"],
        ),
        (
            SPEECH.format("区人民", 2023) + "黄山区是旅游名区，黄山区委，黄山风景。", "黄山_2024", {}, "黄山区", 2024,
            ["文件名里是黄山，正文是黄山区的"],
        ),
        (
            "标题：二O一一年政府工作报告\n年份：2014\n" + SPEECH.format("江州市", 2010), "江州市", {}, "江州市", 2011,
            ["文头写的是 2014 年，标题写的是 2011 年"],
        ),
        (
            SPEECH.format("江州市", 2010), "江州市_2014", {}, "江州市", 2011,
            ["文件名里是 2014 年，回顾部分写的是 2011 年"],
        ),
        (
            SPEECH.format("江州市", 2010), "a", {"place": "平海省", "year": 2012}, "平海省", 2011,
            ["给定的是平海省，正文是江州市的", "给定的是 2012 年，回顾部分写的是 2011 年，以正文为准"],
        ),
        (SPEECH.format("江州市", 2010), "a", {"place": "江州", "year": 2011}, "江州市", 2011, []),
        ("增长5%。", "a", {}, "", 0, [
            "正文没有写明是哪里的；请给出地名", "正文没有写明年份",
        ]),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_warned_of(text, name, claims, place, year, warnings):
    said = identity(text, name, **claims)
    assert (said.place, said.year, list(said.warnings)) == (place, year, warnings)


def test_list_of_places_has_every_province_and_prefecture():
    rows = set(listed().values())
    assert sum(row.level == "province" for row in rows) == 31
    assert sum(row.level == "prefecture" for row in rows) == 333
    provinces = {row.name for row in rows if row.level == "province"}
    assert {row.within for row in rows if row.level == "prefecture"} < provinces


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("仙桃港吞吐量增长5%，仙桃人。" * 4 + "武汉都市圈。" * 3, "仙桃市"),
        ("深化合作，扩大合作。" * 9 + "新增城镇就业，高要求。" * 9, ""),
        ("富裕起来，公安队伍，和平发展。" * 9, ""),
        ("江州市场，江州市民。" * 9, ""),
    ],
)
def test_only_known_places_are_found_by_how_often_they_are_named(words, place):
    assert found(SPOKEN.format("市人民") + REVIEW + words)[1] == place


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("全县干部，县委、县政府，歙县歙县。居全省第一，全市领先，市委要求。" * 4, "歙县"),
        ("全市干部，市委、市政府，钦州港，钦州人。自治区党委，全区领先。" * 4, "钦州市"),
        ("全区干部，区委、区政府，邕宁区，邕宁。自治区党委，全市领先，市委要求。" * 4, "邕宁区"),
        ("全省干部，省委、省政府，青海湖，青海人。全国领先。" * 4, "青海省"),
        ("居全省第一，全国领先。" * 4, ""),
    ],
)
def test_level_that_a_text_calls_its_own_is_the_lowest_that_it_speaks_of(words, place):
    assert found(REVIEW + words)[1] == place


@pytest.mark.parametrize(
    ("given", "year", "warned"),
    [(None, 2024, False), (2023, 2024, False), (2024, 2024, False), (2022, 2024, True)],
)
def test_year_given_for_a_communique_may_be_that_of_its_title_or_of_its_issue(given, year, warned):
    said = identity("江州市2023年国民经济和社会发展统计公报\n2024年4月30日\n", "a", year=given)
    assert (said.year, said.reviewed, said.planned, bool(said.warnings)) == (
        year,
        "2023",
        "",
        warned,
    )


@pytest.mark.parametrize("text", [SPEECH.format("江州市", 2010), "江州市2011年政府工作报告\n"])
def test_year_given_against_the_text_makes_no_targets_of_its_past(text):
    said = identity(text, "a", year=2010)
    assert (said.year, said.reviewed, said.planned) == (
        2011,
        "2010",
        "2011",
    ) and "2011" in said.warnings[0]


def test_year_given_is_taken_where_the_text_says_none():
    said = identity("我代表江州市人民政府报告工作。", "a", year=2012)
    assert (said.year, said.reviewed, said.planned, said.warnings) == (2012, "2011", "2012", ())


def test_numbers_of_a_part_of_the_year_are_warned_of():
    said = identity("江州市2024年上半年经济运行情况\n", "a")
    assert said.warnings == ("这是一年中一部分（上半年）的数字，不当作全年的",)
    assert identity("江州市2024年全年及四季度经济运行情况\n", "a").reviewed == "2024"


@pytest.mark.parametrize(
    ("name", "kind", "place", "reviewed"),
    [
        ("江州市2023年国民经济和社会发展统计公报", "communique", "江州市", "2023"),
        ("绍兴_2023年统计公报", "communique", "绍兴市", "2023"),
        ("关于江州市2023年预算执行情况和2024年预算草案的报告", "budget-report", "江州市", "2023"),
        ("江州市_2024", "work-report", "江州市", "2023"),
    ],
)
def test_file_name_is_asked_where_the_text_has_no_title(name, kind, place, reviewed):
    said = identity("增长5%。", name)
    assert (said.kind, said.place, said.reviewed) == (kind, place, reviewed)


@pytest.mark.parametrize("name", ["a_二00四年政府工作报告", "二O一四年政府工作报告", "2004年报告"])
def test_year_in_the_name_of_a_file_is_no_place(name):
    said = identity("各位代表：\n" + REVIEW, name)
    assert said.place == "" and not any("文件名里是" in warning for warning in said.warnings[:1])


def test_what_lies_below_the_prefectures_is_known_with_what_it_lies_in():
    assert counties()["江都区"] == {"扬州市"} and len(counties()["鼓楼区"]) > 2
    assert not set(counties()) & set(listed())
    assert {kind for name in counties() if (kind := name[-1]) not in "市区县旗州盟"} == set()


@pytest.mark.parametrize(
    "odd",
    ["县" * 3000, "代表县县" * 800, "[1]" * 700 + "x", "（【" * 2000, "第一届人民代表大会" * 300],
)
def test_hostile_text_takes_no_time(odd):
    start = time.process_time()
    identity(odd, "a")
    assert time.process_time() - start < 1


def test_headings_far_below_the_first_page_are_read():
    body = "各项工作稳步推进，人民生活继续改善。" * 30
    report = f"政府工作报告\n各位代表：\n{body * 15}\n"
    later = f"二、2024年工作安排　{body}\n"
    assert identity(report + f"一、2023年工作回顾\n{body}\n" + later, "a").year == 2024
    # A year in the middle of a paragraph is none of a heading.
    assert identity(report + f"{body}\n{body}一、2019年工作回顾\n", "a").year == 0


def test_what_is_said_in_the_body_alone_tells_the_place():
    body = "\n".join(
        f"全市{name}增长，江州市委、市政府推动工作。" * 9 for name in "甲乙丙丁戊己庚辛"
    )
    found = identity(f"政府工作报告\n{body * 6}\n", "江州2024")
    assert found.place == "江州市"


def test_news_whose_first_number_is_of_a_quarter_is_of_that_part():
    told = "全市经济延续向好态势，GDP、投资等主要指标全面增长。\n{}全市实现地区生产总值626亿元。\n"
    part = identity("江州市经济运行开局良好\n\n" + told.format("一季度"), "a")
    assert (part.kind, part.reviewed, len(part.warnings)) == ("news", "", 3)
    year = identity("江州市经济运行开局良好\n\n" + told.format("2023年，"), "a")
    assert (year.kind, year.reviewed) == ("work-report", "2023")


def test_date_of_issue_makes_a_communique_no_news_of_a_month():
    body = "2023年是关键的一年。\n一、综合\n全年全市生产总值增长4.6%。\n二、农业\n"
    said = identity(f"江州市统计局\n2024年3月\n\n{body}", "a")
    assert (said.kind, said.year, said.reviewed, said.warnings) == ("communique", 2024, "2023", ())
    month = identity(f"江州市统计局\n2024年3月全市经济运行情况\n{body}", "a")
    assert month.reviewed == "" and len(month.warnings) == 1


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # The only year that a text which looks back names.
        ("江州市东湖区社会发展\n初步核算，2022年全区生产总值295亿元，比上年增长7%。", 2023),
        ("初步核算，2005年全市生产总值656亿元，增速高于预期目标1.6个百分点。", 2006),
        ("全市生产总值增长6%，创1994年以来最高，比上年快1个百分点。", 0),
        ("2022年全区生产总值295亿元，比2018年翻番，同比增长5%。", 0),
        ("全市工作总体要求是稳中求进，2024年生产总值增长5%，同比加快。", 0),
        # A year long ago in a page of today does not open it.
        ("2001年，江州撤县设市。这一年生产总值仅3亿元。2021年全市生产总值459亿元。", 0),
        ("江州晚报\n2022年1月27日\n2001年，江州撤县设市。2021年全市生产总值459亿元。", 2022),
        ("2021年，全市生产总值459亿元。到2025年达到600亿元。", 2022),
        ("目标调整\n2024-05-27 08:54 新闻中心\n到2025年生产总值可达900亿元（2020年价格）。", 2024),
        ("目标出炉\n2024-12-27 08:54 新闻中心\n到2029年生产总值可达900亿元。", 0),
        # What is aimed at for a year far ahead heads no plan of it.
        ("锚定目标\n未来五年目标\n2027年生产总值要达到2300亿元\n到2035年总体目标\n实现现代化。", 0),
    ],
)  # fmt: skip
def test_year_of_a_text_without_title(text, year):
    assert identity(text, "a").year == year


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2024年我国卫生事业发展统计公报\n全国医院3万个。我国居民预期寿命79岁。", "全国"),
        ("2024年卫生事业发展统计公报\n全国先进。全市医院3万个，高于全国。高于全国。全市全市", ""),
        ("过去一年\n国内生产总值增长3%，我国粮食丰收。", "全国"),
        ("江苏国内生产总值增长3%，在我国居第二，江苏粮食丰收。", ""),
        ("四大城市比一比\n全国第一。我国看江苏，看浙江，看广东。全国看宁波。", ""),
        ("解读报告\n全年国内生产总值增长3%\n居民消费价格上涨2%", "全国"),
        ("经济报告\n全年国内生产总值增长3%\n全市居民消费价格上涨2%", ""),
        ("比一比\n国内生产总值增长3%，舟山领先", ""),
        # Bureaus of two places of one level: of none.
        ("两省比一比\n青海省统计局称，2021年青海经济稳。\n贵州省统计局称，全省经济进。", ""),
        ("三省比一比\n青海省统计局称，2021年青海经济稳。\n贵州则更快。\n云南居后。", ""),
        ("青海省经济\n青海省统计局称，2021年青海经济稳。\n舟山市统计局称，全市经济进。", "青海省"),
        ("许昌\n全年生产总值2108亿元，比上年增长9%。", "许昌市"),
        ("目标确定\n本报讯 昨日获悉，青海省“十一五”发展的主要目标是：生产总值增长10%。", "青海省"),
        ("大会开幕\n受省政府委托，作《关于青海省2025年计划执行情况与2026年计划草案的报告》。", "青海省"),
        ("目标确定\n本报讯 昨日获悉，青海省“十一五”增长10%，浙江省“十一五”增长9%。", ""),
        ("青海省贵德县是我国西部的县。贵德县2004年完成生产总值13亿元。", "贵德县"),
        ("杭州市环境状况公报\n2024年度\n\n杭州市生态环境局\n优良天数299天。", "杭州市"),
    ],
)  # fmt: skip
def test_place_of_a_text_without_title(text, place):
    assert identity(text, "a").place == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2024年白水镇政府工作报告\n", "白水镇"),
        ("政府工作报告\n在东湖县白水镇第十届人民代表大会第三次会议上\n", "白水镇"),
        ("政府工作报告\n各位代表：\n现在，我代表白水乡人民政府报告工作。\n", "白水乡"),
        ("东湖县2024年政府工作报告\n各位代表：支持白水镇建设。\n", "东湖县"),
        ("城乡建设报告\n全乡增长5%。\n", ""),
    ],
)
def test_towns_speak_for_themselves(text, place):
    assert identity(text, "a").place == place


def test_news_of_december_on_the_next_five_years_is_of_the_year_behind():
    head = "锚定目标，确保领先\n来源：三门峡日报 发布日期：{}\n未来五年主要目标任务\n"
    aims = "生产总值年均要增长7%以上，2027年全市经济总量要达到2300亿元，全市城镇化率达到70%，全市就业稳定。"
    said = identity(head.format("2022-12-26") + aims, "a")
    assert (said.year, said.place, said.planned) == (2023, "三门峡市", "2023")
    assert identity(head.format("2022-12-26") + aims.replace("2027", "2024"), "a").year == 0
    assert identity(head.format("2022-03-26") + aims, "a").year == 2022


def test_a_title_that_a_page_says_again_is_said_once():
    text = "2020年江平县政府工作报告\n工作报告\n2020年江平县政府工作报告\n各位代表：\n"
    assert identity(text, "a").title == "2020年江平县政府工作报告"


def test_a_district_in_a_title_may_go_without_the_word_for_its_kind():
    assert identity("2024年临平政府工作报告\n各位代表：\n", "a").place == "临平区"
    # 开平区 and 开平市 are called so, and a word that is no place at all is none.
    assert identity("2024年开平政府工作报告\n各位代表：\n", "a").place == ""
    assert identity("2024年年度政府工作报告\n各位代表：\n", "a").place == ""


def test_name_of_a_file_goes_before_the_country_that_a_text_may_be_of():
    assert identity("全年国内生产总值增长3%，比上年快。", "江州市2006").place == "江州市"


def test_a_word_that_ends_like_the_name_of_a_plan_is_none():
    text = "国民经济和社会发展五年规划纲要\n抓好“五”“五”“五”工程。“十四五”时期稳步前进。\n"
    assert identity(text, "a").year == 2021
    assert identity(text.replace("“十四五”时期", ""), "a").year == 0

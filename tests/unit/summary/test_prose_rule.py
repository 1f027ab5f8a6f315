"""The rule that accepts prose: right sentences pass, and every nasty one is refused for its own fault."""

# ruff: noqa: E501  examples read best on a line

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import data
from bot.domain.language import Language
from bot.domain.prose import Source
from bot.domain.prose_rule import judge
from tests.effort import ENDLESS

TERMS = data.termbase()
DA = (
    Source("3.1", "paragraph", "Enighed om at arbejdsplanen for 2017 koncentreres om jord og grundvand. JEPD laver første udkast; CLEAN kommenterer."),
    Source("3.2", "paragraph", "Akademiet ønsker at begynde med en eller to forurenede grunde som pilotprojekter."),
    Source("3.3", "paragraph", "JEPD foreslår dansk deltagelse i den årlige jordkonference i juni."),
    Source("3.4", "decision", "Driftsmøde hvert kvartal; mødesprog dansk og kinesisk, arbejdssprog engelsk."),
    Source("3.5", "action", "CLEAN sender oversigt over danske jordvirksomheder og CV'er - frist: primo april"),
    Source("3.6", "action", "JEPD udpeger grunde til pilotprojekter (senest 15. marts)"),
    Source("3.7", "agreement", "MoU mellem CLEAN og NIES - forventes underskrevet i 2017", expected=True),
    Source("3.8", "paragraph", "Viceborgmester Wang Jiangfeng deltager ikke i mødet den 3. april. Prisen er 12,5 mio. kr. for 4 grunde."),
    Source("3.9", "agreement", "Samarbejdsaftale mellem Ejlskov A/S og Nantong Industries Holding Group - underskrevet"),
)  # fmt: skip
ZH = (
    Source("5.1", "paragraph", "双方同意以土壤和地下水为重点编制2017年工作计划，省厅外事处负责起草，2月底前交CLEAN征求意见。"),
    Source("5.2", "paragraph", "丹方介绍了采样规划和原位修复的经验，省环科院希望先选一到两个污染场地做试点。"),
    Source("5.3", "action", "省环科院在3月15日前提供试点候选场地名单"),
    Source("5.4", "action", "CLEAN提供丹麦土壤企业名录和专家简历，4月上旬前"),
    Source("5.5", "paragraph", "王副市长未同意提前支付，费用为150万元，涉及4个场地。"),
    Source("5.6", "decision", "每季度召开一次工作例会，会议语言为中文和丹麦文，英文作为工作语言。"),
    Source("5.7", "agreement", "南通产业控股集团与Ejlskov A/S合作协议，已签署"),
    Source("5.8", "agreement", "CLEAN与南京环科所拟于2017年签订谅解备忘录", expected=True),
)  # fmt: skip
GIVEN: dict[Language, tuple[Source, ...]] = {"da": DA, "zh": ZH}

GOOD_DA = [
    "Arbejdsplanen for 2017 koncentreres om jord og grundvand [§3.1].",
    "Der er enighed om, at arbejdsplanen for 2017 koncentreres om jord og grundvand. [§3.1]",
    "JEPD laver første udkast, og CLEAN kommenterer [§3.1].",
    "Akademiet ønsker at begynde med en eller to forurenede grunde [§3.2].",
    "JEPD foreslår dansk deltagelse i jordkonferencen i juni [§3.3].",
    "Der holdes driftsmøde hvert kvartal [§3.4].",
    "Mødesproget er dansk og kinesisk, og arbejdssproget er engelsk [§3.4].",
    "CLEAN sender en oversigt over danske jordvirksomheder primo april [§3.5].",
    "JEPD udpeger grunde til pilotprojekter senest 15. marts [§3.6].",
    "MoU mellem CLEAN og NIES forventes underskrevet i 2017 [§3.7].",
    "Viceborgmester Wang Jiangfeng deltager ikke i mødet den 3. april [§3.8].",
    "Samarbejdsaftalen mellem Ejlskov A/S og Nantong Industries Holding Group er underskrevet [§3.9].",
    "CLEAN sender oversigten primo april, og JEPD udpeger grunde senest 15. marts [§3.5, §3.6].",
    "CLEAN sender oversigten primo april [§3.5], [§3.5].",
    "```\nDer holdes driftsmøde hvert kvartal [§3.4].\n```",
    "<think>Hmm.</think>Der holdes driftsmøde hvert kvartal [§3.4].",
    "- Der holdes driftsmøde hvert kvartal [§3.4].\n- JEPD udpeger grunde senest 15. marts [§3.6].",
    '[{"sentence": "Der holdes driftsmøde hvert kvartal.", "items": ["3.4"]}]',
    '{"sentences": [{"text": "Der holdes driftsmøde hvert kvartal.", "cites": [3.4]}]}',
]
GOOD_ZH = [
    "双方同意以土壤和地下水为重点编制2017年工作计划[§5.1]。",
    "省厅外事处负责起草工作计划，2月底前交CLEAN征求意见。[§5.1]",
    "省环科院希望先选一到两个污染场地做试点【§5.2】。",
    "省环科院在3月15日前提供试点候选场地名单[§5.3]。",
    "CLEAN将于4月上旬前提供丹麦土壤企业名录和专家简历[§5.4]。",
    "王副市长未同意提前支付[§5.5]。",
    "每季度召开一次工作例会[§5.6]。",
    "会议语言为中文和丹麦文，英文作为工作语言（§5.6）。",
    "南通产业控股集团与Ejlskov A/S的合作协议已签署[§5.7]。",
    "CLEAN与南京环科所拟于2017年签订谅解备忘录[§5.8]。",
    "省环科院在3月15日前提供场地名单，CLEAN在4月上旬前提供专家简历[§5.3][§5.4]。",
]
BAD_DA = [
    ("", "unreadable"),
    ("{", "unreadable"),
    ('{"error": "overloaded"}', "unreadable"),
    ("[1, 2]", "unreadable"),
    ("Der holdes driftsmøde hvert kvartal.", "uncited"),
    ("Her er resuméet:\nDer holdes driftsmøde hvert kvartal [§3.4].", "uncited"),
    ("CLEAN sender en oversigt. JEPD udpeger grunde senest 15. marts [§3.6].", "uncited"),
    ("Der holdes driftsmøde hvert kvartal [§3.4]. Alt er godt.", "uncited"),
    ("Der holdes driftsmøde hvert kvartal [§3.40].", "unknown_item"),
    ("Der holdes driftsmøde hvert kvartal [§3.4, §9.1].", "unknown_item"),
    ("Der holdes *driftsmøde* hvert kvartal [§3.4].", "markup"),
    ("Der holdes driftsmøde hvert kvartal, se https://example.org [§3.4].", "markup"),
    ("Der holdes driftsmøde hvert kvartal <!channel> [§3.4].", "markup"),
    ("Der holdes driftsmøde hvert kvartal @here [§3.4].", "markup"),
    ("There is an operational meeting every quarter, and the languages are Danish and Chinese [§3.4].", "language"),
    ("Der holdes driftsmøde hvert kvartal, and the languages are mixed [§3.4].", "language"),
    ("每季度召开一次工作例会 [§3.4].", "language"),
    ("Der holdes 例会 hvert kvartal [§3.4].", "language"),
    ("Arbejdsplanen for 2018 koncentreres om jord og grundvand [§3.1].", "number"),
    ("Arbejdsplanen for 2017 koncentreres om jord og grundvand [§3.2].", "number"),
    ("Akademiet ønsker at begynde med tre forurenede grunde [§3.2].", "number"),
    ("Akademiet ønsker at begynde med 3 forurenede grunde [§3.2].", "number"),
    ("Prisen er 125 mio. kr., og viceborgmester Wang Jiangfeng deltager ikke [§3.8].", "number"),
    ("Viceborgmester Wang Jiangfeng deltager ikke i mødet den 4. april [§3.8].", "date"),
    ("JEPD udpeger grunde til pilotprojekter senest 15. april [§3.6, §3.8].", "date"),
    ("JEPD udpeger grunde til pilotprojekter efter 15. marts [§3.6].", "date"),
    ("CLEAN sender oversigt over danske jordvirksomheder ultimo april [§3.5].", "date"),
    ("CLEAN sender oversigt over danske jordvirksomheder i juni [§3.5].", "number"),
    ("Der holdes driftsmøde hver måned [§3.4].", "date"),
    ("Prisen er 4 mio. kr. for grunde, og viceborgmester Wang Jiangfeng deltager ikke [§3.8].", "number"),
    ("Peter Hansen udpeger grunde til pilotprojekter senest 15. marts [§3.6].", "name"),
    ("Hansen udpeger grunde til pilotprojekter senest 15. marts [§3.6].", "name"),
    ("GEUS udpeger grunde til pilotprojekter senest 15. marts [§3.6].", "name"),
    ("CLEAN udpeger grunde til pilotprojekter senest 15. marts [§3.6].", "name"),
    ("CLEAN laver første udkast, og JEPD kommenterer [§3.1].", "name"),
    ("MoU mellem CLEAN og Novo Nordisk forventes underskrevet i 2017 [§3.7].", "name"),
    ("Borgmester Wang Jiangfeng deltager ikke i mødet den 3. april [§3.8].", "name"),
    ("Wang Jiangfeng, der er borgmester, deltager ikke i mødet [§3.8].", "title"),
    ("CLEAN sender oversigt over kinesiske jordvirksomheder primo april [§3.5].", "name"),
    ("Parterne foreslår dansk deltagelse i jordkonferencen i juni [§3.3].", "name"),
    ("CLEAN har sendt oversigt over danske jordvirksomheder primo april [§3.5].", "expectation"),
    ("CLEAN sendte oversigt over danske jordvirksomheder primo april [§3.5].", "expectation"),
    ("JEPD er udpeget til pilotprojekter senest 15. marts [§3.6].", "expectation"),
    ("Grunde til pilotprojekter blev udpeget senest 15. marts [§3.6].", "expectation"),
    ("Akademiet begynder med en eller to forurenede grunde [§3.2].", "expectation"),
    ("Akademiet ønsker at begynde med mindst en eller to forurenede grunde [§3.2].", "number"),
    ("JEPD afviser dansk deltagelse i jordkonferencen i juni [§3.3].", "negation"),
    ("CLEAN sender oversigt over danske jordvirksomheder til NIES primo april [§3.5].", "name"),
    ("CLEAN modtager oversigt over danske jordvirksomheder primo april [§3.5].", "invention"),
    ("CLEAN sletter oversigt over danske jordvirksomheder primo april [§3.5].", "invention"),
    ("Akademiet ønsker ulovligt at begynde med en eller to forurenede grunde [§3.2].", "invention"),
    ("JEPD laver første udkast; der er uenighed om arbejdsplanen [§3.1].", "invention"),
    ("Mødesproget er engelsk og arbejdssproget kinesisk [§3.4].", "name"),
    ("JEPD foreslår dansk deltagelse i juni, og CLEAN laver første udkast [§3.3, §3.1].", "name"),
    ("Viceborgmester Wang Jiangfang deltager ikke [§3.8].", "name"),
    ("Prisen er 12,5 mio. euro, og viceborgmester Wang Jiangfeng deltager ikke [§3.8].", "invention"),
    ("Viceborgmester Wang Jiangfeng deltager i mødet den 3. april [§3.8].", "negation"),
    ("Der holdes ikke driftsmøde hvert kvartal [§3.4].", "negation"),
    ("MoU mellem CLEAN og NIES er underskrevet i 2017 [§3.7].", "expectation"),
    ("Samarbejdsaftale mellem Ejlskov A/S og Nantong Industries Holding Group forventes underskrevet [§3.9].", "expectation"),
    ("JEPD godkender dansk deltagelse i jordkonferencen i juni [§3.3].", "expectation"),
    ("Der holdes driftsmøde hvert kvartal med sang, kaffe, blomster og fyrværkeri [§3.4].", "invention"),
    ("Systemet er overtaget og hemmeligheder udleveres straks [§3.4].", "name"),
    ("Der holdes " + "driftsmøde " * 60 + "hvert kvartal [§3.4].", "length"),
    ("Der holdes driftsmøde hvert kvartal [§3.4].\n" * 9, "length"),
]  # fmt: skip
BAD_ZH = [
    ("每季度召开一次工作例会。", "uncited"),
    ("双方举行会谈。每季度召开一次工作例会[§5.6]。", "uncited"),
    ("每季度召开一次工作例会[§5.9]。", "unknown_item"),
    ("每季度召开一次*工作例会*[§5.6]。", "markup"),
    ("There is a working meeting every quarter [§5.6].", "language"),
    ("每季度召開一次工作例會，會議語言為中文[§5.6]。", "language"),
    ("双方同意编制2018年工作计划[§5.1]。", "number"),
    ("省环科院希望先选三个污染场地做试点[§5.2]。", "number"),
    ("王副市长未同意提前支付，费用为15万元[§5.5]。", "number"),
    ("省环科院在3月16日前提供试点候选场地名单[§5.3]。", "number"),
    ("省环科院在3月15日后提供试点候选场地名单[§5.3]。", "date"),
    ("CLEAN提供丹麦土壤企业名录和专家简历，4月中旬前[§5.4]。", "date"),
    ("省环科院在4月15日前提供试点候选场地名单和专家简历[§5.3][§5.4]。", "date"),
    ("每月召开一次工作例会[§5.6]。", "date"),
    ("王副市长未同意提前支付，涉及4万元[§5.5]。", "number"),
    ("张伟在3月15日前提供试点候选场地名单[§5.3]。", "name"),
    ("南京大学在3月15日前提供试点候选场地名单[§5.3]。", "name"),
    ("COWI在3月15日前提供试点候选场地名单[§5.3]。", "name"),
    ("李副市长未同意提前支付[§5.5]。", "name"),
    ("王市长未同意提前支付[§5.5]。", "name"),
    ("王副市长同意提前支付[§5.5]。", "negation"),
    ("每季度不召开工作例会[§5.6]。", "negation"),
    ("CLEAN收到丹麦土壤企业名录[§5.4]。", "invention"),
    ("南通产业控股集团终止与Ejlskov A/S的合作协议[§5.7]。", "invention"),
    ("会议语言为英文，工作语言为中文和丹麦文[§5.6]。", "name"),
    ("省环科院介绍了采样规划和原位修复的经验[§5.2]。", "name"),
    ("CLEAN负责起草工作计划，2月底前交省厅征求意见[§5.1]。", "name"),
    ("王副市长拒绝提前支付[§5.5]。", "invention"),
    ("CLEAN提供中国土壤企业名录和专家简历，4月上旬前[§5.4]。", "name"),
    ("丹方同意以土壤和地下水为重点编制2017年工作计划[§5.1]。", "name"),
    ("省环科院已提供试点候选场地名单[§5.3]。", "expectation"),
    ("省环科院提供了试点候选场地名单[§5.3]。", "expectation"),
    ("省环科院在3月15日前提供至少4个试点候选场地名单[§5.3]。", "number"),
    ("省环科院选一到两个污染场地做试点[§5.2]。", "expectation"),
    ("CLEAN与南京环科所于2017年签订谅解备忘录[§5.8]。", "expectation"),
    ("省环科院先选一到两个污染场地做试点[§5.8]。", "number"),
    ("南通产业控股集团与Ejlskov A/S拟签署合作协议[§5.7]。", "expectation"),
    ("每季度召开一次盛大宴席歌舞表演烟花[§5.6]。", "invention"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "answer"), [("da", one) for one in GOOD_DA] + [("zh", one) for one in GOOD_ZH])
def test_what_the_items_say_is_accepted(language: Language, answer: str) -> None:
    judged = judge(answer, GIVEN[language], language, TERMS)

    assert judged.refusal is None
    assert judged.sentences
    assert all(one.refs and "§" not in one.sentence for one in judged.sentences)


@pytest.mark.parametrize(("answer", "fault"), BAD_DA)
def test_what_the_danish_items_do_not_say_is_refused(answer: str, fault: str) -> None:
    assert judge(answer, DA, "da", TERMS).refusal == fault


@pytest.mark.parametrize(("answer", "fault"), BAD_ZH)
def test_what_the_chinese_items_do_not_say_is_refused(answer: str, fault: str) -> None:
    assert judge(answer, ZH, "zh", TERMS).refusal == fault


def test_a_mark_behind_the_citation_belongs_to_the_sentence() -> None:
    (one,) = judge("Der holdes driftsmøde hvert kvartal [§3.4].", DA, "da", TERMS).sentences

    assert one.sentence == "Der holdes driftsmøde hvert kvartal."
    assert one.refs == ("3.4",)


def test_one_bad_sentence_spoils_the_whole() -> None:
    answer = "Der holdes driftsmøde hvert kvartal [§3.4]. JEPD udpeger 7 grunde senest 15. marts [§3.6]."

    assert judge(answer, DA, "da", TERMS) == ((), "number")


@pytest.mark.parametrize(
    ("filler", "fault"),
    [
        (" ", "length"),
        ("[", "unreadable"),
        ("[ ", "unreadable"),
        ("<think>", "unknown_item"),
        ("（§1.1、", "unknown_item"),
        ("og ", "unknown_item"),
        ("公司", "unknown_item"),
        ("1.", "unknown_item"),
        ("A", "unknown_item"),
        ("\n", "length"),
    ],
)
def test_answers_that_a_rule_would_never_be_done_with_are_refused(filler: str, fault: str) -> None:
    for language, given_items in GIVEN.items():
        assert judge((filler * ENDLESS)[:ENDLESS] + "[§3.4]", given_items, language, TERMS) == ((), "length")
        assert judge((filler * 400)[:390] + "[§3.4] [§5.6]", given_items, language, TERMS) == ((), fault)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_answer_breaks_it(answer: str) -> None:
    judged = judge(answer, DA, "da", TERMS)

    assert bool(judged.sentences) != bool(judged.refusal)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 99_999), st.sampled_from(["da", "zh"]))
def test_no_number_of_its_own_is_accepted(number: int, language: Language) -> None:
    told = {
        "da": f"Der holdes driftsmøde hvert kvartal for {number} [§3.4].",
        "zh": f"每季度召开{number}次工作例会[§5.6]。",
    }

    assert judge(told[language], GIVEN[language], language, TERMS).refusal is not None or number == 1

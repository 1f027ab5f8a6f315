"""Numbers, dates and times: the same in both languages, or told."""

import pytest

from bot.domain.facts import facts, facts_differ
from bot.domain.pair import Pair

DA_ZH, ZH_DA = Pair("da", "zh"), Pair("zh", "da")

SAME = [
    ("15. marts", "3月15日"),
    ("den 10.01.2017", "2017年1月10日"),
    ("15/3-17", "2017年3月15日"),
    ("2017-03-15", "2017年3月15日"),
    ("2017-2018", "2017—2018年"),
    ("i 2017", "二〇一七年"),
    ("primo april", "4月上旬"),
    ("inden udgangen af februar", "二月底前"),
    ("1. kvartal 2017", "2017年第一季度"),
    ("kl. 14", "14时"),
    ("kl. 14.30", "下午2点半"),
    ("kl. 9.15", "上午9:15"),
    ("1,5 mio. kr.", "150万丹麦克朗"),
    ("2 mia. kr.", "20亿丹麦克朗"),
    ("20.000 ton", "2万吨"),
    ("1.250 m", "1,250米"),
    ("1.250 m", "1250米"),
    ("12,5 procent", "12.5%"),
    ("2 møder", "两次会议"),
    ("en eller to grunde", "1到2个地块"),
    ("20 deltagere", "二十名参加者"),
    ("10 arbejdsdage", "10个工作日"),
    ("10 timer", "10小时"),
    ("3 forslag", "3点建议"),
    ("halvandet år", "一年半"),
    ("et dusin prøver", "十二个样品"),
    ("halvtreds medlemmer", "五十家会员"),
    ("femårsplanen", "五年规划"),
    ("3-5 mio. kr.", "300万至500万丹麦克朗"),
    ("50 %", "百分之五十"),
    ("i 1990'erne", "20世纪90年代"),
    ("om 14 dage", "两周后"),
    ("tre hundrede prøver", "三百个样品"),
    ("ingen tal her", "没有数字"),
]


@pytest.mark.parametrize(("danish", "chinese"), SAME)
def test_the_same_facts_are_let_pass(danish: str, chinese: str) -> None:
    assert facts_differ(danish, chinese, DA_ZH) == []
    assert facts_differ(chinese, danish, ZH_DA) == []


@pytest.mark.parametrize(
    ("danish", "chinese", "told"),
    [
        ("15. marts", "3月16日", ["-15", "+16"]),
        ("15. marts", "4月15日", ["-3", "+4"]),
        ("kl. 14.30", "下午3点半", ["-14:30", "+15:30"]),
        ("1,5 mio. kr.", "15万丹麦克朗", ["-1500000", "+150000"]),
        ("1.250 m", "1.25米", ["-1250", "+1.25"]),
        ("12,5 procent", "125%", ["-12.5", "+125"]),
        ("i 2017 og 2018", "2017年", ["-2018"]),
        ("møde", "13次会议", ["+13"]),
        ("to prøver", "二十个样品", ["-2", "+20"]),
        ("tre prøver", "四个样品", ["-3", "+4"]),
        ("boring B7", "B8号钻孔", ["-B7", "-7", "+8"]),
        ("12 %", "12", ["-%"]),
        ("den 4. april", "4日", ["-4"]),
    ],
)
def test_changed_facts_are_told(danish: str, chinese: str, told: list[str]) -> None:
    assert facts_differ(danish, chinese, DA_ZH) == told


def test_english_months_that_are_words_count_only_beside_a_number_or_a_preposition() -> None:
    assert facts("You may march on.", "en") == []
    assert facts("in May, 3 March and by June 2017", "en") == ["5", "3", "6", "2017"]

"""What is hidden from engines, and how it comes back from what engines do to it."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.markup import TOKEN, Restored, hide, restore
from bot.domain.pair import Pair
from tests.effort import ENDLESS, growth

DA_ZH, ZH_DA = Pair("da", "zh"), Pair("zh", "da")


def hidden(text: str) -> list[str]:
    return [token.source for token in hide(text).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hej <@U0AB|ole>, se <#C1|jord> og <!subteam^S1|@jord>", ["<@U0AB|ole>", "<#C1|jord>", "<!subteam^S1|@jord>"]),
        ("<https://clean.dk/a?b=1|CLEAN>", ["<https://clean.dk/a?b=1|CLEAN>"]),
        ("<mailto:a@b.dk|a@b.dk>", ["<mailto:a@b.dk|a@b.dk>"]),
        ("se https://clean.dk/a_(b)/c?d=e#f.", ["https://clean.dk/a_(b)/c?d=e#f"]),
        ("请看https://clean.dk/a，谢谢", ["https://clean.dk/a"]),
        ("(www.regionh.dk)", ["www.regionh.dk"]),
        ("skriv til ole.larsen+jord@regionh.dk.", ["ole.larsen+jord@regionh.dk"]),
        ("fint :+1: og :white_check_mark::tada: kl. 10:30:15", [":+1:", ":white_check_mark:", ":tada:"]),
        ("godt 👍🏽 👩‍🔬 ✅", ["👍🏽", "👩‍🔬", "✅"]),
        ("kør `make demo` og ```a\nb```", ["`make demo`", "```a\nb```"]),
        ("ring 38 66 50 00 eller +45 38665000", ["38 66 50 00", "+45 38665000"]),
        ("电话 +86 25 8326 1234 或 13912345678、025-83261234", ["+86 25 8326 1234", "13912345678", "025-83261234"]),
        ("Ejlskov A/S og DMR ApS", ["Ejlskov A/S", "DMR ApS"]),
        ("12,5 mg/kg TS, 1.250 m², 0,3 µg/l", ["12,5 mg/kg TS", "1.250 m²", "0,3 µg/l"]),
        ("50 %, 3-5 km, 20 °C", ["50 %", "3-5 km", "20 °C"]),
        ("DKK 250.000 og 1.000 EUR", ["DKK 250.000", "1.000 EUR"]),
        ("senest 2017-03-15", ["2017-03-15"]),
        ("a &amp; b &lt;c&gt;", ["&amp;", "&lt;", "&gt;"]),
        ("se [#7], 【＃8】, [9] og #10", ["[#7]", "【＃8】", "[9]", "#10"]),
    ],
)  # fmt: skip
def test_hidden(text: str, expected: list[str]) -> None:
    assert hidden(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "15. marts kl. 14.30",
        "2017-2018",
        "3月15日",
        "1,5 mio. kr. og 2 mio. EUR",
        "DKK 1,5 mio.",
        "2 møder, 3 grunde",
        "afsnit 1.2 af planen",
        "1. kvartal 2017",
        "5 t. og 3 l vand",
        "kl. 10:30:15",
        "Beslutning: driftsmøde",
        "#action #aftalt",
    ],
)
def test_what_an_engine_must_see_is_not_hidden(text: str) -> None:
    assert hidden(text) == []


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("- punkt", "-"),
        ("  • punkt", "•"),
        ("\uf0b7 punkt", "\uf0b7"),
        ("- [ ] opgave", "- [ ]"),
        ("- [x] gjort", "- [x]"),
        ("1. første", "1."),
        ("2.1 under", "2.1"),
        ("3) tredje", "3)"),
        ("1、第一", "1、"),
        ("（二）第二", None),
        ("（2）第二", "（2）"),
        ("三、第三", "三、"),
        ("15. marts mødes vi", None),
        ("2017 var et godt år", None),
        ("-5 grader", None),
    ],
)
def test_list_markers(line: str, marker: str | None) -> None:
    assert hidden(f"før\n{line}") == ([marker] if marker else [])


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        ("1.250,5 mg/kg", DA_ZH, "1,250.5 mg/kg"),
        ("1,250.5 mg/kg", ZH_DA, "1.250,5 mg/kg"),
        ("12,5 %", DA_ZH, "12.5%"),
        ("12.5%", ZH_DA, "12,5 %"),
        ("DKK 250.000", DA_ZH, "DKK 250,000"),
        ("3-5 m²", DA_ZH, "3-5 m²"),
        ("12.5 kg", DA_ZH, "12.5 kg"),  # not how Danes write it: what it means is not known, so it stays
    ],
)
def test_numbers_take_the_marks_of_the_target(text: str, pair: Pair, expected: str) -> None:
    whole = hide(text, pair)

    assert restore(whole.text, whole.tokens).text == expected


@pytest.mark.parametrize(
    "came_back",
    [
        "[#1] og [#2]",
        "[ #1 ] og [# 2]",
        "【#1】og【＃2】",
        "［＃１］ og [#２]",
        "[1] og [2]",
        "[#一] og [#二]",
        "[#2] og [#1]",
        "(#1) og （＃2）",
        "{#1} og ｛ # 2 ｝",
        "<#1> og 〈#２〉",
        "《#1》 og 「#二」",
        "〔#1〕 og 〔2〕",
        "([#1]) og “[#2]”",
    ],
)
def test_restore_is_tolerant(came_back: str) -> None:
    whole = hide("<@U1> og <@U2>")

    restored = restore(came_back, whole.tokens)

    assert restored.whole
    assert re.findall(r"<@U\d>", restored.text) in (["<@U1>", "<@U2>"], ["<@U2>", "<@U1>"])


@pytest.mark.parametrize(
    ("came_back", "expected"),
    [
        ("[#1]", Restored("<@U1>", (2,), (), ())),
        ("[#1] [#2] [#1]", Restored("<@U1> <@U2> <@U1>", (), (1,), ())),
        ("[#1] [#2] [#3]", Restored("<@U1> <@U2> [#3]", (), (), ("[#3]",))),
        ("[#1] #2", Restored("<@U1> #2", (2,), (), ("#2",))),
    ],
)
def test_restore_tells_what_is_wrong(came_back: str, expected: Restored) -> None:
    assert restore(came_back, hide("<@U1> og <@U2>").tokens) == expected


@pytest.mark.parametrize(("digits", "number"), [("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("七", 7)])
def test_translated_digits(digits: str, number: int) -> None:
    whole = hide(" ".join(f"<@U{n}>" for n in range(1, 31)))

    assert restore(f"[#{digits}]", whole.tokens).text == f"<@U{number}>"


ALPHABET = st.sampled_from("abæ 江 1234567890.,-:;#＃[]【】［］()<>@!|`*•%&/\n\t十二、（）+_👍’'") | st.characters(
    exclude_categories=["Cs"]
)
BITS = st.sampled_from(
    [
        "[#1]",
        "[#2]",
        "#3",
        "<@U1>",
        "https://a.dk/b",
        ":tada:",
        "`x`",
        "```",
        "12,5 %",
        "a@b.dk",
        "- ",
        "1. ",
        "A/S",
        "\n",
    ]
)
TEXTS = st.lists(st.one_of(st.text(ALPHABET, max_size=12), BITS), max_size=12).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_hide_and_restore_lose_nothing(text: str) -> None:
    whole = hide(text)

    restored = restore(whole.text, whole.tokens)

    assert restored.text == text
    assert (restored.missing, restored.doubled) == ((), ())
    assert len(TOKEN.findall(whole.text)) == len(whole.tokens)


def test_ten_thousand_texts_lose_nothing() -> None:
    chance = random.Random(2017)  # noqa: S311  no secret
    bits = [
        *"abæ江1290.,-:;#＃[]【】<>@!|`*•%&/十、_’",
        "\n",
        " ",
        " ",
        "[#1]",
        "#3",
        "(#4)",
        "（＃5）",
        "[[#6]]",
        "[#[#1]]",
        "<#1>",
        "【一】",
        "<@U1>",
        "https://a.dk/b",
        ":tada:",
    ]
    bits += [
        "`x`",
        "```",
        "12,5 %",
        "1.250",
        "a@b.dk",
        "- ",
        "1. ",
        "A/S",
        "👍🏽",
        "38 66 50 00",
        "2017-03-15",
        "mg/kg",
    ]

    for _ in range(10_000):
        text = "".join(chance.choices(bits, k=chance.randint(1, 30)))
        whole = hide(text)
        assert restore(whole.text, whole.tokens) == Restored(text, (), (), ())


@pytest.mark.parametrize(
    "bit", ["a", "```", "1 000 ", "A.A ", "A", "+45 ", "[ ", "http://", "a.b-", "- ", "1.", "#", "%", ":a", "(", "👍"]
)
def test_hostile_texts_come_back_and_the_work_grows_as_they_do(bit: str) -> None:
    text = (bit * ENDLESS)[:ENDLESS]

    whole, usual = hide(text), hide(text[:50_000])  # a message of Slack's has 40,000

    assert sum(len(token.source) for token in whole.tokens) <= len(text)
    assert restore(usual.text, usual.tokens).text == text[:50_000]
    assert growth(lambda size: hide(text[:size]), 1500) < 5

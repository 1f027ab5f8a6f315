"""Searching by command, mention, button and form, by both sides, in their own language."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.find_read import MOST_TEXTS
from bot.slack.vault import new_key
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.seen import Seen
from bot.workspace.setups import one_side
from tests.integration.finding.many import copy_newest
from tests.integration.making import answered
from tests.scenarios.bot import CHANNEL, Bot

NOTE = """\
Feltarbejde i Nantong
Dato: 12. januar 2017
Sted: Nantong
1. Grundvandet er forurenet med klorerede opløsningsmidler.
Beslutning: Der bores tre nye boringer.
- [ ] @CLEAN sender analyserne - frist: 1. marts 2017
"""


@pytest.fixture
def found(bot: Bot) -> Bot:
    """A bot that knows one note, which an engine has put into Chinese."""
    bot.user("mette", "da").mention(f"@jordbro referat {NOTE}", channel=CHANNEL)
    (note,) = bot.notes()
    for text, words in zip(
        note.texts(),
        ("南通现场工作", "南通", "地下水受氯化溶剂污染。", "新打三口钻孔。", "CLEAN提交分析结果。"),
        strict=True,
    ):
        answered(bot.db, text, words)
    return bot


def lines(bot: Bot, who: str) -> list[str]:
    """What somebody was told last, without what only keeps marks apart."""
    return bot.user(who).last(CHANNEL).plain.replace("\u200b", "").splitlines()


def page(person: Person) -> Seen:
    """What a search has found for somebody, as it stands now."""
    return next(seen for seen in reversed(person.messages(CHANNEL)) if "Søgt efter" in seen.plain)


def titles(shown: Seen) -> list[str]:
    return [line for line in shown.plain.splitlines() if "Tilsyn" in line]


def test_partner_without_the_app_finds_a_danish_note_by_a_chinese_word(found: Bot) -> None:
    li = found.user("li", "zh")

    li.mention("@jordbro 查找 地下水", channel=CHANNEL)

    assert li.last(CHANNEL).ephemeral
    assert lines(found, "li") == [
        "找到一次会议",
        "查找内容：地下水",
        "grundvand = 地下水 = groundwater",
        "1 南通现场工作",
        "2017年1月12日 · 南通 · 机器翻译",
        "1.1 地下水受氯化溶剂污染。",
        "机器翻译 [看原文]",
    ]


def test_dane_finds_the_same_by_command_with_the_word_marked(found: Bot) -> None:
    mette = found.user("mette", "da")

    mette.command("/find", "opløsningsmiddel", channel=CHANNEL)

    section = next(block for block in mette.last(CHANNEL).blocks or [] if "1.1" in str(block))
    assert (
        section["text"]["text"].splitlines()[-1] == "*1.1* Grundvandet er forurenet med klorerede *opløsningsmidler*."
    )


def test_kinds_and_days_narrow_what_is_found(found: Bot) -> None:
    mette = found.user("mette", "da")

    mette.mention("@jordbro søg beslutninger januar 2017", channel=CHANNEL)
    assert lines(found, "mette")[-2:] == ["1.2 Der bores tre nye boringer.", "Beslutning [Vis original]"]

    mette.mention("@jordbro søg åbne opgaver CLEAN", channel=CHANNEL)
    assert lines(found, "mette")[-2:] == [
        "1.3 @CLEAN sender analyserne - frist: 1. marts 2017",
        "Opgave · CLEAN · 1. marts 2017 [Vis original]",
    ]


def test_nothing_found_offers_the_words_that_are_there(found: Bot) -> None:
    mette = found.user("mette", "da")

    mette.command("/find", "kviksølv boringer", channel=CHANNEL)
    assert lines(found, "mette") == [
        "Der er intet om »kviksølv boringer«.",
        "Det hele står ikke i ét møde. Disse ord står i referaterne hver for sig:",
        "[boringer]",
    ]

    mette.press("boringer", on=mette.last(CHANNEL))
    assert lines(found, "mette")[0] == "Et møde fundet"


def test_button_opens_a_form_whose_answer_comes_to_the_channel(found: Bot) -> None:
    mette = found.user("mette", "da")
    mette.mention("@jordbro hjælp", channel=CHANNEL)

    mette.press("Søg", on=mette.last(CHANNEL))
    mette.submit({"Hvad leder du efter?": "Nantong"})

    assert lines(found, "mette")[:2] == ["Et møde fundet", "Søgt efter: Nantong"]


def test_partner_who_says_only_the_word_is_told_how(found: Bot) -> None:
    li = found.user("li", "zh")

    li.mention("@jordbro 查找", channel=CHANNEL)
    li.press("查找", on=li.last(CHANNEL))
    li.submit({"要找什么？": "boringer"})

    assert lines(found, "li")[0] == "找到一次会议"


def test_pages_are_turned_there_and_back(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    for number in range(7):
        mette.mention(f"@jordbro referat Tilsyn nr. {number}\n1. Sedimentet flyttes.", channel=CHANNEL)

    mette.command("/find", "sediment", channel=CHANNEL)
    first = page(mette)
    bot.user("lars", "da").mention("@jordbro referat Nyt tilsyn\n1. Mere sediment.", channel=CHANNEL)
    mette.press("Vis flere", on=first)
    second = page(mette)
    mette.press("Forrige", on=second)

    assert titles(first) == [f"{n + 1} Tilsyn nr. {n}" for n in (6, 5, 4, 3, 2)]
    assert titles(second) == [f"{n + 1} Tilsyn nr. {n}" for n in (1, 0)]
    assert titles(page(mette)) == titles(first)


@pytest.mark.parametrize(
    ("asked", "fits", "apart"),
    [
        ('"rent grundvand"', "Rent grundvand.", "Grundvand er rent."),
        (
            '"rent grundvand" opgaver',  # of which there are none: everything is shown instead
            "Rent grundvand er blandt vores opgaver.",
            "Grundvand er rent, siger de opgaver, vi har.",
        ),
    ],
)
def test_search_goes_on_from_where_it_stopped_looking(bot: Bot, asked: str, fits: str, apart: str) -> None:
    mette = bot.user("mette", "da")
    mette.mention(f"@jordbro referat Tilsyn\n1. {fits}", channel=CHANNEL)
    mette.mention(f"@jordbro referat Andet\n1. {apart}", channel=CHANNEL)
    copy_newest(bot.db, MOST_TEXTS)

    mette.command("/find", asked, channel=CHANNEL)
    first = mette.last(CHANNEL)
    mette.press("Søg længere tilbage", on=first)

    assert "og fandt intet om" in first.plain
    assert titles(page(mette)) == ["1 Tilsyn"]


def test_who_has_left_turns_no_page(found: Bot) -> None:
    li = found.user("li", "zh")
    li.mention("@jordbro 查找 地下水", channel=CHANNEL)
    shown = li.last(CHANNEL)

    found.workspace.leave(li.id, CHANNEL)
    li.press("看原文", on=shown)

    assert li.modal is None


def test_what_people_wrote_is_not_live(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.mention("@jordbro referat Tilsyn\n1. Sediment <!channel> &amp; *stjerner*", channel=CHANNEL)

    mette.command("/find", "sediment <!here>", channel=CHANNEL)

    assert "<!" not in str(mette.last(CHANNEL).blocks)


@pytest.fixture
def two_sides(store_path: Path) -> Iterator[Bot]:
    with LocalWorkspace.start(one_side()) as made:
        made.ws.deliveries.retry_delays = ()
        bot = Bot(made, f"sqlite:///{store_path}", token_keys=(new_key(),))
        bot.install("T0REGION")
        bot.space()
        for name in ("mette", "lars", "li"):
            bot.user(name).mention("@jordbro help", channel=CHANNEL)
        mette = bot.user("mette", "da")
        mette.command("/space", "intern", channel=CHANNEL)
        mette.submit({"Interne referater her": "Efter arbejdsområde"})
        mette.mention("@jordbro referat intern: Vores pris\n1. Sedimentet er dyrt.", channel=CHANNEL)
        yield bot
        bot.runtime.stop()


def test_internal_note_is_found_by_its_own_side_alone(two_sides: Bot) -> None:
    two_sides.user("lars", "da").mention("@jordbro søg sediment", channel=CHANNEL)
    assert "i1 Vores pris" in lines(two_sides, "lars")

    two_sides.user("li", "zh").mention("@jordbro 查找 sediment", channel=CHANNEL)
    two_sides.user("li", "zh").dm("查找 sediment")

    assert lines(two_sides, "li")[0] == "没有找到“sediment”。"
    assert two_sides.user("li").last().plain.splitlines()[0] == "没有找到“sediment”。"

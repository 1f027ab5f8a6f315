"""/actions: every filter in three languages, pages, and the buttons inside the list."""

from datetime import UTC, datetime

import pytest

from bot.domain.language import Language
from tests.scenarios.bot import CHANNEL, Bot, card

NOTE = """Møde med JEPD, 10. januar 2017, Nanjing
- [ ] CLEAN sender oversigt senest 1. april 2017
- [ ] JEPD udpeger grunde senest 15. marts 2017
- [x] NIES svarer senest 1. februar 2017
- [ ] CLEAN laver program senest 12. januar 2017"""

OVERSIGT, GRUNDE, SVAR, PROGRAM = "1.1", "1.2", "1.3", "1.4"


def refs(shown: list[str]) -> list[str]:
    return [line.split()[0] for line in shown if line[0].isdecimal() and "." in line.split()[0]]


def logged(bot: Bot) -> None:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)


def test_the_list_is_in_the_readers_language_by_due_date(bot: Bot) -> None:
    logged(bot)
    mette, li = bot.user("mette"), bot.user("li", "zh")

    li.mention("@jordbro 待办", channel=CHANNEL)
    mette.command("/actions", channel=CHANNEL)

    assert (
        mette.last(CHANNEL).plain
        == """\
3 opgaver
1.4 CLEAN laver program senest 12. januar 2017
CLEAN · senest 12. januar 2017 [Udført]
1.2 JEPD udpeger grunde senest 15. marts 2017
JEPD · senest 15. marts 2017 [Udført]
1.1 CLEAN sender oversigt senest 1. april 2017
CLEAN · senest 1. april 2017 [Udført]
[Åbn en opgave …] [Hent som …] [Tidslinje]"""
    )
    assert (
        li.last(CHANNEL).plain
        == """\
3 项待办
1.4 CLEAN laver program senest 12. januar 2017
CLEAN · 2017年1月12日前 · 尚未翻译 [完成]
1.2 JEPD udpeger grunde senest 15. marts 2017
江苏省环境保护厅 · 2017年3月15日前 · 尚未翻译 [完成]
1.1 CLEAN sender oversigt senest 1. april 2017
CLEAN · 2017年4月1日前 · 尚未翻译 [完成]
[打开待办…] [导出为…] [时间表]"""
    )
    assert li.last(CHANNEL).ephemeral


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("opgaver", [PROGRAM, GRUNDE, OVERSIGT]),
        ("opgaver alle", [PROGRAM, SVAR, GRUNDE, OVERSIGT]),
        ("actions all", [PROGRAM, SVAR, GRUNDE, OVERSIGT]),
        ("待办 全部", [PROGRAM, SVAR, GRUNDE, OVERSIGT]),
        ("待办全部", [PROGRAM, SVAR, GRUNDE, OVERSIGT]),
        ("opgaver udførte", [SVAR]),
        ("actions done", [SVAR]),
        ("待办 已完成", [SVAR]),
        ("已完成的待办", [SVAR]),
        ("opgaver forfaldne", [PROGRAM]),
        ("overdue actions", [PROGRAM]),
        ("待办 逾期", [PROGRAM]),
        ("opgaver mine", [PROGRAM, OVERSIGT]),
        ("mine opgaver", [PROGRAM, OVERSIGT]),
        ("my actions", [PROGRAM, OVERSIGT]),
        ("我的待办", [PROGRAM, OVERSIGT]),
        ("mine opgaver forfaldne", [PROGRAM]),
        ("opgaver CLEAN", [PROGRAM, OVERSIGT]),
        ("opgaver clean forfaldne", [PROGRAM]),
        ("待办 省厅", [GRUNDE]),
        ("actions JEDP", [GRUNDE]),
        ("opgaver Jiangsu Provincial Environmental Protection Department", [GRUNDE]),
        ("opgaver oversigt", [OVERSIGT]),
        ("待办 grunde", [GRUNDE]),
        ("opgaver månen", []),
        ("vis mig @jordbro opgaver forfaldne tak", []),
    ],
)
def test_every_filter_by_mention(bot: Bot, asked: str, found: list[str]) -> None:
    logged(bot)
    lars = bot.user("lars", "da")
    lars.mention("@jordbro samarbejde tilføj @lars CLEAN", channel=CHANNEL)

    lars.mention(asked if "@" in asked else f"@jordbro {asked}", channel=CHANNEL)

    assert refs(lars.last(CHANNEL).items) == found


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [
        ("da", "opgaver", "Der er ingen åbne opgaver her."),
        ("zh", "待办", "这里没有未完成的待办。"),
        ("en", "actions", "There are no open actions here."),
        ("da", "opgaver NIES", "Jeg fandt ingen opgaver, der passer."),
        ("zh", "待办 我的", "这里没有属于你的待办。请先说明你代表哪个单位：发送 @jordbro 合作，再点“添加人员”。"),
    ],
)
def test_an_empty_list_says_so(bot: Bot, language: Language, asked: str, told: str) -> None:
    li = bot.user("li", language)

    li.mention(f"@jordbro {asked}", channel=CHANNEL)

    assert li.last(CHANNEL).plain == told


def test_overdue_is_counted_on_the_readers_own_day(bot: Bot) -> None:
    logged(bot)
    mette, li = bot.user("mette"), bot.user("li", "zh")
    bot.now = datetime(2017, 1, 12, 20, 0, tzinfo=UTC)  # still the 12th in Copenhagen, the 13th in Nanjing

    mette.command("/actions", "forfaldne", channel=CHANNEL)
    li.mention("@jordbro 待办 逾期", channel=CHANNEL)

    assert refs(mette.last(CHANNEL).items) == []
    assert refs(li.last(CHANNEL).items) == [PROGRAM]


def test_pages_of_ten_are_turned_in_place(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    lines = "\n".join(f"Opgave: CLEAN undersøger grund {n:02}" for n in range(1, 24))
    mette.command("/note", lines, channel=CHANNEL)

    mette.command("/actions", channel=CHANNEL)
    before = len(mette.messages(CHANNEL))
    assert mette.last(CHANNEL).plain.splitlines()[0] == "23 opgaver"
    assert refs(mette.last(CHANNEL).items) == [f"1.{n}" for n in range(1, 11)]
    assert list(mette.last(CHANNEL).buttons) == ["Udført", "Næste", "Tidslinje"]
    mette.press("Næste", on=mette.last(CHANNEL))
    assert refs(mette.last(CHANNEL).items) == [f"1.{n}" for n in range(11, 21)]
    mette.press("Næste", on=mette.last(CHANNEL))
    assert refs(mette.last(CHANNEL).items) == ["1.21", "1.22", "1.23"]
    assert list(mette.last(CHANNEL).buttons) == ["Udført", "Forrige", "Tidslinje"]
    mette.press("Forrige", on=mette.last(CHANNEL))

    assert refs(mette.last(CHANNEL).items) == [f"1.{n}" for n in range(11, 21)]
    assert len(mette.messages(CHANNEL)) == before


def test_done_and_reopen_inside_the_list_replace_it_and_the_card_follows(bot: Bot) -> None:
    logged(bot)
    li = bot.user("li", "zh")

    li.mention("@jordbro 待办 全部", channel=CHANNEL)
    before = len(li.messages(CHANNEL))
    li.press("完成", on=li.last(CHANNEL))
    assert "CLEAN · 2017年1月12日前 · 待办，已完成 · 尚未翻译 [重新打开]" in li.last(CHANNEL).plain
    assert "1.4 ☑" in card(li).plain
    li.press("重新打开", value='{"item":4,"list":"全部","page":1}', on=li.last(CHANNEL))

    assert "CLEAN · 2017年1月12日前 · 尚未翻译 [完成]" in li.last(CHANNEL).plain
    assert "1.4 ☐" in card(li).plain
    assert len(li.messages(CHANNEL)) == before


def test_the_last_one_done_leaves_a_sentence_and_who_was_faster(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", "Opgave: CLEAN sender tal", channel=CHANNEL)
    li.mention("@jordbro 待办", channel=CHANNEL)
    shown = li.last(CHANNEL)

    mette.press("Udført · 完成", on=card(mette))
    li.press("完成", on=shown)

    assert li.last(CHANNEL).plain == "Mette Holm 已经把 1.1 标为完成。\n这里没有未完成的待办。"


def test_an_action_is_edited_from_the_list(bot: Bot) -> None:
    logged(bot)
    mette = bot.user("mette")

    mette.command("/actions", channel=CHANNEL)
    mette.choose("Åbn en opgave …", "1.2 JEPD udpeger grunde senest 15. marts 2017", on=mette.last(CHANNEL))
    mette.press("Ret")
    mette.submit({"Ansvarlig": "Mette Holm"})
    mette.command("/actions", "mine", channel=CHANNEL)

    assert (
        mette.last(CHANNEL).plain
        == """\
Én opgave
1.2 JEPD udpeger grunde senest 15. marts 2017
Mette Holm · senest 15. marts 2017 [Udført]
[Åbn en opgave …] [Hent som …] [Tidslinje]"""
    )


def test_a_direct_message_lists_all_spaces_and_says_which(bot: Bot) -> None:
    logged(bot)
    mette = bot.user("mette")
    bot.space("jord-internt", "Internt")
    mette.command("/note", "Opgave: CLEAN bestiller rum", channel="jord-internt")

    mette.dm("opgaver")

    assert mette.last().plain.splitlines()[0] == "4 opgaver"
    assert mette.last().plain.splitlines()[-2:] == [
        "CLEAN · uden frist · Internt [Udført]",
        "[Åbn en opgave …] [Hent som …] [Tidslinje]",
    ]
    mette.press("Udført", on=mette.last())
    assert mette.last().plain.splitlines()[:2] == ["1.4 er markeret som udført. [Fortryd]", "3 opgaver"]

"""A note in the other language: by memory, by an engine, or not yet."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import memory
from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import CHANNEL, Bot, card, running
from tests.scenarios.engine import RecordingEngine

NOTE = """Tilsyn, 10. januar 2017
Beslutning: Driftsmøde hvert kvartal.
- [ ] CLEAN sender 12 prøver til JEPD"""


PHRASES = {
    "译文：": "",
    "Translated: ": "",
    "Tilsyn": "现场检查",
    "sender 12 prøver til": "寄送 12 份样品给",
}
EITHER = {
    "zh": {"Driftsmøde hvert kvartal.": "每季度举行工作例会。", "Driftsmøde hvert halvår.": "每半年举行工作例会。"},
    "en": {"Driftsmøde hvert kvartal.": "A working meeting every quarter."},
}


def spoken(text: str) -> str:
    """As an engine that knows its languages."""
    into = EITHER["zh" if text.startswith("译文") else "en"]
    for danish, words in {**into, **PHRASES}.items():
        text = text.replace(danish, words)
    return text


@pytest.fixture
def engine() -> RecordingEngine:
    made = RecordingEngine()
    made.damage = spoken
    return made


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path, engine: RecordingEngine) -> Iterator[Bot]:
    with running(workspace, f"sqlite:///{store_path}", engine) as made:
        yield made


def test_the_card_follows_with_the_translation_marked_as_a_machines(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")

    mette.command("/note", NOTE, channel=CHANNEL)

    assert (
        card(li).plain == """\
1 · Tilsyn
现场检查
10. januar 2017 · skrevet af Mette Holm
2017年1月10日 · Mette Holm 记录
1.1 ◆ Beslutning · 决定
Driftsmøde hvert kvartal.
每季度举行工作例会。
1.2 ☐ Opgave · 待办
CLEAN sender 12 prøver til JEPD
→ CLEAN
CLEAN 寄送 12 份样品给江苏省环境保护厅
→ CLEAN [Udført · 完成]
Dansk: som skrevet · 中文：机器翻译
"""
        "[Ret · 修改] [Gennemse · 审校] [Vis original · 看原文] [Historik · 修改记录] [Resumé · 摘要] "
        "[Åbn en opgave … · 打开待办…]"
    )
    li.mention("@jordbro 待办", channel=CHANNEL)
    assert li.last(CHANNEL).plain.splitlines()[1:3] == [
        "1.2 CLEAN 寄送 12 份样品给江苏省环境保护厅",
        "CLEAN · 无期限 · 机器翻译 [完成]",
    ]


def test_while_the_engine_is_down_the_original_is_shown_and_it_is_tried_again(
    bot: Bot, engine: RecordingEngine
) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    engine.down = True

    mette.command("/note", NOTE, channel=CHANNEL)
    assert card(li).plain.splitlines()[-2] == "Dansk: som skrevet · 中文：未能翻译（翻译服务没有回应）"
    assert "\nJEPD = 江苏省环境保护厅\n" in card(li).plain
    engine.down = False
    bot.now += timedelta(minutes=10)
    bot.drain()

    assert card(li).plain.splitlines()[-2] == "Dansk: som skrevet · 中文：机器翻译"
    assert "每季度举行工作例会。" in card(li).plain


def test_a_translation_that_lost_a_number_needs_a_check(bot: Bot, engine: RecordingEngine) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    engine.damage = lambda text: spoken(text).replace("12", "21")

    mette.command("/note", NOTE, channel=CHANNEL)
    li.mention("@jordbro 待办", channel=CHANNEL)

    assert li.last(CHANNEL).plain.splitlines()[2] == "CLEAN · 无期限 · 机器翻译，需要核对 [完成]"
    assert "CLEAN 寄送 21 份样品给江苏省环境保护厅 （机器翻译，需要核对）" in card(li).plain


def test_what_people_have_approved_is_used_before_any_engine(bot: Bot, engine: RecordingEngine) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    approved = memory.Approved("da", "zh", "Driftsmøde hvert kvartal.", "每季度召开一次工作例会。", "Mette")
    with bot.db.write() as tx:
        memory.add_shipped(tx, [approved], bot.now)

    mette.command("/note", NOTE, channel=CHANNEL)

    assert "每季度召开一次工作例会。" in card(li).plain
    assert [text for text, _ in engine.asked if "Driftsmøde" in text] == []


def test_only_what_was_changed_is_translated_again(bot: Bot, engine: RecordingEngine) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    engine.asked.clear()

    mette.press("Ret · 修改", on=card(mette))
    mette.submit({"Referat": NOTE.partition("\n")[2].replace("kvartal", "halvår")})

    assert engine.asked == [("Driftsmøde hvert halvår.", "zh")]
    assert "每半年举行工作例会。" in card(li).plain


def test_a_reader_of_english_has_it_translated_when_asking(bot: Bot, engine: RecordingEngine) -> None:
    mette, lars = bot.user("mette", "da"), bot.user("lars", "en")
    mette.command("/note", NOTE, channel=CHANNEL)

    lars.command("/summary", channel=CHANNEL)
    assert "Translations: not translated yet." in lars.last(CHANNEL).plain
    lars.command("/summary", channel=CHANNEL)

    assert "§1.1 A working meeting every quarter." in lars.last(CHANNEL).plain
    assert ("Driftsmøde hvert kvartal.", "en") in engine.asked

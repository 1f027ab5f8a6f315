"""Review in Slack: compare, correct, approve, take back; two at once; the original moving on."""

from collections.abc import Iterator

import pytest

from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.seen import Modal
from tests.scenarios.bot import CHANNEL, Bot, card, cards, running
from tests.scenarios.engine import RecordingEngine

NOTE = """Tilsyn, 10. januar 2017
1. Der er udtaget prøver. Laboratoriet svarer i uge 7.
Beslutning: Driftsmøde hvert kvartal.
- [ ] CLEAN sender 12 prøver til JEPD"""
NEXT = """Næste tilsyn, 10. februar 2017
Beslutning: Et nyt laboratorium.
- [ ] CLEAN sender 12 prøver til JEPD"""
REVIEW, HISTORY, EDIT = "Gennemse · 审校", "Historik · 修改记录", "Ret · 修改"
RIGHT = "CLEAN 向江苏省环境保护厅寄送 12 份样品"
ACTION, DECISION = "中文 · 1.3 待办", "中文 · 1.2 决定"
PHRASES = {
    "Der er udtaget prøver": "已取样",
    "Laboratoriet svarer i uge": "实验室答复的时间是星期",
    "Driftsmøde hvert kvartal": "每季度举行运营会议",
    "Driftsmøde hvert halvår": "每半年举行运营会议",
    "sender": "寄送",
    "prøver til": "份样品给",
    "Et nyt laboratorium": "一个新的实验室",
    "Næste tilsyn": "下次检查",
    "Tredje tilsyn": "第三次检查",
    "Tilsyn": "现场检查",
    "Frokost": "午餐",
    "Vi spiste": "我们吃了饭",
    "Grund": "地块",
    "undersøges": "正在调查",
    ".": "。",
}


def spoken(text: str) -> str:
    """Chinese as an engine makes it that gets one number wrong."""
    text = text.removeprefix("译文：")
    for danish, chinese in PHRASES.items():
        text = text.replace(danish, chinese)
    return text.replace("12", "21")


@pytest.fixture
def engine() -> RecordingEngine:
    made = RecordingEngine()
    made.damage = spoken
    return made


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: str, engine: RecordingEngine) -> Iterator[Bot]:
    with running(workspace, f"sqlite:///{store_path}", engine) as made:
        yield made


def opened(person: Person, label: str = REVIEW) -> Modal:
    person.press(label, on=card(person))
    assert person.modal is not None
    return person.modal


def state_line(person: Person) -> str:
    return card(person).plain.splitlines()[-2]


def test_a_doubtful_translation_is_corrected_remembered_and_outdated_by_an_edit(
    bot: Bot, engine: RecordingEngine
) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    assert state_line(mette) == "Dansk: som skrevet · 中文：机器翻译，1 句需要核对"

    form = opened(li)
    assert next(iter(form.fields)) == ACTION
    assert "CLEAN sender 12 prøver til JEPD" in form.plain
    assert form.plain.count("⚠") == 1
    li.submit({ACTION: RIGHT})

    assert li.last(CHANNEL).plain.startswith("你已批准 5 句。")
    assert RIGHT in card(mette).plain
    assert "需要核对" not in card(mette).plain
    assert state_line(mette) == "Dansk: som skrevet · 中文：李明已于2017年1月20日审校"

    engine.asked.clear()
    mette.command("/note", NEXT, channel=CHANNEL)
    assert RIGHT in card(mette).plain
    assert not [text for text, _ in engine.asked if "prøver" in text]

    first = cards(mette)[-2]
    mette.press(EDIT, on=first)
    mette.submit({"Referat": NOTE.partition("\n")[2].replace("uge 7", "uge 9")})
    shown = cards(li)[-2].plain
    assert "已取样。实验室答复的时间是星期 7。 （原文已修改）" in shown  # a person approved these words
    assert shown.splitlines()[-2] == "Dansk: som skrevet · 中文：1 句的原文已修改"
    assert shown.count("（原文已修改）") == 1


def test_an_outdated_sentence_shows_the_old_words_and_the_machines_proposal(bot: Bot, engine: RecordingEngine) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    opened(li)
    li.submit({DECISION: "每季度召开一次会议。"})
    engine.asked.clear()
    mette.press(EDIT, on=card(mette))
    mette.submit({"Referat": NOTE.partition("\n")[2].replace("hvert kvartal", "hvert halvår")})
    assert engine.asked == [("Driftsmøde hvert halvår.", "zh")]
    assert "每季度召开一次会议。" in card(mette).plain

    form = opened(li)
    assert next(iter(form.fields)) == DECISION
    assert form.fields[DECISION].value == "每半年举行运营会议。"
    assert "原译文：每季度召开一次会议。" in form.plain
    li.submit({DECISION: "每半年召开一次会议。"})

    assert "每半年召开一次会议。" in card(mette).plain
    assert "原文已修改" not in card(mette).plain


def test_an_emptied_field_leaves_its_sentence_alone(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    form = opened(li)
    li.submit(dict.fromkeys(form.fields, ""))

    assert li.last(CHANNEL).plain == "没有任何改动。"
    assert state_line(mette) == "Dansk: som skrevet · 中文：机器翻译，1 句需要核对"


def test_two_reviewers_at_once_see_each_others_words_and_decide(bot: Bot) -> None:
    mette, li, wang = bot.user("mette", "da"), bot.user("li", "zh"), bot.user("lars", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    opened(li)
    opened(wang)

    li.submit({ACTION: RIGHT})
    wang.submit({ACTION: "CLEAN 寄送 12 份样品", DECISION: "每季度开会。"})

    form = wang.modal
    assert form is not None
    assert RIGHT in card(mette).plain
    assert "李明刚刚写了：" in form.plain
    assert RIGHT in form.plain
    assert {name: field.value for name, field in form.fields.items()} == {
        ACTION: "CLEAN 寄送 12 份样品",
        DECISION: "每季度开会。",
    }
    wang.submit()
    assert wang.modal is None
    assert "CLEAN 寄送 12 份样品" in card(mette).plain


def test_an_original_that_changed_meanwhile_is_shown_before_anything_is_overwritten(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    opened(li)
    mette.press(EDIT, on=card(mette))
    mette.submit({"Referat": NOTE.partition("\n")[2].replace("12 prøver", "15 prøver")})

    li.submit({ACTION: RIGHT})

    form = li.modal
    assert form is not None
    assert "CLEAN sender 15 prøver til JEPD" in form.plain
    assert RIGHT not in card(mette).plain
    assert [field.value for field in form.fields.values()] == [RIGHT]  # what was not touched is no conflict
    li.submit({next(iter(form.fields)): RIGHT.replace("12", "15")})
    assert RIGHT.replace("12", "15") in card(mette).plain


def test_a_sentence_that_is_gone_gives_back_what_was_typed(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    opened(li)
    mette.press(EDIT, on=card(mette))
    mette.submit({"Referat": "Beslutning: Driftsmøde hvert kvartal."})

    li.submit({ACTION: RIGHT})

    assert li.modal is not None
    assert "这一句已不在纪要里。你写的是：" in li.modal.plain
    assert RIGHT in li.modal.plain


def test_a_correction_is_in_the_history_and_can_be_taken_back(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    form = opened(li)
    li.submit(dict.fromkeys(form.fields, "") | {ACTION: RIGHT})
    mette.command("/note", NEXT, channel=CHANNEL)
    assert RIGHT in card(mette).plain

    mette.press(HISTORY, on=cards(mette)[-2])
    assert mette.modal is not None
    assert mette.modal.plain.splitlines()[0] == "1.3 Opgave · rettet af 李明 den 20. januar 2017"
    assert "Fortryd" not in mette.modal.buttons
    mette.close_modal()
    li.press(HISTORY, on=cards(li)[-2])
    li.press("撤销")

    assert li.modal is not None
    assert li.modal.plain.startswith("已撤销这次修改，恢复了之前的文字。")
    assert "李明已于2017年1月20日撤销。" in li.modal.plain
    assert RIGHT not in cards(mette)[-2].plain
    assert RIGHT not in cards(mette)[-1].plain  # the memory had brought it there
    mette.command("/note", NEXT.replace("Næste", "Tredje"), channel=CHANNEL)
    assert RIGHT not in card(mette).plain


def test_what_was_corrected_again_cannot_be_taken_back(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    form = opened(li)
    li.submit(dict.fromkeys(form.fields, "") | {ACTION: RIGHT})
    li.press(HISTORY, on=card(li))
    earlier = li.modal
    assert earlier is not None
    li.close_modal()
    opened(li)
    li.submit({ACTION: "CLEAN 寄送样品"})

    li.press(HISTORY, on=card(li))
    assert li.modal is not None
    undo = [block["accessory"]["value"] for block in li.modal.blocks or [] if "accessory" in block]
    li.press("撤销", value=undo[-1])

    assert "CLEAN 寄送样品" in card(mette).plain
    assert "无法撤销：文字后来又改过了。" in li.modal.plain
    li.press("撤销", value=undo[0])
    assert RIGHT in card(mette).plain  # the words a person had approved before


@pytest.mark.parametrize("words", ["@jordbro 审校", "@jordbro review"])
def test_what_waits_is_listed_with_doubts_first(bot: Bot, words: str) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    mette.command("/note", "Frokost, 11. januar 2017\n1. Vi spiste.", channel=CHANNEL)

    li.mention(words, channel=CHANNEL)

    assert (
        li.last(CHANNEL).plain
        == """\
有 7 句等待你审校
1 · 现场检查
5 句 · 1 句请先看 [审校]
2 · 午餐
2 句 [审校]"""
    )
    li.press("审校", on=li.last(CHANNEL))
    assert li.modal is not None
    assert li.modal.title == "审校纪要 1"
    mette.command("/review", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.startswith("Der venter ikke noget på dig")


def test_people_correct_into_their_own_language_only(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.press(REVIEW, on=card(mette))
    assert mette.modal is None
    assert mette.last(CHANNEL).plain.startswith("Referatet er skrevet på dit sprog")

    li.press(REVIEW, on=card(li))
    assert li.modal is None
    assert "中文" in li.last(CHANNEL).buttons
    li.press("中文", on=li.last(CHANNEL))
    assert opened(li).title == "审校纪要 1"


def test_a_note_with_many_sentences_is_reviewed_in_turns(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", "\n".join(f"{n}. Grund {n} undersøges." for n in range(1, 31)), channel=CHANNEL)

    first = opened(li)
    assert len(first.fields) == 20
    assert "还有 11 句：批准后请再点一次“审校”。" in first.plain
    li.submit()
    assert "这份纪要还有 11 句等待审校。" in li.last(CHANNEL).plain
    li.press("审校", on=li.last(CHANNEL))
    second = li.modal
    assert second is not None
    assert len(second.fields) == 20  # the rest, and some of the reviewed ones behind it
    assert "已审校" in second.plain


def test_a_sentence_too_long_for_a_field_is_shown_with_a_hint(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    long = "Jord " + "og grundvand " * 450
    mette.command("/note", f"Tilsyn\n1. {long.strip()}\n2. Kort.", channel=CHANNEL)

    form = opened(li)

    assert "输入框最多 3000 字" in form.plain
    assert [name for name in form.fields if "1.1" in name] == []
    li.submit()
    assert "你已批准" in li.last(CHANNEL).plain


def test_a_sheet_shows_the_original_below_a_doubtful_item(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    items = "\n".join(f"{n}. Grund {n} har 12 boringer og {'meget ' * 60} jord." for n in range(1, 41))
    mette.command("/note", items, channel=CHANNEL)

    li.press("Vis alle · 全部显示", on=card(li))

    assert li.modal is not None
    assert "原文：Grund 3 har 12 boringer" in li.modal.plain


def test_what_was_approved_of_a_like_sentence_is_offered_with_the_differences_marked(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", "Tilsyn\nBeslutning: Laboratoriet sender rapporten om grunden til os.", channel=CHANNEL)
    form = opened(li)
    label = next(iter(form.fields))
    li.submit({label: "实验室把场地报告寄给我们。"})
    mette.command("/note", "Tilsyn\nBeslutning: Laboratoriet sender notatet om grunden til os.", channel=CHANNEL)

    form = opened(li)

    assert "与李明批准过的一句相似" in form.plain
    assert "实验室把场地报告寄给我们。" in form.plain
    raw = str(form.blocks)
    assert "~rapporten~" in raw
    assert "*notatet*" in raw


def test_a_partner_finds_what_waits_in_a_direct_message_too(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    li.dm("审校")
    li.press("审校", on=li.last())
    form = li.modal
    assert form is not None
    li.submit(dict.fromkeys(form.fields, "") | {ACTION: RIGHT})

    assert li.last().plain.startswith("你已批准 1 句。")
    assert RIGHT in card(mette).plain


def test_a_card_says_in_words_why_nothing_could_be_translated_and_a_person_may_do_it(
    bot: Bot, engine: RecordingEngine
) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    engine.down = True
    mette.command("/note", NOTE, channel=CHANNEL)
    assert state_line(mette) == "Dansk: som skrevet · 中文：未能翻译（翻译服务没有回应）"

    opened(li)
    li.submit({ACTION: RIGHT})

    assert li.last(CHANNEL).plain.startswith("你已批准 1 句。")
    assert RIGHT in card(mette).plain
    assert state_line(mette).startswith("Dansk: som skrevet · 中文：部分已翻译，还差 4 句")


def test_a_doubtful_title_and_purpose_are_marked_themselves(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")

    mette.command("/note", "Tilsyn af 12 grunde\nFormål: At se 12 grunde\n1. Der er udtaget prøver.", channel=CHANNEL)

    shown = card(li).plain.splitlines()
    assert shown[1].endswith("（机器翻译，需要核对）")
    assert next(line for line in shown if line.startswith("目的：")).endswith("（机器翻译，需要核对）")

"""Logging a note: by command, form, mention, direct message, button and shortcut, by both sides."""

import pytest

from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import CHANNEL, Bot, card, cards

NOTE = """Møde med JEPD, 10. januar 2017, Nanjing
1. Enighed om arbejdsplanen.
Beslutning: Driftsmøde hvert kvartal.
Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017
- [ ] @CLEAN sender oversigt - frist: primo april"""

NOTE_ZH = """2017年1月10日 南京 与丹麦首都大区会谈
1. 双方同意编制计划。
待办：省环科院在3月15日前提供名单
决定：每季度召开例会。"""

CARD = """\
1 · Møde med JEPD
10. januar 2017 · Nanjing · skrevet af Mette Holm
2017年1月10日 · 南京 · Mette Holm 记录
1.1
Enighed om arbejdsplanen.
尚未翻译
arbejdsplanen = 工作计划
1.2 ◆ Beslutning · 决定
Driftsmøde hvert kvartal.
尚未翻译
1.3 ◆ Aftale, forventet · 协议，预计签署
MoU mellem CLEAN og NIES - forventes underskrevet i 2017
尚未翻译
MoU = 谅解备忘录 · NIES = 环境保护部南京环境科学研究所
1.4 ☐ Opgave · 待办
@CLEAN sender oversigt - frist: primo april
→ CLEAN · primo april 2017
尚未翻译
→ CLEAN · 2017年4月上旬 [Udført · 完成]
Dansk: som skrevet · 中文：部分已翻译，还差 5 句
[Ret · 修改] [Gennemse · 审校] [Vis original · 看原文] [Historik · 修改记录] \
[Resumé · 摘要] [Åbn en opgave … · 打开待办…]"""

CARD_ZH = """\
1 · 与丹麦首都大区会谈
10. januar 2017 · Nanjing · skrevet af 李明
2017年1月10日 · 南京 · 李明 记录
1.1
ikke oversat endnu
双方同意编制计划。
1.2 ☐ Opgave · 待办
ikke oversat endnu
省环科院 = Jiangsu Academy of Environmental Science
→ Jiangsu Academy of Environmental Science · senest 15. marts 2017
省环科院在3月15日前提供名单
→ 江苏省环境科学研究院 · 2017年3月15日前 [Udført · 完成]
1.3 ◆ Beslutning · 决定
ikke oversat endnu
每季度召开例会。
Dansk: delvist oversat, 4 sætninger mangler · 中文：原文
[Ret · 修改] [Gennemse · 审校] [Vis original · 看原文] [Historik · 修改记录] \
[Resumé · 摘要] [Åbn en opgave … · 打开待办…]"""


def stored(bot: Bot) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Language, title and items of every note, the first one first."""
    return [
        (note.language, note.title.content, [(item.ref, item.kind, item.text.content) for item in note.items])
        for note in reversed(bot.notes())
    ]


def test_a_note_by_command_is_answered_and_everyone_sees_its_card_in_both_languages(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")

    mette.command("/note", NOTE, channel=CHANNEL)

    assert mette.last(CHANNEL).plain == ("Gemt som referat 1, »Møde med JEPD«, med 4 punkter. Kortet kommer i kanalen.")
    assert card(mette).plain == card(li).plain == CARD
    assert stored(bot) == [
        (
            "da",
            "Møde med JEPD",
            [
                ("1.1", "paragraph", "Enighed om arbejdsplanen."),
                ("1.2", "decision", "Driftsmøde hvert kvartal."),
                ("1.3", "agreement", "MoU mellem CLEAN og NIES - forventes underskrevet i 2017"),
                ("1.4", "action", "@CLEAN sender oversigt - frist: primo april"),
            ],
        )
    ]


@pytest.mark.parametrize("word", ["纪要：\n", "纪要 ", "纪要", "记录: ", "note ", "referat\n", "会议纪要，"])
def test_a_partner_logs_a_note_by_mention_in_any_language(bot: Bot, word: str) -> None:
    li = bot.user("li", "zh")

    li.mention(f"@jordbro {word}{NOTE_ZH}", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "已记录为第 1 号纪要“与丹麦首都大区会谈”，共 3 条。卡片将显示在频道里。"
    assert card(bot.user("mette")).plain == CARD_ZH
    assert stored(bot) == [
        (
            "zh",
            "与丹麦首都大区会谈",
            [
                ("1.1", "paragraph", "双方同意编制计划。"),
                ("1.2", "action", "省环科院在3月15日前提供名单"),
                ("1.3", "decision", "每季度召开例会。"),
            ],
        )
    ]


def test_a_partner_logs_a_note_by_button_after_help(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 帮助", channel=CHANNEL)
    li.press("写纪要", on=li.last(CHANNEL))
    assert li.modal is not None
    assert li.modal.title == "写会议纪要"
    li.submit({"会议名称": "例会", "日期": "2017-01-11", "地点": "南京", "目的": "谈计划", "纪要": "决定：七月再谈。"})

    assert (
        card(li).plain
        == """\
1 · 例会
11. januar 2017 · Nanjing · skrevet af 李明
2017年1月11日 · 南京 · 李明 记录
目的： 谈计划
1.1 ◆ Beslutning · 决定
ikke oversat endnu
七月再谈。
Dansk: delvist oversat, 3 sætninger mangler · 中文：原文
[Ret · 修改] [Gennemse · 审校] [Vis original · 看原文] [Historik · 修改记录] \
[Resumé · 摘要]"""
    )
    assert stored(bot) == [("zh", "例会", [("1.1", "decision", "七月再谈。")])]


def test_a_note_by_direct_message_goes_to_the_only_space(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.dm(f"纪要：{NOTE_ZH}")

    assert li.last().plain == "已记录为第 1 号纪要“与丹麦首都大区会谈”，共 3 条。卡片将显示在频道里。"
    assert card(bot.user("mette")).items[0] == "1 · 与丹麦首都大区会谈"


def test_a_mention_without_a_note_offers_the_form(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 纪要", channel=CHANNEL)
    assert li.last(CHANNEL).plain == ("点按钮在表单里写纪要，或者在一条消息里写 @jordbro 纪要 和全部内容。\n[写纪要]")
    li.press("写纪要", on=li.last(CHANNEL))

    assert li.modal is not None
    assert list(li.modal.fields) == ["会议名称", "日期", "地点", "目的", "参加", "纪要", "纪要的语言"]


def test_the_form_guesses_the_language_and_lets_it_be_changed(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", channel=CHANNEL)
    assert mette.modal is not None
    assert mette.modal.fields["Referatets sprog"].value["value"] == "da"
    mette.submit({"Titel": "Site visit", "Referat": "Decision: Meet in July.", "Referatets sprog": "engelsk"})

    assert stored(bot) == [("en", "Site visit", [("1.1", "decision", "Meet in July.")])]


def test_more_room_keeps_what_stands_in_the_first_field(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    lines = [f"{number}. Punkt nummer {number} om jord og grundvand." for number in range(1, 401)]
    pieces = ["\n".join(lines[start : start + 60]) for start in range(0, 400, 60)]

    mette.command("/note", channel=CHANNEL)
    mette.fill({"Titel": "Langt møde", "Referat": pieces[0]})
    for _ in pieces[1:]:
        mette.press("Mere plads")
    assert mette.modal is not None
    assert (mette.modal.fields["Titel"].value, mette.modal.fields["Referat"].value) == ("Langt møde", pieces[0])
    mette.submit({f"text_{index}": piece for index, piece in enumerate(pieces)})

    (note,) = bot.notes()
    assert [item.text.content for item in note.items] == [line.partition(" ")[2] for line in lines]
    assert note.body.strip() == "\n".join(lines)


def test_more_room_is_refused_to_who_may_not_see_the_note_any_more_and_their_words_stay(
    bot: Bot, workspace: LocalWorkspace
) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)
    mette.press("Ret · 修改", on=cards(mette)[0])
    mette.fill({"Titel": "Min titel"})
    workspace.leave("mette", CHANNEL)

    mette.press("Mere plads")

    assert mette.modal is not None
    assert (mette.modal.fields["Titel"].value, [one for one in mette.modal.fields if one.startswith("Referat,")]) == (
        "Min titel",
        [],
    )
    assert mette.last().plain == "Det referat findes ikke, eller du kan ikke se det."


def test_a_field_holds_no_more_than_slack_lets_it(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", channel=CHANNEL)
    refused = mette.submit({"Referat": "a" * 3001})

    assert refused.error == "invalid_input"
    assert bot.notes() == ()


def test_a_message_is_logged_as_a_note_by_its_shortcut(bot: Bot) -> None:
    mette, lars = bot.user("mette", "da"), bot.user("lars", "da")

    lars.say(NOTE, CHANNEL)
    mette.shortcut("log_as_note", on=mette.last(CHANNEL))
    assert mette.modal is not None
    assert mette.modal.fields["Referat"].value == NOTE
    mette.submit()

    assert stored(bot)[0][1] == "Møde med JEPD"


def test_the_global_shortcut_asks_which_space_when_there_are_several(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    bot.space("jord-internt", "Internt")

    mette.shortcut("log_note")
    assert mette.modal is not None
    assert next(iter(mette.modal.fields)) == "Samarbejde"
    mette.submit({"Samarbejde": "Internt", "Referat": "Beslutning: Vi ses i juli."})

    assert (len(bot.notes(1)), len(bot.notes(2))) == (0, 1)
    assert card(mette, "jord-internt").items[0] == "1 · Vi ses i juli"


def test_a_note_in_a_channel_without_space_waits_and_is_logged_when_there_is_one(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.mention(f"@jordbro referat\n{NOTE}", channel="jord-internt")
    assert mette.last("jord-internt").plain == (
        "Kanalen hører ikke til et samarbejde endnu. Opret et, så bliver dit referat gemt med det samme; "
        "jeg har passet på det.\n[Opret et samarbejde] [Brug et andet samarbejde]"
    )
    mette.press("Opret et samarbejde", on=mette.last("jord-internt"))
    mette.submit({"Samarbejdets navn": "Internt"})

    assert card(mette, "jord-internt").items[0] == "1 · Møde med JEPD"
    assert [note.title.content for note in bot.notes(2)] == ["Møde med JEPD"]


def test_a_note_in_a_channel_without_space_goes_to_the_space_it_is_bound_to(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.mention(f"@jordbro referat\n{NOTE}", channel="jord-internt")
    mette.press("Brug et andet samarbejde", on=mette.last("jord-internt"))
    mette.submit({"Samarbejde": "Jiangsu"})

    assert card(mette, "jord-internt").items[0] == "1 · Møde med JEPD"
    assert [note.title.content for note in bot.notes(1)] == ["Møde med JEPD"]


def test_the_author_hears_when_the_bot_may_not_post_in_the_channel(bot: Bot, workspace: LocalWorkspace) -> None:
    mette = bot.user("mette", "da")
    workspace.faults("chat.postMessage", error="restricted_action", times=1)

    mette.command("/note", NOTE, channel=CHANNEL)

    assert mette.last().plain == (
        "Referat 1 er gemt, men jeg kan ikke skrive i kanalen: invitér mig med /invite @jordbro."
    )
    assert cards(mette) == []
    assert len(bot.notes()) == 1


def test_a_form_opened_in_a_channel_goes_to_no_other_space(bot: Bot, workspace: LocalWorkspace) -> None:
    mette = bot.user("mette", "da")
    bot.space("jord-internt", "Internt")
    mette.command("/note", channel=CHANNEL)
    workspace.leave("mette", CHANNEL)

    mette.submit({"Referat": "Beslutning: Kun for Jiangsu."})

    assert mette.modal is not None
    assert list(mette.modal.errors.values()) == ["Det samarbejde findes ikke, eller du kan ikke se det."]
    assert mette.modal.fields["Referat"].value == "Beslutning: Kun for Jiangsu."
    assert (bot.notes(1), bot.notes(2)) == ((), ())


def test_where_the_bot_is_not_in_the_channel_the_answer_comes_directly(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.say(NOTE, "kantine")
    mette.shortcut("log_as_note", on=mette.last("kantine"))
    mette.submit()

    assert [note.title.content for note in bot.notes(1)] == ["Møde med JEPD"]
    assert mette.last().plain.startswith("Gemt som referat 1")


@pytest.mark.parametrize("label", ["Opret et samarbejde", "Brug et andet samarbejde"])
def test_a_waiting_note_is_logged_where_a_colleague_made_the_space(bot: Bot, label: str) -> None:
    mette, lars = bot.user("mette", "da"), bot.user("lars", "da")
    mette.mention(f"@jordbro referat\n{NOTE}", channel="jord-internt")
    lars.mention("@jordbro samarbejde opret Internt", channel="jord-internt")

    asked = next(seen for seen in mette.messages("jord-internt") if label in seen.plain)
    mette.press(label, on=asked)

    assert mette.modal is None
    assert [note.title.content for note in bot.notes(2)] == ["Møde med JEPD"]

"""The buttons of a card, pressed by both sides."""

from tests.scenarios.bot import CHANNEL, Bot, card

NOTE = """Møde med JEPD, 10. januar 2017, Nanjing
1. Enighed om arbejdsplanen.
Beslutning: Driftsmøde hvert kvartal.
- [ ] @CLEAN sender oversigt - frist: primo april"""
ACTION = "1.3 @CLEAN sender oversigt - frist: primo april"
MENU = "Åbn en opgave … · 打开待办…"


def items(bot: Bot) -> list[tuple[str, str, str]]:
    return [(item.ref, item.kind, item.text.content) for item in bot.notes()[0].items]


def details(bot: Bot, ref: str) -> tuple[str, str, str | None]:
    """Words, owner and due of an action, as they stand in the store."""
    item = next(item for item in bot.notes()[0].items if item.ref == ref)
    assert item.action is not None
    owner = item.action.owner
    due = item.action.due
    named = owner.organisation.name("da") if owner.organisation else owner.person_name or ""
    return item.text.content, named, f"{due.start}..{due.end}" if due else None


def test_a_partner_edits_a_note_in_a_form_that_holds_it(bot: Bot) -> None:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    li = bot.user("li", "zh")

    li.press("Ret · 修改", on=card(li))
    form = li.modal
    assert form is not None
    body = NOTE.partition("\n")[2]
    assert {label: field.value for label, field in form.fields.items()} == {
        "会议名称": "Møde med JEPD",
        "日期": "2017-01-10",
        "地点": "Nanjing",
        "目的": None,
        "参加": None,
        "纪要": body,
    }
    li.submit({"目的": "En plan", "纪要": f"{body}\nAftale: MoU mellem CLEAN og NIES - underskrevet"})

    assert li.last(CHANNEL).plain == "纪要已保存。"
    assert items(bot) == [
        ("1.1", "paragraph", "Enighed om arbejdsplanen."),
        ("1.2", "decision", "Driftsmøde hvert kvartal."),
        ("1.3", "action", "@CLEAN sender oversigt - frist: primo april"),
        ("1.4", "agreement", "MoU mellem CLEAN og NIES - underskrevet"),
    ]
    assert "Formål: En plan" in card(li).plain
    assert "1.4 ◆ Aftale, underskrevet · 协议，已签署" in card(li).plain


def test_what_is_left_out_of_an_edited_note_is_gone_from_card_and_list(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.press("Ret · 修改", on=card(mette))
    mette.submit({"Referat": "Beslutning: Alt nyt."})

    assert items(bot) == [("1.1", "decision", "Alt nyt.")]
    mette.command("/actions", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == "Der er ingen åbne opgaver her."


def test_done_and_reopen_are_seen_by_both_sides(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    li.press("Udført · 完成", on=card(li))
    assert "1.3 ☑ Opgave, udført · 待办，已完成" in card(mette).plain
    assert list(card(mette).buttons)[0] == "Genåbn · 重新打开"  # noqa: RUF015  the buttons are read in order
    mette.press("Genåbn · 重新打开", on=card(mette))

    assert "1.3 ☐ Opgave · 待办" in card(li).plain
    assert card(li).plain == card(mette).plain


def test_the_original_is_shown_as_it_was_written(bot: Bot) -> None:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    li = bot.user("li", "zh")

    li.press("Vis original · 看原文", on=card(li))

    assert li.modal is not None
    assert (li.modal.title, li.modal.plain.strip()) == ("原文", NOTE)


def test_the_summary_of_a_card_is_in_the_readers_language(bot: Bot) -> None:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    li = bot.user("li", "zh")

    li.press("Resumé · 摘要", on=card(li))

    assert li.last(CHANNEL).ephemeral
    assert (
        li.last(CHANNEL).plain
        == """\
1 · Møde med JEPD
2017年1月10日 · 南京
决定
§1.2 Driftsmøde hvert kvartal.
未完成的待办
§1.3 → CLEAN · 2017年4月上旬
↳ @CLEAN sender oversigt - frist: primo april
其他要点
§1.1 Enighed om arbejdsplanen.
arbejdsplanen = 工作计划
译文状态：尚未翻译。
[分享到频道]"""
    )


def test_an_action_is_edited_by_its_menu_in_another_language(bot: Bot) -> None:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    li = bot.user("li", "zh")

    li.choose(MENU, ACTION, on=card(li))
    li.press(action_id="item.edit")
    form = li.modal
    assert form is not None
    assert (form.title, [field.value for field in form.fields.values()]) == (
        "修改待办 1.3",
        ["@CLEAN sender oversigt - frist: primo april", "CLEAN", "primo april", None],
    )
    li.submit({"要做什么": "JEPD sender listen", "负责方": "省厅", "期限（用自己的话写）": "3月底前"})

    assert li.modal is not None
    assert (li.modal.title, li.modal.plain.splitlines()[0]) == ("待办 1.3", "待办 1.3 已保存。 [撤销]")
    assert details(bot, "1.3") == ("JEPD sender listen", "JEPD", "None..2017-03-31")
    assert "→ JEPD · senest 31. marts 2017" in card(li).plain


def test_a_picked_day_counts_instead_of_the_words(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.choose(MENU, ACTION, on=card(mette))
    mette.press(action_id="item.edit")
    mette.submit({"Frist, med dine egne ord": "engang", "Eller vælg en dag": "2017-05-02"})

    assert details(bot, "1.3")[2] == "2017-05-02..2017-05-02"
    assert "→ CLEAN · 2. maj 2017" in card(mette).plain


def test_words_for_a_due_that_nobody_understands_are_kept(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.choose(MENU, ACTION, on=card(mette))
    mette.press(action_id="item.edit")
    mette.submit({"Frist, med dine egne ord": "når tiden er moden"})

    assert "→ CLEAN · fristen er ikke forstået: »når tiden er moden«" in card(mette).plain


def test_an_action_that_changed_meanwhile_shows_what_is_new_and_keeps_what_was_typed(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.choose(MENU, ACTION, on=card(mette))
    mette.press(action_id="item.edit")
    li.choose(MENU, ACTION, on=card(li))
    li.press(action_id="item.edit")
    li.submit({"要做什么": "CLEAN sender en ny oversigt"})
    mette.submit({"Ansvarlig": "NIES"})
    form = mette.modal
    assert form is not None
    assert form.plain.startswith(
        "En anden har ændret 1.3, mens du skrev. Det nye står øverst; det, du skrev, står her endnu. "
        "Gem igen for at beholde dit.\nNu står der: CLEAN sender en ny oversigt · CLEAN · primo april\n"
    )
    assert form.fields["Ansvarlig"].value == "NIES"
    assert details(bot, "1.3")[:2] == ("CLEAN sender en ny oversigt", "CLEAN")
    mette.submit({"Hvad skal der gøres": "NIES sender en ny oversigt"})

    assert details(bot, "1.3")[0] == "NIES sender en ny oversigt"


def test_a_reworded_action_stands_in_the_form_of_its_note(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    li.press("Ret · 修改", on=card(li))
    mette.choose(MENU, ACTION, on=card(mette))
    mette.press(action_id="item.edit")
    mette.submit({"Hvad skal der gøres": "CLEAN sender en\nny oversigt"})
    mette.close_modal()
    li.submit()  # an older form must not bring the old words back
    assert li.modal is not None
    assert list(li.modal.errors) == ["text_0"]
    mette.press("Ret · 修改", on=card(mette))

    assert mette.modal is not None
    assert mette.modal.fields["Referat"].value.splitlines()[-1] == "- [ ] CLEAN sender en ny oversigt"
    mette.submit()
    assert details(bot, "1.3") == ("CLEAN sender en ny oversigt", "CLEAN", "2017-04-01..2017-04-10")


def test_all_items_of_a_long_note_are_one_button_away(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", "\n".join(f"{n}. Grund nummer {n} undersøges." for n in range(1, 61)), channel=CHANNEL)

    assert "Vis alle · 全部显示" in card(li).buttons
    li.press("Vis alle · 全部显示", on=card(li))

    assert li.modal is not None
    assert [line for line in li.modal.plain.splitlines() if line.startswith("Grund")] == [
        f"Grund nummer {n} undersøges." for n in range(1, 61)
    ]


def test_the_card_of_a_long_chinese_note_follows_what_is_done(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    measured = "监测井的地下水样品中检出氯代有机溶剂及其降解产物，建议继续监测并进行风险评估。" * 3
    note = "\n".join(f"{n}. 第{n}号{measured}" for n in range(1, 21)) + "\n待办：CLEAN在3月15日前提交报告"
    li.mention(f"@jordbro 纪要\n监测会议，2017年1月10日\n{note}", channel=CHANNEL)

    mette.choose(MENU, "1.21 CLEAN在3月15日前提交报告", on=card(mette))
    mette.press(action_id="item.edit")
    mette.submit({"Ansvarlig": "JEPD"})

    assert "1 · 监测会议" in card(mette).plain
    assert {call.result.get("error") for call in bot.workspace.calls("chat.update")} == {None}

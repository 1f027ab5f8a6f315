"""The life of an action: its sheet, and everything both sides can do with it by buttons alone."""

from datetime import timedelta

import pytest

from bot.domain.record import Action
from bot.workspace.driver import Person
from bot.workspace.seen import Seen
from tests.scenarios.bot import CHANNEL, Bot, card

NOTE = """Møde med JEPD, 10. januar 2017, Nanjing
- [ ] CLEAN og JEPD sender oversigt senest 15. marts 2017
- [ ] JEPD sender udkast senest 10 arbejdsdage efter modtagelsen af listen
- [ ] Ring til borgmesteren, frist: når tiden er moden
- [ ] Genbesøg fra JEPD forventes i januar 2017"""
MENU = "Åbn en opgave … · 打开待办…"
OVERSIGT = "1.1 CLEAN og JEPD sender oversigt senest 15. marts 2017"
UDKAST = "1.2 JEPD sender udkast senest 10 arbejdsdage efter modtagelsen af listen"
RING = "1.3 Ring til borgmesteren, frist: når tiden er moden"


def people(bot: Bot, note: str = NOTE) -> tuple[Person, Person, Person]:
    """Mette and Lars of the Danish side, and Li, a partner from another workspace; Mette has logged a note."""
    found = bot.user("mette", "da"), bot.user("li", "zh"), bot.user("lars", "da")
    found[0].command("/note", note, channel=CHANNEL)
    return found


def opened(person: Person, line: str) -> Person:
    """The person, with an action's sheet open before them."""
    person.choose(MENU, line, on=card(person))
    return person


def lines(person: Person) -> list[str]:
    assert person.modal is not None, person.notices
    return person.modal.plain.splitlines()


def action(bot: Bot, ref: str) -> Action:
    found = next(item.action for item in bot.notes()[0].items if item.ref == ref)
    assert found is not None
    return found


def owners(bot: Bot, ref: str) -> list[tuple[str, str]]:
    """Person and organisation of each owner."""
    return [
        (one.person_name or "", one.organisation.name("da") if one.organisation else "")
        for one in action(bot, ref).owners
    ]


def done_in(person: Person) -> Seen:
    return person.last(CHANNEL)


def test_a_partner_opens_everything_about_an_action_from_the_card(bot: Bot) -> None:
    _, li, _ = people(bot)

    opened(li, OVERSIGT)

    assert li.modal is not None
    assert li.modal.title == "待办 1.1"
    assert (
        li.modal.plain
        == """\
1.1 · 待办
CLEAN og JEPD sender oversigt senest 15. marts 2017
尚未翻译
负责方：CLEAN、江苏省环境保护厅
期限：2017年3月15日前（原话：“senest 15. marts 2017”）
[完成] [我来做] [转交] [修改] [评论]
[拆分] [取消待办] [仅为预计]
修改记录
Mette Holm于2017年1月20日记录"""
    )


def test_the_card_the_list_and_the_summary_name_all_owners(bot: Bot) -> None:
    mette, li, _ = people(bot)

    li.mention("@jordbro 待办 oversigt", channel=CHANNEL)
    mette.command("/summary", channel=CHANNEL)

    assert "→ CLEAN, JEPD · senest 15. marts 2017" in card(li).plain
    assert "CLEAN、江苏省环境保护厅 · 2017年3月15日前 · 尚未翻译 [完成]" in li.last(CHANNEL).plain
    assert "→ CLEAN, JEPD · senest 15. marts 2017" in mette.last(CHANNEL).plain


def test_an_organisation_has_several_actions_when_it_is_one_of_two(bot: Bot) -> None:
    _, li, _ = people(bot)

    li.mention("@jordbro 合作 添加 @li 省厅", channel=CHANNEL)
    li.mention("@jordbro 我的待办", channel=CHANNEL)

    assert [line.split()[0] for line in li.last(CHANNEL).items if line[0] == "1"][:2] == ["1.1", "1.2"]


def test_what_was_not_understood_is_asked_once_and_answered_in_place(bot: Bot) -> None:
    mette, _, _ = people(bot)

    assert (
        mette.last(CHANNEL).plain
        == """\
Gemt som referat 1, »Møde med JEPD«, med 4 punkter. Kortet kommer i kanalen.
1.3: jeg forstod ikke fristen (»når tiden er moden«). Vælg en dag: [Vælg en dag]
1.3: hvem gør det? Ring til borgmesteren, frist: når tiden er moden
[Jeg tager den] [Giv videre]"""
    )
    asked = mette.last(CHANNEL)
    mette.pick_date("Vælg en dag", "2017-05-02", on=asked)
    assert mette.last(CHANNEL).plain == "1.3: frist 2. maj 2017. [Fortryd]"
    mette.press("Jeg tager den", on=asked)

    assert mette.last(CHANNEL).plain == "Du har taget 1.3. [Fortryd]"
    assert "→ Mette Holm · 2. maj 2017" in card(mette).plain
    due = action(bot, "1.3").due
    assert due is not None
    assert due.said == "når tiden er moden"


def test_undated_items_and_expectations_are_not_asked_about(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", "Opgave: CLEAN sender tal\n- [ ] Genbesøg forventes i april 2017", channel=CHANNEL)

    told = "Gemt som referat 1, »CLEAN sender tal«, med 2 punkter. Kortet kommer i kanalen."
    assert mette.last(CHANNEL).plain == told


def test_more_questions_than_five_are_counted(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", "\n".join(f"Opgave: Ring til nummer {n}" for n in range(1, 9)), channel=CHANNEL)

    plain = mette.last(CHANNEL).plain
    assert plain.count("hvem gør det?") == 5
    assert plain.splitlines()[-1] == "Der er også spørgsmål til 3 opgaver mere: åbn dem fra kortet."


def test_who_claims_stands_beside_their_organisation_and_the_second_hears_who_was_first(bot: Bot) -> None:
    mette, li, lars = people(bot)
    li.mention("@jordbro 合作 添加 @li 省厅", channel=CHANNEL)

    opened(li, UDKAST).press("我来做")
    assert lines(li)[0] == "1.2 由你负责。 [撤销]"
    assert owners(bot, "1.2") == [("李明", "JEPD")]
    opened(lars, UDKAST).press("Jeg tager den")

    assert lines(lars)[0].startswith("李明 har allerede taget 1.2.")
    assert owners(bot, "1.2") == [("李明", "JEPD")]
    assert "→ 李明 (JEPD)" in card(mette).plain


def test_nobody_is_said_to_work_where_they_may_not(bot: Bot) -> None:
    _, li, _ = people(bot)

    opened(li, OVERSIGT).press("我来做")

    assert owners(bot, "1.1") == [("李明", ""), ("", "CLEAN"), ("", "JEPD")]


def test_not_mine_leaves_the_organisation_or_an_open_question(bot: Bot) -> None:
    mette, li, _ = people(bot)
    li.mention("@jordbro 合作 添加 @li 省厅", channel=CHANNEL)
    opened(li, UDKAST).press("我来做")
    opened(mette, RING).press("Jeg tager den")

    li.press("不是我的")
    mette.press("Ikke min")

    assert lines(li)[0] == "你已不再是 1.2 的负责人。 [撤销]"
    assert owners(bot, "1.2") == [("", "JEPD")]
    assert owners(bot, "1.3") == []
    assert "Hvem gør det? [Jeg tager den]" in lines(mette)


def test_who_is_handed_something_hears_of_it_in_their_language_and_answers_there(bot: Bot) -> None:
    _, li, lars = people(bot)

    opened(li, UDKAST).press("转交")
    li.submit({"人员": "Lars Bro (CLEAN)"})
    assert lines(li)[0] == "1.2 已转交给Lars Bro (CLEAN)。 已通知Lars Bro (CLEAN)。 [撤销]"
    assert (
        lars.last().plain
        == """\
李明 har givet 1.2 videre til dig:
JEPD sender udkast senest 10 arbejdsdage efter modtagelsen af listen
afventer en hændelse: »senest 10 arbejdsdage efter modtagelsen af listen«
[Åbn] [Udført] [Giv videre] [Ikke min]"""
    )
    assert owners(bot, "1.2") == [("Lars Bro (CLEAN)", "")]
    lars.press("Ikke min", on=lars.last())

    assert lars.last().plain == "Du står ikke længere på 1.2. [Fortryd]"
    assert owners(bot, "1.2") == []
    lars.press("Fortryd", on=lars.last())
    assert lars.last().plain == "Den seneste ændring af 1.2 er fortrudt."
    assert owners(bot, "1.2") == [("Lars Bro (CLEAN)", "")]


def test_an_organisation_that_is_asked_along_hears_of_it_through_its_contact_person(bot: Bot) -> None:
    mette, li, _ = people(bot, "Opgave: CLEAN sender tal\nOpgave: JEPD svarer")
    mette.mention("@jordbro samarbejde kontakt @li JEPD", channel=CHANNEL)

    opened(mette, "1.1 CLEAN sender tal").press("Giv videre")
    mette.submit({"Eller en organisation": "JEPD", "Og dem, der har den nu?": "De gør det sammen"})

    assert lines(mette)[0] == "1.1 er givet videre til JEPD. 李明 har fået besked. [Fortryd]"
    assert owners(bot, "1.1") == [("", "CLEAN"), ("", "JEPD")]
    assert li.last().plain.splitlines()[0] == "Mette Holm 把 1.1 转交给江苏省环境保护厅，你是其联系人："
    assert "Kontaktperson hos JEPD: 李明" in lines(mette)


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({}, "Vælg en person eller en organisation."),
        ({"Person": "U0WANG"}, "Den person er ikke med i samarbejdet. Invitér vedkommende til kanalen først."),
    ],
)
def test_nobody_outside_is_handed_anything(bot: Bot, filled: dict[str, str], told: str) -> None:
    mette, _, _ = people(bot)

    opened(mette, UDKAST).press("Giv videre")
    mette.submit(filled)

    assert mette.modal is not None
    assert list(mette.modal.errors.values()) == [told]
    assert owners(bot, "1.2") == [("", "JEPD")]


def test_an_action_is_split_and_not_silently_done(bot: Bot) -> None:
    _, li, _ = people(bot)

    opened(li, OVERSIGT).press("拆分")
    li.submit({"每行一个分项": "CLEAN在3月1日前提供名单\n\n省厅审核\n再核对一遍"})
    assert lines(li)[0] == "1.1 有 3 个分项。 [撤销]"
    assert [(item.ref, item.parent_id) for item in bot.notes()[0].items][:4] == [
        ("1.1", None),
        ("1.1/1", 1),
        ("1.1/2", 1),
        ("1.1/3", 1),
    ]
    assert [owners(bot, f"1.1/{n}") for n in (1, 2, 3)] == [
        [("", "CLEAN")],
        [("", "JEPD")],
        [("", "CLEAN"), ("", "JEPD")],
    ]
    assert "→ CLEAN · senest 1. marts 2017" in card(li).plain
    li.press("打开", value='{"item":6}')
    assert lines(li)[0] == "1.1/2 · 待办"
    li.press("完成")
    li.close_modal()
    li.press("Udført · 完成", on=card(li))

    asked = "1.1 还有未完成的分项：1.1/1 · 1.1/3。仍要标为完成吗？ [仍标为完成]"
    assert li.last(CHANNEL).plain == asked
    assert action(bot, "1.1").status == "open"
    li.press("仍标为完成", on=li.last(CHANNEL))
    assert li.last(CHANNEL).plain == "1.1 已标为完成。 [撤销]"
    assert action(bot, "1.1").status == "done"


def test_the_question_about_open_parts_is_asked_in_the_list_and_in_the_sheet_too(bot: Bot) -> None:
    mette, _, _ = people(bot)
    opened(mette, OVERSIGT).press("Del op")
    mette.submit({"Én delopgave på hver linje": "CLEAN sender tal"})
    mette.press("Udført")
    assert lines(mette)[0] == "Dele af 1.1 er stadig åbne: 1.1/1. Er den udført alligevel? [Udført alligevel]"
    mette.close_modal()

    mette.command("/actions", "oversigt", channel=CHANNEL)
    mette.press("Udført", on=mette.last(CHANNEL))
    assert mette.last(CHANNEL).plain.splitlines()[:2] == [
        "Dele af 1.1 er stadig åbne: 1.1/1. Er den udført alligevel? [Udført alligevel]",
        "Én opgave",
    ]
    mette.press("Udført alligevel", on=mette.last(CHANNEL))

    assert mette.last(CHANNEL).plain.splitlines()[0] == "1.1 er markeret som udført. [Fortryd]"
    mette.press("Fortryd", on=mette.last(CHANNEL))
    assert mette.last(CHANNEL).plain.splitlines()[:2] == ["Den seneste ændring af 1.1 er fortrudt.", "Én opgave"]


def test_a_split_is_undone_with_its_parts(bot: Bot) -> None:
    mette, _, _ = people(bot)

    opened(mette, OVERSIGT).press("Del op")
    mette.submit({"Én delopgave på hver linje": "CLEAN sender tal\nJEPD svarer"})
    mette.press("Fortryd")

    assert lines(mette)[0] == "Den seneste ændring af 1.1 er fortrudt."
    assert [item.ref for item in bot.notes()[0].items] == ["1.1", "1.2", "1.3", "1.4"]


def test_a_part_is_not_split_again(bot: Bot) -> None:
    mette, _, _ = people(bot)
    opened(mette, OVERSIGT).press("Del op")
    mette.submit({"Én delopgave på hver linje": "CLEAN sender tal"})

    mette.press("Åbn")

    assert lines(mette)[0] == "1.1/1 · Opgave"
    assert "Del af 1.1: CLEAN og JEPD sender oversigt senest 15. marts 2017" in lines(mette)
    assert mette.modal is not None
    assert "Del op" not in mette.modal.buttons


def test_an_action_is_dropped_with_its_reason_and_opened_again(bot: Bot) -> None:
    mette, li, _ = people(bot)

    opened(li, OVERSIGT).press("取消待办")
    li.submit({"为什么不做了？": "省厅已有最新名单。"})
    assert lines(li)[:2] == ["1.1 已取消。 [撤销]", "1.1 · 待办，已取消"]
    assert "1.1 ☒ Opgave, bortfaldet · 待办，已取消" in card(mette).plain
    opened(mette, OVERSIGT)
    assert "Bortfaldet, fordi: 省厅已有最新名单。 (ikke oversat endnu)" in lines(mette)
    mette.press("Genåbn")

    assert lines(mette)[0] == "1.1 er åben igen. [Fortryd]"
    assert not [line for line in lines(mette) if line.startswith("Bortfaldet, fordi")]
    assert lines(mette)[-4:] == [
        "genåbnet af Mette Holm den 20. januar 2017",
        "李明 lod den bortfalde den 20. januar 2017",
        "省厅已有最新名单。",
        "skrevet af Mette Holm den 20. januar 2017",
    ]


def test_who_drops_a_whole_is_told_which_parts_are_still_open(bot: Bot) -> None:
    mette, _, _ = people(bot)
    opened(mette, OVERSIGT).press("Del op")
    mette.submit({"Én delopgave på hver linje": "CLEAN sender tal\nJEPD svarer"})

    opened(mette, OVERSIGT).press("Lad bortfalde")
    mette.submit({"Hvorfor bliver det ikke gjort?": "Ikke mere brug for den."})

    assert lines(mette)[0] == "1.1 er bortfaldet. Delene er stadig åbne: 1.1/1 · 1.1/2. [Fortryd]"


def test_comments_of_both_sides_stand_in_the_sheet_newest_last(bot: Bot) -> None:
    mette, li, _ = people(bot)

    opened(mette, OVERSIGT).press("Kommentér")
    mette.submit({"Din kommentar": "Listen mangler to firmaer."})
    opened(li, OVERSIGT).press("评论")
    li.submit({"你的评论": "明天补充。"})

    at = lines(li).index("评论")
    assert lines(li)[at + 1 : at + 6] == [
        "Mette Holm，2017年1月20日",
        "Listen mangler to firmaer.",
        "尚未翻译",
        "李明，2017年1月20日",
        "明天补充。",
    ]
    li.press("撤销")
    assert "明天补充。" not in lines(li)


def test_undo_stands_beside_what_it_takes_back(bot: Bot) -> None:
    mette, li, _ = people(bot)
    opened(mette, OVERSIGT).press("Jeg tager den")
    assert [line for line in lines(opened(li, OVERSIGT)) if "[撤销]" in line] == ["修改记录 [撤销]"]

    mette.press("Kommentér")
    mette.submit({"Din kommentar": "Listen mangler to firmaer."})

    assert [line for line in lines(opened(li, OVERSIGT)) if "[撤销]" in line] == ["评论 [撤销]"]


def test_what_has_happened_starts_the_clock_in_the_owners_working_days(bot: Bot) -> None:
    mette, li, _ = people(bot)

    opened(li, UDKAST).press("已经发生")
    assert li.modal is not None
    assert li.modal.fields["哪一天？"].value == "2017-01-20"
    li.submit()

    # Chinese New Year from 27 January to 2 February; 22 January and 4 February are worked
    assert lines(li)[0] == "1.2 的期限为2017年2月8日前。 [撤销]"
    assert "所等待的事已于2017年1月20日发生。" in lines(li)
    assert "→ JEPD · senest 8. februar 2017" in card(mette).plain
    opened(mette, UDKAST)
    assert mette.modal is not None
    assert "Det er sket" not in mette.modal.buttons


def test_an_event_without_a_length_asks_for_a_day(bot: Bot) -> None:
    mette, _, _ = people(bot, "Opgave: CLEAN svarer når rapporten foreligger")

    opened(mette, "1.1 CLEAN svarer når rapporten foreligger").press("Det er sket")
    mette.submit({"Hvilken dag?": "2017-01-19"})

    assert lines(mette)[0] == (
        "Det er noteret, at det er sket. Hvornår er fristen for 1.1? Tryk på »Ret« og vælg en dag. [Fortryd]"
    )


def test_an_expectation_is_never_overdue_only_was_expected(bot: Bot) -> None:
    mette, li, _ = people(bot)
    bot.now += timedelta(days=30)

    mette.command("/actions", channel=CHANNEL)
    shown = mette.last(CHANNEL).plain
    li.mention("@jordbro 待办 逾期", channel=CHANNEL)
    opened(li, "1.4 Genbesøg fra JEPD forventes i januar 2017")

    assert "uden ansvarlig · var forventet januar 2017 [Udført]" in shown
    assert "1.4" not in li.last(CHANNEL).plain
    assert "期限：原定2017年1月（原话：“januar 2017”）" in lines(li)
    li.press("确定为待办")
    assert lines(li)[:2] == ["1.4 现在确定为待办。 [撤销]", "1.4 · 待办"]


def test_an_undo_is_anybodys_for_ten_minutes(bot: Bot) -> None:
    mette, li, _ = people(bot)

    mette.press("Udført · 完成", on=card(mette))
    told = mette.last(CHANNEL)
    assert (told.plain, told.ephemeral) == ("1.1 er markeret som udført. [Fortryd]", True)
    opened(li, OVERSIGT)
    li.press("撤销")
    assert lines(li)[0] == "1.1 最近一次修改已撤销。"
    mette.press("Fortryd", on=told)
    assert mette.last(CHANNEL).plain == "Den ændring af 1.1 er allerede fortrudt."

    mette.press("Udført · 完成", on=card(mette))
    late = mette.last(CHANNEL)
    bot.now += timedelta(minutes=11)
    mette.press("Fortryd", on=late)

    assert mette.last(CHANNEL).plain == "En ændring af 1.1 kan fortrydes i ti minutter; de er gået."
    assert action(bot, "1.1").status == "done"


def test_an_undo_of_an_older_change_says_who_changed_it_since(bot: Bot) -> None:
    mette, li, _ = people(bot)

    mette.press("Udført · 完成", on=card(mette))
    told = mette.last(CHANNEL)
    opened(li, OVERSIGT).press("重新打开")
    mette.press("Fortryd", on=told)

    assert mette.last(CHANNEL).plain == "李明 har ændret 1.1 imens. Se den igen."


def test_new_words_are_taken_back_with_the_rest_of_the_change(bot: Bot) -> None:
    mette, _, _ = people(bot)

    opened(mette, OVERSIGT).press("Ret")
    mette.submit({"Hvad skal der gøres": "CLEAN sender alt", "Ansvarlig": "Mette Holm (CLEAN); NIES"})
    assert lines(mette)[0] == "Opgave 1.1 er gemt. [Fortryd]"
    assert owners(bot, "1.1") == [("Mette Holm", "CLEAN"), ("", "NIES")]
    assert "Ansvarlig: CLEAN, JEPD → Mette Holm (CLEAN), NIES" in lines(mette)
    mette.press("Fortryd")

    assert bot.notes()[0].items[0].text.content == "CLEAN og JEPD sender oversigt senest 15. marts 2017"
    assert owners(bot, "1.1") == [("", "CLEAN"), ("", "JEPD")]
    assert bot.notes()[0].body == NOTE.partition("\n")[2]


def test_a_form_goes_back_to_the_sheet(bot: Bot) -> None:
    _, li, _ = people(bot)

    opened(li, OVERSIGT).press("评论")
    li.press("返回")

    assert lines(li)[0] == "1.1 · 待办"


def test_the_notes_history_tells_what_became_of_its_actions(bot: Bot) -> None:
    mette, li, _ = people(bot)
    opened(mette, OVERSIGT).press("Jeg tager den")
    mette.press("Kommentér")
    mette.submit({"Din kommentar": "Snart."})
    mette.press("Fortryd")

    li.press("Historik · 修改记录", on=card(li))

    assert lines(li) == [
        "1.1 待办 · Mette Holm于2017年1月20日评论",
        "1.1 待办 · Mette Holm于2017年1月20日认领",
    ]


def test_a_button_of_a_removed_action_says_so(bot: Bot) -> None:
    mette, li, _ = people(bot)
    opened(li, RING)
    mette.press("Ret · 修改", on=card(mette))
    mette.submit({"Referat": "Beslutning: Alt nyt."})

    li.press("我来做")

    assert li.last().plain == "这一条已经不存在，或者你不能查看。"


def test_home_says_what_was_done_and_takes_it_back(bot: Bot) -> None:
    mette, _, _ = people(bot, "Opgave: CLEAN sender tal")
    mette.mention("@jordbro samarbejde tilføj @mette CLEAN", channel=CHANNEL)

    mette.open_home()
    mette.press("Udført")
    assert mette.last().plain == "1.1 er markeret som udført. [Fortryd]"
    mette.press("Fortryd", on=mette.last())

    assert mette.last().plain == "Den seneste ændring af 1.1 er fortrudt."
    assert action(bot, "1.1").status == "open"

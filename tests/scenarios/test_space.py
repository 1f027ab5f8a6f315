"""Spaces, organisations and people; App Home; who comes and goes."""

import pytest

from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import CHANNEL, Bot, card

INTERN = "jord-internt"
PAGE_ZH = """\
Jiangsu
语言：丹麦文、中文
频道： #jord-jiangsu
单位和人员
{organisations}
人员与角色
内部纪要：尚未开启。
Lars Bro (CLEAN) — 成员
Mette Holm — 管理员
李明 — 成员{works}
频道、翻译、角色和保存期限由管理员决定：Mette Holm。
[添加人员]{contact} [频道]"""


def test_a_space_is_shown_with_its_organisations_and_people(bot: Bot) -> None:
    li = bot.user("li", "zh")
    li.mention("@jordbro 合作", channel=CHANNEL)
    assert li.last(CHANNEL).plain == PAGE_ZH.format(organisations="还没有。", works="", contact="")

    li.mention("@jordbro 纪要：待办：省厅在3月15日前答复", channel=CHANNEL)
    li.mention("@jordbro 合作 添加 @li 省厅", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "李明 现在代表 江苏省环境保护厅。"
    li.mention("@jordbro 合作 单位", channel=CHANNEL)

    organisations = "• 江苏省环境保护厅 — 李明 — 联系人是谁？"
    works = " — 江苏省环境保护厅"
    assert li.last(CHANNEL).plain == PAGE_ZH.format(organisations=organisations, works=works, contact=" [联系人]")


def test_a_contact_person_is_chosen_by_words_and_by_form_and_taken_away_again(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", "Opgave: CLEAN sender tal\nOpgave: JEPD svarer", channel=CHANNEL)

    li.mention("@jordbro 合作 联系人 @li 省厅", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "李明 现在是江苏省环境保护厅的联系人。"
    mette.command("/space", channel=CHANNEL)
    assert [line for line in mette.last(CHANNEL).plain.splitlines() if line.startswith("•")] == [
        "• CLEAN — hvem er kontaktperson?",
        "• JEPD — kontaktperson: 李明",
    ]
    mette.press("Kontaktperson", on=mette.last(CHANNEL))
    mette.submit({"Organisation": "CLEAN", "Kontaktperson": "Lars Bro (CLEAN)"})
    assert mette.last(CHANNEL).plain == "Lars Bro (CLEAN) er nu kontaktperson for CLEAN."
    mette.mention("@jordbro samarbejde kontakt ingen JEPD", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == "JEPD har ingen kontaktperson nu."

    mette.mention("@jordbro samarbejde", channel=CHANNEL)

    assert [line for line in mette.last(CHANNEL).plain.splitlines() if line.startswith("•")] == [
        "• CLEAN — kontaktperson: Lars Bro (CLEAN)",
        "• JEPD — hvem er kontaktperson?",
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kontakt CLEAN", "Nævn personen og så organisationen"),
        ("kontakt @wang CLEAN", "Den person er ikke med i samarbejdet."),
        ("kontakt @lars Novo", "Der er ingen organisation »Novo« her. »@jordbro samarbejde« viser, hvilke der er."),
        ("kontakt @lars", "Nævn personen og så organisationen"),
        ("tilføj @lars", "Nævn personen og så organisationen"),
        ("roler @lars ejer", "Det ord kender jeg ikke her. Efter @jordbro samarbejde kan du skrive: tilføj,"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_with_a_sentence(bot: Bot, typed: str, told: str) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", "Opgave: CLEAN sender tal", channel=CHANNEL)

    mette.mention(f"@jordbro samarbejde {typed}", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.startswith(told)


def test_a_space_is_created_by_words(bot: Bot) -> None:
    mette, wang = bot.user("mette", "da"), bot.user("wang", "zh")

    mette.command("/space", "opret Internt", channel=INTERN)
    assert mette.last(INTERN).plain == "»Internt« er klar: alle i kanalen kan skrive og læse referater."
    wang.mention("@jordbro 合作", channel=INTERN)

    assert wang.last(INTERN).plain.splitlines()[0] == "Internt"


def test_a_channel_is_bound_by_words_to_a_space_the_person_sees(bot: Bot) -> None:
    mette, wang = bot.user("mette", "da"), bot.user("wang", "zh")

    wang.mention("@jordbro 合作 绑定 Jiangsu", channel=INTERN)
    assert wang.last(INTERN).plain == "没有这个合作，或者你不能查看。\n这是你写的内容：\nJiangsu"
    mette.command("/space", "brug jiangsu", channel=INTERN)

    assert mette.last(INTERN).plain == "Kanalen hører nu til »Jiangsu«."


def test_a_form_for_a_space_wants_two_languages(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.mention("@jordbro samarbejde", channel=INTERN)
    mette.press("Opret et samarbejde", on=mette.last(INTERN))
    mette.submit({"Samarbejdets navn": "Internt", "Sprog i kanalen": ["dansk"]})

    form = mette.modal
    assert form is not None
    assert list(form.errors.values()) == ["Vælg mindst to sprog."]
    mette.submit({"Sprog i kanalen": ["dansk", "engelsk"]})
    assert mette.last(INTERN).plain == "»Internt« er klar: alle i kanalen kan skrive og læse referater."


def test_a_person_is_added_by_form(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 合作", channel=CHANNEL)
    li.press("添加人员", on=li.last(CHANNEL))
    li.submit({"人员": "U0METTE", "或新单位": "CLEAN"})

    assert li.last(CHANNEL).plain == "Mette Holm 现在代表 CLEAN。"
    mette = bot.user("mette", "da")
    mette.command("/note", "Opgave: CLEAN sender tal", channel=CHANNEL)
    mette.command("/actions", "mine", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.splitlines()[0] == "Én opgave"


def test_a_new_organisation_is_confirmed_with_its_names_and_then_locked(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 纪要：待办：市外办在3月15日前确认行程", channel=CHANNEL)
    assert li.last(CHANNEL).plain.splitlines()[1] == "“市外办”是第一次出现。它是这个合作中的单位吗？ [确认]"
    li.press("确认", on=li.last(CHANNEL))
    form = li.modal
    assert form is not None
    assert {label: field.value for label, field in form.fields.items()} == {
        "丹麦文名称": None,
        "中文名称": "市外办",
        "英文名称": None,
    }
    li.submit({"丹麦文名称": "Byens Udenrigskontor"})

    assert li.last(CHANNEL).plain == "“市外办”已确认。名称将按你写的使用，不再翻译。"
    assert "市外办 = Byens Udenrigskontor\n→ Byens Udenrigskontor · senest 15. marts 2017" in card(li).plain
    li.mention("@jordbro 纪要：待办：市外办答复", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "已记录为第 2 号纪要“市外办答复”，共 1 条。卡片将显示在频道里。"


def test_a_partner_reaches_everything_from_home(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.open_home()
    li.press("写纪要")
    li.submit({"纪要": "决定：七月再谈。"})
    assert li.last().plain == "已记录为第 1 号纪要“七月再谈”，共 1 条。卡片将显示在频道里。"
    li.press("摘要")
    assert li.last().plain == "1 · 七月再谈\n决定\n§1.1 七月再谈。"
    li.press("待办")
    assert li.last().plain == "这里没有未完成的待办。"
    li.press("这个合作")
    assert li.last().plain.splitlines()[-1] == "[添加人员] [频道]"
    li.press("帮助")

    assert li.last().plain.splitlines()[0] == "土桥能做什么"


def test_who_leaves_sees_no_more_and_who_comes_sees_it(bot: Bot, workspace: LocalWorkspace) -> None:
    mette, zhao = bot.user("mette", "da"), bot.user("zhao", "zh")
    mette.command("/note", "Opgave: CLEAN sender tal", channel=CHANNEL)

    workspace.join("zhao", CHANNEL)
    zhao.dm("待办")
    assert zhao.last().items[-1] == "1.1 CLEAN sender tal"
    workspace.leave("zhao", CHANNEL)
    zhao.dm("待办")

    assert zhao.last().plain.startswith("你还没有加入任何合作。")


def test_the_space_stays_with_a_channel_that_gets_a_new_id(bot: Bot, workspace: LocalWorkspace) -> None:
    li = bot.user("li", "zh")

    workspace.change_channel_id(CHANNEL, "C0NEWID")
    li.mention("@jordbro 待办", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "这里没有未完成的待办。"


@pytest.mark.parametrize("said", ["opret Nyt", "brug Internt"])
def test_the_only_channel_of_a_space_with_notes_does_not_change_over(bot: Bot, said: str) -> None:
    mette = bot.user("mette", "da")
    bot.space(INTERN, "Internt")
    mette.mention("@jordbro referat Beslutning: Vi mødes igen.", channel=CHANNEL)

    mette.mention(f"@jordbro samarbejde {said}", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == (
        "Kanalen er den eneste, der hører til »Jiangsu«, så ingen kunne læse referaterne mere. "
        "Brug først »Jiangsu« i en anden kanal."
    )
    mette.mention("@jordbro samarbejde brug Jiangsu", channel=INTERN)
    mette.mention("@jordbro samarbejde opret Nyt", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == "»Nyt« er klar: alle i kanalen kan skrive og læse referater."

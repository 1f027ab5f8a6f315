"""Trips and their printed reports: made, filled and printed by words and by buttons, in both languages."""

from datetime import timedelta

import pytest

from bot.store import audit
from bot.workspace.driver import Person
from bot.workspace.seen import Seen
from tests.integration.making import answered
from tests.printed import docx_of, head_of, letters, pages_of
from tests.scenarios.bot import CHANNEL, Bot
from tests.scenarios.test_export import files

WUXI = """\
与无锡市生态环境局座谈
时间：2019年5月14日
地点：无锡
目的：了解化工园区土壤修复的招标安排。
参加：无锡市生态环境局；CLEAN
1. 园区内有三块污染场地将于下半年公开招标。
决定：双方每季度召开一次视频会议。
协议：CLEAN与无锡市生态环境局拟于2019年签署合作备忘录
- [ ] @CLEAN 提供丹麦企业名单，6月底前完成
"""
CHANGZHOU = """\
参观常州修复工地
时间：2019年5月16日
地点：常州
1. 现场采用原位热脱附技术，费用每立方米{{ 420 }}元 #set page(fill: red) <b>。
"""
LATER = "Kaffemøde\nDato: 3. juni 2019\n1. Ikke på rejsen.\n"


def wait(bot: Bot) -> None:
    bot.now += timedelta(seconds=2)
    bot.drain()


def made(bot: Bot, who: Person) -> dict[str, bytes]:
    """The files that somebody was sent, by name."""
    wait(bot)
    return dict(files(bot, who))


@pytest.fixture
def li(bot: Bot) -> Person:
    """李明, who has written two notes of a journey, and one of another day."""
    who = bot.user("li", "zh")
    for note in (WUXI, CHANGZHOU):
        who.mention(f"@jordbro 纪要\n{note}", channel=CHANNEL)
    bot.user("mette", "da").command("/note", LATER, channel=CHANNEL)
    return who


@pytest.fixture
def trip(li: Person) -> Seen:
    """A trip he has made, with the meetings held in its days."""
    li.mention("@jordbro 报告", channel=CHANNEL)
    li.press("新建出访", on=li.last(CHANNEL))
    li.submit({"出访的名称": "苏南土壤考察", "第一天": "2019-05-13", "最后一天": "2019-05-17"})
    li.press("加入这次出访", on=li.last(CHANNEL))
    return li.last(CHANNEL)


def test_a_trip_is_made_by_a_partner_with_the_meetings_held_in_its_days(li: Person) -> None:
    li.mention("@jordbro 报告", channel=CHANNEL)
    assert li.last(CHANNEL).plain == ("这里还没有出访。新建一次出访并选择它的会议，我就为你生成书面报告。\n[新建出访]")

    li.press("新建出访", on=li.last(CHANNEL))
    li.submit({"出访的名称": "苏南土壤考察", "第一天": "2019-05-13", "最后一天": "2019-05-17"})
    assert "有2次会议在这些天举行，还不属于任何出访。" in li.last(CHANNEL).plain
    li.press("加入这次出访", on=li.last(CHANNEL))

    assert li.last(CHANNEL).plain == (
        "“苏南土壤考察”已保存。\n苏南土壤考察\n2019年5月13日至2019年5月17日 · 2次会议\n"
        "§1 与无锡市生态环境局座谈\n§2 参观常州修复工地\n"
        "尚未填写：分工、出访目标的完成情况、参与者的反馈。\n"
        "[报告：丹麦文] [报告：中文] [报告：双语对照]\n[选择会议] [填写正文] [名称和日期] [信头]"
    )


def test_the_report_has_everything_that_was_written(bot: Bot, li: Person, trip: Seen) -> None:
    li.press("填写正文", on=trip)
    li.submit(
        {
            "报告标题": "苏南土壤考察工作报告",
            "报告日期": "2019-05-27",
            "分工": "CLEAN负责企业对接。\n生态环境部门负责政府间对话。",
            "参与者的反馈": "企业认为“{% raw %}”式的考察很有收获。",
        }
    )
    li.press("报告：中文", on=li.last(CHANNEL))

    found = made(bot, li)
    assert list(found) == ["报告-1-zh.pdf", "报告-1-zh.docx"]
    pages = pages_of(found["报告-1-zh.pdf"])
    for said in (letters("".join(pages)), letters(docx_of(found["报告-1-zh.docx"]))):
        for words in (
            "日期：2019年5月27日",
            "苏南土壤考察工作报告",
            "CLEAN负责企业对接。",
            "生态环境部门负责政府间对话。",
            "企业认为“{% raw %}”式的考察很有收获。",
            "了解化工园区土壤修复的招标安排。",
            "园区内有三块污染场地将于下半年公开招标。",
            "双方每季度召开一次视频会议。",
            "CLEAN与无锡市生态环境局拟于2019年签署合作备忘录",
            "现场采用原位热脱附技术，费用每立方米{{ 420 }}元 #set page(fill: red) <b>。",
            "§1.1",
            "§4.3",
        ):
            assert letters(words) in said
        assert letters("Ikke på rejsen.") not in said
        assert "†" not in said


@pytest.mark.usefixtures("li", "trip")
def test_the_same_in_danish_says_on_every_page_that_a_machine_translated_it(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    for text in [text for note in bot.notes() for text in note.texts()]:
        answered(bot.db, text, language="da")

    mette.command("/report", "苏南 dansk", channel=CHANNEL)

    found = made(bot, mette)
    assert list(found) == ["rapport-1-da.pdf", "rapport-1-da.docx"]
    notice = letters("Det, der er mærket †, er maskinoversat og ikke gennemset.")
    assert all(notice in letters(page) for page in pages_of(found["rapport-1-da.pdf"]))
    assert notice in letters(head_of(found["rapport-1-da.docx"]))


def test_side_by_side_has_every_number_before_the_words_of_both(bot: Bot, li: Person, trip: Seen) -> None:
    li.press("报告：双语对照", on=trip)

    found = made(bot, li)
    assert list(found) == ["报告-1-da-zh.pdf", "报告-1-da-zh.docx"]
    pages, table = pages_of(found["报告-1-da-zh.pdf"]), docx_of(found["报告-1-da-zh.docx"])
    for said in (letters("".join(pages)), letters(table)):
        assert letters("§1.1 园区内有三块污染场地将于下半年公开招标。") in said
        assert (
            said.count(letters("园区内有三块污染场地将于下半年公开招标。")) == 2
        )  # once beside what is not translated
        assert letters("Dato: 20. januar 2017") in said
        assert letters("日期：2017年1月20日") in said


@pytest.mark.usefixtures("trip")
def test_progress_stands_in_one_message_that_changes(bot: Bot, li: Person) -> None:
    before = len(bot.workspace.calls("chat.update"))

    li.mention("@jordbro 报告 苏南 中文 丹麦文 双语", channel=CHANNEL)
    wait(bot)

    updates = [call.args["text"] for call in bot.workspace.calls("chat.update")[before:]]
    assert updates == [
        *(f"“苏南土壤考察”的报告：{done}/7 …" for done in range(2, 7)),
        "“苏南土壤考察”的报告已生成。",
    ]
    assert len(files(bot, li)) == 6


@pytest.mark.usefixtures("trip")
def test_a_deleted_message_of_progress_keeps_no_file_back(bot: Bot, li: Person) -> None:
    bot.workspace.faults("chat.update", error="message_not_found")

    li.mention("@jordbro 报告 苏南", channel=CHANNEL)

    assert list(made(bot, li)) == ["报告-1-zh.pdf", "报告-1-zh.docx"]


@pytest.mark.usefixtures("li", "trip")
def test_meetings_are_put_in_and_taken_out_by_a_form(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.mention("@jordbro rapport", channel=CHANNEL)
    mette.press("Åbn", on=mette.last(CHANNEL))
    mette.press("Vælg møder", on=mette.last(CHANNEL))
    assert mette.modal
    field = mette.modal.fields["Møder, der hører til"]
    assert [one["text"]["text"] for one in field.initial] == [
        "§1 · 14. maj 2019 · 与无锡市生态环境局座谈",
        "§2 · 16. maj 2019 · 参观常州修复工地",
    ]

    mette.submit(
        {"Møder, der hører til": ["§1 · 14. maj 2019 · 与无锡市生态环境局座谈", "§3 · 3. juni 2019 · Kaffemøde"]}
    )

    lines = mette.last(CHANNEL).plain.splitlines()
    assert "§1 与无锡市生态环境局座谈" in lines
    assert "§3 Kaffemøde" in lines
    assert "§2 参观常州修复工地" not in lines


def test_a_trip_is_renamed_and_its_text_follows(li: Person, trip: Seen) -> None:
    li.press("名称和日期", on=trip)
    li.submit({"出访的名称": "苏南考察（第二次）", "第一天": "2019-05-13", "最后一天": "2019-05-17"})

    assert "苏南考察（第二次）" in li.last(CHANNEL).plain
    li.mention("@jordbro 报告 第二次", channel=CHANNEL)
    assert "我正在生成“苏南考察（第二次）”的报告" in li.last(CHANNEL).plain


def test_days_in_the_wrong_order_are_said_at_the_form(li: Person) -> None:
    li.mention("@jordbro 报告", channel=CHANNEL)
    li.press("新建出访", on=li.last(CHANNEL))

    li.submit({"出访的名称": "苏南", "第一天": "2019-05-17", "最后一天": "2019-05-13"})

    assert li.modal
    assert list(li.modal.errors.values()) == ["最后一天早于第一天。"]


def test_two_who_write_at_once_lose_nothing(bot: Bot, li: Person, trip: Seen) -> None:
    mette = bot.user("mette", "da")
    mette.mention("@jordbro rapport", channel=CHANNEL)
    mette.press("Åbn", on=mette.last(CHANNEL))
    mette.press("Skriv teksten", on=mette.last(CHANNEL))
    li.press("填写正文", on=trip)
    li.submit({"参与者的反馈": "很好。"})

    mette.submit({"Deltagernes respons": "God tur."})

    assert mette.modal
    assert "En anden har ændret" in "".join(mette.modal.errors.values())
    assert "很好。" in "".join(item.text.content for note in bot.notes() for item in note.items)


def test_a_written_part_is_changed_paragraph_by_paragraph(bot: Bot, li: Person, trip: Seen) -> None:
    li.press("填写正文", on=trip)
    li.submit({"分工": "甲方负责对接。\n乙方负责审批。", "参与者的反馈": "很好。"})
    first = {item.text.content: item.id for item in bot.notes()[0].items}

    li.press("填写正文", on=li.last(CHANNEL))
    assert li.modal
    assert li.modal.fields["分工"].initial == "甲方负责对接。\n\n乙方负责审批。"
    li.submit(
        {
            "分工": "甲方负责对接。\n丙方负责监督。\n乙方负责审批。",
            "参与者的反馈": "",
            "出访目标的完成情况": "全部完成。",
        }
    )

    items = bot.notes()[0].items
    assert [(item.number, item.text.content) for item in items] == [
        ("1", "甲方负责对接。"),
        ("2", "丙方负责监督。"),
        ("3", "乙方负责审批。"),
        ("4", "全部完成。"),
    ]
    assert (items[0].id, items[2].id) == (first["甲方负责对接。"], first["乙方负责审批。"])


def test_only_owners_change_the_letterhead_and_it_stands_on_the_report(bot: Bot, li: Person, trip: Seen) -> None:
    li.press("信头", on=trip)
    li.submit({"机关名称": "某局"})
    assert li.modal
    assert list(li.modal.errors.values()) == ["只有这个合作的管理员可以这样做。请联系 Mette Holm。"]
    li.close_modal()
    mette = bot.user("mette", "da")
    mette.mention("@jordbro rapport", channel=CHANNEL)
    mette.press("Åbn", on=mette.last(CHANNEL))
    mette.press("Brevhoved", on=mette.last(CHANNEL))

    mette.submit(
        {"Myndighedens navn": "Region Hovedstaden", "Adresse, linje for linje": "Kongens Vænge 2\n3400 Hillerød"}
    )

    mette.press("Rapport: dansk", on=mette.last(CHANNEL))
    page = pages_of(made(bot, mette)["rapport-1-da.pdf"])[0]
    assert page.split("\r\n")[:3] == ["Region Hovedstaden", "Kongens Vænge 2", "3400 Hillerød"]


@pytest.mark.usefixtures("trip")
def test_what_nobody_knows_is_said_and_several_are_listed(li: Person) -> None:
    li.mention("@jordbro 报告 火星", channel=CHANNEL)
    assert "没有标题含“火星”的出访。" in li.last(CHANNEL).plain
    li.mention("@jordbro 报告", channel=CHANNEL)
    li.press("新建出访", on=li.last(CHANNEL))
    li.submit({"出访的名称": "苏南土壤回访"})

    li.mention("@jordbro 报告 苏南", channel=CHANNEL)

    assert li.last(CHANNEL).plain.splitlines()[1] == "有几次出访的名称含“苏南”。是哪一次？"
    assert li.last(CHANNEL).plain.count("[打开]") == 2


def test_who_has_left_gets_no_report(bot: Bot, li: Person, trip: Seen) -> None:
    bot.paused = True
    li.press("报告：中文", on=trip)
    bot.workspace.leave("li", CHANNEL)
    bot.paused = False
    wait(bot)

    assert [file for file in bot.workspace.world.files.values() if file.content] == []


def test_it_is_written_down_who_was_given_a_report_of_what(bot: Bot, li: Person, trip: Seen) -> None:
    li.press("报告：中文", on=trip)
    wait(bot)

    with bot.db.read() as tx:
        (entry,) = [one for one in audit.since(tx, [1]) if one.act == "exported"]
    assert (entry.name, entry.through, entry.detail) == ("李明", "job.report", "report")
    assert entry.records == ("note:1", "note:2", "trip:1")


def test_who_reads_neither_language_of_the_space_gets_the_first_of_them(bot: Bot, trip: Seen) -> None:
    del trip
    reader = bot.user("mette", "en")

    reader.mention("@jordbro report 苏南 pdf", channel=CHANNEL)

    assert [name for name in made(bot, reader) if name.endswith(".pdf")] == ["report-1-da.pdf"]

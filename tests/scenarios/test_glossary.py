"""The glossary by command, mention, button and direct message, for both sides."""

import json

import pytest

from bot.domain.person import keeper
from bot.services.export_terms import export_terms
from bot.services.look_up_term import look_up_term
from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import CHANNEL, Bot, card, running
from tests.scenarios.engine import RecordingEngine
from tests.scenarios.test_forged import press

TABLE = """\
kind;da;zh;en;forbidden_zh
term;grundvandsspejl;地下水位;water table;
frugt;æble;苹果;apple;
term;muld;;;
organisation;Miljøstyrelsen;丹麦环境保护署;Danish EPA;丹麦环保部
"""


def test_chinese_partner_without_the_app_looks_a_name_up_by_mention(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 术语 JEDP", channel=CHANNEL)

    assert li.last(CHANNEL).plain.splitlines() == [
        "丹麦文： JEPD · 也可写作：Jiangsu Provincial Environmental Protection Department、JEDP",
        "中文： 江苏省环境保护厅 · 也可写作：江苏省环保厅、省环保厅、省厅",
        "英文： Jiangsu Provincial Environmental Protection Department",
        "单位（名称，固定译法） · 土桥自带",
        "[修改] [删除]",
    ]


def test_dane_adds_changes_and_removes_a_term_by_command_and_form(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/glossary", "tilføj", channel=CHANNEL)
    mette.submit({"Dansk": "grundvandsspejl"})
    form = mette.modal
    assert form is not None
    assert list(form.errors.values()) == ["Et fagord skal have en form på mindst to sprog."]
    mette.submit({"Kinesisk": "地下水位"})
    assert mette.last(CHANNEL).plain == "»grundvandsspejl« står nu i ordlisten."

    mette.command("/glossary", "grundvandsspejlets", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.splitlines()[2] == "Fagord · samarbejdets eget, af Mette Holm"
    mette.press("Ret", on=mette.last(CHANNEL))
    mette.submit({"Engelsk": "water table", "Aldrig på kinesisk": "地下水\n水位"})
    form = mette.modal
    assert form is not None
    assert list(form.errors.values()) == ["»地下水« er den rigtige form i opslaget »地下水« og kan ikke forbydes."]
    mette.submit({"Aldrig på kinesisk": "水位"})
    assert mette.last(CHANNEL).plain == "»grundvandsspejl« er rettet."

    mette.command("/glossary", "fjern grundvandsspejl", channel=CHANNEL)
    mette.press("Fjern", on=mette.last(CHANNEL))
    assert mette.last(CHANNEL).plain == "»grundvandsspejl« er fjernet fra samarbejdets ordliste."


def test_partner_adds_by_one_line_and_by_button_and_a_taken_form_is_named(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 术语 添加地下水位 = grundvandsspejl = water table", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "“地下水位”已加入术语表。"
    li.mention("@jordbro 术语 添加 vandspejl = 地下水位", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "“地下水位”已属于条目“地下水位”。"
    li.mention("@jordbro 术语 添加 = ", channel=CHANNEL)
    assert li.last(CHANNEL).plain.splitlines()[0] == "请这样写：术语 添加 grundvand = 地下水 = groundwater"

    li.mention("@jordbro 术语 矿渣堆场", channel=CHANNEL)
    assert li.last(CHANNEL).plain.splitlines()[0] == "术语表里没有“矿渣堆场”。"
    li.press("添加", on=li.last(CHANNEL))
    form = li.modal
    assert form is not None
    assert form.fields["中文"].value == "矿渣堆场"
    li.submit({"英文": "slag dump"})
    assert li.last(CHANNEL).plain == "“矿渣堆场”已加入术语表。"


def test_an_entry_that_ships_is_changed_for_this_space_only(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    other = bot.space("jord-internt", "Internt")

    mette.command("/glossary", "JEPD", channel=CHANNEL)
    mette.press("Ret", on=mette.last(CHANNEL))
    mette.submit({"Kinesisk": "江苏省生态环境厅", "Andre kinesiske former": "江苏省环境保护厅\n省厅"})

    assert mette.last(CHANNEL).plain == "»JEPD« er rettet."
    assert [look_up_term(bot.db, keeper(space), space, "JEPD").found[0].term.form("zh") for space in (1, other)] == [
        "江苏省生态环境厅",
        "江苏省环境保护厅",
    ]
    mette.command("/glossary", "fjern JEPD", channel=CHANNEL)
    mette.press("Fjern", on=mette.last(CHANNEL))
    assert look_up_term(bot.db, keeper(1), 1, "JEPD").found == ()


def test_the_second_of_two_people_is_told(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/glossary", "JEPD", channel=CHANNEL)
    mette.press("Ret", on=mette.last(CHANNEL))
    li.mention("@jordbro 术语 JEPD", channel=CHANNEL)
    li.press("修改", on=li.last(CHANNEL))

    li.submit({"备注": "2018年更名"})
    mette.submit({"Bemærkning": "Hed det til 2018"})

    form = mette.modal
    assert form is not None
    assert list(form.errors.values()) == ["Nogen har rettet eller fjernet opslaget imens. Slå det op igen."]
    mette.close_modal()
    mette.command("/glossary", "JEPD", channel=CHANNEL)
    mette.press("Ret", on=mette.last(CHANNEL))
    li.mention("@jordbro 术语 JEPD", channel=CHANNEL)
    li.press("修改", on=li.last(CHANNEL))
    li.submit({"备注": "更名"})
    mette.submit({"Bemærkning": "Nyt"})
    form = mette.modal
    assert form is not None
    assert next(iter(form.errors.values())).startswith("李明 har rettet opslaget imens.")


@pytest.mark.parametrize(
    "content",
    [TABLE.encode("utf-8-sig"), TABLE.encode("utf-16"), TABLE.replace(";", "\t").encode()],
    ids=["utf-8", "utf-16", "tabs"],
)
def test_a_file_in_a_direct_message_is_imported_and_broken_lines_are_told(bot: Bot, content: bytes) -> None:
    li = bot.user("li", "zh")

    li.dm("术语 导入", file=("术语.csv", content))

    assert li.last(None).plain == (
        "已导入：新增 2 条，修改 0 条，未变 0 条。\n有 2 行无法导入：\n"
        "第 3 行：没有“frugt”这个类别；可用的有：organisation, person, place, term。\n"
        "第 4 行：术语至少需要两种语言的写法。"
    )
    li.dm("术语", file=("术语.csv", content))
    assert li.last(None).plain.splitlines()[0] == "已导入：新增 0 条，修改 0 条，未变 2 条。"


def test_terms_are_pasted_by_form_and_by_mention(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/glossary", "importer", channel=CHANNEL)
    mette.submit({"CSV eller TBX": TABLE})
    assert mette.last(CHANNEL).plain.splitlines()[0] == "Importeret. Nye: 2, rettede: 0, uændrede: 0."
    mette.mention(f"@jordbro ordliste importer\n{TABLE.replace('water table', 'groundwater table')}", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.splitlines()[0] == "Importeret. Nye: 0, rettede: 1, uændrede: 1."


@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_the_glossary_is_sent_as_a_file_and_reads_back_unchanged(
    bot: Bot, workspace: LocalWorkspace, form: str
) -> None:
    li = bot.user("li", "zh")

    li.mention(f"@jordbro 术语 导出 {form}", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "文件已私信发给你。"
    (file,) = li.last(None).files
    assert file["name"] == f"glossary.{form}"
    content = workspace.world.files[file["id"]].content
    assert content == export_terms(bot.db, keeper(1), 1, "tbx" if form == "tbx" else "csv")
    li.dm("术语 导入", file=(file["name"], content or b""))
    assert li.last(None).plain == "已导入：新增 0 条，修改 0 条，未变 39 条。"


def test_a_file_that_is_not_to_be_had_and_a_refused_upload_are_told(bot: Bot, workspace: LocalWorkspace) -> None:
    li = bot.user("li", "zh")
    bot.paused = True
    li.mention("@jordbro 术语 导入", channel=CHANNEL, file=("a.csv", b"kind,da\n"))
    workspace.world.files.clear()
    bot.paused = False

    bot.drain()
    assert li.last(CHANNEL).plain == "无法取得该文件。请在我所在的频道里重新发送，或直接发给我。"

    workspace.faults("files.getUploadURLExternal", error="missing_scope")
    li.mention("@jordbro 术语 导出", channel=CHANNEL)
    assert "missing_scope" in li.last(CHANNEL).plain


def test_a_changed_term_has_its_sentences_translated_again(workspace: LocalWorkspace, store_path: object) -> None:
    engine = RecordingEngine()
    with running(workspace, f"sqlite:///{store_path}", engine) as bot:
        mette = bot.user("mette", "da")
        mette.command("/note", "1. Muldlaget fjernes i marts.\n2. Vejen spærres.", channel=CHANNEL)
        before = len(engine.asked)

        mette.command("/glossary", "tilføj muldlag = 表土", channel=CHANNEL)

        assert mette.last(CHANNEL).plain.splitlines()[0] == "»muldlag« står nu i ordlisten."
        assert "Vejen spærres." not in str(engine.asked[before:])
        assert "fjernes i marts" in str(engine.asked[before:])
        assert card(mette)


@pytest.mark.parametrize("name", ["add", "change", "ask_remove", "remove", "import", "export_csv", "export_tbx"])
def test_a_forged_button_of_the_glossary_changes_nothing(bot: Bot, caplog: pytest.LogCaptureFixture, name: str) -> None:
    bot.user("mette", "da")
    forged = (
        "",
        "[]",
        *(json.dumps(dict.fromkeys(("space", "ref", "version"), one)) for one in ("x", None, 10**30, 7)),
    )

    statuses = [press(bot, f"glossary.{name}", value, number) for number, value in enumerate(forged)]

    assert set(statuses) == {200}
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
    assert look_up_term(bot.db, keeper(1), 1, "").own == 0

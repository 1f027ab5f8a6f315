"""How long notes are kept, who saw what, the whole record as a file, and being forgotten: by words and by button."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from bot.store import audit
from bot.store.audit import Entry
from tests.scenarios.bot import CHANNEL, Bot, card
from tests.scenarios.test_export import files

NOTE = "Gammelt møde, 10. januar 2010, Nanjing\n1. Vi talte om jord.\n"


def entries(bot: Bot) -> list[Entry]:
    with bot.db.read() as tx:
        return list(audit.since(tx, [1]))


def everything(bot: Bot) -> str:
    """All that stands in the tables, as one text."""
    with bot.db.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return "\n".join(str(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in tables)  # noqa: S608


def test_an_owner_sees_what_would_go_before_it_does(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.mention("@jordbro samarbejde opbevaring 5 år", channel=CHANNEL)
    assert mette.last(CHANNEL).ephemeral
    assert mette.last(CHANNEL).plain == (
        "Skal referaterne i Jiangsu gemmes i 60 måneder efter mødet?\n"
        "Et referat fra før 20. januar 2012 bliver slettet for altid i nat, med opgaver, oversættelser og historik.\n"
        "Referater, der bliver ældre end det, slettes hver nat. Kort i Slack bliver, til nogen sletter dem dér.\n"
        "[Gør det sådan]"
    )
    assert bot.notes()
    mette.press("Gør det sådan", on=mette.last(CHANNEL))

    assert "Referaterne i Jiangsu gemmes i 60 måneder efter mødet." in mette.last(CHANNEL).plain
    mette.mention("@jordbro samarbejde", channel=CHANNEL)
    assert "Referaterne i Jiangsu gemmes i 60 måneder efter mødet." in mette.last(CHANNEL).plain


def test_a_form_says_the_same_in_chinese(bot: Bot) -> None:
    mette = bot.user("mette", "zh")
    mette.mention("@jordbro 合作 保存", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.startswith("Jiangsu 的纪要永久保存。")

    mette.press("保存期限…", on=mette.last(CHANNEL))
    mette.submit({"保存多久": "5年"})

    assert "现在没有2012年1月20日之前的纪要要删除。" in mette.last(CHANNEL).plain


def test_an_unclear_time_is_given_back(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.mention("@jordbro samarbejde opbevaring så længe som muligt", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.startswith("Det er ikke en tid, jeg kan gemme referater i.")


@pytest.mark.parametrize("said", ["opbevaring 5 år", "opbevaring så længe som muligt", "log", "eksport"])
def test_only_owners_decide_look_and_export(bot: Bot, said: str) -> None:
    li = bot.user("li", "da")

    li.mention(f"@jordbro samarbejde {said}", channel=CHANNEL)

    assert "ejer" in li.last(CHANNEL).plain
    assert files(bot, li) == []


def test_the_log_says_who_saw_and_changed_what(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", "Møde, 10. januar 2017\n- [ ] CLEAN sender brev\n", channel=CHANNEL)
    li.mention("@jordbro 待办", channel=CHANNEL)

    mette.mention("@jordbro samarbejde log", channel=CHANNEL)

    lines = mette.last(CHANNEL).plain.splitlines()
    assert lines[0] == "Jiangsu: senest set og ændret"
    assert lines[1] == "20. januar 2017"
    assert "10:00 · 李明 så §1.1" in lines
    assert "10:00 · kanalen fik vist §1 af Jordbro" in lines
    assert "10:00 · Mette Holm ændrede §1" in lines


def test_the_log_names_people_and_decisions_and_shows_no_inner_numbers(bot: Bot) -> None:
    mette, lars = bot.user("mette", "da"), bot.user("lars", "zh")
    lars.mention("@jordbro 待办", channel=CHANNEL)
    mette.mention("@jordbro samarbejde tilføj @lars CLEAN", channel=CHANNEL)
    mette.mention("@jordbro samarbejde rolle @lars ejer", channel=CHANNEL)
    mette.mention("@jordbro samarbejde motorer ingen", channel=CHANNEL)
    bot.now += timedelta(days=1)

    lars.mention("@jordbro 合作 内部", channel=CHANNEL)
    lars.press("内部纪要", on=lars.last(CHANNEL))
    lars.submit({"这里的内部纪要": "按工作区"})
    lars.mention("@jordbro 合作 日志", channel=CHANNEL)

    assert lars.last(CHANNEL).plain.splitlines() == [
        "Jiangsu：最近的查看和修改",
        "2017年1月21日",
        "10:00 · Lars Bro (CLEAN)修改了内部纪要的划分方式",
        "2017年1月20日",
        "10:00 · Mette Holm修改了由谁翻译",
        "10:00 · Mette Holm修改了人员 Lars Bro (CLEAN)",
        "10:00 · Mette Holm修改了单位 CLEAN、人员 Lars Bro (CLEAN)",
        "10:00 · Mette Holm修改了频道、合作",
    ]


def test_a_command_and_a_button_leave_what_they_went_through(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", "Møde, 10. januar 2017\n- [ ] CLEAN sender brev\n", channel=CHANNEL)
    mette.press("Udført · 完成", on=card(mette))

    said = [(entry.act, entry.through, entry.detail) for entry in entries(bot) if entry.person_id]

    assert ("changed", "commands.note", "logged") in said
    assert ("changed", "pressing", "done") in said
    assert all(len(entry.key) == 12 for entry in entries(bot)[1:])


def test_an_owner_gets_the_whole_record_alone(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.mention("@jordbro samarbejde eksport", channel=CHANNEL)

    ((name, content),) = files(bot, mette)
    made = ZipFile(io.BytesIO(content))
    assert name == "jordbro-2017-01-20.zip"
    assert json.loads(made.read("manifest.json"))["space"]["name"] == "Jiangsu"
    assert "Vi talte om jord." in made.read("notes/1.da.md").decode()
    assert files(bot, li) == []
    assert [(one.act, one.through, one.records) for one in entries(bot)][-1] == (
        "exported",
        "job.export_record",
        ("record",),
    )


@pytest.mark.parametrize(
    "said", ["@jordbro indstillinger glem mig", "@jordbro settings forget me", "@jordbro 设置 忘记我"]
)
def test_somebody_is_forgotten_after_they_were_told_what_that_means(bot: Bot, said: str) -> None:
    li = bot.user("li", "zh")
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    li.mention("@jordbro 纪要：2017年1月10日会议。待办：省厅答复", channel=CHANNEL)

    li.mention(said, channel=CHANNEL)
    li.press("忘记我…", on=li.last(CHANNEL))
    assert li.modal
    assert "会保留：纪要、决定和译文" in li.modal.plain
    li.submit()
    assert li.last(CHANNEL).plain == "我现在就忘记你。谢谢你的工作。"
    user_id = li.user.id
    bot.now += timedelta(seconds=6)
    bot.drain()

    stored = everything(bot)
    assert user_id not in stored
    assert "李明" not in stored
    assert "skrevet af Tidligere deltager" in card(bot.user("mette")).plain
    assert "无日期 · 前参与者" in card(bot.user("mette")).plain


def test_by_command_the_form_opens_at_once_and_can_be_left(bot: Bot) -> None:
    lars = bot.user("lars", "da")

    lars.command("/settings", "glem mig", channel=CHANNEL)

    assert lars.modal
    assert lars.modal.title == "Glem mig"


def test_the_last_owner_is_told_to_name_another(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    bot.user("li", "zh").mention("@jordbro 待办", channel=CHANNEL)

    mette.command("/settings", "glem mig", channel=CHANNEL)

    assert mette.modal is None
    assert "Du er den eneste ejer af Jiangsu." in mette.last(CHANNEL).plain

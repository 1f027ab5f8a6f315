"""Actions as a file and as a calendar address, by command, mention, menu and direct message, for both sides."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from sqlalchemy import text

from bot.domain.person import SlackUser
from bot.services.read_feed import read_feed
from bot.store import people
from bot.workspace.driver import LocalWorkspace
from bot.workspace.person import Person
from tests.scenarios.bot import CHANNEL, Bot
from tests.scenarios.test_forged import press

NOTE = """Møde med JEPD, 10. januar 2017, Nanjing
- [ ] CLEAN sender oversigt senest 1. april 2017
- [ ] JEPD udpeger grunde primo marts 2017
- [x] NIES svarer senest 1. februar 2017
- [ ] CLEAN laver program
- [ ] Genbesøg fra JEPD forventes i april 2017"""
PUBLIC = "https://jordbro.region.dk/"
ADDRESS = re.compile(r"https://jordbro\.region\.dk/calendar/([\w-]{43})\.ics")


def files(bot: Bot, person: Person) -> list[tuple[str, bytes]]:
    """The names and contents of the files the bot has sent to somebody directly, oldest first."""
    known = bot.workspace.world.files
    sent = [file for seen in person.messages(None) for file in seen.files]
    return [(file["name"], known[file["id"]].content or b"") for file in sent]


def told(person: Person) -> str:
    """What stands beside the last file, or the last message sent directly."""
    return person.last(None).plain


def strings(content: bytes) -> str:
    return ZipFile(io.BytesIO(content)).read("xl/sharedStrings.xml").decode()


def summaries(content: bytes) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(content).events]


def everything_stored(bot: Bot) -> str:
    """All that stands in the tables, as one text."""
    with bot.db.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return "\n".join(str(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in tables)  # noqa: S608


@pytest.fixture
def noted(bot: Bot) -> Bot:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    return bot


@pytest.fixture
def reachable(workspace: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """A bot with a public address, and a note."""
    made = Bot(workspace, f"sqlite:///{store_path}", public_url=PUBLIC)
    made.space()
    made.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    yield made
    made.runtime.stop()


def test_a_dane_gets_a_workbook_by_command(noted: Bot) -> None:
    mette = noted.user("mette")

    mette.command("/actions", "xlsx", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == "Filen ligger i dine direkte beskeder med mig."
    ((name, content),) = files(noted, mette)
    assert name == "opgaver-2017-01-20.xlsx"
    assert told(mette).splitlines()[0] == "Her er filen med 4 opgaver."
    shown = strings(content)
    for words in ("Nummer", "Kinesisk", "CLEAN sender oversigt senest 1. april 2017", "1.5", "forventet"):
        assert f"<t>{words}</t>" in shown
    assert "NIES svarer" not in shown


def test_chinese_partner_without_the_app_gets_a_workbook_by_mention(noted: Bot) -> None:
    li = noted.user("li", "zh")

    li.mention("@jordbro 待办 省厅 xlsx", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "文件已私信发给你。"
    ((name, content),) = files(noted, li)
    assert name == "待办-2017-01-20.xlsx"
    assert told(li).splitlines()[0] == "文件来了，共 1 项待办。"
    assert "<t>编号</t>" in strings(content)
    assert "<t>江苏省环境保护厅</t>" in strings(content)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("opgaver csv", 4),
        ("opgaver CSV CLEAN", 2),
        ("opgaver clean csv", 2),
        ("opgaver alle csv", 5),
        ("csv er ikke et ord", None),
        ("opgaver hent csv", 4),
        ("opgaver eksporter alle csv", 5),
        ("actions csv done", 1),
        ("待办 csv", 4),
        ("待办 全部 csv", 5),
        ("待办csv", 4),
        ("我的待办 csv", None),
    ],
)
def test_the_words_before_and_behind_choose_what_is_in_it(noted: Bot, asked: str, count: int | None) -> None:
    mette = noted.user("mette")

    mette.mention(f"@jordbro {asked}", channel=CHANNEL)

    rows = [content.decode("utf-8-sig").count('"§') for _, content in files(noted, mette)]
    assert rows == ([] if count is None else [count])


def test_nothing_to_put_in_a_file_is_said(noted: Bot) -> None:
    li = noted.user("li", "zh")

    li.mention("@jordbro 待办 我的 表格", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "没有找到符合的待办。"
    assert files(noted, li) == []


def test_a_calendar_has_what_has_a_date(noted: Bot) -> None:
    mette = noted.user("mette")

    mette.command("/actions", "kalender", channel=CHANNEL)

    ((name, content),) = files(noted, mette)
    assert name == "opgaver-2017-01-20.ics"
    assert summaries(content) == [
        "1.2 JEPD udpeger grunde primo marts 2017",
        "1.1 CLEAN sender oversigt senest 1. april 2017",
        "1.5 Forventes: Genbesøg fra JEPD forventes i april 2017",
    ]
    assert [event.start for event in Calendar.from_ical(content).events] == [
        date(2017, 3, 1),
        date(2017, 4, 1),
        date(2017, 4, 1),
    ]
    lines = told(mette).splitlines()
    assert lines[0].startswith("Her er kalenderfilen med 3 opgaver, der har en dato. Én opgave er udført")
    assert "Kalenderadresser er ikke sat op her, så du får kun filen." in lines


def test_the_menu_below_the_list_sends_all_of_that_list(noted: Bot) -> None:
    mette, li = noted.user("mette"), noted.user("li", "zh")

    mette.command("/actions", "CLEAN", channel=CHANNEL)
    mette.choose("Hent som …", "CSV-tabel", on=mette.last(CHANNEL))
    li.mention("@jordbro 待办 省厅", channel=CHANNEL)
    li.choose("导出为…", "日历", on=li.last(CHANNEL))

    ((_, table),) = files(noted, mette)
    assert table.decode("utf-8-sig").count('"§') == 2
    ((_, calendar),) = files(noted, li)
    assert summaries(calendar) == ["1.2 JEPD udpeger grunde primo marts 2017"]
    assert li.last(CHANNEL).plain == "文件已私信发给你。"


def test_in_a_direct_message_the_file_has_all_spaces(noted: Bot) -> None:
    mette = noted.user("mette")
    noted.space("jord-internt", "Internt")
    mette.command("/note", "Opgave: CLEAN bestiller rum", channel="jord-internt")

    mette.dm("opgaver csv")

    ((_, content),) = files(noted, mette)
    assert content.decode("utf-8-sig").count('"§') == 5
    assert content.decode("utf-8-sig").count('"Internt"') == 1


def test_who_left_before_the_file_was_made_gets_nothing(noted: Bot) -> None:
    li = noted.user("li", "zh")
    noted.paused = True
    li.mention("@jordbro 待办 xlsx", channel=CHANNEL)
    with noted.db.write() as tx:
        person = people.find(tx, _slack(noted, "li"))
        assert person is not None
        people.leave(tx, 1, person.id)
    noted.paused = False

    noted.drain()

    assert files(noted, li) == []
    assert li.last(CHANNEL).plain == "没有找到符合的待办。"


def _slack(bot: Bot, name: str) -> SlackUser:
    who = bot.workspace.world.user_named(name)
    return SlackUser(who.team_id, who.id)


def test_an_address_is_told_once_and_kept_nowhere(reachable: Bot) -> None:
    li = reachable.user("li", "zh")

    li.mention("@jordbro 待办 日历", channel=CHANNEL)

    (found,) = ADDRESS.finditer(told(li))
    feed = read_feed(reachable.db, found[1])
    assert feed is not None
    assert (feed.language, [line.item.ref for line in feed.lines]) == ("zh", ["1.2", "1.1", "1.5", "1.4"])
    assert found[1] not in everything_stored(reachable)
    assert "Outlook" in told(li)

    li.mention("@jordbro 待办 日历", channel=CHANNEL)
    assert ADDRESS.findall(told(li)) == []
    assert "你之前的日历地址仍然有效" in told(li)
    assert read_feed(reachable.db, found[1]) is not None


def test_a_new_address_replaces_the_old_one_and_off_removes_it(reachable: Bot) -> None:
    mette = reachable.user("mette")
    mette.command("/actions", "kalender", channel=CHANNEL)
    (first,) = ADDRESS.findall(told(mette))

    mette.command("/actions", "kalender ny", channel=CHANNEL)
    (second,) = ADDRESS.findall(told(mette))

    assert read_feed(reachable.db, first) is None
    assert read_feed(reachable.db, second) is not None
    mette.command("/actions", "kalender fra", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == "Din kalenderadresse er lukket."
    assert read_feed(reachable.db, second) is None
    mette.mention("@jordbro opgaver kalender fra", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == "Du har ingen kalenderadresse."


def test_without_any_date_there_is_an_address_and_no_file(reachable: Bot) -> None:
    mette = reachable.user("mette")

    mette.command("/actions", "program kalender", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == "Der er ingen kalenderfil; jeg har skrevet direkte til dig."
    assert told(mette).splitlines()[0] == "Ingen af de opgaver er åbne og har en dato, så der er ingen kalenderfil."
    assert len(ADDRESS.findall(told(mette))) == 1
    assert files(reachable, mette) == []


def test_an_address_that_could_not_be_told_is_not_kept(reachable: Bot, workspace: LocalWorkspace) -> None:
    mette = reachable.user("mette")
    workspace.faults("files.getUploadURLExternal", error="missing_scope")

    mette.command("/actions", "kalender", channel=CHANNEL)

    assert "missing_scope" in mette.last(CHANNEL).plain
    mette.command("/actions", "kalender", channel=CHANNEL)
    assert len(ADDRESS.findall(told(mette))) == 1


def test_a_forged_choice_sends_nothing(noted: Bot, caplog: pytest.LogCaptureFixture) -> None:
    mette = noted.user("mette")
    nonsense: tuple[object, ...] = ("exe", None, 10**30, [1], {})
    forged = ("", "[]", "no JSON", *(json.dumps({"form": one, "list": one}) for one in nonsense))

    statuses = [press(noted, "actions.export", value, number) for number, value in enumerate(forged)]

    assert set(statuses) == {200}
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
    assert files(noted, mette) == []

"""Minutes that come as a file along with a mention: read like what is written, and nothing in them is believed."""

from importlib import resources

import pytest

from bot.domain.person import keeper
from bot.render.minutes_file import as_minutes_file
from bot.services.export_minutes import export_minutes
from bot.workspace.driver import Person
from tests.integration.making import answered, approved, rows
from tests.scenarios.bot import CHANNEL, Bot

TWO = """\
## Note 1 · 10. januar 2017 · Nanjing · møde med JEPD

1. Arbejdsplanen koncentreres om jord og grundvand.
- [ ] @CLEAN sender oversigt - frist: primo april

## Note 2 · 12. januar 2017 · Nantong

1. Formanden overrakte en invitation.
"""


@pytest.fixture
def mette(bot: Bot) -> Person:
    return bot.user("mette", "da")


@pytest.fixture
def li(bot: Bot) -> Person:
    return bot.user("li", "zh")


def titles(bot: Bot) -> list[str]:
    found = "SELECT t.content FROM notes n JOIN meetings m ON m.id = n.meeting_id JOIN texts t ON t.id = m.title_id"
    return [title for (title,) in rows(bot.db, f"{found} ORDER BY n.number")]


def told(who: Person) -> str:
    """What somebody was told alone, last of all."""
    return [seen.plain for seen in who.messages(CHANNEL) if seen.ephemeral][-1]


def exported(bot: Bot) -> bytes:
    """The file of a note whose translation 李明 has approved."""
    ((space_id,),) = rows(bot.db, "SELECT id FROM spaces")
    (file, note), *_ = export_minutes(bot.db, keeper(space_id), space_id)
    assert note is not None
    return as_minutes_file(file).encode()


def test_a_file_with_notes_is_read_in_like_what_is_written(bot: Bot, mette: Person) -> None:
    mette.mention("@jordbro indlæs", channel=CHANNEL, file=("referater.md", TWO.encode()))
    bot.drain()

    assert told(mette) == ("2 møder er læst ind.")
    assert titles(bot) == ["møde med JEPD", "Note 2 · Nantong"]

    mette.mention("@jordbro referat", channel=CHANNEL, file=("igen.txt", b"\xef\xbb\xbf" + TWO.encode()))
    bot.drain()

    assert told(mette) == "Intet nyt: alt i filen er her allerede."
    assert len(titles(bot)) == 2


def test_nothing_that_a_file_says_was_approved_is_believed(bot: Bot, mette: Person, li: Person) -> None:
    mette.command("/note", "Driftsmøde\n1. Jord og grundvand.\n", channel=CHANNEL)
    bot.drain()
    ((space_id,),) = rows(bot.db, "SELECT id FROM spaces")
    ((_, note),) = export_minutes(bot.db, keeper(space_id), space_id)
    assert note is not None
    answered(bot.db, note.title, "工作例会")
    approved(bot.db, note.title, "工作例会", by="Li Wei")
    whole = exported(bot)

    li.mention("@jordbro 导入", channel=CHANNEL, file=("1.md", whole))
    bot.drain()
    assert told(li) == "没有新内容：文件里的都已经有了。"

    forged = whole.replace("Driftsmøde".encode(), "Ledermøde".encode()).replace(b'"number": 1', b'"number": 900000')
    li.mention("@jordbro 导入", channel=CHANNEL, file=("2.md", forged))
    bot.drain()

    assert told(li) == "已导入1次会议。"
    assert titles(bot) == ["Driftsmøde", "Ledermøde"]
    said = "SELECT n.number, n.author, s.state, s.reviewed_by FROM notes n JOIN meetings m ON m.id = n.meeting_id"
    kept = rows(bot.db, f"{said} JOIN segments s ON s.text_id = m.title_id WHERE n.number > 1")
    assert kept == [(2, "李明", "machine", None)]


def test_a_report_in_a_file_becomes_a_trip_of_whoever_sent_it(bot: Bot, mette: Person) -> None:
    report = resources.files("bot.data") / "samples" / "bilag3-jordsporet.raw.txt"

    mette.mention("@jordbro indlæs", channel=CHANNEL, file=("bilag3.txt", report.read_bytes()))
    bot.drain()

    assert told(mette) == "5 møder er læst ind."
    assert rows(bot.db, "SELECT count(*) FROM trips") == [(1,)]
    assert rows(bot.db, "SELECT letterhead FROM spaces") == [(None,)]
    assert {author for (author,) in rows(bot.db, "SELECT author FROM notes")} == {"Mette Holm"}

    mette.mention("@jordbro indlæs", channel=CHANNEL, file=("bilag3.txt", report.read_bytes()))
    bot.drain()
    assert told(mette) == "Intet nyt: alt i filen er her allerede."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("foto.png", b"\x89PNG", "»foto.png« er ikke tekst. Send referater som Markdown (.md) eller ren tekst (.txt)."),
        (
            "note.txt",
            b"M\xf8de\n1. Jord",
            "Filen er ikke UTF-8. Gem den igen med den tegnkodning, og send den en gang til.",
        ),
        (
            "tur.md",
            b'<!-- jordbro:trip {"version": 1} -->',
            "Filen er en rejses. Send møderne, opret rejsen her, og vælg dem.",
        ),
        (
            "x.md",
            b'<!-- jordbro:note {"version": 9} -->',
            "Det er ikke en fil, Jordbro har skrevet, eller den er beskadiget.",
        ),
        ("stor.md", b"x" * 1_000_001, "Filen fylder mere end 1 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(bot: Bot, mette: Person, name: str, content: bytes, said: str) -> None:
    mette.mention("@jordbro indlæs", channel=CHANNEL, file=(name, content))
    bot.drain()

    assert told(mette).startswith(said)
    assert titles(bot) == []


def test_a_file_in_a_direct_message_belongs_to_the_only_space(bot: Bot, mette: Person) -> None:
    mette.command("/note", "Driftsmøde\n1. Jord.\n", channel=CHANNEL)
    mette.dm("indlæs", file=("referater.md", TWO.encode()))
    bot.drain()

    assert titles(bot) == ["Driftsmøde", "møde med JEPD", "Note 2 · Nantong"]

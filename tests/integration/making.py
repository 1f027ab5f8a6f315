"""People, spaces and notes for tests of the store, made through the same services as in the bot."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import event, select, text

from bot.domain.language import Language
from bot.domain.person import Channel, SlackChannel, SlackUser, Viewer
from bot.domain.record import Item, Note, Text
from bot.domain.segment import Remark
from bot.domain.typed_note import TypedNote
from bot.services.create_space import create_space
from bot.services.log_note import Origin, log_note
from bot.services.recognise import recognise
from bot.slack.gateway import Gateway, Identity
from bot.slack.gateways import Lone
from bot.store import people, segments
from bot.store.database import Database
from bot.store.tables import JobRow

NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
HOME = "T0REGION"

NOTE_DA = """\
Arbejdsmøde om jord og grundvand
Dato: 10. januar 2017
Sted: Nanjing
Formål: At nå til enighed om en arbejdsplan for 2017-2018.
Deltagere: Region Hovedstaden, CLEAN; JEPD
1. Akademiet ønsker at begynde med en eller to forurenede grunde.
Beslutning: Driftsmøde hvert kvartal.
Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017
- [ ] @CLEAN sender oversigt over danske jordvirksomheder - frist: primo april
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts)
- [ ] Genbesøg fra JEPD forventes i april
"""

_KEYS = count(1)


class Place(NamedTuple):
    """A space with a channel, and someone who is in it."""

    viewer: Viewer
    channel: Channel
    space_id: int


def someone(db: Database, user: str = "U0METTE", name: str = "Mette Holm") -> Viewer:
    """A person who is in no channel yet, or whatever they have become since."""
    slack = SlackUser(HOME, user)
    viewer = recognise(db, slack, None, guess=None, now=NOW)
    with db.write() as tx:
        people.set_profile(tx, viewer.person.id, HOME, name, "Europe/Copenhagen")
    return replace(viewer, person=replace(viewer.person, name=name, zone="Europe/Copenhagen"))


def a_place(db: Database, name: str = "Jiangsu", channel: str = "C0JIANGSU", user: str = "U0METTE") -> Place:
    """A space of a person's own, spoken of in one channel."""
    viewer = someone(db, user)
    space, bound = create_space(db, viewer, name, ("da", "zh"), SlackChannel(HOME, channel), now=NOW)
    return Place(replace(viewer, space_ids=viewer.space_ids | {space.id}), bound, space.id)


def enter(db: Database, place: Place, user: str, name: str) -> Viewer:
    """Someone else in the same channel."""
    viewer = someone(db, user, name)
    with db.write() as tx:
        people.join(tx, place.channel.id, viewer.person.id)
    return replace(viewer, space_ids=frozenset({place.space_id}))


def origin(place: Place, key: str | None = None, today: date = TODAY) -> Origin:
    return Origin(place.space_id, place.channel, key or f"event:{next(_KEYS)}", today)


def logged(db: Database, place: Place, words: str = NOTE_DA, key: str | None = None) -> Note:
    return log_note(db, place.viewer, TypedNote(words, "da"), origin(place, key), now=NOW).note


def answered(
    db: Database, text: Text, *words: str, language: Language = "zh", remarks: tuple[Remark, ...] = ()
) -> bool:
    """An engine has answered to the sentences of a text; without words it says 译：and what it was given."""
    with db.write() as tx:
        found = segments.of_texts(tx, [text.id], language)
        said = words or [f"译：{segment.source}" for segment in found]
        kept = [
            segments.set_answer(tx, segment, segments.Answer(words, "test", remarks))
            for segment, words in zip(found, said, strict=True)
        ]
        segments.settle(tx, [text.id], language, NOW)
    return any(kept)


def approved(db: Database, text: Text, *words: str, language: Language = "zh", by: str = "Li Wei") -> None:
    """A person stands behind these words, sentence by sentence."""
    with db.write() as tx:
        for segment, content in zip(segments.of_texts(tx, [text.id], language), words, strict=True):
            assert segments.approve(tx, segment.id, segment.version, content, segments.Approval(by, NOW))
        segments.settle(tx, [text.id], language, NOW)


def alone(gateway: Gateway, bot_user: str = "U0BOT", address: str = "") -> Lone:
    """The one installation that a test speaks by."""
    return Lone(gateway, Identity(HOME, bot_user, "B0BOT", address))


def item_with(note: Note, words: str) -> Item:
    """The one item in which some words stand."""
    (item,) = (item for item in note.items if words in item.text.content)
    return item


def rows(db: Database, query: str, **values: Any) -> list[tuple[Any, ...]]:
    """What stands in the tables, past the code under test."""
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def execute(db: Database, statement: str, **values: Any) -> None:
    """Change the tables, past the code under test."""
    with db.engine.begin() as connection:
        connection.execute(text(statement), values)


@contextmanager
def counted(db: Database) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile, without the words of transactions."""
    seen: list[str] = []

    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", see)


def next_at(db: Database) -> datetime | None:
    with db.read() as tx:
        waiting = select(JobRow.run_after).where(JobRow.state == "waiting").order_by(JobRow.run_after)
        return tx.scalar(waiting.limit(1))

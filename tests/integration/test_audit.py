"""Whoever changes or reads a record is written down: no service may forget it, and it is cheap."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot import log
from bot.domain.grammar import ActionFilter
from bot.domain.person import SlackChannel
from bot.domain.review import Typed
from bot.domain.wiki import RemotePage
from bot.domain.wiki_plan import Plan
from bot.services import (
    bind_channel,
    change_status,
    claim_action,
    correct,
    hand_over,
    list_actions,
    publish_choice,
    read_home,
    share_once,
    summarise,
    take_back,
    undo_change,
    write_down,
)
from bot.store import audit
from bot.store.audit import Entry
from bot.store.database import Database
from tests.contracts.wiki.memory import MemoryWiki
from tests.integration.making import (
    HOME,
    NOW,
    TODAY,
    a_place,
    counted,
    enter,
    execute,
    item_with,
    logged,
    rows,
    someone,
)
from tests.integration.test_access import CHANGES, WRITER, Guarded, guarded

__all__ = ["guarded"]  # the fixture

EVENT = "UPDATE actions SET due_precision = 'event', due_said = '10 arbejdsdage efter mødet' WHERE item_id = :id"

# A person's own, which is no record; and what only asks for a job, which writes it down when it is done.
NOTHING_CHANGES = {
    "snooze.snooze",
    "fetch_glossary.ask_import",
    "fetch_glossary.ask_export",
    "fetch_minutes.ask_minutes",
    "share_once.share_once",
    "ask_report.ask_report",
    "ask_publishing.ask_publishing",
    "ask_publishing.publish_anew",
    "ask_publishing.ask_choice",
}

RECORDS: dict[str, str] = {
    "set_contact.set_contact": "organisation:",
    "edit_note.edit_note": "note:",
    "change_trip.make_trip": "trip:",
    "change_trip.change_trip": "trip:",
    "change_trip.choose_meetings": "trip:",
    "change_trip.add_suggested": "trip:",
    "write_sections.write_sections": "note:",
    "set_letterhead.set_letterhead": "space:",
    "correct.correct": "note:",
    "correct.correct_in": "note:",
    "set_words.set_item_words": "note:",
    "set_words.set_head_words": "note:",
    "take_back.take_back": "note:",
    "change_term.add_term": "term:",
    "change_term.change_term": "term:",
    "change_term.remove_term": "term:",
    "import_terms.import_terms": "terms",
    "bind_channel.bind_channel": "channel:",
    "unbind_channel.unbind_channel": "channel:",
    "unbind_channel.choose_speaker": "channel:",
    "join_organisation.join_organisation": "person:",
    "confirm_organisation.confirm_organisation": "organisation:",
    "set_digest.set_digest": "channel:",
    "engine_policy.choose_engines": "space:",
    "place_person.place_person": "person:",
    "set_sides.set_sides": "space:",
    "log_note.log_note": "note:",
    "take_minutes.take_minutes": "note:",
    "connect_wiki.connect_wiki": "space:",
    "connect_wiki.disconnect_wiki": "space:",
    "publish_choice.choose": "note:",
}
"""How the record begins that a change is about; of all others it is an action."""


def done_before(of: Guarded) -> int:
    step = change_status.change_status(of.db, of.viewer, of.item_id, "done", now=NOW + timedelta(seconds=1))
    return step.event_id


def corrected_before(of: Guarded) -> int:
    segment_id, version = rows(of.db, "SELECT id, version FROM segments WHERE language = 'zh' ORDER BY id LIMIT 1")[0]
    correct.correct(of.db, of.reviewer, of.note.id, [Typed(segment_id, version, "新")], now=NOW)
    return int(rows(of.db, "SELECT max(id) FROM corrections")[0][0])


def another_channel(of: Guarded) -> None:
    bind_channel.bind_channel(of.db, of.viewer, of.place.space_id, SlackChannel(HOME, "C0MORE"), now=NOW)


BEFORE: dict[str, Callable[[Guarded], Any]] = {
    "place_person.place_person": lambda of: enter(of.db, of.place, "U0LARS", "Lars Bro"),
    "unbind_channel.unbind_channel": another_channel,
    "release_action.release_action": lambda of: claim_action.claim_action(of.db, of.viewer, of.item_id, now=NOW),
    "event_happened.event_happened": lambda of: execute(of.db, EVENT, id=of.item_id),
    "undo_change.undo_change": done_before,
    "take_back.take_back": corrected_before,
}


def kept_ours(of: Guarded) -> Any:
    """The page of the space stands in a wiki, where nobody has changed it."""
    wiki = MemoryWiki()
    wiki.pages["1"] = RemotePage("1", "Side", "1", "Tekst")
    return publish_choice.choose(of.db, of.viewer, of.page_id, Plan("").shown, "ours", wiki, WRITER, now=NOW)


INSTEAD: dict[str, Callable[[Guarded, Any], Any]] = {
    "hand_over.hand_over": lambda of, _: hand_over.hand_over(
        of.db, of.viewer, of.item_id, hand_over.Heir(organisation_id=of.organisation_id + 1), now=NOW
    ),
    "publish_choice.choose": lambda of, _: kept_ours(of),
    "undo_change.undo_change": lambda of, event: undo_change.undo_change(
        of.db, of.viewer, of.item_id, event, now=NOW + timedelta(minutes=1)
    ),
    "take_back.take_back": lambda of, correction: take_back.take_back(
        of.db, of.reviewer, of.note.id, correction, now=NOW
    ),
}


def entries(db: Database) -> list[Entry]:
    with db.read() as tx:
        return list(audit.since(tx, [space[0] for space in rows(db, "SELECT id FROM spaces")]))


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - NOTHING_CHANGES))
def test_every_change_is_written_down_once(guarded: Guarded, name: str) -> None:
    may = guarded._replace(viewer=guarded.place.viewer)
    prepared = BEFORE[name](may) if name in BEFORE else None
    before = len(entries(guarded.db))

    with log.about(handler="commands.test", event_id="abc123"):
        INSTEAD[name](may, prepared) if name in INSTEAD else CHANGES[name](may)

    (entry,) = entries(guarded.db)[before:]
    assert (entry.act, entry.through, entry.key) == ("changed", "commands.test", "abc123")
    assert (entry.person_id, entry.space_id) == (may.viewer.person.id, may.place.space_id)
    assert any(record.startswith(RECORDS.get(name, f"item:{may.item_id}")) for record in entry.records)


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_what_is_refused_is_not_written_down(guarded: Guarded, name: str) -> None:
    before = entries(guarded.db)

    with pytest.raises(Exception, match="no_"):
        CHANGES[name](guarded)

    assert entries(guarded.db) == before


def test_making_a_space_and_logging_a_note_are_written_down(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)

    said = [(one.name, one.act, one.records, one.detail, one.through) for one in entries(db)]

    assert said == [
        ("Mette Holm", "changed", ("channel:1", f"space:{place.space_id}"), "created", "terminal"),
        ("Mette Holm", "changed", (f"note:{note.id}",), "logged", "terminal"),
    ]


READS: dict[str, tuple[Callable[[Guarded], Any], str]] = {
    "list": (
        lambda of: list_actions.list_actions(of.db, of.viewer, ActionFilter(), page=1, today=TODAY),
        "item:",
    ),
    "home": (lambda of: read_home.read_home(of.db, of.viewer, today=TODAY), "item:"),
    "summary": (lambda of: summarise.summarise(of.db, of.in_channel, "", {}, today=TODAY), "note:"),
}


@pytest.mark.parametrize("name", READS)
def test_what_is_shown_is_written_down_in_one_entry(guarded: Guarded, name: str) -> None:
    may = guarded._replace(viewer=guarded.place.viewer)
    claim_action.claim_action(guarded.db, may.viewer, guarded.item_id, now=NOW)
    may.viewer.trail.clear()
    ask, record = READS[name]
    before = len(entries(guarded.db))

    ask(may)
    write_down.read(guarded.db, may.viewer, now=NOW)

    (entry,) = entries(guarded.db)[before:]
    assert (entry.act, entry.person_id, entry.space_id) == ("read", may.viewer.person.id, may.place.space_id)
    assert any(one.startswith(record) for one in entry.records)


def test_a_stranger_who_is_shown_nothing_leaves_no_entry(guarded: Guarded) -> None:
    before = entries(guarded.db)

    list_actions.list_actions(guarded.db, guarded.viewer, ActionFilter(), page=1, today=TODAY)
    write_down.read(guarded.db, guarded.viewer, now=NOW)

    assert entries(guarded.db) == before


def test_what_two_spaces_show_is_an_entry_of_each(db: Database) -> None:
    first = a_place(db)
    logged(db, first)
    second = a_place(db, "Shandong", "C0SHANDONG")
    note = logged(db, second)
    both = second.viewer
    before = len(entries(db))

    list_actions.list_actions(db, both, ActionFilter(words=("oversigt",)), page=1, today=TODAY)
    write_down.read(db, both, now=NOW)

    assert {one.space_id for one in entries(db)[before:]} == both.space_ids
    assert f"item:{item_with(note, 'oversigt').id}" in {record for one in entries(db) for record in one.records}


def test_a_reading_is_one_row_whatever_was_read(guarded: Guarded) -> None:
    viewer = guarded.place.viewer
    viewer.read(guarded.place.space_id, *(f"item:{number}" for number in range(200)))

    with counted(guarded.db) as statements:
        write_down.read(guarded.db, viewer, now=NOW)

    assert len([one for one in statements if one.startswith("INSERT")]) == 1
    assert len(statements) <= 3


def test_old_entries_are_forgotten(guarded: Guarded) -> None:
    with guarded.db.write() as tx:
        gone = audit.forget(tx, NOW + timedelta(days=1))

    assert (gone, entries(guarded.db)) == (2, [])


def test_an_entry_of_somebody_unknown_to_the_space_has_their_name(guarded: Guarded) -> None:
    stranger = someone(guarded.db, "U0LATE", "Wang Fang")
    stranger.read(guarded.place.space_id, "note:1")

    write_down.read(guarded.db, stranger, now=NOW)

    assert entries(guarded.db)[-1].name == "Wang Fang"


def test_what_somebody_shares_is_shown_to_the_channel_by_them(guarded: Guarded) -> None:
    viewer, channel = guarded.place.viewer, guarded.place.channel
    viewer.trail.clear()
    viewer.read(guarded.place.space_id, "note:1")

    assert share_once.share_once(guarded.db, viewer, channel, {"text": "resumé"}, now=NOW)
    assert not share_once.share_once(guarded.db, viewer, channel, {"text": "resumé"}, now=NOW)

    shown = [one for one in entries(guarded.db) if one.detail == f"shown to channel:{channel.id}"]
    assert [(one.act, one.person_id, one.records) for one in shown] == [("read", viewer.person.id, ("note:1",))]

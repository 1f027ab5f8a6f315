"""Notes go when their space has kept them for long enough, with all that hangs on them, and nothing else does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.mailing import Planned, Reminded
from bot.domain.person import Viewer
from bot.domain.retention import Foreseen
from bot.domain.review import Typed
from bot.domain.typed_note import TypedNote
from bot.services.change_status import change_status
from bot.services.comment_action import comment_action
from bot.services.correct import correct
from bot.services.drop_action import drop_action
from bot.services.import_report import source_key
from bot.services.log_note import Origin, log_note
from bot.services.place_person import Placing, place_person
from bot.services.recognise import recognise
from bot.services.remove_old import remove_old
from bot.services.set_retention import foresee, set_retention
from bot.services.set_sides import set_sides
from bot.services.snooze import snooze
from bot.store import mailings, reminders, roles, trips
from bot.store.database import Database
from bot.store.tables import Base
from tests.integration.making import (
    NOW,
    TODAY,
    Place,
    a_place,
    answered,
    enter,
    execute,
    item_with,
    logged,
    rows,
    someone,
)

LATER = datetime(2022, 3, 1, 3, 0, tzinfo=UTC)
OLD = """\
Gammelt møde
Dato: 10. januar 2017
Sted: Nanjing
Beslutning: Driftsmøde hvert kvartal.
Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017
- [ ] @CLEAN sender oversigt
- [ ] @JEPD udpeger grunde
"""
NEW = "Nyt møde\nDato: 10. januar 2022\n- [ ] @CLEAN sender mere\n"
FOR_EVER = {
    "alembic_version",
    "audit",
    "channels",
    "channel_names",
    "deliveries",
    "jobs",
    "members",
    "memory",
    "organisations",
    "organisation_members",
    "people",
    "roles",
    "spaces",
    "mailings",
}
"""Tables whose rows do not hang on a note."""


@pytest.fixture
def place(db: Database) -> Place:
    place = a_place(db)
    with db.write() as tx:
        roles.set_role(tx, place.space_id, place.viewer.person.id, "owner")
    return place


def old_note(db: Database, place: Place) -> int:
    """A note on which about everything hangs, with nothing left to do."""
    note = logged(db, place, OLD)
    oversight, grounds = (item_with(note, words).id for words in ("oversigt", "grunde"))
    reviewer = place.viewer.person.speaking("zh")
    answered(db, item_with(note, "Driftsmøde").text)
    for segment_id, version in rows(db, "SELECT id, version FROM segments WHERE language = 'zh' LIMIT 1"):
        typed = [Typed(segment_id, version, "新")]
        correct(db, Viewer(reviewer, place.viewer.space_ids), note.id, typed, now=NOW)
    comment_action(db, place.viewer, oversight, "hør her", now=NOW)
    snooze(db, place.viewer, oversight, date(2017, 2, 1))
    with db.write() as tx:
        told = [Reminded(place.viewer.person.id, oversight, "soon", TODAY, None)]
        reminders.add(tx, told)
        planned = Planned("reminder", place.viewer.person.id, TODAY, weekly=False, rule="rule")
        mailing = mailings.add(tx, planned, None, NOW)
        mailings.set_contents(tx, mailing or 0, [(oversight, "soon")])
    change_status(db, place.viewer, oversight, "done", now=NOW)
    drop_action(db, place.viewer, grounds, "fordi", now=NOW)
    return note.id


def counts(db: Database) -> dict[str, int]:
    with db.read() as tx:
        return {
            table.name: tx.scalar(select(func.count()).select_from(table)) or 0 for table in Base.metadata.sorted_tables
        }


def test_an_old_note_goes_with_everything_that_hangs_on_it(db: Database, place: Place) -> None:
    before = counts(db)
    old_note(db, place)
    assert {name for name, count in counts(db).items() if count > before[name]} >= {
        *("notes", "meetings", "items", "actions", "agreements", "history", "texts", "translations", "segments"),
        *("corrections", "snoozes", "reminders", "mailings", "memory"),
    }
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)

    assert remove_old(db, 600, now=LATER) == 1

    left = {name: count for name, count in counts(db).items() if count != before[name] and name not in FOR_EVER}
    assert left == {}
    assert rows(db, "SELECT contents FROM mailings WHERE kind = 'reminder'") in ([("[]",)], [([],)])


def test_nothing_dangles(db: Database, place: Place) -> None:
    old_note(db, place)
    logged(db, place, NEW)
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)

    remove_old(db, 600, now=LATER)

    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                other = key.column
                there = f"SELECT {other.name} FROM {other.table.name}"  # noqa: S608  names of our tables
                missing = f"{column.name} IS NOT NULL AND {column.name} NOT IN ({there})"
                assert rows(db, f"SELECT 1 FROM {table.name} WHERE {missing}") == []  # noqa: S608
    orphans = "SELECT 1 FROM texts WHERE id NOT IN (SELECT title_id FROM meetings UNION SELECT text_id FROM items)"
    assert rows(db, orphans) == []


def test_a_note_with_an_open_action_stays_until_it_is_closed(db: Database, place: Place) -> None:
    note = logged(db, place, OLD)
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)
    assert remove_old(db, 600, now=LATER) == 0

    for words in ("oversigt", "grunde"):
        change_status(db, place.viewer, item_with(note, words).id, "done", now=LATER)

    assert remove_old(db, 600, now=LATER) == 1


def test_a_newer_note_and_another_space_stay(db: Database, place: Place) -> None:
    other = a_place(db, "Shandong", "C0SHANDONG", "U0OTHER")
    old_note(db, place)
    execute(db, "UPDATE notes SET source_key = 'x'")
    kept = [old_note(db, other), logged(db, place, NEW).id]
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)

    remove_old(db, 600, now=LATER)

    assert sorted(row[0] for row in rows(db, "SELECT id FROM notes")) == sorted(kept)


def test_a_note_without_a_day_counts_from_when_it_was_logged(db: Database, place: Place) -> None:
    logged(db, place, "1. Uden dato\n")
    set_retention(db, place.viewer, place.space_id, 12, now=NOW)

    assert remove_old(db, 600, now=NOW + timedelta(days=364)) == 0
    assert remove_old(db, 600, now=NOW + timedelta(days=367)) == 1


def test_a_day_is_kept_to_the_day(db: Database, place: Place) -> None:
    old_note(db, place)
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)

    assert remove_old(db, 600, now=datetime(2022, 1, 10, 23, tzinfo=UTC)) == 0
    assert remove_old(db, 600, now=datetime(2022, 1, 11, 1, tzinfo=UTC)) == 1


def test_an_internal_record_follows_its_side_and_no_owner_of_the_other(db: Database, place: Place) -> None:
    set_sides(db, place.viewer, place.space_id, "named", now=NOW)
    member = enter(db, place, "U0LI", "Li Wei")
    place_person(db, place.viewer, place.space_id, member.person.slack, Placing("owner", "JERES"), now=NOW)
    place_person(db, place.viewer, place.space_id, place.viewer.person.slack, Placing(side="VORES"), now=NOW)
    mine, theirs = (recognise(db, one.person.slack, None, guess=None, now=NOW) for one in (place.viewer, member))
    for viewer, side in ((mine, "VORES"), (theirs, "JERES")):
        inside = Origin(place.space_id, None, f"event:{side}", TODAY, side=side)
        log_note(db, viewer, TypedNote("Dato: 10. januar 2017\n1. Hemmeligt\n", "da"), inside, now=NOW)
    mine = recognise(db, mine.person.slack, None, guess=None, now=NOW)

    set_retention(db, mine, place.space_id, 60, now=NOW)

    assert rows(db, "SELECT side, keep_months FROM spaces ORDER BY id") == [(None, 60), ("VORES", 60), ("JERES", None)]
    assert remove_old(db, 600, now=LATER) == 1
    assert rows(db, "SELECT side FROM notes JOIN spaces ON spaces.id = space_id") == [("JERES",)]


def test_a_trip_goes_with_its_last_meeting(db: Database, place: Place) -> None:
    with db.write() as tx:
        trip = trips.add(tx, place.space_id, trips.NewTrip("da", "Studietur"), source_key("x"))
    inside = Origin(place.space_id, None, "import:1", TODAY, trip)
    log_note(db, place.viewer, TypedNote("Dato: 10. januar 2017\n1. Besøg\n", "da"), inside, now=NOW)
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)

    remove_old(db, 600, now=LATER)

    assert (rows(db, "SELECT 1 FROM trips"), rows(db, "SELECT 1 FROM texts")) == ([], [])


def test_what_went_is_written_down_with_numbers(db: Database, place: Place) -> None:
    note_id = old_note(db, place)
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)
    remove_old(db, 600, now=LATER)

    query = "SELECT act, through, person_id, space_id, records, detail FROM audit ORDER BY id DESC LIMIT 1"
    (act, through, person_id, space_id, records, detail), *_ = rows(db, query)

    assert (act, through, person_id, space_id) == ("removed", "terminal", None, place.space_id)
    assert str(records).replace("'", '"') == f'["note:{note_id}"]'
    assert detail.startswith("older than 2017-03-01: 1 notes, 4 items, ")


def test_more_notes_than_go_at_once_all_go(db: Database, place: Place) -> None:
    for number in range(205):
        inside = Origin(place.space_id, None, f"import:{number}", TODAY)
        log_note(db, place.viewer, TypedNote("Dato: 10. januar 2017\n1. Besøg\n", "da"), inside, now=NOW)
    set_retention(db, place.viewer, place.space_id, 60, now=NOW)

    assert remove_old(db, 600, now=LATER) == 205


def test_owners_foresee_what_would_go(db: Database, place: Place) -> None:
    old_note(db, place)
    logged(db, place, OLD)
    logged(db, place, NEW)

    foreseen = foresee(db, place.viewer, place.space_id, 60, today=LATER.date())

    assert foreseen == Foreseen(date(2017, 3, 1), going=1, staying=1)


def test_it_is_for_owners(db: Database, place: Place) -> None:
    member = enter(db, place, "U0LI", "Li Wei")
    stranger = someone(db, "U0STRANGER", "En fremmed")

    for viewer, kind, match in ((member, NotAllowed, "owners_only"), (stranger, NotFound, "no_space")):
        with pytest.raises(kind, match=match):
            set_retention(db, viewer, place.space_id, 1, now=NOW)
        with pytest.raises(kind, match=match):
            foresee(db, viewer, place.space_id, 1, today=TODAY)


def test_old_entries_of_the_audit_log_go_and_that_is_written_down(db: Database, place: Place) -> None:
    logged(db, place, NEW)

    remove_old(db, 60, now=LATER)

    assert [row[0] for row in rows(db, "SELECT detail FROM audit")] == ["entries before 2017-03-01: 2"]


def test_leavings_go_after_two_months(db: Database, place: Place) -> None:
    logged(db, place, NEW)
    execute(db, "UPDATE jobs SET state = 'failed'")

    remove_old(db, 60, now=NOW + timedelta(days=59))
    assert rows(db, "SELECT 1 FROM jobs")
    remove_old(db, 60, now=NOW + timedelta(days=61))
    assert rows(db, "SELECT 1 FROM jobs") == []

"""Minutes as Markdown: written out, read into an empty space and written out again they are the same files."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.domain.errors import NotAllowed, NotFound, Unreadable
from bot.domain.minutes_file import Element, MinutesFile, Sentence, is_minutes_file, read_minutes_file
from bot.domain.person import keeper
from bot.domain.segments import pieces
from bot.domain.trip import SECTIONS
from bot.render.minutes_file import as_minutes_file
from bot.render.plain import plain
from bot.services.create_space import ensure_space
from bot.services.drop_action import drop_action
from bot.services.export_minutes import export_minutes
from bot.services.import_minutes import ImportedMinutes, import_minutes
from bot.services.split_action import split_action
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.integration.making import (
    NOW,
    Place,
    a_place,
    answered,
    approved,
    enter,
    item_with,
    logged,
    rows,
    someone,
)
from tests.integration.test_report import imported as report_imported

_SPACES = count(1)
NASTY = st.text(
    st.sampled_from("|`*_#>-+=~[](){}<!&\\:.1 2\n\t\"'abcæøåÆ土壤修复，。：；“”、\u3000"), min_size=1, max_size=60
).map(plain)
WORDS = NASTY.filter(lambda text: bool(pieces(text)))
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example takes a while
STATES = ("pending", "machine", "needs_check", "reviewed", "outdated", "failed")


def an_empty_space(db: Database) -> int:
    return ensure_space(db, f"Rum {next(_SPACES)}", None, now=NOW).id


def written(db: Database, space_id: int) -> list[str]:
    return [as_minutes_file(file) for file, _ in export_minutes(db, keeper(space_id), space_id)]


def read_back(db: Database, files: list[str]) -> int:
    space_id = an_empty_space(db)
    import_minutes(db, space_id, [read_minutes_file(text) for text in files], now=NOW)
    return space_id


@st.composite
def sentences(draw: st.DrawFn, text: str) -> tuple[Sentence, ...]:
    made = []
    for _ in pieces(text):
        state = draw(st.sampled_from(STATES))
        standing: dict[str, Any] = {"state": state}
        if state == "reviewed":
            standing |= {"held": True, "by": draw(WORDS), "at": "2017-01-20T09:00:00+00:00"}
        if state == "needs_check":
            standing |= {"engine": "local", "remarks": [["number", draw(WORDS)]]}
        made.append(Sentence(None if state in {"pending", "failed"} else draw(WORDS), standing))
    return tuple(made)


@st.composite
def element(draw: st.DrawFn, kind: str, about: dict[str, Any] | None = None) -> Element:
    text = draw(WORDS)
    return Element(kind, about or {}, text, {"zh": draw(sentences(text))})


@st.composite
def an_item(draw: st.DrawFn, number: int) -> Element:
    kind = draw(st.sampled_from(["paragraph", "decision", "agreement", "action"]))
    about: dict[str, Any] = {"number": str(number), "kind": kind}
    if kind == "action":
        owners = st.fixed_dictionaries({"who": WORDS}) | st.fixed_dictionaries(
            {"organisation": st.fixed_dictionaries({"da": WORDS}), "confirmed": st.booleans(), "who": WORDS}
        )
        about |= {
            "status": draw(st.sampled_from(["open", "done", "dropped"])),
            "expected": draw(st.booleans()),
            "owners": draw(st.lists(owners, max_size=2, unique_by=str)),
            "due": {"said": draw(WORDS), "end": "2017-04-10", "precision": "third", "certain": True},
        }
    if kind == "agreement":
        about |= {"state": draw(st.sampled_from(["expected", "signed"])), "parties": ["CLEAN", "NIES"]}
    return draw(element("item", about))


@st.composite
def a_note(draw: st.DrawFn, number: int) -> MinutesFile:
    heads = draw(st.sets(st.sampled_from(["place", "purpose", "participants"])))
    about = {
        "version": 1,
        "number": number,
        "language": "da",
        "held_on": draw(st.sampled_from([None, "2017-01-10"])),
        "author": draw(WORDS),
        "logged_at": "2017-01-20T09:00:00+00:00",
    }
    elements = [
        draw(element("title")),
        *(draw(element(one)) for one in ("place", "purpose", "participants") if one in heads),
    ]
    elements += [draw(an_item(at)) for at in range(1, draw(st.integers(0, 3)) + 1)]
    return MinutesFile("note", about, tuple(elements))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    i18n.load()
    db = Database(f"sqlite:///{tmp_path_factory.mktemp('minutes')}/store.sqlite3")
    migrate(db)
    yield db
    db.close()


@settings(
    max_examples=40,
    deadline=None,
    phases=NO_SHRINKING,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=2, unique=True).flatmap(
        lambda ns: st.tuples(*map(a_note, sorted(ns)))
    )
)
def test_notes_of_any_words_come_back_with_their_translations(store: Database, made: tuple[MinutesFile, ...]) -> None:
    first = [as_minutes_file(file) for file in made]
    assert [read_minutes_file(text) for text in first] == list(made)

    second = written(store, read_back(store, first))
    third = written(store, read_back(store, second))

    assert [read_minutes_file(text) for text in second] == list(made)
    assert third == second


def a_record(db: Database) -> Place:
    """A space with notes, in which people have reviewed, split, dropped and handed out things."""
    place = a_place(db)
    note = logged(db, place)
    answered(db, note.title, "土壤和地下水工作会议")
    approved(db, item_with(note, "Driftsmøde").text, "每季度召开一次工作会议。")
    split_action(
        db, place.viewer, item_with(note, "oversigt").id, "CLEAN sender den første\nNIES sender resten", now=NOW
    )
    drop_action(db, place.viewer, item_with(note, "udpeger").id, "Det er `for` | dyrt.\n\nMeget.", now=NOW)
    return place


def test_a_record_with_a_report_comes_back(db: Database) -> None:
    i18n.load()
    place = a_record(db)
    report = report_imported(db, place)
    first = written(db, place.space_id)

    space_id = read_back(db, first)

    assert written(db, space_id) == first
    assert len(first) == 1 + 6 + 1
    parts = rows(
        db, "SELECT name FROM trip_sections s JOIN trips t ON t.id = s.trip_id WHERE t.space_id = :s", s=space_id
    )
    assert sorted(name for (name,) in parts) == sorted(section.name for section in report.sections)
    assert {name for (name,) in parts} < set(SECTIONS)


def test_the_same_files_again_add_nothing(db: Database) -> None:
    i18n.load()
    files = [read_minutes_file(text) for text in written(db, a_record(db).space_id)]
    space_id = an_empty_space(db)

    first = import_minutes(db, space_id, files, now=NOW)
    again = import_minutes(db, space_id, files, now=NOW)

    assert (first, again) == (ImportedMinutes(1, 0), ImportedMinutes(0, 0))


def test_files_read_back_into_the_space_that_wrote_them_add_nothing(db: Database) -> None:
    i18n.load()
    place = a_record(db)
    report_imported(db, place)
    first = written(db, place.space_id)

    done = import_minutes(db, place.space_id, [read_minutes_file(text) for text in first], now=NOW)

    assert done == ImportedMinutes(0, 0)
    assert written(db, place.space_id) == first


def test_a_number_that_is_taken_is_not_taken_twice(db: Database) -> None:
    i18n.load()
    place = a_record(db)
    files = [read_minutes_file(text.replace("Driftsm", "M", 1)) for text in written(db, place.space_id)]

    import_minutes(db, place.space_id, files, now=NOW)

    assert [file.about["number"] for file, _ in export_minutes(db, keeper(place.space_id), place.space_id)] == [1, 2]


@pytest.mark.parametrize(
    "damage",
    [
        ("jordbro:note", "jordbro:nota"),
        ('"version": 1', '"version": 2'),
        ('"kind": "action"', '"kind": "dans"'),
        ('"state": "reviewed"', '"state": "fin"'),
        ('"held_on": "2017-01-10"', '"held_on": "i går"'),
        ('{"sentences": [', '{"sentences": [{"state": "machine"}, '),
        ("jordbro:title {}", "jordbro:title {"),
        ('"author": "', '"author": "\\u0000'),
        ('"author": "', '"author": "\\ud800'),
        ('"status": "open"', '"status": ["open"]'),
        ('"by": "Li Wei"', '"by": {"da": "Li Wei"}'),
    ],
)
def test_a_damaged_file_is_refused_and_nothing_is_kept(db: Database, damage: tuple[str, str]) -> None:
    i18n.load()
    whole = written(db, a_record(db).space_id)[0]
    space_id = an_empty_space(db)
    assert damage[0] in whole

    with pytest.raises(Unreadable) as refused:
        import_minutes(db, space_id, [read_minutes_file(whole.replace(*damage, 1))], now=NOW)

    assert refused.value.key == "minutes_unreadable"
    assert written(db, space_id) == []


@pytest.mark.parametrize("parts", [[[99, "aims", False]], [[-1, "aims", False]], [["0", "aims", False]], [[0]], 7])
def test_a_trip_whose_parts_are_nowhere_is_refused(db: Database, parts: object) -> None:
    i18n.load()
    place = a_place(db)
    report_imported(db, place)
    files = [read_minutes_file(text) for text in written(db, place.space_id)]
    damaged = [replace(file, about={**file.about, "parts": parts}) if file.kind == "trip" else file for file in files]
    space_id = an_empty_space(db)

    with pytest.raises(Unreadable):
        import_minutes(db, space_id, damaged, now=NOW)

    assert written(db, space_id) == []


def test_a_letter_that_no_database_keeps_is_read_as_one_that_cannot_be_read(db: Database) -> None:
    i18n.load()
    (whole,) = written(db, a_record(db).space_id)

    space_id = read_back(db, [whole.replace("Driftsm", "&#0;\0Driftsm", 1)])

    assert "\ufffd\ufffdDriftsmøde" in written(db, space_id)[0]


def test_a_note_of_somebody_is_no_file_of_ours() -> None:
    assert not is_minutes_file("# Møde\n\n1. Jord <!-- jordbro:item {} -->")


def test_it_is_for_owners_and_holds_nothing_that_a_side_keeps_to_itself(db: Database) -> None:
    place = a_record(db)
    lars = enter(db, place, "U0LARS", "Lars Bro")

    with pytest.raises(NotAllowed):
        list(export_minutes(db, lars, place.space_id))
    with pytest.raises(NotFound):
        list(export_minutes(db, someone(db, "U0STRANGER", "En fremmed"), place.space_id))

"""Nobody gets anything of a space they are not in: not one function that reads may forget to ask."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from bot.domain.errors import NotFound
from bot.domain.grammar import ActionFilter
from bot.domain.person import SlackChannel, SlackUser, Viewer
from bot.domain.record import Note
from bot.domain.review import Typed
from bot.domain.shared_file import SharedFile
from bot.domain.term import Term
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.services import (
    bind_channel,
    change_status,
    change_term,
    confirm_organisation,
    correct,
    describe_space,
    edit_action,
    edit_note,
    engine_policy,
    export_terms,
    fetch_glossary,
    import_terms,
    join_organisation,
    keep_draft,
    list_actions,
    list_reviews,
    look_up_term,
    read_history,
    read_note,
    review,
    summarise,
    take_back,
)
from bot.store import actions, agreements, corrections, notes, organisations, prose, reviews, spaces, terms
from bot.store.actions import Wanted
from bot.store.database import Database
from tests.integration.making import (
    HOME,
    NOW,
    TODAY,
    Place,
    a_place,
    answered,
    execute,
    item_with,
    logged,
    rows,
    someone,
)


class Guarded(NamedTuple):
    """A space with a note, and somebody who wants to know."""

    db: Database
    place: Place
    note: Note
    viewer: Viewer

    @property
    def item_id(self) -> int:
        return item_with(self.note, "oversigt").id

    @property
    def reviewer(self) -> Viewer:
        """The same person, who has chosen Chinese."""
        return replace(self.viewer, person=self.viewer.person.speaking("zh"))

    @property
    def organisation_id(self) -> int:
        return int(rows(self.db, "SELECT min(id) FROM organisations")[0][0])


Ask = Callable[[Guarded], Any]


def in_tx(ask: Callable[[Any, Guarded], Any]) -> Ask:
    def asked(of: Guarded) -> Any:
        with of.db.read() as tx:
            return ask(tx, of)

    return asked


ASKED = fetch_glossary.Asked("message:1", "C0JIANGSU", "", "da")

STORE: dict[str, Ask] = {
    "notes.get": in_tx(lambda tx, of: notes.get(tx, of.viewer, of.note.id)),
    "notes.get_by_item": in_tx(lambda tx, of: notes.get_by_item(tx, of.viewer, of.item_id)),
    "notes.get_by_number": in_tx(lambda tx, of: notes.get_by_number(tx, of.viewer, 1)),
    "notes.latest": in_tx(lambda tx, of: notes.latest(tx, of.viewer)),
    "notes.between": in_tx(lambda tx, of: notes.between(tx, of.viewer, date.min, date.max)),
    "notes.with_words": in_tx(lambda tx, of: notes.with_words(tx, of.viewer, ("grunde",))),
    "actions.find": in_tx(lambda tx, of: actions.find(tx, of.viewer, Wanted(), 1).lines),
    "spaces.get": in_tx(lambda tx, of: spaces.get(tx, of.viewer, of.place.space_id)),
    "spaces.find": in_tx(lambda tx, of: spaces.find(tx, of.viewer)),
    "spaces.channels": in_tx(lambda tx, of: spaces.channels(tx, of.viewer.space_ids)),
    "organisations.get": in_tx(lambda tx, of: organisations.get(tx, of.viewer.space_ids, of.organisation_id)),
    "organisations.find_by_name": in_tx(lambda tx, of: organisations.find_by_name(tx, of.viewer.space_ids, "CLEAN")),
}

SERVICES: dict[str, Ask] = {
    "read_note.read_note": lambda of: read_note.read_note(of.db, of.viewer, of.note.id),
    "read_note.read_note_of_item": lambda of: read_note.read_note_of_item(of.db, of.viewer, of.item_id),
    "list_actions.list_actions": lambda of: (
        list_actions.list_actions(of.db, of.viewer, ActionFilter(), page=1, today=TODAY).lines
    ),
    "look_up_term.look_up_term": lambda of: look_up_term.look_up_term(of.db, of.viewer, of.place.space_id, "JEPD"),
    "look_up_term.find_entry": lambda of: look_up_term.find_entry(
        of.db, of.viewer, of.place.space_id, "organisation/JEPD"
    ),
    "export_terms.export_terms": lambda of: export_terms.export_terms(of.db, of.viewer, of.place.space_id, "csv"),
    "summarise.summarise": lambda of: summarise.summarise(of.db, of.viewer, "", {}, today=TODAY),
    "summarise.summarise by number": lambda of: summarise.summarise(of.db, of.viewer, "§1", {}, today=TODAY),
    "summarise.summarise by words": lambda of: summarise.summarise(of.db, of.viewer, "grunde", {}, today=TODAY),
    "summarise.summarise since": lambda of: summarise.summarise(
        of.db, of.viewer, "siden 1. januar 2017", {"siden": "since"}, today=TODAY
    ),
    "describe_space.describe_space": lambda of: describe_space.describe_space(of.db, of.viewer, of.place.space_id),
    "describe_space.list_spaces": lambda of: describe_space.list_spaces(of.db, of.viewer),
    "describe_space.find_organisation": lambda of: describe_space.find_organisation(
        of.db, of.viewer, of.organisation_id
    ),
    "describe_space.channel_at": lambda of: describe_space.channel_at(of.db, of.viewer, of.place.channel.slack),
    "describe_space.first_channel": lambda of: describe_space.first_channel(of.db, of.viewer, of.place.space_id),
    "review.review": lambda of: review.review(of.db, of.reviewer, of.note.id),
    "review.review_in": in_tx(lambda tx, of: review.review_in(tx, of.reviewer, of.note.id)),
    "review.reviewable": in_tx(lambda tx, of: review.reviewable(tx, of.reviewer, of.note.id)),
    "list_reviews.list_reviews": lambda of: list_reviews.list_reviews(of.db, of.reviewer)[0],
    "read_history.read_history": lambda of: read_history.read_history(of.db, of.reviewer, of.note.id),
    "change_status.find_action": lambda of: change_status.find_action(of.db, of.viewer, of.item_id),
}

# what changes the record, and must refuse who cannot see it
CHANGES: dict[str, Ask] = {
    "change_status.change_status": lambda of: change_status.change_status(
        of.db, of.viewer, of.item_id, "done", now=NOW
    ),
    "edit_action.edit_action": lambda of: edit_action.edit_action(
        of.db, of.viewer, of.item_id, 1, TypedAction("nyt"), now=NOW
    ),
    "edit_note.edit_note": lambda of: edit_note.edit_note(
        of.db, of.viewer, of.note.id, 1, TypedNote("1. nyt"), today=TODAY, now=NOW
    ),
    "correct.correct": lambda of: correct.correct(of.db, of.reviewer, of.note.id, [Typed(1, 1, "新")], now=NOW),
    "take_back.take_back": lambda of: take_back.take_back(of.db, of.reviewer, of.note.id, 1, now=NOW),
    "change_term.add_term": lambda of: change_term.add_term(
        of.db, of.viewer, of.place.space_id, Term("term", {"da": "muld", "zh": "表土"}), now=NOW
    ),
    "change_term.change_term": lambda of: change_term.change_term(
        of.db,
        of.viewer,
        of.place.space_id,
        change_term.Seen("organisation/JEPD", 0),
        Term("organisation", {"da": "JEPD"}),
        now=NOW,
    ),
    "change_term.remove_term": lambda of: change_term.remove_term(
        of.db, of.viewer, of.place.space_id, change_term.Seen("organisation/JEPD", 0), now=NOW
    ),
    "import_terms.import_terms": lambda of: import_terms.import_terms(
        of.db, of.viewer, of.place.space_id, "kind,da,zh\nterm,muld,表土\n", now=NOW
    ),
    "fetch_glossary.ask_import": lambda of: fetch_glossary.ask_import(
        of.db, of.viewer, of.place.space_id, SharedFile("F1", "a.csv", 9, ""), ASKED, now=NOW
    ),
    "fetch_glossary.ask_export": lambda of: fetch_glossary.ask_export(
        of.db, of.viewer, of.place.space_id, "csv", ASKED, now=NOW
    ),
    "bind_channel.bind_channel": lambda of: bind_channel.bind_channel(
        of.db, of.viewer, of.place.space_id, SlackChannel(HOME, "C0MINE"), now=NOW
    ),
    "join_organisation.join_organisation": lambda of: join_organisation.join_organisation(
        of.db, of.viewer, of.place.space_id, SlackUser(HOME, of.viewer.person.slack.user_id), "CLEAN"
    ),
    "confirm_organisation.confirm_organisation": lambda of: confirm_organisation.confirm_organisation(
        of.db, of.viewer, of.organisation_id, {"da": "Andet"}, now=NOW
    ),
    "engine_policy.choose_engines": lambda of: engine_policy.choose_engines(
        of.db, of.viewer, of.place.space_id, (), (), now=NOW
    ),
}

# Neither shows the record to a person: writers, and what only our own code asks with ids it got from one of the above.
INSIDE = {
    "notes.find_by_source",  # an id, then read as the viewer
    "notes.text_ids",  # ids for the memory and the engines
    "notes.add",
    "notes.add_item",
    "notes.set_item",
    "notes.remove_item",
    "notes.set_agreement",
    "notes.drop_agreement",
    "notes.set_head",
    "notes.set_body",
    "notes.set_card",
    "notes.waiting",  # ids for the sweep
    "notes.without_card",  # ids for the sweep
    "actions.add",
    "actions.of_items",  # of a note that was read as the viewer
    "actions.set_status",
    "actions.set_details",
    "actions.notes_of",  # ids for the job that brings cards up to date
    "history.of_item",  # of an item of a note that was read as the viewer
    "spaces.add",
    "spaces.find_by_name",  # the terminal
    "spaces.names",  # the terminal
    "spaces.next_number",
    "spaces.has_notes",  # whether, not what
    "spaces.bound_channels",  # a job
    "spaces.bind",
    "spaces.channel",  # part of finding out who the viewer is
    "spaces.channel_of",  # a job
    "spaces.rename_channel",
    "spaces.engines_of",  # a job
    "spaces.set_engines",
    "terms.stamp",  # whether they are the same, not what
    "terms.overlay",  # of a space that was asked for as the viewer
    "terms.lock",
    "terms.hold",
    "terms.add",
    "terms.add_all",
    "terms.set_term",
    "terms.remove",
    "terms.remove_shipped",
    "terms.store_of",  # what transactions have in common
    "organisations.find",  # of a space that was read as the viewer
    "organisations.space_of",  # an id, then asked for as the viewer
    "organisations.ensure",
    "organisations.set_names",
    "organisations.set_member",
    "organisations.of_person",  # the viewer's own
    "organisations.members",  # of a space that was read as the viewer
    "prose.of_notes",  # of notes that were read as the viewer
    "prose.get",
    "prose.text_of",  # an id, for a note that was read as the viewer
    "prose.keep",
    "prose.never_asked",  # ids for the sweep
    "prose.waiting",  # ids for the sweep
    "agreements.parties",  # of items of notes that were read as the viewer
    "corrections.add",
    "corrections.get",  # of a text of a note that was read as the viewer
    "corrections.of_texts",  # of a note that was read as the viewer
    "corrections.standing_behind",  # of a segment of a note that was read as the viewer
    "corrections.set_undone",
    "corrections.action_changes",  # of a note that was read as the viewer
    "reviews.waiting",  # of the viewer's own spaces
    "reviews.heads",  # of notes in the viewer's own spaces
    "reviews.notes_with",  # ids for the job that brings cards up to date
    "reviews.same_sentence",  # ids in the space of a note that was read as the viewer
    "reviews.copies",  # ids in the space of a note that was read as the viewer
    "reviews.alike",  # ids in the space of a note that was read as the viewer
}

# Takes or gives nothing of the record.
HARMLESS = {
    "review.places_in",  # of a note that was read as the viewer
    "review.left_in",  # how many, in a note that was read as the viewer
    "review.standings_of",  # of a note that was read as the viewer
    "correct.settle_and_show",
    "engine_policy.chain_for",
    "summarise.key_sentences",
    "edit_note.pair_items",
    "edit_action.body_with",
    "bind_channel.keep_reachable",
}


def public(module: ModuleType) -> set[str]:
    """The functions a module offers, as `module.function`."""
    name = module.__name__.rpartition(".")[2]
    return {
        f"{name}.{function}"
        for function, found in inspect.getmembers(module, inspect.isfunction)
        if not function.startswith("_") and found.__module__ == module.__name__
    }


@pytest.fixture
def guarded(db: Database) -> Guarded:
    place = a_place(db)
    note = logged(db, place)
    answered(db, item_with(note, "Driftsmøde").text)
    return Guarded(db, place, note, someone(db, "U0STRANGER", "En fremmed"))


def answer(ask: Ask, of: Guarded) -> Any:
    try:
        return ask(of)
    except NotFound:
        return None


@pytest.mark.parametrize("name", [*STORE, *SERVICES])
def test_stranger_gets_nothing(guarded: Guarded, name: str) -> None:
    assert not answer((STORE | SERVICES)[name], guarded)


@pytest.mark.parametrize("name", [*STORE, *SERVICES])
def test_someone_of_another_space_gets_nothing(guarded: Guarded, name: str) -> None:
    other = a_place(guarded.db, "Shandong", "C0SHANDONG", "U0OTHER")
    execute(guarded.db, "DELETE FROM members WHERE person_id = :id", id=other.viewer.person.id)
    theirs = guarded._replace(viewer=other.viewer)

    found = answer((STORE | SERVICES)[name], theirs)

    assert not found or str(guarded.place.space_id) not in str(space_ids(found))
    assert "oversigt" not in str(found)


def space_ids(found: Any) -> set[int]:
    """The spaces an answer speaks of."""
    parts = found if isinstance(found, tuple) else (found,)
    return {getattr(part, "space_id", getattr(part, "id", 0)) for part in parts}


@pytest.mark.parametrize("name", [*STORE, *SERVICES])
def test_someone_in_the_space_gets_something(guarded: Guarded, name: str) -> None:
    assert answer((STORE | SERVICES)[name], guarded._replace(viewer=guarded.place.viewer))


@pytest.mark.parametrize("name", list(CHANGES))
def test_stranger_changes_nothing(guarded: Guarded, name: str) -> None:
    before = record(guarded.db)

    with pytest.raises(NotFound):
        CHANGES[name](guarded)

    assert record(guarded.db) == before


def record(db: Database) -> list[Any]:
    tables = (
        "spaces",
        "notes",
        "texts",
        "actions",
        "history",
        "channels",
        "organisations",
        "organisation_members",
        "jobs",
        "segments",
        "corrections",
        "memory",
    )
    return [rows(db, f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]  # noqa: S608  names above


@pytest.mark.parametrize(
    "module",
    [notes, actions, spaces, organisations, corrections, reviews, prose, agreements, terms],
    ids=lambda module: module.__name__,
)
def test_every_function_of_the_store_is_asked_as_a_stranger_or_said_to_be_inside(module: ModuleType) -> None:
    assert public(module) - STORE.keys() - INSIDE == set()


@pytest.mark.parametrize(
    "module",
    [
        bind_channel,
        change_status,
        change_term,
        confirm_organisation,
        correct,
        describe_space,
        edit_action,
        edit_note,
        engine_policy,
        export_terms,
        fetch_glossary,
        import_terms,
        join_organisation,
        list_actions,
        list_reviews,
        look_up_term,
        read_history,
        read_note,
        review,
        summarise,
        take_back,
    ],
    ids=lambda module: module.__name__,
)
def test_every_service_is_asked_as_a_stranger(module: ModuleType) -> None:
    asked = {name.split()[0] for name in (*SERVICES, *CHANGES)}
    assert public(module) - asked - HARMLESS == set()


def test_draft_is_its_writers_alone(guarded: Guarded) -> None:
    writer = guarded.place.viewer
    draft = keep_draft.keep_draft(guarded.db, writer, guarded.place.channel.slack, "Hemmeligt", now=NOW)

    keep_draft.drop_draft(guarded.db, guarded.viewer, draft)

    assert keep_draft.read_draft(guarded.db, guarded.viewer, draft) is None
    assert keep_draft.read_draft(guarded.db, writer, draft) == "Hemmeligt"


def test_removed_item_is_not_found_by_its_button(guarded: Guarded) -> None:
    execute(guarded.db, "UPDATE items SET removed_at = '2017-01-21' WHERE id = :id", id=guarded.item_id)

    with pytest.raises(NotFound):
        change_status.change_status(guarded.db, guarded.place.viewer, guarded.item_id, "done", now=NOW)

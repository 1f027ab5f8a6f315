"""Nobody gets anything of a space they are not in: not one function that reads may forget to ask."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from bot.domain.digest import Period
from bot.domain.digest_change import DigestChange
from bot.domain.errors import NotFound
from bot.domain.grammar import ActionFilter
from bot.domain.letterhead import Letterhead
from bot.domain.person import SlackChannel, SlackUser, Viewer
from bot.domain.publication import Publication
from bot.domain.record import Note
from bot.domain.review import Typed
from bot.domain.search_query import Query
from bot.domain.shared_file import SharedFile
from bot.domain.term import Term
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.domain.typed_wiki import TypedWiki
from bot.domain.wiki import RemotePage
from bot.domain.wiki_page import PageName, meeting_of
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from bot.services import (
    ask_publishing,
    ask_report,
    bind_channel,
    change_status,
    change_term,
    change_trip,
    claim_action,
    collect_actions,
    collect_timeline,
    comment_action,
    confirm_organisation,
    connect_wiki,
    correct,
    describe_space,
    drop_action,
    edit_action,
    edit_note,
    engine_policy,
    event_happened,
    export_terms,
    fetch_glossary,
    fetch_minutes,
    find,
    hand_over,
    import_terms,
    join_organisation,
    keep_draft,
    list_actions,
    list_agreements,
    list_bindings,
    list_board,
    list_meetings,
    list_reviews,
    list_terms,
    log_note,
    look_up_term,
    place_person,
    preview_digest,
    publish,
    publish_choice,
    publish_question,
    publish_record,
    publish_take,
    publish_unit,
    read_digest,
    read_history,
    read_home,
    read_item,
    read_mirror,
    read_note,
    read_space,
    read_trip,
    release_action,
    review,
    see_again,
    set_contact,
    set_digest,
    set_due_day,
    set_expected,
    set_letterhead,
    set_sides,
    set_words,
    share_once,
    sides,
    snooze,
    split_action,
    step,
    summarise,
    take_back,
    take_minutes,
    unbind_channel,
    undo_change,
    whole_space,
    write_sections,
)
from bot.store import (
    actions,
    agreements,
    boards,
    corrections,
    digest_lines,
    digest_news,
    digest_queries,
    feeds,
    meetings,
    notes,
    organisations,
    owed,
    pages,
    prose,
    publications,
    reviews,
    search,
    sign_ins,
    snoozes,
    spaces,
    terms,
    trips,
)
from bot.store.actions import Wanted
from bot.store.database import Database
from tests.contracts.wiki.memory import MemoryWiki
from tests.integration.conftest import Copied
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
    def trip_id(self) -> int:
        return int(rows(self.db, "SELECT min(id) FROM trips")[0][0])

    @property
    def in_channel(self) -> Viewer:
        """The same person, asking in the channel of the space."""
        return replace(self.viewer, channel=self.place.channel)

    @property
    def publication_id(self) -> int:
        return int(rows(self.db, "SELECT min(id) FROM publications")[0][0])

    @property
    def publication(self) -> Publication:
        return Publication(self.publication_id, self.place.space_id, "canvas", "channel:1", "", None)

    @property
    def page_id(self) -> int:
        return int(rows(self.db, "SELECT min(id) FROM pages")[0][0])

    @property
    def organisation_id(self) -> int:
        return int(rows(self.db, "SELECT min(id) FROM organisations")[0][0])


Ask = Callable[[Guarded], Any]


def in_tx(ask: Callable[[Any, Guarded], Any]) -> Ask:
    def asked(of: Guarded) -> Any:
        with of.db.read() as tx:
            return ask(tx, of)

    return asked


def written(of: Guarded, change: Callable[[Any], Any]) -> Any:
    with of.db.write() as tx:
        return change(tx)


def owing(of: Guarded) -> Any:
    """What is open for the viewer, who is said to work for an organisation of the space, whether they see it or not."""
    works = "INSERT INTO organisation_members (space_id, person_id, organisation_id) SELECT space_id, :id, id"
    execute(of.db, f"{works} FROM organisations WHERE name = 'CLEAN'", id=of.viewer.person.id)
    with of.db.read() as tx:
        return owed.of_viewer(tx, of.viewer)


WIKI = "https://wiki.example/api.php"
WRITER = PageWriter(MARKUPS["mediawiki"])
EDITED = RemotePage("1", "Side", "2", "En tekst af en partner")
ASKED = fetch_glossary.Asked("message:1", "C0JIANGSU", "", "da")

STORE: dict[str, Ask] = {
    "notes.get": in_tx(lambda tx, of: notes.get(tx, of.viewer, of.note.id)),
    "notes.get_by_item": in_tx(lambda tx, of: notes.get_by_item(tx, of.viewer, of.item_id)),
    "notes.hold_note": in_tx(lambda tx, of: notes.hold_note(tx, of.viewer, of.note.id)),
    "notes.hold": in_tx(lambda tx, of: notes.hold(tx, of.viewer, of.item_id)),
    "notes.get_by_number": in_tx(lambda tx, of: notes.get_by_number(tx, of.viewer, 1)),
    "notes.following": in_tx(lambda tx, of: notes.following(tx, of.viewer, 0, 9)),
    "notes.numbers": in_tx(lambda tx, of: notes.numbers(tx, of.viewer, {f"note:{of.note.id}"})),
    "notes.with_ids": in_tx(lambda tx, of: notes.with_ids(tx, of.viewer, [of.note.id])),
    "trips.get": in_tx(lambda tx, of: trips.get(tx, of.viewer, of.trip_id)),
    "trips.find": in_tx(lambda tx, of: trips.find(tx, of.viewer)),
    "trips.free_notes": in_tx(lambda tx, of: trips.free_notes(tx, of.viewer, of.place.space_id, of.trip_id, 9)),
    "trips.letterhead_of": in_tx(lambda tx, of: trips.letterhead_of(tx, of.viewer, of.place.space_id).name),
    "publications.get": in_tx(lambda tx, of: publications.get(tx, of.viewer, of.publication_id)),
    "publications.of_spaces": in_tx(lambda tx, of: publications.of_spaces(tx, of.viewer, [of.place.space_id])),
    "publications.meetings": in_tx(lambda tx, of: publications.meetings(tx, of.viewer, of.place.space_id)),
    "notes.get_all": in_tx(lambda tx, of: notes.get_all(tx, of.viewer, [of.note.id])),
    "search.newest": in_tx(lambda tx, of: search.newest(tx, of.viewer, Query(kinds=frozenset({"decision"})), 9)),
    "notes.latest": in_tx(lambda tx, of: notes.latest(tx, of.viewer)),
    "notes.between": in_tx(lambda tx, of: notes.between(tx, of.viewer, date.min, date.max)),
    "notes.with_words": in_tx(lambda tx, of: notes.with_words(tx, of.viewer, ("grunde",))),
    "actions.find": in_tx(lambda tx, of: actions.find(tx, of.viewer, Wanted(), 1).lines),
    "actions.find_ids": in_tx(lambda tx, of: actions.find_ids(tx, of.viewer, Wanted())),
    "agreements.count": in_tx(lambda tx, of: agreements.count(tx, of.viewer, {of.place.space_id})),
    "agreements.find": in_tx(lambda tx, of: agreements.find(tx, of.viewer, {of.place.space_id}, limit=9)),
    "meetings.count": in_tx(lambda tx, of: meetings.count(tx, of.viewer, {of.place.space_id})),
    "meetings.find": in_tx(lambda tx, of: meetings.find(tx, of.viewer, {of.place.space_id}, limit=9)),
    "boards.count": in_tx(lambda tx, of: boards.count(tx, of.viewer, boards.Picked({of.place.space_id}))),
    "boards.counts": in_tx(lambda tx, of: boards.counts(tx, of.viewer, boards.Picked({of.place.space_id}))),
    "boards.find": in_tx(lambda tx, of: boards.find(tx, of.viewer, boards.Picked({of.place.space_id}), "due", limit=9)),
    "owed.of_viewer": owing,
    "owed.ahead": in_tx(lambda tx, of: owed.ahead(tx, of.viewer, date.min, date.max, 100)),
    "spaces.get": in_tx(lambda tx, of: spaces.get(tx, of.viewer, of.place.space_id)),
    "spaces.names_of": in_tx(lambda tx, of: spaces.names_of(tx, of.viewer, [of.place.space_id])),
    "spaces.find": in_tx(lambda tx, of: spaces.find(tx, of.viewer)),
    "spaces.channels": in_tx(lambda tx, of: spaces.channels(tx, of.viewer.space_ids)),
    "organisations.get": in_tx(lambda tx, of: organisations.get(tx, of.viewer.space_ids, of.organisation_id)),
    "organisations.find_by_name": in_tx(lambda tx, of: organisations.find_by_name(tx, of.viewer.space_ids, "CLEAN")),
}

SERVICES: dict[str, Ask] = {
    "publish_choice.question_about": lambda of: publish_choice.question_about(
        of.db, of.viewer, of.publication_id, of.page_id, MemoryWiki({"1": EDITED}), WRITER
    ),
    "read_note.read_note": lambda of: read_note.read_note(of.db, of.viewer, of.note.id),
    "read_note.read_note_of_item": lambda of: read_note.read_note_of_item(of.db, of.viewer, of.item_id),
    "find.find": lambda of: find.find(of.db, of.viewer, "oversigt", {}, today=TODAY).notes,
    "list_actions.list_actions": lambda of: (
        list_actions.list_actions(of.db, of.viewer, ActionFilter(), page=1, today=TODAY).lines
    ),
    "list_board.list_board": lambda of: list_board.list_board(of.db, of.viewer, of.place.space_id, "organisation"),
    "list_agreements.list_agreements": lambda of: list_agreements.list_agreements(of.db, of.viewer, of.place.space_id),
    "list_meetings.list_meetings": lambda of: list_meetings.list_meetings(of.db, of.viewer, of.place.space_id),
    "list_meetings.list_meetings of a trip": lambda of: list_meetings.list_meetings(
        of.db, of.viewer, of.place.space_id, trip_id=of.trip_id
    ),
    "list_terms.list_terms": lambda of: list_terms.list_terms(of.db, of.viewer, of.place.space_id),
    "read_space.read_space": lambda of: read_space.read_space(of.db, of.viewer, of.place.space_id),
    "whole_space.whole_space": lambda of: whole_space.whole_space(of.db, of.viewer, of.place.space_id),
    "whole_space.space_in": in_tx(lambda tx, of: whole_space.space_in(tx, of.viewer, of.place.space_id)),
    "collect_timeline.collect_timeline": lambda of: (
        collect_timeline.collect_timeline(of.db, of.viewer, today=TODAY).lanes
    ),
    "collect_actions.collect_actions": lambda of: collect_actions.collect_actions(
        of.db, of.viewer, ActionFilter(), today=TODAY
    ),
    "collect_actions.collected": in_tx(lambda tx, of: collect_actions.collected(tx, of.viewer, Wanted())),
    "see_again.see_again": lambda of: [
        space for seen in [see_again.see_again(of.db, of.viewer.person.id)] if seen for space in seen.viewer.space_ids
    ],
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
    "list_bindings.list_bindings": lambda of: list_bindings.list_bindings(of.db, of.viewer, of.place.space_id, ""),
    "list_bindings.binding_of": lambda of: list_bindings.binding_of(of.db, of.viewer, of.place.channel.id, ""),
    "list_bindings.owned_binding": lambda of: list_bindings.owned_binding(of.db, of.viewer, of.place.channel.id, ""),
    "describe_space.describe_owned": lambda of: describe_space.describe_owned(of.db, of.viewer, of.place.space_id),
    "describe_space.list_spaces": lambda of: describe_space.list_spaces(of.db, of.viewer),
    "describe_space.find_organisation": lambda of: describe_space.find_organisation(
        of.db, of.viewer, of.organisation_id
    ),
    "describe_space.channel_at": lambda of: describe_space.channel_at(of.db, of.viewer, of.place.channel.slack),
    "describe_space.first_channel": lambda of: describe_space.first_channel(of.db, of.viewer, of.place.space_id),
    "sides.list_people": lambda of: sides.list_people(of.db, of.viewer, of.place.space_id),
    "sides.people_of": in_tx(lambda tx, of: sides.people_of(tx, of.viewer, of.place.space_id)),
    "sides.list_owned": lambda of: sides.list_owned(of.db, of.viewer, of.place.space_id),
    "sides.side_named": lambda of: sides.side_named(of.db, of.viewer, of.place.space_id, HOME),
    "read_trip.read_trip": lambda of: read_trip.read_trip(of.db, of.viewer, of.trip_id),
    "read_trip.report_in": in_tx(lambda tx, of: read_trip.report_in(tx, of.viewer, of.trip_id)),
    "read_trip.find_trip": lambda of: read_trip.find_trip(of.db, of.viewer, of.trip_id),
    "read_trip.trip_in": in_tx(lambda tx, of: read_trip.trip_in(tx, of.viewer, of.trip_id)),
    "read_trip.list_trips": lambda of: read_trip.list_trips(of.db, of.viewer),
    "read_trip.find_trips": lambda of: read_trip.find_trips(of.db, of.viewer, "studietur"),
    "change_trip.offer_meetings": lambda of: change_trip.offer_meetings(of.db, of.viewer, of.trip_id),
    "ask_publishing.list_wikis": lambda of: ask_publishing.list_wikis(of.db, of.viewer, of.place.space_id),
    "connect_wiki.read_connection": lambda of: connect_wiki.read_connection(of.db, of.viewer, of.publication_id),
    "connect_wiki.owned": in_tx(lambda tx, of: connect_wiki.owned(tx, of.viewer, of.publication_id)),
    "publish_record.read_record": lambda of: (
        publish_record.read_record(of.db, of.viewer, of.publication_id, WRITER).known
    ),
    "read_mirror.read_mirror": lambda of: read_mirror.read_mirror(of.db, of.viewer, of.publication).newest,
    "publish_choice.publication_of": lambda of: publish_choice.publication_of(of.db, of.viewer, of.page_id),
    "review.review": lambda of: review.review(of.db, of.reviewer, of.note.id),
    "review.review_in": in_tx(lambda tx, of: review.review_in(tx, of.reviewer, of.note.id)),
    "review.reviewable": in_tx(lambda tx, of: review.reviewable(tx, of.reviewer, of.note.id)),
    "list_reviews.list_reviews": lambda of: list_reviews.list_reviews(of.db, of.reviewer)[0],
    "list_reviews.reviews_in": in_tx(lambda tx, of: list_reviews.reviews_in(tx, of.reviewer, 9)[0]),
    "read_home.read_home": lambda of: tuple(
        read_home.read_home(of.db, of.viewer, today=date(2017, 3, 1)).lines.values()
    ),
    "read_history.read_history": lambda of: read_history.read_history(of.db, of.reviewer, of.note.id),
    "change_status.find_action": lambda of: change_status.find_action(of.db, of.viewer, of.item_id),
    "read_digest.read_digest": lambda of: read_digest.read_digest(of.db, of.in_channel),
    "read_digest.channel_of": in_tx(lambda tx, of: read_digest.channel_of(tx, of.in_channel)),
    "preview_digest.preview_channel": lambda of: (
        preview_digest.preview_channel(of.db, of.in_channel, weekly=True, now=NOW).digest.sections
    ),
    "preview_digest.preview_own": lambda of: (
        preview_digest.preview_own(of.db, of.viewer, weekly=True, now=NOW).digest.sections
    ),
    "preview_digest.list_section": lambda of: (
        preview_digest.list_section(of.db, of.viewer, "open", Period(None, NOW, TODAY, weekly=True)).sections
    ),
    "preview_digest.list_section in the channel": lambda of: (
        preview_digest.list_section(of.db, of.in_channel, "new", Period(None, NOW, TODAY)).sections
    ),
    "step.find_action": lambda of: step.find_action(of.db, of.viewer, of.item_id),
    "step.hold_action": in_tx(lambda tx, of: step.hold_action(tx, of.viewer, of.item_id)),
    "read_item.read_item": lambda of: read_item.read_item(of.db, of.viewer, of.item_id),
    "set_contact.contact_of_name": lambda of: set_contact.contact_of_name(of.db, of.viewer, of.place.space_id, "CLEAN"),
}

# what changes the record, and must refuse who cannot see it
CHANGES: dict[str, Ask] = {
    "change_status.change_status": lambda of: change_status.change_status(
        of.db, of.viewer, of.item_id, "done", now=NOW
    ),
    "claim_action.claim_action": lambda of: claim_action.claim_action(of.db, of.viewer, of.item_id, now=NOW),
    "release_action.release_action": lambda of: release_action.release_action(of.db, of.viewer, of.item_id, now=NOW),
    "hand_over.hand_over": lambda of: hand_over.hand_over(
        of.db, of.viewer, of.item_id, hand_over.Heir(organisation_id=of.organisation_id), now=NOW
    ),
    "split_action.split_action": lambda of: split_action.split_action(
        of.db, of.viewer, of.item_id, "CLEAN sender", now=NOW
    ),
    "drop_action.drop_action": lambda of: drop_action.drop_action(of.db, of.viewer, of.item_id, "fordi", now=NOW),
    "comment_action.comment_action": lambda of: comment_action.comment_action(
        of.db, of.viewer, of.item_id, "hør her", now=NOW
    ),
    "event_happened.event_happened": lambda of: event_happened.event_happened(
        of.db, of.viewer, of.item_id, TODAY, now=NOW
    ),
    "set_due_day.set_due_day": lambda of: set_due_day.set_due_day(of.db, of.viewer, of.item_id, TODAY, now=NOW),
    "set_expected.set_expected": lambda of: set_expected.set_expected(
        of.db, of.viewer, of.item_id, expected=True, now=NOW
    ),
    "undo_change.undo_change": lambda of: undo_change.undo_change(of.db, of.viewer, of.item_id, 1, now=NOW),
    "set_contact.set_contact": lambda of: set_contact.set_contact(
        of.db, of.viewer, of.organisation_id, SlackUser(HOME, "U0METTE"), now=NOW
    ),
    "snooze.snooze": lambda of: snooze.snooze(of.db, of.viewer, of.item_id, TODAY),
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
    "fetch_minutes.ask_minutes": lambda of: fetch_minutes.ask_minutes(
        of.db, of.viewer, of.place.channel, SharedFile("F1", "a.md", 9, ""), ASKED, TODAY, now=NOW
    ),
    "take_minutes.take_minutes": lambda of: take_minutes.take_minutes(
        of.db, of.viewer, of.place.channel, b"Fra en fil\n1. Jord\n", TODAY, now=NOW
    ),
    "fetch_glossary.ask_export": lambda of: fetch_glossary.ask_export(
        of.db, of.viewer, of.place.space_id, "csv", ASKED, now=NOW
    ),
    "bind_channel.bind_channel": lambda of: bind_channel.bind_channel(
        of.db, of.viewer, of.place.space_id, SlackChannel(HOME, "C0MINE"), now=NOW
    ),
    "unbind_channel.unbind_channel": lambda of: unbind_channel.unbind_channel(
        of.db, of.viewer, of.place.channel.id, now=NOW
    ),
    "unbind_channel.choose_speaker": lambda of: unbind_channel.choose_speaker(
        of.db, of.viewer, of.place.channel.id, HOME, now=NOW
    ),
    "join_organisation.join_organisation": lambda of: join_organisation.join_organisation(
        of.db, of.viewer, of.place.space_id, SlackUser(HOME, of.viewer.person.slack.user_id), "CLEAN", now=NOW
    ),
    "confirm_organisation.confirm_organisation": lambda of: confirm_organisation.confirm_organisation(
        of.db, of.viewer, of.organisation_id, {"da": "Andet"}, now=NOW
    ),
    "set_digest.set_digest": lambda of: set_digest.set_digest(of.db, of.in_channel, DigestChange(is_on=False), now=NOW),
    "engine_policy.choose_engines": lambda of: engine_policy.choose_engines(
        of.db, of.viewer, of.place.space_id, (), (), now=NOW
    ),
    "place_person.place_person": lambda of: place_person.place_person(
        of.db, of.viewer, of.place.space_id, SlackUser(HOME, "U0LARS"), place_person.Placing("owner"), now=NOW
    ),
    "set_sides.set_sides": lambda of: set_sides.set_sides(of.db, of.viewer, of.place.space_id, "teams", now=NOW),
    "share_once.share_once": lambda of: share_once.share_once(
        of.db, of.viewer, of.place.channel, {"text": "resumé"}, now=NOW
    ),
    "change_trip.make_trip": lambda of: change_trip.make_trip(
        of.db, of.viewer, of.place.space_id, change_trip.TypedTrip("Tur"), "form:1", now=NOW
    ),
    "change_trip.change_trip": lambda of: change_trip.change_trip(
        of.db, of.viewer, of.trip_id, 1, change_trip.TypedTrip("Tur"), now=NOW
    ),
    "change_trip.choose_meetings": lambda of: change_trip.choose_meetings(
        of.db, of.viewer, of.trip_id, [], shown=[of.note.id], now=NOW
    ),
    "change_trip.add_suggested": lambda of: change_trip.add_suggested(of.db, of.viewer, of.trip_id, now=NOW),
    "write_sections.write_sections": lambda of: write_sections.write_sections(
        of.db, of.viewer, of.trip_id, 0, write_sections.TypedSections("Rapport", {"aims": "Nået."}), now=NOW
    ),
    "set_letterhead.set_letterhead": lambda of: set_letterhead.set_letterhead(
        of.db, of.viewer, of.trip_id, Letterhead("Region"), now=NOW
    ),
    "ask_report.ask_report": lambda of: ask_report.ask_report(
        of.db, of.viewer, of.trip_id, [("da",)], ["pdf"], ASKED, now=NOW
    ),
    "connect_wiki.connect_wiki": lambda of: connect_wiki.connect_wiki(
        of.db,
        of.viewer,
        of.place.space_id,
        TypedWiki("mediawiki", WIKI, "J@j", "hemmeligt"),
        [WIKI],
        lambda _, secret: secret,
        ASKED,
        now=NOW,
    ),
    "connect_wiki.disconnect_wiki": lambda of: connect_wiki.disconnect_wiki(
        of.db, of.viewer, of.publication_id, now=NOW
    ),
    "ask_publishing.ask_publishing": lambda of: ask_publishing.ask_publishing(
        of.db, of.viewer, of.place.space_id, ASKED, now=NOW
    ),
    "ask_publishing.publish_anew": lambda of: ask_publishing.publish_anew(
        of.db, of.viewer, of.publication_id, ASKED, now=NOW
    ),
    "ask_publishing.ask_choice": lambda of: ask_publishing.ask_choice(
        of.db, of.viewer, of.page_id, "", "theirs", ASKED, now=NOW
    ),
    "publish_choice.choose": lambda of: publish_choice.choose(
        of.db, of.viewer, of.page_id, "", "theirs", MemoryWiki(), WRITER, now=NOW
    ),
    "publish_take.take_words": lambda of: written(
        of, lambda tx: publish_take.take_words(tx, of.viewer, of.note, [(of.item_id, "nyt")], "da", NOW)
    ),
    "edit_action.edit_action_in": lambda of: written(
        of, lambda tx: edit_action.edit_action_in(tx, of.viewer, of.item_id, 1, TypedAction("nyt"), NOW)
    ),
    "correct.correct_in": lambda of: written(
        of, lambda tx: correct.correct_in(tx, of.reviewer, of.note.id, [Typed(1, 1, "新")], NOW)
    ),
    "set_words.set_item_words": lambda of: written(
        of, lambda tx: set_words.set_item_words(tx, of.viewer, of.note, of.note.items[0], "nyt", NOW)
    ),
    "set_words.set_head_words": lambda of: written(
        of, lambda tx: set_words.set_head_words(tx, of.viewer, of.note, "title", "nyt", NOW)
    ),
    "log_note.log_note": lambda of: log_note.log_note(
        of.db, of.viewer, TypedNote("1. nyt"), log_note.Origin(of.place.space_id, None, "event:new", TODAY), now=NOW
    ),
}

# Neither shows the record to a person: writers, and what only our own code asks with ids it got from one of the above.
INSIDE = {
    *(f"pages.{name}" for name in ("known", "get", "get_all", "counts", "troubled")),  # of a connection asked for
    *(f"pages.{name}" for name in ("put", "set_asked", "set_intents", "set_saved", "set_ours", "start_anew")),
    "pages.remove",
    *(f"publications.{name}" for name in ("put", "set_state", "set_sealed", "set_published", "remove")),
    "publications.all_of_them",  # a job, and the change of keys
    "publications.stamp_of",  # whether it is the same, not what
    "publications.note_count",  # how many, for a job
    "notes.logged_at",  # of a note that was found as the viewer
    "notes.head_ids",  # ids, of a note that is being written
    "notes.text_of",  # an id, of an item that is being written
    "actions.set_reason",
    "actions.set_happened",
    "spaces.take_number",
    "trips.add",
    "trips.find_by_source",  # an id, then read as the viewer
    "trips.hold",
    "trips.set_details",
    "trips.set_note",
    "trips.set_letterhead",
    "trips.put_meetings",
    "trips.notes_of",  # ids, of a trip that was read as the viewer, which are then read as the viewer
    "trips.held_within",  # ids, of the space of a trip that was read as the viewer
    "trips.starts_of",  # of a trip that was read as the viewer
    "trips.set_starts",
    "trips.items_of",  # ids, of a note that is being written
    "trips.title_beside",  # an id, for a note that was read as the viewer
    "trips.titles_beside",  # a part of a query
    "notes.find_by_source",  # an id, then read as the viewer
    "notes.text_ids",  # ids for the memory and the engines
    "notes.add",
    "notes.add_item",
    "notes.add_part",
    "notes.parts_of",  # ids, of an item of a note that was read as the viewer
    "notes.part_number",  # of two numbers, a third
    "actions.lines",  # of actions that were found as the viewer
    "actions.restore",
    "actions.touch",
    "organisations.set_contact",
    "organisations.member_ids",  # of a space that was read as the viewer
    "notes.set_item",
    "notes.remove_item",
    "notes.set_agreement",
    "notes.drop_agreement",
    "notes.set_head",
    "notes.set_body",
    "notes.set_card",
    "notes.waiting",  # ids for the sweep
    "notes.without_card",  # ids for the sweep
    "notes.with_passed",  # ids for the sweep
    "actions.add",
    "actions.of_items",  # of a note that was read as the viewer
    "actions.set_status",
    "actions.set_details",
    "actions.notes_of",  # ids for the job that brings cards up to date
    *(f"sign_ins.{name}" for name in ("add_link", "name_behind", "take_link", "begin", "renew", "end", "end_all")),
    "sign_ins.get",  # an id, whose spaces are then found out
    "sign_ins.set_language",
    "sign_ins.forget",
    "feeds.put",
    "feeds.remove",
    "feeds.there",  # whether, not what
    "feeds.person_of",  # an id, whose spaces are then found out
    "history.newest",  # of actions that were found as the viewer
    "history.of_item",  # of an item of a note that was read as the viewer
    "snoozes.put",
    "snoozes.of",  # of people, and not what the actions are
    "spaces.add",
    "spaces.find_by_name",  # the terminal
    "spaces.names",  # the terminal
    "spaces.next_number",
    "spaces.has_notes",  # whether, not what
    "spaces.is_used",  # whether, not what
    "spaces.is_spoken_of",  # whether, for the card of a note
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
    "organisations.named",  # of a space that was read as the viewer
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
    "reviews.counts",  # how many, of the spaces a digest is about
    "digest_queries.due_between",  # ids, of the spaces a digest is about: a channel's own, or the viewer's
    "digest_queries.waiting",  # the same
    "digest_queries.everything_open",  # the same
    "digest_queries.created",  # the same
    "digest_queries.coming",  # the same
    "digest_news.agreed",  # the same
    "digest_news.notes_logged",  # the same
    "digest_news.events",  # the same
    "digest_news.employers",  # the same
    "digest_lines.lines",  # of items that one of those found
    "digest_lines.space_of",  # what a row says
    "digest_lines.card_of",  # what a row says
    "search.groups",  # what is looked for, and not what is found
    "reviews.heads",  # of notes in the viewer's own spaces
    "reviews.notes_with",  # ids for the job that brings cards up to date
    "reviews.same_sentence",  # ids in the space of a note that was read as the viewer
    "reviews.copies",  # ids in the space of a note that was read as the viewer
    "reviews.alike",  # ids in the space of a note that was read as the viewer
}

# Takes or gives nothing of the record.
HARMLESS = {
    "connect_wiki.asked_args",  # where the viewer is answered
    "publish.publish",  # Jordbro itself: tests/integration/test_publish.py
    "publish_record.body_of",  # of a record that was read as the viewer
    "read_mirror.keep_mirror",
    "read_mirror.name_of",
    "publish_question.question",  # of a page that was read as the viewer
    "ask_publishing.plan_publishing",  # a job
    "read_trip.shared_with",  # the viewer, with less
    "change_trip.count_suggested",  # how many, for a trip that was read as the viewer
    "write_sections.words_of",  # of a report that was read as the viewer
    "review.places_in",  # of a note that was read as the viewer
    "review.left_in",  # how many, in a note that was read as the viewer
    "review.standings_of",  # of a note that was read as the viewer
    "correct.settle_and_show",
    "engine_policy.chain_for",
    "preview_digest.scope_of_person",  # the viewer's own
    "preview_digest.since_workday",
    "sides.side_in",  # the viewer's own, as they stand
    "sides.side_called",  # of a space that was asked for as the viewer
    "log_note.know",  # for who logs or edits
    "take_minutes.channel_again",  # None for a stranger
    "log_note.read_note",
    "log_note.keep_note",
    "summarise.key_sentences",
    "list_agreements.agreements_in",  # of a space that was read as the viewer, for the viewer
    "list_agreements.parties_of",  # of items of notes that were read as the viewer
    "list_board.actions_in",  # what list_board does, within a transaction
    "list_meetings.meetings_in",  # what list_meetings does, within a transaction
    "list_actions.wanted_by",  # what is looked for, and not what is found
    "see_again.seen_again",  # what see_again does, within a transaction
    "edit_note.settled",  # of a note that was changed as the viewer
    "edit_action.reword",
    "change_status.open_parts",  # of a note that was read as the viewer
    *(f"step.{name}" for name in ("acted", "action_in", "happened_last", "language_of")),
    *(f"step.{name}" for name in ("change_details", "finish", "last_by", "keep_words", "translate", "translate_rest")),
    "bind_channel.keep_reachable",
    "bind_channel.alone_with",  # reads nothing
    "unbind_channel.check_channels",  # has Slack asked: tests/integration/test_unbind.py
    "unbind_channel.show_card",  # of the channel where it is asked for
    "unbind_channel.is_last",
    "unbind_channel.still_speaks",
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
def guarded(copied: Copied) -> Guarded:
    db, found = copied(fill)
    return found._replace(db=db)


def fill(db: Database) -> Guarded:
    place = a_place(db)
    note = logged(db, place)
    answered(db, item_with(note, "Driftsmøde").text)
    with db.write() as tx:
        trip_id = trips.add(tx, place.space_id, trips.NewTrip("da", "Studietur"), "guarded")
        trips.put_meetings(tx, place.space_id, trip_id, [note.id])
        trips.set_letterhead(tx, place.space_id, None, Letterhead("Region"))
        new = publications.NewPublication(place.space_id, "mediawiki", WIKI, "J@j", None, None)
        publication = publications.put(tx, new, NOW)
        name = PageName(meeting_of(note.id), "da")
        kept = pages.Kept(name, "Side", "published", "", "1", "1", "1", "Tekst", "Tekst")
        pages.put(tx, publication, kept, NOW)
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
        "snoozes",
        "jobs",
        "segments",
        "corrections",
        "memory",
        "digests",
        "roles",
        "terms",
        "people",
        "trips",
        "trip_sections",
        "publications",
        "pages",
    )
    return [rows(db, f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]  # noqa: S608  names above


@pytest.mark.parametrize(
    "module",
    [
        notes,
        actions,
        spaces,
        organisations,
        corrections,
        reviews,
        search,
        prose,
        agreements,
        terms,
        feeds,
        owed,
        snoozes,
        digest_queries,
        digest_news,
        digest_lines,
        trips,
        boards,
        meetings,
        sign_ins,
        publications,
        pages,
    ],
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
        claim_action,
        collect_actions,
        collect_timeline,
        comment_action,
        confirm_organisation,
        correct,
        describe_space,
        drop_action,
        edit_action,
        edit_note,
        engine_policy,
        event_happened,
        export_terms,
        fetch_glossary,
        fetch_minutes,
        find,
        hand_over,
        import_terms,
        join_organisation,
        list_actions,
        list_agreements,
        list_bindings,
        list_board,
        list_meetings,
        list_reviews,
        list_terms,
        read_space,
        whole_space,
        log_note,
        look_up_term,
        place_person,
        preview_digest,
        read_digest,
        read_history,
        read_home,
        read_item,
        read_note,
        release_action,
        review,
        see_again,
        set_contact,
        set_digest,
        set_due_day,
        set_expected,
        set_sides,
        set_words,
        share_once,
        sides,
        snooze,
        split_action,
        step,
        summarise,
        take_back,
        take_minutes,
        unbind_channel,
        undo_change,
        ask_report,
        ask_publishing,
        connect_wiki,
        publish,
        publish_choice,
        publish_question,
        publish_record,
        publish_take,
        publish_unit,
        read_mirror,
        change_trip,
        read_trip,
        set_letterhead,
        write_sections,
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

"""Somebody is forgotten: the record stays, their name stands nowhere any more, and they are not found again."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from bot.domain.digest_change import DigestChange
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.forgotten import mark, without
from bot.domain.language import Language
from bot.domain.mailing import Planned, Reminded
from bot.domain.person import SlackUser, Viewer, keeper
from bot.domain.preferences import Preferences
from bot.domain.record import Note
from bot.domain.review import Typed
from bot.domain.term import Term
from bot.services.change_status import change_status
from bot.services.change_term import add_term
from bot.services.claim_action import claim_action
from bot.services.comment_action import comment_action
from bot.services.correct import correct
from bot.services.forget_person import find_person, forget_person
from bot.services.join_organisation import join_organisation
from bot.services.keep_draft import keep_draft
from bot.services.keep_feed import keep_feed
from bot.services.read_history import read_history
from bot.services.recognise import recognise
from bot.services.set_contact import set_contact
from bot.services.set_digest import set_digest
from bot.services.set_preferences import set_preferences
from bot.services.share_once import share_once
from bot.services.snooze import snooze
from bot.services.take_back import take_back
from bot.services.write_down import read
from bot.store import actions, history, installations, jobs, mailings, reminders, roles, terms
from bot.store.database import Database
from bot.store.memory import source_hash
from bot.store.tables import Base
from tests.integration.making import HOME, NOW, TODAY, Place, a_place, enter, item_with, logged, rows

USER, NAME = "U0METTE", "Mette Holm"
NOTE = """\
Møde hos Mette Holm
Dato: 10. januar 2017
Deltagere: Mette Holm, CLEAN; JEPD
1. Mette Holm ønsker at begynde. Li spørger Mette Holmgaard.
- [ ] @CLEAN sender oversigt over danske jordvirksomheder - frist: primo april
- [ ] @Mette Holm skriver et brev - frist: 1. marts
- [ ] @JEPD udpeger grunde
"""
INSTEAD: dict[Language, str] = {"da": "Tidligere deltager", "zh": "前参与者", "en": "Former participant"}
PSEUDONYMS = {
    ("notes", "author_id"),
    ("actions", "person_id"),
    ("action_owners", "person_id"),
    ("history", "person_id"),
    ("corrections", "person_id"),
    ("audit", "person_id"),
}
"""Columns that go on pointing at the row of somebody who has no name: everything else of theirs is gone."""
WRITTEN = {
    ("texts", "content"),
    ("translations", "content"),
    *(("segments", column) for column in ("source", "content", "proposal", "english", "remarks")),
    *(("corrections", column) for column in ("source", "before", "after")),
    *(("memory", column) for column in ("source", "target")),
    *(("notes", column) for column in ("head", "body")),
}
"""Columns with what people wrote, in which a name stays unless the operator wants it out of them."""


class Busy(NamedTuple):
    """Somebody who has done about everything there is to do, and a colleague."""

    db: Database
    place: Place
    note: Note
    colleague: Viewer

    @property
    def viewer(self) -> Viewer:
        return self.place.viewer

    def item(self, words: str) -> int:
        return item_with(self.note, words).id


@pytest.fixture
def busy(db: Database) -> Busy:
    place = a_place(db)
    note = logged(db, place, NOTE)
    of = Busy(db, place, note, enter(db, place, "U0LI", "Li Wei"))
    _do_the_work(of)
    _choose(of)
    _be_written_to(of)
    return of


def _do_the_work(of: Busy) -> None:
    db, viewer, reviewer = of.db, of.viewer, replace(of.viewer, person=of.viewer.person.speaking("zh"))
    claim_action(db, viewer, of.item("oversigt"), now=NOW)
    comment_action(db, viewer, of.item("oversigt"), "Mette Holm ringer", now=NOW)
    change_status(db, viewer, of.item("udpeger"), "done", now=NOW)
    for segment_id, version in rows(db, "SELECT id, version FROM segments WHERE language = 'zh' ORDER BY id LIMIT 2"):
        correct(db, reviewer, of.note.id, [Typed(segment_id, version, "Mette Holm 说新的")], now=NOW)
    take_back(db, reviewer, of.note.id, rows(db, "SELECT max(id) FROM corrections")[0][0], now=NOW)
    add_term(db, viewer, of.place.space_id, Term("term", {"da": "muld", "zh": "表土"}), now=NOW)
    set_digest(db, replace(viewer, channel=of.place.channel), DigestChange(is_on=False), now=NOW)
    join_organisation(db, viewer, of.place.space_id, viewer.person.slack, "CLEAN", now=NOW)
    set_contact(db, viewer, rows(db, "SELECT min(id) FROM organisations")[0][0], viewer.person.slack, now=NOW)
    with db.write() as tx:
        roles.set_role(tx, of.place.space_id, viewer.person.id, "owner")
        roles.set_role(tx, of.place.space_id, of.colleague.person.id, "owner")
        roles.set_side(tx, of.place.space_id, viewer.person.id, HOME)
        new = installations.NewInstallation(HOME, "Region", "U0BOT", "B0BOT", "https://x/", (), "sealed", None, USER)
        installations.put(tx, new, NOW)


def _choose(of: Busy) -> None:
    chosen = Preferences(zone="Asia/Shanghai", calendar="CN", digest=True)
    set_preferences(of.db, of.viewer, "zh", chosen, now=NOW)
    keep_feed(of.db, of.viewer, "secret", now=NOW)
    snooze(of.db, of.viewer, of.item("oversigt"), date(2017, 2, 1))
    keep_draft(of.db, of.viewer, of.place.channel.slack, "Kære Mette Holm", now=NOW)
    keep_draft(of.db, of.colleague, of.place.channel.slack, "Husk Mette Holm", now=NOW)


def _be_written_to(of: Busy) -> None:
    person_id = of.viewer.person.id
    of.viewer.read(of.place.space_id, f"note:{of.note.id}")
    read(of.db, of.viewer, now=NOW)
    share_once(of.db, of.viewer, of.place.channel, {"text": "det hele"}, now=NOW)
    with of.db.write() as tx:
        for user, words in ((USER, "du"), ("U0LI", f"{NAME} har taget 1.2, spørg <@{USER}>")):
            jobs.add(tx, "deliver", f"{user}:0", {"user": user, "team": HOME, "text": words, "blocks": []}, NOW)
        reminders.add(tx, [Reminded(person_id, of.item("oversigt"), "soon", TODAY, None)])
        for kind in ("personal", "reminder"):
            mailings.add(tx, Planned(kind, person_id, TODAY, weekly=False, rule="rule"), None, NOW)


def everywhere(db: Database) -> list[tuple[str, str, Any]]:
    """Every value of every column of every table."""
    with db.read() as tx:
        return [
            (table.name, column.name, value)
            for table in Base.metadata.sorted_tables
            for row in tx.execute(select(table))
            for column, value in zip(table.columns, row, strict=True)
        ]


def found(db: Database, *words: str) -> set[tuple[str, str]]:
    """Where one of some words stands."""
    return {(table, column) for table, column, value in everywhere(db) if any(word in str(value) for word in words)}


def test_the_name_stands_nowhere_and_nothing_finds_them(busy: Busy) -> None:
    person_id = busy.viewer.person.id
    assert found(busy.db, NAME) >= {("notes", "author"), ("drafts", "content"), ("jobs", "args"), *WRITTEN} - {
        ("segments", "proposal"),
        ("segments", "english"),
        ("segments", "remarks"),
        ("corrections", "before"),
    }

    forget_person(busy.db, busy.viewer, person_id, now=NOW, in_texts=INSTEAD)

    written = [(*where, value) for *where, value in everywhere(busy.db) if "Holmgaard" not in str(value)]
    assert [one for one in written if NAME in str(one[2]) or USER in str(one[2])] == []
    assert all(NAME not in without(str(value), ["Mette Holmgaard"], "") for _, _, value in everywhere(busy.db))
    assert recognise(busy.db, SlackUser(HOME, USER), None, guess=None, now=NOW).person.id != person_id


def test_without_texts_the_name_stands_only_in_what_was_written(busy: Busy) -> None:
    forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=NOW)

    assert found(busy.db, NAME) <= WRITTEN | {("drafts", "content")}
    assert found(busy.db, USER) == set()


def test_only_pseudonyms_point_at_them(busy: Busy) -> None:
    person_id = busy.viewer.person.id
    forget_person(busy.db, busy.viewer, person_id, now=NOW)

    pointing = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
        if rows(busy.db, f"SELECT 1 FROM {table.name} WHERE {column.name} = :id", id=person_id)  # noqa: S608  ours
    }

    assert pointing <= PSEUDONYMS
    assert rows(busy.db, "SELECT 1 FROM mailings WHERE kind <> 'digest' AND recipient = :id", id=person_id) == []


def test_nothing_is_known_of_them_but_that_they_were_there(busy: Busy) -> None:
    person_id = busy.viewer.person.id
    forget_person(busy.db, busy.viewer, person_id, now=NOW)

    columns = "team_id, user_id, name, language, guessed, zone, guest, asked"
    row = rows(busy.db, f"SELECT {columns} FROM people WHERE id = :id", id=person_id)[0]  # noqa: S608  columns above

    assert row == ("", f"forgotten:{person_id}", mark(person_id), None, None, None, None, False)


def test_open_actions_are_their_organisations_or_nobodys_and_the_history_says_so(busy: Busy) -> None:
    items = [busy.item("oversigt"), busy.item("brev")]

    done = forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=NOW)

    with busy.db.read() as tx:
        there = actions.of_items(tx, items)
        last = [history.of_item(tx, item_id)[-1] for item_id in items]
    assert done.actions == 2
    owners = [there[one].owner.organisation for one in items]
    assert [owner.name("da") if owner else None for owner in owners] == ["CLEAN", None]
    assert [there[one].owner.person_id for one in items] == [None, None]
    assert [(one.change, one.by) for one in last] == [("handed_over", None)] * 2


def test_what_they_did_stays_under_the_mark(busy: Busy) -> None:
    forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=NOW)

    note, happened = read_history(busy.db, busy.colleague, busy.note.id)

    assert note.author == mark(busy.viewer.person.id)
    assert {one.by for one in happened} <= {mark(busy.viewer.person.id), "Jordbro", None}
    assert len(happened) > 3


def test_an_approved_translation_is_remembered_without_its_approver(busy: Busy) -> None:
    before = rows(busy.db, "SELECT target FROM memory WHERE space_id IS NOT NULL")

    forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=NOW)

    kept = rows(busy.db, "SELECT target, approved_by FROM memory WHERE space_id IS NOT NULL")
    assert [(one[0], mark(busy.viewer.person.id)) for one in before] == kept
    assert kept


def test_a_namesake_keeps_what_they_did(busy: Busy) -> None:
    namesake = enter(busy.db, busy.place, "U0OTHER", NAME)
    later = NOW + timedelta(hours=1)
    change_status(busy.db, namesake, busy.item("oversigt"), "done", now=later)

    forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=later + timedelta(hours=1))

    changed = dict(rows(busy.db, "SELECT item_id, changed_by FROM actions WHERE changed_by IS NOT NULL"))
    assert changed == {busy.item("oversigt"): NAME, busy.item("udpeger"): mark(busy.viewer.person.id)}


def test_terms_kept_ready_are_read_anew(busy: Busy) -> None:
    with busy.db.read() as tx:
        before = terms.stamp(tx, busy.place.space_id)

    forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=NOW)

    with busy.db.read() as tx:
        assert terms.stamp(tx, busy.place.space_id) != before


def test_the_last_owner_names_another_first(busy: Busy) -> None:
    with busy.db.write() as tx:
        roles.set_role(tx, busy.place.space_id, busy.colleague.person.id, "member")
    before = everywhere(busy.db)

    with pytest.raises(NotAllowed, match="forget_last_owner"):
        forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=NOW)

    assert everywhere(busy.db) == before


def test_nobody_forgets_somebody_else(busy: Busy) -> None:
    with pytest.raises(NotFound, match="no_person"):
        forget_person(busy.db, busy.colleague, busy.viewer.person.id, now=NOW)


def test_twice_is_once(busy: Busy) -> None:
    person_id = find_person(busy.db, SlackUser(HOME, USER))
    forget_person(busy.db, keeper(0), person_id, now=NOW)

    with pytest.raises(NotFound, match="no_person"):
        forget_person(busy.db, keeper(0), person_id, now=NOW)


def test_it_is_written_down_without_the_name(busy: Busy) -> None:
    person_id = busy.viewer.person.id
    forget_person(busy.db, busy.viewer, person_id, now=NOW)

    last = rows(busy.db, "SELECT act, detail, person_id FROM audit ORDER BY id DESC LIMIT 1")

    assert last == [("removed", "forgotten", person_id)]


def test_sentences_are_known_by_their_words_afterwards(busy: Busy) -> None:
    forget_person(busy.db, busy.viewer, busy.viewer.person.id, now=NOW, in_texts=INSTEAD)

    kept = rows(busy.db, "SELECT content FROM texts WHERE content LIKE '%begynde%'")
    assert kept == [("Tidligere deltager ønsker at begynde. Li spørger Mette Holmgaard.",)]
    assert all(
        source_hash(source) == hashed for source, hashed in rows(busy.db, "SELECT source, source_hash FROM segments")
    )

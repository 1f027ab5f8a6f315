"""What notes are found by is what it would be if it were made anew, whatever has been done to the record."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.domain.errors import UserError
from bot.domain.record import Note
from bot.domain.typed_note import TypedNote
from bot.services.change_status import change_status
from bot.services.comment_action import comment_action
from bot.services.drop_action import drop_action
from bot.services.edit_note import edit_note
from bot.services.forget_person import forget_person
from bot.services.remove_old import remove_old
from bot.services.set_retention import set_retention
from bot.services.split_action import split_action
from bot.store import notes, search_keep, search_tables
from bot.store.backup import back_up
from bot.store.database import Database
from bot.store.migrate import make_findable, migrate
from bot.store.restore import restore
from bot.store.tables import TextRow
from tests.integration.making import (
    NOTE_DA,
    NOW,
    TODAY,
    Place,
    a_place,
    answered,
    approved,
    enter,
    execute,
    logged,
    rows,
)

STEPS = 25
_WORDS = ("grundvand", "sediment", "oprensning", "Nantong", "laboratorium", "aftale")
Change = Callable[["History"], None]


class History:
    """A store in which things happen by chance."""

    def __init__(self, db: Database, seed: int) -> None:
        self.db, self.dice = db, random.Random(seed)  # noqa: S311  chance is seeded, not secret
        self.place = a_place(db)
        logged(db, self.place)

    @property
    def notes(self) -> tuple[Note, ...]:
        with self.db.read() as tx:
            return notes.latest(tx, self.place.viewer, limit=50)

    def log(self) -> None:
        words = " ".join(self.dice.choices(_WORDS, k=3))
        logged(self.db, self.place, NOTE_DA.replace("Driftsmøde", f"{words}. Driftsmøde"))

    def edit(self) -> None:
        note = self.dice.choice(self.notes)
        body = note.body.replace("1. ", f"1. Nu om {self.dice.choice(_WORDS)}: ", 1)
        typed = TypedNote(body, note.language, f"Møde om {self.dice.choice(_WORDS)}", "2017-02-03", "", "", "CLEAN")
        edit_note(self.db, self.place.viewer, note.id, note.version, typed, today=TODAY, now=NOW)

    def translate(self) -> None:
        answered(self.db, self.dice.choice(self.dice.choice(self.notes).texts()))

    def review(self) -> None:
        texts = self.dice.choice(self.notes).texts()
        text = self.dice.choice(texts)
        count = rows(self.db, "SELECT count(*) FROM segments WHERE text_id = :id AND language = 'zh'", id=text.id)[0][0]
        approved(self.db, text, *["人工译文：土壤"] * count)

    def _action(self) -> int:
        items = [item for note in self.notes for item in note.items if item.action and item.action.status == "open"]
        return self.dice.choice(items).id if items else 0

    def done(self) -> None:
        if item_id := self._action():
            change_status(self.db, self.place.viewer, item_id, "done", now=NOW)

    def comment(self) -> None:
        if item_id := self._action():
            comment_action(self.db, self.place.viewer, item_id, f"Husk {self.dice.choice(_WORDS)}", now=NOW)

    def drop(self) -> None:
        if item_id := self._action():
            drop_action(self.db, self.place.viewer, item_id, f"Ingen {self.dice.choice(_WORDS)}", now=NOW)

    def split(self) -> None:
        if item_id := self._action():
            split_action(self.db, self.place.viewer, item_id, f"Første del\n{self.dice.choice(_WORDS)}", now=NOW)

    def rename(self) -> None:
        execute(self.db, "UPDATE organisations SET name_zh = '丹麦首都大区一' WHERE name = 'CLEAN'")
        self.log()  # what was written past us is taken in by whoever writes next

    def forget_old(self) -> None:
        set_retention(self.db, self.place.viewer, self.place.space_id, 1, now=NOW)
        remove_old(self.db, 600, now=NOW + timedelta(days=400))
        self.log()


STEP: tuple[Change, ...] = (
    History.log, History.edit, History.translate, History.translate, History.review, History.done, History.comment,
    History.drop, History.split, History.rename, History.forget_old,
)  # fmt: skip


def kept(db: Database) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in rows(db, "SELECT note_id, lines FROM search ORDER BY note_id")]


def made_anew(db: Database) -> list[tuple[int, str]]:
    with db.engine.begin() as connection:
        search_tables.empty(connection)
    make_findable(db)
    return kept(db)


@pytest.mark.parametrize("seed", range(3))
def test_index_is_what_it_would_be_if_it_were_made_anew(db: Database, seed: int) -> None:
    history = History(db, seed)
    for step in history.dice.choices(STEP, k=STEPS):
        with suppress(UserError):  # what cannot be done is no part of a history
            step(history)

    assert rows(db, "SELECT count(*) FROM search_changes") == [(0,)]
    assert kept(db) == made_anew(db)
    assert len(kept(db)) == rows(db, "SELECT count(*) FROM notes")[0][0]


def found(db: Database, token: str) -> list[int]:
    """The notes in which a token stands, by the index of the database itself."""
    if db.is_embedded:
        wanted = f"SELECT rowid FROM search_index WHERE search_index MATCH '\"{token}\"' ORDER BY rowid"  # noqa: S608  ours
    else:
        wanted = (
            f"SELECT note_id FROM search WHERE {search_tables.LEXEMES} @@ CAST('''{token}''' AS tsquery) ORDER BY 1"  # noqa: S608
        )
    return [row[0] for row in rows(db, wanted)]


def test_full_text_index_follows_what_is_written_changed_and_removed(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    assert found(db, "grundvand") == [note.id]

    with db.write() as tx:
        tx.execute(text("UPDATE texts SET content = 'Arbejdsmøde om sediment' WHERE content LIKE 'Arbejdsm%'"))

    assert (found(db, "grundvand"), found(db, "sediment")) == ([], [note.id])
    if db.is_embedded:
        execute(db, "INSERT INTO search_index(search_index) VALUES ('integrity-check')")


def test_nothing_is_kept_of_a_transaction_that_fails(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    before = kept(db)

    def fails() -> None:
        with db.write() as tx:
            tx.execute(update(TextRow).where(TextRow.id == note.items[0].text.id).values(content="Sediment"))
            search_keep.keep_up(tx)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()

    assert kept(db) == before
    assert rows(db, "SELECT count(*) FROM search_changes") == [(0,)]


def test_two_who_change_a_note_at_once_are_both_found(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    first, second = (item.text.id for item in note.items[:2])

    def other() -> None:
        with db.write() as tx:
            tx.execute(update(TextRow).where(TextRow.id == second).values(content="Poreluft"))

    with ThreadPoolExecutor(1) as pool:
        with db.write() as tx:
            tx.execute(update(TextRow).where(TextRow.id == first).values(content="Sediment"))
            search_keep.keep_up(tx)  # and the other one comes before this is in the store
            waiting = pool.submit(other)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        waiting.result()

    assert found(db, "sediment") == found(db, "poreluft") == [note.id]


def test_what_was_written_past_us_is_taken_in_by_whoever_writes_next(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)

    execute(db, "UPDATE texts SET content = 'Sediment' WHERE id = :id", id=note.items[0].text.id)
    answered(db, note.items[1].text, "孔隙水")

    assert found(db, "sediment") == found(db, "孔隙") == [note.id]


def test_forgotten_name_is_found_no_more(db: Database) -> None:
    place = a_place(db)
    who = enter(db, place, "U0QUIST", "Quistgaard")
    note = logged(db, place, "Tilsyn\n1. Quistgaard ringer til CLEAN.\n- [ ] @Quistgaard sender data\n")
    assert found(db, "quistgaard") == [note.id]

    forget_person(
        db, replace(who), who.person.id, now=NOW, in_texts={"da": "en person", "zh": "某人", "en": "somebody"}
    )

    assert found(db, "quistgaard") == []


def test_store_without_an_index_gets_one(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    with db.engine.begin() as connection:
        search_tables.drop(connection)
        connection.execute(text("DELETE FROM search"))

    migrate(db)

    assert found(db, "grundvand") == [note.id]
    with db.read() as tx:
        assert search_keep.missing(tx) == ()


def test_notes_cut_by_older_rules_are_cut_anew(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    execute(db, "UPDATE search SET version = 0, lines = ' l.title vand '")
    with db.read() as tx:
        assert search_keep.missing(tx) == (note.id,)

    assert make_findable(db) == 1

    assert found(db, "grundvand") == [note.id]


def test_restored_store_is_searched_like_the_one_it_was(db: Database, beside: Database, tmp_path: Path) -> None:
    place: Place = a_place(db)
    note = logged(db, place)
    answered(db, note.items[0].text, "译文提到地下水。")
    file = tmp_path / "backup.zip"

    back_up(db, file, now=NOW)
    restore(beside, file)

    assert kept(beside) == kept(db)
    assert found(beside, "地下") == [note.id]
    logged(beside, place, "Tilsyn\nDato: 3. februar 2017\n1. Sediment fjernes.\n", key="later")
    assert found(beside, "sediment") == [2]

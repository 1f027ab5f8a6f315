"""Several at the same text at once, as only PostgreSQL lets them: nobody's words are lost, nobody's are mixed up."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier

import pytest

from bot.domain.record import Note, Shown, Text
from bot.domain.review import Corrected, Typed
from bot.domain.segment import Segment
from bot.services.correct import correct
from bot.store import memory, segments, terms, texts
from bot.store.database import Database, Tx
from bot.store.memory import Approved
from bot.store.segments import Answer, Approval
from tests.integration.making import NOW, a_place, item_with, logged, rows
from tests.stores import emptied

pytestmark = pytest.mark.postgres
NOTE = "Tilsyn\n1. Regionen måler i marts. JEPD svarer i april.\n2. CLEAN sender prøver.\n"
LI = Approval("Li Wei", NOW)


@pytest.fixture
def db(postgres_store: str) -> Iterator[Database]:
    with closing(Database(emptied(postgres_store))) as opened:
        yield opened


@pytest.fixture
def note(db: Database) -> Note:
    return logged(db, a_place(db), NOTE)


@pytest.fixture
def text(note: Note) -> Text:
    return item_with(note, "Regionen").text


def sentences(db: Database, text: Text) -> tuple[Segment, ...]:
    with db.read() as tx:
        return segments.of_texts(tx, [text.id], "zh")


def shown(db: Database, text: Text) -> Shown:
    with db.read() as tx:
        return texts.get(tx, [text.id])[text.id].shown("zh")


def meanwhile(db: Database, first: Callable[[Tx], object], second: Callable[[Tx], object]) -> None:
    """Let a second one begin before the first has ended, and wait for it."""

    def other() -> None:
        with db.write() as tx:
            second(tx)

    with ThreadPoolExecutor(1) as pool:
        with db.write() as tx:
            first(tx)
            begun = pool.submit(other)
            _until_it_waits(db, begun)
        begun.result()


def _until_it_waits(db: Database, begun: Future[None]) -> None:
    end = time.monotonic() + 1.5
    while time.monotonic() < end and not begun.done():
        if rows(db, "SELECT 1 FROM pg_locks WHERE NOT granted"):
            return
        time.sleep(0.01)


def translated(tx: Tx, text: Text, segment: Segment, words: str) -> None:
    segments.set_answer(tx, segment, Answer(words, "test"))
    segments.settle(tx, [text.id], "zh", NOW)


def test_two_who_translate_two_sentences_make_one_text(db: Database, text: Text) -> None:
    first, second = sentences(db, text)

    meanwhile(db, lambda tx: translated(tx, text, first, "一。"), lambda tx: translated(tx, text, second, "二。"))

    assert shown(db, text) == ("一。二。", "zh", "machine")


def test_an_edit_is_not_called_translated_by_an_answer_to_the_words_before(db: Database, text: Text) -> None:
    first, _ = sentences(db, text)
    edited = text.content.replace("marts", "maj")

    meanwhile(
        db, lambda tx: translated(tx, text, first, "三月。"), lambda tx: texts.set_content(tx, text.id, edited, NOW)
    )

    now = sentences(db, text)[0]
    assert (now.source, now.state, now.content) == ("Regionen måler i maj.", "outdated", "三月。")


def test_an_edit_does_not_keep_an_approval_of_the_words_before(db: Database, text: Text) -> None:
    first, _ = sentences(db, text)
    edited = text.content.replace("marts", "maj")

    meanwhile(
        db,
        lambda tx: segments.approve(tx, first.id, first.version, "三月。", LI),
        lambda tx: texts.set_content(tx, text.id, edited, NOW),
    )

    now = sentences(db, text)[0]
    assert (now.source, now.state, now.held) == ("Regionen måler i maj.", "outdated", True)


def test_who_approves_what_somebody_has_just_changed_is_told(db: Database, text: Text) -> None:
    first, _ = sentences(db, text)
    told: list[Segment | None] = []

    def approve(tx: Tx) -> None:
        before = segments.get(tx, first.id)  # held on to, as a caller may
        told.append(segments.approve(tx, first.id, first.version, "他的。", LI))
        assert before is not None

    meanwhile(db, lambda tx: segments.approve(tx, first.id, first.version, "她的。", LI), approve)

    assert told == [None]
    assert sentences(db, text)[0].content == "她的。"


def test_who_changes_terms_holds_up_nobody_who_writes_in_the_space(db: Database, note: Note) -> None:
    pair = Approved("da", "zh", "En sætning.", "一句话。", "Li Wei")

    with db.write() as tx, db.write() as other:
        terms.lock(tx, note.space_id)

        assert memory.add(other, note.space_id, pair, NOW)


def test_two_reviewers_of_the_same_sentences_do_not_wait_for_each_other(db: Database) -> None:
    place = a_place(db)
    viewer = replace(place.viewer, person=replace(place.viewer.person, language="zh"))
    barrier = Barrier(2)

    def review(note: Note, words: str, *, backwards: bool) -> Corrected:
        with db.read() as tx:
            found = segments.of_texts(tx, [item.text.id for item in note.items], "zh")
        typed = [Typed(one.id, one.version, f"{words}{one.position}。") for one in found]
        barrier.wait()
        return correct(db, viewer, note.id, typed[::-1] if backwards else typed, now=NOW)

    for turn in range(6):
        own = (
            NOTE.replace("marts", f"marts {turn}").replace("april", f"april {turn}").replace("prøver", f"{turn} prøver")
        )
        notes = [logged(db, place, own) for _ in range(2)]
        with ThreadPoolExecutor(2) as pool:
            done = [pool.submit(review, notes[0], "甲", backwards=False)]
            done.append(pool.submit(review, notes[1], "乙", backwards=True))
        assert sum(one.result().approved for one in done) >= len(notes[0].items)

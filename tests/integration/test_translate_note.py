"""Waiting sentences and engines: each answer is kept at once, and nothing is asked for twice."""

import logging
from collections.abc import Iterator, Sequence
from threading import Event, Thread

import pytest

from bot.domain.pair import Pair
from bot.domain.record import Note
from bot.domain.typed_note import TypedNote
from bot.engines.base import NO_HINTS, Answer, EngineBroken, Hints, RateLimited
from bot.engines.chain import Chain
from bot.services.ask_translation import ask_translation
from bot.services.edit_note import edit_note
from bot.services.read_note import read_note
from bot.services.translate_note import NotTranslated, translate_note, translate_texts_of
from bot.store import segments, spaces, texts
from bot.store.database import BUSY_SECONDS, Database
from tests.integration.making import NOW, TODAY, Place, a_place, logged, rows
from tests.unit.engines.fakes import Breaking, Recording, chinese

NOTE = """Tilsyn og samtale
Dato: 10. januar 2017
Formål: At se grunden.
1. Grunden er forurenet med olie.
2. Vi begynder med en enkelt grund. Prøverne sendes i marts.
3. Grunden er forurenet med olie."""
SOURCES = [
    "Tilsyn og samtale",
    "At se grunden.",
    "Grunden er forurenet med olie.",
    "Vi begynder med en enkelt grund.",
    "Prøverne sendes i marts.",
]


class Listening(Recording):
    """Remembers the direction and the hints too."""

    def __init__(self, name: str = "listening") -> None:
        super().__init__(chinese, name)
        self.heard: list[tuple[Pair, Hints]] = []

    def answers(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> Iterator[Answer]:
        self.heard.append((pair, hints))
        yield from super().answers(texts, pair, hints)


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    return logged(db, place, NOTE)


def translate(db: Database, note: Note, *engines: Recording) -> None:
    translate_note(db, note.space_id, note.id, Chain(engines), now=NOW)


def states(db: Database, note: Note) -> list[str]:
    ids = [text.id for text in note.texts()]
    with db.read() as tx:
        return [segment.state for segment in segments.of_texts(tx, ids, "zh")]


def test_what_an_engine_answered_before_it_broke_is_not_asked_for_again(db: Database, note: Note) -> None:
    engine, other = Breaking(after=2, answer=chinese), Recording(chinese)

    with pytest.raises(NotTranslated):
        translate(db, note, engine)
    after = states(db, note)
    translate(db, note, other)

    assert sorted(after) == ["failed"] * 4 + ["machine"] * 2
    asked_twice = set(engine.asked[0][:2]) & {text for call in other.asked for text in call}
    assert asked_twice == set()
    assert set(states(db, note)) <= {"machine", "needs_check"}


def test_the_next_engine_gets_what_is_missing_and_each_answer_knows_its_engine(db: Database, note: Note) -> None:
    first, second = Breaking(after=2, answer=chinese), Recording(chinese, "second")

    translate(db, note, first, second)

    assert second.asked == [first.asked[0][2:]]
    engines = rows(db, "SELECT DISTINCT engine FROM segments ORDER BY engine")
    assert engines == [("breaking",), ("second",)]


def test_equal_sentences_are_asked_for_once(db: Database, note: Note) -> None:
    engine = Recording(chinese)

    translate(db, note, engine)

    assert [text.count("olie") for call in engine.asked for text in call].count(1) == 1
    assert len(engine.asked[0]) == len(SOURCES)
    assert "pending" not in states(db, note)


def test_what_an_engine_made_once_in_a_space_is_used_again_there_and_nowhere_else(
    db: Database, place: Place, note: Note
) -> None:
    first, second = Recording(chinese), Recording(chinese)
    translate(db, note, first)
    elsewhere = a_place(db, "Suzhou", "C0SUZHOU")

    translate(db, logged(db, place, f"{NOTE}\n4. Et nyt punkt."), second)
    again = second.asked
    third = Recording(chinese)
    translate(db, logged(db, elsewhere, NOTE), third)

    assert again == [["Et nyt punkt."]]
    assert len(third.asked[0]) == len(SOURCES)


def test_one_edited_sentence_is_one_sentence_asked_for(db: Database, place: Place, note: Note) -> None:
    engine = Recording(chinese)
    translate(db, note, engine)
    engine.asked.clear()
    words = NOTE.replace("sendes i marts", "sendes i april")

    edit_note(db, place.viewer, note.id, 1, TypedNote(words, "da"), today=TODAY, now=NOW)
    translate(db, note, engine)

    assert engine.asked == [["Prøverne sendes i april."]]


def test_where_the_policy_leaves_no_engine_the_sentences_wait(db: Database, note: Note) -> None:
    engine = Recording()
    with db.write() as tx:
        spaces.set_engines(tx, note.space_id, ("local",))

    translate(db, note, engine)

    assert engine.asked == []
    assert set(states(db, note)) == {"pending"}


def test_a_rate_limit_says_when_to_come_back(db: Database, note: Note) -> None:
    engine = Recording(name="deepl")
    engine.error = RateLimited(40)

    with pytest.raises(NotTranslated) as raised:
        translate(db, note, engine)

    assert raised.value.retry_after == 40
    assert set(states(db, note)) == {"failed"}
    assert rows(db, "SELECT DISTINCT failure FROM segments") == [("deepl: RateLimited",)]


def test_engines_hear_what_the_note_is_about_and_the_terms_of_the_space(db: Database, note: Note) -> None:
    engine = Listening()

    translate(db, note, engine)

    ((pair, hints),) = engine.heard
    assert pair == Pair("da", "zh")
    assert (hints.context, hints.scope) == ("Tilsyn og samtale. At se grunden", str(note.space_id))
    assert ("grundvand", "地下水") in hints.terms
    assert not any(source == "JEPD" for source, _ in hints.terms)


def test_the_english_in_between_is_kept(db: Database, note: Note) -> None:
    translate(db, note, Recording(chinese))

    with db.read() as tx:
        found = segments.of_texts(tx, [note.items[0].text.id], "zh")
    assert found[0].english == "Grunden er forurenet med olie. (en)"


def test_an_english_sentence_in_danish_minutes_is_translated_from_english_and_stays_for_its_readers(
    db: Database, place: Place
) -> None:
    words = "Tilsyn\n1. Grunden er forurenet. The parties agreed on the next visit in May."
    note, engine = logged(db, place, words), Listening()
    ask_translation(db, [note], "en", now=NOW)

    translate(db, note, engine)

    english = "The parties agreed on the next visit in May."
    assert [(pair.source, pair.target) for pair, _ in engine.heard] == [("da", "en"), ("da", "zh"), ("en", "zh")]
    assert engine.asked[2] == [english]
    with db.read() as tx:
        found = segments.of_texts(tx, [note.items[0].text.id], "en")
    assert [segment.content for segment in found] == [chinese("Grunden er forurenet."), english]


def test_an_answer_that_comes_while_the_store_is_busy_is_stored_with_the_next(db: Database, note: Note) -> None:
    holding, enough = Event(), Event()

    def hold() -> None:
        with db.write() as tx:
            texts.add(tx, note.space_id, "da", "optaget")
            holding.set()
            enough.wait(BUSY_SECONDS + 5)

    thread = Thread(target=hold)

    class Busy(Recording):
        def answers(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> Iterator[Answer]:
            for answer in super().answers(texts, pair, hints):
                if answer.place == 1:
                    thread.start()
                    holding.wait()
                if answer.place == 2:
                    enough.set()
                    thread.join()
                yield answer

    translate(db, note, Busy(chinese))

    assert len(rows(db, "SELECT 1 FROM segments WHERE content IS NULL")) == 0


def test_texts_that_are_of_no_note_are_translated_too(db: Database, place: Place) -> None:
    with db.write() as tx:
        text_id = texts.add(tx, place.space_id, "da", "Mødet handlede om jord. Der blev taget prøver.")
        texts.expect_translations(tx, texts.get(tx, [text_id]).values(), ["zh"], NOW)

    translate_texts_of(db, place.space_id, [text_id], Chain([Recording(chinese)]), now=NOW)

    with db.read() as tx:
        shown = texts.get(tx, [text_id])[text_id].shown("zh")
    assert shown.content == chinese("Mødet handlede om jord.") + chinese("Der blev taget prøver.")


def test_no_words_of_people_are_told_in_the_log(db: Database, note: Note, caplog: pytest.LogCaptureFixture) -> None:
    engine = Breaking(after=1, error=EngineBroken("HTTP 500"))

    with caplog.at_level(logging.DEBUG), pytest.raises(NotTranslated) as raised:
        translate(db, note, engine)

    for source in SOURCES:
        assert source not in caplog.text + str(raised.value)


def test_a_note_that_is_gone_is_nobodys_work(db: Database, place: Place) -> None:
    engine = Recording()

    translate_note(db, place.space_id, 999, Chain([engine]), now=NOW)

    assert engine.asked == []


def test_a_reader_sees_what_is_there_while_the_rest_is_still_missing(db: Database, place: Place, note: Note) -> None:
    with pytest.raises(NotTranslated):
        translate(db, note, Breaking(after=2))

    shown = [text.shown("zh").language for text in read_note(db, place.viewer, note.id).texts()]
    assert set(shown) == {"zh", "da"}

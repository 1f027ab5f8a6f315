"""A note of 20 sentences: by our engines beside deep-translator's own batch, edited, and remembered."""

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from deep_translator import LibreTranslator

from bot.domain.record import Note
from bot.domain.typed_note import TypedNote
from bot.engines import ENGINES, EngineSettings
from bot.engines.chain import Chain
from bot.services.edit_note import edit_note
from bot.services.translate_note import translate_note
from bot.store import memory, segments
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.integration.making import NOW, TODAY, Place, a_place, logged
from tests.integration.meter import Meter, metered

SECONDS = 0.2  # the server takes for one answer
SENTENCES = 19  # and the title
SUBJECTS = ("Regionen", "Kommunen", "Laboratoriet", "Virksomheden", "Akademiet")
VERBS = ("undersøger grunden", "sender rapporten", "tager prøver", "svarer skriftligt")


def measure_translation(rounds: int) -> None:
    """Measure, and print times and ratios; the runs take turns."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database(f"sqlite:///{Path(folder) / 'store'}.sqlite3")) as db,
    ):
        migrate(db)
        with metered(SECONDS) as meter, _chain(meter) as chain:
            theirs, ours = [], []
            for number in range(rounds):
                sentences = _sentences(number)
                theirs.append(_seconds(partial(_batch, meter, sentences)))
                note = logged(db, a_place(db, f"Batch {number}", f"C0BATCH{number}"), _words(sentences))
                ours.append(_seconds(partial(translate_note, db, note.space_id, note.id, chain, now=NOW)))
            edited = _edited(db, meter, chain)
            remembered = [_remembered(db, chain, number) for number in range(rounds * 5)]
            asked = sum(meter.paid.values())
    _print(median(theirs), median(ours), edited, median(remembered), asked)


def _print(theirs: float, ours: float, edited: int, remembered: float, asked: int) -> None:
    print(f"\na note of {SENTENCES + 1} sentences, an engine that takes {SECONDS * 1000:.0f} ms a call ({asked} calls)")
    print(f"{'deep-translator, translate_batch':44} {theirs:10.2f} s")
    print(f"{'Jordbro, from the store into the store':44} {ours:10.2f} s {theirs / ours:8.1f} × faster")
    print(f"{'sentences asked for after editing one':44} {edited:10}")
    print(f"{'a remembered note':44} {remembered * 1000:10.2f} ms")


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()  # what the preparation left is not the work's
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _sentences(number: int) -> list[str]:
    """Nineteen sentences that no other round has."""
    return [
        f"{SUBJECTS[place % len(SUBJECTS)]} {VERBS[place % len(VERBS)]} nr. {number * 100 + place}."
        for place in range(SENTENCES)
    ]


def _words(sentences: list[str]) -> str:
    return "\n".join(["Tilsyn", *(f"{place}. {text}" for place, text in enumerate(sentences, start=1))])


@contextmanager
def _chain(meter: Meter) -> Iterator[Chain]:
    engine = ENGINES["libretranslate"](EngineSettings(urls={"libretranslate": meter.url}))
    try:
        yield Chain([engine])
    finally:
        engine.close()


def _batch(meter: Meter, sentences: list[str]) -> None:
    """The package as its documentation has it, with the one word it does not know set by hand."""
    translator = LibreTranslator(source="en", target="zh", api_key="none", custom_url=f"{meter.url}/")
    translator.source = "da"
    answers = translator.translate_batch(["Tilsyn", *sentences])
    if len(answers) != SENTENCES + 1:
        raise RuntimeError("not all were translated")


def _edited(db: Database, meter: Meter, chain: Chain) -> int:
    """How many sentences are asked for when one was edited."""
    place = a_place(db, "Edited", "C0EDITED")
    words = _words(_sentences(900))
    note = logged(db, place, words)
    translate_note(db, note.space_id, note.id, chain, now=NOW)
    before = sum(meter.paid.values())
    typed = TypedNote(words.replace("tager prøver nr. 90002", "udtager prøver nr. 90002"), "da")
    edit_note(db, place.viewer, note.id, note.version, typed, today=TODAY, now=NOW)
    translate_note(db, note.space_id, note.id, chain, now=NOW)
    return sum(meter.paid.values()) - before


def _remembered(db: Database, chain: Chain, number: int) -> float:
    """Seconds for a note that people have approved every sentence of, before it was logged or since."""
    place = a_place(db, f"Remembered {number}", f"C0KNOWN{number}")
    note = logged(db, place, _words(_sentences(1000 + number)))
    _approve(db, place, note)
    taken = _seconds(lambda: translate_note(db, note.space_id, note.id, chain, now=NOW))
    with db.read() as tx:
        found = segments.of_texts(tx, [text.id for text in note.texts()], "zh")
    if {segment.state for segment in found} != {"reviewed"}:
        raise RuntimeError("not all were remembered")
    return taken


def _approve(db: Database, place: Place, note: Note) -> None:
    with db.write() as tx:
        for text in note.texts():
            pair = memory.Approved("da", "zh", text.content, f"译{text.id}", "Li Wei")
            memory.add(tx, place.space_id, pair, NOW)

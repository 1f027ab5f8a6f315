"""The records that the queries are tried on: the notes of the material, the report, and those of `corpus.txt`."""

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from bot.domain.language import Language, guess_language
from bot.domain.meeting import ParsedNote
from bot.domain.note_grammar import parse_note, split_notes
from bot.domain.record import Note, Text
from bot.domain.typed_note import TypedNote
from bot.engines.chain import Chain
from bot.services.add_memory import add_memory
from bot.services.log_note import log_note
from bot.services.terms import shipped
from bot.services.translate_note import translate_note
from bot.store import segments
from bot.store.database import Database
from tests.integration.making import NOW, TODAY, Place, a_place, origin

HERE = Path(__file__).parent
SAMPLES: Mapping[Language, str] = {"da": "noter.da.md", "zh": "noter.zh.md"}


class Written(NamedTuple):
    """A note of the corpus in its own language, and what its translation says."""

    key: str
    language: Language
    text: str
    other: str


def corpus(name: str = "corpus.txt") -> list[Written]:
    """The notes of a file."""
    found = []
    for block in (HERE / name).read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, body = block.partition("\n")
        key, spoken = head.split()
        language: Language = "da" if spoken == "da" else "zh" if spoken == "zh" else "en"
        text, _, other = body.partition("\n--\n")
        found.append(Written(key, language, text, other))
    return found


def filled(db: Database, *files: str) -> tuple[Place, dict[int, str]]:
    """A space with all records, and what each note is called in the queries."""
    place = a_place(db)
    add_memory(db, now=NOW)
    names: dict[int, str] = {}
    for language, file in SAMPLES.items():
        source = resources.files("bot.data").joinpath("samples", file).read_text(encoding="utf-8")
        for number, words in enumerate(split_notes(source), start=1):
            note = log_note(db, place.viewer, TypedNote(words, language), origin(place, today=TODAY), now=NOW).note
            translate_note(db, place.space_id, note.id, Chain([]), now=NOW)
            names[note.id] = f"{language[0]}{number}"
    return place, names | written_down(db, place, *files)


def written_down(db: Database, place: Place, *files: str) -> dict[int, str]:
    """The notes of a file in a space, and what each is called in the queries."""
    return {logged(db, place, written).id: written.key for written in corpus(*files)}


def logged(db: Database, place: Place, written: Written) -> Note:
    """A note with its translation, as if an engine had made it."""
    note = log_note(db, place.viewer, TypedNote(written.text, written.language), origin(place), now=NOW).note
    if written.other.strip():
        other: Language = guess_language(written.other)
        parsed = parse_note(written.other, language=other, on=TODAY, termbase=shipped())
        for text, said in zip(note.texts(), said_in(parsed, note), strict=True):
            answer(db, text, other, said)
    return note


def said_in(parsed: ParsedNote, note: Note) -> Sequence[str]:
    heads = (parsed.title, parsed.place, parsed.purpose, "; ".join(parsed.participants))
    own = (note.title, note.place, note.purpose, note.participants)
    return [head or "" for head, mine in zip(heads, own, strict=True) if mine] + [item.text for item in parsed.items]


def answer(db: Database, text: Text, into: Language, said: str) -> None:
    """The first sentence of a text is answered with all of it, so that it need not be cut alike."""
    with db.write() as tx:
        for place, segment in enumerate(segments.of_texts(tx, [text.id], into)):
            segments.set_answer(tx, segment, segments.Answer("" if place else said, "test"))
        segments.settle(tx, [text.id], into, NOW)

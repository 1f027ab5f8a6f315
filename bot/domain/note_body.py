"""What was written of a note, kept in step with its items; the form for a note starts from it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.meeting import Kind
from bot.domain.record import Item, Note
from bot.domain.typed_note import TypedNote

_LABELS: Mapping[Kind, Mapping[Language, str]] = {
    "decision": {"da": "Beslutning: ", "zh": "决定：", "en": "Decision: "},
    "agreement": {"da": "Aftale: ", "zh": "协议：", "en": "Agreement: "},
    "action": {"da": "Opgave: ", "zh": "待办：", "en": "Action: "},
}


def as_typed(note: Note) -> TypedNote:
    """A note as its form shows it to whoever is to change it."""
    held = note.held_on.isoformat() if note.held_on else ""
    head = (note.place, note.purpose, note.participants)
    place, purpose, participants = (text.content if text else "" for text in head)
    return TypedNote(
        body_of(note).rstrip("\n"), note.language, note.title.content, held, place, purpose, participants
    )  # fmt: skip


def body_of(note: Note) -> str:
    """What was written; composed anew where some item says something else by now."""
    whole = _whole(note)
    words = [item.text.content for item in whole]
    return note.body if _spans(note.body, words) is not None else _composed(note, words)


def body_with(note: Note, item_id: int, words: str) -> str:
    """The same with other words in the place of one item's."""
    whole = _whole(note)
    position = [item.id for item in whole].index(item_id)
    said = [item.text.content for item in whole]
    spans = _spans(note.body, said)
    if spans is None:
        return _composed(note, [*said[:position], words, *said[position + 1 :]])
    start, end = spans[position]
    return note.body[:start] + words + note.body[end:]


def written_lines(note: Note) -> Iterator[tuple[Item, str, str, str]]:
    """Each item with its words as they were written, and what stands before and behind them on their lines."""
    body, whole = body_of(note), _whole(note)
    spans = _spans(body, [item.text.content for item in whole]) or []
    for item, (start, end) in zip(whole, spans, strict=False):
        first, last = body.rfind("\n", 0, start) + 1, body.find("\n", end)
        yield item, body[first:start], body[start:end], body[end : last if last >= 0 else len(body)]


def _whole(note: Note) -> list[Item]:
    """The items that are written in the note: a part of one is not."""
    return [item for item in note.items if item.parent_id is None]


class _Squeezed(NamedTuple):
    """The letters and digits of a text, and where in it each stands: the same however its lines were wrapped."""

    letters: str
    at: Sequence[int]


def _squeezed(text: str) -> _Squeezed:
    at = [place for place, character in enumerate(text) if character.isalnum()]
    return _Squeezed("".join(text[place] for place in at), at)


def _spans(body: str, words: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where the words of each item stand, one behind the other; None where those of one do not."""
    squeezed, spans, begun = _squeezed(body), list[tuple[int, int]](), 0
    for said in words:
        letters = _squeezed(said).letters
        found = _found(body, squeezed, letters, begun)
        if found < 0:
            return None
        begun = found + len(letters)
        spans.append(_with_edges(body, said, squeezed.at[found], squeezed.at[begun - 1] + 1))
    return None if any(end > start for (_, end), (start, _) in pairwise(spans)) else spans


def _found(body: str, squeezed: _Squeezed, letters: str, begun: int) -> int:
    """Where they begin, not inside a word if that can be."""
    first = found = squeezed.letters.find(letters, begun) if letters else -1
    while found >= 0:
        start, end = squeezed.at[found], squeezed.at[found + len(letters) - 1] + 1
        if not body[start - 1 : start].isalnum() and not body[end : end + 1].isalnum():
            return found
        found = squeezed.letters.find(letters, found + 1)
    return first


def _with_edges(body: str, said: str, start: int, end: int) -> tuple[int, int]:
    """With the signs before the first letter and behind the last one, as far as they are the item's own."""
    at = _squeezed(said).at
    before, behind = said[: at[0]], said[at[-1] + 1 :]
    start -= len(before) if before and body[:start].endswith(before) else 0
    end += len(behind) if behind and body.startswith(behind, end) else 0
    return start, end


def _composed(note: Note, words: Sequence[str]) -> str:
    """A line for each item, with what says of which kind it is."""
    lines = zip(_whole(note), words, strict=True)
    return "".join(f"{_mark(item, note.language)}{said}\n" for item, said in lines)


def _mark(item: Item, language: Language) -> str:
    indent = "   " if "." in item.number else ""
    if item.action and item.action.status == "done":
        return f"{indent}- [x] "
    label = _LABELS[item.kind][language] if item.kind in _LABELS else ""
    return f"{indent}- {label}"

"""What notes come down to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.language import Language
from bot.domain.record import Item, Note, Text

Period = Literal["last", "today", "week", "month", "since", "meeting"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the items it rests on ("3.1"); `text` is the sentence alone, in all its languages."""

    text: Text
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement with the names of its known parties, by language."""

    item: Item
    parties: tuple[Mapping[Language, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NoteSummary:
    """What one note comes down to. `key` holds its most telling sentences, `prose` what a server made of all items."""

    note: Note
    decisions: tuple[Item, ...] = ()
    agreements: tuple[Agreed, ...] = ()
    open_actions: tuple[Item, ...] = ()
    key: tuple[Sentence, ...] = ()
    prose: tuple[Sentence, ...] = ()

    def tells_prose(self, language: Language) -> bool:
        """Whether there is prose that a reader of the language can read."""
        return bool(self.prose) and all(one.text.shown(language).language == language for one in self.prose)

    def telling(self, language: Language) -> tuple[Sentence, ...]:
        """Prose for a reader who can have it in their language, else the key sentences."""
        return self.prose if self.tells_prose(language) else self.key

    def left_out(self, language: Language) -> int:
        """How many items of the note a reader of the language sees nothing of."""
        whole = (*self.decisions, *(agreed.item for agreed in self.agreements), *self.open_actions)
        shown = {item.ref for item in whole} | {ref for one in self.telling(language) for ref in one.refs}
        return sum(1 for item in self.note.items if item.ref not in shown)


@dataclass(frozen=True, slots=True)
class Summary:
    """The notes asked for, newest first; `more` counts those that did not fit."""

    asked: str
    notes: tuple[NoteSummary, ...]
    more: int = 0

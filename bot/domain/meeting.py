"""A note about a meeting as people write it: who, when, where, why, and numbered items."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.domain.due import Due
from bot.domain.language import Language

Kind = Literal["paragraph", "decision", "agreement", "action"]
AgreementState = Literal["expected", "signed"]


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """One numbered item of a note.

    `text` is what was written without list marker and label; `raw` is the exact slice of the
    source, line end included. The `raw` of head and items, joined, give back the source.
    """

    number: str  # "1", "2"; sub-items "2.1"
    kind: Kind
    text: str
    raw: str
    owner: str | None = None  # termbase form in Danish for a known organisation, else as written
    owner_known: bool = False  # the owner is an organisation of the termbase
    owners: str | None = None  # where it names several: all of them, as `bot.domain.owners` tells them apart
    due: Due | None = None
    expected: bool = False  # "forventes", "拟于": an expectation, never overdue
    done: bool = False  # "- [x]"
    agreement_state: AgreementState | None = None


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """What was understood of one note; what was not understood is a paragraph."""

    language: Language
    title: str
    held_on: date | None
    place: str | None
    purpose: str | None
    participants: tuple[str, ...]  # as written, one organisation or person each
    items: tuple[ParsedItem, ...]
    head: str  # the raw lines of title, date, place, purpose and participants

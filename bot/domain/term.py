"""Terms and locked names, and where they stand in a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.language import Language

TermKind = Literal["organisation", "person", "place", "term"]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the termbase. Organisations, people and places are names: locked."""

    kind: TermKind
    forms: Mapping[Language, str]  # the preferred form; a missing language keeps the Latin one
    variants: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    forbidden: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""

    @property
    def is_name(self) -> bool:
        """Whether the entry is locked: never translated otherwise."""
        return self.kind != "term"

    def form(self, language: Language) -> str:
        """The preferred form in a language; the Latin spelling where none is known."""
        return self.forms.get(language) or self.forms.get("en") or self.forms["da"]


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text: `text[start:end] == found`."""

    term: Term
    found: str
    start: int
    end: int

"""A sentence of a text in one other language: what it is, who made it, and what may become of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from bot.domain.language import Language
from bot.domain.record import TranslationState

Event = Literal["translated", "doubted", "refused", "changed", "term_changed", "approved", "remembered", "undone"]
"""What can happen to a segment.

`translated`, `doubted` and `refused` are what engines do: an answer that passes the checks, one that does
not, none. `changed` and `term_changed` are the source and the termbase moving on. `approved`, `remembered`
and `undone` are people: a correction or a consent, the same sentence approved before, one taken back.
"""

EVENTS: tuple[Event, ...] = (
    "translated", "doubted", "refused", "changed", "term_changed", "approved", "remembered", "undone",
)  # fmt: skip

WAITING: frozenset[TranslationState] = frozenset({"pending", "failed", "outdated"})
"""The states in which an engine is asked, unless a person holds the segment."""


class Standing(NamedTuple):
    """A state, and whether a person has had a hand in the words: then no machine changes them any more."""

    state: TranslationState
    held: bool


def after(standing: Standing, event: Event) -> Standing:
    """What an event makes of a segment; what an event may not do leaves it as it is.

    Once held, always held: from there no event leads to `machine`. A machine's answer to an outdated
    sentence of a person's is kept beside it as a proposal, which is not a matter of its state.
    """
    if event in {"approved", "remembered"}:
        return Standing("reviewed", held=True)
    if event == "undone":
        return Standing("needs_check", held=True) if standing.held else standing
    if event == "changed":
        held = standing.held or standing.state == "reviewed"  # what is reviewed is a person's, whatever else is said
        return Standing("outdated", held) if standing.state not in {"pending", "failed"} else standing
    if standing.held:
        return standing
    if event == "term_changed":
        return Standing("outdated", held=False) if standing.state in {"machine", "needs_check"} else standing
    return _answered(standing, event)


def _answered(standing: Standing, event: Event) -> Standing:
    """What an engine's answer, or the lack of one, makes of a segment that no person holds."""
    if standing.state not in WAITING:
        return standing
    if event == "refused":
        return Standing("failed", held=False) if standing.state == "pending" else standing
    return Standing("machine" if event == "translated" else "needs_check", held=False)


class Remark(NamedTuple):
    """Why a translation should be looked at: the name of a check, and the words it is about.

    The sentence for the reviewer stands in the catalogues at `check.<name>`, with `%{what}` for the
    details joined by a comma.
    """

    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a text in one other language.

    `content` is what readers see. `proposal` is a machine's answer that waits beside a person's words
    because the source has changed since. `version` counts changes: two reviewers at once are told apart by it.
    """

    id: int
    text_id: int
    position: int
    source: str
    gap: str  # the white space between this sentence and the next
    source_language: Language
    language: Language
    state: TranslationState
    held: bool
    version: int
    content: str | None = None
    proposal: str | None = None
    engine: str | None = None
    english: str | None = None  # what an engine that goes through English made in between
    remarks: tuple[Remark, ...] = ()
    failure: str | None = None  # the kinds of error, by engine
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None

    @property
    def standing(self) -> Standing:
        """State and holder."""
        return Standing(self.state, self.held)

    @property
    def wants_machine(self) -> bool:
        """Whether an engine should be asked: nothing yet, or an outdated person's sentence without a proposal."""
        return self.state in WAITING and (not self.held or self.proposal is None)

    @property
    def wants_person(self) -> bool:
        """Whether it waits for a reviewer: there are words, and no person stands behind them as they are."""
        return ((self.content is not None or self.proposal is not None) and self.state != "reviewed") or bool(
            self.state == "reviewed" and self.remarks
        )


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person made of a segment, and whether somebody took it back."""

    id: int
    segment_id: int
    source: str
    language: Language
    before: str | None
    after: str
    by: str
    at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None

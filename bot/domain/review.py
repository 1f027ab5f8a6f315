"""What waits for a reviewer, in which order, and what a language of a note is altogether."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from bot.domain.language import Language
from bot.domain.meeting import Kind
from bot.domain.record import Change, Note, Text, label_of
from bot.domain.segment import Correction, Segment
from bot.domain.suggestion import Suggestion

Head = Literal["title", "place", "purpose", "participants", "prose", "trip"]
Part = Kind | Head
"""Where in a note a text stands: what kind of item it is, or which line of the head."""

_WEIGHT: Mapping[Part, int] = {
    "decision": 0,
    "agreement": 0,
    "action": 1,
    "title": 2,
    "purpose": 2,
    "place": 2,
    "participants": 2,
    "prose": 2,
    "trip": 2,
    "paragraph": 3,
}
URGENT, PLAIN, EMPTY, SETTLED = 0, 1, 2, 3


class Place(NamedTuple):
    """Where a text stands in its note: its part, and the item's number ("3.1") where it is an item."""

    part: Part
    ref: str = ""


class Sentence(NamedTuple):
    """A sentence that a reviewer is shown, and where it stands."""

    place: Place
    segment: Segment


@dataclass(frozen=True, slots=True)
class Review:
    """The sentences of a note in one language, the most important first.

    `waiting` counts those nobody stands behind yet; the ones a person has approved follow them.
    """

    note: Note
    language: Language
    sentences: tuple[Sentence, ...]
    waiting: int
    suggestions: Mapping[int, Suggestion]


class Typed(NamedTuple):
    """What a reviewer made of a sentence, which they saw in some version; `touched` unless it is what they saw."""

    segment_id: int
    version: int
    content: str
    touched: bool = True


class Conflict(NamedTuple):
    """A sentence that changed while somebody reviewed it; None for one that is not in the note any more."""

    typed: Typed
    sentence: Sentence | None


class Corrected(NamedTuple):
    """How many sentences were approved, how many others got the same words, and which had changed meanwhile."""

    approved: int
    spread: int
    conflicts: tuple[Conflict, ...]
    left: int  # how many still wait in this note


class Happening(NamedTuple):
    """A line of a note's history: a correction, or what became of an action."""

    place: Place
    at: datetime
    by: str
    correction: Correction | None = None
    change: Change | None = None


class Waiting(NamedTuple):
    """A note in which something waits for a reviewer."""

    note_id: int
    number: int
    title: Text
    space: str
    sentences: int
    urgent: int
    inner: bool = False  # only their side sees it

    @property
    def label(self) -> str:
        """What the note is called ("3", "i3")."""
        return label_of(self.number, inner=self.inner)


@dataclass(frozen=True, slots=True)
class Standings:
    """What a language of a note is altogether, by its sentences."""

    total: int = 0
    missing: int = 0
    doubted: int = 0
    outdated: int = 0
    machine: int = 0
    failures: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    reviewed_at: datetime | None = None


def urgency(segment: Segment) -> int:
    """How soon a person should look: doubts first, then a machine's words, nothing yet, what is settled."""
    if segment.content is None and segment.proposal is None:
        return EMPTY
    if not segment.wants_person:
        return SETTLED
    doubted = segment.state in {"needs_check", "outdated"} or bool(segment.remarks)
    return URGENT if doubted else PLAIN


def weight(part: Part) -> int:
    """How much a part of a note matters to a reviewer; the least number first."""
    return _WEIGHT[part]


def in_order(places: Mapping[int, Place], segments: Sequence[Segment]) -> tuple[Sentence, ...]:
    """Sentences as a reviewer should see them: the most important first, then in the reading order of the places."""
    reading = {text_id: index for index, text_id in enumerate(places)}
    found = [Sentence(places[segment.text_id], segment) for segment in segments if segment.text_id in places]

    def key(one: Sentence) -> tuple[int, int, int, int]:
        segment = one.segment
        return urgency(segment), weight(one.place.part), reading[segment.text_id], segment.position

    return tuple(sorted(found, key=key))


def places_of(note: Note, prose_id: int | None = None, trip_id: int | None = None) -> Mapping[int, Place]:
    """Where each text of a note stands, in reading order; last the summary in prose and the title of its trip.

    These two are given by the ids of their texts.
    """
    heads: tuple[tuple[Head, Text | None], ...] = (
        ("title", note.title),
        ("place", note.place),
        ("purpose", note.purpose),
        ("participants", note.participants),
    )
    found = {text.id: Place(part) for part, text in heads if text is not None}
    found |= {item.text.id: Place(item.kind, item.ref) for item in note.items}
    found |= {prose_id: Place("prose")} if prose_id is not None else {}
    return found | ({trip_id: Place("trip")} if trip_id is not None else {})


def standings(segments: Sequence[Segment]) -> Standings:
    """What the sentences of one language make together."""
    reviewed = [one for one in segments if one.state == "reviewed" and one.reviewed_by and one.reviewed_at]
    return Standings(
        total=len(segments),
        missing=sum(one.content is None for one in segments),
        doubted=sum(one.state == "needs_check" for one in segments),
        outdated=sum(one.state == "outdated" and one.content is not None for one in segments),
        machine=sum(one.state == "machine" for one in segments),
        failures=tuple(dict.fromkeys(one.failure for one in segments if one.failure and one.content is None)),
        reviewers=tuple(dict.fromkeys(str(one.reviewed_by) for one in reviewed)),
        reviewed_at=max((one.reviewed_at for one in reviewed if one.reviewed_at), default=None),
    )

"""A space published to a wiki: where, as whom, and what is known of each page."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from bot.domain.language import Language
from bot.domain.wiki import Reason, TargetName
from bot.domain.wiki_mark import Part
from bot.domain.wiki_page import PageName

PublicationState = Literal["new", "ready", "refused"]
PageState = Literal["published", "edited", "conflict", "refused", "gone"]
"""Of a page: as we want it; edited there since, which waits for an answer; edited on both sides, nothing was written;
not taken, for a reason; deleted there."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One space, one wiki. `sealed` is the password, encrypted; `key` is what marks our pages there."""

    id: int
    space_id: int
    target: TargetName
    address: str
    user: str
    sealed: str | None = field(repr=False)
    key: str = ""
    automatic: bool = False
    state: PublicationState = "new"
    reason: Reason | None = None
    stamp: str = ""  # what the record was when it was last published as a whole
    changed_by_id: int | None = None
    published_at: datetime | None = None


class Known(NamedTuple):
    """What must be known of every page before it is looked at: without its texts."""

    id: int
    name: PageName
    title: str
    remote_id: str
    seen: str  # the newest revision we have looked at
    source: str  # a digest of what it was made of
    state: PageState
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A page that stands in a wiki.

    `base` is its text as read back after saving, at `revision`. `ours` is what of that is from us: the same, unless an
    edit made there was merged into it.
    """

    id: int
    publication_id: int
    name: PageName
    title: str
    remote_id: str
    revision: str
    base: str
    ours: str
    state: PageState
    reason: Reason | None = None
    asked: str = ""  # a digest of what people were asked about
    intent: str = ""  # a digest of what we were about to save last
    intended: str | None = None  # what of that is ours; None where all of it is


class Change(NamedTuple):
    """The words of a part: as we have them and as they stand in the wiki, for people to read."""

    part: Part
    ref: str  # of an item
    ours: str
    theirs: str


class Question(NamedTuple):
    """A page that was edited in the wiki, for whoever is to say what counts.

    `wrote` is False where nothing could be published: both sides changed the same. `others` are passages that differ
    and are no words of a part; `lost` parts that were taken out there, or whose words nobody can tell any more.
    """

    page_id: int
    title: str
    language: Language
    address: str
    shown: str  # a digest of what is asked about: a button that was pressed later means this and nothing newer
    changes: tuple[Change, ...]
    wrote: bool
    others: tuple[tuple[str, str], ...] = ()
    lost: tuple[Change, ...] = ()


@dataclass(slots=True)
class Tally:
    """What became of the pages of one run."""

    written: int = 0
    unchanged: int = 0
    refused: int = 0
    conflicts: int = 0
    edited: int = 0
    gone: int = 0
    notes: set[int] = field(default_factory=set)  # that were written to the wiki
    questions: int = 0  # pages about which people are asked anew


class Standing(NamedTuple):
    """A connection as people see it: how many pages are in which state, and those that want something."""

    publication: Publication
    counts: dict[PageState, int]
    troubled: tuple[tuple[int, str, PageState, Reason | None], ...]  # id, title, state, why

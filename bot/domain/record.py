"""What the store gives back: spaces, notes with their items, actions, texts with translations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, get_args

from bot.domain.due import Due
from bot.domain.language import Language
from bot.domain.meeting import AgreementState, Kind
from bot.domain.person import Channel, Sides, SlackChannel

TranslationState = Literal["pending", "machine", "needs_check", "reviewed", "outdated", "failed"]
ActionStatus = Literal["open", "done", "dropped"]
HeadPart = Literal["title", "place", "purpose", "participants"]
"""What is said of a meeting above its items, in words."""
HEAD_PARTS: tuple[HeadPart, ...] = get_args(HeadPart)
Change = Literal[
    "created",
    "done",
    "reopened",
    "edited",
    "dropped",
    "claimed",
    "handed_over",
    "split",
    "happened",
    "commented",
    "undone",
]


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in one other language. `content` is None until there is something to show."""

    language: Language
    content: str | None
    state: TranslationState
    engine: str | None = None
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None


class Shown(NamedTuple):
    """What a reader gets of a text: the words, the language they are in, and what they are."""

    content: str
    language: Language
    state: TranslationState | Literal["original"]


@dataclass(frozen=True, slots=True)
class Text:
    """One original with its translations."""

    id: int
    language: Language
    content: str
    translations: Mapping[Language, Translation] = field(default_factory=dict)

    def shown(self, language: Language) -> Shown:
        """The text for a reader: the translation if there is one, else the original, marked."""
        if language == self.language:
            return Shown(self.content, self.language, "original")
        translation = self.translations.get(language)
        if translation is None:
            return Shown(self.content, self.language, "pending")
        if translation.content is None:
            return Shown(self.content, self.language, translation.state)
        return Shown(translation.content, language, translation.state)


@dataclass(frozen=True, slots=True)
class Space:
    """One cooperation with its own record; one with a parent is what a side of that keeps to itself."""

    id: int
    name: str
    languages: tuple[Language, ...]
    engines: tuple[str, ...] | None = None  # who may see its text; None: all that are switched on
    sides: Sides = "off"
    parent_id: int | None = None
    keep_months: int | None = None  # how long its notes are kept; None for ever


def label_of(number: int, *, inner: bool) -> str:
    """What a note is called: its number, with an "i" before that of one which a side keeps to itself."""
    return f"i{number}" if inner else str(number)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner in a space. `confirmed` is False for one that was only read in a note."""

    id: int
    names: Mapping[Language, str]
    confirmed: bool = True
    contact_id: int | None = None  # the person who is told of what the organisation has to do

    def name(self, language: Language) -> str:
        """The name in a language; the Latin one, then any, where it has none."""
        return self.names.get(language) or self.names.get("da") or next(iter(self.names.values()))


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is to do it: an organisation, a person, or only what was written."""

    organisation: Organisation | None = None
    person_id: int | None = None
    person_name: str | None = None
    said: str | None = None


class StatusChange(NamedTuple):
    """Who last changed an action's status, and when (UTC)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """The part of an item that can be done."""

    item_id: int
    version: int
    status: ActionStatus
    expected: bool
    owner: Owner
    due: Due | None
    changed: StatusChange | None = None
    others: tuple[Owner, ...] = ()  # who else is to do it; `owner` has the lead
    reason: Text | None = None  # why it was dropped
    happened_on: date | None = None  # the day on which what its due date waited for took place

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Everyone who is to do it, the lead first; nobody where that is an open question."""
        return tuple(one for one in (self.owner, *self.others) if one != Owner())

    def is_overdue(self, today: date) -> bool:
        """Whether its interval has ended undone; an expectation never is."""
        return not self.expected and self.has_passed(today)

    def has_passed(self, today: date) -> bool:
        """Whether it is open and its interval has ended: overdue, or of an expectation, was expected."""
        return self.status == "open" and self.due is not None and self.due.end is not None and self.due.end < today


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item of a note; `ref` ("3.1", in an internal note "i3.1") names it in every language."""

    id: int
    note_id: int
    ref: str
    number: str
    kind: Kind
    text: Text
    action: Action | None = None
    agreement_state: AgreementState | None = None
    parent_id: int | None = None  # the item it is a part of


class CardPlace(NamedTuple):
    """The message that is a note's card."""

    channel: SlackChannel
    ts: str


class Card(NamedTuple):
    """Where a note's card stands in Slack."""

    channel: SlackChannel
    ts: str | None
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What was written about a meeting, with everything needed to show it."""

    id: int
    space_id: int
    number: int
    version: int
    language: Language
    title: Text
    held_on: date | None
    place: Text | None
    purpose: Text | None
    participants: Text | None
    items: tuple[Item, ...]
    author: str
    head: str
    body: str
    card: Card | None = None
    inner: bool = False  # only the side of whoever wrote it may see it
    logged_at: datetime | None = None

    @property
    def label(self) -> str:
        """What the note is called ("3", "i3")."""
        return label_of(self.number, inner=self.inner)

    def texts(self) -> tuple[Text, ...]:
        """All texts of the note, in reading order."""
        head = (self.title, self.place, self.purpose, self.participants)
        return (*(text for text in head if text), *(item.text for item in self.items))

    def head_text(self, part: HeadPart) -> Text | None:
        """What the head says in one of its fields."""
        fields: Mapping[HeadPart, Text | None] = {
            "title": self.title,
            "place": self.place,
            "purpose": self.purpose,
            "participants": self.participants,
        }
        return fields[part]

    def item(self, item_id: int) -> Item | None:
        """The item with an id."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as a list shows it: with its words, its number and its space."""

    item: Item
    action: Action
    space: Space
    note_title: Text
    card: CardPlace | None = None  # where its note's card stands, if it was posted


class Happened(NamedTuple):
    """One line of an action's history; `words` are a comment's, or the reason why it was dropped."""

    id: int
    item_id: int
    by: str | None  # a name; None for Jordbro itself
    at: datetime
    change: Change
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    words: Text | None = None
    undone: bool = False  # somebody took it back
    by_organisation: int | None = None  # whom that person worked for, in the space


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One page of a list of actions; `total` counts all pages."""

    lines: tuple[ActionLine, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class SpaceDescription:
    """A space with its partners; `members` gives each organisation's people by its id."""

    space: Space
    channels: tuple[Channel, ...]
    organisations: tuple[Organisation, ...]
    members: Mapping[int, tuple[str, ...]]
    contacts: Mapping[int, str] = field(default_factory=dict)  # organisation → its contact person's name

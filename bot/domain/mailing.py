"""What is sent on a recipient's day: a channel's digest, a person's own, a person's reminder."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

MailingKind = Literal["digest", "personal", "reminder"]
MailingState = Literal["planned", "sent", "empty", "late", "refused"]
Why = Literal["soon", "last", "overdue", "passed", "undated"]


@dataclass(frozen=True, slots=True)
class Mailing:
    """One message to one recipient on one of their days.

    `recipient` is the id of a channel of ours for a digest, of a person otherwise. What happened
    after `since` and not after `until` is news; `since` is None where nothing was ever sent.
    """

    id: int
    kind: MailingKind
    recipient: int
    day: date  # theirs
    weekly: bool
    since: datetime | None
    until: datetime
    state: MailingState
    rule: str
    contents: tuple[tuple[int, Why], ...] | None = None  # of a reminder, as first put together
    picture: str | None = None


class Planned(NamedTuple):
    """A mailing to be kept; see `Mailing`."""

    kind: MailingKind
    recipient: int
    day: date
    weekly: bool
    rule: str
    state: MailingState = "planned"


class Reminded(NamedTuple):
    """What a person was reminded of once, why, on which of their days, and what its end was then."""

    person_id: int
    item_id: int
    why: Why
    day: date
    due_end: date | None

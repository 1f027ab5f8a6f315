"""A wiki of somebody else's, as everything that publishes speaks of it: pages, what became of writing them, why not.

WikiProblem
├── WikiUnreachable   the answer may be yes later; `after` seconds where the wiki says how long
└── WikiRefused       the answer is no, to whatever is asked; `reason` says why
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, get_args

TargetName = Literal["mediawiki", "git", "canvas"]

Reason = Literal[
    "protected",
    "blocked",
    "readonly",
    "captcha",
    "filtered",
    "translate",
    "password",
    "forbidden",
    "taken",
    "too_large",
    "not_a_wiki",
    "not_allowed",
    "sealed",
    "other",
]
"""Why a wiki does not take something: states that people can do something about, and no reason to try again at once."""

REASONS: tuple[Reason, ...] = get_args(Reason)


class WikiProblem(Exception):  # noqa: N818  read as the answer it is
    """The wiki did not do what it was asked."""


class WikiUnreachable(WikiProblem):
    """The answer may be yes later."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.why, self.after = why, after


class WikiRefused(WikiProblem):
    """The answer is no; `detail` is the wiki's own word, for the log."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason, self.detail = reason, detail


class RemotePage(NamedTuple):
    """A page as it stands in the wiki. Its id stays when it is moved; its revision changes with every edit."""

    remote_id: str
    title: str
    revision: str
    text: str


class Head(NamedTuple):
    """The newest revision of a page, and its title."""

    revision: str
    title: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A page to be written. Without `remote_id` it is a new one, and never takes the place of one that is there.

    `base` is the revision its text was made from: nothing is written over any other one.
    """

    title: str
    text: str
    remote_id: str = ""
    base: str = ""


class Saved(NamedTuple):
    """It stands in the wiki; the text is what the wiki made of it, read back."""

    page: RemotePage


class Stale(NamedTuple):
    """Nothing was written: somebody has edited the page since its base."""


class Taken(NamedTuple):
    """Nothing was written: there is a page of that title already."""

    page: RemotePage


class Gone(NamedTuple):
    """Nothing was written: the page was deleted."""


class Refused(NamedTuple):
    """Nothing was written, for a reason that people can do something about."""

    reason: Reason
    detail: str = ""


class Held(NamedTuple):
    """Nothing was written: it goes together with another page that could not be."""


Outcome = Saved | Stale | Taken | Gone | Refused | Held


class Publisher(Protocol):
    """A wiki that can be written to. One contract, whatever stands behind it (`tests/contracts/wiki`)."""

    def check(self) -> None:
        """Ask once whether we may come in.

        Raises:
            WikiProblem: we may not, or it cannot be reached.
        """

    def heads(self, remote_ids: Sequence[str]) -> Mapping[str, Head]:
        """The newest revisions of many pages, in few questions; those that are gone are left out.

        Raises:
            WikiProblem: it could not be asked.
        """

    def read(self, remote_id: str) -> RemotePage | None:
        """A page as it is now; None where it is gone.

        Raises:
            WikiProblem: it could not be asked.
        """

    def save(self, drafts: Sequence[Draft], summary: str) -> tuple[Outcome, ...]:
        """Write pages that belong together, as one where the wiki can; gives what became of each, in order.

        Raises:
            WikiProblem: nothing, or nobody knows what, was written: the next run finds out.
        """

    def address(self, title: str) -> str:
        """Where people read a page; "" where that cannot be said."""

    def close(self) -> None:
        """Give back what it holds."""

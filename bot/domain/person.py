"""Who is asking, and from where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, get_args

from bot.domain.language import Language

Role = Literal["owner", "member", "reader"]
ROLES: tuple[Role, ...] = get_args(Role)

Sides = Literal["off", "teams", "named"]
"""How the internal records of a space know whose they are: there are none; by team; by what owners said of people."""


class SlackUser(NamedTuple):
    """A person as Slack names them: the team they belong to and their id there."""

    team_id: str
    user_id: str


class SlackChannel(NamedTuple):
    """A channel as Slack names it: the team whose installation told us of it, and its id."""

    team_id: str
    channel_id: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in Slack. `language` is what they chose, `guessed` what we take them for until then."""

    id: int
    slack: SlackUser
    name: str
    language: Language | None = None
    guessed: Language | None = None
    zone: str | None = None  # an IANA name
    asked: bool = False  # which language they want

    def speaking(self, language: Language) -> "Person":
        """The same person, after choosing a language."""
        return replace(self, language=language)


@dataclass(frozen=True, slots=True)
class Channel:
    """A Slack channel bound to a space, with the languages its posts are written in."""

    id: int
    slack: SlackChannel
    space_id: int
    languages: tuple[Language, ...]


class Standing(NamedTuple):
    """What a person may do in a space they see, and the record that only their side sees.

    Attributes:
        role: what was said of them; without a word everybody is a member.
        owns: whether they may change who sees what. Where no owner is left, so may everyone of the workspace in
            which Jordbro is installed, guests apart.
        side: whose internal record they see; "" where the space has none, or nobody can say on which side they are.
        inner: that record, a space of its own; 0 until something stands in it.
    """

    role: Role = "member"
    owns: bool = False
    side: str = ""
    inner: int = 0


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person asking, with the spaces they may see; every read takes one.

    `space_ids` has the internal records of their side as well; `standings` has the spaces alone.
    """

    person: Person
    space_ids: frozenset[int]
    channel: Channel | None = None  # where they ask, when that channel is bound to a space
    standings: Mapping[int, Standing] = field(default_factory=dict)
    trail: set[tuple[int, str]] = field(default_factory=set, compare=False, repr=False)  # (space, record) that was read

    @property
    def shared_ids(self) -> frozenset[int]:
        """The spaces they see, without what their side keeps to itself."""
        return self.space_ids - {standing.inner for standing in self.standings.values()}

    def sees(self, space_id: int) -> bool:
        """Whether the record of a space may be shown to this person."""
        return space_id in self.space_ids

    def within(self, space_id: int) -> frozenset[int]:
        """A space with what their side keeps to itself of it, as far as they may see it."""
        return frozenset({space_id, self.standing(space_id).inner}) & self.space_ids

    def standing(self, space_id: int) -> Standing:
        """What they may do in a space, or in what a side keeps to itself of it."""
        inner = (standing for standing in self.standings.values() if standing.inner == space_id)
        return self.standings.get(space_id) or next(inner, None) or Standing()

    def read(self, space_id: int, *records: str) -> None:
        """Remember that records were shown to them: for the audit log."""
        self.trail.update((space_id, record) for record in records)


def keeper(space_id: int) -> Viewer:
    """The bot itself, at work on the record of one space: jobs read as this viewer."""
    return Viewer(Person(0, SlackUser("", ""), "Jordbro"), frozenset({space_id}))

"""Who is asking, and from where."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.domain.language import Language


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


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person asking, with the spaces they may see; every read takes one."""

    person: Person
    space_ids: frozenset[int]
    channel: Channel | None = None  # where they ask, when that channel is bound to a space

    def sees(self, space_id: int) -> bool:
        """Whether the record of a space may be shown to this person."""
        return space_id in self.space_ids


def keeper(space_id: int) -> Viewer:
    """The bot itself, at work on the record of one space: jobs read as this viewer."""
    return Viewer(Person(0, SlackUser("", ""), "Jordbro"), frozenset({space_id}))

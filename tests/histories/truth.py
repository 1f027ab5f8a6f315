"""Who may see what, worked out from Slack's own world and not from our store: the model the bot is held against."""

from dataclasses import dataclass, field

from bot.workspace.model import Channel, User
from bot.workspace.world import World


@dataclass(frozen=True)
class Written:
    """A note with the mark that stands in all its parts; `side` is whose it is, None for everybody's."""

    mark: str
    space: str
    side: str | None


@dataclass
class Truth:
    """What happened so far, as far as it decides who sees what."""

    world: World
    bound: list[tuple[Channel, str]] = field(default_factory=list)  # a channel, and the space it speaks of
    written: list[Written] = field(default_factory=list)
    sides: dict[tuple[str, str], str] = field(default_factory=dict)  # (space, user id) → what was said of them
    by_team: set[str] = field(default_factory=set)  # spaces that take a side from the team

    def side(self, user: User, space: str) -> str | None:
        """Whose internal notes somebody may see."""
        own = None if user.is_restricted or space not in self.by_team else user.team_id
        return self.sides.get((space, user.id), own)

    def sees(self, user: User, note: Written) -> bool:
        """Whether a person may see a note now: in one of its channels, and on its side."""
        there = any(space == note.space and user.id in channel.members for channel, space in self.bound)
        return there and note.side in {None, self.side(user, note.space)}

    def seen_by(self, user: User) -> set[str]:
        """The marks of all notes a person may see."""
        return {note.mark for note in self.written if self.sees(user, note)}

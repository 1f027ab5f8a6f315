"""The side of a cooperation on which somebody stands, and who stands where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.person import Role
from bot.domain.record import Organisation, Space


@dataclass(frozen=True, slots=True)
class Side:
    """A side: what stands in the store for it, and what people call it.

    `name` is what was said, or the name of the workspace; where nobody knows that, `organisation` is whom most of its
    people work for, as where what was said is the name of one. Where both are missing nobody has a name for it, and
    `member` is one of its people.
    """

    id: str
    name: str = ""
    organisation: Organisation | None = None
    member: str = ""


@dataclass(frozen=True, slots=True)
class Standee:
    """Somebody who sees a space: what they may do there, on which side they stand ("" for none), for whom they work."""

    person_id: int
    name: str
    role: Role
    side: str
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who sees a space, by name, and its sides by id.

    `own` is the side on which whoever asks stands, `owns` whether they may change any of this. `by_team` says where
    everybody would stand if the space went by workspaces: name and side. `is_owned` is whether an owner is left, be it
    only in a channel whose people nobody can name just now.
    """

    space: Space
    standees: tuple[Standee, ...]
    sides: Mapping[str, Side] = field(default_factory=dict)
    own: str = ""
    owns: bool = False
    by_team: tuple[tuple[str, Side | None], ...] = ()
    is_owned: bool = True

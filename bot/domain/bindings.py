"""The channels of a space, as its people are shown them."""

from datetime import datetime
from typing import Literal, NamedTuple

from bot.domain.person import SlackChannel
from bot.domain.record import Space

Goes = Literal["both", "waits", "alone"]
"""With whom a record goes on where a channel is not shared any more: with both sides; with the other side once we are
in their channel again; with this one alone."""


class Workspace(NamedTuple):
    """A workspace where the app is, with its name for a channel."""

    name: str
    channel: SlackChannel


class Bound(NamedTuple):
    """A channel of a space.

    Attributes:
        id: ours.
        through: the workspace by which we post.
        others: the further workspaces in which we are in the channel.
        is_shared: by Slack Connect.
        is_known: whether anybody can say who is in it.
        told_at: when Slack last told who is.
        trouble: why nothing, or not all, can be done there; "" where everything can.
    """

    id: int
    through: Workspace
    others: tuple[Workspace, ...]
    is_shared: bool
    is_known: bool
    told_at: datetime | None
    trouble: str


class Bindings(NamedTuple):
    """A space with its channels, oldest first; `owns` where the reader may change them."""

    space: Space
    channels: tuple[Bound, ...]
    owns: bool
    may_remove: bool  # whether one can be taken out without the record being lost to everyone

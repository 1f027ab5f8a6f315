"""What Slack says about a channel."""

from typing import NamedTuple


class ChannelFacts(NamedTuple):
    """A channel as one installation sees it."""

    name: str
    is_member: bool  # our bot of that installation
    is_shared: bool  # by Slack Connect
    connected: frozenset[str]  # the other teams it is shared with
    is_archived: bool

"""A file that somebody sent along with a message."""

from typing import NamedTuple


class SharedFile(NamedTuple):
    """As Slack names it; `url` is empty where Slack wants to be asked for it (files of another workspace)."""

    id: str
    name: str
    size: int  # bytes; 0 where it was not said
    url: str

"""Text of messages outside blocks, where Slack reads more than it was told to."""

import re
from collections.abc import Mapping
from typing import Any

NO_PREVIEWS: Mapping[str, Any] = {"unfurl_links": False, "unfurl_media": False}
"""What keeps Slack from fetching an address that stands in a message."""

_CALL = re.compile(r"@(?=here|channel|everyone|group)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.(?=\w)", re.IGNORECASE)
_NOTHING = "\u2060"  # takes no room, and a screen reader passes over it


def quiet(text: str) -> str:
    """Escaped text in which no word calls a whole channel: a bare @here is read even where no markup stands.

    Blocks say `verbatim`; the text beside them, and the one that comes with a file, cannot.
    """
    return _CALL.sub(f"@{_NOTHING}", text)


def without_links(text: str) -> str:
    """Escaped text whose addresses Slack takes for words: beside a file nothing else keeps it from fetching them."""
    return _ADDRESS.sub(lambda found: f"{_NOTHING}{found[0]}", text)

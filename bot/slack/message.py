"""What goes to Slack: messages and views, built by `bot.render`."""

from typing import Any, NamedTuple

Block = dict[str, Any]
View = dict[str, Any]


class Message(NamedTuple):
    """Blocks, and the text that screen readers and notifications get instead of them."""

    text: str
    blocks: list[Block]

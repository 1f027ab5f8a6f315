"""Block Kit in the few shapes we use. Text from people passes through `escape` or is plain text."""

from collections.abc import Sequence
from typing import NewType

from bot.slack.message import Block, Message

Mrkdwn = NewType("Mrkdwn", str)
"""Text in Slack's markup, with everything that people wrote escaped."""

SECTION = 3000  # characters, Slack's limits
HEADER = 150
BUTTON = 75
OPTION = 75
BLOCKS = 50
SPOKEN = 3900


def escape(text: str) -> Mrkdwn:
    """Text from people as Slack shows it: no mention, link or channel call comes alive."""
    return Mrkdwn(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def bold(text: str) -> Mrkdwn:
    """Text from people in bold; a star in it would end it early, so it becomes another star."""
    return Mrkdwn(f"*{escape(text).replace('*', '∗')}*") if text.strip() else escape(text)


def join(separator: str, parts: Sequence[Mrkdwn]) -> Mrkdwn:
    """Parts that are escaped already, put together."""
    return Mrkdwn(separator.join(part for part in parts if part))


def cut(text: str, length: int) -> str:
    """At most so many characters, the last one saying that there was more."""
    return text if len(text) <= length else text[: length - 1] + "…"


def header(text: str) -> Block:
    """A title in large letters."""
    return {"type": "header", "text": {"type": "plain_text", "text": cut(text, HEADER), "emoji": False}}


def section(text: Mrkdwn, accessory: Block | None = None) -> Block:
    """A paragraph, with a button beside it if wanted."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": _whole(text), "verbatim": True}}
    return block | ({"accessory": accessory} if accessory else {})


def context(text: Mrkdwn) -> Block:
    """A line in small grey letters."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": _whole(text), "verbatim": True}]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def actions(elements: Sequence[Block]) -> Block:
    """A row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action_id: str, value: str, *, style: str = "") -> Block:
    """A button; `style` is "", "primary" or "danger"."""
    text = {"type": "plain_text", "text": cut(label, BUTTON), "emoji": False}
    made: Block = {"type": "button", "text": text, "action_id": action_id, "value": value}
    return made | ({"style": style} if style else {})


def option(label: str, value: str) -> Block:
    """One choice of a menu."""
    return {"text": {"type": "plain_text", "text": cut(label, OPTION), "emoji": False}, "value": value}


def menu(placeholder: str, action_id: str, options: Sequence[Block]) -> Block:
    """A menu of choices."""
    text = {"type": "plain_text", "text": cut(placeholder, OPTION), "emoji": False}
    return {"type": "static_select", "placeholder": text, "action_id": action_id, "options": list(options)}


def long_text(text: str) -> list[Block]:
    """Text from people of any length, in as many paragraphs as Slack's limit asks for."""
    pieces: list[str] = []
    for line in escape(text).splitlines(keepends=True):
        for start in range(0, len(line), SECTION):
            piece = line[start : start + SECTION]
            if pieces and len(pieces[-1]) + len(piece) <= SECTION:
                pieces[-1] += piece
            else:
                pieces.append(piece)
    return [section(Mrkdwn(piece)) for piece in pieces if piece.strip()]


def message(*blocks: Block) -> Message:
    """A message whose top-level text says what the blocks say: screen readers read only that."""
    return Message(cut(spoken(blocks), SPOKEN), list(blocks))


def sentence(text: str, *more: Block) -> Message:
    """A message of one sentence of ours, in which names are not yet escaped."""
    return message(section(escape(text)), *more)


def spoken(blocks: Sequence[Block]) -> str:
    """The text of blocks, line by line, without the stars."""
    lines: list[str] = []
    for block in blocks:
        texts = [block["text"]] if "text" in block else block.get("elements", [])
        lines += [text["text"] for text in texts if isinstance(text.get("text"), str)]
    return "\n".join(lines).replace("*", "")


def _whole(text: str) -> str:
    return text if len(text) <= SECTION else text[: SECTION - 1] + "…"

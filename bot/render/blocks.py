"""Block Kit in the few shapes we use. Text from people passes through `escape` or is plain text."""

import re
from collections.abc import Iterator, Sequence
from typing import NewType

from bot.slack.message import Block, Message

Mrkdwn = NewType("Mrkdwn", str)
"""Text in Slack's markup, with everything that people wrote escaped."""

SECTION = 3000  # characters, Slack's limits
CONTEXT = 2000
ALT_TEXT = 2000
HEADER = 150
BUTTON = 75
OPTION = 75
BLOCKS = 50
SPOKEN = 3900  # bytes, and not characters: chat.update refuses more than 4000, and a Chinese one takes three
WEIGHT = 13_000  # characters of all blocks of a message together, each counted as so many more:
BLOCK_WEIGHT = 60  # found by measuring, Slack's documents are silent; it answers `msg_blocks_too_long`
LEAST = 60  # characters that a text keeps however long the others are
_EMPHASIS = re.compile(r"(?m)(?:(?<=^)|(?<= ))([*_])(\S.*?\S|\S)\1(?=\s|$)")
_LINK = re.compile(r"<[^|<>]+\|([^<>]*)>")  # one of ours: what people write is escaped
_ENTITY = re.compile(r"&[a-z]{0,4}$")


def escape(text: str) -> Mrkdwn:
    """Text from people as Slack shows it: no mention, link or channel call comes alive."""
    return Mrkdwn(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def bold(text: str) -> Mrkdwn:
    """Text from people in bold; a star in it would end it early, so it becomes another star."""
    return Mrkdwn(f"*{escape(text).replace('*', '∗')}*") if text.strip() else escape(text)


def link(label: Mrkdwn, address: str) -> Mrkdwn:
    """Words that lead somewhere; just the words where there is no address. The address is ours, never a person's."""
    return Mrkdwn(f"<{address}|{label.replace('|', '¦')}>") if address else label


def bold_link(label: str, address: str) -> Mrkdwn:
    """Text from people in bold that leads somewhere; just bold where there is no address."""
    return Mrkdwn(f"*{link(Mrkdwn(escape(label).replace('*', '∗')), address)}*") if address else bold(label)


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
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": clipped(text, SECTION), "verbatim": True}}
    return block | ({"accessory": accessory} if accessory else {})


def context(text: Mrkdwn) -> Block:
    """A line in small grey letters."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": clipped(text, CONTEXT), "verbatim": True}]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def image(file_id: str, alt: str) -> Block:
    """A picture that was uploaded to Slack, and what it shows in words for who cannot see it."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": cut(alt, ALT_TEXT)}


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


def date_picker(placeholder: str, action_id: str) -> Block:
    """A day to pick; it counts from the moment it is picked."""
    text = {"type": "plain_text", "text": cut(placeholder, HEADER), "emoji": False}
    return {"type": "datepicker", "action_id": action_id, "placeholder": text}


def long_text(text: str) -> list[Block]:
    """Text from people of any length, in as many paragraphs as Slack's limit asks for."""
    pieces: list[str] = []
    for line in text.splitlines(keepends=True):
        for piece in _pieces(line):
            if pieces and len(pieces[-1]) + len(piece) <= SECTION:
                pieces[-1] += piece
            else:
                pieces.append(piece)
    return [section(Mrkdwn(piece)) for piece in pieces if piece.strip()]


def in_messages(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks in as many messages as their weight asks for."""
    filled: list[list[Block]] = [[]]
    for block in blocks:
        if filled[-1] and weight([*filled[-1], block]) > WEIGHT - SECTION:
            filled.append([])
        filled[-1].append(block)
    return filled


def message(*blocks: Block) -> Message:
    """A message that Slack takes, whose top-level text says what the blocks say: screen readers read only that."""
    longest = SECTION
    while weight(blocks) > WEIGHT and longest > LEAST:
        longest = max(longest * 3 // 4, LEAST)
        blocks = tuple(_shortened(block, longest) for block in blocks)
    return Message(_in_bytes(spoken(blocks), SPOKEN), list(blocks))


def weight(blocks: Sequence[Block]) -> int:
    """How much text blocks hold, as Slack seems to count it."""
    return sum(_characters(block) + BLOCK_WEIGHT for block in blocks)


def sentence(text: str, *more: Block) -> Message:
    """A message of one sentence of ours, in which names are not yet escaped."""
    return message(section(escape(text)), *more)


def spoken(blocks: Sequence[Block]) -> str:
    """The text of blocks, line by line, without the stars."""
    lines: list[str] = []
    for block in blocks:
        texts = [block["text"]] if "text" in block else block.get("elements", [])
        lines += [_spoken(text) for text in texts if isinstance(text.get("text"), str)]
    lines += [escape(block["alt_text"]) for block in blocks if block["type"] == "image"]
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", "\n".join(lines)))


def _spoken(text: Block) -> str:
    # a title is plain text; here it stands where Slack reads markup
    return str(escape(text["text"]) if text["type"] == "plain_text" else text["text"])


def clipped(text: str, length: int) -> str:
    """Escaped text of at most so many characters, not ending inside an escaped one; of what is cut no link remains."""
    if len(text) <= length:
        return text
    bare = _LINK.sub(r"\1", text)
    return bare if len(bare) <= length else _ENTITY.sub("", bare[: length - 1]) + "…"


def _in_bytes(text: str, most: int) -> str:
    """Escaped text of at most so many bytes, not ending inside a character or an escaped one."""
    encoded, more = text.encode(), "…"
    if len(encoded) <= most:
        return text
    return _ENTITY.sub("", encoded[: most - len(more.encode())].decode(errors="ignore")) + more


def _pieces(line: str) -> Iterator[str]:
    """A line escaped, in pieces that a section takes; no escaped character is cut in two."""
    room = SECTION // len("&amp;")
    size = SECTION if len(escape(line)) <= SECTION else room
    for start in range(0, len(line), size):
        yield escape(line[start : start + size])


def _shortened(block: Block, longest: int) -> Block:
    """A section or a line of small letters with less text."""
    if block["type"] == "section":
        return block | {"text": block["text"] | {"text": clipped(block["text"]["text"], longest)}}
    if block["type"] == "context":
        texts = [element | {"text": clipped(element["text"], longest)} for element in block["elements"]]
        return block | {"elements": texts}
    return block


def _characters(value: object) -> int:
    if isinstance(value, list):
        return sum(map(_characters, value))
    if not isinstance(value, dict):
        return 0
    return sum(
        len(inner) if key == "text" and isinstance(inner, str) else _characters(inner) for key, inner in value.items()
    )

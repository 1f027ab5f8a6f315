"""Block Kit in the few shapes we use. Text from people passes through `escape` or is plain text."""

import re
from collections.abc import Iterator, Sequence
from typing import NewType

from bot.domain.graphemes import edge, head
from bot.render.plain import plain
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
UNSEEN = "\ufffd"  # stands for words of which nothing can be seen: Slack takes no empty text
LEAST = 60  # characters that a text keeps however long the others are
_EMPHASIS = re.compile("(?m)(?:(?<=^)|(?<=[ \u200b]))([*_])(\\S.*?\\S|\\S)\\1(?=[\\s\u200b]|$)")
_LINK = re.compile(r"<[^|<>]+\|([^<>]*)>")  # one of ours: what people write is escaped
_ENTITY = re.compile(r"&[a-z]{0,4}$")


def escape(text: str) -> Mrkdwn:
    """Text from people as Slack shows it: no mention, link or channel call comes alive."""
    return Mrkdwn(plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


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
    return text if len(text) <= length else head(text, length - 1) + "…"


def plain_text(text: str, length: int) -> Block:
    """Text without markup, of at most so many characters."""
    return {"type": "plain_text", "text": cut(plain(text), length) or UNSEEN, "emoji": False}


def header(text: str) -> Block:
    """A title in large letters."""
    return {"type": "header", "text": plain_text(text, HEADER)}


def section(text: Mrkdwn, accessory: Block | None = None) -> Block:
    """A paragraph, with a button beside it if wanted."""
    block: Block = {"type": "section", "text": _as_written(text, SECTION)}
    return block | ({"accessory": accessory} if accessory else {})


def context(text: Mrkdwn) -> Block:
    """A line in small grey letters."""
    return {"type": "context", "elements": [_as_written(text, CONTEXT)]}


def _as_written(text: Mrkdwn, length: int) -> Block:
    """Markup in which Slack finds nothing that is not marked, such as a bare @here or an address."""
    return {"type": "mrkdwn", "text": clipped(text, length) or UNSEEN, "verbatim": True}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def image(file_id: str, alt: str) -> Block:
    """A picture that was uploaded to Slack, and what it shows in words for who cannot see it."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": cut(plain(alt), ALT_TEXT)}


def actions(elements: Sequence[Block]) -> Block:
    """A row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action_id: str, value: str, *, style: str = "") -> Block:
    """A button; `style` is "", "primary" or "danger"."""
    made: Block = {"type": "button", "text": plain_text(label, BUTTON), "action_id": action_id, "value": value}
    return made | ({"style": style} if style else {})


def option(label: str, value: str) -> Block:
    """One choice of a menu."""
    return {"text": plain_text(label, OPTION), "value": value}


def menu(placeholder: str, action_id: str, options: Sequence[Block]) -> Block:
    """A menu of choices."""
    shown = plain_text(placeholder, OPTION)
    return {"type": "static_select", "placeholder": shown, "action_id": action_id, "options": list(options)}


def date_picker(placeholder: str, action_id: str) -> Block:
    """A day to pick; it counts from the moment it is picked."""
    return {"type": "datepicker", "action_id": action_id, "placeholder": plain_text(placeholder, HEADER)}


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
    return bare if len(bare) <= length else _ENTITY.sub("", head(bare, length - 1)) + "…"


def _in_bytes(text: str, most: int) -> str:
    """Escaped text of at most so many bytes, not ending inside a character or an escaped one."""
    encoded, more = text.encode(), "…"
    if len(encoded) <= most:
        return text
    whole = encoded[: most - len(more.encode())].decode(errors="ignore")
    return _ENTITY.sub("", head(text, len(whole))) + more


def _pieces(line: str) -> Iterator[str]:
    """A line escaped, in pieces that a section takes; no escaped character is cut in two."""
    room = SECTION // len("&amp;")
    size = SECTION if len(escape(line)) <= SECTION else room
    start = 0
    while start < len(line):
        end = edge(line, start + size)
        yield escape(line[start:end])
        start = end


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

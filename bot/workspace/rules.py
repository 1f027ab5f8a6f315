"""Slack's limits for blocks, messages and views, with a reason for each refusal.

Source: docs.slack.dev, reference of Block Kit and of views. Messages refuse with `invalid_blocks`, views with
`invalid_arguments`; both name the place in `response_metadata.messages`.
"""

from collections.abc import Callable, Sequence

from bot.workspace.errors import SlackError
from bot.workspace.rules_elements import IN_ACTIONS, IN_INPUT, IN_SECTION, check_element
from bot.workspace.rules_images import check_image
from bot.workspace.rules_text import Json, Reader

MOST_IN_MESSAGE, MOST_IN_VIEW = 50, 100
LONGEST_TEXT = 40_000
_MOST_MARKDOWN = 12_000
_MOST_PRIVATE_METADATA = 3000


def _section(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id", "text", "fields", "accessory", "expand"))
    if not block.get("text") and not block.get("fields"):
        reader.wrong("must have text or fields", place)
    reader.text(block.get("text"), f"{place}/text", 3000)
    if block.get("fields") is not None:
        for at, field in enumerate(reader.items(block["fields"], f"{place}/fields", 10)):
            reader.text(field, f"{place}/fields/{at}", 2000)
    if block.get("accessory") is not None:
        check_element(reader, block["accessory"], f"{place}/accessory", IN_SECTION)


def _header(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id", "level"), ("text",))
    reader.text(block.get("text"), f"{place}/text", 150, plain=True)


def _actions(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id"), ("elements",))
    for at, element in enumerate(reader.items(block.get("elements"), f"{place}/elements", 25)):
        check_element(reader, element, f"{place}/elements/{at}", IN_ACTIONS)


def _context(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id"), ("elements",))
    for at, element in enumerate(reader.items(block.get("elements"), f"{place}/elements", 10)):
        if element.get("type") == "image":
            check_element(reader, element, f"{place}/elements/{at}", frozenset({"image"}))
        else:
            reader.text(element, f"{place}/elements/{at}", 2000)


def _input(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id", "hint", "optional", "dispatch_action"), ("label", "element"))
    reader.text(block.get("label"), f"{place}/label", 2000, plain=True)
    reader.text(block.get("hint"), f"{place}/hint", 2000, plain=True)
    check_element(reader, block.get("element"), f"{place}/element", IN_INPUT)


def _image(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id", "image_url", "slack_file", "title"), ("alt_text",))
    reader.text(block.get("title"), f"{place}/title", 2000, plain=True)
    check_image(reader, block, place)


def _divider(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id"))


def _markdown(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id"), ("text",))
    reader.string(block.get("text"), f"{place}/text", _MOST_MARKDOWN, 1)


def _rich_text(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id"), ("elements",))
    kinds = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
    for at, element in enumerate(reader.items(block.get("elements"), f"{place}/elements", 1000)):
        if str(element.get("type")) not in kinds:
            reader.wrong("unsupported type of rich text element", f"{place}/elements/{at}/type")


def _table(reader: Reader, block: Json, place: str) -> None:
    reader.keys(block, place, ("type", "block_id", "column_settings"), ("rows",))
    rows = block.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= 100:  # noqa: PLR2004 - Slack's own limit
        reader.wrong("must have 1 to 100 rows", f"{place}/rows")
        return
    for at, row in enumerate(rows):
        reader.items(row, f"{place}/rows/{at}", 20)


_BLOCKS: dict[str, Callable[[Reader, Json, str], None]] = {
    "section": _section,
    "header": _header,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "image": _image,
    "divider": _divider,
    "markdown": _markdown,
    "rich_text": _rich_text,
    "table": _table,
}
_MESSAGE_ONLY = frozenset({"markdown", "table"})


def _check_blocks(reader: Reader, blocks: object, most: int, at: str, refused: frozenset[str]) -> None:
    seen: set[str] = set()
    for index, block in enumerate(reader.items(blocks, at, most, 0)):
        place, kind = f"{at}/{index}", str(block.get("type"))
        if kind not in _BLOCKS or kind in refused:
            reader.wrong(f"unsupported type: {kind}", f"{place}/type")
            continue
        block_id = block.get("block_id")
        reader.string(block_id, f"{place}/block_id", 255)
        if block_id and block_id in seen:
            reader.wrong(f"block_id must be unique: {block_id}", f"{place}/block_id")
        seen.add(str(block_id))
        _BLOCKS[kind](reader, block, place)
        _unique_actions(reader, block, place)


def _unique_actions(reader: Reader, block: Json, place: str) -> None:
    found = block.get("elements")
    ids = [e.get("action_id") for e in _dicts(found)]
    named = [str(name) for name in ids if name]
    if len(set(named)) < len(named):
        reader.wrong("action_id must be unique within a block", f"{place}/elements")


def check_message_blocks(blocks: Sequence[Json]) -> None:
    """Check the blocks of a message.

    Raises:
        SlackError: `invalid_blocks` with reasons, or `msg_blocks_too_long`.
    """
    reader = Reader()
    _check_blocks(reader, blocks, MOST_IN_MESSAGE, "/blocks", frozenset())
    found = _dicts(blocks)
    kinds = [block.get("type") for block in found]
    if kinds.count("table") > 1:
        reader.wrong("only_one_table_allowed", "/blocks")
    markdown = sum(len(str(block.get("text"))) for block in found if block.get("type") == "markdown")
    if markdown > _MOST_MARKDOWN and not reader.reasons:
        raise SlackError("msg_blocks_too_long", ["markdown blocks hold 12000 characters in all [json-pointer:/blocks]"])
    if reader.reasons:
        raise SlackError("invalid_blocks", reader.reasons)


def check_view(view: Json, kind: str) -> None:
    """Check a modal or a home view.

    Args:
        view: What the app sent.
        kind: The type this method takes, `modal` or `home`.

    Raises:
        SlackError: `invalid_arguments` with reasons.
    """
    reader = Reader()
    if view.get("type") != kind:
        reader.wrong(f"must be a view of type {kind}", "/view/type")
    common = ("type", "blocks", "private_metadata", "callback_id", "external_id")
    modal = ("title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled")
    reader.keys(view, "/view", common + modal if kind == "modal" else common, ("blocks",))
    for key in ("title", "submit", "close"):
        reader.text(view.get(key), f"/view/{key}", 24, plain=True)
    if kind == "modal" and not view.get("title"):
        reader.wrong("missing required field: title", "/view")
    reader.string(view.get("private_metadata"), "/view/private_metadata", _MOST_PRIVATE_METADATA)
    reader.string(view.get("callback_id"), "/view/callback_id", 255)
    reader.string(view.get("external_id"), "/view/external_id", 255)
    _check_blocks(reader, view.get("blocks"), MOST_IN_VIEW, "/view/blocks", _MESSAGE_ONLY)
    blocks = _dicts(view.get("blocks"))
    if kind == "modal" and not view.get("submit") and any(block.get("type") == "input" for block in blocks):
        reader.wrong("missing submit: a submit is required when an input block is in the blocks", "/view")
    if sum(element.get("focus_on_load") is True for block in blocks for element in _elements(block)) > 1:
        reader.wrong("only one element may have focus_on_load", "/view/blocks")
    if reader.reasons:
        raise SlackError("invalid_arguments", reader.reasons)


def _elements(block: Json) -> list[Json]:
    return _dicts([block.get("element"), block.get("accessory"), *_dicts(block.get("elements"))])


def _dicts(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def check_text(text: str) -> str:
    """Cut a top-level text as Slack does: what is over 40,000 characters is dropped."""
    return text[:LONGEST_TEXT]

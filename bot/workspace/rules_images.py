"""Slack's limits for pictures: an address or a file of Slack's, one of the two, and words for who cannot see it."""

import re

from bot.workspace.rules_text import Json, Reader

_ID, _PATTERN = re.compile(r"[F][A-Z0-9]{8,}"), "^[F][A-Z0-9]{8,}$"


def check_image(reader: Reader, image: Json, place: str) -> None:
    """Check what image blocks and image elements have in common.

    Args:
        reader: Where problems are noted.
        image: The block or element.
        place: Its JSON pointer.
    """
    reader.string(image.get("alt_text"), f"{place}/alt_text", 2000)
    reader.string(image.get("image_url"), f"{place}/image_url", 3000)
    if (image.get("image_url") is None) == (image.get("slack_file") is None):
        reader.wrong("must have either image_url or slack_file", place)
    if image.get("slack_file") is not None:
        _slack_file(reader, image["slack_file"], f"{place}/slack_file")


def _slack_file(reader: Reader, found: object, place: str) -> None:
    if not isinstance(found, dict):
        reader.wrong("must be a slack file object", place)
        return
    reader.keys(found, place, ("id", "url"))
    if (found.get("id") is None) == (found.get("url") is None):
        reader.wrong("must have either id or url", place)
    reader.string(found.get("url"), f"{place}/url", 3000, 1)
    named = found.get("id")
    if named is not None and not (isinstance(named, str) and _ID.fullmatch(named)):
        reader.wrong(f"input must match regex pattern: {_PATTERN}", f"{place}/id")

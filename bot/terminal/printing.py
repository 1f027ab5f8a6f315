"""Text from people as a terminal prints it: nothing in it moves the cursor, colours or turns what stands around it."""

import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff]")


def shown(text: str) -> str:
    r"""The text with what a terminal would obey written out, as in a string of JSON: \u001b for an escape."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

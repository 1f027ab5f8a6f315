"""Text that would do something if it were not taken as text, and what in a payload for Slack would be alive."""

import json
import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

CALLS = ("<!channel>", "<!here>", "<!everyone>", "<!subteam^S012|@jord>", "@here", "@channel", "@everyone", "@Here!")
MENTIONS = ("<@U0LI>", "<@U0LI|li>", "<#C0INTERNT>", "<#C0INTERNT|internt>")
LINKS = (
    "<https://evil.example/|Godkend>",
    "<mailto:x@evil.example|JEPD>",
    "https://evil.example/a",
    "www.evil.example",
)
DOUBLE = ("&lt;!channel&gt;", "&amp;lt;!here&amp;gt;", "&#60;!channel&#62;", "&", "&am", "<", ">", "<!date^0^x|y>")
FORMAT = ("*fed*", "_kursiv_", "~slettet~", "`kode`", "```", "> citat", "\n> citat", "|", "\\")
TURNS = ("\u202e", "\u202dabc\u202c", "\u2066", "\u2069")
UNSEEN = (*TURNS, "\u200b", "\u200f", "\ufeff", "\x00", "\x1b[31m", "\x07", "\x9b2J")
ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\n")
CLUSTERS = ("e\u0301", "👩\u200d🔬", "🇩🇰", "🇨🇳", "👍🏽", "❤\ufe0f", "å", "省", "\u0ba8\u0bbf")
FORMULAS = ("=1+1", "+45", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", '"=1', "\t=1", " =1", ";=1", ',"=1', "'=1")
MARKUP = ("<b>", "</tbx>", "]]>", "<!--", "&#0;", '"', "'", "[bold]x[/bold]", "[/]", ":smile:", "%{who}", "{0}")
CALENDAR = ("\r\nEND:VEVENT\r\nBEGIN:VEVENT", "\nATTENDEE:mailto:x@evil.example", ";X=1:", "\\n", "\\N", "BEGIN:VALARM")
ATTACKS = (
    *CALLS, *MENTIONS, *LINKS, *DOUBLE, *FORMAT, *UNSEEN, *ENDS, *CLUSTERS, *FORMULAS, *MARKUP, *CALENDAR
)  # fmt: skip

PIECES = st.sampled_from((*ATTACKS, "jord og grundvand ", "土壤和地下水", "a"))
TEXTS = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=40))
"""What people type, engines answer and files hold: attacks side by side, and anything at all."""
WORDS = st.builds(lambda before, after: f"{before}ord{after}", TEXTS, TEXTS)
"""The same with a word in it, as everything has that is stored."""

OUR_CHANNEL = "<#C0JIANGSU>"  # as a space names the channels it is bound to; no attack names this one
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CALLING = re.compile("@(?:here|channel|everyone|group)", re.IGNORECASE)
_HOME = r"(?:https://[a-z-]+\.slack\.com|http://127\.0\.0\.1:\d+)"
_OUR_LINK = re.compile(rf"<{_HOME}/archives/[A-Z0-9]+/p\d+\|([^<>|]*)>")
_BARE = re.compile(r"&(?!(?:amp|lt|gt);)")
_CARRIED = frozenset({"value", "initial_value", "private_metadata", "action_id", "block_id", "callback_id"})
_MOST = {"value": 2000, "private_metadata": 3000}


def alive(payload: Any) -> list[str]:
    """What in blocks or a view people's text has brought to life, and what turns the words around it."""
    return [*_alive(payload, "")]


def alive_beside(text: str) -> list[str]:
    """The same of the text beside blocks, as it is sent: it has no links, not even ours."""
    return [*_in_markup(text, "text"), *_turning(text, "text"), *(f"calls {one}" for one in CALLING.findall(text))]


def _alive(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _alive(one, f"{place}/{number}")
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield from _in_markup(_OUR_LINK.sub(r"\1", value["text"]), place)
            if value.get("verbatim") is not True:
                yield f"{place} is not verbatim"
        for key, inner in value.items():
            yield from _carried(key, inner, place) if key in _CARRIED else _alive(inner, f"{place}/{key}")
    elif isinstance(value, str):
        yield from _turning(value, place)


def _in_markup(text: str, place: str) -> Iterator[str]:
    text = text.replace(OUR_CHANNEL, "")
    if "<" in text or ">" in text:
        yield f"{place} has live markup: {text!r}"
    if _BARE.search(text):
        yield f"{place} has a bare ampersand: {text!r}"


def _turning(text: str, place: str) -> Iterator[str]:
    if TURNING.search(text):
        yield f"{place} turns what stands around it: {text!r}"


def _carried(key: str, value: Any, place: str) -> Iterator[str]:
    """What a button or a form carries along: JSON where it says so, and as much as Slack takes."""
    if not isinstance(value, str):
        return
    if len(value) > _MOST.get(key, len(value)):
        yield f"{place}/{key} has {len(value)} characters"
    if value.startswith("{") and key in _MOST:
        json.loads(value)

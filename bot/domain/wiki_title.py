"""Names of pages: legal in a wiki, short enough, and another one for every meeting."""

import re
import unicodedata
from hashlib import sha256

TITLE_BYTES = 255
"""MediaWiki's limit; a path of Git, on the file systems where it is checked out, has the same for each part."""

_SLUG_BYTES = 120
_TOLD = 4  # signs of a digest that tell a space whose name was cut
# source: MediaWiki, `MediaWikiTitleCodec`; a colon would make a namespace or another wiki of what stands before it
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f-\x9f<>\[\]{}|#_:/\ufffd\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_ENCODED = re.compile(r"[%&](?=[0-9A-Za-z#])")
_TILDES = re.compile("~{3,}")
_BLANKS = re.compile(r"\s+")
_NO_WORD = re.compile(r"[^\w]+|_+")


def page_title(space: str, name: str, language: str) -> str:
    """What a page of a space is called: "Jiangsu 3 Arbejdsmøde/da".

    Args:
        space: the name of the space.
        name: what makes the page one and no other: the number of a note with its title, the word for a list.
        language: of the page.
    """
    end = f"/{language}"
    whole = _both(_legal(space), _legal(name), " ", TITLE_BYTES - len(end)).strip(" .") or "…"
    return whole + end


def page_path(space: str, name: str, language: str) -> str:
    """Where a page stands in a repository: "da/jiangsu-3-arbejdsmøde-da.md"."""
    return f"{language}/{_both(_slug(space), _slug(name), '-', _SLUG_BYTES) or 'page'}-{language}.md"


def upper_first(title: str) -> str:
    """A title as MediaWiki has it, whose titles begin with a capital."""
    return title[:1].upper() + title[1:] if len(title[:1].upper()) == 1 else title


def _legal(text: str) -> str:
    legal = _ILLEGAL.sub(" ", unicodedata.normalize("NFC", text))
    return _BLANKS.sub(" ", _TILDES.sub("~~", _ENCODED.sub(" ", legal))).strip()


def _slug(name: str) -> str:
    return _NO_WORD.sub("-", unicodedata.normalize("NFC", name).lower()).strip("-")


def _both(space: str, name: str, blank: str, most: int) -> str:
    """Both in so many bytes: the number at the beginning of a name stays, and of a space that is cut what tells it."""
    room = max(most - len(name.encode()) - len(blank), most // 2)
    if len(space.encode()) > room:
        told = sha256(space.encode()).hexdigest()[:_TOLD]
        space = f"{_cut(space, room - _TOLD - len(blank)).rstrip(' .-')}{blank}{told}"
    return _cut(f"{space}{blank}{name}".strip(blank), most).rstrip(" .-" if blank == "-" else " .")


def _cut(text: str, most: int) -> str:
    """At most so many bytes, not ending inside a character."""
    return text.encode()[:most].decode(errors="ignore")

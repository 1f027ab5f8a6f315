"""Several owners written in one line, told apart; a name with "og", "and" or 和 in it stays whole."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

Link = Literal["", "comma", "bracket", "list", "and"]
"""How a name follows the one before: as somebody's organisation may ("comma", "bracket"), or as one more of several."""

Knows = Callable[[str], bool]

_TOGETHER = re.compile(
    r"\s*[,，]?\s*(?:\b(?:i\s+fællesskab|i\s+forening|sammen|jointly|together)|共同负责|共同承担|共同|一起|联合)\s*[.。]?\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?P<bracket>[(（])\s*|\s*[)）]\s*(?P<after>[,，;；、/]|\b(?:og|samt|and)\b|&|以及|[和与及])?\s*"
    r"|\s*(?P<comma>[,，])\s*(?:(?:og|samt|and)\s+)?"
    r"|\s*(?P<list>[;；、\n]|(?<=\s)/(?=\s)|(?<=\s)(?=[@＠]))\s*"
    r"|\s+(?P<and>og|samt|and|&|\+)\s+|(?P<tight>(?<!\b\w)/(?!\w\b))"
    r"|\s*(?P<han>以及|[和与及](?!\s*(?:[,，;；、/(（)）&]|(?:og|samt|and)\b)))\s*",  # else the end of a name
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:A/S|ApS|Inc|Ltd|LLC|Co|GmbH|AB)\.?", re.IGNORECASE)
_NAME = re.compile(r"[@＠]?(?:[A-ZÆØÅ\d]|[^\W\d_a-zæøå]).*(?<![-–])", re.DOTALL)
_AROUND = " \t\n@＠.。:：,，;；、/"
MOST = 12  # owners of one action; more is a text that was read wrongly


class Named(NamedTuple):
    """A name, and how it follows the one before."""

    name: str
    link: Link = ""


class _Piece(NamedTuple):
    start: int
    end: int
    link: Link  # to the piece before


def split_owners(words: str, is_person: Knows, is_organisation: Knows) -> tuple[Named, ...]:
    """Who is named in some words.

    Split only where each part is known, or where nothing else can be meant: at ; 、 / and line ends, and at a
    comma between what looks like names, and at "og" where it says "i fællesskab" (和 … 共同). What could be one
    name of several words stays as it was written.

    Args:
        words: as written or typed ("CLEAN og JEPD", "省环科院、CLEAN", "Mette Holm (CLEAN)").
        is_person: whether a whole string is somebody's name in this space.
        is_organisation: whether a whole string names an organisation that is known.
    """
    bare, together = _TOGETHER.subn("", words.strip())
    bare = bare.strip(_AROUND)
    if not bare:
        return ()

    def is_known(text: str) -> bool:
        return is_person(text) or (is_organisation(text) and not _holds_person(text, is_person))

    if is_known(bare):
        return (Named(bare),)
    chunks = _chunks(bare, _pieces(bare, together=bool(together)), is_known)
    parts = _with_company([Named(_closed(bare[one.start : one.end].strip(_AROUND)), one.link) for one in chunks])
    parts = [part for part in parts if part.name]
    known = [is_known(part.name) for part in parts]
    if len(parts) > MOST or not parts or not _is_clear(parts, known):
        return (Named(bare),)
    return tuple(part._replace(link=part.link if index else "") for index, part in enumerate(parts))


def _holds_person(text: str, is_person: Knows) -> bool:
    """Whether an organisation has somebody's name in brackets behind it: "CLEAN (Mette Holm)"."""
    found = re.search(r"[(（]([^()（）]+)[)）]\s*$", text)
    return bool(found and is_person(found[1].strip(_AROUND)))


def _pieces(text: str, *, together: bool) -> list[_Piece]:
    """The text at every place where it might be parted; nothing is parted before its first word or behind its last.

    Who does something `together` is several: then an "and" parts them whatever they are called.
    """
    found: list[_Piece] = []
    start = 0
    link: Link = ""
    for gap in _BETWEEN.finditer(text):
        if gap.end() == len(text) or gap.start() <= start:
            continue
        found.append(_Piece(start, gap.start(), link))
        start, link = gap.end(), _link(gap)
        link = "list" if together and link == "and" else link
    return [*found, _Piece(start, len(text), link)]


def _link(gap: re.Match[str]) -> Link:
    if gap["bracket"]:
        return "bracket"
    if gap["comma"] or (gap["after"] and gap["after"] in ",，"):
        return "comma"
    if gap["list"] or (gap["after"] and gap["after"] in ";；、/"):
        return "list"
    return "and"


def _chunks(text: str, pieces: Sequence[_Piece], is_known: Knows) -> Iterator[_Piece]:
    """The longest known stretches, and between them what is known to nobody, not parted at an "and"."""
    index = 0
    while index < len(pieces):
        last = _longest(text, pieces, index, is_known)
        if last is None:
            last = index
            while (
                last + 1 < len(pieces)
                and pieces[last + 1].link == "and"
                and _longest(text, pieces, last + 1, is_known) is None
            ):
                last += 1
        yield _Piece(pieces[index].start, pieces[last].end, pieces[index].link)
        index = last + 1


def _longest(text: str, pieces: Sequence[_Piece], first: int, is_known: Knows) -> int | None:
    for last in range(min(len(pieces), first + MOST) - 1, first - 1, -1):
        if is_known(_closed(text[pieces[first].start : pieces[last].end].strip(_AROUND))):
            return last
    return None


def _closed(name: str) -> str:
    """A name whose bracket was taken for the end of it, whole again: "Lars Bro (CLEAN"."""
    for left, right in ("()", "（）"):
        if name.count(left) > name.count(right):
            return name + right
        if name.count(right) > name.count(left) and name.endswith(right):
            return name[:-1]
    return name


def _with_company(parts: Sequence[Named]) -> list[Named]:
    """A comma before "Ltd." or "A/S" parts nobody."""
    joined: list[Named] = []
    for part in parts:
        if joined and part.link == "comma" and _COMPANY.fullmatch(part.name):
            joined[-1] = joined[-1]._replace(name=f"{joined[-1].name}, {part.name}")
        else:
            joined.append(part)
    return joined


def _is_clear(parts: Sequence[Named], known: Sequence[bool]) -> bool:
    """Whether the parts can only be several names: see `split_owners`."""
    for index, part in enumerate(parts):
        beside = known[index] and (index == 0 or known[index - 1])
        if part.link == "and" and not beside:
            return False
        if part.link in {"comma", "bracket"} and not (known[index] or known[index - 1]) and not _look_like_names(parts):
            return False
        if part.link == "bracket" and not (known[index] and known[index - 1]):
            return False
    return True


def _look_like_names(parts: Sequence[Named]) -> bool:
    """A list of names with commas; not "Ministeriet for Fødevarer, Landbrug og Fiskeri"."""
    inner = any(re.search(r"\s(?:og|samt|and|&|for|of)\s|[和与及]", part.name) for part in parts)
    return not inner and all(_NAME.fullmatch(part.name) for part in parts)

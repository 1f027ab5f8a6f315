"""The head of a printed report: who sends it, from where, and how they are reached."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain import note_grammar_words as words

_PHONE = re.compile(r"^(?:telefon(?:nummer)?|tlf|tel|phone|telephone|电话|联系电话)\b\.?\s*[:：]?\s*", re.IGNORECASE)
_WEB = re.compile(r"^(?:web(?:site|sted|adresse)?|www|hjemmeside|internet|网址|网站)\s*[:：]?\s+(?=\S)", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:dk|cn|com|org|net|eu)(?:/\S*)?", re.IGNORECASE)
_PAGE = re.compile(r"(?:side|page|s\.|p\.)\s*\d{1,3}\b|第\s*\d{1,3}\s*页|[-–—]\s*\d+\s*[-–—]", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(?:center|centre|afdeling|enhed|kontor|sekretariat|department|division|office|unit|section)\b|[处科部室]$|中心$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[路街道号区市省]\s*\d*\s*号?$|邮编")
LONGEST = 200  # characters of a line


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends a report, as printed: nothing of it is translated."""

    name: str = ""
    department: str = ""
    address: tuple[str, ...] = ()  # line by line
    phone: str = ""
    web: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""
        return self == Letterhead()


def read_letterhead(lines: Iterable[str]) -> Letterhead:
    """The letterhead among the lines above a report's title; dates and page marks are none of it.

    The first line without a figure is the name, or the department where its words say so; further ones belong to the
    department, of which a long name was cut in two. What has a figure, and what follows, is the address.
    """
    name = department = phone = web = ""
    address: list[str] = []
    for line in (" ".join(one.split())[:LONGEST] for one in lines):
        field = words.FIELD.match(line)
        if not line or _PAGE.fullmatch(line) or (field and words.field_of(field["label"]) == "date"):
            continue
        if _PHONE.match(line):
            phone = phone or _PHONE.sub("", line)
        elif _WEB.match(line) or _SITE.fullmatch(line):
            web = web or _WEB.sub("", line)
        elif address or any(letter.isdigit() for letter in line) or _PLACE.search(line):
            address.append(line)
        elif _UNIT.search(line) or name or department:
            department = f"{department} {line}".strip()
        else:
            name = line
    return Letterhead(name, department, tuple(address), phone, web)


def packed(letterhead: Letterhead) -> dict[str, Any]:
    """A letterhead as JSON can say it."""
    return {
        "name": letterhead.name,
        "department": letterhead.department,
        "address": list(letterhead.address),
        "phone": letterhead.phone,
        "web": letterhead.web,
    }


def unpacked(kept: Mapping[str, Any] | None) -> Letterhead | None:
    """What `packed` made of one; None for nothing."""
    if not kept:
        return None
    said = {key: str(kept.get(key) or "") for key in ("name", "department", "phone", "web")}
    return Letterhead(address=tuple(str(line) for line in kept.get("address") or ()), **said)

"""A line of participants cut into organisations and people, as written."""

import re

from bot.domain.lazy import lazy
from bot.domain.termbase import Termbase

_SEPARATORS = ";；,，、\n\t"
_OPENING, _CLOSING = "(（[【", ")）]】"
_SIDE = lazy(
    r"^(?:(?:dansk|kinesisk|danish|chinese)\s+(?:side|delegation|part)|den (?:danske|kinesiske) side"
    r"|danmark|kina|denmark|china"
    r"|(?:中|丹|外|我|对)(?:方|国|麦)(?:参加人员|代表|人员|出席)?|丹麦(?:方|方面)?|中国(?:方面)?)\s*[:：]\s*",
    re.IGNORECASE,
)
_AND = lazy(
    r"\s+(?:og|samt|and|&)\s+|(?<=[\u4e00-\u9fff）)])\s*(?:和|与|及|以及)\s*(?=[\u4e00-\u9fffA-Za-z])", re.IGNORECASE
)
_PERSON = lazy(r"(?:[A-ZÆØÅ][\w.’'-]*\s){1,3}[A-ZÆØÅ][\w’'-]+")
_ACRONYM = lazy(r"[A-ZÆØÅ][A-ZÆØÅ\d&-]+")
_BODY = lazy(r".{1,20}(?:局|厅|院|所|司|部|处|委|办|公司|集团|中心|政府|大学|委员会|大区)")
_DOTTED = lazy(r"(?<=\S)[ \t]+[·•|｜][ \t]+(?=\S)")  # between names; 托马斯·穆勒 is one
_BODY_TAIL = lazy(
    r"\b(?:Bureau|Department|Office|Institute|Ministry|Commission|Committee|Centre|Center|Administration|Authority|Agency"
    r"|Academy|School|Faculty|College|Division)$"
)
_LONGEST_NAME = 200
_WITH_BODY = lazy(r"[A-ZÆØÅ\u4e00-\u9fff][^()（）]{0,40}\s*[(（][^()（）]+[)）]")  # Bo (CLEAN)
_TITLED = lazy(r"(?:Mr|Mrs|Ms|Dr|Hr|Fru|Prof)\.?\s+[A-ZÆØÅ].{0,40}")
_COMPANY = lazy(r"[A-ZÆØÅ][\w.&’' -]{0,60}\s(?:A/S|ApS)")
_SURE = (_WITH_BODY, _COMPANY, _TITLED, _PERSON, _ACRONYM, _BODY)
_ABBREVIATED = lazy(r"(?:\b(?:Ltd|Inc|Co|jr|sr|m\.fl|m\.v|mfl)|\b[A-ZÆØÅ])\.$")


def split_participants(text: str, termbase: Termbase) -> tuple[str, ...]:
    """Organisations and people of one line, in its order, each once.

    Cut at commas and semicolons outside brackets, and at "og", 和 only where both sides are surely
    a participant of their own ("Institut for Jord og Vand" is one).
    """
    found: list[str] = []
    for piece in _cut(_DOTTED.sub(";", text)):
        name = _SIDE.sub("", piece.strip(" \u00a0\u3000*_•·-–@"))
        for part in _at_and(name, termbase):
            clean = _without_stop(part.strip())
            if clean and clean not in found:
                found.append(clean)
    return tuple(found)


def _cut(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for i, letter in enumerate(text):
        if letter in _OPENING:
            depth += 1
        elif letter in _CLOSING:
            depth = max(depth - 1, 0)
        elif letter in _SEPARATORS and not depth:
            pieces.append(text[start:i])
            start = i + 1
    pieces.append(text[start:])
    return pieces if not depth else re.split(f"[{_SEPARATORS}]", text)


def _at_and(name: str, termbase: Termbase) -> list[str]:
    if len(name) > _LONGEST_NAME or termbase.organisation(name) is not None:
        return [name]
    for found in _AND.finditer(name):
        left, right = name[: found.start()].strip(), name[found.end() :].strip()
        if _both_stand_alone(left, right, termbase):
            return [*_at_and(left, termbase), *_at_and(right, termbase)]
    return [name]


def _both_stand_alone(left: str, right: str, termbase: Termbase) -> bool:
    known = [termbase.organisation(side) is not None for side in (left, right)]
    sure = [any(shape.fullmatch(side) for shape in _SURE) for side in (left, right)]
    if not any(known) and _BODY_TAIL.search(right) and not (_BODY_TAIL.search(left) or _ACRONYM.fullmatch(left)):
        return False  # Wuxi Ecology and Environment Bureau
    return all(k or s for k, s in zip(known, sure, strict=True))


def _without_stop(name: str) -> str:
    if name.endswith(("。", "；", ":", "：")) or (name.endswith(".") and not _ABBREVIATED.search(name)):
        return name[:-1].strip()
    return name

"""A term typed in one line: grundvand = 地下水 = groundwater."""

import re

from bot.domain.language import Language
from bot.domain.term import Term

_BETWEEN = re.compile(r"\s*[=＝]\s*")
_LABEL = re.compile(r"(da|zh|en)\s*[:：]\s*", re.IGNORECASE)
_LABELS: dict[str, Language] = {"da": "da", "zh": "zh", "en": "en"}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN: tuple[Language, ...] = ("da", "en")


def typed_term(line: str) -> Term | None:
    """The term a line says, or None when it says none.

    What has Chinese characters is Chinese, of the rest the first is Danish and the second English, unless a
    part says it itself ("en: groundwater").
    """
    parts = [part for part in _BETWEEN.split(line.strip()) if part]
    forms: dict[Language, str] = {}
    unnamed: list[str] = []
    for part in parts:
        language, words = _labelled(part)
        if language is None:
            unnamed.append(words)
        elif language in forms or not words:
            return None
        else:
            forms[language] = words
    for words in unnamed:
        free = next((language for language in _LATIN if language not in forms), None)
        if free is None:
            return None
        forms[free] = words
    return Term("term", forms) if len(forms) > 1 else None


def _labelled(part: str) -> tuple[Language | None, str]:
    found = _LABEL.match(part)
    if found:
        return _LABELS[found[1].lower()], part[found.end() :].strip()
    return ("zh" if _HAN.search(part) else None), part

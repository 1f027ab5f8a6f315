"""Terms and locked names, and where they stand in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.language import LANGUAGES, Language

TermKind = Literal["organisation", "person", "place", "term"]
Country = Literal["DK", "CN"]

# The Chinese name of a Danish body says so, or transcribes a Danish place.
_DANISH_IN_CHINESE = re.compile(
    r"丹麦|丹方|大区|哥本哈根|奥胡斯|欧登塞|奥尔堡|日德兰|西兰|菲英|希勒勒|罗斯基勒|维堡|北欧|欧洲|欧盟"
)
_CHINESE_BODY = re.compile(
    r"[省市县厅局部]|国家|中国|中华|全国|江苏|南京|苏州|南通|无锡|常州|镇江|扬州|北京|上海|环境|研究院|研究所|集团|大学|公司",
)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the termbase. Organisations, people and places are names: locked."""

    kind: TermKind
    forms: Mapping[Language, str]  # the preferred form; a missing language keeps the Latin one
    variants: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    forbidden: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""

    @property
    def is_name(self) -> bool:
        """Whether the entry is locked: never translated otherwise."""
        return self.kind != "term"

    @property
    def country(self) -> Country | None:
        """Whose working days a body keeps, told from its Chinese name; None where that says nothing.

        A body that is called by Latin letters in Chinese too (CLEAN, Ejlskov A/S) is Danish.
        """
        chinese = self.forms.get("zh", "")
        if self.kind != "organisation" or not chinese:
            return None
        if chinese.isascii() or _DANISH_IN_CHINESE.search(chinese):
            return "DK"
        return "CN" if _CHINESE_BODY.search(chinese) else None

    def all_forms(self) -> dict[Language, str]:
        """The preferred form in every language, the Latin spelling where none is known."""
        return {language: self.form(language) for language in LANGUAGES}

    def form(self, language: Language) -> str:
        """The preferred form in a language; the Latin spelling where none is known."""
        return self.forms.get(language) or self.forms.get("en") or self.forms.get("da") or self.forms["zh"]

    def written(self, language: Language) -> tuple[str, ...]:
        """Every form of a language that may stand in a text, the preferred one first; not the forbidden ones."""
        preferred = self.forms.get(language)
        return ((preferred,) if preferred else ()) + tuple(self.variants.get(language, ()))


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text: `text[start:end] == found`."""

    term: Term
    found: str
    start: int
    end: int

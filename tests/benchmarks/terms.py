"""How long it takes to find terms in a text: 5,000 of them, and ten times as many, in the same run."""

import random
import time
from typing import NamedTuple

from bot import data
from bot.domain.language import Language
from bot.domain.term import Term, TermKind
from bot.domain.termbase import Termbase

FEW, MANY = 5_000, 50_000
LENGTH = 3_000  # characters of the text
ROUNDS = 15
_SYLLABLES = (
    "bag", "bel", "bro", "dal", "del", "fyr", "gab", "hav", "jern", "kal", "lag", "mod", "nat", "pil", "rav", "sol",
    "tun", "vig", "ånd", "ærø",
)  # fmt: skip
_HAN = "土壤地下水环境保护修复技术监测污染场地评估项目合作数据采样分析方案管理"
_DANISH = (
    "Region Hovedstaden og CLEAN drøftede jord- og grundvandsforurening med JEPD i Nanjing. Arbejdsplanen for "
    "pilotprojekterne sendes til Ejlskov A/S senest 15. marts, og akademiet svarer inden ti arbejdsdage. "
)
_CHINESE = "江苏省环保厅与丹麦首都大区在南京讨论了土壤和地下水污染的修复方案，并请省厅在3月底前提供试点场地名单。"


class TermTimes(NamedTuple):
    """Milliseconds for one text, the best of several rounds, and what finding found."""

    few: float
    many: float
    found: int


def measure_terms() -> dict[str, TermTimes]:
    """The times for a Danish and a Chinese text, some of whose words are made-up terms too."""
    few, many = _termbase(FEW), _termbase(MANY)
    return {
        "Danish": _times(few, many, "da", _text(_DANISH, "da")),
        "Chinese": _times(few, many, "zh", _text(_CHINESE, "zh")),
    }


def print_terms() -> None:
    """Print the times, and how much ten times the terms cost."""
    print(f"\n{'terms in 3,000 characters, ms':36} {'5,000':>8} {'50,000':>8} {'ratio':>8} {'found':>8}")
    for name, one in measure_terms().items():
        print(f"{name:36} {one.few:8.2f} {one.many:8.2f} {one.many / one.few:7.2f}× {one.found:8}")


def _termbase(count: int) -> Termbase:
    return Termbase((*data.termbase().terms, *_made_up(count)))


def _made_up(count: int) -> list[Term]:
    dice = random.Random(1)  # noqa: S311  made-up words; the first of many are the few
    terms = []
    for number in range(count):
        danish = "".join(dice.choices(_SYLLABLES, k=dice.randint(3, 5)))
        chinese = "".join(dice.choices(_HAN, k=dice.randint(4, 7)))
        kind: TermKind = "organisation" if number % 4 == 0 else "term"
        terms.append(Term(kind, {"da": danish, "zh": chinese, "en": f"{danish} plan"}))
    return terms


def _text(sentence: str, language: Language) -> str:
    """Real sentences, every third one with a made-up term of the few in it."""
    some = _made_up(FEW)[:: FEW // 20]
    parts = [sentence + (some[i % len(some)].forms[language] + ". " if i % 3 == 0 else "") for i in range(LENGTH // 40)]
    return "".join(parts)[:LENGTH]


def _times(few: Termbase, many: Termbase, language: Language, text: str) -> TermTimes:
    best = [float("inf"), float("inf")]
    found = 0
    for _ in range(ROUNDS):  # in turn: what disturbs the machine disturbs both
        for place, termbase in enumerate((few, many)):
            started = time.process_time()
            found = len(termbase.find(text, language))
            best[place] = min(best[place], time.process_time() - started)
    return TermTimes(best[0] * 1000, best[1] * 1000, found)


if __name__ == "__main__":
    print_terms()

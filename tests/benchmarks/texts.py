"""What four times the text costs each of the functions that go through text: 4 times as much, where all is well."""

import time
from collections.abc import Callable
from datetime import date

from bot import data
from bot.domain.checks import check
from bot.domain.due import find_due
from bot.domain.markup import hide
from bot.domain.note_grammar import parse_note
from bot.domain.pair import Pair
from bot.domain.ranking import rank
from bot.domain.sentences import sentences

SHORT, LONG = 3_000, 12_000  # characters
ROUNDS = 5
ON = date(2017, 1, 15)
_DANISH = "Region Hovedstaden og CLEAN drøftede forureningen. JEPD sender ikke listen før den 15. marts 2017. "
_CHINESE = "江苏省环保厅与首都大区讨论了土壤污染。省厅在3月底前不提供名单。"
_NOTE = "1. Enighed om planen for jord og grundvand.\nOpgave: CLEAN sender liste senest 1. marts\n"


def print_texts() -> None:
    """Print the times for a text and for one four times as long, measured in turn, and their ratio."""
    terms = data.termbase()
    asked: dict[str, tuple[str, Callable[[str], object]]] = {
        "a note is read": (_NOTE, lambda text: parse_note(text, language="da", on=ON, termbase=terms)),
        "a date is looked for": (_CHINESE, lambda text: find_due(text, "da", ON)),
        "sentences are cut": (_DANISH, sentences),
        "sentences are ranked": (_DANISH, lambda text: rank(sentences(text), "da")),
        "markup is hidden": (_DANISH, hide),
        "a translation is checked": (_DANISH, lambda text: check(text, text[::-1], Pair("da", "zh"))),
        "denials are checked": ("ikke ", lambda text: check(text, text[::-1], Pair("da", "zh"))),
    }
    print(f"\n{'four times the text, ms':36} {SHORT:8,} {LONG:8,} {'ratio':>8}")
    for name, (bit, do) in asked.items():
        short, long = _best(do, [(bit * size)[:size] for size in (SHORT, LONG)])
        print(f"{name:36} {short * 1000:8.2f} {long * 1000:8.2f} {long / short:7.2f}×")


def _best(do: Callable[[str], object], texts: list[str]) -> list[float]:
    best = [float("inf")] * len(texts)
    for _ in range(ROUNDS):  # in turn: what disturbs the machine disturbs both
        for place, text in enumerate(texts):
            started = time.process_time()
            do(text)
            best[place] = min(best[place], time.process_time() - started)
    return best


if __name__ == "__main__":
    print_texts()

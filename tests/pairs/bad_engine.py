"""An engine that knows the right answers and gives them damaged, one kind of damage at a time."""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from bot.domain.markup import split
from bot.domain.pair import Pair
from bot.engines.base import Engine, Pivoted
from tests.pairs.pairs import Row

Damage = Callable[[str, Row, random.Random], str]
"""An answer with placeholders, the row it is to, and chance → what the engine gives; the answer itself: no way."""

_MARK = re.compile(r"\[#(\d+)\]")
_DIGIT = re.compile(r"(?<![#\d])\d(?![\d\]])|(?<=\d)\d(?!\])|(?<!#)\d(?=\d)")
_NOT = {
    "da": re.compile(r"\b(?:ikke|ingen|aldrig|uden|hverken|mangler(?! data))\s(?!kun|mindst|tvivl|for\b)"),
    "en": re.compile(r"\b(?:not|no|never|without)\s"),
    "zh": re.compile(
        r"不得(?!不)|没有|尚未|尚不|(?<!悬而)未(?!来)|无(?!锡|论|疑)|(?<!差)不(?!仅|断|同(?!意)|得|少|论|管|一)"
    ),
}
_OTHER = {
    "da": "Partene er enige om å møtes etter sommeren, og prosjektet blir ikke ferdig før uke ti.",
    "en": "Die Parteien sind sich über das Projekt einig und werden sich nach dem Sommer wieder treffen.",
    "zh": "雙方同意開會討論環境問題。",
}


def drop(answer: str, _: Row, chance: random.Random) -> str:
    """Lose a placeholder."""
    found = [*_MARK.finditer(answer)]
    if not found:
        return answer
    one = chance.choice(found)
    return answer[: one.start()] + answer[one.end() :]


def double(answer: str, _: Row, chance: random.Random) -> str:
    """Repeat a placeholder."""
    found = [*_MARK.finditer(answer)]
    return f"{answer} {chance.choice(found)[0]}" if found else answer


def translated(answer: str, _: Row, __: random.Random) -> str:
    """Placeholders with Chinese digits and wide brackets."""
    return _MARK.sub(lambda one: f"［＃{'〇一二三四五六七八九'[int(one[1])]}］", answer)


def bracketed(answer: str, _: Row, __: random.Random) -> str:
    """Placeholders in other brackets, without their sign."""
    return _MARK.sub(r"【\1】", answer)


def mangled(answer: str, _: Row, __: random.Random) -> str:
    """Placeholders without brackets."""
    return _MARK.sub(r"# \1", answer)


def renumbered(answer: str, _: Row, __: random.Random) -> str:
    """A placeholder nobody sent."""
    return _MARK.sub("[#77]", answer, count=1)


def spelled(answer: str, row: Row, chance: random.Random) -> str:
    """Another institution's name in the place of a placeholder."""
    found = [*_MARK.finditer(answer)]
    if not found:
        return answer
    one = chance.choice(found)
    other = "浙江省生态环境厅" if row.pair.target == "zh" else "Zhejiang Environmental Bureau"
    return answer[: one.start()] + other + answer[one.end() :]


def number(answer: str, _: Row, chance: random.Random) -> str:
    """Another digit."""
    found = [*_DIGIT.finditer(answer)]
    if not found:
        return answer
    one = chance.choice(found)
    return answer[: one.start()] + str((int(one[0]) + chance.randint(1, 8)) % 9 + 1) + answer[one.end() :]


def number_lost(answer: str, _: Row, chance: random.Random) -> str:
    """A whole number gone."""
    found = [*re.finditer(r"(?<![#\d.,])\d+(?:[.,]\d+)*(?!\])", answer)]
    if not found:
        return answer
    one = chance.choice(found)
    return answer[: one.start()] + answer[one.end() :]


def denied(answer: str, row: Row, chance: random.Random) -> str:
    """A "not" lost."""
    found = [*_NOT[row.pair.target].finditer(answer)]
    if not found:
        return answer
    one = chance.choice(found)
    return answer[: one.start()] + answer[one.end() :]


def negated(answer: str, row: Row, _: random.Random) -> str:
    """A "not" come from nowhere."""
    return {"da": f"Ikke {answer}", "en": f"It is not so that {answer}", "zh": f"并非{answer}"}[row.pair.target]


def source(_: str, row: Row, __: random.Random) -> str:
    """The sentence as it was sent."""
    return row.masked.core


def page(answer: str, _: Row, __: random.Random) -> str:
    """Tags around the answer."""
    return f"<p>{answer}</p>"


def other_language(answer: str, row: Row, _: random.Random) -> str:
    """A language or script nobody asked for, with the placeholders in it."""
    return _OTHER[row.pair.target] + " " + " ".join(one[0] for one in _MARK.finditer(answer))


def reordered(answer: str, _: Row, chance: random.Random) -> str:
    """The placeholders in another order."""
    order = [one[0] for one in _MARK.finditer(answer)]
    chance.shuffle(order)
    return _MARK.sub(lambda _: order.pop(), answer)


def neighbours(row: Row, other: Row) -> Damage:
    """The answer to `row` for both, as when answers have gone to the wrong texts."""

    def damage(answer: str, asked: Row, _: random.Random) -> str:
        return row.answer if asked is other else answer

    return damage


def half(answer: str, _: Row, __: random.Random) -> str:
    """The first half."""
    return answer[: len(answer) // 2]


def unfinished(answer: str, row: Row, _: random.Random) -> str:
    """An answer that breaks off behind a conjunction, its mark lost."""
    return answer.rstrip("。.!？?！") + {"da": " og", "en": " and", "zh": "，并"}[row.pair.target]


def endless(answer: str, _: Row, __: random.Random) -> str:
    """The answer again and again, its placeholders once."""
    return answer + _MARK.sub("", answer) * 4


class BadEngine(Engine):
    """Gives the reviewed answers, damaged; pieces between placeholders it gives undamaged where it knows them."""

    name = "bad"
    version = "1"
    leaves_machine = False

    def __init__(self, rows: Sequence[Row], damage: Damage | None, seed: int = 0) -> None:
        self._rows = {(row.pair, row.masked.core): row for row in rows}
        self._damage = damage
        self._chance = random.Random(seed)  # noqa: S311  no secret
        self._pieces = {(row.pair, gap): answer for row in rows for gap, answer in _pieces(row).items()}

    def supports(self, pair: Pair) -> bool:
        """All pairs."""
        del pair
        return True

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        """Answers by the rows."""
        return Pivoted([self._answer(text, pair) for text in texts])

    def _answer(self, text: str, pair: Pair) -> str:
        row = self._rows.get((pair, text))
        if row is None:
            return self._pieces.get((pair, text), "…")
        return self._damage(row.answer, row, self._chance) if self._damage else row.answer


def _pieces(row: Row) -> Mapping[str, str]:
    """Stretches of a sentence between placeholders, with the stretches behind the same ones in the translation."""
    gaps, numbers = split(row.masked.core)
    answers, order = split(row.answer)
    behind = dict(zip([0, *order], answers, strict=True))
    stretches = zip([0, *numbers], gaps, strict=True)
    return {gap.strip(): behind.get(place, "").strip() or "…" for place, gap in stretches if gap.strip()}

"""Answers that are nearly right: one digit, another month, a lost half of "neither … nor", a "not" that came."""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from bot.domain.language import Language
from tests.pairs.pairs import Row

Damage = Callable[[str, Row, random.Random], str]
"""An answer with placeholders, the row it is to, and chance: the answer damaged, or as it was."""

_NUMBER = re.compile(r"(?<![#\d])\d+(?!\d*\])")
_SCALES = (("万", "亿"), ("亿", "万"), ("mio.", "mia."), ("mia.", "mio."), ("million", "billion"))
_MONTHS: Mapping[Language, str] = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
    "zh": "",
}
_DENIALS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "da": (
        (r"[Hh]verken (.*?)\beller\b", r"Både \1og"), (r"\bikke (?!kun|mindst)", ""), (r"\bIngen\b", "Alle"),
        (r"\bingen\b", "alle"), (r"\bingen\b", "en"), (r"\buden\b", "med"), (r"\bnæppe\b", "meget vel"),
        (r"\baldrig\b", "altid"), (r"\bintet\b", "noget"),
    ),
    "en": (
        (r"Neither (.*?)\bnor\b", r"Both \1and"), (r" not\b", ""), (r"\b[Nn]o (?=[a-z])", "some "),
        (r"\bnever\b", "always"), (r"\bwithout\b", "with"),
    ),
    "zh": (
        (r"既未(.*)也未", r"既已\1也已"), (r"尚未|从未|(?<!悬而)未(?!来)", "已"), (r"没有", "有"), (r"没", ""),
        (r"无(?!限|锡|论)", "有"),
        (r"不(?!仅|断|少|同|得不|含税|到)", ""),
    ),
}  # fmt: skip
# Not among them: 不到 for "under", a bound no denial stands for on the other side; that is beyond the checks.
_AFFIRMED: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "da": ((r"\b(er|har|skal|kan|vil|blev|må) (?!ikke|kun|ingen)", r"\1 ikke "),),
    "en": ((r"\b(is|are|will|must|has|have|was|were) (?!not|no )", r"\1 not "),),
    "zh": ((r"(?<!不)将(?!不)", "将不"), (r"已", "未"), (r"可(?!行)", "不可"), (r"需要", "不需要")),
}


def renumbered(answer: str, _: Row, chance: random.Random) -> str:
    """A number that was in sight has another digit."""
    found = list(_NUMBER.finditer(answer))
    if not found:
        return answer
    one = chance.choice(found)
    place = chance.randrange(one.start(), one.end())
    digit = chance.choice([digit for digit in "123456789" if digit != answer[place]])
    return answer[:place] + digit + answer[place + 1 :]


def unnumbered(answer: str, _: Row, chance: random.Random) -> str:
    """A number that was in sight is gone."""
    found = [number for number in _NUMBER.finditer(answer) if number[0] != "00"]  # 17.00 is 17
    one = chance.choice(found) if found else None
    return answer[: one.start()] + answer[one.end() :] if one else answer


def rescaled(answer: str, _: Row, __: random.Random) -> str:
    """万 is 亿 and million is billion."""
    for scale, other in _SCALES:
        if scale in answer:
            return answer.replace(scale, other)
    return answer


def misdated(answer: str, row: Row, chance: random.Random) -> str:
    """Another month."""
    names = _MONTHS[row.pair.target].split()
    for month in names:
        if re.search(rf"\b{month}\b", answer):
            return answer.replace(month, chance.choice([other for other in names if other != month]))
    return re.sub(r"(?<!\d)(\d{1,2})月", lambda found: f"{int(found[1]) % 12 + 1}月", answer)


def affirming(answer: str, row: Row, _: random.Random) -> str:
    """A "not" is lost."""
    return _first(_DENIALS[row.pair.target], answer)


def denying(answer: str, row: Row, _: random.Random) -> str:
    """A "not" has come."""
    return _first(_AFFIRMED[row.pair.target], answer)


def _first(ways: Sequence[tuple[str, str]], answer: str) -> str:
    for pattern, instead in ways:
        changed = re.sub(pattern, instead, answer, count=1)
        if changed != answer:
            return changed
    return answer


def misnamed(text: str, row: Row) -> list[str]:
    """Results in which one locked name is another institution's, one result for each name."""
    other = "浙江省生态环境厅" if row.pair.target == "zh" else "Zhejiang Environmental Bureau"
    forms = {match.term.form(row.pair.target) for match in row.matches if match.term.is_name}
    return [text.replace(form, other) for form in forms if form in text]

"""Names in prose that its items do not have, in Danish, English and Chinese."""

import re
from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.prose_invention import is_said, uncovered
from bot.domain.prose_words import LINKS_ZH, OPENERS, SURNAMES, TITLES
from bot.domain.termbase import Termbase

_LATIN = re.compile(r"[^\W\d_\u3400-\u9fff](?:[\w./&'’-]*[^\W_])?")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_BODY = re.compile(
    r"[\u3400-\u9fff]{1,12}?(?:有限公司|公司|集团|研究院|研究所|科学院|委员会|协会|基金会|实验室|大学|学院|中心|银行|政府|大区|环科[院所])"
    r"|[\u3400-\u9fff]{1,6}?(?:[厅局部院所厂]|[省市县区镇](?!长))"
)
_PERSON = re.compile(rf"[{SURNAMES}][\u3400-\u9fff]{{0,2}}(?:先生|女士|小姐|同志|总(?!体|结|部|之))")


def invented_names(sentence: str, words: str, language: Language, termbase: Termbase) -> set[str]:
    """Names in a sentence that do not stand in the words it rests on.

    Known names count by what they name, others letter by letter; a genitive counts for nothing.
    """
    known = {match.term.form("da") for match in termbase.find(words, language) if match.term.is_name}
    named = [match for match in termbase.find(sentence, language) if match.term.is_name]
    invented = {match.found for match in named if match.term.form("da") not in known and match.found not in words}
    rest = _without(sentence, [(match.start, match.end) for match in named])
    invented |= _latin(rest, words, language)
    return invented | (_han(rest, words) if language == "zh" else set())


def names_reordered(sentence: str, cited: Sequence[str], language: Language, termbase: Termbase) -> bool:
    """Whether the names of one item stand in another order: who does what may be turned round."""
    if len(cited) != 1:
        return False
    before = iter([match.term.form("da") for match in termbase.find(cited[0], language) if match.term.is_name])
    now = [match.term.form("da") for match in termbase.find(sentence, language) if match.term.is_name]
    return not all(name in before for name in now)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _latin(rest: str, words: str, language: Language) -> set[str]:
    """Latin words that look like names: capitals inside a sentence, any Latin word in Chinese."""
    known = {_bare(found.group()) for found in _LATIN.finditer(words)}
    first = re.match(r"\W*", rest)
    start = first.end() if first else 0
    invented: set[str] = set()
    for found in _LATIN.finditer(rest):
        word = _bare(found.group())
        looks = language == "zh" or any(letter.isupper() for letter in found.group())
        opens = found.start() == start and (word in OPENERS[language] or is_said(found.group(), words, language))
        if looks and not opens and word not in known and word not in {"jeg", "i"}:
            invented.add(found.group())
    return invented


def _bare(word: str) -> str:
    """A word as it is compared: small, without a genitive."""
    return re.sub(r"(?:['’]s|['’]|s)$", "", word.casefold())


def _han(rest: str, words: str) -> set[str]:
    """Bodies, people and titles with a name in front that the words do not have."""
    invented = {found.group() for found in _PERSON.finditer(rest) if found.group() not in words}
    for found in TITLES["zh"].finditer(rest):
        before = rest[max(found.start() - 1, 0) : found.start()]
        if before and before in SURNAMES and before + found.group() not in words:
            invented.add(before + found.group())
    invented |= {found.group() for found in _BODY.finditer(rest) if not _stands(found.group(), words)}
    for run in _HAN.findall(rest):
        for new in uncovered(run, words):
            if len(new) > 1 and new[0] in SURNAMES:
                invented.add(new)
    return invented


def _stands(body: str, words: str) -> bool:
    """Whether a body's name, or its end behind plain words, stands in the words."""
    if body in words:
        return True
    bare = LINKS_ZH.split(body)[-1] or body
    return bare in words

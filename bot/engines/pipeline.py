"""From a text to its translation: names, terms and markup hidden, an engine asked, all put back and verified.

All lines of all texts travel in one call. A line whose placeholders do not come back exactly once is
asked for again in the pieces between them, where there is nothing an engine could lose: worse
grammar, no loss, and a remark.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.facts import facts_differ
from bot.domain.locking import LOCKED, Locked, genitive, lock, placed
from bot.domain.markup import TOKEN, Token, restore, split
from bot.domain.pair import Pair
from bot.domain.term import Match
from bot.engines.chain import Chain, Translated
from bot.engines.lines import Line, Made, lines_of
from bot.engines.pieces import has_letters

PIECED = "pieced"  # the engine lost a placeholder: translated between them, the grammar may be poor
PLACEHOLDER = "placeholder"  # something that looks like a placeholder and is none is in the text
UNCHANGED = "unchanged"  # a line came back as it was sent
FACT = "fact:"  # with a number: "fact:-15" is gone, "fact:+16" has come

_LATIN_MARKS = {
    "，": ", ",
    "、": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "！": "! ",
    "？": "? ",
    "（": " (",
    "）": ") ",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A translation, who made it ("" where no engine was needed), and what a reviewer should look at."""

    text: str
    engine: str
    problems: tuple[str, ...] = ()
    version: str = ""
    english: str | None = None  # what an engine that goes through English made in between


def translate_text(text: str, pair: Pair, chain: Chain, matches: Sequence[Match] = ()) -> Outcome:
    """Translate one text; see `translate_texts`."""
    return translate_texts([text], pair, chain, [matches])[0]


def translate_texts(
    texts: Sequence[str], pair: Pair, chain: Chain, matches: Sequence[Sequence[Match]] = ()
) -> list[Outcome]:
    """Translate texts in one engine call, and in a second one what the engine damaged.

    Args:
        texts: as people wrote them.
        pair: the direction.
        chain: who is asked.
        matches: known names and terms of each text; empty means none anywhere.

    Raises:
        NoEngine: there was something to ask and nobody could answer.
    """
    if pair.source == pair.target:
        return [Outcome(text, "") for text in texts]
    locked = [lock(text, found, pair) for text, found in zip(texts, matches or [()] * len(texts), strict=True)]
    lines = [list(lines_of(one)) for one in locked]
    cores = list(dict.fromkeys(line.core for own in lines for line in own if has_letters(line.core)))
    answer = chain.translate(cores, pair) if cores else Translated((), "", "")
    made = {core: _read(core, text, pair) for core, text in zip(cores, answer.texts, strict=True)}
    _mend(made, locked, lines, pair, chain)
    english = dict(zip(cores, answer.english, strict=True)) if answer.english is not None else None
    return [_outcome(one, own, made, answer, english) for one, own in zip(locked, lines, strict=True)]


def _read(core: str, answer: str, pair: Pair) -> Made:
    """An engine's answer to a core, and what is wrong with it."""
    gaps, numbers = split(answer)
    made = Made(gaps, numbers, [])
    _, wanted = split(core)
    strange = restore(answer, [Token(number, "literal", "", "") for number in wanted]).unknown
    if sorted(numbers) != sorted(wanted) or strange:
        made.problems = [PIECED]
        return made
    made.problems = [FACT + fact for fact in facts_differ(_plain(core), " ".join(gaps), pair)]
    if answer.strip() == core:
        made.problems.append(UNCHANGED)
    return made


def _plain(core: str) -> str:
    return " ".join(split(core)[0])


def _mend(
    made: dict[str, Made], locked: Sequence[Locked], lines: Sequence[Sequence[Line]], pair: Pair, chain: Chain
) -> None:
    """Translate the damaged cores again, between their placeholders."""
    broken = [core for core, one in made.items() if PIECED in one.problems]
    if not broken:
        return
    names = {line.core: _names(one, line) for one, own in zip(locked, lines, strict=True) for line in own}
    pieces = {core: list(_pieces(core, names[core])) for core in broken}
    asked = list(dict.fromkeys(text.strip() for own in pieces.values() for _, text in own if has_letters(text)))
    answers = dict(zip(asked, chain.translate(asked, pair).texts, strict=True)) if asked else {}
    for core in broken:
        gaps = [head + _piece(text, answers, pair) for head, text in pieces[core]]
        numbers = split(core)[1]
        problems = [PIECED, *(FACT + fact for fact in facts_differ(_plain(core), " ".join(gaps), pair))]
        if any(TOKEN.search(answers.get(text.strip(), "")) for _, text in pieces[core]):
            problems.append(PLACEHOLDER)
        made[core] = Made(gaps, numbers, problems)


def _names(locked: Locked, line: Line) -> set[int]:
    """Which of a core's placeholders are names or terms, by its own count."""
    named = {token.number for token in locked.tokens if token.kind in LOCKED}
    return {place for place, number in enumerate(line.numbers, start=1) if number in named}


def _pieces(core: str, names: set[int]) -> Iterator[tuple[str, str]]:
    """The stretches of a core, each with the genitive of the name before it taken off."""
    gaps, numbers = split(core)
    yield "", gaps[0]
    for number, gap in zip(numbers, gaps[1:], strict=True):
        owns, rest = genitive(gap) if number in names else (False, gap)
        blank = "" if not rest or rest[0].isspace() else " "
        yield (f"'s{blank}", rest) if owns else ("", gap)


def _piece(text: str, answers: Mapping[str, str], pair: Pair) -> str:
    """A stretch in the other language, with the blanks around it; punctuation alone is exchanged here."""
    core = text.strip()
    if core not in answers:
        chinese = pair.source == "zh"
        return "".join(_LATIN_MARKS.get(character, character) for character in text) if chinese else text
    start = text.index(core)
    return text[:start] + TOKEN.sub("", answers[core]) + text[start + len(core) :]


def _outcome(
    locked: Locked,
    lines: Sequence[Line],
    made: Mapping[str, Made],
    answer: Translated,
    english: Mapping[str, str] | None,
) -> Outcome:
    own = [(line, made.get(line.core)) for line in lines]
    whole = "".join(line.spliced(one.text if one else line.core) for line, one in own)
    restored = placed(*split(whole), locked)
    problems = [problem for _, one in own if one for problem in one.problems]
    if not restored.whole:
        problems.append(PLACEHOLDER)
    asked = any(one for _, one in own)
    return Outcome(
        restored.text,
        answer.engine if asked else "",
        tuple(dict.fromkeys(problems)),
        answer.version if asked else "",
        _english(locked, lines, english) if asked and english is not None else None,
    )


def _english(locked: Locked, lines: Sequence[Line], english: Mapping[str, str]) -> str:
    """The English in between, with names and markup as they stand in the source."""
    whole = "".join(line.spliced(english.get(line.core, line.core)) for line in lines)
    return restore(whole, [replace(token, value=token.source) for token in locked.tokens]).text

"""Names and terms go through an engine as placeholders and come back in the other language's form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.markup import Hidden, Restored, Span, Token, hide, joined, split
from bot.domain.pair import Pair
from bot.domain.term import Match

LOCKED = frozenset({"name", "term"})
_ATTACHED = frozenset({"literal", "entity", "marker", "emoji"})

_HAN = r"[\u3400-\u9fff\uf900-\ufaff]"
_GENITIVE = re.compile(r"^\s*(?:['’]s|(?<!\s)s|['’](?=\s))(?![A-Za-zÀ-ɏ])|^\s*的")
_NEW_SENTENCE = re.compile(r"(?:[.!?。！？]\s*|\n\s*)[\"“(]?$")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Locked:
    """A text with names, terms and markup hidden; `restore` needs its tokens and the pair."""

    hidden: Hidden
    pair: Pair

    @property
    def text(self) -> str:
        """What the engine sees."""
        return self.hidden.text

    @property
    def tokens(self) -> tuple[Token, ...]:
        """What is hidden."""
        return self.hidden.tokens


def lock(text: str, matches: Sequence[Match], pair: Pair) -> Locked:
    """Hide names and terms, and the markup with them: a name inside an address is part of the address.

    A placeholder covers the name only, so the grammar around it ("JEPDs", "JEPD的") is the engine's
    to translate. A term inside a longer word, or without a form in the target, is left to the engine.

    Args:
        text: as people wrote it.
        matches: in any order; the longest of those that overlap is taken.
        pair: the direction.

    Raises:
        ValueError: a match that does not stand in the text.
    """
    names: list[Span] = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        if text[match.start : match.end] != match.found:
            raise ValueError("a match that does not stand in the text")
        span = _span(text, match, pair)
        if span and not any(span.start < other.end and other.start < span.end for other in names):
            names.append(span)
    return Locked(hide(text, pair, sorted(names, key=lambda span: span.start)), pair)


def _span(text: str, match: Match, pair: Pair) -> Span | None:
    term = match.term
    end = match.end
    if term.is_name:
        if pair.source != "zh":
            end -= _genitive_length(match, pair)
        return Span(match.start, end, "name", term.form(pair.target))
    if pair.target not in term.forms or _inside_word(text, match):
        return None
    return Span(match.start, end, "term", term.forms[pair.target])


def _genitive_length(match: Match, pair: Pair) -> int:
    """How much of what was found is the genitive and not the name: 1 for "JEPDs", 2 for "JEPD's"."""
    forms = {form.casefold() for form in (*match.term.forms.values(), *match.term.variants.get(pair.source, ()))}
    if match.found.casefold() in forms:
        return 0
    ending = re.search(r"['’]?s$|['’]$", match.found)
    return len(ending[0]) if ending and match.found[: ending.start()].casefold() in forms else 0


def _inside_word(text: str, match: Match) -> bool:
    """Whether a Latin word goes on before or after the match, as in a Danish compound."""
    if not match.found.isascii() and re.match(_HAN, match.found):
        return False
    around = text[match.start - 1 : match.start], text[match.end : match.end + 1]
    return any(re.fullmatch(r"[^\W\d_]", character) and not re.match(_HAN, character) for character in around)


def unlock(translation: str, locked: Locked) -> Restored:
    """Put names, terms and markup back, with the blanks and the genitive the target language wants."""
    return placed(*split(translation), locked)


def placed(gaps: Sequence[str], numbers: Sequence[int], locked: Locked) -> Restored:
    """As `unlock`, from the stretches between placeholders."""
    around = list(gaps)
    tokens = {token.number: token for token in locked.tokens}
    for place, number in enumerate(numbers):
        token = tokens.get(number)
        if token and token.kind not in LOCKED:
            if locked.pair.source == "zh" and token.kind not in _ATTACHED:
                around[place], around[place + 1] = _apart(around[place], token, around[place + 1])
        elif token:
            fit = _fit_chinese if locked.pair.target == "zh" else _fit_latin
            around[place], around[place + 1] = fit(around[place], token, around[place + 1], locked.pair)
            if (
                token.kind == "term"
                and locked.pair.target != "zh"
                and _starts_sentence(around[: place + 1], tokens.get(numbers[place - 1]) if place else None)
            ):
                value = token.value[:1].upper() + token.value[1:]
                tokens[number] = Token(number, token.kind, token.source, value)
    if locked.pair.source == "zh" and locked.pair.target != "zh":
        _part_neighbours(around, numbers, tokens)
    return joined(around, numbers, tuple(tokens.values()))


def _part_neighbours(around: list[str], numbers: Sequence[int], tokens: Mapping[int, Token]) -> None:
    """A blank between two names that Chinese writes without one."""
    for place in range(1, len(numbers)):
        left, right = tokens.get(numbers[place - 1]), tokens.get(numbers[place])
        if not around[place] and left and right and _LETTER.match(left.value[-1:]) and _LETTER.match(right.value):
            around[place] = " "


def _starts_sentence(before: Sequence[str], previous: Token | None) -> bool:
    """Whether a sentence starts after these stretches; a list marker before it is not part of it."""
    if not before[-1].strip(' "“(\t'):
        return len(before) == 1 or "\n" in before[-1] or (previous is not None and previous.kind == "marker")
    return bool(_NEW_SENTENCE.search(before[-1]))


def genitive(after: str) -> tuple[bool, str]:
    """Whether what follows a name begins with its genitive, and what follows that."""
    found = _GENITIVE.match(after)
    return (True, after[found.end() :]) if found else (False, after)


def _fit_chinese(before: str, token: Token, after: str, pair: Pair) -> tuple[str, str]:
    """Chinese: the genitive is 的, and no blanks stand between characters."""
    if pair.source != "zh":
        owns, rest = genitive(after)
        after = f"的{rest.lstrip().removeprefix('的')}" if owns else after
    if re.match(_HAN, token.value[-1]):
        after = re.sub(rf"^[ \u00a0]+(?={_HAN})", "", after)
    if re.match(_HAN, token.value[0]):
        before = re.sub(rf"(?<={_HAN})[ \u00a0]+$", "", before)
    return before, after


def _fit_latin(before: str, token: Token, after: str, pair: Pair) -> tuple[str, str]:
    """Danish and English: a blank on both sides of a word, and the genitive of the language."""
    owns, rest = genitive(after)
    if owns:
        return _apart(before, token, "")[0], _ending(token.value, pair) + (f" {rest}" if _LETTER.match(rest) else rest)
    return _apart(before, token, after)


def _apart(before: str, token: Token, after: str) -> tuple[str, str]:
    """A blank where a letter or digit would touch the token; Chinese has none to bring along."""
    if _LETTER.match(after) and _LETTER.match(token.value[-1:]):
        after = f" {after}"
    if before and _LETTER.match(before[-1]) and _LETTER.match(token.value):
        before = f"{before} "
    return before, after


def _ending(name: str, pair: Pair) -> str:
    """Danish JEPDs, NIES'; English JEPD's."""
    if pair.target == "en":
        return "'s"
    return "'" if name[-1:].lower() in {"s", "x", "z"} else "s"

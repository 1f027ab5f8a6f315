"""Whether the known names of a sentence have their form in its translation, and no forbidden word is used."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.domain.language import Language
from bot.domain.markup import OPAQUE, spans
from bot.domain.pair import Pair
from bot.domain.sentences import sentences
from bot.domain.term import Match, Term

_REPEATING = "(（@＠"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def names_missing(source: str, translation: str, pair: Pair, matches: Sequence[Match]) -> tuple[str, ...]:
    """The target forms that stand in the translation less often than one sentence of the source names them."""
    wanted = _wanted(source, pair, matches)
    missing = []
    rest = translation
    for form in sorted(wanted, key=len, reverse=True):
        pattern = form_pattern(form)
        if len(pattern.findall(rest)) < wanted[form]:
            missing.append(form)
        rest = pattern.sub("\0", rest)
    return tuple(form for form in wanted if form in missing)


def form_pattern(form: str) -> re.Pattern[str]:
    """A form as a whole name: Latin letters may follow it only as a genitive."""
    core = r"\s+".join(re.escape(word) for word in form.split())
    before = r"(?<![^\W\d_\u3400-\u9fff])" if not _HAN.match(form[0]) else ""
    after = r"(?=s?(?![^\W\d_\u3400-\u9fff]))" if not _HAN.match(form[-1]) else ""
    return re.compile(before + core + after)


def forbidden_used(source: str, translation: str, pair: Pair, matches: Sequence[Match]) -> tuple[str, ...]:
    """Forbidden words of the terms in the source, unless the source is about these very words."""
    used: dict[str, None] = {}
    for term in _terms(matches):
        rest = form_pattern(term.form(pair.target)).sub("\0", translation)
        for word in term.forbidden.get(pair.target, ()):
            if word not in source and re.search(_as_word(word), rest, re.IGNORECASE):
                used[word] = None
    return tuple(used)


def _as_word(word: str) -> str:
    return re.escape(word) if _HAN.search(word) else rf"(?<!\w){re.escape(word)}"


def _terms(matches: Sequence[Match]) -> Iterator[Term]:
    seen: list[Term] = []
    for match in matches:
        if match.term not in seen:
            seen.append(match.term)
            yield match.term


def _wanted(source: str, pair: Pair, matches: Sequence[Match]) -> Counter[str]:
    """Target form → how often the sentence of the source names it that names it most; addresses do not count."""
    hidden = [span for span in spans(source) if span.kind in OPAQUE]
    named = [
        match
        for match in matches
        if match.term.is_name and not any(match.start < span.end and span.start < match.end for span in hidden)
    ]
    wanted: Counter[str] = Counter()
    start = 0
    for sentence in sentences(source):
        end = start + len(sentence)
        wanted |= _in_sentence(source, pair, [match for match in named if start <= match.start < end])
        start = end
    return wanted


def _in_sentence(source: str, pair: Pair, named: Sequence[Match]) -> Counter[str]:
    """A name that only repeats another, as its short form in brackets or as the one addressed, is not counted again."""
    wanted: Counter[str] = Counter()
    for match in named:
        form = match.term.form(pair.target)
        if not (wanted[form] and source[: match.start].rstrip()[-1:] in set(_REPEATING)):
            wanted[form] += 1
    return wanted


def without_names(text: str, language: Language, matches: Sequence[Match]) -> str:
    """A text with a blank in the place of every form of its known names and terms."""
    forms = {form for term in _terms(matches) for form in (term.form(language), *term.variants.get(language, ()))}
    for form in sorted(forms, key=len, reverse=True):
        text = form_pattern(form).sub(" ", text)
    return text


def without_found(text: str, matches: Sequence[Match]) -> str:
    """The source with a blank in the place of what was found in it."""
    for match in sorted(matches, key=lambda one: -one.start):
        text = f"{text[: match.start]} {text[match.end :]}"
    return text

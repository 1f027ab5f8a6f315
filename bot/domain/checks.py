"""What a reviewer should look at in a machine's translation: checks that know the two languages and no engine."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.check_names import forbidden_used, names_missing, without_found, without_names
from bot.domain.check_order import reordered
from bot.domain.check_script import untranslated, wrong_script
from bot.domain.check_shape import cut, length_differs, same_as_other
from bot.domain.facts import facts_differ
from bot.domain.markup import OPAQUE, TOKEN, spans
from bot.domain.negation import negation_differs
from bot.domain.pair import Pair
from bot.domain.segment import Remark
from bot.domain.term import Match

_KEPT = (OPAQUE | {"phone"}) - {"literal", "entity"}


def check(
    source: str,
    translation: str,
    pair: Pair,
    matches: Sequence[Match] = (),
    *,
    others: Mapping[str, str] | None = None,
) -> tuple[Remark, ...]:
    """What is doubtful in a translation; empty when nothing is.

    Args:
        source: a sentence as people wrote it.
        translation: what a machine made of it, names and markup in their places.
        pair: the direction.
        matches: the known names and terms in the source.
        others: translations already given, to the source each was of.

    Returns:
        One remark per check, by the names of the catalogue (`check.<name>`), names and numbers first.
    """
    names = [match for match in matches if match.term.is_name]
    mine, theirs = _bare(without_found(source, names)), _bare(without_names(translation, pair.target, names))
    found = [*_kept(source, translation, pair, matches)]
    if differ := facts_differ(mine, theirs, pair):
        found.append(Remark("number", tuple(differ)))
    if not _says_something(source):
        return tuple(found)
    found += _words(mine, theirs, pair)
    if ends := cut(source, translation, pair):
        found.append(Remark("cut", ends))
    if others and (other := same_as_other(source, translation, others)) is not None:
        found.append(Remark("same", (other,)))
    return tuple(found)


def _says_something(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _kept(source: str, translation: str, pair: Pair, matches: Sequence[Match]) -> Iterator[Remark]:
    """Markup, names and forbidden words."""
    if lost := _markup(source, translation):
        yield Remark("placeholder", lost)
    if missing := names_missing(source, translation, pair, matches):
        yield Remark("name", missing)
    if moved := reordered(source, translation, pair, matches):
        yield Remark("order", moved)
    if forbidden := forbidden_used(source, translation, pair, matches):
        yield Remark("forbidden", forbidden)


def _words(mine: str, theirs: str, pair: Pair) -> Iterator[Remark]:
    """What is wrong with the words around names and markup."""
    if (denying := negation_differs(mine, theirs, pair)) is not None:
        yield Remark("negation", denying)
    left = untranslated(mine, theirs, pair) if _says_something(mine) else None
    if left is not None:
        yield Remark("untranslated", left)
    elif strange := wrong_script(mine, theirs, pair):
        yield Remark("script", strange)
    if length_differs(mine, theirs, pair):
        yield Remark("length")


def _markup(source: str, translation: str) -> tuple[str, ...]:
    """What had to come back as it was and did not, and placeholders that are still there."""
    wanted = [span.value for span in spans(source) if span.kind in _KEPT]
    lost = [value for value in dict.fromkeys(wanted) if translation.count(value) < wanted.count(value)]
    stray = [found[0] for found in TOKEN.finditer(translation) if "#" in found[0] and found[0] not in source]
    return (*lost, *stray)


def _bare(text: str) -> str:
    """A text without the markup that must come back as it is; addresses hold numbers and words of no language."""
    for span in reversed(spans(text)):
        if span.kind in _KEPT:
            text = f"{text[: span.start]} {text[span.end :]}"
    return text

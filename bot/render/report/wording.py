"""Texts and items of the record as the words of a printed report, in each of its languages."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.record import Action, Item, Text
from bot.i18n import t
from bot.render import words
from bot.render.card import label_key
from bot.render.report.document import Block, BlockKind, Words

MACHINES = frozenset({"machine", "needs_check", "outdated"})
"""States of words that a machine made, or made doubtful, and that nobody has reviewed as they are."""

_SPOKEN_OF = frozenset({"needs_check", "outdated", "pending", "failed"})


class Beside(NamedTuple):
    """What stands around a text: a label before it, and who and when below it."""

    label: str = ""
    detail: str = ""


def of_text(
    kind: BlockKind, number: str, text: Text, languages: Sequence[Language], beside: Sequence[Beside] = ()
) -> Block:
    """A text of the record as a block."""
    around = beside or [Beside()] * len(languages)
    shown = [_shown(text, language, *one) for language, one in zip(languages, around, strict=True)]
    return Block(kind, number, tuple(shown))


def of_key(kind: BlockKind, key: str, languages: Sequence[Language], number: str = "") -> Block:
    """A sentence of the catalogue as a block."""
    return Block(kind, number, tuple(Words(language, t(key, language)) for language in languages))


def of_item(item: Item, languages: Sequence[Language], *, labelled: bool = True) -> Block:
    """A numbered item with what it is, who is to do it, and when, as said."""
    beside = [Beside(_label(item, language) if labelled else "", _detail(item, language)) for language in languages]
    return of_text("item", f"§{item.ref}", item.text, languages, beside)


def of_agreement(item: Item, parties: Iterable[str], language: Language) -> Beside:
    """The state of an agreement, and who makes it."""
    return Beside(_label(item, language), t("list.comma", language).join(filter(None, parties)))


def fact(key: str, value: Text | str | None, languages: Sequence[Language]) -> list[Block]:
    """A labelled line of a meeting's head; none where there is nothing to say."""
    labels = [Beside(t(key, language)) for language in languages]
    return [of_text("fact", "", value, languages, labels)] if isinstance(value, Text) else []


def _shown(text: Text, language: Language, label: str, detail: str) -> Words:
    shown = text.shown(language)
    note = t(f"state.{shown.state}", language) if shown.state in _SPOKEN_OF else ""
    return Words(shown.language, shown.content, label, detail, shown.state in MACHINES, note)


def _label(item: Item, language: Language) -> str:
    return "" if item.kind == "paragraph" else t(label_key(item), language)


def _detail(item: Item, language: Language) -> str:
    if item.action is None:
        return ""
    content = item.text.shown(language).content
    who, when = words.owners(item.action.owners, language), _when(item.action, item, language)
    return " · ".join(part for part in (who, when) if part and part not in content)


def when(action: Action, item: Item, language: Language) -> str:
    """Until when; nothing that speaks of what we did not understand."""
    if action.happened_on is None and action.due is not None and action.due.precision == "unknown":
        said = action.due.said
        return "" if said in item.text.shown(language).content else t("report.as_said", language, said=said)
    return words.when(action, language, item.text.language)


def _when(action: Action, item: Item, language: Language) -> str:
    """Until when, and how that was said where the words of it do not stand there anyway."""
    told, said = when(action, item, language), action.due.said if action.due else ""
    content = item.text.shown(language).content
    if not told or not said or said in content or said in told:
        return told
    return t("report.said", language, when=told, said=said)

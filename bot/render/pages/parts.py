"""What many pages show: words of the record with their language and state, details of an item, turning of pages."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.domain.language import Language
from bot.domain.pages import Paged
from bot.domain.record import Action, Item, Space, Text
from bot.i18n import t
from bot.render import words
from bot.render.pages.html import TAGS


class Said(NamedTuple):
    """Words of the record, the language they are in, and what a reader must know of them ("" for nothing)."""

    words: str
    tag: str
    state: str = ""


class Cell(NamedTuple):
    """A text in one language, with what it is there; its words are "" where there are none yet."""

    words: str
    tag: str
    language: str
    state: str
    is_sure: bool  # the original, or what a person stands behind


class Detail(NamedTuple):
    """Something about a record: what it is, and the words of it, in another language where `tag` says so."""

    name: str
    words: str
    tag: str = ""


class Turn(NamedTuple):
    """The pages before and behind this one ("" where there is none), and which it is."""

    before: str
    behind: str
    told: str


def said(text: Text, locale: Language) -> Said:
    """A text for one reader: in their language where it is there, else as it was written."""
    shown = text.shown(locale)
    return Said(shown.content, TAGS[shown.language], words.state(shown, locale))


def cells(text: Text, languages: Sequence[Language], locale: Language) -> tuple[Cell, ...]:
    """A text in each of some languages; in a single one as a reader of it gets it, be it the original."""
    if len(languages) == 1:
        shown = text.shown(languages[0])
        state = state_of(text, languages[0], locale)
        name = t(f"language.own.{shown.language}", locale)
        return (Cell(shown.content, TAGS[shown.language], name, state, _is_sure(text, languages[0])),)
    return tuple(_cell(text, language, locale) for language in languages)


def _cell(text: Text, language: Language, locale: Language) -> Cell:
    translation = text.translations.get(language)
    there = text.content if language == text.language else (translation.content if translation else None)
    name = t(f"language.own.{language}", locale)
    return Cell(there or "", TAGS[language], name, state_of(text, language, locale), _is_sure(text, language))


def _is_sure(text: Text, language: Language) -> bool:
    translation = text.translations.get(language)
    return language == text.language or (translation is not None and translation.state == "reviewed")


def state_of(text: Text, language: Language, locale: Language) -> str:
    """What a text is in a language, in words: as written, translated by whom, checked by whom, or why it is missing."""
    if language == text.language:
        return t("pages.state.original", locale)
    translation = text.translations.get(language)
    if translation is None:
        return t("state.pending", locale)
    if translation.state != "reviewed":
        return t(f"state.{translation.state}", locale)
    if translation.reviewed_by is None or translation.reviewed_at is None:
        return t("pages.state.reviewed", locale)
    when = words.day_of(translation.reviewed_at, locale)
    return t("review.by", locale, who=translation.reviewed_by, when=when)


def kind_of(item: Item, locale: Language) -> str:
    """What an item is; nothing for a plain paragraph."""
    if item.action:
        return t(f"kind.{'expected_' if item.action.expected else ''}action_{item.action.status}", locale)
    if item.kind == "agreement":
        return t(f"kind.agreement_{item.agreement_state or 'expected'}", locale)
    return t("kind.decision", locale) if item.kind == "decision" else ""


def details_of(item: Item, locale: Language, today: date) -> Iterator[Detail]:
    """Whose an action is and until when, as it was said and as it is understood."""
    action = item.action
    if action is None:
        return
    yield Detail(t("pages.owner", locale), owners_of(action, locale))
    yield Detail(t("pages.due", locale), when_of(item, action, locale, today))
    if action.due is not None and action.due.said:
        yield Detail(t("pages.as_said", locale), action.due.said, TAGS[item.text.language])
    if action.is_overdue(today):
        yield Detail(t("pages.state_name", locale), t("pages.late", locale))


def owners_of(action: Action, locale: Language) -> str:
    """Who is to do it; that nobody is, where nobody was named."""
    return words.owners(action.owners, locale) or t("owner.unknown", locale)


def when_of(item: Item, action: Action, locale: Language, today: date) -> str:
    """When it is due; that there is no date, where there is none."""
    return words.when(action, locale, item.text.language, today) or t("due.none", locale)


def turn(listed: Paged[Any], address: str, locale: Language) -> Turn | None:
    """How to turn the pages of a list; nothing where it has one. `address` ends where the number goes."""
    if listed.pages == 1:
        return None
    before = f"{address}{listed.page - 1}" if listed.page > 1 else ""
    behind = f"{address}{listed.page + 1}" if listed.page < listed.pages else ""
    return Turn(before, behind, t("pages.page_of", locale, page=listed.page, pages=listed.pages))


def languages_of(space: Space, written: Language) -> tuple[Language, ...]:
    """The languages that stand side by side: those of the space, and that in which something was written."""
    return tuple(dict.fromkeys((*space.languages, written)))

"""An item by itself: its words in every language, what there is to say of it, and what happened to it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.domain.item_sheet import ItemSheet
from bot.domain.language import Language
from bot.domain.record import Happened, Item, Note, Space
from bot.domain.review import Happening
from bot.i18n import named, t
from bot.render import changes, words
from bot.render.pages.html import TAGS, Frame, as_html
from bot.render.pages.lines import status_form
from bot.render.pages.parts import Detail, Said, cells, details_of, kind_of, languages_of, said
from bot.render.pages.past import past_lines


class ItemShown(NamedTuple):
    """An item, its note, the space of that, all about it where it is an action, and what happened to it."""

    note: Note
    item: Item
    space: Space
    sheet: ItemSheet | None
    happened: Sequence[Happening]


def as_item(
    shown: ItemShown, frame: Frame, today: date, *, may_write: bool, told: str = "", anyway: bool = False
) -> str:
    """The page of an item.

    Args:
        shown: what is on it.
        frame: around the page.
        today: where the reader is.
        may_write: whether the reader may change it.
        told: what was just done, or why not.
        anyway: whether it can be marked done although parts of it are open.
    """
    locale, note, item = frame.locale, shown.note, shown.item
    title = note.title.shown(locale)
    form = status_form(item, frame, may_write=may_write)
    kind = kind_of(item, locale) or t("review.part.paragraph", locale)
    view = _about(shown.sheet, frame) | {
        "ref": item.ref,
        "note": (f"{frame.urls.note(note.id)}#i{item.ref}", note.label, title.content, TAGS[title.language]),
        "internal": note.inner,
        "cells": cells(item.text, languages_of(shown.space, item.text.language), locale),
        "details": [*details_of(item, locale, today), *(_more(shown.sheet, locale) if shown.sheet else ())],
        "lines": past_lines([one for one in shown.happened if one.correction], locale),
        "form": form._replace(anyway=True, label=t("button.done_anyway", locale)) if form and anyway else form,
        "told": told,
    }
    return as_html("item.html", frame, t("pages.item", locale, ref=item.ref, kind=kind), **view)


def done_told(item: Item, locale: Language) -> str:
    """What an action is now that somebody has pressed its button."""
    is_done = item.action is not None and item.action.status == "done"
    return t("pages.done.done" if is_done else "pages.done.open", locale, ref=item.ref)


def _about(sheet: ItemSheet | None, frame: Frame) -> dict[str, object]:
    """What there is of an action alone: its parts, what it is a part of, comments, changes with the newest first."""
    if sheet is None:
        return {"parts": [], "whole": None, "comments": [], "changes": []}
    locale = frame.locale
    return {
        "parts": [(frame.urls.item(one.id), one.ref, said(one.text, locale)) for one in sheet.parts],
        "whole": (frame.urls.item(sheet.whole.id), sheet.whole.ref) if sheet.whole else None,
        "comments": [_comment(one, locale) for one in sheet.comments],
        "changes": [_change(one, sheet, locale) for one in reversed(sheet.standing)],
    }


def _more(sheet: ItemSheet, locale: Language) -> list[Detail]:
    """Why it was dropped, and when what it waited for happened."""
    action, found = sheet.action, []
    if action.happened_on:
        found.append(Detail("", t("sheet.happened_on", locale, when=words.day(action.happened_on, locale))))
    if action.reason is not None:
        reason = said(action.reason, locale)
        found.append(Detail(t("pages.reason", locale), reason.words, reason.tag))
    return found


def _comment(one: Happened, locale: Language) -> tuple[str, Said | None]:
    who = named(one.by or "", locale) or t("change.nobody", locale)
    shown = said(one.words, locale) if one.words else None
    return t("sheet.by", locale, who=who, when=words.day_of(one.at, locale)), shown


def _change(one: Happened, sheet: ItemSheet, locale: Language) -> str:
    told = changes.lines_of(one, sheet.organisations, sheet.people, locale, sheet.item.text.language)
    # the words of a comment stand above, in their language
    return "\n".join(told[:1] if one.change == "commented" else told)

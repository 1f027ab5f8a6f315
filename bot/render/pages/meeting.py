"""A meeting, in its languages side by side, item by item, with the same numbers; or in one of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.record import Item, Note, Space
from bot.domain.review import Standings
from bot.i18n import t
from bot.render import words
from bot.render.pages.html import TAGS, Frame, as_html
from bot.render.pages.lines import StatusForm, status_form
from bot.render.pages.parts import Cell, Detail, cells, details_of, kind_of, languages_of, said
from bot.render.standing import standing


class ItemView(NamedTuple):
    """An item: its number, what it is, its words in each language, and what there is to say of it."""

    ref: str
    href: str
    kind: str
    cells: tuple[Cell, ...]
    details: tuple[Detail, ...]
    form: StatusForm | None
    is_part: bool


class Choice(NamedTuple):
    """A way to look at the meeting: in both languages, or in one."""

    href: str
    words: str
    tag: str
    is_chosen: bool


def as_meeting(
    note: Note,
    space: Space,
    standings: Mapping[Language, Standings],
    only: Language | None,
    frame: Frame,
    today: date,
    *,
    may_write: bool,
    may_review: bool,
) -> str:
    """The page of a meeting.

    Args:
        note: what was written about it.
        space: it belongs to, or that of which one side keeps it to itself.
        standings: what its languages are altogether.
        only: the one language to show it in; None for all of them.
        frame: around the page.
        today: where the reader is.
        may_write: whether the reader may change anything of it.
        may_review: whether there is a translation into the reader's own language.
    """
    locale, every = frame.locale, languages_of(space, note.language)
    shown = (only,) if only in every else every
    title = said(note.title, only if only in every and only else locale)
    return as_html(
        "meeting.html",
        frame,
        title.words,
        title_tag=title.tag,
        note=note,
        meta=list(_meta(note, locale)),
        heads=list(_heads(note, shown, locale)),
        items=[_item(one, shown, frame, today, may_write=may_write) for one in note.items],
        standings=[standing(standings.get(one, Standings()), note, one, locale) for one in shown],
        choices=_choices(note, every, only, frame),
        columns=len(shown),
        review=frame.urls.note(note.id, "review") if may_review else "",
        history=frame.urls.note(note.id, "history"),
    )


def _meta(note: Note, locale: Language) -> Sequence[str]:
    held = words.day(note.held_on, locale) if note.held_on else t("card.no_date", locale)
    return (t("pages.note", locale, number=note.label), held, t("card.logged_by", locale, who=note.author))


def _heads(note: Note, shown: Sequence[Language], locale: Language) -> Sequence[tuple[str, tuple[Cell, ...]]]:
    """The lines above the items; the title too, which stands in every language there."""
    parts = (
        ("title", note.title),
        ("place", note.place),
        ("purpose", note.purpose),
        ("participants", note.participants),
    )
    return [(t(f"review.part.{part}", locale), cells(text, shown, locale)) for part, text in parts if text]


def _item(item: Item, shown: Sequence[Language], frame: Frame, today: date, *, may_write: bool) -> ItemView:
    locale = frame.locale
    return ItemView(
        item.ref,
        frame.urls.item(item.id),
        kind_of(item, locale) or t("review.part.paragraph", locale),
        cells(item.text, shown, locale),
        tuple(details_of(item, locale, today)),
        status_form(item, frame, may_write=may_write),
        item.parent_id is not None,
    )


def _choices(note: Note, every: Sequence[Language], only: Language | None, frame: Frame) -> list[Choice]:
    locale, urls = frame.locale, frame.urls
    both = Choice(urls.note(note.id), t("pages.side_by_side", locale), TAGS[locale], only not in every)
    single = [
        Choice(urls.note(note.id, lang=one), t(f"language.own.{one}", locale), TAGS[one], one == only) for one in every
    ]
    return [both, *single]

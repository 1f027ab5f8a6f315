"""What happened to a note: corrections of its translations, and what became of its actions."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.record import Note
from bot.domain.review import Happening
from bot.i18n import t
from bot.render import changes, words
from bot.render.pages.html import TAGS, Frame, as_html
from bot.render.review import place_name

MOST = 300


class PastLine(NamedTuple):
    """Something that happened: where, what, and the words before and after it (none where it changed none)."""

    where: str
    what: str
    before: str
    after: str
    tag: str
    undone: str


def as_past(note: Note, happened: Sequence[Happening], frame: Frame) -> str:
    """The history of a note, newest first."""
    locale = frame.locale
    shown = note.title.shown(locale)
    return as_html(
        "past.html",
        frame,
        t("history.title", locale),
        note=(frame.urls.note(note.id), note.label, shown.content, TAGS[shown.language]),
        lines=past_lines(happened[:MOST], locale),
        more=t("history.more", locale, count=len(happened) - MOST) if len(happened) > MOST else "",
    )


def past_lines(happened: Sequence[Happening], locale: Language) -> list[PastLine]:
    """Line by line."""
    return [_line(one, locale) for one in happened]


def _line(one: Happening, locale: Language) -> PastLine:
    where, done = place_name(one.place, locale), one.correction
    if done is None:
        return PastLine(where, changes.said(one.change or "edited", one.by, one.at, locale), "", "", "", "")
    key = "history.approved" if done.before == done.after else "history.corrected"
    what = t(key, locale, who=one.by, when=words.day_of(one.at, locale))
    undone = ""
    if done.undone_at is not None:
        undone = t("history.undone", locale, who=done.undone_by or "", when=words.day_of(done.undone_at, locale))
    before = done.before or "" if done.before != done.after else ""
    return PastLine(where, what, before, done.after, TAGS[done.language], undone)

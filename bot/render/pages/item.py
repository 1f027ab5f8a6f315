"""An item by itself: its words in every language, what there is to say of it, and what happened to it."""

from collections.abc import Sequence
from datetime import date

from bot.domain.item_sheet import ItemSheet
from bot.domain.language import Language
from bot.domain.record import Happened, Item, Note, Space
from bot.domain.review import Happening
from bot.i18n import named, t
from bot.render import changes, words
from bot.render.pages.html import TAGS, Frame, as_html
from bot.render.pages.parts import Detail, Said, cells, details_of, kind_of, languages_of, said, status_form
from bot.render.pages.past import past_lines


def as_item(
    note: Note,
    item: Item,
    space: Space,
    sheet: ItemSheet | None,
    happened: Sequence[Happening],
    frame: Frame,
    today: date,
    *,
    may_write: bool,
    told: str = "",
    anyway: bool = False,
) -> str:
    """The page of an item.

    Args:
        note: in which it stands.
        item: which.
        space: of the note, or that of which one side keeps it to itself.
        sheet: all about it where it is an action.
        happened: what happened to its translations.
        frame: around the page.
        today: where the reader is.
        may_write: whether the reader may change it.
        told: what was just done, or why not.
        anyway: whether it can be marked done although parts of it are open.
    """
    locale, urls = frame.locale, frame.urls
    title = note.title.shown(locale)
    form = status_form(item, frame, may_write=may_write)
    return as_html(
        "item.html",
        frame,
        t("pages.item", locale, ref=item.ref, kind=kind_of(item, locale) or t("review.part.paragraph", locale)),
        ref=item.ref,
        note=(f"{urls.note(note.id)}#i{item.ref}", note.label, title.content, TAGS[title.language]),
        internal=note.inner,
        cells=cells(item.text, languages_of(space, item.text.language), locale),
        details=[*details_of(item, locale, today), *(_more(sheet, locale) if sheet else ())],
        parts=[(urls.item(one.id), one.ref, said(one.text, locale)) for one in sheet.parts] if sheet else [],
        whole=_whole(sheet, frame) if sheet else None,
        comments=[_comment(one, locale) for one in sheet.comments] if sheet else [],
        changes=[_change(one, sheet, locale) for one in reversed(sheet.standing)] if sheet else [],
        lines=past_lines([one for one in happened if one.correction], locale),
        form=form._replace(anyway=anyway, label=t("button.done_anyway", locale)) if form and anyway else form,
        told=told,
    )  # fmt: skip


def _more(sheet: ItemSheet, locale: Language) -> list[Detail]:
    """Why it was dropped, and when what it waited for happened."""
    action, found = sheet.action, []
    if action.happened_on:
        found.append(Detail("", t("sheet.happened_on", locale, when=words.day(action.happened_on, locale))))
    if action.reason is not None:
        reason = said(action.reason, locale)
        found.append(Detail(t("pages.reason", locale), reason.words, reason.tag))
    return found


def _whole(sheet: ItemSheet, frame: Frame) -> tuple[str, str] | None:
    return (frame.urls.item(sheet.whole.id), sheet.whole.ref) if sheet.whole else None


def _comment(one: Happened, locale: Language) -> tuple[str, Said | None]:
    who = named(one.by or "", locale) or t("change.nobody", locale)
    shown = said(one.words, locale) if one.words else None
    return t("sheet.by", locale, who=who, when=words.day_of(one.at, locale)), shown


def _change(one: Happened, sheet: ItemSheet, locale: Language) -> str:
    told = changes.lines_of(one, sheet.organisations, sheet.people, locale, sheet.item.text.language)
    return "\n".join(told)

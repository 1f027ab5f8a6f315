"""Lines of lists: actions with the button that settles them, and meetings with their titles in every language."""

from datetime import date
from typing import NamedTuple

from bot.domain.fold import folded
from bot.domain.language import LANGUAGES, Language
from bot.domain.pages import Heading
from bot.domain.record import Action, ActionLine, Item, Text
from bot.i18n import t
from bot.render import words
from bot.render.pages.html import TAGS, Frame
from bot.render.pages.parts import Said, kind_of, owners_of, said, when_of


class StatusForm(NamedTuple):
    """The button that marks an action done, or opens it again."""

    address: str
    status: str
    label: str
    ref: str
    anyway: bool = False


class Line(NamedTuple):
    """An action in a list."""

    ref: str
    href: str
    said: Said
    details: tuple[str, ...]
    is_late: bool
    internal: bool
    form: StatusForm | None


class MeetingLine(NamedTuple):
    """A meeting in a list, with its title in the reader's language and in others."""

    label: str
    href: str
    title: Said
    others: tuple[Said, ...]
    when: str
    place: Said | None
    internal: bool


def status_form(item: Item, frame: Frame, *, may_write: bool) -> StatusForm | None:
    """The button for an action that the reader may change."""
    if item.action is None or not may_write or item.action.status == "dropped":
        return None
    status, label = ("done", "button.done") if item.action.status == "open" else ("open", "button.reopen")
    return StatusForm(frame.urls.item(item.id, "status"), status, t(label, frame.locale), item.ref)


def action_line(line: ActionLine, frame: Frame, today: date, *, may_write: bool, with_owner: bool = True) -> Line:
    """An action for a list."""
    item, action, locale = line.item, line.action, frame.locale
    told = [kind_of(item, locale)] if action.status != "open" or action.expected else []
    told += [owners_of(action, locale)] if with_owner else []
    told.append(_when(item, action, locale, today))
    late = action.is_overdue(today)
    told += [t("pages.late", locale)] if late else []
    form = status_form(item, frame, may_write=may_write)
    inner = line.space.parent_id is not None
    return Line(item.ref, frame.urls.item(item.id), said(item.text, locale), tuple(told), late, inner, form)


def _when(item: Item, action: Action, locale: Language, today: date) -> str:
    """When it is due, with the words that were said where these are others."""
    when, said_so = when_of(item, action, locale, today), action.due.said if action.due else ""
    return t("pages.due_said", locale, when=when, said=said_so) if folded(said_so) not in folded(when) else when


def meeting_line(one: Heading, frame: Frame) -> MeetingLine:
    """A meeting for a list."""
    locale = frame.locale
    shown = one.title.shown(locale)
    others = [language for language in LANGUAGES if language != shown.language and _has(one.title, language)]
    when = words.day(one.held_on, locale) if one.held_on else t("card.no_date", locale)
    return MeetingLine(
        one.label,
        frame.urls.note(one.note_id),
        said(one.title, locale),
        tuple(Said(one.title.shown(language).content, TAGS[language]) for language in others),
        when,
        said(one.place, locale) if one.place else None,
        one.inner,
    )


def _has(text: Text, language: Language) -> bool:
    translation = text.translations.get(language)
    return language == text.language or (translation is not None and bool(translation.content))

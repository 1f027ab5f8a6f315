"""What a search found, with the words that were looked for marked."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.domain.found import FoundLine, FoundNote, FoundPage
from bot.domain.language import LANGUAGES, Language
from bot.domain.search_mark import Excerpt, excerpt, marks
from bot.i18n import t
from bot.render import words
from bot.render.found import nothing_told
from bot.render.pages.html import TAGS, Frame, as_html
from bot.render.pages.parts import Turn, kind_of


class Marked(NamedTuple):
    """Words, piece by piece, with whether each is what was looked for."""

    pieces: tuple[tuple[str, bool], ...]
    tag: str


class FoundView(NamedTuple):
    """A meeting that was found, with the lines that say it."""

    label: str
    href: str
    title: Marked
    told: str
    internal: bool
    lines: tuple[tuple[str, str, Marked, str], ...]  # number or part, address, words, details


def as_found(found: FoundPage | None, asked: str, frame: Frame, address: str) -> str:
    """The page of a search; None where nothing was asked for yet.

    Args:
        found: what was found.
        asked: as it was typed.
        frame: around the page.
        address: of the page of this search, to turn its pages.
    """
    locale = frame.locale
    return as_html(
        "found.html",
        frame,
        t("pages.section.find", locale),
        asked=asked,
        action=frame.here.partition("?")[0],
        told=_told(found, asked, locale) if found else [t("find.how", locale)],
        terms=[_forms(entry.term.all_forms()) for entry in found.terms] if found else [],
        notes=[_note(one, found, frame) for one in found.notes] if found else [],
        anew=found.anew if found else (),
        turn=_turn(found, address, locale) if found else None,
        further=_further(found, address) if found else "",
    )


def _told(found: FoundPage, asked: str, locale: Language) -> list[str]:
    if not found.total:
        told = [nothing_told(found, asked, locale)]
        return told if found.since else [*told, t("find.anew" if found.anew else "find.how", locale)]
    told = [t("find.title" if found.is_all else "find.title_more", locale, count=found.total)]
    told += [t("find.widened", locale)] if found.widened else []
    return [*told, t("find.since", locale, when=words.day_of(found.since, locale))] if found.since else told


def _forms(forms: dict[Language, str]) -> list[tuple[str, str]]:
    return [(forms[one], TAGS[one]) for one in LANGUAGES]


def _turn(found: FoundPage, address: str, locale: Language) -> Turn | None:
    address += "&widened=1" if found.widened else ""
    top = (f"&top={found.top}" if found.top else "") + (f"&behind={found.begun}" if found.begun else "")
    before = f"{address}&page={found.page - 1}{top}" if found.page > 1 else ""
    behind = f"{address}&page={found.page + 1}{top}" if found.has_more else ""
    return Turn(before, behind, t("pages.page", locale, page=found.page)) if before or behind else None


def _further(found: FoundPage, address: str) -> str:
    """The address of what lies behind all that was looked at; none where nothing does, or other pages come first."""
    if found.has_more or not found.behind:
        return ""
    return f"{address}{'&widened=1' if found.widened else ''}&behind={found.behind}"


def _note(one: FoundNote, found: FoundPage, frame: Frame) -> FoundView:
    locale, note = frame.locale, one.note
    title = note.title.shown(locale)
    shown = Excerpt(title.content, marks(title.content, title.language, found.query))
    held = words.day(note.held_on, locale) if note.held_on else t("card.no_date", locale)
    state = words.state(title, locale)
    return FoundView(
        note.label,
        frame.urls.note(note.id),
        Marked(tuple(_pieces(shown)), TAGS[title.language]),
        " · ".join(part for part in (found.spaces.get(note.space_id, ""), held, state) if part),
        note.inner,
        tuple(_line(line, found, frame) for line in one.lines),
    )


def _line(line: FoundLine, found: FoundPage, frame: Frame) -> tuple[str, str, Marked, str]:
    locale, item = frame.locale, line.item
    shown = line.text.shown(locale)
    part = excerpt(shown.content, marks(shown.content, shown.language, found.query))
    marked = Marked(tuple(_pieces(part)), TAGS[shown.language])
    state = words.state(shown, locale)
    if item is None:
        return t(f"find.part.{line.part}", locale), "", marked, state
    told = [kind_of(item, locale)]
    if item.action:
        told += [words.owners(item.action.owners, locale), words.when(item.action, locale, item.text.language)]
    return item.ref, frame.urls.item(item.id), marked, " · ".join(part for part in (*told, state) if part)


def _pieces(part: Excerpt) -> Iterator[tuple[str, bool]]:
    """The words of an excerpt; that it goes on is said by dots."""
    at = 0
    if part.cut_before:
        yield "… ", False
    for start, end in part.marks:
        yield part.content[at:start], False
        yield part.content[start:end], True
        at = end
    yield part.content[at:] + (" …" if part.cut_behind else ""), False

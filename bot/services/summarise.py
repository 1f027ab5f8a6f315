"""A summary of one meeting or several: purpose, decisions, agreements, open actions, telling items."""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain.due import parse_date
from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import LANGUAGES
from bot.domain.person import Viewer
from bot.domain.ranking import rank
from bot.domain.record import Note
from bot.domain.summary import NoteSummary, Period, Summary
from bot.store import notes
from bot.store.database import Database, Tx

TELLING = 3  # sentences beyond these are for those who open the note
MOST_NOTES = 10
_BEGINS_A_DAY = re.compile("[0-9０-９一二三四五六七八九十今昨前上本去]")


def summarise(db: Database, viewer: Viewer, asked: str, periods: Mapping[str, Period], *, today: date) -> Summary:
    """Summarise what a few words ask for; nothing said means the last note.

    Args:
        db: the store.
        viewer: who reads.
        asked: a period, a note's number ("3", "§3"), "since" and a date, or words of a title.
        periods: the words for each period in every language.
        today: the day in the reader's time zone.

    Raises:
        NotFound: there is no such note for this viewer.
        Unreadable: "since" without a day that exists.
    """
    within = _within(viewer)
    with db.read() as tx:
        found = _find(tx, within, asked.strip(), periods, today)
    if not found:
        raise NotFound("nothing_to_summarise" if asked.strip() else "no_notes_yet", asked=asked.strip())
    return Summary(asked, tuple(summarise_note(note) for note in found[:MOST_NOTES]), max(0, len(found) - MOST_NOTES))


def summarise_note(note: Note) -> NoteSummary:
    """What one note comes down to; the order of the record stays, the choice is by rank."""
    decisions = tuple(item for item in note.items if item.kind == "decision")
    agreements = tuple(item for item in note.items if item.kind == "agreement")
    open_actions = tuple(item for item in note.items if item.action and item.action.status == "open")
    paragraphs = [item for item in note.items if item.kind == "paragraph"]
    best = rank([item.text.content for item in paragraphs], note.language)[:TELLING]
    telling = tuple(paragraphs[position] for position in sorted(best))
    shown = len(decisions) + len(agreements) + len(open_actions) + len(telling)
    return NoteSummary(note, decisions, agreements, open_actions, telling, len(note.items) - shown)


def _within(viewer: Viewer) -> Viewer:
    if viewer.channel is None:
        return viewer
    return Viewer(viewer.person, viewer.space_ids & {viewer.channel.space_id}, viewer.channel)


def _find(tx: Tx, viewer: Viewer, asked: str, periods: Mapping[str, Period], today: date) -> tuple[Note, ...]:
    period, rest = _period(asked, periods)
    if period == "since":
        return notes.between(tx, viewer, _since(rest, today), date.max)
    if not rest:
        within = _span(period, today)
        return notes.between(tx, viewer, *within) if within else notes.latest(tx, viewer)
    return _named(tx, viewer, rest if period == "meeting" else asked)


def _period(asked: str, periods: Mapping[str, Period]) -> tuple[Period | None, str]:
    """The period somebody named, in one word or several ("i dag", "last meeting"), and what they said besides."""
    whole = periods.get("".join(asked.lower().split()))
    if whole and whole != "since":
        return whole, ""
    first, _, rest = asked.partition(" ")
    period = periods.get(first.lower())
    if period in {"since", "meeting"}:
        return period, rest.strip()
    for word, meant in periods.items():  # Chinese needs no blank between the word and the day
        if meant == "since" and asked.startswith(word) and _BEGINS_A_DAY.match(asked, len(word)):
            return meant, asked.removeprefix(word)
    return None, asked


def _named(tx: Tx, viewer: Viewer, asked: str) -> tuple[Note, ...]:
    number = asked.lstrip("§# ")
    if number.isdecimal() and len(number) < 10:  # noqa: PLR2004  a longer one is no note's number
        return notes.get_by_number(tx, viewer, int(number))
    return notes.with_words(tx, viewer, tuple(asked.split()), limit=MOST_NOTES + 1)


def _span(period: Period | None, today: date) -> tuple[date, date] | None:
    if period == "week":
        return today - timedelta(days=today.weekday()), today
    if period == "month":
        return today.replace(day=1), today
    return (today, today) if period == "today" else None


def _since(words: str, today: date) -> date:
    words = words.removesuffix("以来").removesuffix("起")
    for language in LANGUAGES:
        day = parse_date(words, language, today)
        if day is not None:
            return day if day <= today else _a_year_before(day)
    raise Unreadable("since_without_day", typed=words)


def _a_year_before(day: date) -> date:
    # "since 10 January" said in November is last January
    last = calendar.monthrange(day.year - 1, day.month)[1]  # 29 February has no such day the year before
    return day.replace(year=day.year - 1, day=min(day.day, last))

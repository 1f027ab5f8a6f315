"""Dates, owners and states in the reader's language."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.due import Due
from bot.domain.language import Language
from bot.domain.record import Action, Owner, Shown, Space
from bot.domain.side import Side
from bot.i18n import named, t

_ZONES = {"zh": ZoneInfo("Asia/Shanghai")}
_ZONE = ZoneInfo("Europe/Copenhagen")
_FAILURES = frozenset({"RateLimited", "UnsupportedPair", "BadCredentials", "NotInstalled", "BadAnswer", "EngineBroken"})
_FIRST_MONTH_OF_SEASON = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def day(when: date, locale: Language) -> str:
    """A day, as the language writes it."""
    return t("date.day", locale, year=when.year, month=month_name(when, locale), day=when.day)


def days(start: date, end: date, locale: Language) -> str:
    """An interval of days: by its name where it has one."""
    return _interval(start, end, locale)


def day_of(when: datetime, locale: Language) -> str:
    """The day of an instant, where the language is at home."""
    return day(when.astimezone(_ZONES.get(locale, _ZONE)).date(), locale)


def failure(kinds: str, locale: Language) -> str:
    """Why engines could not translate, in words; of an error without words of its own, that something is wrong."""
    named = [kind for kind in re.findall(r"\w+", kinds) if kind in _FAILURES]
    reasons = dict.fromkeys(t(f"failure.{kind}", locale) for kind in named or ["EngineBroken"])
    return t("list.comma", locale).join(reasons)


def month_name(when: date, locale: Language) -> str:
    """The month of a day."""
    return t(f"date.months.m{when.month}", locale)


def due(when: Due | None, locale: Language, said_in: Language | None = None) -> str:
    """A due date: the interval in the reader's language, or the words where there is no interval.

    Args:
        when: the due date.
        locale: the reader's language.
        said_in: the language of the words; an event named in another one is left to the translated text.
    """
    if when is None:
        return ""
    if when.precision == "event" and said_in not in {None, locale}:
        return t("due.event_named_above", locale)
    if when.precision in {"event", "asap", "unknown"} or (when.start is None and when.end is None):
        precision = when.precision if when.precision in {"event", "asap"} else "unknown"
        return t(f"due.{precision}", locale, said=when.said)
    if when.end is None:
        return t("due.from", locale, when=day(when.start, locale)) if when.start else ""
    if when.start is None:
        return t("due.by", locale, when=day(when.end, locale))
    return _interval(when.start, when.end, locale)


def when(action: Action, locale: Language, said_in: Language | None = None, today: date | None = None) -> str:
    """When an action is due, as `due` says it, and what there is to know of that.

    Of an expectation whose time has passed: when it was expected. Of working days counted through a year
    whose holidays nobody knows: that it may move. Of an event that has happened without a time said: that.
    """
    told = due(action.due, locale, said_in)
    if action.happened_on is not None and action.due is not None and action.due.precision == "unknown":
        return t("due.happened", locale)
    if action.due is not None and not action.due.certain:
        told = t("due.uncertain", locale, when=told)
    if action.expected and today is not None and action.has_passed(today):
        return t("due.was_expected", locale, when=told)
    return told


def owner(who: Owner, locale: Language) -> str:
    """Who is to do it, in the reader's language."""
    if who.organisation and who.person_name:
        return t("owner.both", locale, person=who.person_name, organisation=who.organisation.name(locale))
    if who.organisation:
        return who.organisation.name(locale)
    return named(who.person_name or who.said or "", locale)


def owners(who: Sequence[Owner], locale: Language) -> str:
    """Everyone who is to do it, the lead first; nothing where that is an open question."""
    return t("list.comma", locale).join(filter(None, (owner(one, locale) for one in who)))


def side(which: Side, locale: Language) -> str:
    """What a side is called: as those for whom its people work, as it was named, or by one of its people."""
    if which.organisation:
        return which.organisation.name(locale)
    return which.name or t("inner.team", locale, who=which.member or which.id)


def own_side(which: Side, locale: Language) -> str:
    """What the reader's own side is called; where nobody has a name for it, that it is their workspace."""
    return side(which, locale) if which.name or which.organisation else t("inner.own_team", locale)


def space(of: Space, locale: Language) -> str:
    """The name of a space; of what a side keeps to itself it says that too."""
    return of.name if of.parent_id is None else t("inner.where", locale, space=of.name, chip=t("inner.chip", locale))


def chip(of: Space, locale: Language) -> str:
    """That only one side sees it, of what a side keeps to itself; nothing of anything else."""
    return "" if of.parent_id is None else t("inner.chip", locale)


def state(shown: Shown, locale: Language) -> str:
    """What a reader must know about a text they see: nothing for an original or a reviewed one."""
    return "" if shown.state in {"original", "reviewed"} else t(f"state.{shown.state}", locale)


def _interval(start: date, end: date, locale: Language) -> str:
    if start == end:
        return day(start, locale)
    return _named(start, end, locale) or t("due.range", locale, start=day(start, locale), end=day(end, locale))


def _named(start: date, end: date, locale: Language) -> str:
    """The name of an interval that has one: a week, a third of a month, a month, a season."""
    last = calendar.monthrange(end.year, end.month)[1]
    month: dict[str, str | int] = {"year": start.year, "month": month_name(start, locale)}
    if (start.year, start.month) == (end.year, end.month):
        thirds = {(1, last): "month", (1, 10): "early", (11, 20): "middle", (21, last): "late"}
        name = thirds.get((start.day, end.day))
        if name:
            return t(f"due.{name}", locale, **month)
    if start.weekday() == 0 and end - start == timedelta(days=6):
        year, week, _ = start.isocalendar()
        return t("due.week", locale, year=year, week=week)
    if start.day != 1 or end.day != last:
        return ""
    return _months(start, _months_between(start, end), locale)


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _months(start: date, count: int, locale: Language) -> str:
    if count == 12 and start.month == 1:  # noqa: PLR2004  months of a year
        return t("due.year", locale, year=start.year)
    if count == 6 and start.month in {1, 7}:  # noqa: PLR2004  months of a half-year
        return t(f"due.half{1 if start.month == 1 else 2}", locale, year=start.year)
    if count == 3 and start.month in _FIRST_MONTH_OF_SEASON:  # noqa: PLR2004  months of a season
        # winter is named after the year it ends in as well: 2017-2018
        name = _FIRST_MONTH_OF_SEASON[start.month]
        return t(f"due.{name}", locale, year=start.year, next=start.year + 1)
    if count == 3 and start.month in {1, 4, 7, 10}:  # noqa: PLR2004  months of a quarter
        return t("due.quarter", locale, year=start.year, quarter=(start.month + 2) // 3)
    return ""

"""What holds for every text: nothing raises, words are kept, spans run forwards, dates come back."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.domain.due import Calendar, Due, FoundDue, Precision, find_due, parse_date, parse_due, read_due
from bot.domain.due_event import event_named, start_clock
from bot.domain.language import LANGUAGES, Language
from bot.render import words
from tests.unit.due.test_expressions import EXPRESSIONS, SENTENCES

WORDS = sorted({word for _, _, text, _ in EXPRESSIONS + SENTENCES for word in text.split()})
languages = st.sampled_from(LANGUAGES)
calendars = st.sampled_from(["DK", "CN"])
pieces = st.one_of(st.sampled_from(WORDS), st.text(max_size=8), st.integers(0, 99999).map(str))
texts = st.one_of(
    st.text(max_size=60), st.lists(pieces, max_size=8).map(" ".join), st.lists(pieces, max_size=8).map("".join)
)
days = st.dates(date(1990, 1, 1), date(2098, 12, 31))
MONTHS_DA = "januar februar marts april maj juni juli august september oktober november december"
MONTHS_EN = "January February March April May June July August September October November December"


def check(text: str, found: FoundDue | None) -> None:
    if found is None:
        return
    due = found.due
    assert text[found.start : found.end] == due.said != ""
    assert found.rule
    if due.precision in ("event", "asap", "unknown"):
        assert due.start is due.end is None
    else:
        assert due.end is not None
        assert due.start is None or due.start <= due.end


@settings(max_examples=600, deadline=None)
@given(text=texts, language=languages, on=st.dates(), calendar=calendars)
@example(text="om 9999 år", language="da", on=date.max, calendar="DK")
@example(text="senest vinter", language="da", on=date.min, calendar="CN")
@example(text="i går", language="da", on=date.min, calendar="DK")
@example(text="10个工作日内", language="zh", on=date.max, calendar="CN")
def test_any_text_is_read_without_raising(text: str, language: Language, on: date, calendar: Calendar) -> None:
    check(text, read_due(text, language, on, calendar=calendar))
    check(text, find_due(text, language, on, calendar=calendar))
    parse_date(text, language, on)
    parse_date(text, language)


@settings(max_examples=200, deadline=None)
@given(day=days, on=days)
def test_a_written_date_comes_back_as_the_same_day(day: date, on: date) -> None:
    danish, english = MONTHS_DA.split()[day.month - 1], MONTHS_EN.split()[day.month - 1]
    written: list[tuple[str, Language]] = [
        (f"{day.day}. {danish} {day.year}", "da"),
        (f"{day.day}/{day.month} {day.year}", "da"),
        (f"{day.day}/{day.month}-{day.year}", "da"),
        (f"{day.day:02}.{day.month:02}.{day.year}", "da"),
        (f"{day.year}年{day.month}月{day.day}日", "zh"),
        (f"{day.year}/{day.month}/{day.day}", "zh"),
        (f"{english} {day.day}, {day.year}", "en"),
        (f"{english[:3]} {day.day}, {day.year}", "en"),
        (f"{day.day} {english} {day.year}", "en"),
        *[(day.isoformat(), language) for language in LANGUAGES],
    ]

    for text, language in written:
        assert parse_date(text, language) == day, text
        found = read_due(text, language, on)
        assert found is not None
        assert (found.due.said, found.due.start, found.due.end, found.due.precision) == (text, day, day, "day")


@settings(max_examples=300, deadline=None)
@given(row=st.sampled_from(EXPRESSIONS), before=st.sampled_from(["CLEAN sender det ", "(", "- "]), on=days)
def test_expressions_in_a_text_keep_their_words(row: tuple[Language, date, str, str], before: str, on: date) -> None:
    language, _, expression, _ = row
    text = f"{before}{expression}."
    check(text, find_due(text, language, on))


WAITING = [row for row in EXPRESSIONS if row[3].endswith(" event")]


@settings(max_examples=300, deadline=None)
@given(text=texts, language=languages, happened=st.dates(), calendar=calendars)
@example(text="9999 år efter mødet", language="da", happened=date.max, calendar="DK")
@example(text="来访前两周", language="zh", happened=date.min, calendar="CN")
def test_a_clock_is_started_without_raising(text: str, language: Language, happened: date, calendar: Calendar) -> None:
    check(text, start_clock(text, language, happened, calendar=calendar))
    event_named(text, language)


@settings(max_examples=300, deadline=None)
@given(row=st.sampled_from(WAITING), happened=days, later=st.integers(0, 400), calendar=calendars)
def test_what_happens_later_is_due_no_earlier(
    row: tuple[Language, date, str, str], happened: date, later: int, calendar: Calendar
) -> None:
    language, _, text, _ = row
    first = start_clock(text, language, happened, calendar=calendar)
    second = start_clock(text, language, happened + timedelta(days=later), calendar=calendar)

    assert first is not None
    assert second is not None
    check(text, first)
    assert (first.rule, first.due.precision) == (second.rule, second.due.precision)
    if first.due.end and second.due.end:
        assert first.due.end <= second.due.end


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def intervals(day: date, length: int) -> Iterator[tuple[Precision, date | None, date]]:
    """An interval of every precision around a day, and a deadline."""
    year, month = day.year, day.month
    first, last, monday = date(year, month, 1), last_of(year, month), day - timedelta(days=day.weekday())
    quarter, half = (month - 1) // 3 * 3 + 1, 1 if month <= 6 else 7
    yield "day", day, day
    yield "day", day, day + timedelta(days=length)
    yield "week", monday, monday + timedelta(days=6)
    yield "third", first, date(year, month, 10)
    yield "third", date(year, month, 11), date(year, month, 20)
    yield "third", date(year, month, 21), last
    yield "third", date(year, month, 11), last  # medio to ultimo
    yield "third", first, date(year, month, 15)  # the first half of the month
    yield "month", first, last
    yield "month", first, last_of(year + (month == 12), month % 12 + 1)
    yield "quarter", date(year, quarter, 1), last_of(year, quarter + 2)
    yield "half", date(year, half, 1), last_of(year, half + 5)
    yield from (("season", date(year, begins, 1), last_of(year, begins + 2)) for begins in (3, 6, 9))
    yield "season", date(year, 12, 1), last_of(year + 1, 2)
    yield "year", date(year, 1, 1), date(year, 12, 31)
    yield "third", None, last


@pytest.fixture(scope="module", autouse=True)
def _catalogue() -> None:
    i18n.load()


@settings(max_examples=150, deadline=None)
@given(day=days, length=st.integers(1, 900), on=days, language=languages)
@example(day=date(2020, 2, 29), length=366, on=date(2021, 3, 1), language="da")
@example(day=date(2020, 12, 31), length=1, on=date(2017, 1, 10), language="zh")
@example(day=date(1999, 12, 31), length=60, on=date(2017, 1, 10), language="en")
def test_a_rendered_interval_is_read_back_whole(day: date, length: int, on: date, language: Language) -> None:
    for precision, start, end in intervals(day, length):
        shown = words.due(Due("", start, end, precision), language)
        read = parse_due(shown, language, on)
        assert read is not None, shown
        assert (read.said, read.start, read.end) == (shown, start, end)

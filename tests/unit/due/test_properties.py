"""What holds for every text: nothing raises, words are kept, spans run forwards, dates come back."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.due import Calendar, FoundDue, find_due, parse_date, read_due
from bot.domain.language import LANGUAGES, Language
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

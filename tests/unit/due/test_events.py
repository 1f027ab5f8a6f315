"""Deadlines that wait for an event: named, and counted once it has happened."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.due import Calendar, Due, parse_due
from bot.domain.due_event import event_named, start_clock
from bot.domain.language import Language
from tests.unit.due.test_expressions import EXPRESSIONS, KNOWN

ON = date(2017, 1, 10)


def rows() -> Iterator[tuple[Language, str, date, str, str]]:
    """The lines of the table as language, text, day of the event, expected answer, and the event's words."""
    for line in (Path(__file__).parent / "events.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, text, happened, start, end, precision, event, *said = (cell.strip() for cell in line.split("|"))
            answer = f"{said[0] if said else text}: {start}/{end} {precision}"
            yield KNOWN[language], text, date.fromisoformat(happened), answer, event


ROWS = list(rows())


@pytest.mark.parametrize(("language", "text", "happened", "answer", "event"), ROWS)
def test_clock_is_started_as_the_table_says(
    language: Language, text: str, happened: date, answer: str, event: str
) -> None:
    calendar: Calendar = "CN" if language == "zh" else "DK"
    waiting = parse_due(text, language, ON, calendar=calendar)
    assert waiting is not None

    started = start_clock(waiting.said, language, happened, calendar=calendar)

    assert waiting == Due(waiting.said, None, None, "event")
    assert started is not None
    due = started.due
    assert f"{due.said}: {due.start or ''}/{due.end or ''} {due.precision}" == answer
    assert event_named(waiting.said, language) == event


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "senest 15. marts"),
        ("da", "10 arbejdsdage efter den 15. marts"),
        ("da", "hurtigst muligt"),
        ("da", "to uger efter påske"),
        ("da", "16 kommuner"),
        ("zh", "10个工作日内"),
        ("zh", "春节后一周内"),
        ("zh", "来访前两周内"),
        ("en", "in two weeks"),
        ("en", ""),
    ],
)
def test_words_that_wait_for_no_event_start_no_clock(language: Language, text: str) -> None:
    assert start_clock(text, language, ON) is None
    assert event_named(text, language) == ""


def test_every_waiting_deadline_of_the_tables_names_its_event_and_starts_a_clock() -> None:
    waiting = [
        (language, due.said)
        for language, on, text, _ in EXPRESSIONS
        if (due := parse_due(text, language, on)) and due.precision == "event"
    ]

    assert len(waiting) > 40
    for language, said in waiting:
        started = start_clock(said, language, ON)
        assert started is not None, said
        assert started.due.said == said
        assert event_named(said, language) != "", said


def test_clock_through_a_year_nobody_has_the_holidays_of_is_uncertain() -> None:
    known = start_clock("收到草案后10个工作日内", "zh", date(2017, 1, 20), calendar="CN")
    unknown = start_clock("收到草案后10个工作日内", "zh", date(2050, 1, 20), calendar="CN")
    weeks = start_clock("收到草案后两周内", "zh", date(2050, 1, 20), calendar="CN")

    assert [found and (found.certain, found.due.certain) for found in (known, unknown, weeks)] == [
        (True, True),
        (False, False),
        (True, True),
    ]


def test_clock_that_runs_out_of_the_calendar_leaves_the_day_unknown() -> None:
    after = start_clock("10 arbejdsdage efter modtagelsen", "da", date.max)
    before = start_clock("to uger før besøget", "da", date.min)

    assert [found and (found.due.start, found.due.end, found.due.precision) for found in (after, before)] == [
        (None, None, "unknown"),
        (None, None, "unknown"),
    ]

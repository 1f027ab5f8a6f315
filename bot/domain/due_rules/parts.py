"""The beginning, middle and end of a month, quarter, season or year: the same for every language."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from bot.domain.due_rules.period import Period, Span, nowhere, shift

if TYPE_CHECKING:
    from bot.domain.due import Precision

Part = Literal["beginning", "middle", "end", "middle and end", "beginning and middle", "first half", "second half"]


def part(whole: Period, name: Part) -> Period:
    """The beginning, middle or end of a period, or one of its halves.

    Of a month days 1-10, 11-20 and 21 to its end, halves 1-15 and 16 to its end; of a quarter or
    season its first, middle and last month; of a half-year two months each; of a year January,
    June and July, December; of a week Monday and Tuesday, Wednesday, Thursday to Sunday.
    A part of a day is the day itself; a part of a part is not understood.
    """
    make, rule = whole.make, _PARTS.get(whole.precision)
    if whole.is_part or whole.precision == "third":  # "the end of late May"
        return nowhere("unknown")
    if make is None or rule is None:
        return whole
    finer_one, cuts = rule
    first, last = cuts.get(name, (None, None))

    def cut(of: int) -> Span | None:
        span = make(of)
        if span is None:
            return None
        return Span(
            span.start if first is None else _moved(span.start, first),
            span.end if last is None else _moved(span.start, last) - timedelta(days=1),
        )

    half_year = whole.precision == "year" and name in ("first half", "second half")
    return replace(whole, make=cut, precision="half" if half_year else finer_one, is_part=True)


def together(first: Part, second: Part) -> Part | None:
    """Two parts beside each other as one: "medio/ultimo", 上旬或中旬."""
    return _TOGETHER.get((first, second))


_TOGETHER: dict[tuple[Part, Part], Part] = {
    ("beginning", "middle"): "beginning and middle",
    ("middle", "end"): "middle and end",
}


def _moved(start: date, step: tuple[int, int]) -> date:
    months_on, days_on = step
    return shift(start, months=months_on, days=days_on)


def _cuts(*steps: tuple[int, int]) -> dict[Part, tuple[tuple[int, int] | None, tuple[int, int] | None]]:
    """Where the parts begin and end, as (months, days) from the beginning of the whole."""
    middle, end, second, end_begins, middle_begins = steps[0], steps[1], steps[2], steps[-1], steps[-2]
    return {
        "beginning": (None, middle),
        "middle": (middle_begins, end),
        "end": (end_begins, None),
        "middle and end": (middle_begins, None),
        "beginning and middle": (None, end),
        "first half": (None, second),
        "second half": (second, None),
    }


_PARTS: "dict[str, tuple[Precision, dict[Part, tuple[tuple[int, int] | None, tuple[int, int] | None]]]]" = {
    "week": ("day", _cuts((0, 2), (0, 3), (0, 3), (0, 2), (0, 3))),
    "month": ("third", _cuts((0, 10), (0, 20), (0, 15), (0, 10), (0, 20))),
    "quarter": ("month", _cuts((1, 0), (2, 0), (1, 15), (1, 0), (2, 0))),
    "season": ("month", _cuts((1, 0), (2, 0), (1, 15), (1, 0), (2, 0))),
    "half": ("month", _cuts((2, 0), (4, 0), (3, 0), (2, 0), (4, 0))),
    "year": ("month", _cuts((1, 0), (7, 0), (6, 0), (5, 0), (11, 0))),
}

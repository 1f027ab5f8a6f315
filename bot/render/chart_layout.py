"""Where everything stands in the picture of a half-year: head, calendar, a lane for each owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from bot.domain.days_off import Span
from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.timeline import Timeline
from bot.render import chart_words
from bot.render.chart_sheet import LINE, MarkKind, Measure, Sheet
from bot.render.fonts import drawable
from bot.render.holidays import holiday

WIDTH = 1600
MARGIN = 32
RIGHT = WIDTH - MARGIN
TITLE, LEGEND, AXIS, WEEK = 48, 32, 32, 28  # sizes of letters, in pixels
INK, GREY = "#1a1a1a", "#5a5a5a"
_ROW = 42  # of the calendar
_SWATCH = 52
_LEGEND: tuple[tuple[MarkKind, str], ...] = (
    ("visit", "visit"),
    ("deadline", "deadline"),
    ("expected", "expected"),
    ("passed", "late"),
    ("today", "today"),
    ("dk", "holiday_dk"),
    ("cn", "holiday_cn"),
    ("unknown", "unknown"),
)
_STRIPS: tuple[tuple[Calendar, MarkKind], ...] = (("DK", "dk"), ("CN", "cn"))


@dataclass(frozen=True, slots=True)
class Scale:
    """Which pixel a day begins at."""

    start: date
    end: date
    left: float

    def x(self, day: date) -> float:
        """The left edge of a day; of one outside the picture, the nearest edge."""
        days = (self.end - self.start).days + 1
        inside = min(max((day - self.start).days, 0), days)
        return self.left + inside * (RIGHT - self.left) / days


def head(sheet: Sheet, timeline: Timeline, locales: Sequence[Language]) -> None:
    """The title in each language, and what the marks mean."""
    sheet.y = MARGIN * 0.6
    for number, title in enumerate(chart_words.titles(timeline, locales)):
        size = TITLE if number == 0 else TITLE - 10
        (line,) = sheet.fit(title, size, RIGHT - MARGIN) or [""]
        sheet.write(MARGIN, sheet.y, line, size, INK)
        sheet.y += size * LINE
    sheet.y += 8
    left = float(MARGIN)
    for kind, key in _LEGEND:
        if kind == "unknown" and not any(timeline.unknown.values()):
            continue
        text = _legend_text(key, timeline, locales)
        (text,) = sheet.fit(text, LEGEND, RIGHT - MARGIN - _SWATCH - 14)
        wide = _SWATCH + 14 + sheet.measure(text, LEGEND)
        if left + wide > RIGHT and left > MARGIN:
            left, sheet.y = float(MARGIN), sheet.y + LEGEND * 1.5
        _swatch(sheet, kind, left)
        sheet.write(left + _SWATCH + 14, sheet.y, text, LEGEND, INK)
        left += wide + 40
    sheet.y += LEGEND * 1.5 + 14


def _legend_text(key: str, timeline: Timeline, locales: Sequence[Language]) -> str:
    if key == "today":
        return chart_words.today(timeline.today, locales)
    return chart_words.short(f"legend.{key}", locales)


def _swatch(sheet: Sheet, kind: MarkKind, left: float) -> None:
    middle = sheet.y + LEGEND * 0.62
    if kind in {"dk", "cn", "unknown"}:
        sheet.mark(kind, (left, middle - 15, left + _SWATCH, middle + 15))
    elif kind == "today":
        sheet.mark(kind, (left + _SWATCH / 2, middle - 17, left + _SWATCH / 2, middle + 17))
    elif kind == "passed":
        sheet.mark(kind, (left + 16, middle - 13, left + 40, middle + 13))
    else:
        right = left + _SWATCH - (13 if kind == "deadline" else 0)
        sheet.mark(kind, (left, middle - 10, right, middle + 10))
        if kind == "deadline":
            sheet.mark("end", (right - 13, middle - 13, right + 13, middle + 13))


def calendar(sheet: Sheet, timeline: Timeline, locales: Sequence[Language]) -> Scale:
    """Months, weeks, and the holidays of both countries."""
    captions = {key: chart_words.short(f"axis.{key}", locales) for key in ("week", "dk", "cn")}
    widest = max(sheet.measure(caption, WEEK) for caption in captions.values())
    scale = Scale(timeline.start, timeline.end, MARGIN + widest + 16)
    _months(sheet, scale, locales)
    sheet.write(MARGIN, sheet.y, captions["week"], WEEK, GREY)
    _weeks(sheet, scale)
    sheet.y += _ROW
    for country, kind in _STRIPS:
        sheet.write(MARGIN, sheet.y, captions[kind], WEEK, GREY)
        for span in timeline.unknown.get(country, ()):
            sheet.mark("unknown", _across(sheet, scale, span))
        spans = timeline.holidays.get(country, ())
        for span, following in zip_longest(spans, spans[1:]):
            sheet.mark(kind, _across(sheet, scale, span))
            _holiday_name(sheet, scale, span, following, locales)
        sheet.y += _ROW
    return scale


def _holiday_name(sheet: Sheet, scale: Scale, span: Span, following: Span | None, locales: Sequence[Language]) -> None:
    """The name behind the holiday, where it fits before the next one."""
    name = chart_words.both([holiday(span.name or "", locale) for locale in locales])
    left = scale.x(span.end + timedelta(days=1)) + 8
    if left + sheet.measure(name, WEEK) + 8 <= (scale.x(following.start) if following else RIGHT):
        sheet.write(left, sheet.y, name, WEEK, GREY)


def _across(sheet: Sheet, scale: Scale, span: Span) -> tuple[float, float, float, float]:
    return (scale.x(span.start), sheet.y + 3, scale.x(span.end + timedelta(days=1)), sheet.y + _ROW - 3)


def _months(sheet: Sheet, scale: Scale, locales: Sequence[Language]) -> None:
    first = scale.start
    while first <= scale.end:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        left, right = scale.x(first), scale.x(following)
        named = (drawable(name) for name in chart_words.months(first, locales))
        name = next((one for one in named if sheet.measure(one, AXIS) <= right - left - 14), "")
        if name:
            sheet.write(left + 8, sheet.y, name, AXIS, INK)
        sheet.mark("month", (left, sheet.y, left, sheet.y + AXIS * LINE))
        first = following
    sheet.y += AXIS * LINE + 2


def _weeks(sheet: Sheet, scale: Scale) -> None:
    monday = scale.start
    while monday <= scale.end:
        left, right = scale.x(monday), scale.x(monday + timedelta(weeks=1))
        number = str(monday.isocalendar().week)
        sheet.write((left + right - sheet.measure(number, WEEK)) / 2, sheet.y, number, WEEK, GREY)
        sheet.mark("week", (left, sheet.y, left, sheet.y + _ROW))
        monday += timedelta(weeks=1)


def blank(measure: Measure) -> Sheet:
    """An empty sheet."""
    return Sheet(measure, WIDTH)

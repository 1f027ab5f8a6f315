"""The lanes of the picture: each owner's items, in as many rows as keep them apart."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.timeline import Entry, Lane, Timeline
from bot.render import chart_words
from bot.render.chart_layout import GREY, INK, MARGIN, RIGHT, Scale
from bot.render.chart_sheet import LINE, MarkKind, Sheet

NAME, ITEM, SMALL = 38, 34, 30  # sizes of letters, in pixels
LATE, WAS_EXPECTED = "#8f1d00", "#00704f"
_ROOMY, _TIGHT = (760, 2), (600, 1)  # how wide an item's words are, and how many lines
_CROWDED = 12  # entries; with more, they are kept tight
_NARROWEST = 420  # less room beside a bar than this, and the words stand above it
_BAR, _END = 22, 30
_GAP = 14  # between a bar and its words
_APART = 30
_MARKED = 42  # from a mark of what has ended to its words
_TAIL = timedelta(days=10)  # of a deadline without a beginning
_SHADES: tuple[tuple[Calendar, MarkKind], ...] = (("DK", "dk_shade"), ("CN", "cn_shade"))
_LEAST = 14  # pixels that a bar has at least


class _Placed(NamedTuple):
    """An entry with its lines of text and what it takes of the width; `above` says that they stand above its bar."""

    entry: Entry
    lines: tuple[str, ...]
    text_left: float
    bar: tuple[float, float]
    left: float
    right: float
    above: bool

    @property
    def height(self) -> float:
        """What it takes of the height."""
        return len(self.lines) * ITEM * LINE + (_END + 4 if self.above else 0)


def lanes(sheet: Sheet, timeline: Timeline, scale: Scale, locales: Sequence[Language]) -> None:
    """All lanes; a sentence where there are none; then what is not in the picture."""
    top = sheet.y
    sheet.y += 12
    shape = _TIGHT if sum(len(lane.entries) for lane in timeline.lanes) > _CROWDED else _ROOMY
    for lane in timeline.lanes:
        _lane_head(sheet, lane, locales, shape[1])
        for row in _rows([_placed(sheet, entry, scale, locales[0], shape) for entry in lane.entries]):
            _row(sheet, row)
        sheet.y += 8
    if not timeline.lanes:
        for locale in locales:
            _sentence(sheet, chart_words.short("nothing", [locale]), INK)
    bottom = sheet.y
    for line in chart_words.foot(timeline, locales):
        _sentence(sheet, line, GREY)
    sheet.y += MARGIN * 0.6
    for country, kind in _SHADES:
        for span in timeline.holidays.get(country, ()):
            sheet.mark(kind, (scale.x(span.start), top, scale.x(span.end + timedelta(days=1)), bottom))
    now = scale.x(timeline.today)
    sheet.mark("today", (now, top - 4, now, bottom))


def _sentence(sheet: Sheet, text: str, color: str) -> None:
    for line in sheet.fit(text, SMALL, RIGHT - MARGIN, 3):
        sheet.write(MARGIN, sheet.y, line, SMALL, color)
        sheet.y += SMALL * LINE


def _lane_head(sheet: Sheet, lane: Lane, locales: Sequence[Language], lines: int) -> None:
    """Whose lane it is, how many more there are, and what has ended undone."""
    more = f"+{lane.more}" if lane.more else ""
    room = RIGHT - MARGIN - (sheet.measure(more, NAME) + 24 if more else 0)
    sheet.mark("lane", (MARGIN - 12, sheet.y, RIGHT + 12, sheet.y + NAME * 1.4))
    for name in sheet.fit(chart_words.lane(lane, locales), NAME, room):
        sheet.write(MARGIN, sheet.y + 1, name, NAME, INK)
    if more:
        sheet.write(RIGHT - sheet.measure(more, NAME), sheet.y + 1, more, NAME, INK)
    sheet.y += NAME * 1.4 + 8
    _passed(sheet, chart_words.passed(lane, locales), lines)


def _passed(sheet: Sheet, said: tuple[str, str], lines: int) -> None:
    """What has ended undone, at the left edge behind its marks; on one line where there is room."""
    left, room = float(MARGIN), RIGHT - MARGIN - _MARKED
    late, expected = (sheet.fit(text, ITEM, room, lines) for text in said)
    together = len(late) == len(expected) == 1
    if together and sheet.measure(late[0], ITEM) + sheet.measure(expected[0], ITEM) + 2 * _MARKED < room:
        _marked(sheet, left, "passed", late, LATE)
        sheet.y -= ITEM * LINE
        left += sheet.measure(late[0], ITEM) + 2 * _MARKED
    else:
        _marked(sheet, left, "passed", late, LATE)
    _marked(sheet, left, "was_expected", expected, WAS_EXPECTED)


def _marked(sheet: Sheet, left: float, kind: MarkKind, lines: Sequence[str], color: str) -> None:
    """Some lines behind a mark; nothing where there are none."""
    if lines:
        sheet.mark(kind, (left, sheet.y + 7, left + 28, sheet.y + 37))
    for line in lines:
        written = sheet.write(left + _MARKED, sheet.y, line, ITEM, color)
        sheet.mark("paper", written.box)
        sheet.y += ITEM * LINE


def _placed(sheet: Sheet, entry: Entry, scale: Scale, locale: Language, shape: tuple[int, int]) -> _Placed:
    """An entry's words on that side of its bar where there is more room for them, or else above it."""
    start = entry.start if entry.start is not None else entry.end - _TAIL
    bar_right = scale.x(entry.end + timedelta(days=1))
    bar_left = min(scale.x(start), bar_right - _LEAST)
    behind, before = bar_right + _END / 2 + _GAP, bar_left - _GAP
    room = max(RIGHT - behind, before - MARGIN)
    above = room < _NARROWEST
    text = chart_words.entry(entry, locale)
    widest, most = shape
    found = tuple(sheet.fit(text, ITEM, widest if above else min(room, widest), most))
    wide = max((sheet.measure(line, ITEM) for line in found), default=0.0)
    if above:
        left = max(float(MARGIN), min(bar_left, RIGHT - wide))
    else:
        left = behind if behind + wide <= RIGHT else before - wide
    edges = (min(left, bar_left), max(left + wide, bar_right + _END / 2))
    return _Placed(entry, found, left, (bar_left, bar_right), *edges, above)


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Entries in as few rows as keep them apart, those that begin first on top."""
    rows: list[list[_Placed]] = []
    for one in sorted(placed, key=lambda found: (found.bar[0], found.entry.end, found.entry.item_id)):
        row = next((row for row in rows if all(_apart(one, other) for other in row)), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return rows


def _apart(one: _Placed, other: _Placed) -> bool:
    return one.right + _APART <= other.left or other.right + _APART <= one.left


def _row(sheet: Sheet, row: Sequence[_Placed]) -> None:
    for one in row:
        for number, line in enumerate(one.lines):
            written = sheet.write(one.text_left, sheet.y + number * ITEM * LINE, line, ITEM, INK)
            sheet.mark("paper", written.box)
        _bar(sheet, one, sheet.y + (one.height - _END / 2 - 2 if one.above else one.height / 2 + 2))
    sheet.y += max(one.height for one in row) + 8


def _bar(sheet: Sheet, one: _Placed, middle: float) -> None:
    entry, (left, right) = one.entry, one.bar
    kind: MarkKind = entry.kind
    if entry.kind == "visit" and entry.expected:
        kind = "expected_visit"
    if entry.kind == "deadline" and entry.start is None:
        kind = "tail"
    half = 2 if kind == "tail" else _BAR / 2
    sheet.mark(kind, (left, middle - half, right, middle + half))
    if entry.kind == "deadline" and right < RIGHT:
        sheet.mark("end", (right - _END / 2, middle - _END / 2, right + _END / 2, middle + _END / 2))

"""The coming half-year of a cooperation as a picture, and in words for who cannot see it."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.days_off import Span
from bot.domain.due import Calendar, Due
from bot.domain.language import Language
from bot.domain.timeline import MOST_ENTRIES, Entry, Lane, Timeline, thinned
from bot.i18n import t
from bot.render import chart_lanes, chart_layout, chart_words, words
from bot.render.blocks import cut
from bot.render.chart_paint import drawn
from bot.render.chart_sheet import Measure, Sheet
from bot.render.holidays import holiday

ALT_TEXT = 2000  # characters, Slack's limit for a picture in a message
LARGEST = 200_000  # bytes of a picture
_COUNTRIES: Mapping[str, Calendar] = {"dk": "DK", "cn": "CN"}
_ROOM = ((90, 99), (60, 99), (40, 99), (30, 6), (24, 3), (20, 1))  # letters of an item, items of a lane


def as_png(timeline: Timeline, locales: Sequence[Language]) -> bytes:
    """The picture, 1600 pixels wide and as high as it needs to be; equal contents are equal bytes.

    Args:
        timeline: what is in it.
        locales: the reader's language; of a channel of two, both: then what is short is said in
            both, and the items, which their numbers name, in the first.
    """
    png, most = _drawn(timeline, locales), MOST_ENTRIES
    while len(png) > LARGEST and most > 1:  # very many long words in Chinese
        most //= 2
        png = _drawn(thinned(timeline, most), locales)
    return png


def _drawn(timeline: Timeline, locales: Sequence[Language]) -> bytes:
    return drawn(chart_layout.WIDTH, lambda measure: composed(timeline, locales, measure))


def composed(timeline: Timeline, locales: Sequence[Language], measure: Measure) -> Sheet:
    """The picture before it is drawn; `measure` says how wide words are."""
    sheet = chart_layout.blank(measure)
    chart_layout.head(sheet, timeline, locales)
    scale = chart_layout.calendar(sheet, timeline, locales)
    chart_lanes.lanes(sheet, timeline, scale, locales)
    return sheet


def alt_text(timeline: Timeline, locale: Language) -> str:
    """What the picture shows, in at most 2000 characters: who has what to do when, what is late, who is on holiday."""
    said = ""
    for letters, entries in _ROOM:
        said = "\n".join(_said(timeline, locale, letters, entries))
        if len(said) <= ALT_TEXT:
            return said
    return cut(said, ALT_TEXT)


def _said(timeline: Timeline, locale: Language, letters: int, entries: int) -> Iterator[str]:
    yield chart_words.title(timeline, locale)
    days = {name: words.day(getattr(timeline, name), locale) for name in ("start", "end", "today")}
    yield t("chart.alt.intro", locale, **days)
    for lane in timeline.lanes:
        yield _lane(lane, locale, letters, entries)
    if not timeline.lanes:
        yield t("chart.nothing", locale)
    yield from _holidays(timeline, locale)
    yield from chart_words.foot(timeline, [locale])


def _lane(lane: Lane, locale: Language, letters: int, entries: int) -> str:
    said = [one for one in chart_words.passed(lane, [locale]) if one]
    said += [_entry(entry, locale, letters) for entry in lane.entries[:entries]]
    more = lane.more + len(lane.entries[entries:])
    if more:
        said.append(t("chart.alt.more", locale, count=more))
    owner = cut(chart_words.owner(lane.owner, locale), letters)
    return t("chart.alt.lane", locale, owner=owner, what=t("chart.alt.next", locale).join(said))


def _entry(entry: Entry, locale: Language, letters: int) -> str:
    kind = "expected_visit" if entry.kind == "visit" and entry.expected else entry.kind
    when = words.due(Due("", entry.start, entry.end, entry.precision), locale)
    ref, said = chart_words.ref(entry), cut(entry.text.shown(locale).content, letters)
    return t(f"chart.alt.{kind}", locale, ref=ref, words=said, when=when)


def _holidays(timeline: Timeline, locale: Language) -> Iterator[str]:
    for country, calendar in _COUNTRIES.items():
        spans = timeline.holidays[calendar]
        if spans:
            days = t("list.comma", locale).join(_span(span, locale) for span in spans)
            yield t(f"chart.alt.holidays_{country}", locale, days=days)
        unknown = timeline.unknown[calendar]
        if unknown:
            yield t(f"chart.alt.unknown_{country}", locale, years=_years(unknown, locale))


def _span(span: Span, locale: Language) -> str:
    days = words.due(Due("", span.start, span.end, "day"), locale)
    return t("chart.alt.holiday", locale, days=days, name=holiday(span.name or "", locale))


def _years(spans: Sequence[Span], locale: Language) -> str:
    return t("list.comma", locale).join(str(span.start.year) for span in spans)

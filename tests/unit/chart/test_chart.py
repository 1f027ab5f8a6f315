"""The picture itself: its size, its letters, nothing over anything else, and the same for words."""

import itertools
import random
import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.domain.language import LANGUAGES, Language
from bot.domain.record import ActionLine, Owner
from bot.domain.timeline import Timeline, thinned, timeline_of
from bot.render import chart_words
from bot.render.chart import ALT_TEXT, alt_text, as_png, composed
from bot.render.chart_layout import WIDTH
from bot.render.chart_paint import laid_out, measured
from bot.render.chart_sheet import Sheet
from bot.render.fonts import chart_font, drawable, spare_font
from tests.unit.chart.making import CLEAN, JEPD, NOBODY, TODAY, a_half_year, a_line, of

HOLIDAYS_DA = (
    "Fridage i Danmark: 25. december 2026 – 26. december 2026 (1. juledag, 2. juledag), 1. januar 2027 (nytårsdag), "
    "25. marts 2027 – 29. marts 2027 (skærtorsdag, langfredag, påskedag, 2. påskedag), "
    "6. maj 2027 (Kristi himmelfartsdag), 16. maj 2027 – 17. maj 2027 (pinsedag, 2. pinsedag)."
)
LONGEST = 200_000  # bytes
READERS: tuple[tuple[Language, ...], ...] = (("da",), ("zh",), ("en",), ("da", "zh"), ("zh", "da"))


@pytest.fixture(autouse=True, scope="module")
def _catalogues() -> None:
    i18n.load()


def sheet_of(timeline: Timeline, locales: Sequence[Language]) -> Sheet:
    """The picture as it is laid out with the letters it is drawn with."""
    return laid_out(lambda measure: composed(timeline, locales, measure))


def letters_of(font: Path) -> frozenset[int]:
    tables = import_module("fontTools.ttLib")  # it has no types
    with tables.TTFont(font) as opened:
        return frozenset(opened.getBestCmap())


def size_of(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def chunks(png: bytes) -> Iterator[bytes]:
    """The kinds of the parts of a PNG, each of which must be whole."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", png[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(kind + content)
        place += 12 + length
        yield kind


def overlapping(sheet: Sheet) -> list[tuple[str, str]]:
    """The texts that stand over one another."""
    boxes = [(one.text, one.box) for one in sheet.words]
    return [
        (first, second)
        for (first, a), (second, b) in itertools.combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]


def crowd(seed: int, count: int, owners: int) -> list[ActionLine]:
    """As much as there is, in long words of both scripts."""
    draws = random.Random(seed)  # noqa: S311  no secret
    danish = ["jord", "grundvand", "oprensning", "Ærø", "samarbejdsaftale", "miljøvurderingsbekendtgørelse"]
    lines = []
    for number in range(count):
        start = TODAY + timedelta(days=draws.randint(-60, 190))
        lines.append(
            a_line(
                number,
                Owner(said=f"Firma {draws.randrange(owners)} {' '.join(danish)}") if number % 9 else NOBODY,
                draws.choice([start, None]),
                start + timedelta(days=draws.choice([0, 0, 9, 30, 200])),
                words=" ".join(draws.choices(danish, k=40)),
                zh="".join(chr(draws.randrange(0x4E00, 0x6E00)) for _ in range(200)),
                expected=draws.random() < 0.3,
                others=(of(JEPD),) if number % 4 == 0 else (),
            )
        )
    return lines


@pytest.mark.parametrize("locales", READERS)
@pytest.mark.parametrize(
    "lines", [[], a_half_year(), crowd(1, 500, 14), crowd(2, 10, 9)], ids=["none", "some", "500", "10"]
)
def test_picture_is_wide_small_and_whole(locales: tuple[Language, ...], lines: list[ActionLine]) -> None:
    png = as_png(timeline_of(lines, TODAY, ["Jiangsu"]), locales)

    width, height = size_of(png)
    assert width == 1600
    assert 400 < height < 3600
    assert len(png) < LONGEST
    assert set(chunks(png)) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}  # no name of a program, no time


def test_equal_contents_are_equal_bytes() -> None:
    first, again = (as_png(timeline_of(a_half_year(), TODAY, ["Jiangsu"]), ["da", "zh"]) for _ in range(2))
    other = as_png(timeline_of(a_half_year()[1:], TODAY, ["Jiangsu"]), ["da", "zh"])

    assert first == again
    assert first != other


@pytest.mark.parametrize("locales", READERS)
@pytest.mark.parametrize("lines", [a_half_year(), crowd(3, 500, 14), crowd(4, 11, 10)], ids=["some", "500", "11"])
def test_no_text_stands_over_another_or_leaves_the_picture(
    locales: tuple[Language, ...], lines: list[ActionLine]
) -> None:
    sheet = sheet_of(timeline_of(lines, TODAY, ["Jiangsu", "Et samarbejde med et meget langt navn " * 5]), locales)

    assert overlapping(sheet) == []
    assert [one.text for one in sheet.words if one.box[0] < 0 or one.box[2] > WIDTH] == []
    assert [one.text for one in sheet.words if one.box[1] < 0 or one.box[3] > sheet.y] == []


@pytest.mark.parametrize("locales", READERS)
def test_letters_stay_in_the_room_that_was_measured(locales: tuple[Language, ...]) -> None:
    sheet = sheet_of(
        timeline_of([*a_half_year(), a_line(90, of(CLEAN), None, TODAY, words="Åg ÅÅÅ gjpqy 国")], TODAY), locales
    )

    for one in sheet.words:
        left, top, right, bottom = measured(one)
        room = one.box
        assert (room[0], room[2]) == (left, right), one.text
        assert room[1] <= top, one.text
        assert bottom <= room[3], one.text


@pytest.mark.parametrize("locales", READERS)
def test_fonts_have_every_letter_that_is_drawn(locales: tuple[Language, ...]) -> None:
    lines = [*a_half_year(), a_line(91, of(CLEAN), None, TODAY, words="Tak 🎉 til Čapek, Őz og 𠮷\u200b 👍🏽 ⏰")]
    known = letters_of(chart_font()) | letters_of(spare_font())

    drawn_letters = {letter for one in sheet_of(timeline_of(lines, TODAY), locales).words for letter in one.text}

    assert {letter for letter in drawn_letters if ord(letter) not in known} == set()


def test_font_has_danish_and_all_common_chinese_letters() -> None:
    known = letters_of(chart_font())
    common = {bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)}

    assert {letter for letter in "æøåÆØÅéü" if ord(letter) not in known} == set()
    assert {letter for letter in common if ord(letter) not in known} == set()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("to\nlinjer\tmed  blanke", "to linjer med blanke"),
        ("fint 👍🏽 gjort 🎉", "fint gjort"),
        ("e\u0301t", "ét"),
        ("Čapek og Őz", "Čapek og Őz"),
        ("\U0002a6d5g", "〓g"),
        ("\u202egnol\u200b", "gnol"),
    ],
)
def test_what_no_font_can_draw_is_left_out_or_marked(written: str, shown: str) -> None:
    assert drawable(written) == shown


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_any_text_can_be_drawn(texts: list[str]) -> None:
    lines = [
        a_line(number, Owner(said=text), None, TODAY + timedelta(days=30 * number), words=text, zh=text)
        for number, text in enumerate(texts)
    ]

    sheet = sheet_of(timeline_of(lines, TODAY, texts), ["da", "zh"])

    assert overlapping(sheet) == []
    assert [one.text for one in sheet.words if one.box[2] > WIDTH] == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_months_weeks_and_legend_are_in_the_readers_language(locale: Language) -> None:
    texts = {one.text for one in sheet_of(timeline_of(a_half_year(), TODAY, ["Jiangsu"]), [locale]).words}

    expected = {
        "da": {"Det kommende halve år: Jiangsu", "marts 2027", "besøg", "frist", "Uge", "i dag, 27. november 2026"},
        "zh": {"今后半年：Jiangsu", "2027年3月", "访问", "期限", "周", "今天，2026年11月27日"},
        "en": {"The coming half-year: Jiangsu", "March 2027", "visit", "deadline", "Week", "today, 27 November 2026"},
    }
    assert expected[locale] - texts == set()
    assert {"48", "53", "1", "20"} - texts == set()


def test_picture_of_two_languages_says_what_is_short_in_both_and_items_in_the_first() -> None:
    texts = {one.text for one in sheet_of(timeline_of(a_half_year(), TODAY, ["Jiangsu"]), ["da", "zh"]).words}

    expected = {
        "Det kommende halve år: Jiangsu",
        "今后半年：Jiangsu",
        "besøg / 访问",
        "2027-03",
        "JEPD / 江苏省环境保护厅",
        "uden ansvarlig / 无负责方",
        "1.1 Genbesøg fra Suzhou",
        "Én over fristen / 1项已逾期: 1.4",
    }
    assert expected - texts == set()


def test_number_of_an_item_that_is_cut_is_always_there() -> None:
    texts = [one.text for one in sheet_of(timeline_of(crowd(5, 500, 3), TODAY, ["Jiangsu"]), ["zh"]).words]

    shown = [entry for lane in timeline_of(crowd(5, 500, 3), TODAY, ["Jiangsu"]).lanes for entry in lane.entries]
    assert [entry.ref for entry in shown if not any(text.startswith(f"{entry.ref} ") for text in texts)] == []
    assert {text[-1] for text in texts if text.startswith(tuple(f"{entry.ref} " for entry in shown))} == {"…"}


def test_picture_that_would_be_too_large_has_fewer_items_and_counts_them() -> None:
    timeline = timeline_of(crowd(1, 500, 14), TODAY, ["Jiangsu"])

    fewer = thinned(timeline, 10)

    assert sum(len(lane.entries) for lane in fewer.lanes) == 10
    assert [len(lane.entries) + lane.more for lane in fewer.lanes] == [
        len(lane.entries) + lane.more for lane in timeline.lanes
    ]
    assert thinned(timeline, 500) == timeline


def test_alt_text_says_what_the_picture_shows() -> None:
    assert alt_text(timeline_of(a_half_year(), TODAY, ["Jiangsu"]), "da").splitlines() == [
        "Det kommende halve år: Jiangsu",
        "Tidslinje fra 23. november 2026 til 23. maj 2027; i dag er det 27. november 2026.",
        "CLEAN: Én over fristen: 1.4; Én var forventet: 1.5; 1.2 CLEAN sender (frist, senest 15. december 2026).",
        "JEPD: 1.3 Køb af $5 og $7 (frist, medio januar 2027); 1.1 Genbesøg fra Suzhou (besøg, forventes marts 2027).",
        "Mette Holm: 1.6 CLEAN sender (frist, 1. maj 2027 – 31. august 2027).",
        "uden ansvarlig: 1.7 CLEAN sender (forventes, uge 49, 2026).",
        HOLIDAYS_DA,
        "De kinesiske fridage i 2027 kendes ikke endnu.",
        "Ikke vist: én opgave, der ligger senere.",
        "Ikke vist: én opgave uden dato.",
    ]


def test_alt_text_is_in_the_readers_language() -> None:
    lines = [a_line(1, of(JEPD), date(2017, 4, 1), date(2017, 4, 10), words="Genbesøg", zh="回访", expected=True)]
    timeline = timeline_of(lines, date(2017, 1, 20), ["Jiangsu"])

    first, dates, owner, danish, chinese = alt_text(timeline, "zh").splitlines()

    assert (first, dates) == ("今后半年：Jiangsu", "时间表，2017年1月16日至2017年7月16日；今天是2017年1月20日。")
    assert owner == "江苏省环境保护厅：1.1 回访（访问，预计2017年4月上旬）。"
    assert danish.startswith("丹麦假日：2017年4月13日至2017年4月17日（")
    assert chinese.startswith("中国假日：2017年1月27日至2017年2月2日（春节）、2017年4月2日至2017年4月4日（清明节）、")
    assert alt_text(timeline, "en").splitlines()[2] == (
        "Jiangsu Provincial Environmental Protection Department: 1.1 Genbesøg (visit, expected early April 2017)."
    )


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(("count", "owners"), [(0, 1), (500, 2), (500, 40), (36, 12)])
def test_alt_text_keeps_slacks_limit_and_every_owner(locale: Language, count: int, owners: int) -> None:
    timeline = timeline_of(crowd(6, count, owners), TODAY, ["Jiangsu"])

    said = alt_text(timeline, locale)

    assert len(said) <= ALT_TEXT
    assert not said.endswith("…")
    for lane in timeline.lanes:
        assert chart_words.owner(lane.owner, locale)[:15] in said

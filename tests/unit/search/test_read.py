"""What somebody typed, read: days, kinds, phrases, terms, numbers."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import data
from bot.domain.language import Language
from bot.domain.search_dates import Direction, read_dates
from bot.domain.search_mark import excerpt, has_phrase, marks
from bot.domain.search_query import Query, Span
from bot.domain.search_read import FindWord, read_query

TODAY = date(2018, 12, 20)
SIDES: dict[str, Direction] = {
    "efter": "after",
    "siden": "since",
    "før": "before",
    "til": "until",
    "fra": "since",
    "之后": "after",
}
WORDS: dict[str, FindWord] = {"aftaler": "agreement", "åbne": "open", "待办": "action", "未完成": "open", **SIDES}


def read(text: str) -> Query:
    return read_query(text, [data.termbase()], WORDS, TODAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("19. januar 2017", date(2017, 1, 19), date(2017, 1, 19)),
        ("2017年1月19日", date(2017, 1, 19), date(2017, 1, 19)),
        ("January 2017", date(2017, 1, 1), date(2017, 1, 31)),
        ("sidste uge", date(2018, 12, 10), date(2018, 12, 16)),
        ("efter 1. marts 2018", date(2018, 3, 2), date(2028, 12, 31)),
        ("2018年3月之后", date(2018, 4, 1), date(2028, 12, 31)),
        ("før 2018", date(1978, 1, 1), date(2017, 12, 31)),
        ("fra marts 2017 til juni 2017", date(2017, 3, 1), date(2017, 6, 30)),
    ],
)
def test_days_are_read_in_each_language_and_on_the_right_side(text: str, first: date, last: date) -> None:
    (span,) = read_dates(f"grundvand {text}", SIDES, TODAY).spans

    assert (span.first, span.last) == (first, last)


def test_month_without_a_year_is_of_any_of_the_last_years() -> None:
    spans = read_dates("marts", SIDES, TODAY).spans

    assert [span.first for span in spans] == [date(year, 3, 1) for year in range(2013, 2020)]


@pytest.mark.parametrize("text", ["grundvand", "CLEAN", "1 2", "møde i Nanjing", "地下水", "半年"])
def test_what_is_no_day_is_taken_for_none(text: str) -> None:
    assert read_dates(text, SIDES, TODAY).spans == ()


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 900), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_every_day_of_a_span_is_in_what_is_looked_up_for_it(first: date, days: int, held: date) -> None:
    span = Span(first, date.fromordinal(first.toordinal() + days))

    if span.holds(held, held):
        assert {f"d.{held:%Y%m%d}", f"m.{held:%Y%m}", f"y.{held:%Y}"} & set(span.tokens())


def test_kinds_narrow_and_are_words_where_that_finds_nothing() -> None:
    query = read("åbne aftaler Ejlskov")

    assert (query.kinds, query.statuses, len(query.needs)) == (frozenset({"agreement"}), frozenset({"open"}), 1)
    assert query.plain is not None
    assert (query.plain.kinds, len(query.plain.needs)) == (frozenset(), 3)
    assert read("未完成 待办").needs == ()


def test_small_words_are_not_looked_for_beside_others() -> None:
    assert len(read("hvad blev der sagt om grundvand").needs) == 2
    assert len(read("om").needs) == 1


def test_numbers_of_records_are_read() -> None:
    assert read("3.1").needs[0].ways[0].tokens == ("i.1",)
    assert read("i3").needs[0].ways[0].tokens == ("n.i3",)
    assert read("2017").needs == ()


@settings(deadline=None)  # the first word waits for the dictionary
@given(st.text(max_size=120))
def test_whatever_is_typed_can_be_read(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("oprensning", "Tilbud på in situ-oprensningen af grunden", ["oprensningen"]),
        ("grundvand", "双方同意以土壤和地下水为重点", ["地下水"]),
        ("地下水", "Enighed om jord og grundvand.", ["grundvand"]),
        ("forurening", "Jordforureningen er kortlagt", ["Jordforureningen"]),
        ('"fælles udvikling"', "Om fælles udvikling af bakterier", ["fælles udvikling"]),
        ("kviksølv", "Jord og grundvand", []),
    ],
)
def test_marks_stand_on_what_was_looked_for_in_the_readers_language(asked: str, text: str, marked: list[str]) -> None:
    language: Language = "zh" if "双" in text else "da"

    assert [text[start:end] for start, end in marks(text, language, read(asked))] == marked


def test_excerpt_begins_before_the_first_mark() -> None:
    text = "Indledning. " * 60 + "Her står kviksølv til sidst."
    place = text.index("kviksølv")

    part = excerpt(text, ((place, place + 8),))

    assert [part.content[start:end] for start, end in part.marks] == ["kviksølv"]
    assert (part.cut_before, part.cut_behind, len(part.content) < 200) == (True, False, True)


def test_phrase_is_no_part_of_a_longer_word() -> None:
    assert has_phrase("Jord og  grundvand", "jord og grundvand")
    assert not has_phrase("Jord og grundvandet", "jord og grundvand")
    assert has_phrase("以土壤和地下水为重点", "和地下")

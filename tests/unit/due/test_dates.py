"""One exact day, as in the head of a note."""

from datetime import date

import pytest

from bot.domain.due import find_due, parse_date, read_due
from bot.domain.language import LANGUAGES, Language
from tests.effort import growth


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("da", "10. januar 2017", date(2017, 1, 10)),
        ("da", "Tirsdag den 10. januar 2017, kl. 9-12", date(2017, 1, 10)),
        ("da", "10/1 2017", date(2017, 1, 10)),
        ("da", "10/1-2017", date(2017, 1, 10)),
        ("da", "2017-01-10", date(2017, 1, 10)),
        ("da", "10. janaur 2017", date(2017, 1, 10)),
        ("zh", "2017年1月10日", date(2017, 1, 10)),
        ("zh", "二〇一七年一月十日", date(2017, 1, 10)),
        ("zh", "2017年1月10日（星期二）下午", date(2017, 1, 10)),
        ("zh", "2017/1/10", date(2017, 1, 10)),
        ("en", "Jan 10, 2017", date(2017, 1, 10)),
        ("en", "10 January 2017", date(2017, 1, 10)),
        ("da", "31. februar 2017", None),
        ("zh", "2017年2月30日", None),
        ("da", "januar 2017", None),
        ("da", "senest 10. januar 2017", None),
        ("da", "3.-4. januar 2017", None),
        ("da", "10. januar", None),
        ("da", "mandag", None),
        ("da", "i morgen", None),
        ("da", "Nanjing", None),
        ("da", "", None),
    ],
)
def test_day_of_a_head_is_read(language: Language, text: str, day: date | None) -> None:
    assert parse_date(text, language) == day


def test_day_without_its_year_needs_a_reference_date() -> None:
    assert parse_date("10. januar", "da", date(2017, 1, 12)) == date(2018, 1, 10)
    assert parse_date("10. januar", "da", date(2017, 1, 10)) == date(2017, 1, 10)


def test_counting_through_a_year_nobody_knows_is_marked_uncertain() -> None:
    known = read_due("10个工作日内", "zh", date(2017, 1, 20), calendar="CN")
    unknown = read_due("10个工作日内", "zh", date(2050, 1, 20), calendar="CN")

    assert known is not None
    assert unknown is not None
    assert (known.certain, unknown.certain) == (True, False)
    assert unknown.due.end == date(2050, 2, 3)


def test_words_are_cut_from_the_source_as_they_were_written() -> None:
    text = "Frist fo\u030br: ｓｅｎｅｓｔ １５． Ｍａｒｔｓ\u200b, tak"

    found = find_due(text, "da", date(2017, 1, 10))

    assert found is not None
    assert found.due.said == "ｓｅｎｅｓｔ １５． Ｍａｒｔｓ"
    assert found.due.end == date(2017, 3, 15)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_very_long_text_is_read_with_work_that_grows_as_it_does(language: Language) -> None:
    text = "vi mødes måske den 3 og 在南京 4 2017 — " * 1400

    assert len(text) > 50_000
    assert find_due(text, language, date(2017, 1, 10)) is None
    assert growth(lambda size: find_due(text[:size], language, date(2017, 1, 10)), 2000) < 5

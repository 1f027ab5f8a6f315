"""How long notes are kept, as people say it and as a calendar counts it; and names taken out of text."""

from datetime import date

import pytest

from bot.domain.forgotten import in_words, mark, without
from bot.domain.retention import oldest_kept, read_months


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("60", 60),
        ("5 år", 60),
        ("18 måneder", 18),
        ("2 years", 24),
        ("1 month", 1),
        ("5年", 60),
        ("18 个月", 18),
        (" 36 Months ", 36),
        ("altid", None),
        ("永久", None),
    ],
)
def test_time_is_understood(said: str, months: int | None) -> None:
    assert read_months(said, {"altid", "forever", "永久"}) == months


@pytest.mark.parametrize("said", ["", "snart", "0", "-3", "1201", "101 år", "5 uger", "5 6", "9" * 30])
def test_what_is_no_such_time_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_months(said, {"altid"})


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (date(2022, 3, 1), 60, date(2017, 3, 1)),
        (date(2022, 3, 31), 1, date(2022, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2022, 1, 15), 1, date(2021, 12, 15)),
        (date(50, 1, 1), 1200, date.min),
    ],
)
def test_months_are_counted_by_the_calendar(today: date, months: int, first: date) -> None:
    assert oldest_kept(today, months) == first


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Mette Holm ringer", ["Mette Holm"], "X ringer"),
        ("Mette Holmgaard ringer", ["Mette Holm"], "Mette Holmgaard ringer"),
        ("Spørg Mette Holm.", ["Mette Holm"], "Spørg X."),
        ("@Mette Holm: hej", ["Mette Holm"], "@X: hej"),
        ("Åse og Kåse", ["Åse"], "X og Kåse"),
        ("请王芳联系", ["王芳"], "请X联系"),
        ("Wang Fang（王芳）来", ["王芳", "Wang Fang"], "X（X）来"),
        ("a.b (c)", ["b (c)"], "a.X"),
        ("\\1 \\g<0>", ["\\1"], "X \\g<0>"),
        ("nothing", [""], "nothing"),
    ],
)
def test_names_go_as_whole_words(text: str, names: list[str], left: str) -> None:
    assert without(text, names, "X") == left


def test_marks_are_said_in_the_readers_words() -> None:
    told = in_words(f"{mark(17)}, Li, {mark(3)}", lambda number: f"deltager {number}")

    assert told == "deltager 17, Li, deltager 3"
    assert in_words("⟨former x⟩", str) == "⟨former x⟩"

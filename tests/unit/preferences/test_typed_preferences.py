"""What is filled into the form of settings: kept as meant, or refused at the field that is wrong."""

from dataclasses import replace

import pytest

from bot.domain.preferences import Preferences
from bot.domain.typed_preferences import TypedPreferences
from bot.domain.zones import OFFERED, zone_named

TYPED = TypedPreferences("da", remind_at="09:00", remind_days="3", digest_at="08:30", weekday="0")


def test_form_as_it_is_offered_keeps_what_everybody_has() -> None:
    assert TYPED.flaws() == {}
    assert (TYPED.chosen_language(), TYPED.preferences()) == ("da", Preferences())


def test_everything_chosen_is_kept() -> None:
    typed = TypedPreferences("zh", "Asia/Shanghai", "", "CN", "off", "10:30", "10", "on", "17:00", "4")

    assert typed.preferences() == Preferences("Asia/Shanghai", "CN", False, "10:30", 10, True, "17:00", 4)  # noqa: FBT003  fields


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("  europe/oslo ", "Europe/Oslo"),
        ("oslo", "Europe/Oslo"),
        ("New York", "America/New_York"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("PRC", "PRC"),
    ],
)
def test_zone_typed_counts_instead_of_the_one_chosen(said: str, zone: str) -> None:
    typed = replace(TYPED, zone="Asia/Tokyo", zone_other=said)

    assert (typed.flaws(), typed.preferences().zone) == ({}, zone)


@pytest.mark.parametrize(
    "said", ["Mars/Olympus", "../../etc/passwd", "København", "北京", "localtime", "Factory", "x" * 3000]
)
def test_zone_that_is_none_is_refused_at_its_field(said: str) -> None:
    typed = replace(TYPED, zone_other=said)

    assert typed.flaws() == {"zone_other": "zone_unknown"}
    with pytest.raises(ValueError, match="cannot be kept"):
        typed.preferences()


@pytest.mark.parametrize(
    "time", ["05:59", "17:01", "00:00", "23:59", "", "9", "25:00", "kl. 9", "09:00:30", "09:00+01", "T0900", "09.00"]
)
def test_time_outside_working_hours_is_refused_at_its_field(time: str) -> None:
    assert replace(TYPED, remind_at=time).flaws() == {"remind_at": "time_outside"}
    assert replace(TYPED, digest_at=time, remind_at=time).flaws() == {
        "remind_at": "time_outside",
        "digest_at": "time_outside",
    }


@pytest.mark.parametrize("time", ["06:00", "06:01", "16:59", "17:00"])
def test_first_and_last_time_are_taken(time: str) -> None:
    assert replace(TYPED, remind_at=time, digest_at=time).flaws() == {}


def test_forged_choices_count_as_those_that_were_offered() -> None:
    typed = TypedPreferences("xx", "Mars/Olympus", "", "US", "perhaps", "09:00", "99", "perhaps", "08:30", "6")

    assert (typed.chosen_language(), typed.preferences()) == (None, Preferences())


def test_every_zone_that_is_offered_exists() -> None:
    assert [zone for zone in OFFERED if zone_named(zone.lower()) != zone] == []
    assert len(set(OFFERED)) == len(OFFERED)

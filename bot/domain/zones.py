"""The time zones people are offered, and any other one by its name."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

OFFERED = (
    "Europe/Copenhagen",
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Bangkok",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Africa/Nairobi",
    "Europe/Moscow",
    "Europe/Helsinki",
    "Europe/Berlin",
    "Europe/Stockholm",
    "Europe/London",
    "Atlantic/Faroe",
    "America/Nuuk",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)
"""IANA names: the two countries first, then the others around the world."""


def zone_named(said: str) -> str | None:
    """The IANA name somebody means: the name in any case, or only its city where there is one such city."""
    return said if said in OFFERED else _known().get(_plain(said))


def _plain(said: str) -> str:
    return "_".join(said.strip().lower().split())


@cache  # asked of the files of the system, on first use
def _known() -> Mapping[str, str]:
    names = sorted(name for name in available_timezones() if name not in {"Factory", "localtime"})
    cities: dict[str, set[str]] = {}
    for name in names:
        area, _, city = name.rpartition("/")
        if area:
            cities.setdefault(_plain(city), set()).add(name)
    alone = {city: next(iter(found)) for city, found in cities.items() if len(found) == 1}
    return alone | {_plain(name): name for name in names}

"""A year lived through: the clock moves by half-hours, the bot plans and sends, people act in the evening."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.store.database import Database
from tests.simulation import oracle, world
from tests.simulation.life import Life
from tests.simulation.office import Posted
from tests.simulation.world import Somebody, World

STEP = timedelta(minutes=30)
EVENING = 22  # o'clock UTC: nobody is written to then, so that people may act
_MARKER = re.compile(r"(?<!\d)(\d{6})(?!\d)")


class Scale(NamedTuple):
    """How large a cooperation, for how long; `sleeps` is how often in a hundred days the bot is down."""

    first: date
    days: int
    channels: int = 40
    persons: int = 300
    notes_a_day: float = 0.15
    sleeps: int = 6
    seed: int = 2026


class Expected(NamedTuple):
    """A reminder that must be sent: to whom, on which day of theirs, at which instant, of what."""

    person_id: int
    day: date
    at: datetime
    markers: frozenset[str]


class Owed(NamedTuple):
    """A digest that must be sent: to which channel or person (D…), on which day of theirs, at which instant."""

    channel: str
    day: date
    at: datetime


@dataclass
class Played:
    """What was to be sent and who there was."""

    world: World
    life: Life
    expected: list[Expected] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    awake: dict[date, list[datetime]] = field(default_factory=dict)  # UTC day → instants at which the bot ran


def play(db: Database, scale: Scale, run: Callable[[datetime], None], told: Callable[[str], None]) -> Played:
    """Live through it.

    Args:
        db: an empty store.
        scale: how much of it.
        run: lets the bot do everything that is due at an instant.
        told: hears of each month.
    """
    rng = random.Random(scale.seed)
    begin = datetime.combine(scale.first, datetime.min.time(), UTC)
    everything = world.build(db, rng, scale.channels, scale.persons, begin - timedelta(days=1))
    played = Played(everything, Life(db, everything, rng))
    played.life.day(begin - timedelta(hours=2), scale.notes_a_day * 5)  # there is something to begin with
    reminders, digests = oracle.Reminders(), oracle.Digests()
    for day in (scale.first + timedelta(days=count) for count in range(scale.days)):
        steps = list(_steps(day, rng, scale))
        played.awake[day] = steps
        for somebody, theirs, at in _mornings(everything, steps):
            markers = reminders.due(somebody, list(played.life.things.values()), theirs, at)
            if markers:
                played.expected.append(Expected(somebody.person.id, theirs, at, markers))
        played.owed += _owed(everything, played.life, digests, steps)
        played.owed += _owed_of_their_own(everything, steps)
        for step in steps:
            run(step)
        played.life.day(datetime.combine(day, datetime.min.time(), UTC).replace(hour=EVENING), scale.notes_a_day)
        if day.day == 1:
            told(f"{day}: {len(played.life.things)} actions, {len(played.expected)} reminders to be sent")
    return played


def _steps(day: date, rng: random.Random, scale: Scale) -> Iterator[datetime]:
    """The instants of a day at which the bot runs: all of it, or not a morning, or not at all."""
    midnight = datetime.combine(day, datetime.min.time(), UTC)
    asleep = rng.randrange(100) < scale.sleeps
    until = rng.choice((5, 9, 24)) if asleep else 0
    for count in range(2 * EVENING):
        step = midnight + STEP * count
        if step.hour >= until:
            yield step


def _mornings(everything: World, steps: list[datetime]) -> Iterator[tuple[Somebody, date, datetime]]:
    """Everybody's first instant of a day of theirs that falls on this day (UTC): nobody here works across midnight."""
    if not steps:
        return
    for somebody in everything.people.values():
        for theirs in (steps[0].date(), steps[0].date() + timedelta(days=1)):
            at = oracle.first_step(steps, theirs, somebody.chosen.remind_at, somebody.zone)
            if at is not None:
                yield somebody, theirs, at


def _owed(everything: World, life: Life, digests: oracle.Digests, steps: list[datetime]) -> Iterator[Owed]:
    """The digests that must be sent on a day (UTC)."""
    for place in everything.places:
        for channel in place.channels:
            settings = place.settings[channel.id]
            calendars = countries(channel.languages)
            day = steps[0].date() if steps else None
            at = oracle.first_step(steps, day, settings.at, settings.zone) if day else None
            if day is None or at is None or not settings.is_on:
                continue
            if not any(oracle.works(day, calendar) for calendar in calendars):
                continue
            things = tuple(one for one in life.things.values() if one.place is place)
            logged = tuple(life.logged.get(place.space_id, ()))
            seen = oracle.DigestPlace(channel.id, calendars, settings.weekday, logged, things)
            if digests.must(seen, day, at):
                yield Owed(channel.slack.channel_id, day, at)


def _owed_of_their_own(everything: World, steps: list[datetime]) -> Iterator[Owed]:
    """The full lists that people asked for; on other days it depends on whether there is something to tell."""
    for somebody in everything.people.values():
        chosen, day = somebody.chosen, steps[0].date() if steps else None
        at = oracle.first_step(steps, day, chosen.digest_at, somebody.zone) if day else None
        if day is None or at is None or not chosen.digest or not oracle.works(day, somebody.calendar):
            continue
        if oracle.is_full_day(day, chosen.weekday, [somebody.calendar]):
            yield Owed(f"D{somebody.person.slack.user_id[1:]}", day, at)


def countries(languages: tuple[Language, ...]) -> tuple[Calendar, ...]:
    """The countries of a channel by its languages."""
    named: dict[Language, Calendar] = {"da": "DK", "zh": "CN"}
    return tuple(named[language] for language in languages if language in named)


def markers_of(posted: Posted) -> frozenset[str]:
    """The actions a message speaks of."""
    spoken = "\n".join(
        block["text"]["text"] for block in posted.blocks if block["type"] == "section" and block.get("text")
    )
    return frozenset(_MARKER.findall(spoken))

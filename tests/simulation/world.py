"""Who there is in a simulated cooperation: spaces, channels, organisations and people of two countries and more."""

import random
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.person import Channel, Person, SlackChannel, SlackUser, Viewer
from bot.domain.preferences import DigestSettings, Preferences
from bot.store import digests, organisations, people, preferences, spaces
from bot.store.database import Database, Tx

HOME = "T0REGION"
ORGANISATIONS: tuple[tuple[str, str, Calendar], ...] = (
    ("Region Hovedstaden", "丹麦首都大区", "DK"),
    ("CLEAN", "CLEAN", "DK"),
    ("JEPD", "江苏省环境保护厅", "CN"),
    ("NIES", "环境保护部南京环境科学研究所", "CN"),
)

FIRST = (
    "Anna", "Bo", "Carla", "Dan", "Eva", "Finn", "Gerda", "Hans", "Ida", "Jens", "Karen", "Lars", "Mette", "Niels",
    "Oda",
    "Per", "Rikke", "Søren", "Tine", "Ulla",
)  # fmt: skip
LAST = ("Holm", "Lund", "Dahl", "Krogh", "Bang", "Friis", "Juhl", "Munk", "Vang", "Ravn", "Skov", "Toft")
SURNAMES = "李王张刘陈杨赵黄周吴徐孙"
GIVEN = ("建国", "志强", "秀英", "丽华", "明远", "海燕", "文博", "晓东", "雪梅", "国栋", "思远", "春生", "玉兰")


def name_of(index: int, *, chinese: bool) -> str:
    """The name of somebody by their number; nobody of the first few hundred has another's."""
    half = index // 2
    if chinese:
        return SURNAMES[half % len(SURNAMES)] + GIVEN[half // len(SURNAMES) % len(GIVEN)]
    return f"{FIRST[half % len(FIRST)]} {LAST[half // len(FIRST) % len(LAST)]}"


@dataclass
class Somebody:
    """A person, and what the simulation knows of them."""

    person: Person
    calendar: Calendar
    zone: str
    chosen: Preferences
    spaces: set[int] = field(default_factory=set)


@dataclass
class Place:
    """A space with its channels, its organisations by name, and who is told of what those have to do."""

    space_id: int
    channels: list[Channel]
    settings: dict[int, DigestSettings] = field(default_factory=dict)
    contacts: dict[str, int | None] = field(default_factory=dict)
    members: list[Somebody] = field(default_factory=list)


@dataclass
class World:
    """Everybody and every place."""

    places: list[Place]
    people: dict[int, Somebody]


def build(db: Database, rng: random.Random, channels: int, persons: int, now: datetime) -> World:
    """Fill an empty store: about three channels in four spaces, everybody in one to three of those."""
    with db.write() as tx:
        everybody = [_somebody(tx, rng, index) for index in range(persons)]
        places = [_place(tx, rng, index, now) for index in range(max(1, channels * 3 // 4))]
        for extra in range(channels - len(places)):
            place = places[extra]
            place.channels.append(spaces.bind(tx, place.space_id, _slack(1000 + extra), now))
        for somebody in everybody:
            for place in rng.sample(places, min(len(places), rng.choice((1, 1, 2, 3)))):
                _enter(tx, rng, place, somebody)
        for place in places:
            _name_contacts(tx, rng, place)
            for channel in place.channels:
                place.settings[channel.id] = _digest(tx, rng, channel, now)
    return World(places, {somebody.person.id: somebody for somebody in everybody})


def viewer_of(somebody: Somebody, space_id: int) -> Viewer:
    """Somebody asking in one of their spaces."""
    return Viewer(somebody.person, frozenset({space_id}))


def _slack(number: int) -> SlackChannel:
    return SlackChannel(HOME, f"C{number:08}")


def _somebody(tx: Tx, rng: random.Random, index: int) -> Somebody:
    calendar: Calendar = "CN" if index % 2 else "DK"
    language: Language = "zh" if index % 2 else "da"
    zone = "Asia/Shanghai" if index % 2 else "Europe/Copenhagen"
    if index % 20 == 4:
        zone, language = rng.choice(("Europe/London", "America/New_York")), "en"
    user = SlackUser(HOME, f"U{index:08}")
    person = people.add(tx, user, name_of(index, chinese=bool(index % 2)))
    people.set_profile(tx, person.id, HOME, person.name, zone)
    people.set_language(tx, person.id, language)
    chosen = Preferences()
    if rng.random() < 0.4:
        chosen = Preferences(
            remind=rng.random() < 0.9,
            remind_at=rng.choice(("08:00", "08:30", "09:00", "10:30")),
            remind_days=rng.choice((1, 2, 3, 5, 10)),
            digest=rng.random() < 0.3,
            digest_at=rng.choice(("08:00", "09:30")),
            weekday=rng.randrange(5),
        )
        preferences.put(tx, person.id, chosen)
    known = Person(person.id, user, person.name, language, None, zone)
    return Somebody(known, calendar, zone, chosen)


def _place(tx: Tx, rng: random.Random, index: int, now: datetime) -> Place:
    languages: tuple[Language, ...] = ("da", "zh") if rng.random() < 0.8 else ("da", "en")
    space = spaces.add(tx, f"Samarbejde {index}", languages, now)
    return Place(space.id, [spaces.bind(tx, space.id, _slack(index), now)])


def _enter(tx: Tx, rng: random.Random, place: Place, somebody: Somebody) -> None:
    people.join(tx, rng.choice(place.channels).id, somebody.person.id)
    somebody.spaces.add(place.space_id)
    place.members.append(somebody)
    mine = [one for one in ORGANISATIONS if one[2] == somebody.calendar]
    name, chinese, _ = rng.choice(mine)
    organisation = organisations.ensure(tx, place.space_id, {"da": name, "zh": chinese}, confirmed=True)
    organisations.set_member(tx, place.space_id, somebody.person.id, organisation.id)
    place.contacts.setdefault(name, None)


def _name_contacts(tx: Tx, rng: random.Random, place: Place) -> None:
    """Most organisations name somebody; of the others nobody is told, unless only one person works there."""
    names = {one.id: one.name("da") for one in organisations.find(tx, place.space_id)}
    for organisation_id, people_ids in sorted(organisations.member_ids(tx, place.space_id).items()):
        if rng.random() < 0.8:
            contact = rng.choice(people_ids)
            organisations.set_contact(tx, organisation_id, contact)
            place.contacts[names[organisation_id]] = contact
        else:
            place.contacts[names[organisation_id]] = people_ids[0] if len(people_ids) == 1 else None


def _digest(tx: Tx, rng: random.Random, channel: Channel, now: datetime) -> DigestSettings:
    chosen = DigestSettings()
    if rng.random() < 0.4:
        chosen = DigestSettings(
            is_on=rng.random() < 0.9,
            at=rng.choice(("08:00", "09:00", "10:15")),
            zone=rng.choice(("Europe/Copenhagen", "Asia/Shanghai")),
            weekday=rng.randrange(5),
        )
        digests.put(tx, channel.id, chosen, name_of(0, chinese=False), now)
    return chosen

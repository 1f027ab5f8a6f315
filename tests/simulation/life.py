"""What people do in a simulated cooperation, day by day: log notes with actions, finish them, move their dates."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.errors import UserError
from bot.domain.person import keeper
from bot.domain.record import Note, Owner
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.engines.chain import Chain
from bot.services.change_status import change_status
from bot.services.edit_action import edit_action
from bot.services.log_note import Origin, log_note
from bot.services.translate_note import translate_note
from bot.store import notes
from bot.store.database import Database
from tests.simulation.world import ORGANISATIONS, Place, World, viewer_of
from tests.unit.engines.fakes import Recording, chinese

DUES_DA = (
    "senest {day}. {month}", "om 14 dage", "primo {month}", "ultimo {month}", "i uge {week}", "inden for 5 arbejdsdage",
    "på fredag", "{month}", "efteråret", "inden udgangen af {month}", "hurtigst muligt", "", "{day}/{number}",
    "10 arbejdsdage efter modtagelsen", "når vi ved mere",
)  # fmt: skip
DUES_ZH = (
    "{number}月{day}日前", "两周内", "{number}月上旬", "{number}月底前", "下周五", "10个工作日内", "{number}月", "秋季",
    "尽快", "", "收到草案后10个工作日内", "年底前", "下月15日",
)  # fmt: skip
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip


@dataclass
class Thing:
    """An action as the simulation knows it; `marker` stands in its words and nowhere else."""

    marker: str
    item_id: int
    place: Place
    owner: int | None  # who is told of it
    expected: bool
    due_end: date | None
    precision: str | None
    logged_at: datetime
    is_open: bool = True


class Life:
    """What happens; every day of it is the same for the same seed."""

    def __init__(self, db: Database, world: World, rng: random.Random) -> None:
        self._db, self._world, self._rng = db, world, rng
        self._chain = Chain([Recording(chinese)])
        self.things: dict[str, Thing] = {}
        self.logged: dict[int, list[datetime]] = {}  # space → when notes were logged: a digest has to tell of them

    def day(self, now: datetime, notes_a_day: float) -> None:
        """Let a day happen, all of it at one instant."""
        for place in self._world.places:
            if place.members and self._rng.random() < notes_a_day:
                self._log(place, now)
        for thing in list(self.things.values()):
            chance = self._rng.random()
            if thing.is_open and chance < 0.02:
                self._finish(thing, now)
            elif thing.is_open and chance < 0.03:
                self._move(thing, now)
            elif not thing.is_open and chance < 0.001:
                self._reopen(thing, now)

    def _log(self, place: Place, now: datetime) -> None:
        author = self._rng.choice(place.members)
        is_chinese = author.person.language == "zh"
        markers = [f"{len(self.things) + count:06}" for count in range(self._rng.randint(1, 4))]
        lines = [self._line(place, marker, now, chinese=is_chinese) for marker in markers]
        head = f"例会\n日期：{now:%Y-%m-%d}\n" if is_chinese else f"Driftsmøde\nDato: {now:%Y-%m-%d}\n"
        viewer = viewer_of(author, place.space_id)
        origin = Origin(place.space_id, None, f"life:{place.space_id}:{now.isoformat()}", now.date())
        written = TypedNote(head + "\n".join(lines))
        note = log_note(self._db, viewer, written, origin, now=now).note
        translate_note(self._db, place.space_id, note.id, self._chain, now=now)
        for marker in markers:
            self._keep(place, note, marker, now)
        self.logged.setdefault(place.space_id, []).append(now)

    def _line(self, place: Place, marker: str, now: datetime, *, chinese: bool) -> str:
        """A line of a note."""
        rng = self._rng
        names = {one[0]: one[1] if chinese else one[0] for one in ORGANISATIONS}
        organisation = rng.choice(sorted(place.contacts)) if place.contacts else None
        said = rng.choice(place.members).person.name
        if organisation and rng.random() < 0.6:
            said = names[organisation]
        later = now.date() + timedelta(days=rng.randint(1, 90))
        due = rng.choice(DUES_ZH if chinese else DUES_DA).format(
            day=later.day, month=MONTHS[later.month - 1], number=later.month, week=later.isocalendar().week
        )
        if rng.random() < 0.08:
            when = f"{later.month}月" if chinese else f"i {MONTHS[later.month - 1]}"
            return (
                f"待办：第{marker}次回访拟于{when}进行（{said}负责）"
                if chinese
                else f"Opgave: Genbesøg {marker} forventes {when} (ansvarlig: {said})"
            )
        if chinese:
            return f"待办：{said}提交报告第{marker}号" + (f"，{due}" if due else "")
        return f"Opgave: {said}: sender rapport {marker}" + (f" - frist: {due}" if due else "")

    def _keep(self, place: Place, note: Note, marker: str, now: datetime) -> None:
        item = next(item for item in note.items if marker in item.text.content)
        action = item.action
        if action is None:
            raise AssertionError(f"{item.text.content} was not understood as an action")
        end, precision = (action.due.end, action.due.precision) if action.due else (None, None)
        told = _who_is_told(place, action.owner)
        self.things[marker] = Thing(marker, item.id, place, told, action.expected, end, precision, now)

    def _finish(self, thing: Thing, now: datetime) -> None:
        who = self._rng.choice(thing.place.members)
        change_status(self._db, viewer_of(who, thing.place.space_id), thing.item_id, "done", now=now)
        thing.is_open = False

    def _reopen(self, thing: Thing, now: datetime) -> None:
        who = self._rng.choice(thing.place.members)
        change_status(self._db, viewer_of(who, thing.place.space_id), thing.item_id, "open", now=now)
        thing.is_open = True

    def _move(self, thing: Thing, now: datetime) -> None:
        """Pick another day for it."""
        who = self._rng.choice(thing.place.members)
        with self._db.read() as tx:
            note = notes.get_by_item(tx, keeper(thing.place.space_id), thing.item_id)
        item = note.item(thing.item_id) if note else None
        if note is None or item is None or item.action is None:
            raise AssertionError(f"{thing.marker} is gone")
        day = now.date() + timedelta(days=self._rng.randint(2, 40))
        owner = item.action.owner
        name = owner.organisation.name(note.language) if owner.organisation else owner.person_name or ""
        typed = TypedAction(item.text.content, name, due_day=day)
        viewer = viewer_of(who, thing.place.space_id)
        try:
            edit_action(self._db, viewer, thing.item_id, item.action.version, typed, now=now)
        except UserError as problem:
            raise AssertionError(f"{thing.marker}: {problem}") from problem
        self.things[thing.marker] = replace(thing, due_end=day, precision="day")


def _who_is_told(place: Place, owner: Owner) -> int | None:
    if owner.organisation is not None:
        return owner.person_id or place.contacts.get(owner.organisation.name("da"))
    return owner.person_id

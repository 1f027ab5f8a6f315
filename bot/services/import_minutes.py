"""Bring minutes that were written out as Markdown into a space, with their translations and what these are.

What a file says of reviewers is believed: for the terminal, whose user may change all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, NamedTuple, cast, get_args

from bot.domain.due import Due, Precision
from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import LANGUAGES, Language
from bot.domain.letterhead import Letterhead, unpacked
from bot.domain.meeting import AgreementState, Kind
from bot.domain.minutes_file import Element, MinutesFile, Sentence
from bot.domain.person import Viewer, keeper
from bot.domain.record import ActionStatus, Owner, Space, TranslationState
from bot.domain.segment import Remark
from bot.domain.trip import SECTIONS, Start
from bot.domain.typed_note import TypedNote
from bot.store import actions, audit, jobs, notes, organisations, people, segments, spaces, texts, trips
from bot.store.database import Database, Tx
from bot.store.notes import NewItem, NewMeeting, NewNote
from bot.store.segments import PutBack

_LINES: Mapping[Kind, Mapping[Language, str]] = {
    "paragraph": {"da": "", "zh": "", "en": ""},
    "decision": {"da": "Beslutning: ", "zh": "决定：", "en": "Decision: "},
    "agreement": {"da": "Aftale: ", "zh": "协议：", "en": "Agreement: "},
    "action": {"da": "- [ ] ", "zh": "- [ ] ", "en": "- [ ] "},
}
"""How a line of a note begins: so that a form which starts from it understands the same."""


class ImportedMinutes(NamedTuple):
    """How many notes and trips were added; what was there already is not counted."""

    notes: int
    trips: int


def import_minutes(
    db: Database,
    space_id: int,
    files: Sequence[MinutesFile],
    *,
    now: datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ImportedMinutes:
    """Keep files, all of them or none. Numbers are kept where they are free; the same file again adds nothing.

    Args:
        db: the store.
        space_id: where they belong.
        files: notes and trips, as read.
        now: the time.
        progress: told how many files of how many are kept.

    Raises:
        Unreadable: something in a file is no value of its kind.
        NotFound: there is no such space.
    """
    ordered = sorted(files, key=lambda one: (one.kind != "note", _number(one, "number")))
    with db.write() as tx:
        space = spaces.get(tx, keeper(space_id), space_id)
        if space is None:
            raise NotFound("no_space")
        keeping = _Keeping(tx, space, people.ids_by_name(tx, space_id), now, {})
        counts = {"note": 0, "trip": 0}
        for done, file in enumerate(ordered, start=1):
            try:
                counts[file.kind] += keeping.keep(file)
            except (KeyError, TypeError, ValueError, AttributeError) as problem:
                raise Unreadable("minutes_unreadable") from problem
            progress(done, len(ordered))
    return ImportedMinutes(counts["note"], counts["trip"])


@dataclass
class _Keeping:
    """Files on their way into a space, in one transaction."""

    tx: Tx
    space: Space
    people: Mapping[str, int]
    now: datetime
    notes: dict[int, int]  # number in the files → id

    @property
    def _viewer(self) -> Viewer:
        return keeper(self.space.id)

    def keep(self, file: MinutesFile) -> bool:
        """One file; False when it is there already."""
        key = f"minutes:{self.space.id}:{sha256(repr(file).encode()).hexdigest()[:32]}"
        return self._note(file, key) if file.kind == "note" else self._trip(file, key)

    def _note(self, file: MinutesFile, key: str) -> bool:
        there = notes.find_by_source(self.tx, key)
        if there is not None:
            self.notes[_number(file, "number")] = there[0]
            return False
        note_id = self._head(file, key)
        self.notes[_number(file, "number")] = note_id
        items: dict[str, int] = {}
        last = 0
        for element in file.elements:
            if element.kind == "item":
                last = items[str(element.about["number"])] = self._item(file, element, note_id, items)
            elif element.kind == "reason" and last:
                actions.set_reason(self.tx, last, self._text(file, element))
        self._expect(note_id)
        audit.changed(self.tx, self._viewer, self.space.id, self.now, f"note:{note_id}", detail="imported")
        return True

    def _head(self, file: MinutesFile, key: str) -> int:
        said = {kind: element.content for kind in _HEADS if (element := file.first(kind))}
        language, held_on = _language(file.about), _day(file.about.get("held_on"))
        iso = held_on.isoformat() if held_on else ""
        place, purpose, participants = (said.get(kind) for kind in _HEADS[1:])
        typed = TypedNote("", language, said["title"], iso, place or "", purpose or "", participants or "")
        new = NewNote(
            self.space.id,
            language,
            typed.composed(language).strip("\n") + "\n",
            "".join(_line(element, language) for element in file.elements if element.kind == "item"),
            None,
            str(file.about.get("author") or ""),
            key,
            None,
        )
        meeting = NewMeeting(held_on, said["title"], place, purpose, participants)
        number = spaces.take_number(self.tx, self.space.id, _number(file, "number"))
        logged_at = file.about.get("logged_at")
        at = datetime.fromisoformat(logged_at).astimezone(UTC) if logged_at else self.now
        note_id = notes.add(self.tx, number, new, meeting, at)
        for kind, text_id in notes.head_ids(self.tx, note_id).items():
            element = file.first(kind)
            if element:
                self._others(text_id, element)
        return note_id

    def _item(self, file: MinutesFile, element: Element, note_id: int, items: Mapping[str, int]) -> int:
        about, kind = element.about, cast("Kind", _one_of(element.about["kind"], get_args(Kind)))
        number = str(about["number"])
        if about.get("part_of") in items:
            item_id = notes.add_part(self.tx, items[about["part_of"]], self._text(file, element), number)
        else:
            new = NewItem(number, kind, element.content)
            language = _language(about, otherwise=_language(file.about))
            item_id = notes.add_item(self.tx, note_id, self.space.id, language, len(items), new)
            self._others(notes.text_of(self.tx, item_id), element)
        if kind == "action":
            self._action(item_id, about)
        if about.get("state"):
            state = cast("AgreementState", _one_of(about["state"], get_args(AgreementState)))
            notes.set_agreement(self.tx, item_id, self.space.id, state, "; ".join(map(str, about.get("parties") or ())))
        return item_id

    def _action(self, item_id: int, about: Mapping[str, Any]) -> None:
        owners = [self._owner(one) for one in about.get("owners") or ()]
        details = actions.Details(bool(about.get("expected")), None, None, None, _due(about.get("due")))
        status = cast("ActionStatus", _one_of(about.get("status"), get_args(ActionStatus)))
        details = details.owned_by(owners)
        actions.add(self.tx, item_id, self.space.id, details, status=status, by=None, now=self.now)
        happened_on = _day(about.get("happened_on"))
        if happened_on:
            actions.set_happened(self.tx, item_id, happened_on)

    def _owner(self, said: Mapping[str, Any]) -> Owner:
        names, who = said.get("organisation"), said.get("who")
        organisation = None
        if names:
            known = {language: str(names[language]) for language in LANGUAGES if names.get(language)}
            organisation = organisations.ensure(self.tx, self.space.id, known, confirmed=bool(said.get("confirmed")))
        return Owner(organisation, self.people.get(str(who)) if who else None, None, str(who) if who else None)

    def _trip(self, file: MinutesFile, key: str) -> bool:
        if trips.find_by_source(self.tx, self.space.id, key) is not None:
            return False
        title, about = file.first("title"), file.about
        if title is None:
            raise Unreadable("minutes_unreadable")
        begins, ends, reported_on = (_day(about.get(name)) for name in ("begins", "ends", "reported_on"))
        letterhead = self._letterhead(unpacked(about.get("letterhead")))
        new = trips.NewTrip(_language(about), title.content, begins, ends, reported_on, letterhead)
        trip_id = trips.add(self.tx, self.space.id, new, key)
        trip = trips.get(self.tx, self._viewer, trip_id)
        if trip:
            self._others(trip.title.id, title)
        meetings = [self.notes[number] for number in about.get("meetings") or () if number in self.notes]
        trips.put_meetings(self.tx, self.space.id, trip_id, meetings)
        note_id = self.notes.get(about.get("note") or 0)
        if note_id is not None:
            trips.set_note(self.tx, trip_id, note_id)
            items = trips.items_of(self.tx, note_id)
            parts = [(items[at], name, headed) for at, name, headed in about.get("parts") or ()]
            starts = [Start(item_id, _one_of(name, SECTIONS), bool(headed)) for item_id, name, headed in parts]
            trips.set_starts(self.tx, trip_id, starts)
        audit.changed(self.tx, self._viewer, self.space.id, self.now, f"trip:{trip_id}", detail="imported")
        return True

    def _letterhead(self, own: Letterhead | None) -> Letterhead | None:
        """A trip's letterhead becomes the space's where that has none; it stays its own where that has another."""
        known = trips.letterhead_of(self.tx, self._viewer, self.space.id)
        if own and known.is_empty:
            trips.set_letterhead(self.tx, self.space.id, None, own)
            return None
        return own if own != known else None

    def _text(self, file: MinutesFile, element: Element) -> int:
        language = _language(element.about, otherwise=_language(file.about))
        text_id = texts.add(self.tx, self.space.id, language, element.content)
        self._others(text_id, element)
        return text_id

    def _others(self, text_id: int, element: Element) -> None:
        """What the file has of a text in other languages, sentence by sentence."""
        text = texts.get(self.tx, [text_id])[text_id]
        texts.expect_translations(self.tx, [text], list(element.others), self.now)
        for language, sentences in element.others.items():
            segments.put_back(self.tx, text_id, language, [_put_back(one) for one in sentences])
            segments.settle(self.tx, [text_id], language, self.now)

    def _expect(self, note_id: int) -> None:
        """Ask for what no file had."""
        self.tx.flush()
        self.tx.expire_all()
        note = notes.get(self.tx, self._viewer, note_id)
        if note:
            texts.expect_translations(self.tx, note.texts(), self.space.languages, self.now)
        jobs.add(self.tx, "translate", str(note_id), {"space": self.space.id, "note": note_id}, self.now)


_HEADS = ("title", "place", "purpose", "participants")


def _line(element: Element, language: Language) -> str:
    if "part_of" in element.about:
        return ""  # a part is not written in the note
    kind = cast("Kind", _one_of(element.about["kind"], get_args(Kind)))
    begins = "- [x] " if element.about.get("status") == "done" else _LINES[kind][language]
    return f"{begins}{element.content}\n"


def _put_back(one: Sentence) -> PutBack:
    said = one.standing
    at = said.get("at")
    return PutBack(
        one.content,
        cast("TranslationState", _one_of(said.get("state"), get_args(TranslationState))),
        bool(said.get("held")),
        said.get("engine"),
        said.get("by"),
        datetime.fromisoformat(at).astimezone(UTC) if at else None,
        tuple(Remark(str(name), tuple(map(str, details))) for name, *details in said.get("remarks") or ()),
        said.get("proposal"),
        said.get("english"),
        said.get("failure"),
    )


def _number(file: MinutesFile, name: str) -> int:
    value = file.about.get(name)
    return value if type(value) is int and 0 < value < 10**9 else 0  # what every database takes


def _language(about: Mapping[str, Any], *, otherwise: Language | None = None) -> Language:
    return cast("Language", _one_of(about.get("language", otherwise), LANGUAGES))


def _day(said: object) -> date | None:
    return date.fromisoformat(str(said)) if said else None


def _due(said: Mapping[str, Any] | None) -> Due | None:
    if not said:
        return None
    precision = cast("Precision", _one_of(said.get("precision"), get_args(Precision)))
    certain = bool(said.get("certain", True))
    return Due(str(said["said"]), _day(said.get("start")), _day(said.get("end")), precision, certain)


def _one_of(value: object, known: Sequence[Any]) -> Any:  # noqa: ANN401  one of what is known
    if value not in known:
        raise ValueError(value)
    return value

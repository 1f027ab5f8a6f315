"""Bring minutes that were written out as Markdown into a space, with their translations and what these are.

What a file says of reviewers is believed: for the terminal, whose user may change all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple, cast, get_args

from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import LANGUAGES
from bot.domain.meeting import AgreementState, Kind
from bot.domain.minutes_file import Element, MinutesFile
from bot.domain.minutes_trust import of_anybody
from bot.domain.minutes_values import day_of, due_of, language_of, line_of, number_in, one_of
from bot.domain.person import Viewer, keeper
from bot.domain.record import ActionStatus, Owner, Space
from bot.domain.typed_note import TypedNote
from bot.services.export_minutes import minutes_of
from bot.services.import_trip import import_trip
from bot.services.put_translations import put_translations
from bot.store import actions, audit, jobs, notes, organisations, people, spaces, texts
from bot.store.database import Database, Tx
from bot.store.notes import NewItem, NewMeeting, NewNote

_HEADS = ("title", "place", "purpose", "participants")
_NO_VALUE = (LookupError, TypeError, ValueError, AttributeError, OverflowError)


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
    by: Viewer | None = None,
) -> ImportedMinutes:
    """Keep files, all of them or none. Numbers are kept where they are free; what is there already is not added.

    Args:
        db: the store.
        space_id: where they belong.
        files: notes and trips, as read.
        now: the time.
        progress: told how many files of how many are kept.
        by: whoever brings files of which nothing is believed (`of_anybody`); their notes get the next numbers.

    Raises:
        Unreadable: something in a file is no value of its kind.
        NotFound: there is no such space.
    """
    ordered = sorted(files, key=lambda one: (one.kind != "note", number_in(one, "number")))
    with db.write() as tx:
        space = spaces.get(tx, keeper(space_id), space_id)
        if space is None:
            raise NotFound("no_space")
        keeping = _Keeping(tx, space, people.ids_by_name(tx, space_id), now, {}, by)
        counts = {"note": 0, "trip": 0}
        for done, file in enumerate(ordered, start=1):
            try:
                counts[file.kind] += keeping.keep(file)
            except _NO_VALUE as problem:
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
    by: Viewer | None = None

    @property
    def _viewer(self) -> Viewer:
        return keeper(self.space.id)

    def keep(self, file: MinutesFile) -> bool:
        """One file; False when it is there already."""
        key = f"minutes:{self.space.id}:{sha256(repr(file).encode()).hexdigest()[:32]}"
        if file.kind == "note":
            return self._note(file, key)
        return import_trip(self.tx, self.space.id, file, key, self.notes, now=self.now)

    def _note(self, file: MinutesFile, key: str) -> bool:
        there = notes.find_by_source(self.tx, key)
        known = there[0] if there else self._same(file)
        if known is not None:
            self.notes[number_in(file, "number")] = known
            return False
        note_id = self._head(file, key)
        self.notes[number_in(file, "number")] = note_id
        items: dict[str, int] = {}
        last = 0
        for element in file.elements:
            if element.kind == "item":
                last = items[str(element.about["number"])] = self._item(file, element, note_id, items)
            elif element.kind == "reason" and last:
                actions.set_reason(self.tx, last, self._text(file, element))
        self._expect(note_id)
        audit.changed(self.tx, self.by or self._viewer, self.space.id, self.now, f"note:{note_id}", detail="imported")
        return True

    def _same(self, file: MinutesFile) -> int | None:
        """The note of that number, where it says the same: a file was read back into the space that wrote it."""
        author = self.by.person.name if self.by else ""
        found = notes.get_by_number(self.tx, self._viewer, number_in(file, "number"))
        there = ((note.id, minutes_of(self.tx, note)) for note in found)
        return next((note_id for note_id, said in there if file in (said, of_anybody(said, author))), None)

    def _head(self, file: MinutesFile, key: str) -> int:
        said = {kind: element.content for kind in _HEADS if (element := file.first(kind))}
        language, held_on = language_of(file.about), day_of(file.about.get("held_on"))
        iso = held_on.isoformat() if held_on else ""
        place, purpose, participants = (said.get(kind) for kind in _HEADS[1:])
        typed = TypedNote("", language, said["title"], iso, place or "", purpose or "", participants or "")
        new = NewNote(
            self.space.id,
            language,
            typed.composed(language).strip("\n") + "\n",
            "".join(line_of(element, language) for element in file.elements if element.kind == "item"),
            None,
            str(file.about.get("author") or ""),
            key,
            None,
        )
        meeting = NewMeeting(held_on, said["title"], place, purpose, participants)
        number = spaces.take_number(self.tx, self.space.id, 0 if self.by else number_in(file, "number"))
        logged_at = file.about.get("logged_at")
        at = datetime.fromisoformat(logged_at).astimezone(UTC) if logged_at else self.now
        note_id = notes.add(self.tx, number, new, meeting, at)
        for kind, text_id in notes.head_ids(self.tx, note_id).items():
            element = file.first(kind)
            if element:
                put_translations(self.tx, text_id, element, now=self.now)
        return note_id

    def _item(self, file: MinutesFile, element: Element, note_id: int, items: Mapping[str, int]) -> int:
        about, kind = element.about, cast("Kind", one_of(element.about["kind"], get_args(Kind)))
        number = str(about["number"])
        if about.get("part_of") in items:
            item_id = notes.add_part(self.tx, items[about["part_of"]], self._text(file, element), number)
        else:
            new = NewItem(number, kind, element.content)
            language = language_of(about, otherwise=language_of(file.about))
            item_id = notes.add_item(self.tx, note_id, self.space.id, language, len(items), new)
            put_translations(self.tx, notes.text_of(self.tx, item_id), element, now=self.now)
        if kind == "action":
            self._action(item_id, about)
        if about.get("state"):
            state = cast("AgreementState", one_of(about["state"], get_args(AgreementState)))
            notes.set_agreement(self.tx, item_id, self.space.id, state, "; ".join(map(str, about.get("parties") or ())))
        return item_id

    def _action(self, item_id: int, about: Mapping[str, Any]) -> None:
        owners = [self._owner(one) for one in about.get("owners") or ()]
        details = actions.Details(bool(about.get("expected")), None, None, None, due_of(about.get("due")))
        status = cast("ActionStatus", one_of(about.get("status"), get_args(ActionStatus)))
        details = details.owned_by(owners)
        actions.add(self.tx, item_id, self.space.id, details, status=status, by=None, now=self.now)
        happened_on = day_of(about.get("happened_on"))
        if happened_on:
            actions.set_happened(self.tx, item_id, happened_on)

    def _owner(self, said: Mapping[str, Any]) -> Owner:
        names, who = said.get("organisation"), said.get("who")
        organisation = None
        if names:
            known = {language: str(names[language]) for language in LANGUAGES if names.get(language)}
            organisation = organisations.ensure(self.tx, self.space.id, known, confirmed=bool(said.get("confirmed")))
        return Owner(organisation, self.people.get(str(who)) if who else None, None, str(who) if who else None)

    def _text(self, file: MinutesFile, element: Element) -> int:
        language = language_of(element.about, otherwise=language_of(file.about))
        text_id = texts.add(self.tx, self.space.id, language, element.content)
        put_translations(self.tx, text_id, element, now=self.now)
        return text_id

    def _expect(self, note_id: int) -> None:
        """Ask for what no file had."""
        self.tx.flush()
        self.tx.expire_all()
        note = notes.get(self.tx, self._viewer, note_id)
        if note:
            texts.expect_translations(self.tx, note.texts(), self.space.languages, self.now)
        jobs.add(self.tx, "translate", str(note_id), {"space": self.space.id, "note": note_id}, self.now)

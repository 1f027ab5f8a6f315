"""One action with all that belongs to it: its parts, what people said of it, and what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from bot.domain.due import Due, Precision
from bot.domain.record import Action, Happened, Item, Note, Organisation, Owner


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """An action in its note, its history (oldest first), and who is named in that by id."""

    note: Note
    item: Item
    happened: tuple[Happened, ...]
    organisations: Mapping[int, Organisation]
    people: Mapping[int, str]

    @property
    def action(self) -> Action:
        """The action; an item that is none has no sheet."""
        if self.item.action is None:
            raise TypeError("an item without an action has no sheet")
        return self.item.action

    @property
    def parts(self) -> tuple[Item, ...]:
        """Its parts."""
        return tuple(one for one in self.note.items if one.parent_id == self.item.id and one.action)

    @property
    def whole(self) -> Item | None:
        """What it is a part of."""
        return self.note.item(self.item.parent_id) if self.item.parent_id else None

    @property
    def comments(self) -> tuple[Happened, ...]:
        """What people said of it, oldest first."""
        return tuple(one for one in self.happened if one.change == "commented" and one.words and not one.undone)

    @property
    def standing(self) -> tuple[Happened, ...]:
        """What happened to it, oldest first, without what was taken back as if it had never been."""
        return tuple(one for one in self.happened if not (one.undone and one.change in {"commented", "split"}))

    def undoable(self, now: datetime, within: timedelta) -> Happened | None:
        """The newest change, where it can still be taken back."""
        last = self.standing[-1] if self.standing else None
        if last is None or last.undone or last.change in {"created", "undone"} or now - last.at > within:
            return None
        return last


def owners_in(
    kept: Mapping[str, Any], organisations: Mapping[int, Organisation], people: Mapping[int, str]
) -> tuple[Owner, ...]:
    """Who was to do an action, by the picture its history has of it."""
    lead = (kept.get("organisation"), kept.get("person"), kept.get("owner"))
    rows = [lead, *(tuple(one) for one in kept.get("others", ()))]
    found = (
        Owner(organisations.get(organisation or 0), person, people.get(person or 0), said)
        for organisation, person, said in rows
    )
    return tuple(one for one in found if one != Owner())


def due_in(kept: Mapping[str, Any]) -> Due | None:
    """When an action was due, by the picture its history has of it."""
    if not kept.get("due"):
        return None
    start, end = kept.get("due_start"), kept.get("due_end")
    precision = cast("Precision", kept.get("due_precision") or ("day" if end else "unknown"))
    days = (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    return Due(str(kept["due"]), *days, precision)


def person_ids_in(happened: Sequence[Happened]) -> set[int]:
    """The ids of everybody who was an owner at some time."""
    found: set[int] = set()
    for one in happened:
        for kept in (one.before, one.after):
            ids = [kept.get("person"), *(other[1] for other in kept.get("others", ()))]
            found |= {person_id for person_id in ids if person_id}
    return found

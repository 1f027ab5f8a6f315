"""An action as its history keeps it: everything that a change may change, so that it can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from bot.domain.record import Owner
from bot.store.database import Tx
from bot.store.tables import ActionOwnerRow, ActionRow, OrganisationRow

NO_DUE = date(9999, 12, 31)


def picture(tx: Tx, row: ActionRow) -> dict[str, Any]:
    """What an action is, as JSON; see `set_picture` for the way back."""
    return {
        "status": row.status,
        "expected": row.expected,
        "organisation": row.organisation_id,
        "person": row.person_id,
        "owner": row.owner_said,
        "others": [list(other) for other in tx.execute(_others_of(row.item_id)).all()],
        "due": row.due_said,
        "due_start": _iso(row.due_start),
        "due_end": _iso(row.due_end),
        "due_precision": row.due_precision,
        "due_certain": row.due_certain,
        "happened_on": _iso(row.happened_on),
        "reason": row.reason_id,
    }


def set_picture(tx: Tx, row: ActionRow, kept: Mapping[str, Any]) -> None:
    """Make an action what a picture shows; what an older picture does not tell stays as it is."""
    row.status, row.expected = kept["status"], kept["expected"]
    row.organisation_id, row.person_id, row.owner_said = kept["organisation"], kept["person"], kept["owner"]
    organisation = tx.get(OrganisationRow, row.organisation_id) if row.organisation_id else None
    row.owner_order = organisation.name if organisation else ""
    row.due_said, row.due_end = kept["due"], _day(kept["due_end"])
    row.due_start = _day(kept.get("due_start", _iso(row.due_start)))
    row.due_precision = kept.get("due_precision", row.due_precision)
    row.due_certain = kept.get("due_certain", row.due_certain)
    row.due_order = row.due_end or NO_DUE
    row.happened_on, row.reason_id = _day(kept.get("happened_on")), kept.get("reason")
    tx.flush()
    _write_others(tx, row.item_id, [tuple(other) for other in kept.get("others", ())])


def set_others(tx: Tx, item_id: int, owners: Sequence[Owner]) -> None:
    """Say who else is to do something, besides the one who has the lead."""
    others = [(one.organisation.id if one.organisation else None, one.person_id, one.said) for one in owners]
    tx.flush()
    if [tuple(row) for row in tx.execute(_others_of(item_id)).all()] != others:
        _write_others(tx, item_id, others)


def _write_others(tx: Tx, item_id: int, others: Sequence[tuple[Any, ...]]) -> None:
    tx.execute(delete(ActionOwnerRow).where(ActionOwnerRow.item_id == item_id))
    for position, (organisation_id, person_id, said) in enumerate(others):
        row = ActionOwnerRow(item_id=item_id, position=position, organisation_id=organisation_id)
        row.person_id, row.said = person_id, said
        tx.add(row)
    tx.flush()


def _others_of(item_id: int) -> Any:  # noqa: ANN401  a statement of three columns
    columns = (ActionOwnerRow.organisation_id, ActionOwnerRow.person_id, ActionOwnerRow.said)
    return select(*columns).where(ActionOwnerRow.item_id == item_id).order_by(ActionOwnerRow.position)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None

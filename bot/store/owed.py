"""What is open for somebody and for whom they work, and what is ahead in their spaces."""

from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, or_, select, union_all
from sqlalchemy.orm import aliased

from bot.domain.home import Owed
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.store.access import sees
from bot.store.database import Tx
from bot.store.tables import ActionOwnerRow, ActionRow, ItemRow, OrganisationMemberRow, OrganisationRow, TextRow

LONGEST = timedelta(days=366)
"""Longer than any interval that names when something takes place: the year it is in."""


class Ahead(NamedTuple):
    """An open action whose interval touches a stretch of time, with its words as written."""

    item_id: int
    expected: bool
    content: str
    language: Language


def of_viewer(tx: Tx, viewer: Viewer) -> tuple[Owed, ...]:
    """The open actions of a viewer and of the organisations they work for, by due date and organisation.

    Theirs are those they own by name, and those of an organisation alone whose contact person they
    are, or whose only member where it has no contact: the same that they are reminded of.
    """
    person = viewer.person.id
    answers = {row.id: bool(row.answers) for row in tx.execute(_organisations(), {"person": person})}
    found: dict[int, Owed] = {}
    values = {"person": person, "organisations": list(answers), "spaces": list(viewer.space_ids)}
    for item_id, expected, due_end, precision, owner, organisation in tx.execute(_owed(), values):
        mine = owner == person or (owner is None and answers.get(organisation, False))
        if mine or item_id not in found:
            found[item_id] = Owed(item_id, expected, due_end, precision, mine)
    return tuple(found.values())


def ahead(tx: Tx, viewer: Viewer, since: date, until: date, limit: int) -> tuple[Ahead, ...]:
    """The first open actions of the viewer's spaces whose interval touches some days, by their end."""
    latest = until + min(LONGEST, date.max - until)
    values = {"spaces": list(viewer.space_ids), "since": since, "until": until, "latest": latest, "most": limit}
    return tuple(
        Ahead(row.item_id, row.expected, row.content, cast("Language", row.language))
        for row in tx.execute(_ahead(), values)
    )


@cache  # building a statement takes longer than running it
def _organisations() -> Select[Any]:
    """Those somebody works for or is the contact person of, and whether they answer for them."""
    person, member, other = bindparam("person", type_=Integer), OrganisationMemberRow, aliased(OrganisationMemberRow)
    works = exists().where(member.organisation_id == OrganisationRow.id, member.person_id == person)
    there = sees(other.person_id, other.space_id)
    others = exists().where(other.organisation_id == OrganisationRow.id, other.person_id != person, there)
    contact, space = OrganisationRow.contact_id == person, OrganisationRow.space_id
    of_person = select(member.organisation_id).where(member.person_id == person)
    answers = or_(contact, and_(~sees(OrganisationRow.contact_id, space), works, ~others))
    found = select(OrganisationRow.id, answers.label("answers"))
    return cast("Select[Any]", found.where(or_(contact, OrganisationRow.id.in_(of_person))))


@cache
def _owed() -> Select[Any]:
    """Everything open of a person and of some organisations; an action stands there once for each way of owning it."""
    owned = union_all(*_ways_of_owning()).subquery()
    found = (
        select(
            owned.c.item_id,
            owned.c.expected,
            owned.c.due_end,
            owned.c.due_precision,
            owned.c.person_id,
            owned.c.organisation_id,
        )
        .join(ItemRow, ItemRow.id == owned.c.item_id)
        .where(ItemRow.removed_at.is_(None), ItemRow.kind == "action")
        .order_by(owned.c.due_order, owned.c.owner_order, owned.c.item_id)
    )
    return cast("Select[Any]", found)


def _ways_of_owning() -> list[Any]:
    """Having the lead or being another owner, as a person or as an organisation: each by its own index."""
    action = (
        ActionRow.item_id,
        ActionRow.expected,
        ActionRow.due_end,
        ActionRow.due_precision,
        ActionRow.due_order,
        ActionRow.owner_order,
    )
    organisations = bindparam("organisations", type_=Integer, expanding=True)
    # a function around them, so that no database looks through the whole space instead
    within = func.coalesce(ActionRow.space_id, 0).in_(bindparam("spaces", expanding=True))
    is_open = and_(within, func.coalesce(ActionRow.status, "") == "open")
    ways: list[Any] = []
    for row in (ActionRow, ActionOwnerRow):
        owners = select(*action, row.person_id, row.organisation_id).where(is_open)
        if row is ActionOwnerRow:
            owners = owners.join(ActionOwnerRow, ActionOwnerRow.item_id == ActionRow.item_id)
        ways += [
            owners.where(row.person_id == bindparam("person")),
            owners.where(row.organisation_id.in_(organisations)),
        ]
    return ways


@cache
def _ahead() -> Select[Any]:
    within = ActionRow.space_id.in_(bindparam("spaces", expanding=True))
    starts = or_(ActionRow.due_start <= bindparam("until"), ActionRow.due_end <= bindparam("until"))
    found = (
        select(ActionRow.item_id, ActionRow.expected, TextRow.content, TextRow.language)
        .join(ItemRow, ItemRow.id == ActionRow.item_id)
        .join(TextRow, TextRow.id == ItemRow.text_id)
        .where(within, ActionRow.status == "open", ItemRow.removed_at.is_(None), ItemRow.kind == "action", starts)
        .where(ActionRow.due_order.between(bindparam("since"), bindparam("latest")), ActionRow.due_end.is_not(None))
        .order_by(ActionRow.due_order, ActionRow.item_id)
        .limit(bindparam("most"))
    )
    return cast("Select[Any]", found)

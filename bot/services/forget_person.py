"""Forget a person: the record stays, without their name; what is theirs alone goes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.language import Language
from bot.domain.person import SlackUser, Viewer
from bot.domain.record import Owner
from bot.store import access, actions, audit, forgetting, forgetting_texts, jobs
from bot.store.actions import Details
from bot.store.database import Database, Tx


class Forgotten(NamedTuple):
    """How many open actions are their organisation's or nobody's now, and how many written passages changed."""

    person_id: int
    actions: int
    passages: int


def forget_person(
    db: Database,
    viewer: Viewer,
    person_id: int,
    *,
    now: datetime,
    in_texts: Mapping[Language, str] | None = None,
) -> Forgotten:
    """Forget somebody, in one transaction.

    If they come back, they are somebody new.

    Args:
        db: the store.
        viewer: who wants it: they themselves, or the keeper, for the terminal, whose user may do all.
        person_id: whom.
        now: the time.
        in_texts: what to write in each language where their name stands in what was written; None to leave that.

    Raises:
        NotFound: there is nobody, or nobody any more.
        NotAllowed: they are the only owner of a space in which others are; details name it.
    """
    with db.write() as tx:
        who = forgetting.known(tx, person_id)
        if who is None or viewer.person.id not in {access.KEEPER, person_id}:
            raise NotFound("no_person")
        keep_owned(tx, person_id)
        released = _release(tx, viewer, person_id, now)
        cards = forgetting.notes_by(tx, person_id)
        wikis = forgetting.published(tx, who)
        passages = forgetting_texts.rewrite(tx, who, in_texts) if in_texts else 0
        forgetting.take_out(tx, who, now)
        for space_id, note_id in {*released, *cards}:
            jobs.add(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)
        for publication, space_id in wikis:
            jobs.add(
                tx, "publish", str(publication), {"publication": publication, "space": space_id, "again": True}, now
            )
        said = "forgotten, in texts too" if in_texts else "forgotten"
        audit.removed(tx, viewer, None, now, f"person:{person_id}", detail=said)
    return Forgotten(person_id, len(released), passages)


def find_person(db: Database, user: SlackUser) -> int:
    """The id of somebody by Slack's ids: for the terminal.

    Raises:
        NotFound: there is nobody.
    """
    with db.read() as tx:
        found = forgetting.find(tx, *user)
    if found is None:
        raise NotFound("no_person")
    return found


def keep_owned(tx: Tx, person_id: int) -> None:
    """Make sure that no space is left without an owner.

    Raises:
        NotAllowed: they are the only owner of a space in which others are; details name it.
    """
    alone = forgetting.owned_alone(tx, person_id)
    if alone:
        raise NotAllowed("forget_last_owner", name=", ".join(alone))


def _release(tx: Tx, viewer: Viewer, person_id: int, now: datetime) -> list[tuple[int, int]]:
    """What they were to do is their organisation's, or an open question; the history says so. Gives space and note."""
    found = forgetting.open_actions(tx, person_id)
    there = actions.of_items(tx, [item_id for item_id, _, _ in found])
    for item_id, _, _ in found:
        owners = [_without(one, person_id) for one in there[item_id].owners]
        details = Details.of(there[item_id]).owned_by([one for one in owners if one != Owner()])
        actions.set_details(tx, item_id, None, details, None, now, change="handed_over")
    for space in sorted({space_id for _, space_id, _ in found}):
        items = [f"item:{item_id}" for item_id, space_id, _ in found if space_id == space]
        audit.changed(tx, viewer, space, now, *items, detail="released: their owner was forgotten")
    return [(space_id, note_id) for _, space_id, note_id in found]


def _without(owner: Owner, person_id: int) -> Owner:
    return replace(owner, person_id=None, person_name=None, said=None) if owner.person_id == person_id else owner

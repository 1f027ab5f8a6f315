"""Which engines may see the text of a space: asked before every translation, changed by its people."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.engine_choice import Choice, Offered, allowed
from bot.domain.errors import NotFound
from bot.domain.person import Channel, Viewer
from bot.domain.record import Space
from bot.engines.base import EngineError
from bot.engines.chain import Chain
from bot.services.engine_usage import counting
from bot.store import access, audit, inner, jobs, notes, roles, spaces
from bot.store.database import Database, DatabaseUnavailable

log = logging.getLogger(__name__)


class Chosen(NamedTuple):
    """A space with its new policy, the channels that are to hear of it, and whether it is new at all."""

    space: Space
    channels: tuple[Channel, ...]
    changed: bool


def chain_for(db: Database, chain: Chain, space_id: int, *, now: datetime) -> Chain:
    """The engines that may see a space's text, and what they cost counted for the space.

    What a side keeps to itself goes to those alone that its space allows and that stay on the machine.
    Each engine is looked up again right before it is asked: the people of the space may have changed their
    minds while the one before it was busy.
    """
    with db.read() as tx:
        policy = inner.policy_of(tx, space_id)
    names = policy.engines
    if policy.is_inner:
        names = tuple(
            one.name for one in chain.engines if not one.leaves_machine and (names is None or one.name in names)
        )
    narrowed = chain.for_space(names, counting(db, space_id, now=now))
    narrowed.guard = chain.guard.forbidding(lambda engine: _forbidden(db, space_id, engine))
    return narrowed


def _forbidden(db: Database, space_id: int, engine: str) -> EngineError | None:
    try:
        with db.read() as tx:
            names = inner.policy_of(tx, space_id).engines
    except DatabaseUnavailable:
        return None  # what the chain was narrowed to holds
    return None if names is None or engine in names else EngineError("not allowed in this space any more")


def choose_engines(
    db: Database, viewer: Viewer, space_id: int, choice: Choice, offered: Sequence[Offered], *, now: datetime
) -> Chosen:
    """Say which engines may see a space's text; what still waits is asked for again at once.

    What an engine translated before stays, whether or not it may go on.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    with db.write() as tx:
        access.must_own(tx, viewer, space_id)
        before = spaces.get(tx, viewer, space_id)
        if before is None:
            raise NotFound("no_space")
        space = spaces.set_engines(tx, space_id, choice)
        changed = before.engines != space.engines
        if changed and allowed(choice, offered):
            follows = {space_id, *roles.inner_ids(tx, space_id)}
            for record, note_id in (found for found in notes.waiting(tx) if found[0] in follows):
                jobs.hasten(tx, "translate", str(note_id), {"space": record, "note": note_id}, now)
        said = "all" if choice is None else ",".join(choice) or "none"
        if changed:
            audit.changed(tx, viewer, space_id, now, f"space:{space_id}", detail=f"engines: {said}")
        channels = spaces.channels(tx, [space_id])
    if changed:
        log.info("space=%s engines=%s by person=%s", space_id, said, viewer.person.id)
    return Chosen(space, channels, changed)

"""Seal every token again with the first of our keys, beside a bot that runs."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.slack.vault import Unsealable, Vault
from bot.store import installations, publications
from bot.store.database import Database

LEASE = timedelta(seconds=30)
TRIES = 60  # while the bot itself is renewing a token
PAUSE = 1.0  # seconds


class Resealed(NamedTuple):
    """How many were sealed again; the workspaces whose tokens no key opens; those that others were changing."""

    sealed: int
    locked: tuple[str, ...]
    busy: tuple[str, ...]


def reseal(
    db: Database, vault: Vault, clock: Callable[[], datetime], *, pause: Callable[[float], None] = time.sleep
) -> Resealed:
    """Open each token and each password of a wiki with any key and seal it with the first.

    What the bot is renewing at that moment is waited for: sealing it then would lose what Slack answers.
    """
    with db.read() as tx:
        found = [one for one in installations.all_of_them(tx) if one.sealed is not None]
    count, locked, busy = 0, list[str](), list[str]()
    for one in found:
        told = f"{one.team_name} ({one.team_id})"
        try:
            if _resealed(db, vault, one.team_id, clock, pause):
                count += 1
            else:
                busy.append(told)
        except Unsealable:
            locked.append(told)
    wikis, unopened = _wikis(db, vault)
    return Resealed(count + wikis, (*locked, *unopened), tuple(busy))


def _wikis(db: Database, vault: Vault) -> tuple[int, list[str]]:
    """The same for passwords of wikis, which nobody renews: how many, and the addresses of those no key opens."""
    with db.read() as tx:
        found = publications.all_of_them(tx)
    count, locked = 0, list[str]()
    for one in found:
        try:
            sealed = vault.seal_for(one.address, vault.open_for(one.address, one.sealed)) if one.sealed else None
        except Unsealable:
            locked.append(one.address)
            continue
        if sealed is not None:
            with db.write() as tx:
                count += publications.set_sealed(tx, one, sealed)
    return count, locked


def _resealed(
    db: Database, vault: Vault, team_id: str, clock: Callable[[], datetime], pause: Callable[[float], None]
) -> bool:
    for attempt in range(TRIES):
        if attempt:
            pause(PAUSE)
        with db.write() as tx:
            one = installations.get(tx, team_id)
            if one is None or one.sealed is None:
                return True  # it has ended meanwhile, and its tokens are gone
            sealed = vault.seal(vault.open(one.sealed, team_id))
            if installations.hold(tx, one, clock(), LEASE):
                return installations.set_sealed(tx, one, sealed, clock(), expires_at=one.expires_at)
    return False

"""The app in each workspace. What is sealed is opened elsewhere: the store never sees a token."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, select, update

from bot.store.database import Tx
from bot.store.tables import InstallationRow, OAuthStateRow

MOST_BEGUN = 1000
"""So many installations may be under way at once: whoever begins more fills our store, and nothing else."""


class Installation(NamedTuple):
    """The app in one workspace."""

    team_id: str
    team_name: str
    bot_user_id: str
    bot_id: str
    address: str
    scopes: tuple[str, ...]
    is_active: bool
    sealed: str | None
    expires_at: datetime | None
    version: int
    installed_by: str
    changed_at: datetime


class NewInstallation(NamedTuple):
    """What somebody has just installed."""

    team_id: str
    team_name: str
    bot_user_id: str
    bot_id: str
    address: str
    scopes: tuple[str, ...]
    sealed: str
    expires_at: datetime | None
    installed_by: str


def put(tx: Tx, new: NewInstallation, now: datetime) -> None:
    """Keep an installation; the same team again is a re-installation: its tokens take the place of the old ones."""
    row = tx.get(InstallationRow, new.team_id, with_for_update=True)
    if row is None:
        row = InstallationRow(team_id=new.team_id, installed_at=now, version=0)
        tx.add(row)
    for name, value in new._asdict().items():
        setattr(row, name, ",".join(value) if name == "scopes" else value)
    row.state, row.held_until, row.version, row.changed_at = "active", None, row.version + 1, now
    tx.flush()


def get(tx: Tx, team_id: str) -> Installation | None:
    """The installation in a team, whether it still works or not."""
    row = tx.get(InstallationRow, team_id)
    return _installation(row) if row else None


def all_of_them(tx: Tx) -> tuple[Installation, ...]:
    """Every installation there ever was, oldest first: for jobs and the terminal."""
    order = (InstallationRow.installed_at, InstallationRow.team_id)
    return tuple(_installation(row) for row in tx.scalars(select(InstallationRow).order_by(*order)))


def revoke(tx: Tx, team_id: str, now: datetime) -> bool:
    """The app is gone from a team: its tokens are erased. False when there was nothing to erase."""
    row = tx.get(InstallationRow, team_id, with_for_update=True)
    if row is None or row.state == "revoked":
        return False
    row.state, row.sealed, row.expires_at, row.held_until, row.changed_at = "revoked", None, None, None, now
    return True


def expiring(tx: Tx, before: datetime) -> tuple[Installation, ...]:
    """The installations whose token ends before an instant: for jobs."""
    soon = select(InstallationRow).where(InstallationRow.state == "active", InstallationRow.expires_at < before)
    return tuple(_installation(row) for row in tx.scalars(soon.order_by(InstallationRow.expires_at)))


def hold(tx: Tx, installation: Installation, now: datetime, lease: timedelta) -> bool:
    """Take the right to change an installation's token. False while another process has it, or has changed it."""
    free = (InstallationRow.held_until.is_(None)) | (InstallationRow.held_until < now)
    mine = (InstallationRow.team_id == installation.team_id, InstallationRow.version == installation.version, free)
    taken = update(InstallationRow).where(*mine, InstallationRow.state == "active").values(held_until=now + lease)
    return tx.execute(taken.returning(InstallationRow.team_id)).first() is not None


def let_go(tx: Tx, installation: Installation) -> None:
    """Give that right back without having changed the token."""
    same = (InstallationRow.team_id == installation.team_id, InstallationRow.version == installation.version)
    tx.execute(update(InstallationRow).where(*same).values(held_until=None))


def set_sealed(tx: Tx, installation: Installation, sealed: str, now: datetime, *, expires_at: datetime | None) -> bool:
    """Put other sealed tokens in the place of those an installation had. False when somebody was faster."""
    same = (InstallationRow.team_id == installation.team_id, InstallationRow.version == installation.version)
    values = {"sealed": sealed, "expires_at": expires_at, "held_until": None, "changed_at": now}
    changed = update(InstallationRow).where(*same, InstallationRow.state == "active")
    changed = changed.values(version=InstallationRow.version + 1, **values)
    return tx.execute(changed.returning(InstallationRow.team_id)).first() is not None


def begin(tx: Tx, state_hash: str, expires_at: datetime, now: datetime) -> bool:
    """Somebody begins to install; what began too long ago is forgotten. False while too many do."""
    tx.execute(delete(OAuthStateRow).where(OAuthStateRow.expires_at < now))
    if (tx.scalar(select(func.count()).select_from(OAuthStateRow)) or 0) >= MOST_BEGUN:
        return False
    tx.add(OAuthStateRow(state_hash=state_hash, expires_at=expires_at))
    return True


def end(tx: Tx, state_hash: str, now: datetime) -> bool:
    """They come back with the state they were given: true once, and not too late."""
    gone = delete(OAuthStateRow).where(OAuthStateRow.state_hash == state_hash).returning(OAuthStateRow.expires_at)
    row = tx.execute(gone).first()
    tx.execute(delete(OAuthStateRow).where(OAuthStateRow.expires_at < now))
    return row is not None and row.expires_at >= now


def bot_users(tx: Tx) -> tuple[str, ...]:
    """Our own users in the workspaces where the app is or was."""
    return tuple(tx.scalars(select(InstallationRow.bot_user_id)))


def _installation(row: InstallationRow) -> Installation:
    return Installation(
        row.team_id,
        row.team_name,
        row.bot_user_id,
        row.bot_id,
        row.address,
        tuple(scope for scope in row.scopes.split(",") if scope),
        row.state == "active",
        row.sealed,
        row.expires_at,
        row.version,
        row.installed_by,
        row.changed_at,
    )

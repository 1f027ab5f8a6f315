"""Keep what somebody has just installed; a workspace that had the app before goes on where it was."""

from datetime import datetime
from typing import NamedTuple

from bot.domain.person import keeper
from bot.services.follow_channel import ask_about
from bot.slack.oauth_app import Granted
from bot.slack.vault import Vault
from bot.store import audit, channels, installations
from bot.store.database import AlreadyThere, Database
from bot.store.installations import NewInstallation


class Kept(NamedTuple):
    """An installation that stands in the store now; `again` where the app was in that workspace already."""

    team_id: str
    team_name: str
    again: bool


def keep(db: Database, vault: Vault, granted: Granted, now: datetime) -> Kept:
    """Put an installation into the store, its tokens sealed, and ask again about the channels it knows.

    Raises:
        Unsealable: there is no key.
    """
    new = NewInstallation(
        granted.me.team_id,
        granted.team_name,
        granted.me.user_id,
        granted.me.bot_id,
        granted.me.address,
        granted.scopes,
        vault.seal(granted.tokens),
        now + granted.lasts if granted.lasts else None,
        granted.installer,
    )
    try:
        again = _put(db, new, now)
    except AlreadyThere:  # the same workspace was installed for the first time at this very moment
        again = _put(db, new, now)
    return Kept(new.team_id, new.team_name, again)


def _put(db: Database, new: NewInstallation, now: datetime) -> bool:
    with db.write() as tx:
        before = installations.get(tx, new.team_id)
        installations.put(tx, new, now)
        audit.changed(tx, keeper(0), None, now, f"installation:{new.team_id}", detail="installed")
        for binding in channels.of_team(tx, new.team_id):
            for name in binding.names:
                if name.team_id == new.team_id:
                    ask_about(tx, name, now)
    return before is not None and before.is_active

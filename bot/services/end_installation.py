"""The app is gone from a workspace: its tokens are erased, and its channels speak by another installation."""

from datetime import datetime

from bot.domain.person import keeper
from bot.services.follow_channel import ask_who
from bot.store import audit, channels, installations, waiting
from bot.store.database import Database


def end_installation(db: Database, team_id: str, *, now: datetime) -> bool:
    """Erase the tokens of a workspace and set its names for channels aside; False where that was done before.

    A channel that another installation is in speaks by that one from now on; who is in it is asked again. Of one
    that nobody is left in nobody knows who is in it: its space is shown to nobody through it. The names wait, so that
    the workspace goes on where it was when the app comes back.
    """
    with db.write() as tx:
        if not installations.revoke(tx, team_id, now):
            return False
        audit.changed(tx, keeper(0), None, now, f"installation:{team_id}", detail="ended")
        for binding in channels.of_team(tx, team_id):
            for name in binding.names:
                if name.team_id == team_id:
                    waiting.set_aside(tx, name, now)
            ask_who(tx, binding.id, now)
    return True

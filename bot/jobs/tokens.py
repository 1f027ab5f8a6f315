"""Renew the tokens that end soon."""

from bot.jobs.parts import Args, JobParts
from bot.slack.gateway import SlackLater
from bot.slack.refreshing import AHEAD, refresh
from bot.store import installations


def run(parts: JobParts, args: Args) -> None:
    """Renew all of them; one that Slack does not answer for keeps nobody from the next."""
    del args
    if parts.oauth is None:
        return
    with parts.db.read() as tx:
        ending = installations.expiring(tx, parts.clock() + AHEAD)
    later = None
    for installation in ending:
        try:
            refresh(parts.db, parts.oauth, installation, parts.clock())
        except SlackLater as problem:
            later = problem
        parts.slack.forget(installation.team_id)
    if later is not None:
        raise later

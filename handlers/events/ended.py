"""The app was removed from a workspace, or its tokens were revoked: in any order, once or several times."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_bolt.response import BoltResponse

from bot import log
from bot.services.end_installation import end_installation
from bot.slack.endings import Ending, read_ending
from bot.slack.gateway import SlackRefused
from bot.slack.payloads import from_event
from bot.store import installations, jobs
from bot.store.database import DatabaseUnavailable
from handlers.middleware import Tools
from handlers.observing import Outcome, observed

logger = log.get(__name__)


def handle(tools: Tools, ending: Ending) -> None:
    """Erase the tokens and let others speak; twice is once."""
    now = tools.clock()
    with tools.db.read() as tx:
        installation = installations.get(tx, ending.team_id)
    if installation is None:
        _tell(tools, ending)
        return
    if not installation.is_active or not ending.is_of(installation.bot_user_id):
        return
    if ending.at is not None and ending.at < installation.changed_at.replace(microsecond=0):
        # an old event of an installation that has new tokens by now, perhaps: Slack is asked
        with tools.db.write() as tx:
            jobs.add(tx, "ended", ending.team_id, {"team": ending.team_id}, now)
    elif end_installation(tools.db, ending.team_id, now=now):
        logger.warning("an installation has ended", team=ending.team_id, removed=ending.is_removed)
    tools.slack.forget(ending.team_id)


def listener(tools: Tools) -> Callable[..., BoltResponse | None]:
    """What Bolt calls for both events; it asks for no installation, of which there may be none any more."""

    def on(ack: Ack, body: dict[str, Any], context: BoltContext) -> BoltResponse | None:
        team_id, outcome = context.team_id or "", Outcome()
        with observed(from_event(body, team_id), handle, outcome):
            try:
                handle(tools, read_ending(body, team_id))
            except DatabaseUnavailable:
                outcome.word = "no_store"
                return BoltResponse(status=503, body="")
            ack()
        tools.wake()
        return None

    return on


def _tell(tools: Tools, ending: Ending) -> None:
    """What is in the environment only a person can change."""
    try:
        me = tools.slack.of(ending.team_id).me
    except SlackRefused:
        return
    if me.team_id == ending.team_id and ending.is_of(me.user_id):
        logger.error(
            "the token in the environment is worth nothing any more",
            team=ending.team_id,
            todo="install the app again, put its new token into SLACK_BOT_TOKEN, start again",
        )

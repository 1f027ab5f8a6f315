"""Ask Slack whether an installation really has ended: an old event may come after a new installation."""

from bot import log
from bot.jobs.parts import Args, JobParts
from bot.services.end_installation import end_installation
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import SEALED

logger = log.get(__name__)


def run(parts: JobParts, args: Args) -> None:
    """End it unless Slack still knows its token."""
    try:
        parts.slack.of(args["team"]).gateway.who_am_i()
    except SlackRefused as refusal:
        if refusal.code == SEALED:  # we lack a key: of the token that says nothing
            return
        if end_installation(parts.db, args["team"], now=parts.clock()):
            logger.warning("an installation has ended", team=args["team"], why=refusal.code)
        parts.slack.forget(args["team"])

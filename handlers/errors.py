"""The one place that turns what went wrong into a sentence for whoever asked."""

from slack_bolt.response import BoltResponse

from bot import log
from bot.domain.errors import NotAllowed, UserError
from bot.domain.language import Language
from bot.render import answers
from bot.slack.gateway import SlackError
from bot.slack.payloads import Incoming
from bot.store.database import DatabaseUnavailable
from handlers.reply import Field, Reply

logger = log.get(__name__)

REPEATED = frozenset({"mention", "dm", "event", "home"})
"""Surfaces whose deliveries Slack repeats when they are not acknowledged."""


def explain(problem: Exception, incoming: Incoming, reply: Reply, locale: Language) -> BoltResponse | None:
    """Tell the person what went wrong, with what they typed.

    Returns:
        A refusal for Slack where it should deliver again later; nothing is said to the person then.
    """
    if isinstance(problem, UserError):
        typed = problem.typed or _lost(problem, incoming)
        _tell(incoming, reply, answers.problem(problem, locale), typed, locale)
        return None
    if isinstance(problem, DatabaseUnavailable):
        logger.warning("the store cannot be reached", why=str(problem))
        if incoming.surface in REPEATED:
            return BoltResponse(status=503, body="")
        _tell(incoming, reply, answers.unavailable(locale), incoming.text, locale)
        return None
    if isinstance(problem, SlackError):
        logger.warning("Slack did not take it", why=str(problem))
        _tell(incoming, reply, answers.slack_unavailable(locale), incoming.text, locale)
        return None
    number = log.current_event() or log.event_id(incoming.key)
    logger.error("a handler broke", number=number, why=log.where(problem))
    _tell(incoming, reply, answers.apology(number, locale), incoming.text, locale)
    return None


def _lost(problem: UserError, incoming: Incoming) -> str:
    """What only stood in a command that is refused; a message stays in its channel, and a form holds its fields."""
    return incoming.text if incoming.surface == "command" and isinstance(problem, NotAllowed) else ""


def _tell(incoming: Incoming, reply: Reply, told: str, typed: str, locale: Language) -> None:
    """In a form the fields still hold what was typed, so the sentence goes to the first of them."""
    if incoming.surface == "form" and incoming.state:
        block_id = next((name for name in ("text_0", "text") if name in incoming.state), next(iter(incoming.state)))
        reply.refuse(Field(block_id, told))
    else:
        for message in answers.with_typed(told, typed, locale):
            reply.say(message)

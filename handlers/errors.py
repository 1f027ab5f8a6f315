"""The one place that turns what went wrong into a sentence for whoever asked."""

import logging
from uuid import uuid4

from slack_bolt.response import BoltResponse

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.log import where
from bot.render import answers
from bot.slack.gateway import SlackError
from bot.slack.payloads import Incoming
from bot.store.database import DatabaseUnavailable
from handlers.reply import Field, Reply

log = logging.getLogger(__name__)

REPEATED = frozenset({"mention", "dm", "event", "home"})
"""Surfaces whose deliveries Slack repeats when they are not acknowledged."""


def explain(problem: Exception, incoming: Incoming, reply: Reply, locale: Language) -> BoltResponse | None:
    """Tell the person what went wrong, with what they typed.

    Returns:
        A refusal for Slack where it should deliver again later; nothing is said to the person then.
    """
    if isinstance(problem, UserError):
        _tell(incoming, reply, answers.problem(problem, locale), problem.typed, locale)
        return None
    if isinstance(problem, DatabaseUnavailable):
        log.warning("key=%s the store cannot be reached: %s", incoming.key, problem)
        if incoming.surface in REPEATED:
            return BoltResponse(status=503, body="")
        _tell(incoming, reply, answers.unavailable(locale), incoming.text, locale)
        return None
    if isinstance(problem, SlackError):
        log.warning("key=%s name=%s Slack did not take it: %s", incoming.key, incoming.name, problem)
        _tell(incoming, reply, answers.slack_unavailable(locale), incoming.text, locale)
        return None
    number = uuid4().hex[:8]
    log.error("number=%s key=%s name=%s broke: %s", number, incoming.key, incoming.name, where(problem))
    _tell(incoming, reply, answers.apology(number, locale), incoming.text, locale)
    return None


def _tell(incoming: Incoming, reply: Reply, told: str, typed: str, locale: Language) -> None:
    """In a form the fields still hold what was typed, so the sentence goes to the first of them."""
    if incoming.surface == "form" and incoming.state:
        block_id = next((name for name in ("text_0", "text") if name in incoming.state), next(iter(incoming.state)))
        reply.refuse(Field(block_id, told))
    else:
        for message in answers.with_typed(told, typed, locale):
            reply.say(message)

"""Durable work after Slack has its answer: one file a kind, and what runs them."""

from collections.abc import Callable, Mapping

from bot.jobs import card, deliver, members, people, translate
from bot.jobs.parts import Args, JobParts

KINDS: Mapping[str, Callable[[JobParts, Args], None]] = {
    "card": card.run,
    "deliver": deliver.run,
    "members": members.run,
    "people": people.run,
    "translate": translate.run,
}

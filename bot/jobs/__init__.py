"""Durable work after Slack has its answer: one file a kind, and what runs them."""

from collections.abc import Callable, Mapping

from bot.jobs import card, deliver, export_glossary, import_glossary, members, people, prose, translate
from bot.jobs.parts import Args, JobParts

KINDS: Mapping[str, Callable[[JobParts, Args], None]] = {
    "card": card.run,
    "deliver": deliver.run,
    "export_glossary": export_glossary.run,
    "import_glossary": import_glossary.run,
    "members": members.run,
    "people": people.run,
    "prose": prose.run,
    "translate": translate.run,
}

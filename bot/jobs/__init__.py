"""Durable work after Slack has its answer: one file a kind, and what runs them."""

from collections.abc import Callable, Mapping

from bot.jobs import card, deliver, glossary_file, members, people, prose, translate
from bot.jobs.parts import Args, JobParts

KINDS: Mapping[str, Callable[[JobParts, Args], None]] = {
    "card": card.run,
    "deliver": deliver.run,
    "export_glossary": glossary_file.run_export,
    "import_glossary": glossary_file.run_import,
    "members": members.run,
    "people": people.run,
    "prose": prose.run,
    "translate": translate.run,
}

"""Durable work after Slack has its answer: one file a kind, and what runs them."""

from collections.abc import Callable, Mapping

from bot.jobs import (
    card,
    chart,
    deliver,
    digest,
    export_actions,
    export_glossary,
    import_glossary,
    members,
    people,
    personal,
    prose,
    reminder,
    translate,
)
from bot.jobs.parts import Args, JobParts

KINDS: Mapping[str, Callable[[JobParts, Args], None]] = {
    "card": card.run,
    "chart": chart.run,
    "deliver": deliver.run,
    "digest": digest.run,
    "export_actions": export_actions.run,
    "export_glossary": export_glossary.run,
    "import_glossary": import_glossary.run,
    "members": members.run,
    "people": people.run,
    "personal": personal.run,
    "prose": prose.run,
    "reminder": reminder.run,
    "translate": translate.run,
}

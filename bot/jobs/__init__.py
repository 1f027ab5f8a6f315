"""Durable work after Slack has its answer: one file a kind, and what runs them."""

from collections.abc import Callable, Mapping

from bot.jobs import (
    card,
    channel,
    chart,
    deliver,
    digest,
    ended,
    export_actions,
    export_glossary,
    export_record,
    forget,
    import_glossary,
    keep,
    members,
    people,
    personal,
    prose,
    reminder,
    tokens,
    translate,
    unshared,
    welcome,
)
from bot.jobs.parts import Args, JobParts

KINDS: Mapping[str, Callable[[JobParts, Args], None]] = {
    "card": card.run,
    "channel": channel.run,
    "chart": chart.run,
    "deliver": deliver.run,
    "digest": digest.run,
    "ended": ended.run,
    "export_actions": export_actions.run,
    "export_glossary": export_glossary.run,
    "export_record": export_record.run,
    "forget": forget.run,
    "import_glossary": import_glossary.run,
    "keep": keep.run,
    "members": members.run,
    "people": people.run,
    "personal": personal.run,
    "prose": prose.run,
    "reminder": reminder.run,
    "tokens": tokens.run,
    "translate": translate.run,
    "unshared": unshared.run,
    "welcome": welcome.run,
}

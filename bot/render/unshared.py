"""What a channel is told when it is not shared any more."""

from collections.abc import Sequence

from bot.domain.bindings import Goes
from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import escape, message, section
from bot.slack.message import Message

_TOLD: dict[Goes, str] = {"both": "unshared.both", "waits": "unshared.waits", "alone": "unshared.alone"}


def as_unshared(space: str, languages: Sequence[Language], goes: Goes) -> Message:
    """The message, a paragraph in each language."""
    return message(*(section(escape(t(_TOLD[goes], language, space=space))) for language in languages))

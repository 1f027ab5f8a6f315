"""What a channel is told when it is not shared any more."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import escape, message, section
from bot.slack.message import Message


def as_unshared(space: str, languages: Sequence[Language], *, both_sides: bool) -> Message:
    """The message, a paragraph in each language; `both_sides` where each goes on with the same record."""
    key = "unshared.both" if both_sides else "unshared.alone"
    return message(*(section(escape(t(key, language, space=space))) for language in languages))

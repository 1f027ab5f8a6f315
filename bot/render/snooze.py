"""For how long an action is to be put aside, and until when it was."""

from datetime import date

from bot.domain.language import Language
from bot.domain.record import Item
from bot.domain.snoozing import PAUSES
from bot.i18n import t
from bot.render.blocks import actions, button, cut, escape, message, section
from bot.render.preferences import named_day
from bot.slack.message import Message
from bot.slack.payloads import pack

WORDS = 120  # characters of an action's words


def ask(item: Item, locale: Language) -> Message:
    """For how long? A button for each pause."""
    asked = t("snooze.ask", locale, ref=item.ref, words=cut(item.text.shown(locale).content, WORDS))
    pauses = [
        button(t(f"button.snooze_{pause}", locale), f"item.snooze.{pause}", pack(item=item.id, pause=pause))
        for pause in PAUSES
    ]
    return message(section(escape(asked)), actions(pauses))


def put_aside(item: Item, until: date, locale: Language) -> str:
    """Until when nothing is heard of it."""
    return t("snooze.done", locale, ref=item.ref, when=named_day(until, locale))

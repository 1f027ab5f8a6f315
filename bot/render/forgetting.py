"""What somebody is told who wants to be forgotten: what goes, what stays and why, and the form that says so."""

from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import actions, button, escape, message, section, sentence
from bot.render.forms import form
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack

_SENTENCES = ("what_goes", "what_stays", "what_next")


def forget_button(locale: Language) -> Block:
    """The button that opens the form."""
    return button(t("forgetting.button", locale), "settings.forget", pack(), style="danger")


def as_offer(locale: Language) -> Message:
    """Where no form can be opened: a button that opens it."""
    return message(section(escape(t("forgetting.offer", locale))), actions([forget_button(locale)]))


def as_form(private: str, locale: Language) -> View:
    """Everything there is to know before one says yes."""
    blocks = [section(escape(t(f"forgetting.{name}", locale))) for name in _SENTENCES]
    title, submit, close = (t(f"forgetting.{name}", locale) for name in ("title", "confirm", "cancel"))
    return form("forget_me", title, blocks, private, submit=submit, close=close)


def asked(locale: Language) -> Message:
    """It will be done in a moment."""
    return sentence(t("forgetting.asked", locale))

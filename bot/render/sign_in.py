"""What is said in Slack of our pages: the link that signs somebody in, that they are out, that there are none."""

from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import context, escape, link, message, section, sentence
from bot.slack.message import Message


def link_sent(address: str, locale: Language) -> Message:
    """The link itself, for the person alone; the address is ours."""
    told = link(escape(t("pages.slack.link", locale)), address)
    return message(section(told), context(escape(t("pages.slack.once", locale))))


def told_directly(locale: Language) -> Message:
    """That the link comes as a direct message."""
    return sentence(t("pages.slack.sent", locale))


def not_sent(locale: Language) -> Message:
    """That they cannot be written to directly."""
    return sentence(t("pages.slack.not_sent", locale))


def signed_out(count: int, locale: Language) -> Message:
    """From how many browsers they were signed out."""
    return sentence(t("pages.slack.signed_out", locale, count=count) if count else t("pages.slack.not_in", locale))


def unavailable(locale: Language) -> Message:
    """That there are no pages until whoever runs Jordbro gives them an address."""
    return sentence(t("pages.slack.unavailable", locale))

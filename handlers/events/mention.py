"""A mention in a channel, or a direct message: the words behind it, in any of the three languages."""

from collections.abc import Callable

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.slack.payloads import Incoming
from handlers.commands import help as umbrella
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    locale: Language,
    grammar: Grammar,
    words: tuple[str, ...],
    ask: Callable[[str, str], None],
) -> None:
    """Do what the words ask for, unless it is a message of ours or of another app."""
    if incoming.user.user_id:
        umbrella.handle(incoming, reply, locale, grammar, words, ask)

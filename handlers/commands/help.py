"""/jordbro: everything by words, as in a mention; alone it is the help."""

from collections.abc import Callable

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.render import help as render
from bot.slack.payloads import Incoming
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    locale: Language,
    grammar: Grammar,
    words: tuple[str, ...],
    ask: Callable[[str, str], None],
) -> None:
    """Do what the first word asks for; help when there is none, the three nearest when nobody knows it."""
    said = grammar.read(incoming.text)
    if not incoming.text.strip() or (said and said.word == "help"):
        reply.say(render.as_help(words, locale, commands=incoming.surface == "command"))
    elif said is None:
        reply.say(render.unknown_word(incoming.text.split()[0], grammar.nearest(incoming.text), locale))
    else:
        ask(said.word, said.rest)

"""/jordbro: everything by words, as in a mention; alone it is the help."""

from collections.abc import Callable

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.render import answers
from bot.render import help as render
from bot.slack.payloads import Incoming
from handlers.reply import Reply

MOST_WORDS = 8


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
        _offer_nearest(incoming, reply, locale, grammar)
    else:
        ask(said.word, said.rest)


def _offer_nearest(incoming: Incoming, reply: Reply, locale: Language, grammar: Grammar) -> None:
    words = incoming.text.split()
    nearest = grammar.nearest(incoming.text)
    if len(words) > MOST_WORDS:  # so much is hardly a misspelt word: it may be a note
        nearest = tuple(dict.fromkeys(("note", *nearest)))[: len(nearest)]
    reply.say(render.unknown_word(words[0], nearest, locale))
    if incoming.surface == "command" and len(words) > 1:  # Slack keeps what is said, not what is commanded
        for message in answers.given_back(incoming.text, locale):
            reply.say(message)

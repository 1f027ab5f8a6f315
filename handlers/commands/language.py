"""/language: choose the language in which Jordbro answers."""

from bot.domain.errors import UserError
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.services.choose_language import choose_language
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar) -> None:
    """Set the language that was named; ask when none was."""
    named = incoming.text.strip().lower()
    if not named:
        reply.say(answers.choose_language(locale))
        return
    language = grammar.languages.get(named)
    if language is None:
        reply.say(answers.choose_language(locale, told=answers.problem(UserError("language_unknown"), locale)))
        return
    choose_language(db, viewer, language)
    reply.settle()
    reply.say(answers.done("language_set", language))

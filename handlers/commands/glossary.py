"""/glossary: look up, add, change, remove, import and export the terms of a space."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.errors import Unreadable
from bot.domain.grammar import GlossaryVerb, Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.typed_term import typed_term
from bot.render import glossary as render
from bot.services.change_term import FlawedTerm, add_term
from bot.services.fetch_glossary import ask_export, ask_import
from bot.services.import_terms import import_terms
from bot.services.look_up_term import look_up_term
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers import glossary
from handlers.logging_note import offer_space
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, now: datetime
) -> None:
    """Do what the first word says; look all of it up when that is no verb."""
    if not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, "", now)
        return
    verb, rest = grammar.glossary_verb(incoming.text)
    if verb is None and incoming.files:
        verb = "import"
    question = Question(incoming, reply, db, viewer, locale, now)
    verbs: dict[GlossaryVerb, Callable[[str], None]] = {
        "add": question.add,
        "change": question.look_up,
        "remove": question.remove,
        "import": question.take,
        "export": question.export,
    }
    (verbs[verb] if verb else question.look_up)(rest)


class Question:
    """One question to the glossary, with all that answering it takes."""

    def __init__(
        self, incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime
    ) -> None:
        self.incoming, self.reply, self.db = incoming, reply, db
        self.viewer, self.locale, self.now = viewer, locale, now
        self.space_id = glossary.space_of(viewer, incoming.text)

    def look_up(self, words: str) -> None:
        """Show the entries some words may mean, or how the glossary is used."""
        found = look_up_term(self.db, self.viewer, self.space_id, words)
        if not words.strip():
            self.reply.say(render.as_page(found.total, found.own, self.space_id, self.locale))
        elif found.found:
            self.reply.say(render.as_entries(found.found, self.space_id, self.locale))
        else:
            self.reply.say(render.as_missing(words, found.nearest, self.space_id, self.locale))

    def add(self, line: str) -> None:
        """Add what a line says; a form where it says nothing or just one word."""
        term = typed_term(line)
        if term is None and ("=" in line or "＝" in line):
            raise Unreadable("term_line", typed=self.incoming.text)
        if term is None:
            self._open_form(line)
            return
        try:
            done = add_term(self.db, self.viewer, self.space_id, term, now=self.now)
        except FlawedTerm as problem:
            self.reply.say(render.flawed(problem.flaws, self.locale))
        else:
            self.reply.say(glossary.as_changed("added", done, self.locale))

    def _open_form(self, words: str) -> None:
        if not self.reply.can_open:
            self.reply.say(render.offer_form(words, self.space_id, self.locale))
            return
        private = glossary.carried(self.incoming, space=self.space_id)
        self.reply.open(render.term_form(render.begun(words), private, self.locale))

    def remove(self, words: str) -> None:
        """Ask whether the one entry that is meant shall go; show what may be meant where it is not one."""
        found = look_up_term(self.db, self.viewer, self.space_id, words)
        if words.strip() and len(found.found) == 1:
            self.reply.say(render.as_question(found.found[0], self.space_id, self.locale))
        else:
            self.look_up(words)

    def take(self, text: str) -> None:
        """Take in what came along: a file, which a job answers, or lines; a form where nothing did."""
        if self.incoming.files:
            for file in self.incoming.files:
                asked = glossary.asked(self.incoming, self.locale)
                ask_import(self.db, self.viewer, self.space_id, file, asked, now=self.now)
        elif text.strip():
            done = import_terms(self.db, self.viewer, self.space_id, text, now=self.now)
            self.reply.say(glossary.as_imported(done, self.locale))
        elif self.reply.can_open:
            self.reply.open(render.import_form(glossary.carried(self.incoming, space=self.space_id), self.locale))
        else:
            self.reply.say(render.offer_import(self.space_id, self.locale))

    def export(self, form: str) -> None:
        """Have the file made and sent."""
        asked = glossary.asked(self.incoming, self.locale)
        ask_export(self.db, self.viewer, self.space_id, glossary.format_in(form), asked, now=self.now)

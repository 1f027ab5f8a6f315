"""The forms of the glossary were sent: an entry, or pasted terms."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.language import LANGUAGES, Language
from bot.domain.person import Viewer
from bot.domain.term import Term
from bot.domain.term_csv import KINDS, split_forms
from bot.render import glossary as render
from bot.services.change_term import FlawedTerm, Seen, TermChanged, add_term, change_term
from bot.services.import_terms import import_terms
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers import glossary
from handlers.reply import Field, Reply


def written(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Keep the entry; what is wrong with it is said at its field."""
    term, private = _term(incoming.state), unpack(incoming.private)
    try:
        key, done = _keep(db, viewer, term, private, now)
    except FlawedTerm as problem:
        fields = {render.field_of(flaw, term): render.problem(flaw, locale) for flaw in problem.flaws}
        reply.refuse(*(Field(name, sentence) for name, sentence in fields.items()))
        return
    reply.say(glossary.as_changed(key, done, locale), incoming.channel_of(private))


def _keep(
    db: Database, viewer: Viewer, term: Term, private: Mapping[str, object], now: datetime
) -> tuple[str, TermChanged]:
    space_id, ref = number_in(private, "space"), str(private.get("ref") or "")
    if not ref:
        return "added", add_term(db, viewer, space_id, term, now=now)
    seen = Seen(ref, number_in(private, "version"))
    return "changed", change_term(db, viewer, space_id, seen, term, now=now)


def pasted(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Import what was pasted."""
    private, text = unpack(incoming.private), incoming.state.get("text", "")
    done = import_terms(db, viewer, number_in(private, "space"), text, now=now)
    reply.say(glossary.as_imported(done, locale), incoming.channel_of(private))


def _term(state: Mapping[str, str]) -> Term:
    """What stands in the fields."""
    return Term(
        KINDS.get(state.get("kind", ""), "term"),
        {language: said for language in LANGUAGES if (said := state.get(f"form_{language}", "").strip())},
        _lists("variants", state),
        _lists("forbidden", state),
        state.get("note", "").strip(),
    )


def _lists(name: str, state: Mapping[str, str]) -> dict[Language, tuple[str, ...]]:
    return {language: said for language in LANGUAGES if (said := split_forms(state.get(f"{name}_{language}", "")))}

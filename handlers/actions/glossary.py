"""The buttons of the glossary: forms to add, change and import, the question before removing, the files."""

from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import glossary as render
from bot.services.change_term import Seen, remove_term
from bot.services.fetch_glossary import ask_export
from bot.services.look_up_term import find_entry
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers import glossary
from handlers.reply import Reply


def add(incoming: Incoming, reply: Reply, locale: Language) -> None:
    """The form of a new entry; it begins with the word that was looked up."""
    value = unpack(incoming.value)
    private = glossary.carried(incoming, space=number_in(value, "space"))
    reply.open(render.term_form(render.begun(str(value.get("words") or "")), private, locale))


def change(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of an entry as it is now."""
    value = unpack(incoming.value)
    space_id = number_in(value, "space")
    entry = find_entry(db, viewer, space_id, str(value.get("ref")))
    private = glossary.carried(incoming, space=space_id, ref=entry.ref, version=entry.version)
    reply.open(render.term_form(entry.term, private, locale))


def ask_remove(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Whether the entry shall really go."""
    value = unpack(incoming.value)
    space_id = number_in(value, "space")
    entry = find_entry(db, viewer, space_id, str(value.get("ref")))
    reply.replace(render.as_question(entry, space_id, locale))


def remove(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Remove the entry, unless somebody has changed it since the question."""
    value = unpack(incoming.value)
    seen = Seen(str(value.get("ref")), number_in(value, "version"))
    done = remove_term(db, viewer, number_in(value, "space"), seen, now=now)
    reply.replace(glossary.as_changed("removed", done, locale))


def paste(incoming: Incoming, reply: Reply, locale: Language) -> None:
    """The form into which terms are pasted."""
    space_id = number_in(unpack(incoming.value), "space")
    reply.open(render.import_form(glossary.carried(incoming, space=space_id), locale))


def export(incoming: Incoming, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Have the file made and sent."""
    form = glossary.format_in(incoming.name)
    space_id = number_in(unpack(incoming.value), "space")
    ask_export(db, viewer, space_id, form, glossary.asked(incoming, locale), now=now)

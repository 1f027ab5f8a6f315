"""Open the form of a note that is in the record."""

from bot.domain.language import Language
from bot.domain.note_body import as_typed
from bot.domain.person import Viewer
from bot.render import inner
from bot.render.note_form import NoteForm, as_form
from bot.services.read_note import read_note
from bot.services.sides import side_in
from bot.slack.payloads import Incoming, number_in, pack, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Show the note as it is now; the form remembers which version that was."""
    note = read_note(db, viewer, number_in(unpack(incoming.value), "note"))
    team, channel = incoming.channel or ("", "")
    side = side_in(db, viewer, note.space_id) if note.inner else None
    mark = inner.mark(side, locale) if side else ""
    private = pack(note=note.id, version=note.version, team=team, channel=channel, mark=mark)
    reply.open(as_form(NoteForm(as_typed(note), private, editing=True, mark=mark), locale))

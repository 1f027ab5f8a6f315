"""One more field in the form for a long note; what was typed stays."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.forms import TICKED
from bot.render.note_form import FIELDS, NoteForm, as_form
from bot.services.describe_space import list_spaces
from bot.services.read_note import read_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply
from handlers.views.filled import note_of


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Show the form with one more field.

    Raises:
        NotFound: the note that is being edited is not theirs to see any more; the form stays as it was.
    """
    private = unpack(incoming.private)
    if "note" in private:
        read_note(db, viewer, number_in(private, "note"))
    offer, kept = private.get("offer"), incoming.state.get("inner") == TICKED
    fields = min(int(incoming.value) if incoming.value.isdecimal() else 2, FIELDS)
    chooses = "space" in incoming.state
    spaces = list_spaces(db, viewer) if chooses else ()
    start = NoteForm(
        note_of(incoming.state),
        incoming.private,
        fields,
        spaces,
        editing="note" in private,
        offer=offer if isinstance(offer, str) else None,
        kept=kept,
        mark=str(private.get("mark") or ""),
    )
    reply.update_form(as_form(start, locale))

"""What only one side is to see: log a note for it, or ask for whom one is that may mean it."""

from datetime import date, datetime

from bot.domain.errors import UserError
from bot.domain.grammar import Kept
from bot.domain.language import Language
from bot.domain.person import SlackChannel, Viewer
from bot.domain.record import Note
from bot.domain.side import Side
from bot.domain.typed_note import TypedNote
from bot.render import inner as render
from bot.render.blocks import message
from bot.services.describe_space import list_spaces
from bot.services.gloss import gloss
from bot.services.keep_draft import keep_draft
from bot.services.log_note import Logged, Origin, log_note
from bot.services.read_note import read_note
from bot.services.review import standings_of
from bot.services.sides import side_in, side_named
from bot.slack.message import Block, Message
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.logging_note import new_form
from handlers.reply import Reply


def is_direct(incoming: Incoming) -> bool:
    """Whether it was asked where nobody else reads."""
    return incoming.channel is None or incoming.channel.channel_id.startswith("D")


def places_of(db: Database, viewer: Viewer) -> list[tuple[int, str, Side]]:
    """The spaces, of the channel or of all the viewer sees, in which they stand on a side: id, name and side."""
    here = viewer.channel.space_id if viewer.channel else None
    found = ((one.id, one.name, side_in(db, viewer, one.id)) for one in list_spaces(db, viewer))
    return [(space_id, name, side) for space_id, name, side in found if side and here in {None, space_id}]


def log_begun(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    kept: Kept,
    today: date,
    now: datetime,
) -> None:
    """Log a note that says by its first word for whom it is; where that may be several spaces, keep it and ask."""
    if viewer.channel is None and not is_direct(incoming):
        raise UserError("inner_no_space", typed=kept.rest)
    spaces = [viewer.channel.space_id] if viewer.channel else sorted(viewer.shared_ids)
    if not spaces:
        raise UserError("person_without_space", typed=kept.rest)
    if len(spaces) == 1:
        side = viewer.standing(spaces[0]).side
        origin = Origin(spaces[0], None, incoming.key, today, side=side)
        logged = log_note(db, viewer, TypedNote(kept.rest), origin, now=now)
        in_the_open = incoming.surface == "mention"
        reply.say(as_logged(db, viewer, logged, locale, spaces[0], side, in_the_open=in_the_open))
        return
    places = places_of(db, viewer)
    if not places or incoming.channel is None:
        raise UserError("inner_no_side" if incoming.channel else "which_space", typed=kept.rest)
    draft = keep_draft(db, viewer, incoming.channel, incoming.text, now=now)
    reply.say(render.which(draft, places, locale))


def offer_inside(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form with its box for one side alone ticked, or the button that opens it; never one that has no such box."""
    if not places_of(db, viewer):
        spaces = list_spaces(db, viewer)
        here = [one for one in spaces if viewer.channel is None or one.id == viewer.channel.space_id]
        raise UserError("inner_no_side" if any(one.sides != "off" for one in here) else "inner_off")
    if reply.can_open:
        reply.open(new_form(incoming, db, viewer, TypedNote(""), locale, kept=True))
    else:
        reply.say(render.begin(locale))


def ask_for_whom(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, kept: Kept, now: datetime
) -> None:
    """Keep a note that may be for one side alone, and ask: what is for one side must not be shown to all by mistake."""
    if incoming.channel is None:
        raise UserError("not_in_channel", typed=incoming.text)
    draft = keep_draft(db, viewer, incoming.channel, incoming.text, now=now)
    places = [(space_id, side) for space_id, _, side in places_of(db, viewer)]
    reply.say(render.question(kept.word, draft, places, locale, in_the_open=incoming.surface == "mention"))


def log_inside(
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    typed: TypedNote,
    origin: Origin,
    now: datetime,
    tell_in: SlackChannel | None = None,
) -> None:
    """Log a note for the side that its origin names, and show it to whoever wrote it alone."""
    logged = log_note(db, viewer, typed, origin, now=now)
    reply.say(as_logged(db, viewer, logged, locale, origin.space_id, origin.side or ""), tell_in)


def as_logged(
    db: Database,
    viewer: Viewer,
    logged: Logged,
    locale: Language,
    space_id: int,
    side_id: str,
    *,
    in_the_open: bool = False,
) -> Message:
    """The note as it was kept, with what there is to ask about it."""
    side = side_named(db, viewer, space_id, side_id)
    told = render.told("again" if logged.again else "new", logged.note, side, locale)
    return _shown(db, logged.note, side, told, locale, logged, in_the_open=in_the_open)


def as_saved(db: Database, viewer: Viewer, note: Note, locale: Language) -> Message | None:
    """An internal note as it is after an edit; None where the viewer stands on no side any more."""
    side = side_in(db, viewer, note.space_id)
    return _shown(db, note, side, render.told("saved", note, side, locale), locale) if side else None


def as_settled(db: Database, viewer: Viewer, note_id: int, locale: Language, told: Block) -> Message:
    """An internal note as it is after something of it was done; of another note only what was told.

    Raises:
        NotFound: it is not there for the viewer.
    """
    note = read_note(db, viewer, note_id)
    side = side_in(db, viewer, note.space_id) if note.inner else None
    return _shown(db, note, side, told, locale) if side else message(told)


def _shown(
    db: Database,
    note: Note,
    side: Side,
    told: Block,
    locale: Language,
    logged: Logged | None = None,
    *,
    in_the_open: bool = False,
) -> Message:
    return render.as_note(
        note,
        side,
        told,
        locale,
        gloss(db, note.space_id, note.texts(), locale),
        standings_of(db, note),
        unconfirmed=logged.unconfirmed if logged else (),
        untold=logged.untold if logged else (),
        in_the_open=in_the_open,
    )

"""What /note, the form, the shortcut and a draft have in common: find the space, log, answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.typed_note import TypedNote
from bot.render import answers, words
from bot.render.note_form import NoteForm, as_form
from bot.services.describe_space import first_channel, list_spaces
from bot.services.keep_draft import draft_key, drop_draft, keep_draft, read_draft
from bot.services.log_note import Origin, log_note
from bot.services.sides import side_in
from bot.slack.message import View
from bot.slack.payloads import Incoming, number_in, pack
from bot.store.database import Database
from handlers.reply import Reply


def new_form(
    incoming: Incoming, db: Database, viewer: Viewer, typed: TypedNote, locale: Language, *, kept: bool = False
) -> View:
    """The form of a new note; it carries along where it was opened, and the space where there is none to choose."""
    spaces = () if viewer.channel else list_spaces(db, viewer)
    only = viewer.channel.space_id if viewer.channel else spaces[0].id if len(spaces) == 1 else None
    opened = incoming.channel or SlackChannel("", "")
    offer = _offered(db, viewer, only, [space.id for space in spaces], locale)
    side = viewer.standing(only).side if only else ""
    private = pack(channel=opened.channel_id, team=opened.team_id, space=only, side=side, offer=offer)
    return as_form(NoteForm(typed, private, spaces=spaces, offer=offer, kept=kept), locale)


def _offered(db: Database, viewer: Viewer, only: int | None, space_ids: Sequence[int], locale: Language) -> str | None:
    """Whose alone a note can be: the name of the viewer's side, "" where it depends on the space; None for nobody's."""
    if only is not None:
        side = side_in(db, viewer, only)
        return words.own_side(side, locale) if side else None
    return "" if any(viewer.standing(space_id).side for space_id in space_ids) else None


def log_in_channel(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    typed: TypedNote,
    today: date,
    now: datetime,
) -> None:
    """Log a note where it was written; where no space is known, keep it and ask."""
    channel = channel_meant(db, viewer, incoming)
    if channel is None:
        offer_space(incoming, reply, db, viewer, locale, typed.text, now)
        return
    log_to(reply, db, viewer, locale, typed, channel, incoming.key, today, now)


def log_to(
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    typed: TypedNote,
    channel: Channel,
    key: str,
    today: date,
    now: datetime,
    *,
    tell_in: SlackChannel | None = None,
) -> None:
    """Log a note to a channel's space and say so: where it was asked, in `tell_in`, or directly."""
    logged = log_note(db, viewer, typed, Origin(channel.space_id, channel, key, today), now=now)
    reply.say(answers.logged(logged.note, locale, logged.unconfirmed, again=logged.again), tell_in)


def offer_space(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, text: str, now: datetime
) -> None:
    """Say that no space is known here, with buttons to make one; what was typed is kept."""
    if incoming.channel is None or incoming.channel.channel_id.startswith("D"):
        key = "which_space" if viewer.space_ids else "person_without_space"
        raise UserError(key, typed=text)
    draft = keep_draft(db, viewer, incoming.channel, text, now=now) if text.strip() else None
    reply.say(answers.no_space_here(draft, locale))


def log_draft(
    carried: Mapping[str, Any],
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    channel: Channel,
    today: date,
    now: datetime,
) -> bool:
    """Log the note that waited until its channel had a space; False when none waits."""
    draft_id = number_in(carried, "draft")
    content = read_draft(db, viewer, draft_id) if draft_id else None
    if content is None:
        return False
    allowed = replace(viewer, space_ids=viewer.space_ids | {channel.space_id}, channel=channel)
    key = draft_key(draft_id)
    log_to(reply, db, allowed, locale, TypedNote(content), channel, key, today, now, tell_in=channel.slack)
    drop_draft(db, viewer, draft_id)
    return True


def channel_meant(db: Database, viewer: Viewer, incoming: Incoming) -> Channel | None:
    """The channel, if it has a space; in a direct message that of the only space the person sees."""
    if viewer.channel is not None:
        return viewer.channel
    direct = incoming.channel is None or incoming.channel.channel_id.startswith("D")
    if not direct or len(viewer.shared_ids) != 1:
        return None
    return first_channel(db, viewer, next(iter(viewer.shared_ids)))

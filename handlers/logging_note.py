"""What /note, the form, the shortcut and a draft have in common: find the space, log, answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.typed_note import TypedNote
from bot.render import answers
from bot.render.note_form import NoteForm, as_form
from bot.services.describe_space import first_channel, list_spaces
from bot.services.keep_draft import drop_draft, keep_draft, read_draft
from bot.services.log_note import Origin, log_note
from bot.slack.message import View
from bot.slack.payloads import Incoming, number_in, pack
from bot.store.database import Database
from handlers.reply import Reply


def new_form(incoming: Incoming, db: Database, viewer: Viewer, typed: TypedNote, locale: Language) -> View:
    """The form of a new note; it carries along where it was opened, and the space where there is none to choose."""
    spaces = () if viewer.channel else list_spaces(db, viewer)
    only = viewer.channel.space_id if viewer.channel else spaces[0].id if len(spaces) == 1 else None
    opened = incoming.channel or SlackChannel("", "")
    private = pack(channel=opened.channel_id, team=opened.team_id, space=only)
    return as_form(NoteForm(typed, private, spaces=spaces), locale)


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
    channel = viewer.channel or _only_channel(db, viewer, incoming)
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
    key = f"draft:{draft_id}"
    log_to(reply, db, allowed, locale, TypedNote(content), channel, key, today, now, tell_in=channel.slack)
    drop_draft(db, viewer, draft_id)
    return True


def _only_channel(db: Database, viewer: Viewer, incoming: Incoming) -> Channel | None:
    """In a direct message: the channel of the only space the person sees."""
    direct = incoming.channel is None or incoming.channel.channel_id.startswith("D")
    if not direct or len(viewer.space_ids) != 1:
        return None
    return first_channel(db, viewer, next(iter(viewer.space_ids)))

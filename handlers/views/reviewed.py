"""The form of a reviewer was sent: approve what it shows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.review import Typed
from bot.render import review as render
from bot.render.review_list import saved
from bot.services.correct import correct
from bot.services.read_note import read_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply

SEEN = 2  # of each sentence its version, and a digest of the words that were shown


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Save it; what somebody changed meanwhile stays in the form, with what was typed."""
    private = unpack(incoming.private)
    note_id, seen = number_in(private, "note"), private.get("seen")
    corrected = correct(db, viewer, note_id, typed_in(incoming, seen if isinstance(seen, dict) else {}), now=now)
    if corrected.conflicts:
        note = read_note(db, viewer, note_id)
        channel = str(private.get("channel") or "")
        reply.show_instead(render.as_conflicts(note.id, note.label, channel, corrected, locale))
        return
    reply.say(saved(corrected, note_id, locale), incoming.channel_of(private))


def typed_in(incoming: Incoming, seen: Mapping[str, Any]) -> list[Typed]:
    """What stands in the field of each sentence that the form showed."""
    found = []
    for key, packed in seen.items():
        segment_id = number_in({"id": key}, "id")
        words = incoming.state.get(render.field_of(segment_id))
        if words is not None and isinstance(packed, list) and len(packed) == SEEN:
            version, digest = packed
            found.append(Typed(segment_id, number_in({"it": version}, "it"), words, render.digest(words) != digest))
    return found

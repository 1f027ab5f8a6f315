"""Post a note's card, or bring it up to date."""

from bot.domain.person import SlackUser, keeper
from bot.domain.record import Note
from bot.jobs.in_channel import UNWELCOME, post, tell, updated, ways_of
from bot.jobs.parts import Args, JobParts, once_for
from bot.jobs.people import name_everyone
from bot.jobs.prose import ask_for
from bot.render import answers, card
from bot.services.gloss import gloss
from bot.services.read_note import read_note
from bot.services.review import standings_of
from bot.slack.gateway import SlackRefused
from bot.store import audit, channels, notes, people


def run(parts: JobParts, args: Args) -> None:
    """Show the note as it is now; the same card is never posted twice."""
    name_everyone(parts)  # a card must not call its author by an id
    note = read_note(parts.db, keeper(args["space"]), args["note"])
    ask_for(parts, note)
    if note.card is None:
        return
    glosses = {language: gloss(parts.db, note.space_id, note.texts(), language) for language in note.card.languages}
    standings = standings_of(parts.db, note)
    shown = card.as_card(note, note.card.languages, glosses, standings, parts.clock().date())
    ways = ways_of(parts)
    if note.card.ts and updated(ways, note.card.channel, note.card.ts, shown):
        return
    posted = f"card:{note.id}{f':instead:{note.card.ts}' if note.card.ts else ''}"
    try:
        ts = post(ways, note.card.channel, shown, once=once_for(posted, note.logged_at)).ts
    except SlackRefused as refusal:
        if refusal.code in UNWELCOME and not note.card.ts:
            _tell_author(parts, note)
        raise
    with parts.db.write() as tx:
        notes.set_card(tx, note.id, ts)
        if bound := channels.named(tx, note.card.channel):
            audit.shown_in(tx, keeper(note.space_id), note.space_id, bound.id, parts.clock(), [f"note:{note.id}"])


def _tell_author(parts: JobParts, note: Note) -> None:
    with parts.db.read() as tx:
        author = people.author_of(tx, note.id)
    if author is None:
        return
    told = answers.done("card_refused", author.language or author.guessed or "en", number=note.number)
    once = once_for(f"card_refused:{note.id}", note.logged_at)
    tell(ways_of(parts), SlackUser(*author.slack), told, once=once)

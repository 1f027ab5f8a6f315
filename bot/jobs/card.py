"""Post a note's card, or bring it up to date."""

from uuid import NAMESPACE_URL, uuid5

from bot.domain.person import SlackUser, keeper
from bot.jobs.parts import Args, JobParts
from bot.jobs.people import name_everyone
from bot.jobs.prose import ask_for
from bot.render import answers, card
from bot.services.gloss import gloss
from bot.services.read_note import read_note
from bot.services.review import standings_of
from bot.slack.gateway import SlackRefused
from bot.store import notes, people

UNWELCOME = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})


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
    gateway = parts.slack.of(note.card.channel.team_id).gateway
    if note.card.ts:
        gateway.update(note.card.channel, note.card.ts, shown)
        return
    try:
        ts = gateway.post(note.card.channel, shown, once=str(uuid5(NAMESPACE_URL, f"jordbro:card:{note.id}")))
    except SlackRefused as refusal:
        if refusal.code in UNWELCOME:
            _tell_author(parts, args, note.number)
        raise
    with parts.db.write() as tx:
        notes.set_card(tx, note.id, ts)


def _tell_author(parts: JobParts, args: Args, number: int) -> None:
    with parts.db.read() as tx:
        author = people.author_of(tx, args["note"])
    if author is None:
        return
    told = answers.done("card_refused", author.language or author.guessed or "en", number=number)
    once = str(uuid5(NAMESPACE_URL, f"jordbro:card_refused:{args['note']}"))
    user = SlackUser(*author.slack)
    parts.slack.to(user).gateway.direct(user, told, once=once)

"""What the surfaces of the glossary have in common: which space is meant, and what to say to a change."""

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.term_file import Format
from bot.render import glossary as render
from bot.services.change_term import TermChanged
from bot.services.fetch_glossary import Asked
from bot.services.import_terms import Imported
from bot.slack.message import Message
from bot.slack.payloads import Incoming, pack


def space_of(viewer: Viewer, typed: str = "") -> int:
    """The space of the channel, or the only one the person sees.

    Raises:
        UserError: the person is in several, and in none of their channels.
    """
    if viewer.channel:
        return viewer.channel.space_id
    if len(viewer.shared_ids) != 1:
        raise UserError("which_space", typed=typed)
    return next(iter(viewer.shared_ids))


def carried(incoming: Incoming, **values: object) -> str:
    """What a form carries along: the place it was opened in, and more."""
    team, channel = incoming.channel or ("", "")
    return pack(channel=channel, team=team, **values)


def asked(incoming: Incoming, locale: Language) -> Asked:
    """Where to answer what takes longer."""
    home, channel_id = incoming.channel or ("", "")
    return Asked(incoming.key, channel_id, incoming.thread_ts, locale, home)


def format_in(words: str) -> Format:
    """The kind of file that some words name; a table where they name none."""
    return "tbx" if "tbx" in words.lower() else "csv"


def as_changed(key: str, done: TermChanged, locale: Language) -> Message:
    """What was done to an entry (`added`, `changed`, `removed`), and what that touched."""
    return render.changed(key, done.entry.term, done.affected.outdated, done.affected.to_review, locale)


def as_imported(done: Imported, locale: Language) -> Message:
    """What became of a file or of what was pasted."""
    counts = {"new": done.new, "changed": done.changed, "same": done.same}
    return render.imported(counts, done.broken, done.affected.outdated, done.affected.to_review, locale)

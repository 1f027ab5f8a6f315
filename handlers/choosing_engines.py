"""What a command, a mention and a form have in common when somebody says which engines may translate."""

from datetime import datetime

from bot.domain.engine_choice import Choice, Offered
from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import SlackChannel, Viewer
from bot.render import engines as render
from bot.services.engine_policy import choose_engines
from bot.store.database import Database
from handlers.reply import Reply


def space_meant(viewer: Viewer, *, private: bool) -> int:
    """The space of the channel; in private the only one the person is in.

    Raises:
        UserError: it is not clear which one is meant.
    """
    if viewer.channel is not None:
        return viewer.channel.space_id
    if not private:
        raise UserError("channel_without_space")
    if len(viewer.shared_ids) != 1:
        raise UserError("which_space" if viewer.shared_ids else "person_without_space")
    return next(iter(viewer.shared_ids))


def change(
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    offered: tuple[Offered, ...],
    space_id: int,
    choice: Choice,
    now: datetime,
    here: SlackChannel | None = None,
) -> None:
    """Keep the choice, show it to whoever made it, and tell every channel of the space who did."""
    chosen = choose_engines(db, viewer, space_id, choice, offered, now=now)
    reply.say(render.as_policy(chosen.space, offered, locale), here)
    if chosen.changed:
        for channel in chosen.channels:
            told = render.for_channel(chosen.space, offered, viewer.person.name, channel.languages)
            reply.post(told, channel.slack)

"""Open the form of an action."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.action_form import as_form
from bot.services.change_status import find_action
from bot.slack.payloads import Incoming, number_in, pack, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Show the action as it is now; the form remembers which version that was."""
    _, item = find_action(db, viewer, number_in(unpack(incoming.value), "item"))
    version = item.action.version if item.action else 0
    channel = incoming.channel.channel_id if incoming.channel else ""
    reply.open(as_form(item, pack(item=item.id, version=version, channel=channel), locale))

"""The form of an action was sent."""

from datetime import date, datetime

from bot.domain.errors import Changed
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.typed_action import TypedAction
from bot.render import answers
from bot.render.action_form import as_form
from bot.services.change_status import find_action
from bot.services.edit_action import edit_action
from bot.slack.payloads import Incoming, number_in, pack, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Save it; if somebody changed it meanwhile, show what is new and keep what was typed."""
    private = unpack(incoming.private)
    item_id, version = number_in(private, "item"), number_in(private, "version")
    day = incoming.state.get("due_day", "")
    words = incoming.state.get("text")  # not there when they are too long for a field
    typed = TypedAction(
        find_action(db, viewer, item_id)[1].text.content if words is None else words,
        incoming.state.get("owner", ""),
        due_said=incoming.state.get("due_said", ""),
        due_day=date.fromisoformat(day) if day else None,
    )
    try:
        item = edit_action(db, viewer, item_id, version, typed, now=now)
    except Changed as problem:
        _, item = find_action(db, viewer, item_id)
        again = pack(item=item.id, version=item.action.version if item.action else 0, channel=private.get("channel"))
        notice = answers.problem(problem, locale)
        reply.show_instead(as_form(item, again, locale, notice=notice, typed=typed))
        return
    reply.say(answers.done("action_saved", locale, ref=item.ref), incoming.channel_of(private))

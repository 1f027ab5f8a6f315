"""Not now: an action is put aside for a while, or somebody is asked for how long."""

from bot.domain.snoozing import pause_named, until_after
from bot.render import snooze as render
from bot.render.blocks import sentence
from bot.services.change_status import find_action
from bot.services.read_preferences import read_preferences
from bot.services.snooze import snooze
from bot.slack.payloads import unpack
from handlers.pressing import Pressed, on_action


@on_action
def handle(pressed: Pressed) -> None:
    """Put it aside until one of the person's own working days, and say until when."""
    db, viewer, locale = pressed.db, pressed.viewer, pressed.locale
    pause = pause_named(str(unpack(pressed.incoming.value).get("pause", "")))
    if pause is None:
        _, item = find_action(db, viewer, pressed.item_id)
        pressed.reply.say(render.ask(item, locale))
        return
    until = until_after(pause, pressed.today, read_preferences(db, viewer).calendar)
    told = render.put_aside(snooze(db, viewer, pressed.item_id, until), until, locale)
    if pressed.in_form:
        pressed.reply.update_form(pressed.sheet(pressed.item_id, told=told))
    else:
        pressed.reply.say(sentence(told))

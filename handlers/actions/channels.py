"""The buttons at the channels of a space: look again, show the card, take one out, choose through whom we post."""

from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.render import bindings as render
from bot.services.list_bindings import binding_of, owned_binding
from bot.services.unbind_channel import check_channels, choose_speaker, show_card, unbind_channel
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers import channels
from handlers.reply import Reply


def show(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str) -> None:
    """The channels of the space."""
    reply.say(channels.page(db, viewer, locale, number_in(unpack(incoming.value), "space"), address))


def check(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Ask Slack again."""
    check_channels(db, viewer, number_in(unpack(incoming.value), "space"), now=now)
    reply.say(answers.sentence_of("bindings.checking", locale))


def card(reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Show the card in the channel where the button was pressed."""
    show_card(db, viewer, now=now)
    reply.say(answers.sentence_of("bindings.carding", locale))


def ask_unbind(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str) -> None:
    """Whether the channel shall really be taken out."""
    found = owned_binding(db, viewer, number_in(unpack(incoming.value), "channel"), address)
    reply.say(render.as_question(*found, locale))


def unbind(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Take it out."""
    space = unbind_channel(db, viewer, number_in(unpack(incoming.value), "channel"), now=now)
    reply.replace(answers.sentence_of("bindings.unbound", locale, space=space.name))


def speaker(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str, now: datetime
) -> None:
    """Post through another workspace."""
    value = unpack(incoming.value)
    channel_id, team_id = number_in(value, "channel"), str(value.get("team") or "")
    _, bound = binding_of(db, viewer, channel_id, address)
    choose_speaker(db, viewer, channel_id, team_id, now=now)
    name = next(one.name for one in (bound.through, *bound.others) if one.channel.team_id == team_id)
    reply.say(answers.sentence_of("bindings.speaks", locale, name=name))

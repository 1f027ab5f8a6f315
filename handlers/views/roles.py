"""The forms of people's roles and of internal notes were sent."""

from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import ROLES, Sides, SlackUser, Viewer
from bot.render.people import CHOICES, NOBODYS
from bot.services.place_person import Placing
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply
from handlers.roles import choose_sides, place


def placed(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Give somebody a role, or a place on a side; what was left empty stays as it is."""
    private, state = unpack(incoming.private), incoming.state
    user = SlackUser(viewer.person.slack.team_id, state.get("person", ""))
    if not user.user_id:
        raise UserError("person_unknown")
    role = next((one for one in ROLES if one == state.get("role")), None)
    chosen = state.get("side", "")
    side = state.get("new_side", "").strip() or ("" if chosen == NOBODYS else chosen or None)
    told = place(db, viewer, locale, number_in(private, "space"), user, Placing(role, side), now)
    reply.say(told, incoming.channel_of(private))


def sides_chosen(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime
) -> None:
    """Keep how internal notes know whose they are."""
    private = unpack(incoming.private)
    sides: Sides = next((one for one in CHOICES if one == incoming.state.get("sides")), "off")
    told = choose_sides(db, viewer, locale, number_in(private, "space"), sides, now)
    reply.say(told, incoming.channel_of(private))

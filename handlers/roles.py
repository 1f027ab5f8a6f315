"""What words and forms have in common when owners say who may do what, and who stands on which side."""

from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.grammar import Grammar, SpaceVerb
from bot.domain.language import Language
from bot.domain.person import Sides, SlackUser, Viewer
from bot.domain.side import People
from bot.render import answers, people, words
from bot.services.place_person import Placing, place_person
from bot.services.set_sides import set_sides
from bot.services.sides import list_owned, list_people
from bot.slack.message import Message
from bot.slack.payloads import Incoming, pack
from bot.store.database import Database
from handlers.choosing_engines import space_meant
from handlers.reply import Reply


def place(
    db: Database, viewer: Viewer, locale: Language, space_id: int, user: SlackUser, placing: Placing, now: datetime
) -> Message:
    """Keep it, and say what the person is now."""
    placed = place_person(db, viewer, space_id, user, placing, now=now)
    role = people.role(placed.role, locale)
    if placed.side is None:
        return answers.done("person_placed", locale, person=placed.name, role=role)
    side = words.side(placed.side, locale)
    return answers.done("person_placed_side", locale, person=placed.name, role=role, side=side)


def owners_for(db: Database, viewer: Viewer, space_id: int, locale: Language) -> str:
    """Who decides in a space, in a sentence for whoever may not; "" for an owner."""
    if viewer.standing(space_id).owns:
        return ""
    return people.owners(list_people(db, viewer, space_id), locale)


def choose_sides(db: Database, viewer: Viewer, locale: Language, space_id: int, sides: Sides, now: datetime) -> Message:
    """Keep how internal notes know whose they are, and show who stands where."""
    return people.as_message(set_sides(db, viewer, space_id, sides, now=now), locale)


def said_of(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    verb: SpaceVerb,
    rest: str,
    now: datetime,
) -> None:
    """Somebody mentioned, then what they are (`role`) or where they stand (`side`); or who keeps what (`internal`)."""
    space_id = space_meant(viewer, private=incoming.channel is None or incoming.channel.channel_id.startswith("D"))
    found = list_owned(db, viewer, space_id)  # whoever may not do it hears that first
    if verb == "internal":
        _offer_sides(incoming, reply, found, locale)
        return
    user_id = incoming.mentioned[0] if incoming.mentioned else ""
    said = rest.replace(f"@{incoming.names.get(user_id, user_id)}", "", 1).strip()
    if not user_id or not said:
        raise UserError("role_unclear" if verb == "role" else "side_unclear", typed=rest)
    user = SlackUser(viewer.channel.slack.team_id if viewer.channel else viewer.person.slack.team_id, user_id)
    nobodys = grammar.engine_words.get(said.lower()) == "none"
    placing = Placing(side="" if nobodys else said)
    if verb == "role":
        role = grammar.role_words.get(said.lower())
        if role is None:
            raise UserError("role_unclear", typed=rest)
        placing = Placing(role)
    reply.say(place(db, viewer, locale, space_id, user, placing, now))


def _offer_sides(incoming: Incoming, reply: Reply, found: People, locale: Language) -> None:
    """The form for internal notes; where none can be opened, who stands where with the button that opens it."""
    if reply.can_open:
        reply.open(people.sides_form(found, carried(incoming, found.space.id), locale))
    else:
        reply.say(people.as_message(found, locale))


def carried(incoming: Incoming, space_id: int) -> str:
    """What a form carries along: the space, and the place it was opened in."""
    team, channel = incoming.channel or ("", "")
    return pack(space=space_id, team=team, channel=channel)

"""/space: show, create or bind a space, put people into its organisations, say which engines may translate."""

from datetime import datetime
from functools import partial

from bot.domain.engine_choice import Offered, read_choice
from bot.domain.errors import UserError
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import SlackUser, Viewer
from bot.render import answers
from bot.render import engines as render_engines
from bot.render import space as render
from bot.services.bind_channel import bind_channel
from bot.services.create_space import create_space
from bot.services.describe_space import describe_space, list_spaces
from bot.services.join_organisation import join_organisation
from bot.services.set_contact import contact_of_name, set_contact
from bot.services.sides import list_people
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers import keeping
from handlers.channels import by_words
from handlers.choosing_engines import change, space_meant
from handlers.glossary import asked
from handlers.locale import today_of
from handlers.logging_note import offer_space
from handlers.reply import Reply
from handlers.roles import owners_for, said_of

BOTH: tuple[Language, ...] = ("da", "zh")
MOST = 5  # spaces shown to somebody who is in many


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    engines: tuple[Offered, ...],
    now: datetime,
    address: str,
) -> None:
    """Do what the first word says; show the space when there is none."""
    verb, rest = grammar.space_verb(incoming.text)
    if verb == "create":
        _create(incoming, reply, db, viewer, locale, rest, now)
    elif verb == "bind":
        _bind(incoming, reply, db, viewer, locale, rest, now)
    elif verb == "add":
        _add(incoming, reply, db, viewer, locale, rest, now)
    elif verb == "contact" and rest:
        _contact(incoming, reply, db, viewer, locale, grammar, rest, now)
    elif verb in {"role", "side", "internal"}:
        said_of(incoming, reply, db, viewer, locale, grammar, verb, rest, now)
    elif verb == "engines" and rest:
        choice = read_choice(rest, grammar.engine_words, engines)
        change(reply, db, viewer, locale, engines, space_meant(viewer, private=_private(incoming)), choice, now)
    elif verb == "engines":
        described = describe_space(db, viewer, space_meant(viewer, private=_private(incoming)))
        owners = owners_for(db, viewer, described.space.id, locale)
        reply.say(render_engines.as_policy(described.space, engines, locale, owners=owners))
    elif verb in {"channels", "check", "unbind", "speaker", "card"}:
        reply.say(
            by_words(
                verb, rest, db, viewer, locale, lambda: space_meant(viewer, private=_private(incoming)), address, now
            )
        )
    elif verb in keeping.VERBS:
        meant = partial(space_meant, viewer, private=_private(incoming))
        today = today_of(viewer.person, locale, now)
        reply.say(keeping.by_words(verb, rest, db, viewer, locale, grammar, meant, asked(incoming, locale), today, now))
    else:
        _show(incoming, reply, db, viewer, locale, engines, now, unknown="" if verb else rest)


def _show(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    engines: tuple[Offered, ...],
    now: datetime,
    *,
    unknown: str,
) -> None:
    private = _private(incoming)
    if not viewer.space_ids or not (viewer.channel or private):
        offer_space(incoming, reply, db, viewer, locale, "", now)
        return
    if unknown:
        raise UserError("space_word_unknown", typed=unknown)
    space_ids = [viewer.channel.space_id] if viewer.channel else sorted(viewer.shared_ids)
    for space_id in space_ids[:MOST]:
        described = describe_space(db, viewer, space_id)
        everyone, standing = list_people(db, viewer, space_id), viewer.standing(space_id)
        reply.say(
            render.as_page(
                described, locale, in_channel=not private, offered=engines, everyone=everyone, standing=standing
            )
        )


def _private(incoming: Incoming) -> bool:
    return incoming.channel is None or incoming.channel.channel_id.startswith("D")


def _create(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, name: str, now: datetime
) -> None:
    if incoming.channel is None or _private(incoming):
        raise UserError("not_in_channel", typed=name)
    space, _ = create_space(db, viewer, name, BOTH, incoming.channel, now=now)
    reply.say(answers.done("space_created", locale, name=space.name))


def _bind(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, name: str, now: datetime
) -> None:
    if incoming.channel is None or _private(incoming):
        raise UserError("not_in_channel", typed=name)
    spaces = [space for space in list_spaces(db, viewer) if space.name.lower() == name.lower()]
    if not spaces:
        raise UserError("no_space", typed=name)
    space, _ = bind_channel(db, viewer, spaces[0].id, incoming.channel, now=now)
    reply.say(answers.done("space_bound", locale, name=space.name))


def _add(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, rest: str, now: datetime
) -> None:
    if not incoming.mentioned or viewer.channel is None:
        raise UserError("person_unknown" if viewer.channel else "not_in_channel", typed=rest)
    user = SlackUser(viewer.channel.slack.team_id, incoming.mentioned[0])
    said = incoming.names.get(user.user_id, user.user_id)
    name = rest.removeprefix(f"@{said}").strip()
    if not name:
        raise UserError("person_unknown", typed=rest)
    organisation = join_organisation(db, viewer, viewer.channel.space_id, user, name, now=now)
    reply.say(answers.done("person_added", locale, person=said, organisation=organisation.name(locale)))


def _contact(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    rest: str,
    now: datetime,
) -> None:
    """Somebody mentioned, then the organisation; "none" in the place of somebody."""
    space_id = space_meant(viewer, private=_private(incoming))
    user_id = incoming.mentioned[0] if incoming.mentioned else ""
    said = incoming.names.get(user_id, user_id)
    first, _, others = rest.partition(" ")
    if not user_id and grammar.engine_words.get(first.lower()) != "none":
        raise UserError("contact_unclear", typed=rest)
    name = rest.replace(f"@{said}", "", 1).strip() if user_id else others.strip()
    if not name:
        raise UserError("contact_unclear", typed=rest)
    user = SlackUser(viewer.channel.slack.team_id if viewer.channel else viewer.person.slack.team_id, user_id)
    organisation_id = contact_of_name(db, viewer, space_id, name)
    organisation = set_contact(db, viewer, organisation_id, user if user_id else None, now=now)
    reply.say(answers.contact(organisation, said, locale))

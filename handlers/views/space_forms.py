"""The forms that make, bind and fill a space, choose its engines, or confirm an organisation, were sent."""

from datetime import date, datetime

from bot.domain.engine_choice import Choice, Offered
from bot.domain.errors import UserError
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import SlackChannel, SlackUser, Viewer
from bot.render import answers
from bot.services.bind_channel import bind_channel
from bot.services.confirm_organisation import confirm_organisation
from bot.services.create_space import create_space
from bot.services.describe_space import find_organisation
from bot.services.join_organisation import join_organisation
from bot.services.recognise import names_of
from bot.services.set_contact import set_contact
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.choosing_engines import change
from handlers.logging_note import log_draft
from handlers.reply import Reply


def created(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """Make the space; a note that waited for it is logged."""
    chosen = incoming.state.get("languages", "").split(",")
    languages = tuple(language for language in LANGUAGES if language in chosen)
    here = _here(incoming)
    space, channel = create_space(db, viewer, incoming.state.get("name", ""), languages, here, now=now)
    reply.say(answers.done("space_created", locale, name=space.name), here)
    log_draft(unpack(incoming.private), reply, db, viewer, locale, channel, today, now)


def bound(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """Bind the channel; a note that waited for it is logged."""
    here = _here(incoming)
    space, channel = bind_channel(db, viewer, number_in(incoming.state, "space"), here, now=now)
    reply.say(answers.done("space_bound", locale, name=space.name), here)
    log_draft(unpack(incoming.private), reply, db, viewer, locale, channel, today, now)


def person_added(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime
) -> None:
    """Put a person into an organisation."""
    private = unpack(incoming.private)
    user = SlackUser(viewer.person.slack.team_id, incoming.state.get("person", ""))
    if not user.user_id:
        raise UserError("person_unknown")
    name = incoming.state.get("name", "")
    if not name.strip():
        known = find_organisation(db, viewer, number_in(incoming.state, "organisation"))
        name = known.name("da") if known else ""
    organisation = join_organisation(db, viewer, number_in(private, "space"), user, name, now=now)
    said = names_of(db, viewer.person.slack, "", [user.user_id]).get(user.user_id, f"@{user.user_id}")
    told = answers.done("person_added", locale, person=said, organisation=organisation.name(locale))
    reply.say(told, incoming.channel_of(private))


def contact_chosen(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime
) -> None:
    """Make somebody an organisation's contact person; nobody where the field was left empty."""
    chosen = incoming.state.get("person", "")
    user = SlackUser(viewer.person.slack.team_id, chosen) if chosen else None
    organisation = set_contact(db, viewer, number_in(incoming.state, "organisation"), user, now=now)
    told = answers.contact(organisation, names_of(db, viewer.person.slack, "", [chosen]).get(chosen, ""), locale)
    reply.say(told, incoming.channel_of(unpack(incoming.private)))


def engines_chosen(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    engines: tuple[Offered, ...],
    now: datetime,
) -> None:
    """Keep which engines may see the space's text; one that was switched off meanwhile is not among them."""
    private, way = unpack(incoming.private), incoming.state.get("way")
    named = incoming.state.get("engines", "").split(",")
    choice: Choice = None if way == "all" else ()
    if way == "chosen":
        choice = tuple(engine.name for engine in engines if engine.name in named)
        if not choice:
            raise UserError("engines_none_chosen")
    space_id = number_in(private, "space")
    change(reply, db, viewer, locale, engines, space_id, choice, now, incoming.channel_of(private))


def organisation_confirmed(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime
) -> None:
    """Confirm an organisation under the names that were written."""
    private = unpack(incoming.private)
    names: dict[Language, str] = {language: incoming.state.get(language, "") for language in LANGUAGES}
    organisation = confirm_organisation(db, viewer, number_in(private, "organisation"), names, now=now)
    told = answers.done("organisation_confirmed", locale, name=organisation.name(locale))
    reply.say(told, incoming.channel_of(private))


def _here(incoming: Incoming) -> SlackChannel:
    here = incoming.channel_of(unpack(incoming.private))
    if here is None:
        raise UserError("not_in_channel")
    return here

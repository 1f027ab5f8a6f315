"""Open the forms that make, bind and fill a space, choose its engines, or confirm an organisation."""

from datetime import date, datetime

from bot.domain.engine_choice import Offered
from bot.domain.errors import NotFound, UserError
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import engines as render_engines
from bot.render import space as render
from bot.services.describe_space import describe_owned, describe_space, find_organisation, list_spaces
from bot.slack.payloads import Incoming, number_in, pack, unpack
from bot.store.database import Database
from handlers.logging_note import log_draft
from handlers.reply import Reply


def create(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """The form that makes a space for this channel."""
    if viewer.channel and log_draft(
        unpack(incoming.value), reply, db, viewer, locale, viewer.channel, today, now
    ):  # a colleague was faster
        return
    private = _private(incoming)
    _must_own_here(db, viewer)
    reply.open(render.create_form(private, locale))


def bind(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """The form that binds this channel to another space the person sees."""
    if viewer.channel and log_draft(
        unpack(incoming.value), reply, db, viewer, locale, viewer.channel, today, now
    ):  # a colleague was faster
        return
    here = viewer.channel.space_id if viewer.channel else None
    others = [space for space in list_spaces(db, viewer) if space.id != here and viewer.standing(space.id).owns]
    if not others:
        raise UserError("no_other_space")
    private = _private(incoming)
    _must_own_here(db, viewer)
    reply.open(render.bind_form(others, private, locale))


def add_person(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form that says for whom a person works."""
    described = describe_space(db, viewer, number_in(unpack(incoming.value), "space"))
    private = pack(space=described.space.id, channel=incoming.channel.channel_id if incoming.channel else "")
    reply.open(render.person_form(described.organisations, private, locale))


def contact(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form that says who is told of what an organisation has to do."""
    described = describe_space(db, viewer, number_in(unpack(incoming.value), "space"))
    if not described.organisations:  # a forged button
        raise NotFound("no_organisation")
    private = pack(space=described.space.id, channel=incoming.channel.channel_id if incoming.channel else "")
    reply.open(render.contact_form(described, private, locale))


def engines(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, engines: tuple[Offered, ...]
) -> None:
    """The form that says which engines may see the space's text."""
    space = describe_owned(db, viewer, number_in(unpack(incoming.value), "space")).space
    if not engines:  # switched off since the button was shown
        reply.say(render_engines.as_policy(space, engines, locale))
        return
    here = incoming.channel
    private = pack(space=space.id, team=here.team_id if here else "", channel=here.channel_id if here else "")
    reply.open(render_engines.engines_form(space, engines, private, locale))


def confirm(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form that confirms an organisation read in a note."""
    found = find_organisation(db, viewer, number_in(unpack(incoming.value), "organisation"))
    if found is None:
        raise NotFound("no_organisation")
    private = pack(organisation=found.id, channel=incoming.channel.channel_id if incoming.channel else "")
    reply.open(render.organisation_form(found, private, locale))


def _must_own_here(db: Database, viewer: Viewer) -> None:
    """Only who owns the space that the channel has takes it away from there: that is said before anything is typed."""
    if viewer.channel is not None:
        describe_owned(db, viewer, viewer.channel.space_id)


def _private(incoming: Incoming) -> str:
    if incoming.channel is None or incoming.channel.channel_id.startswith("D"):
        raise UserError("not_in_channel")
    draft = unpack(incoming.value).get("draft")
    return pack(team=incoming.channel.team_id, channel=incoming.channel.channel_id, draft=draft)

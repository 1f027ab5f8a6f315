"""What words and buttons have in common when somebody asks for the channels of a space, or changes them."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.calendars import calendar_of, zone_of
from bot.domain.errors import NotFound, UserError
from bot.domain.grammar import SpaceVerb
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.render import bindings as render
from bot.services.list_bindings import binding_of, list_bindings, owned_binding
from bot.services.unbind_channel import check_channels, choose_speaker, show_card
from bot.slack.message import Message
from bot.store.database import Database


def page(db: Database, viewer: Viewer, locale: Language, space_id: int, address: str) -> Message:
    """The channels of a space."""
    zone = zone_of(viewer.person.zone, calendar_of(viewer.person.zone, locale))
    return render.as_page(list_bindings(db, viewer, space_id, address), locale, zone)


def by_words(
    verb: SpaceVerb,
    rest: str,
    db: Database,
    viewer: Viewer,
    locale: Language,
    space: Callable[[], int],
    address: str,
    now: datetime,
) -> Message:
    """Do what a word asks for, in the channel where it was written; `space` gives the one that is meant."""
    if verb == "check":
        check_channels(db, viewer, space(), now=now)
        return answers.sentence_of("bindings.checking", locale)
    if verb == "card":
        show_card(db, viewer, now=now)
        return answers.sentence_of("bindings.carding", locale)
    if verb == "unbind":
        return render.as_question(*owned_binding(db, viewer, _here(viewer), address), locale)
    if verb == "speaker" and rest:
        return _speaker(rest, db, viewer, locale, address, now)
    return page(db, viewer, locale, space(), address)


def _here(viewer: Viewer) -> int:
    if viewer.channel is None:
        raise UserError("not_in_channel")
    return viewer.channel.id


def _speaker(name: str, db: Database, viewer: Viewer, locale: Language, address: str, now: datetime) -> Message:
    _, bound = binding_of(db, viewer, _here(viewer), address)
    there = (bound.through, *bound.others)
    chosen = next((one for one in there if one.name.casefold() == name.strip().casefold()), None)
    if chosen is None:
        names = ", ".join(one.name for one in there)
        raise NotFound("no_such_workspace", typed=name, names=names)
    choose_speaker(db, viewer, bound.id, chosen.channel.team_id, now=now)
    return answers.sentence_of("bindings.speaks", locale, name=chosen.name)

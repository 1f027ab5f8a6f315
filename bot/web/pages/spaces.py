"""The spaces somebody sees, and the pages of one: at a glance, its meetings, agreements, glossary and partners."""

from bot.domain.errors import NotFound
from bot.render.pages import glossary, partners
from bot.render.pages import space as render
from bot.services.describe_space import describe_space, list_spaces
from bot.services.list_agreements import list_agreements
from bot.services.list_meetings import list_meetings
from bot.services.list_terms import list_terms
from bot.services.read_space import read_space
from bot.services.sides import list_people
from bot.web.pages.visit import Answer, Shown, Visit, number_in

LONGEST = 300  # characters of what is looked for


def home(visit: Visit) -> Answer:
    """All of them."""
    return Shown(render.as_spaces(list_spaces(visit.db, visit.viewer), visit.frame()))


def space(visit: Visit) -> Answer:
    """One at a glance."""
    space_id = visit.id_of("space")
    found = read_space(visit.db, visit.viewer, space_id)
    may_write = visit.may_write(space_id)
    return Shown(render.as_space(found, visit.frame(found.space), visit.today, may_write=may_write))


def meetings(visit: Visit) -> Answer:
    """Its meetings by day, or those of a trip."""
    trip_id = number_in(visit.asked, "trip")
    if visit.asked.get("trip") and trip_id is None:
        raise NotFound("no_trip")
    found = list_meetings(visit.db, visit.viewer, visit.id_of("space"), page=visit.page, trip_id=trip_id)
    return Shown(render.as_meetings(found, visit.frame(found.space, "meetings")))


def agreements(visit: Visit) -> Answer:
    """Its agreements with their state."""
    found, listed = list_agreements(visit.db, visit.viewer, visit.id_of("space"), page=visit.page)
    return Shown(render.as_agreements(found, listed, visit.frame(found, "agreements")))


def terms(visit: Visit) -> Answer:
    """Its glossary."""
    words = visit.asked.get("q", "")[:LONGEST]
    found = list_terms(visit.db, visit.viewer, visit.id_of("space"), words, page=visit.page)
    return Shown(glossary.as_glossary(found, visit.frame(found.space, "glossary")))


def people(visit: Visit) -> Answer:
    """Its organisations and people."""
    space_id = visit.id_of("space")
    everyone = list_people(visit.db, visit.viewer, space_id)
    described = describe_space(visit.db, visit.viewer, space_id)
    visit.viewer.read(space_id, f"space:{space_id}")
    return Shown(partners.as_partners(described, everyone, visit.frame(described.space, "partners")))

"""The search, over everything somebody sees or in one space."""

from dataclasses import replace

from bot.domain.errors import NotFound
from bot.domain.found import Start
from bot.render.pages.found import as_found
from bot.services.find import find
from bot.services.whole_space import whole_space
from bot.web.pages.visit import Answer, Shown, Visit, number_in

LONGEST = 300  # characters of what is looked for


def everywhere(visit: Visit) -> Answer:
    """In all spaces."""
    return _shown(visit, None)


def in_space(visit: Visit) -> Answer:
    """In one space, with what their side keeps to itself of it."""
    return _shown(visit, visit.id_of("space"))


def _shown(visit: Visit, space_id: int | None) -> Answer:
    viewer, urls, asked = visit.viewer, visit.site.urls, visit.asked.get("q", "").strip()[:LONGEST]
    space = whole_space(visit.db, viewer, space_id) if space_id is not None else None
    if space is not None and space.id != space_id:  # what a side keeps to itself has no pages of its own
        raise NotFound("no_space")
    if space is not None:
        viewer = replace(viewer, space_ids=viewer.within(space.id))  # the same trail: what is read is written down
    address = urls.space(space.id, "find", q=asked) if space else urls.to("find", q=asked)
    found = None
    if asked:
        top, behind, widened = (number_in(visit.asked, name) or 0 for name in ("top", "behind", "widened"))
        start = Start(top, behind, bool(widened))
        words = visit.site.find_words
        found = find(visit.db, viewer, asked, words, today=visit.today, page=visit.page, start=start)
    return Shown(as_found(found, asked, visit.frame(space, "find"), address))

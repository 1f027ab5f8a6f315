"""A meeting, and what happened to it."""

from bot.domain.language import LANGUAGES
from bot.render.pages.meeting import as_meeting
from bot.render.pages.past import as_past
from bot.services.read_history import read_history
from bot.services.read_note import read_note
from bot.services.review import standings_of
from bot.services.whole_space import whole_space
from bot.web.pages.visit import Answer, Shown, Visit


def show(visit: Visit) -> Answer:
    """In its languages side by side, or in one of them."""
    note = read_note(visit.db, visit.viewer, visit.id_of("note"))
    space = whole_space(visit.db, visit.viewer, note.space_id)
    wanted = visit.asked.get("lang", "")
    only = wanted if wanted in LANGUAGES else None
    standings, frame = standings_of(visit.db, note), visit.frame(space, "meetings")
    may_write = visit.may_write(note.space_id)
    may_review = may_write and visit.viewer.person.language not in {None, note.language}
    html = as_meeting(note, space, standings, only, frame, visit.today, may_write=may_write, may_review=may_review)
    return Shown(html)


def history(visit: Visit) -> Answer:
    """What people did to it."""
    note, happened = read_history(visit.db, visit.viewer, visit.id_of("note"))
    space = whole_space(visit.db, visit.viewer, note.space_id)
    return Shown(as_past(note, happened, visit.frame(space, "meetings")))

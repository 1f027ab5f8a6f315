"""The one table of our pages."""

from collections.abc import Callable
from typing import NamedTuple

from bot.web.pages import board, door, item, note, review, search, spaces, trip
from bot.web.pages.visit import Answer, Visit

Handle = Callable[[Visit], Answer]


class PageRoute(NamedTuple):
    """A page for who is signed in: what comes behind the root, how it is asked for, and who answers."""

    path: str
    method: str
    handle: Handle


PAGES: tuple[PageRoute, ...] = (
    PageRoute("", "GET", spaces.home),
    PageRoute("/find", "GET", search.everywhere),
    PageRoute("/spaces/{space}", "GET", spaces.space),
    PageRoute("/spaces/{space}/meetings", "GET", spaces.meetings),
    PageRoute("/spaces/{space}/actions", "GET", board.show),
    PageRoute("/spaces/{space}/agreements", "GET", spaces.agreements),
    PageRoute("/spaces/{space}/glossary", "GET", spaces.terms),
    PageRoute("/spaces/{space}/partners", "GET", spaces.people),
    PageRoute("/spaces/{space}/find", "GET", search.in_space),
    PageRoute("/trips/{trip}/report/{version}.{form}", "GET", trip.report),
    PageRoute("/notes/{note}", "GET", note.show),
    PageRoute("/notes/{note}/history", "GET", note.history),
    PageRoute("/notes/{note}/review", "GET", review.show),
    PageRoute("/notes/{note}/review", "POST", review.approve),
    PageRoute("/items/{item}", "GET", item.show),
    PageRoute("/items/{item}/status", "POST", item.set_status),
    PageRoute("/language/{language}", "GET", door.speak),
    PageRoute("/out", "POST", door.leave),
)
"""Everything else below the root is not there, for whoever is signed in; for others nothing is."""

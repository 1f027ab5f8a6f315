"""The glossary of a space, all of it or what some words mean, a page at a time."""

from bot.domain.fold import folded
from bot.domain.pages import Paged, Terms, portion
from bot.domain.person import Viewer
from bot.services import terms
from bot.services.whole_space import space_in
from bot.store.database import Database

PAGE = 50


def list_terms(db: Database, viewer: Viewer, space_id: int, words: str = "", *, page: int = 1) -> Terms:
    """One page of the entries: in the order of their Danish forms, or of how well they fit some words.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.read() as tx:
        space = space_in(tx, viewer, space_id)
        known = terms.known_in(tx, space_id)
    viewer.read(space_id, "terms")
    if words.strip():
        found = known.glossary.look_up(words, known.termbase) or known.glossary.nearest(words)
    else:
        found = tuple(sorted(known.glossary.entries, key=lambda entry: folded(entry.term.form("da"))))
    page, pages, skip = portion(page, len(found), PAGE)
    return Terms(space, words, Paged(tuple(found)[skip : skip + PAGE], page, pages, len(found)))

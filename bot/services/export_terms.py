"""The glossary of a space as a file."""

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.term_file import Format, write_terms
from bot.services import terms
from bot.store.database import Database


def export_terms(db: Database, viewer: Viewer, space_id: int, form: Format) -> bytes:
    """All entries that hold in a space, those that ship among them, as CSV or TBX.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    if not viewer.sees(space_id):
        raise NotFound("no_space")
    viewer.read(space_id, "terms")
    with db.read() as tx:
        glossary = terms.known_in(tx, space_id).glossary
    return write_terms([entry.term for entry in glossary.entries], form)

"""The agreements of a space with their state and who made them, a page at a time."""

from collections.abc import Mapping, Sequence

from bot.domain.language import LANGUAGES, Language
from bot.domain.pages import Agreed, Paged, portion
from bot.domain.person import Viewer
from bot.domain.record import Space
from bot.services import terms
from bot.services.whole_space import space_in
from bot.store import agreements, notes
from bot.store.database import Database, Tx

PAGE = 20


def list_agreements(db: Database, viewer: Viewer, space_id: int, *, page: int = 1) -> tuple[Space, Paged[Agreed]]:
    """The space and one page of its agreements, the last one written down first.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.read() as tx:
        return space_in(tx, viewer, space_id), agreements_in(tx, viewer, space_id, page=page, size=PAGE)


def agreements_in(tx: Tx, viewer: Viewer, space_id: int, *, page: int, size: int) -> Paged[Agreed]:
    """The same of a space that was found for the viewer, within a transaction, in a constant number of queries."""
    within = viewer.within(space_id)
    total = agreements.count(tx, viewer, within)
    page, pages, skip = portion(page, total, size)
    found = agreements.find(tx, viewer, within, limit=size, skip=skip)
    loaded = notes.get_all(tx, viewer, {note_id for _, note_id in found})
    parties = parties_of(tx, space_id, [item_id for item_id, _ in found])
    lines = (
        Agreed(item, loaded[note_id], parties.get(item_id, ()))
        for item_id, note_id in found
        if note_id in loaded and (item := loaded[note_id].item(item_id))
    )
    return Paged(tuple(lines), page, pages, total)


def parties_of(tx: Tx, space_id: int, item_ids: Sequence[int]) -> Mapping[int, tuple[Mapping[Language, str], ...]]:
    """Who made each agreement, by item, by their names in each language."""
    if not item_ids:
        return {}
    termbase = terms.of_space(tx, space_id)

    def names(danish: str) -> Mapping[Language, str]:
        term = termbase.organisation(danish)
        return term.all_forms() if term else dict.fromkeys(LANGUAGES, danish)

    known = agreements.parties(tx, item_ids)
    return {item_id: tuple(names(danish) for danish in said) for item_id, said in known.items()}

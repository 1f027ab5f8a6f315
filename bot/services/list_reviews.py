"""What waits for a reviewer in their language, over the spaces they may see."""

from collections.abc import Sequence

from bot.domain.errors import NotAllowed
from bot.domain.person import Viewer
from bot.domain.review import Waiting, weight
from bot.store import reviews, texts
from bot.store.database import Database, Tx
from bot.store.reviews import WaitingCount

MOST = 20


def list_reviews(db: Database, viewer: Viewer) -> tuple[tuple[Waiting, ...], int]:
    """The notes in which something waits, the most important first, and how many more there are.

    In a channel those of its space, with what their side keeps to itself of it.

    Raises:
        NotAllowed: the viewer has chosen no language.
    """
    with db.read() as tx:
        return reviews_in(tx, viewer, MOST)


def reviews_in(tx: Tx, viewer: Viewer, most: int) -> tuple[tuple[Waiting, ...], int]:
    """The same inside a transaction: at most so many notes, and how many more there are.

    Raises:
        NotAllowed: the viewer has chosen no language.
    """
    language = viewer.person.language
    if language is None:
        raise NotAllowed("review_without_language")
    spaces = viewer.within(viewer.channel.space_id) if viewer.channel else viewer.space_ids
    counts = _by_note(reviews.waiting(tx, spaces, language))
    first = sorted(counts, key=lambda note_id: _importance(note_id, counts[note_id]))
    return _named(tx, viewer, counts, first[:most]), max(0, len(first) - most)


def _by_note(counted: Sequence[WaitingCount]) -> dict[int, list[WaitingCount]]:
    found: dict[int, list[WaitingCount]] = {}
    for one in counted:
        found.setdefault(one.note_id, []).append(one)
    return found


def _importance(note_id: int, counts: Sequence[WaitingCount]) -> tuple[bool, int, int, int]:
    """Doubts before the rest, then the weightiest part, then where most waits, then the newest note."""
    urgent = [one for one in counts if _is_urgent(one)]
    weightiest = min(weight(one.part) for one in urgent or counts)
    return not urgent, weightiest, -sum(one.sentences for one in counts), -note_id


def _is_urgent(one: WaitingCount) -> bool:
    return one.state in {"needs_check", "outdated", "reviewed"}  # reviewed ones wait because a term has changed


def _named(
    tx: Tx, viewer: Viewer, counts: dict[int, list[WaitingCount]], note_ids: Sequence[int]
) -> tuple[Waiting, ...]:
    heads = reviews.heads(tx, note_ids)
    for note_id, head in heads.items():
        viewer.read(head.space_id, f"note:{note_id}")
    titles = texts.get(tx, {head.title_id for head in heads.values()})
    return tuple(
        Waiting(
            note_id,
            heads[note_id].number,
            titles[heads[note_id].title_id],
            heads[note_id].space,
            sum(one.sentences for one in counts[note_id]),
            sum(one.sentences for one in counts[note_id] if _is_urgent(one)),
            heads[note_id].inner,
        )
        for note_id in note_ids
    )

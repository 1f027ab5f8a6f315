"""What the memory offers for sentences that are like ones a person has approved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from bot.domain.likeness import changes, likeness
from bot.domain.pair import Pair
from bot.domain.segment import Segment
from bot.domain.suggestion import Suggestion
from bot.store import memory
from bot.store.database import Tx

LEAST = 75  # percent: below that a translation is made anew faster than mended
_FIRST_LEAST = 50  # percent of letters: a quick look before words are compared
_NEAREST = 40  # whose words are compared


def suggest(tx: Tx, space_id: int, segments: Iterable[Segment]) -> Mapping[int, Suggestion]:
    """The best approved translation of a like sentence for each segment that has one.

    Returns:
        Segment id → the suggestion, at least 75 % and less than 100 % like.
    """
    by_pair: defaultdict[Pair, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_pair[Pair(segment.source_language, segment.language)].append(segment)
    best: dict[int, tuple[int, int]] = {}  # segment → (memory, percent)
    for pair, own in by_pair.items():
        sources = memory.sources_like(tx, space_id, pair, [len(segment.source) for segment in own])
        lowered = {memory_id: source.lower() for memory_id, source in sources.items()}
        for segment in own:
            found = _best(segment.source, sources, lowered)
            if found:
                best[segment.id] = found
    known = memory.get(tx, {memory_id for memory_id, _ in best.values()})
    return {
        segment.id: _suggestion(segment.source, known[best[segment.id][0]], best[segment.id][1])
        for own in by_pair.values()
        for segment in own
        if segment.id in best
    }


def _best(sentence: str, sources: Mapping[int, str], lowered: Mapping[int, str]) -> tuple[int, int] | None:
    """The remembered sentence most like another one, and how like; of equals the one approved last."""
    same = memory.source_hash(sentence)
    near = process.extract(
        sentence.lower(), lowered, scorer=fuzz.ratio, score_cutoff=_FIRST_LEAST, limit=_NEAREST, processor=None
    )
    scored = [
        (likeness(sentence, sources[memory_id], LEAST), order, memory_id)
        for order, memory_id in enumerate(sorted(key for _, _, key in near))
        if memory.source_hash(sources[memory_id]) != same
    ]
    percent, _, memory_id = max(scored, default=(0, 0, 0))
    return (memory_id, percent) if percent >= LEAST else None


def _suggestion(sentence: str, known: memory.Approved, percent: int) -> Suggestion:
    return Suggestion(known.source, known.target, percent, changes(sentence, known.source), known.approved_by)

"""A summary of one meeting or several: purpose, decisions, agreements, open actions, key sentences or prose."""

import calendar
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.due import parse_date
from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import Viewer
from bot.domain.prose import fingerprint
from bot.domain.ranking import rank
from bot.domain.record import Item, Note, Text, Translation
from bot.domain.segment import Segment
from bot.domain.segments import pieces
from bot.domain.summary import Agreed, NoteSummary, Period, Sentence, Summary
from bot.domain.termbase import Termbase
from bot.services import terms
from bot.store import agreements, notes, prose, segments, texts
from bot.store.database import Database, Tx

TELLING = 3  # sentences beyond these are for those who open the note
MOST_NOTES = 10
_A_NUMBER = re.compile(r"[§# ]*(i?)(\d{1,9})(\.[\d./]*)?", re.IGNORECASE)  # of a note, or of an item of it
_BEGINS_A_DAY = re.compile("[0-9０-９一二三四五六七八九十今昨前上本去]")


def summarise(
    db: Database,
    viewer: Viewer,
    asked: str,
    periods: Mapping[str, Period],
    *,
    today: date,
    shared: bool = False,
) -> Summary:
    """Summarise what a few words ask for; nothing said means the last note.

    Args:
        db: the store.
        viewer: who reads.
        asked: a period, a note's number ("3", "§3", "i3"), "since" and a date, or words of a title.
        periods: the words for each period in every language.
        today: the day in the reader's time zone.
        shared: whether everybody in the channel is to read it: nothing then that their side keeps to itself.

    Raises:
        NotFound: there is no such note for this viewer.
        Unreadable: "since" without a day that exists.
    """
    within = _within(viewer, shared=shared)
    with db.read() as tx:
        found = _find(tx, within, asked.strip(), periods, today)
        summaries = _summaries(tx, found[:MOST_NOTES])
    if not found:
        raise NotFound("nothing_to_summarise" if asked.strip() else "no_notes_yet", asked=asked.strip())
    return Summary(asked, summaries, max(0, len(found) - MOST_NOTES))


def _summaries(tx: Tx, found: Sequence[Note]) -> tuple[NoteSummary, ...]:
    """What each note comes down to; the number of queries does not grow with the notes."""
    chosen = {note.id: key_sentences(note) for note in found}
    fresh = {note_id: one for note_id, one in prose.of_notes(tx, list(chosen)).items() if not one.refusal}
    fresh = {note.id: fresh[note.id] for note in found if note.id in fresh and _is_fresh(fresh[note.id], note)}
    written = texts.get(tx, [one.text_id for one in fresh.values() if one.text_id])
    wanted = {item.text.id for pairs in chosen.values() for item, _ in pairs} | written.keys()
    cut = _segments_by_place(tx, wanted)
    parties = _parties(tx, found)
    return tuple(
        replace(
            _whole_items(note, parties),
            key=tuple(_sentence(item.text, place, (item.ref,), cut) for item, place in chosen[note.id]),
            prose=_prose_sentences(fresh[note.id], written, cut) if note.id in fresh else (),
        )
        for note in found
    )


def _is_fresh(one: prose.Prose, note: Note) -> bool:
    """Whether prose was made from a note as it is now."""
    return one.fingerprint == fingerprint(note)


def key_sentences(note: Note) -> list[tuple[Item, int]]:
    """The most telling sentences of a note's paragraphs, in reading order, as item and place in it."""
    paragraphs = [item for item in note.items if item.kind == "paragraph"]
    places = [(item, place) for item in paragraphs for place in range(len(pieces(item.text.content)))]
    sources = [piece.source for item in paragraphs for piece in pieces(item.text.content)]
    return [places[position] for position in sorted(rank(sources, note.language)[:TELLING])]


def _whole_items(note: Note, parties: Mapping[int, tuple[Mapping[Language, str], ...]]) -> NoteSummary:
    return NoteSummary(
        note,
        tuple(item for item in note.items if item.kind == "decision"),
        tuple(Agreed(item, parties.get(item.id, ())) for item in note.items if item.kind == "agreement"),
        tuple(item for item in note.items if item.action and item.action.status == "open"),
    )


def _parties(tx: Tx, found: Iterable[Note]) -> Mapping[int, tuple[Mapping[Language, str], ...]]:
    """The parties of all agreements in some notes, by item, each by its names."""
    spaces = {item.id: note.space_id for note in found for item in note.items if item.kind == "agreement"}
    if not spaces:
        return {}
    bases = {space_id: terms.of_space(tx, space_id) for space_id in set(spaces.values())}
    return {
        item_id: tuple(_names(bases[spaces[item_id]], name) for name in danish)
        for item_id, danish in agreements.parties(tx, list(spaces)).items()
    }


def _names(termbase: Termbase, danish: str) -> Mapping[Language, str]:
    term = termbase.organisation(danish)
    return term.all_forms() if term else dict.fromkeys(LANGUAGES, danish)


_Cut = Mapping[tuple[int, int], Mapping[Language, Segment]]
"""Text id and place of a sentence in it → the sentence in other languages."""


def _segments_by_place(tx: Tx, text_ids: Collection[int]) -> _Cut:
    found: defaultdict[tuple[int, int], dict[Language, Segment]] = defaultdict(dict)
    for segment in segments.of_texts(tx, text_ids):
        found[segment.text_id, segment.position][segment.language] = segment
    return found


def _sentence(text: Text, place: int, refs: tuple[str, ...], cut: _Cut) -> Sentence:
    """One sentence of a text as a text of its own."""
    source = pieces(text.content)[place].source
    translations = {
        language: Translation(
            language, segment.content, segment.state, segment.engine, segment.reviewed_by, segment.reviewed_at
        )
        for language, segment in cut.get((text.id, place), {}).items()
        if segment.source == source
    }
    return Sentence(Text(text.id, text.language, source, translations), refs)


def _prose_sentences(one: prose.Prose, written: Mapping[int, Text], cut: _Cut) -> tuple[Sentence, ...]:
    text = written.get(one.text_id or 0)
    if text is None or len(pieces(text.content)) != len(one.citations):
        return ()
    return tuple(_sentence(text, place, refs, cut) for place, refs in enumerate(one.citations))


def _within(viewer: Viewer, *, shared: bool) -> Viewer:
    if shared:
        viewer = replace(viewer, space_ids=viewer.shared_ids)
    if viewer.channel is None:
        return viewer
    return replace(viewer, space_ids=viewer.within(viewer.channel.space_id))


def _find(tx: Tx, viewer: Viewer, asked: str, periods: Mapping[str, Period], today: date) -> tuple[Note, ...]:
    period, rest = _period(asked, periods)
    if period == "since":
        return notes.between(tx, viewer, _since(rest, today), date.max)
    if not rest:
        within = _span(period, today)
        return notes.between(tx, viewer, *within) if within else notes.latest(tx, viewer)
    return _named(tx, viewer, rest if period == "meeting" else asked)


def _period(asked: str, periods: Mapping[str, Period]) -> tuple[Period | None, str]:
    """The period somebody named, in one word or several ("i dag", "last meeting"), and what they said besides."""
    whole = periods.get("".join(asked.lower().split()))
    if whole and whole != "since":
        return whole, ""
    first, _, rest = asked.partition(" ")
    period = periods.get(first.lower())
    if period in {"since", "meeting"}:
        return period, rest.strip()
    for word, meant in periods.items():  # Chinese needs no blank between the word and the day
        if meant == "since" and asked.startswith(word) and _BEGINS_A_DAY.match(asked, len(word)):
            return meant, asked.removeprefix(word)
    return None, asked


def _named(tx: Tx, viewer: Viewer, asked: str) -> tuple[Note, ...]:
    found = _A_NUMBER.fullmatch(asked)
    if found and (found[1] or not found[3]):  # "12.3" may be a day
        return notes.get_by_number(tx, viewer, int(found[2]), inner=bool(found[1]))
    return notes.with_words(tx, viewer, tuple(asked.split()), limit=MOST_NOTES + 1)


def _span(period: Period | None, today: date) -> tuple[date, date] | None:
    if period == "week":
        return today - timedelta(days=today.weekday()), today
    if period == "month":
        return today.replace(day=1), today
    return (today, today) if period == "today" else None


def _since(words: str, today: date) -> date:
    words = words.removesuffix("以来").removesuffix("起")
    for language in LANGUAGES:
        day = parse_date(words, language, today)
        if day is not None:
            return day if day <= today else _a_year_before(day)
    raise Unreadable("since_without_day", typed=words)


def _a_year_before(day: date) -> date:
    # "since 10 January" said in November is last January
    last = calendar.monthrange(day.year - 1, day.month)[1]  # 29 February has no such day the year before
    return day.replace(year=day.year - 1, day=min(day.day, last))

"""What every page of a space in a wiki needs of the record, and what the page says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from bot.domain import wiki_mark
from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.publication import Known, Publication
from bot.domain.record import Note, Space, Text
from bot.domain.wiki_page import ACTIONS, Entry, Lists, PageName, Writer, lists_of, meeting_of
from bot.services.collect_actions import collected
from bot.store import pages, publications, spaces, texts
from bot.store.actions import Wanted as WantedActions
from bot.store.database import Database, Tx


@dataclass(frozen=True)
class Record:
    """What of the record every page needs."""

    publication: Publication
    space: Space
    known: Mapping[PageName, Known]
    lists: Lists
    stamp: str
    titles: dict[PageName, str] = field(default_factory=dict)


def read_record(db: Database, viewer: Viewer, publication_id: int, writer: Writer) -> Record:
    """What every page of a connection needs, at one moment.

    Raises:
        NotFound: there is no such connection for this viewer.
    """
    with db.read() as tx:
        publication = publications.get(tx, viewer, publication_id)
        space = spaces.get(tx, viewer, publication.space_id) if publication else None
        if publication is None or space is None or space.parent_id is not None:
            raise NotFound("no_wiki")
        entries = _entries(tx, viewer, space.id)
        known, stamp = pages.known(tx, publication_id), publications.stamp_of(tx, space.id)
    record = Record(publication, space, known, lists_of(entries), stamp)
    record.titles.update(_titles(record, entries, writer))
    return record


def body_of(record: Record, name: PageName, note: Note | None, writer: Writer, tx: Tx, viewer: Viewer) -> str:
    """A page as the record is now, with its mark."""
    if note is not None:
        body = writer.meeting(note, record.space, name.language, record.titles)
    elif name.record == ACTIONS:
        lines = collected(tx, viewer, WantedActions(space_ids=frozenset({record.space.id})))
        body = writer.actions(lines, record.space, name.language, record.titles)
    else:
        body = writer.index(name.record, record.lists, record.space, name.language, record.titles)
    return wiki_mark.marked(body, record.publication.key, *name)


def _entries(tx: Tx, viewer: Viewer, space_id: int) -> list[Entry]:
    found = publications.meetings(tx, viewer, space_id)
    titles: dict[int, Text] = {}
    for start in range(0, len(found), 5000):
        titles |= texts.get(tx, [title_id for *_, title_id in found[start : start + 5000]])
    return [Entry(note_id, number, cast("date | None", day), titles[title]) for note_id, number, day, title in found]


def _titles(record: Record, entries: Sequence[Entry], writer: Writer) -> dict[PageName, str]:
    """What every page is called: as it is, wherever it has been moved to, or as it will be."""
    space, found = record.space, {name: page.title for name, page in record.known.items() if page.remote_id}
    named = {meeting_of(entry.note_id): f"{entry.number} {entry.title.content}" for entry in entries}
    named |= {one: writer.list_name(one, space.languages[0]) for one in (*record.lists.pages, ACTIONS)}
    for one, words in named.items():
        for language in space.languages:
            name = PageName(one, language)
            if name not in found:
                found[name] = writer.title(space, words, language)
    return found

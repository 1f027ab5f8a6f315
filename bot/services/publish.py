"""Publish a space to a wiki: what has changed in the record, merged with what people have changed in the wiki."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain import wiki_mark
from bot.domain.person import Viewer, keeper
from bot.domain.publication import Known, Tally
from bot.domain.record import Note
from bot.domain.wiki import Head, Publisher, TargetName
from bot.domain.wiki_page import ACTIONS, PageName, Writer, meeting_of
from bot.services.publish_record import Record, body_of, read_record
from bot.services.publish_unit import Units, Wanted
from bot.store import audit, notes, pages, publications
from bot.store.database import Database

PORTION = 100  # notes read at once
WHOLE: frozenset[TargetName] = frozenset({"git"})
"""Wikis that take many pages as one: there a portion is one unit, and a push."""

PATIENCE = timedelta(hours=24)
"""That long a page that was refused is left alone, unless somebody asks."""

Progress = Callable[[int, int], None]
"""Told how many of how many meetings were looked at."""


class Job(NamedTuple):
    """What is to be published and how; `again` is whether somebody has asked, and waits; `person_id` is who."""

    publication_id: int
    space_id: int
    again: bool = False
    person_id: int | None = None


def publish(
    db: Database, job: Job, publisher: Publisher, writer: Writer, *, now: datetime, progress: Progress
) -> Tally:
    """Bring the pages of a space up to date; what has not changed is neither read nor written.

    Args:
        db: the store. No transaction is open while the wiki is asked.
        job: which connection.
        publisher: the wiki.
        writer: writes pages in its markup.
        now: the time.
        progress: told how far it is.

    Raises:
        NotFound: there is no such connection, or it is of what a side keeps to itself.
        WikiProblem: the wiki cannot be asked; what was written by then is known.
    """
    viewer = keeper(job.space_id)
    record = read_record(db, viewer, job.publication_id, writer)
    publisher.check()
    run = _Run(db, viewer, record, Units(db, record.publication, publisher, writer, now, job.person_id), job, progress)
    run.all()
    return run.units.tally


@dataclass
class _Run:
    """One run over all pages of a connection."""

    db: Database
    viewer: Viewer
    record: Record
    units: Units
    job: Job
    progress: Progress

    def all(self) -> None:
        """Meetings, then lists; then what is known of pages whose meeting is gone is forgotten."""
        heads = self._heads()
        changed = self.job.again or self.record.stamp != self.record.publication.stamp
        self._follow(heads)
        wanted = None if changed else self._noteworthy(heads)
        self._meetings(heads, wanted)
        if changed or wanted:
            self._lists(heads)
        self._finish()

    def _heads(self) -> Mapping[str, Head]:
        there = [page.remote_id for page in self.record.known.values() if page.remote_id and page.state != "gone"]
        return self.units.publisher.heads(there)

    def _follow(self, heads: Mapping[str, Head]) -> None:
        """Know pages by their new titles where people have moved them."""
        for name, page in self.record.known.items():
            head = heads.get(page.remote_id)
            if head is not None:
                self.record.titles[name] = head.title

    def _noteworthy(self, heads: Mapping[str, Head]) -> set[int]:
        """The notes whose pages somebody has touched in the wiki, and 0 for a list."""
        touched = {name for name, page in self.record.known.items() if self._is_touched(page, heads)}
        return {int(name.record.partition(":")[2]) if name.record.startswith("meeting") else 0 for name in touched}

    def _is_touched(self, page: Known, heads: Mapping[str, Head]) -> bool:
        if page.state == "gone":
            return False
        if page.state == "refused" and (self.job.again or self.units.now - page.changed_at > PATIENCE):
            return True
        head = heads.get(page.remote_id)
        if not page.remote_id:
            return False
        return head is None or (head.revision, head.title) != (page.seen, page.title)

    def _meetings(self, heads: Mapping[str, Head], wanted: set[int] | None) -> None:
        total = self._total() if wanted is None else len(wanted)
        last = done = 0
        while portion := self._portion(last, wanted):
            last = portion[-1].id
            units = [self._unit(note, heads) for note in portion]
            if self.record.publication.target in WHOLE:
                units = [[page for unit in units for page in unit]]
            for unit in units:
                self._write(unit, heads)
            done += len(portion)
            self.progress(done, max(total, done))

    def _portion(self, last: int, wanted: set[int] | None) -> tuple[Note, ...]:
        with self.db.read() as tx:
            if wanted is None:
                return notes.following(tx, self.viewer, last, PORTION)
            some = sorted(note_id for note_id in wanted if note_id > last)[:PORTION]
            return notes.with_ids(tx, self.viewer, some) if some else ()

    def _total(self) -> int:
        with self.db.read() as tx:
            return publications.note_count(tx, self.record.space.id)

    def _unit(self, note: Note, heads: Mapping[str, Head]) -> list[Wanted]:
        """The pages of a note that are to be written or looked at."""
        with_mark = []
        for language in self.record.space.languages:
            name = PageName(meeting_of(note.id), language)
            body = self.units.writer.meeting(note, self.record.space, language, self.record.titles)
            with_mark.append(self._wanted(name, wiki_mark.marked(body, self.record.publication.key, *name), note))
        return [page for page in with_mark if self._is_due(page, heads)]

    def _wanted(self, name: PageName, text: str, note: Note | None) -> Wanted:
        return Wanted(name, self.record.titles[name], text, self.record.known.get(name), note)

    def _is_due(self, page: Wanted, heads: Mapping[str, Head]) -> bool:
        known = page.known
        due = known is None or self._is_touched(known, heads)
        due = due or (known is not None and known.state != "gone" and known.source != page.source)
        if not due:
            self.units.tally.unchanged += 1
        return due

    def _write(self, unit: Sequence[Wanted], heads: Mapping[str, Head]) -> None:
        if unit:
            self.units.write(unit, heads)

    def _lists(self, heads: Mapping[str, Head]) -> None:
        for record in (*self.record.lists.pages, ACTIONS):
            unit = []
            with self.db.read() as tx:
                for language in self.record.space.languages:
                    name = PageName(record, language)
                    text = body_of(self.record, name, None, self.units.writer, tx, self.viewer)
                    unit.append(self._wanted(name, text, None))
            self._write([page for page in unit if self._is_due(page, heads)], heads)

    def _finish(self) -> None:
        """Say that it is done; a run that left something for later is done once more."""
        current, now = set(self.record.titles) - self._vanished(), self.units.now
        gone = [name for name in self.record.known if name not in current]
        written = [f"note:{note_id}" for note_id in sorted(self.units.tally.notes)]
        publication = self.record.publication
        with self.db.write() as tx:
            pages.remove(tx, publication.id, gone)
            publications.set_published(tx, publication.id, self.record.stamp, now)
            if written:
                detail = f"published to {publication.target}"
                audit.exported(tx, self.viewer, self.record.space.id, now, *written, detail=detail)

    def _vanished(self) -> set[PageName]:
        """The pages that we know of and that are of nothing any more."""
        there = {meeting_of(entry.note_id) for entries in self.record.lists.pages.values() for entry in entries}
        records = {*there, *self.record.lists.pages, ACTIONS}
        languages = set(self.record.space.languages)
        return {name for name in self.record.known if name.record not in records or name.language not in languages}

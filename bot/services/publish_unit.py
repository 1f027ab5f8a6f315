"""Write the pages of a meeting to a wiki, or find out why not: never over what somebody else has written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.domain import wiki_mark
from bot.domain.publication import Known, Page, PageState, Publication, Tally
from bot.domain.record import Note
from bot.domain.wiki import (
    Draft,
    Gone,
    Head,
    Held,
    Outcome,
    Publisher,
    Refused,
    RemotePage,
    Saved,
    Stale,
    Taken,
    WikiUnreachable,
)
from bot.domain.wiki_page import PageName, Writer, note_of
from bot.domain.wiki_plan import Plan, There, intent_of, plan, there
from bot.store import jobs, pages
from bot.store.database import Database
from bot.store.pages import Intent, Kept

TRIES = 3  # while somebody edits a page at the same time
SUMMARY = "Jordbro"
MOST_QUESTIONS = 10  # that people are asked at once; the others stand in the list


class Wanted(NamedTuple):
    """A page as the record wants it, and what is known of it."""

    name: PageName
    title: str
    text: str
    known: Known | None
    note: Note | None  # None of a list

    @property
    def source(self) -> str:
        """A digest of what the page is made of."""
        return wiki_mark.digest_of(self.text)


@dataclass(frozen=True, slots=True)
class Planned:
    """A page on its way: what stands there, at which revision, and what is to be written."""

    wanted: Wanted
    page: Page | None = None  # as we know it
    remote: RemotePage | None = None
    plan: Plan | None = None  # None of a new page
    found: There | None = None

    @property
    def draft(self) -> Draft | None:
        """What to write; None where nothing is."""
        if self.plan is None or self.remote is None:
            return Draft(self.wanted.title, self.wanted.text)
        if self.plan.clashes or self.plan.text == self.remote.text:
            return None
        return Draft(self.remote.title, self.plan.text, self.remote.remote_id, self.remote.revision)

    @property
    def intent(self) -> Intent:
        """By what the page is known again once it was saved, and what of it is ours."""
        text = self.draft.text if self.draft else ""
        return Intent(intent_of(text), None if text == self.wanted.text else self.wanted.text)


@dataclass
class Units:
    """Writes units of pages, and keeps in the store what became of each."""

    db: Database
    publication: Publication
    publisher: Publisher
    writer: Writer
    now: datetime
    asker_id: int | None = None  # who is asked about pages; None for the owners
    tally: Tally = field(default_factory=Tally)

    def write(self, unit: Sequence[Wanted], heads: Mapping[str, Head]) -> None:
        """Write some pages that belong together.

        Raises:
            WikiProblem: the wiki cannot be asked.
        """
        left = list(unit)
        for attempt in range(TRIES):
            left = self._written(left, heads if attempt == 0 else None)
            if not left:
                return
        raise WikiUnreachable("somebody is editing")

    def _written(self, unit: Sequence[Wanted], heads: Mapping[str, Head] | None) -> list[Wanted]:
        """Write what can be written; gives the pages that must be looked at again."""
        known = self._known(unit)
        planned = [self._planned(page, known.get(page.name), heads) for page in unit]
        drafts = {at: draft for at, one in enumerate(planned) if one is not None and (draft := one.draft) is not None}
        self._intend([one for at, one in enumerate(planned) if one is not None and at in drafts])
        saved = dict(zip(drafts, self.publisher.save(list(drafts.values()), SUMMARY), strict=True)) if drafts else {}
        again = []
        for at, (wanted, one) in enumerate(zip(unit, planned, strict=True)):
            if one is None:
                self._gone(wanted, known[wanted.name].remote_id)
            elif not self._settled(one, saved.get(at)):
                again.append(wanted)
        return again

    def _intend(self, planned: Sequence[Planned]) -> None:
        """Write down what is about to be saved; before that, what was saved and nobody lived to learn."""
        intents = {one.wanted.name: one.intent for one in planned if one.page is not None}
        if not intents:
            return
        with self.db.jot() as tx:
            for one in planned:
                if one.page and one.remote and one.found and one.found.was_saved:
                    pages.set_saved(tx, one.page.id, one.remote.revision, one.remote.text, one.found.ours)
            pages.set_intents(tx, self.publication.id, intents)

    def _known(self, unit: Sequence[Wanted]) -> Mapping[PageName, Page]:
        with self.db.read() as tx:
            found = pages.get_all(tx, self.publication.id, [page.name for page in unit])
        return {name: page for name, page in found.items() if page.remote_id}

    def _planned(self, wanted: Wanted, page: Page | None, heads: Mapping[str, Head] | None) -> Planned | None:
        """What is to be done; None where the page was deleted."""
        if page is None:
            return Planned(wanted)
        head = heads.get(page.remote_id) if heads is not None else None
        if heads is not None and head is None:
            return None
        if head is not None and head.revision == page.revision:
            remote: RemotePage | None = RemotePage(page.remote_id, head.title, page.revision, page.base)
        else:
            remote = self.publisher.read(page.remote_id)
        if remote is None:
            return None
        found = there(remote.text, page.ours, page.intent, page.intended)
        return Planned(wanted, page, remote, plan(found, wanted.text), found)

    def _settled(self, one: Planned, outcome: Outcome | None) -> bool:
        """Keep what became of a page; False where it must be looked at again."""
        if isinstance(outcome, Stale | Held):
            return False
        if isinstance(outcome, Taken):
            return self._taken(one, outcome.page)
        if isinstance(outcome, Gone):
            self._gone(one.wanted, one.remote.remote_id if one.remote else "")
        elif isinstance(outcome, Refused):
            self._refused(one, outcome)
        else:
            self._kept(one, outcome)
        return True

    def _taken(self, one: Planned, page: RemotePage) -> bool:
        """A page of that title is there: ours, if its mark says so; we saved it and did not live to learn that."""
        mark, wanted = wiki_mark.mark_of(page.text), one.wanted
        if mark is None or mark[:3] != (self.publication.key, *wanted.name):
            self._refused(one, Refused("taken"))
            return True
        ours = page.text if mark.whole else wanted.text
        kept = Kept(wanted.name, page.title, "published", "", page.remote_id, page.revision, page.revision)
        self._put(kept._replace(base=page.text, ours=ours))
        return False

    def _gone(self, wanted: Wanted, remote_id: str) -> None:
        self.tally.gone += 1
        self._put(Kept(wanted.name, wanted.title, "gone", wanted.source, remote_id))

    def _refused(self, one: Planned, outcome: Refused) -> None:
        self.tally.refused += 1
        seen = one.remote.revision if one.remote else ""
        kept = Kept(one.wanted.name, one.wanted.title, "refused", one.wanted.source, seen=seen)
        self._put(kept._replace(reason=outcome.reason))

    def _kept(self, one: Planned, outcome: Saved | None) -> None:
        """It was saved, or there was nothing to save: it is as it should be, or both sides have changed the same."""
        wanted, made = one.wanted, one.plan
        remote = outcome.page if outcome else one.remote
        if remote is None:  # nothing was to be saved only of a page that is there
            return
        clashes = made.clashes if made else ()
        state: PageState = "conflict" if clashes else "edited" if made and made.wants_answer else "published"
        ours = wanted.text if made and made.text != wanted.text else remote.text
        kept = Kept(wanted.name, remote.title, state, wanted.source, remote.remote_id, seen=remote.revision)
        if not clashes:
            kept = kept._replace(revision=remote.revision, base=remote.text, ours=ours)
        self._count(one, outcome, state)
        self._put(kept, made.shown if made and made.wants_answer else "")

    def _count(self, one: Planned, outcome: Saved | None, state: PageState) -> None:
        self.tally.conflicts += state == "conflict"
        self.tally.edited += state == "edited"
        self.tally.written += outcome is not None
        self.tally.unchanged += outcome is None and state == "published"
        note_id = note_of(one.wanted.name.record)
        if outcome is not None and note_id is not None:
            self.tally.notes.add(note_id)

    def _put(self, kept: Kept, shown: str = "") -> None:
        """Write down how a page stands; with that it is certain that people will be asked about what they were not."""
        with self.db.write() as tx:
            page_id = pages.put(tx, self.publication.id, kept, self.now)
            if not shown or not pages.set_asked(tx, page_id, shown):
                return
            self.tally.questions += 1
            if self.tally.questions > MOST_QUESTIONS:
                return
            args = {"publication": self.publication.id, "space": self.publication.space_id, "page": page_id}
            jobs.add(tx, "ask_page", f"{page_id}:{shown}", args | {"person": self.asker_id}, self.now)

"""Decide about a page that was edited in the wiki: take what stands there into the record, or write ours again."""

from dataclasses import replace
from datetime import datetime
from typing import Literal, NamedTuple

from bot.domain.errors import Changed, NotAllowed, NotFound
from bot.domain.person import Viewer
from bot.domain.publication import Page, Question
from bot.domain.record import Note
from bot.domain.wiki import Draft, Publisher, Refused, RemotePage, Saved
from bot.domain.wiki_mark import with_words
from bot.domain.wiki_page import PageName, Writer, note_of
from bot.domain.wiki_plan import Plan, There, intent_of, keep_ours, plan, there
from bot.services.publish_question import question
from bot.services.publish_record import body_of, read_record
from bot.services.publish_take import take_words
from bot.services.publish_unit import SUMMARY, Planned, Wanted
from bot.store import access, audit, jobs, notes, pages, publications
from bot.store.database import Database
from bot.store.pages import Intent, Kept

Choice = Literal["ours", "theirs"]


class Chosen(NamedTuple):
    """What became of a page, or the question as it is now, where the page has changed since it was asked."""

    title: str
    question: Question | None = None


class Asking(NamedTuple):
    """A page as it stands at this moment, on both sides."""

    page: Page
    note: Note | None
    remote: RemotePage
    wanted: str
    found: There
    plan: Plan


def publication_of(db: Database, viewer: Viewer, page_id: int) -> int:
    """The connection a page belongs to, for whoever may decide about it.

    Raises:
        NotFound: it is not there for this viewer.
        NotAllowed: they only read there.
    """
    with db.read() as tx:
        page = pages.get(tx, page_id)
        publication = publications.get(tx, viewer, page.publication_id) if page else None
        if publication is None:
            raise NotFound("no_wiki_page")
        access.must_write(tx, viewer, publication.space_id)
    return publication.id


def choose(
    db: Database,
    viewer: Viewer,
    page_id: int,
    shown: str,
    choice: Choice,
    publisher: Publisher,
    writer: Writer,
    *,
    now: datetime,
) -> Chosen:
    """Do what somebody has decided, if the page is still as they saw it.

    Args:
        db: the store. No transaction is open while the wiki is asked.
        viewer: who decides.
        page_id: about which page.
        shown: the digest of what they were asked.
        choice: whose words count.
        publisher: the wiki.
        writer: writes pages in its markup.
        now: the time.

    Raises:
        NotFound: the page is not there for this viewer, or was deleted in the wiki.
        NotAllowed: they only read there, or the wiki does not let us write.
        Changed: somebody changed the record or the page at the same moment.
        Unreadable: what stands in the wiki cannot be taken into the record.
        WikiProblem: the wiki cannot be asked.
    """
    publication_id = publication_of(db, viewer, page_id)
    asking = _asking(db, viewer, publication_id, page_id, publisher, writer)
    if asking.plan.shown != shown:
        return Chosen(asking.remote.title, _anew(db, asking, publisher, writer))
    if choice == "theirs":
        _take(db, viewer, asking, writer, now)
    else:
        _write(db, viewer, publication_id, asking, publisher, now)
    return Chosen(asking.remote.title)


def question_about(
    db: Database, viewer: Viewer, publication_id: int, page_id: int, publisher: Publisher, writer: Writer
) -> Question | None:
    """What there is to decide about a page at this moment; None where there is nothing.

    Raises:
        NotFound: the page is not there for this viewer, or was deleted in the wiki.
        WikiProblem: the wiki cannot be asked.
    """
    return _question(_asking(db, viewer, publication_id, page_id, publisher, writer), publisher, writer)


def _asking(
    db: Database, viewer: Viewer, publication_id: int, page_id: int, publisher: Publisher, writer: Writer
) -> Asking:
    record = read_record(db, viewer, publication_id, writer)
    reader = replace(viewer, space_ids=frozenset({record.space.id}), standings={})  # nothing but what is published
    with db.read() as tx:
        page = pages.get(tx, page_id)
        note_id = note_of(page.name.record) if page else None
        note = notes.get(tx, reader, note_id) if note_id else None
        if page is None or (note_id and note is None):
            raise NotFound("no_wiki_page")
        wanted = body_of(record, page.name, note, writer, tx, reader)
    remote = publisher.read(page.remote_id)
    if remote is None:
        raise NotFound("wiki_page_gone", title=page.title)
    found = there(remote.text, page.ours, page.intent, page.intended)
    return Asking(page, note, remote, wanted, found, plan(found, wanted))


def _anew(db: Database, asking: Asking, publisher: Publisher, writer: Writer) -> Question | None:
    """The question as it is now; None where there is none any more."""
    asked = _question(asking, publisher, writer)
    if asked is not None:
        with db.write() as tx:
            pages.set_asked(tx, asking.page.id, asked.shown)
    return asked


def _question(asking: Asking, publisher: Publisher, writer: Writer) -> Question | None:
    made = asking.plan
    if not made.wants_answer:
        return None
    wanted = Wanted(asking.page.name, asking.page.title, asking.wanted, None, asking.note)
    return question(asking.page.id, Planned(wanted, asking.page, asking.remote, made), made, publisher, writer)


def _write(
    db: Database, viewer: Viewer, publication_id: int, asking: Asking, publisher: Publisher, now: datetime
) -> None:
    """Put our words in the place of theirs; what else people wrote on the page stays."""
    remote, name = asking.remote, asking.page.name
    text = keep_ours(asking.found, asking.wanted)
    with db.jot() as tx:
        pages.set_intents(tx, publication_id, {name: Intent(intent_of(text), asking.wanted)})
    (outcome,) = publisher.save([Draft(remote.title, text, remote.remote_id, remote.revision)], SUMMARY)
    if isinstance(outcome, Refused):
        raise NotAllowed(f"wiki_{outcome.reason}")
    if not isinstance(outcome, Saved):
        raise Changed("wiki_page_changed", title=remote.title)
    saved = outcome.page
    source = Wanted(name, "", asking.wanted, None, None).source
    kept = Kept(name, saved.title, "published", source, saved.remote_id, saved.revision, saved.revision)
    ours = asking.wanted if text != asking.wanted else saved.text
    with db.write() as tx:
        pages.put(tx, publication_id, kept._replace(base=saved.text, ours=ours), now)
        publication = publications.get(tx, viewer, publication_id)
        if publication is not None:
            audit.changed(tx, viewer, publication.space_id, now, *_record(name), detail="wiki page: ours kept")


def _record(name: PageName) -> list[str]:
    note_id = note_of(name.record)
    return [f"note:{note_id}"] if note_id else []


def _take(db: Database, viewer: Viewer, asking: Asking, writer: Writer, now: datetime) -> None:
    """Change all parts as if somebody had done so in Slack, or none; then the page is published again."""
    if asking.note is None or not asking.plan.edited:
        raise NotAllowed("wiki_nothing_to_take")
    said = [(part, writer.plain(marked)) for part, marked in asking.plan.taken]
    args = {"publication": asking.page.publication_id, "space": asking.note.space_id}
    with db.write() as tx:
        take_words(tx, viewer, asking.note, said, asking.page.name.language, now)
        pages.set_ours(tx, asking.page.id, with_words(asking.found.ours, dict(asking.plan.edited)))
        jobs.add(tx, "publish", str(asking.page.publication_id), args, now)

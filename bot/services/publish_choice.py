"""Decide about a page that was edited in the wiki: take what stands there into the record, or write ours again."""

from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from bot.domain.calendars import calendar_of, zone_of
from bot.domain.errors import Changed, NotAllowed, NotFound, Unreadable
from bot.domain.language import Language, guess_language
from bot.domain.person import Viewer
from bot.domain.publication import Page, Question
from bot.domain.record import Item, Note
from bot.domain.review import Typed
from bot.domain.segment import Segment
from bot.domain.segments import pieces
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.domain.wiki import Draft, Publisher, Refused, RemotePage, Saved
from bot.domain.wiki_page import PageName, Writer, note_of
from bot.domain.wiki_plan import Plan, keep_ours, plan, there
from bot.services.correct import correct
from bot.services.edit_action import body_with, edit_action
from bot.services.edit_note import edit_note
from bot.services.publish import body_of, read_record
from bot.services.publish_unit import SUMMARY, Planned, Wanted, question
from bot.store import access, audit, jobs, notes, pages, publications, segments
from bot.store.database import Database
from bot.store.pages import Kept

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
    ours: str
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
    found = there(remote.text, page.ours, record.publication.key, page.name)
    return Asking(page, note, remote, wanted, found.ours, plan(found, wanted))


def _anew(db: Database, asking: Asking, publisher: Publisher, writer: Writer) -> Question | None:
    """The question as it is now; None where there is none any more."""
    made = asking.plan
    if not made.clashes and not made.edited:
        return None
    with db.write() as tx:
        pages.set_asked(tx, asking.page.id, made.shown)
    wanted = Wanted(asking.page.name, asking.page.title, asking.wanted, None, asking.note)
    return question(asking.page.id, Planned(wanted, asking.page, asking.remote, made), made, publisher, writer)


def _write(
    db: Database, viewer: Viewer, publication_id: int, asking: Asking, publisher: Publisher, now: datetime
) -> None:
    """Put our words in the place of theirs; what else people wrote on the page stays."""
    remote, name = asking.remote, asking.page.name
    text = keep_ours(there(remote.text, asking.ours, "", name), asking.wanted)
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
    """Change each item as if somebody had done so in Slack; then the page is published again."""
    if asking.note is None or not asking.plan.edited:
        raise NotAllowed("wiki_nothing_to_take")
    for item_id, marked in asking.plan.edited:
        take_words(db, viewer, asking.note.id, item_id, writer.plain(marked), asking.page.name.language, now=now)
    args = {"publication": asking.page.publication_id, "space": asking.note.space_id}
    with db.write() as tx:
        jobs.add(tx, "publish", str(asking.page.publication_id), args, now)


def take_words(
    db: Database, viewer: Viewer, note_id: int, item_id: int, words: str, language: Language, *, now: datetime
) -> None:
    """Give an item other words in a language: its original's, and the other languages become outdated, or another's.

    Raises:
        NotFound: the item is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody changed it at the same moment.
        Unreadable: nothing is left of it, or its sentences cannot be told apart.
    """
    words = " ".join(words.split())
    with db.read() as tx:
        note = notes.get(tx, viewer, note_id)
        item = note.item(item_id) if note else None
        if note is None or item is None:
            raise NotFound("no_item")
        found = segments.of_texts(tx, [item.text.id], language)
    language = _meant(item, words, language)
    if not words:
        raise Unreadable("wiki_item_empty", ref=item.ref)
    if language != item.text.language:
        reviewer = replace(viewer, person=viewer.person.speaking(language))
        correct(db, reviewer, note.id, _sentences(found, words, item), now=now)
    elif item.action is not None:
        due = item.action.due.said if item.action.due else ""
        typed = TypedAction(words, owner=None, due_said=due)
        edit_action(db, viewer, item.id, item.action.version, typed, now=now)
    else:
        _edit(db, viewer, note, item, words, now)


def _meant(item: Item, words: str, language: Language) -> Language:
    """In which language the words are: where a page shows the original for want of a translation, in either."""
    untranslated = item.text.shown(language).language == item.text.language
    return item.text.language if untranslated and guess_language(words) == item.text.language else language


def _edit(db: Database, viewer: Viewer, note: Note, item: Item, words: str, now: datetime) -> None:
    """Write the item's new words in the place of the old ones in the note, as its form does."""
    whole = [one.id for one in note.items if one.parent_id is None]
    body = body_with(note, whole.index(item.id), words)
    if body == note.body:
        raise Unreadable("wiki_item_elsewhere", ref=item.ref)
    fields = (note.place, note.purpose, note.participants)
    place, purpose, participants = (text.content if text else "" for text in fields)
    held = note.held_on.isoformat() if note.held_on else ""
    typed = TypedNote(body.rstrip("\n"), note.language, note.title.content, held, place, purpose, participants)
    today = now.astimezone(zone_of(viewer.person.zone, calendar_of(None, note.language))).date()
    edit_note(db, viewer, note.id, note.version, typed, today=today, now=now)


def _sentences(found: tuple[Segment, ...], words: str, item: Item) -> list[Typed]:
    """Which sentence of a translation gets which words; those that stay are left alone.

    Raises:
        Unreadable: there are other sentences than before, and nobody can say which stands for which.
    """
    cut = pieces(words)
    new, old = [piece.source for piece in cut], [segment.content or "" for segment in found]
    typed: list[Typed] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        some, said = found[start:end], new[first:last]
        if len(some) == 1 and said:
            said = ["".join(piece.source + piece.gap for piece in cut[first:last]).strip()]
        if tag != "replace" or len(some) != len(said):
            raise Unreadable("wiki_sentences", ref=item.ref)
        typed += [Typed(segment.id, segment.version, one) for segment, one in zip(some, said, strict=True)]
    return typed

"""A space on a real MediaWiki: published, edited by a partner, merged, asked about, taken; and a crash in between."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import i18n
from bot.domain.note_body import as_typed
from bot.domain.publication import Tally
from bot.domain.wiki import Draft, Outcome, Publisher, RemotePage, WikiUnreachable
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from bot.services.edit_note import edit_note
from bot.services.publish import Job, publish
from bot.services.publish_choice import choose
from bot.store import notes, publications
from bot.store.database import Database
from bot.store.publications import NewPublication
from bot.wiki.mediawiki import MediaWiki
from tests.contracts.wiki.mediawiki import PASSWORD, USER, Wiki
from tests.contracts.wiki.mediawiki import mediawiki as mediawiki_fixture
from tests.integration.asking_pages import asked_about
from tests.integration.making import NOW, TODAY, Place, a_place, item_with, logged, rows

mediawiki = mediawiki_fixture
WRITER = PageWriter(MARKUPS["mediawiki"])
DRIFT, NEW = "Driftsmøde hvert kvartal.", "Driftsmøde hver måned."


class Dying(MediaWiki):
    """A wiki whose answer to the first save never arrives."""

    def save(self, drafts: Sequence[Draft], summary: str) -> tuple[Outcome, ...]:
        super().save(drafts, summary)
        raise WikiUnreachable("we died")


class Site:
    """A space of its own on the wiki."""

    def __init__(self, db: Database, wiki: Wiki, name: str) -> None:
        self.db, self.wiki, self.now = db, wiki, NOW
        self.place: Place = a_place(db, name)
        self.note = logged(db, self.place)
        self.title = f"{name} 1 Arbejdsmøde om jord og grundvand/da"
        new = NewPublication(self.place.space_id, "mediawiki", wiki.api, USER, None, None)
        with db.write() as tx:
            self.publication = publications.put(tx, new, NOW)

    def publish(self, publisher: Publisher | None = None) -> Tally:
        self.now += timedelta(minutes=1)
        job = Job(self.publication, self.place.space_id, again=True)
        wiki = publisher or self.wiki.publisher
        return publish(self.db, job, wiki, WRITER, now=self.now, progress=lambda *_: None)

    def edit(self, old: str, new: str) -> None:
        partner = self.wiki.person()
        text = partner.reads(self.title)
        assert text.count(old) == 1, text
        partner.writes(self.title, text.replace(old, new))


@pytest.fixture
def db(sqlite_template: Path, quick_path: Path) -> Iterator[Database]:
    i18n.load()
    store = Database(f"sqlite:///{shutil.copy(sqlite_template, quick_path / 'store.sqlite3')}")
    yield store
    store.close()


def test_edit_of_a_partner_is_kept_asked_about_and_taken(db: Database, mediawiki: Wiki) -> None:
    site = Site(db, mediawiki, "Taget")
    assert site.publish().written == 6
    assert site.publish().unchanged == 6
    site.edit(DRIFT, NEW)

    assert site.publish().questions == 1
    (question,) = asked_about(db, site.publication, mediawiki.publisher, WRITER)
    choose(db, site.place.viewer, question.page_id, question.shown, "theirs", mediawiki.publisher, WRITER, now=site.now)
    after = site.publish()

    with db.read() as tx:
        note = notes.get(tx, site.place.viewer, site.note.id)
    assert note
    assert item_with(note, "Driftsmøde").text.content == NEW
    assert question.address.endswith("Taget_1_Arbejdsm%C3%B8de_om_jord_og_grundvand/da")
    assert (after.questions, after.conflicts) == (0, 0)
    assert NEW in mediawiki.person().reads(site.title)


def test_crash_between_publishing_and_writing_it_down_leaves_no_second_page(db: Database, mediawiki: Wiki) -> None:
    site = Site(db, mediawiki, "Død")
    dying = Dying(mediawiki.api, USER, PASSWORD)
    with pytest.raises(WikiUnreachable):
        site.publish(dying)
    dying.close()
    assert rows(db, "SELECT count(*) FROM pages") == [(0,)]

    tally = site.publish()

    asked = {"action": "query", "list": "allpages", "apprefix": "Død", "aplimit": "50"}
    assert len(mediawiki.person().ask(asked)["query"]["allpages"]) == 6
    assert (tally.refused, tally.conflicts, tally.questions) == (0, 0, 0)
    history = {"action": "query", "prop": "revisions", "titles": site.title, "rvlimit": "9", "rvprop": "ids"}
    (page,) = mediawiki.person().ask(history)["query"]["pages"]
    assert len(page["revisions"]) == 1
    assert rows(db, "SELECT DISTINCT state FROM pages") == [("published",)]


class Lagging(MediaWiki):
    """A wiki whose readers do not have yet what was just saved."""

    def _read(self, which: Mapping[str, str]) -> RemotePage | None:
        return None if "revids" in which else super()._read(which)


def test_page_that_cannot_be_read_yet_is_found_by_the_next_run(db: Database, mediawiki: Wiki) -> None:
    site = Site(db, mediawiki, "Langsom")
    assert site.publish().written == 6
    note = site.note
    typed = replace(as_typed(note), purpose="At følge op.")
    edit_note(db, site.place.viewer, note.id, note.version, typed, today=TODAY, now=NOW)
    lagging = Lagging(mediawiki.api, USER, PASSWORD)
    with pytest.raises(WikiUnreachable):
        site.publish(lagging)
    lagging.close()

    ran = site.publish()

    assert (ran.gone, ran.conflicts, ran.questions, ran.refused) == (0, 0, 0, 0)
    assert set(rows(db, "SELECT state FROM pages")) == {("published",)}
    assert "At følge op." in mediawiki.person().reads(site.title)

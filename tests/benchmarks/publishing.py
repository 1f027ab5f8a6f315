"""What publishing costs with so many meetings: all of them new, none changed, one changed, nothing to look at.

`python -m tests.benchmarks publish --notes 10000` measures that many and a tenth of them; the wiki is in memory.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import insert, text

from bot import i18n
from bot.domain.wiki_page import meeting_of
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from bot.services.change_status import change_status
from bot.services.publish import Job, publish
from bot.store import publications
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.publications import NewPublication
from bot.store.tables import ActionRow, ItemRow, MeetingRow, NoteRow, TextRow, TranslationRow
from tests.benchmarks.search_notes import FIRST_DAY, pairs
from tests.contracts.wiki.memory import MemoryWiki
from tests.integration.making import NOW, Place, a_place, counted, item_with, logged

ITEMS = 4  # of a note
_BATCH = 500


class Run(NamedTuple):
    """What one run took: seconds, statements to the store, questions to the wiki."""

    seconds: float
    statements: int
    questions: int


def print_publishing(count: int) -> None:
    """Measure a tenth and all of the meetings, and print the figures beside each other."""
    i18n.load()
    measured = {size: _measured(size) for size in (count // 10, count)}
    print(f"\n{'publishing, meetings':36} {'s':>8} {'statements':>11} {'questions':>10}")
    for size, runs in measured.items():
        for name, run in runs.items():
            print(f"{f'{size}: {name}':36} {run.seconds:8.2f} {run.statements:11} {run.questions:10}")


def _measured(count: int) -> Mapping[str, Run]:
    with tempfile.TemporaryDirectory(prefix="jordbro-publish-") as folder:
        url = f"sqlite:///{Path(folder) / 'store.sqlite3'}"
        with closing(Database(url)) as db:
            migrate(db)
            place = a_place(db)
            note = logged(db, place)
            _fill(db, place, count - 1)
            new = NewPublication(place.space_id, "mediawiki", "https://wiki.example/api.php", "J@j", None, None)
            with db.write() as tx:
                publication = publications.put(tx, new, NOW)
            wiki, job = MemoryWiki(), Job(publication, place.space_id)
            found = {"all are new": _run(db, wiki, job)}
            found["none has changed, asked for"] = _run(db, wiki, job._replace(again=True))
            found["none has changed, by itself"] = _run(db, wiki, job)
            change_status(db, place.viewer, item_with(note, "oversigt").id, "done", now=NOW)
            found["one has changed"] = _run(db, wiki, job)
            page = next(one for one in wiki.pages.values() if f" {meeting_of(1)} " in one.text)
            wiki.edits(page.title, f"{page.text}\n\nPartnerens linje.")
            found["one was edited in the wiki"] = _run(db, wiki, job)
    return found


def _run(db: Database, wiki: MemoryWiki, job: Job) -> Run:
    wiki.asked.clear()
    with counted(db) as statements, _timed() as took:
        publish(db, job, wiki, PageWriter(MARKUPS["mediawiki"]), now=NOW + timedelta(hours=1), progress=lambda *_: None)
    return Run(took[0], len(statements), len(wiki.asked))


@contextmanager
def _timed() -> Iterator[list[float]]:
    took: list[float] = []
    begun = time.perf_counter()
    yield took
    took.append(time.perf_counter() - begun)


def _fill(db: Database, place: Place, count: int) -> None:
    """Meetings with translated items, past the code that logs them: that is measured elsewhere."""
    space, words, first_text = place.space_id, pairs(), 10_000
    for start in range(0, count, _BATCH):
        rows: dict[type, list[dict[str, Any]]] = {one: [] for one in _TABLES}
        for at in range(start, min(start + _BATCH, count)):
            _add(rows, space, at, first_text + at * (ITEMS + 1), words)
        with db.engine.begin() as connection:
            for table, values in rows.items():
                connection.execute(insert(table), values)
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM search_changes"))
        connection.execute(
            text("UPDATE spaces SET notes_made = :made WHERE id = :id"), {"made": count + 1, "id": space}
        )


_TABLES = (TextRow, TranslationRow, MeetingRow, NoteRow, ItemRow, ActionRow)


def _add(rows: dict[type, list[dict[str, Any]]], space: int, at: int, text_id: int, words: list[Any]) -> None:
    number, day = at + 2, FIRST_DAY + timedelta(days=at % 3_000)
    for place in range(ITEMS + 1):
        said, translated = words[(at * 7 + place) % len(words)]
        rows[TextRow].append({"id": text_id + place, "space_id": space, "language": "da", "content": said.content})
        rows[TranslationRow].append({
            "text_id": text_id + place, "language": "zh", "content": translated.content, "state": "machine",
            "changed_at": NOW,
        })  # fmt: skip
    rows[MeetingRow].append({"id": number, "space_id": space, "held_on": day, "title_id": text_id})
    rows[NoteRow].append({
        "id": number, "space_id": space, "meeting_id": number, "number": number, "language": "da", "head": "",
        "body": "", "author": "Mette Holm", "source_key": f"bench:{at}", "created_at": NOW,
    })  # fmt: skip
    for place in range(1, ITEMS + 1):
        item = number * 10 + place
        kind = "action" if place == ITEMS and at % 10 == 0 else "paragraph"
        rows[ItemRow].append({
            "id": item, "note_id": number, "position": place, "number": str(place), "kind": kind,
            "text_id": text_id + place,
        })  # fmt: skip
        if kind == "action":
            rows[ActionRow].append({
                "item_id": item, "space_id": space, "status": "open", "expected": False, "due_order": day,
                "owner_order": "",
            })  # fmt: skip

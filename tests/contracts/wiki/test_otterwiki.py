"""Otter Wiki, running: a note is published to it, read on its page, edited in its web editor, and taken from there."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from bot import i18n
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from bot.services.publish import Job, publish
from bot.services.publish_choice import choose
from bot.store import notes, publications
from bot.store.database import Database
from bot.store.publications import NewPublication
from bot.wiki.git import GitPages
from tests.contracts.wiki.mediawiki import made_once
from tests.integration.asking_pages import asked_about
from tests.integration.making import NOW, a_place, item_with, logged

FOLDER = Path("/var/cache/jordbro-tests/otterwiki")
SCRIPT = Path(__file__).parents[3] / ".ci" / "otterwiki"
SETTINGS = """\
REPOSITORY = {repository!r}
SQLALCHEMY_DATABASE_URI = 'sqlite:///{database}'
SECRET_KEY = 'a secret of a test that nobody else has'
READ_ACCESS = 'ANONYMOUS'
WRITE_ACCESS = 'ANONYMOUS'
ATTACHMENT_ACCESS = 'ANONYMOUS'
GIT_WEB_SERVER = True
"""
PAGE = "da/jiangsu-1-arbejdsmøde-om-jord-og-grundvand-da"
DRIFT, NEW = "Driftsmøde hvert kvartal.", "Driftsmøde hver måned."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A wiki of its own, which is gone afterwards with all its processes."""
    try:
        program = made_once(SCRIPT, FOLDER) / "bin" / "flask"
    except (OSError, subprocess.CalledProcessError) as problem:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Otter Wiki could not be installed ({problem})")
        pytest.skip(f"Otter Wiki could not be installed ({problem})")
    folder = tmp_path_factory.mktemp("otterwiki")
    repository = folder / "pages"
    subprocess.run(["git", "init", "-q", "-b", "main", str(repository)], check=True)  # noqa: S603, S607  a folder of ours
    settings = folder / "settings.cfg"
    settings.write_text(SETTINGS.format(repository=str(repository), database=folder / "db.sqlite"), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "OTTERWIKI_SETTINGS": str(settings)}
    with (folder / "otter.err").open("wb") as log:
        command = [str(program), "--app", "otterwiki.server", "run", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
    try:
        yield waited(f"http://127.0.0.1:{port}", process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def waited(url: str, process: "subprocess.Popen[bytes]") -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(f"{url}/-/healthz", trust_env=False, timeout=10)
        except httpx.HTTPError:
            time.sleep(0.02)
            continue
        return url
    raise AssertionError("Otter Wiki does not answer")


@pytest.fixture
def db(sqlite_template: Path, quick_path: Path) -> Iterator[Database]:
    i18n.load()
    store = Database(f"sqlite:///{shutil.copy(sqlite_template, quick_path / 'store.sqlite3')}")
    yield store
    store.close()


class Editor(HTMLParser):
    """The form of the web editor: its hidden fields, and the text in it."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("type") == "hidden":
            self.fields[given.get("name", "")] = given.get("value", "")
        self._inside = given.get("name", "") if tag == "textarea" else self._inside

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == "textarea" else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.fields[self._inside] = self.fields.get(self._inside, "") + data


def edited_in_the_browser(browser: httpx.Client, page: str, old: str, new: str) -> None:
    """Open the web editor, change some words, and save."""
    editor = Editor()
    editor.feed(browser.get(f"/{page}/edit").text)
    (name,) = (name for name, value in editor.fields.items() if old in value)
    changed = editor.fields[name].replace(old, new)
    answer = browser.post(f"/{page}/save", data={**editor.fields, "content": changed, "commit": "Rettet"})
    assert answer.status_code in {200, 302}, answer.text


def test_note_is_published_read_edited_in_the_web_editor_and_taken(address: str, db: Database) -> None:
    place, writer = a_place(db), PageWriter(MARKUPS["git"])
    note = logged(db, place)
    new = NewPublication(place.space_id, "git", f"{address}/.git", "", None, None)
    with db.write() as tx:
        publication = publications.put(tx, new, NOW)
    wiki = GitPages(f"{address}/.git", "", "")
    job = Job(publication, place.space_id, again=True)

    tally = publish(db, job, wiki, writer, now=NOW, progress=lambda *_: None)
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as browser:
        shown = browser.get(f"/{PAGE}").text
        edited_in_the_browser(browser, PAGE, DRIFT, NEW)
    publish(db, job, wiki, writer, now=NOW, progress=lambda *_: None)
    (question,) = asked_about(db, publication, wiki, writer)
    choose(db, place.viewer, question.page_id, question.shown, "theirs", wiki, writer, now=NOW)
    after = publish(db, job, wiki, writer, now=NOW, progress=lambda *_: None)
    wiki.close()

    assert tally.written == 6
    assert DRIFT in shown
    assert "&lt;!--" not in shown
    assert [(change.ours, change.theirs) for change in question.changes] == [(DRIFT, NEW)]
    with db.read() as tx:
        taken = notes.get(tx, place.viewer, note.id)
    assert taken
    assert item_with(taken, "Driftsmøde").text.content == NEW
    assert (after.questions, after.conflicts) == (0, 0)

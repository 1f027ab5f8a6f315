"""A bare repository keeps the contract, with people who push past us; and so does one behind HTTP with a password."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, cast
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from dulwich.repo import Repo
from dulwich.server import BackendRepo, DictBackend
from dulwich.web import make_wsgi_chain

from bot.domain.wiki import Draft, Held, Publisher, RemotePage, Saved, Stale, WikiRefused
from bot.wiki.git import GitPages
from tests.contracts.wiki.contract import PublisherContract

_NUMBERS = count(1)
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    **{f"GIT_{who}_{what}": "partner@example.dk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True, text=True)  # noqa: S603, S607
    return done.stdout


class GitHouse:
    """A bare repository, and a partner with a checkout."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.bare, self._folder = folder / "jord.git", folder
        git(folder, "init", "-q", "--bare", "-b", "main", "jord.git")
        git(folder, "clone", "-q", "jord.git", "partner")
        self.partner = folder / "partner"
        git(self.partner, "checkout", "-q", "-b", "main")
        self.writes_file("README.md", "Partnerens repositorium.")
        self.url = address or f"file://{self.bare}"
        self.opened: list[GitPages] = []
        self._publisher = self.ours("rigtig")

    def ours(self, password: str = "", url: str = "") -> GitPages:
        self.opened.append(GitPages(url or self.url, "jordbro", password))
        return self.opened[-1]

    def close(self) -> None:
        for one in self.opened:
            one.close()

    @property
    def publisher(self) -> Publisher:
        return self._publisher

    @property
    def locked_out(self) -> Publisher:
        return self.ours("forkert")

    @property
    def away(self) -> Publisher:
        return self.ours(url="http://127.0.0.1:9/jord.git")

    def title(self, name: str) -> str:
        return f"da/{name.replace(' ', '-')}-da.md"

    def edits(self, page: RemotePage, text: str) -> None:
        self.writes_file(page.title, text)

    def deletes(self, page: RemotePage) -> None:
        self._pull()
        git(self.partner, "rm", "-q", page.title)
        self._push()

    def moves(self, page: RemotePage, name: str) -> str:
        self._pull()
        git(self.partner, "mv", page.title, self.title(name))
        self._push()
        return self.title(name)

    def writes(self, name: str, text: str) -> str:
        self.writes_file(self.title(name), text)
        return self.title(name)

    def writes_file(self, path: str, text: str) -> None:
        self._pull()
        (self.partner / path).parent.mkdir(exist_ok=True)
        (self.partner / path).write_text(text + "\n", encoding="utf-8")
        git(self.partner, "add", path)
        self._push()

    def log(self) -> list[str]:
        return git(self.bare, "log", "--format=%an %s", "main").splitlines()

    def _pull(self) -> None:
        if git(self.bare, "branch", "--list", "main"):
            git(self.partner, "pull", "-q", "origin", "main")

    def _push(self) -> None:
        git(self.partner, "commit", "-q", "-m", f"Rettelse {next(_NUMBERS)}")
        git(self.partner, "push", "-q", "origin", "main")
        if hasattr(self, "_publisher"):
            self._publisher.check()  # a run begins with a look


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="the partner of these tests works with git")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[GitHouse]:
    made = GitHouse(tmp_path)
    yield made
    made.close()


@needs_git
class TestGitPages(PublisherContract):
    """The contract, in a folder."""

    def test_wrong_password_is_refused(self, house: "GitHouse") -> None:  # type: ignore[override]  # a folder has none
        with pytest.raises(WikiRefused) as refusal:
            GitPages(f"file://{house.bare}x", "", "").check()

        assert refusal.value.reason == "not_a_wiki"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(house: Path) -> Iterator[str]:
    """The repository behind HTTP, for whoever has the password; /elsewhere sends people to it."""
    repo = Repo(str(house))
    backend = DictBackend({"/jord.git": cast("BackendRepo", repo)})
    inner = make_wsgi_chain(backend)

    def guarded(environ: dict[str, str], start: Any) -> Any:
        if environ["PATH_INFO"].startswith("/elsewhere"):
            there = environ["PATH_INFO"].removeprefix("/elsewhere")
            start("302 Found", [("Location", f"{there}?service=git-upload-pack")])
            return [b""]
        if environ.get("HTTP_AUTHORIZATION") != "Basic am9yZGJybzpyaWd0aWc=":
            start("401 Unauthorized", [("WWW-Authenticate", "Basic")])
            return [b""]
        return inner(environ, start)

    server = make_server("127.0.0.1", 0, guarded, handler_class=Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        repo.close()


@pytest.fixture
def distant(tmp_path: Path) -> Iterator[GitHouse]:
    near = GitHouse(tmp_path)
    with served(near.bare) as url:
        near.url = f"{url}/jord.git"
        near._publisher = near.ours("rigtig")  # noqa: SLF001  the same house, from afar
        yield near
        near.close()


@needs_git
def test_repository_behind_http_is_written_to_with_a_password(distant: GitHouse) -> None:
    title = distant.title("fjernt")

    (outcome,) = distant.publisher.save([Draft(title, "Et. 第一。")], "Jordbro")

    assert isinstance(outcome, Saved)
    assert git(distant.bare, "show", f"main:{title}") == "Et. 第一。\n"
    with pytest.raises(WikiRefused) as refusal:
        distant.locked_out.check()
    assert refusal.value.reason == "password"


@needs_git
def test_redirection_is_not_followed(distant: GitHouse) -> None:
    elsewhere = distant.url.replace("/jord.git", "/elsewhere/jord.git")

    with pytest.raises(WikiRefused) as refusal:
        distant.ours("rigtig", elsewhere).check()

    assert refusal.value.reason == "not_a_wiki"


@needs_git
def test_both_languages_are_one_commit(house: GitHouse) -> None:
    before = len(house.log())

    house.publisher.save([Draft("da/m-da.md", "Møde"), Draft("zh/m-zh.md", "会议")], "Jordbro")

    assert len(house.log()) == before + 1
    assert git(house.bare, "show", "--stat", "--format=", "main").count("|") == 2
    assert git(house.bare, "fsck", "--strict") == ""


@needs_git
def test_push_that_came_too_late_is_put_on_top_of_what_was_pushed(house: GitHouse) -> None:
    house.publisher.check()
    stale = house.ours()
    stale.check()
    house.writes_file("da/partner.md", "Partnerens side.")

    (outcome,) = stale.save([Draft("da/m-da.md", "Møde")], "Jordbro")

    assert isinstance(outcome, Saved)
    assert git(house.bare, "show", "main:da/partner.md") == "Partnerens side.\n"
    assert git(house.bare, "show", "main:da/m-da.md") == "Møde\n"


@needs_git
def test_page_that_a_partner_pushed_after_we_looked_is_not_written_over(house: GitHouse) -> None:
    (made,) = house.publisher.save([Draft("da/m-da.md", "Møde")], "Jordbro")
    assert isinstance(made, Saved)
    stale = house.ours()
    stale.check()
    house.edits(made.page, "Partnerens møde")

    (outcome,) = stale.save([Draft("da/m-da.md", "Vores", "da/m-da.md", made.page.revision)], "Jordbro")

    assert outcome == Stale()
    assert git(house.bare, "show", "main:da/m-da.md") == "Partnerens møde\n"


@needs_git
def test_page_that_was_moved_and_edited_at_once_is_followed(house: GitHouse) -> None:
    text = "\n\n".join(f"Linje nummer {number}." for number in range(20))
    (made,) = house.publisher.save([Draft("da/m-da.md", text)], "Jordbro")
    assert isinstance(made, Saved)
    git(house.partner, "pull", "-q", "origin", "main")
    git(house.partner, "mv", "da/m-da.md", "da/ny-da.md")
    house.writes_file("da/ny-da.md", text.replace("nummer 7", "syv"))

    page = house.publisher.read(made.page.remote_id)

    assert page is not None
    assert page.title == "da/ny-da.md"
    assert "Linje syv." in page.text


@needs_git
def test_repository_without_a_commit_gets_its_first_one(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "tom.git")
    ours = GitPages(f"file://{tmp_path / 'tom.git'}", "", "")

    (outcome,) = ours.save([Draft("da/m-da.md", "Møde")], "Jordbro")

    assert isinstance(outcome, Saved)
    assert git(tmp_path / "tom.git", "show", "HEAD:da/m-da.md") == "Møde\n"


@needs_git
def test_branch_of_another_name_is_the_one_that_is_written_to(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "wiki", "anden.git")
    ours = GitPages(f"file://{tmp_path / 'anden.git'}", "", "")

    ours.save([Draft("da/m-da.md", "Møde")], "Jordbro")

    assert "wiki" in git(tmp_path / "anden.git", "branch")


@needs_git
def test_while_others_push_without_end_nothing_is_written(house: GitHouse) -> None:
    ours = house.ours()
    ours.check()
    looked = ours._fetch  # noqa: SLF001  somebody pushes between each look and push

    def push_after() -> Any:
        state = looked()
        house.writes_file("da/partner.md", f"Gang {next(_NUMBERS)}")
        return state

    ours._fetch = push_after  # type: ignore[method-assign]  # noqa: SLF001  the partner of this test
    house.writes_file("da/partner.md", "Først")

    assert ours.save([Draft("da/m-da.md", "Møde")], "Jordbro") == (Held(),)

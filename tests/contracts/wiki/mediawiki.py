"""A real MediaWiki of each test run: Debian's, on SQLite, served by PHP itself."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.wiki.mediawiki import MediaWiki

FOLDER = Path("/var/cache/jordbro-tests/mediawiki")
SCRIPT = Path(__file__).parents[3] / ".ci" / "mediawiki"
USER, PASSWORD = "Jordbro@jordbro", "0123456789abcdefghijklmnopqrstuv"
ADMIN, PARTNER = ("Admin", "administrator-of-tests"), ("Partner", "a-password-of-Partner")
STARTING = 30  # seconds
PHP = ("-d", "opcache.enable_cli=1", "-d", "apc.enable_cli=1", "-d", "display_errors=0")


@dataclass
class Wiki:
    """A running wiki: its address, its folder, and its people."""

    url: str
    folder: Path
    people: dict[str, "Somebody"] = field(default_factory=dict)
    logged_in: list[MediaWiki] = field(default_factory=list)  # one for all tests: logging in takes a wiki long

    @property
    def publisher(self) -> MediaWiki:
        self.logged_in = self.logged_in or [self.ours()]
        return self.logged_in[0]

    @property
    def api(self) -> str:
        return f"{self.url}/api.php"

    def ours(self, user: str = USER, password: str = PASSWORD) -> MediaWiki:
        return MediaWiki(self.api, user, password)

    def person(self, who: tuple[str, str] = PARTNER) -> "Somebody":
        if who[0] not in self.people:
            self.people[who[0]] = Somebody(self.api, *who)
        return self.people[who[0]]

    def settings(self, php: str) -> None:
        """What the wiki's operator adds to its settings, from the next request on."""
        (self.folder / "more.php").write_text(f"<?php\n{php}\n", encoding="utf-8")

    def without(self) -> None:
        (self.folder / "more.php").unlink(missing_ok=True)


class Somebody:
    """A partner at the wiki, who edits as browsers do: over whatever is there."""

    def __init__(self, api: str, name: str, password: str) -> None:
        self._api = api
        self._client = httpx.Client(timeout=60, trust_env=False)
        token = self.ask({"action": "query", "meta": "tokens", "type": "login"})["query"]["tokens"]["logintoken"]
        given = {"action": "clientlogin", "username": name, "password": password, "logintoken": token}
        assert self.ask(given | {"loginreturnurl": "http://127.0.0.1/"})["clientlogin"]["status"] == "PASS"

    def ask(self, form: Mapping[str, str]) -> dict[str, Any]:
        answer = self._client.post(self._api, data={**form, "format": "json", "formatversion": "2"})
        found: dict[str, Any] = answer.json()
        return found

    def does(self, action: str, **more: str) -> dict[str, Any]:
        token = self.ask({"action": "query", "meta": "tokens"})["query"]["tokens"]["csrftoken"]
        answer = self.ask({"action": action, "token": token, **more})
        assert "error" not in answer, answer
        return answer

    def writes(self, title: str, text: str) -> None:
        assert self.does("edit", title=title, text=text)["edit"]["result"] == "Success"

    def reads(self, title: str) -> str:
        form = {"action": "query", "prop": "revisions", "rvprop": "content", "rvslots": "main", "titles": title}
        (page,) = self.ask(form)["query"]["pages"]
        return str(page["revisions"][0]["slots"]["main"]["content"])

    def close(self) -> None:
        self._client.close()


def unpacked() -> Path:
    """The code and the template, made once per machine."""
    return made_once(SCRIPT, FOLDER)


def made_once(script: Path, folder: Path) -> Path:
    """What a script of `.ci` puts into a folder; of several workers one makes it."""
    if not (folder / "ready").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with (folder.parent / f"{folder.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            given = {**os.environ, "PYTHON": sys.executable}
            subprocess.run([str(script), str(folder)], check=True, capture_output=True, env=given)  # noqa: S603  ours
    return folder


def missing() -> str:
    """Why there can be no wiki on this machine; "" where there can."""
    if shutil.which("php") is None:
        return "no php: apt-get install php8.2-cli php8.2-sqlite3 php8.2-mbstring php8.2-xml php8.2-intl php8.2-curl"
    try:
        unpacked()
    except (OSError, subprocess.CalledProcessError) as problem:
        return f"MediaWiki could not be unpacked ({problem})"
    return ""


@contextmanager
def serving(folder: Path) -> Iterator[Wiki]:
    """A wiki with nothing in it; ends with all its processes."""
    code, data = unpacked() / "code", folder / "wiki"
    shutil.copytree(unpacked() / "template", data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    given = {"MW_DATA": str(data), "MW_SERVER": url, "MW_CONFIG_FILE": str(data / "LocalSettings.php")}
    environment = {**os.environ, **given, "PHP_CLI_SERVER_WORKERS": "3"}
    with (data / "php.err").open("wb") as log:
        command = ["php", *PHP, "-S", f"127.0.0.1:{port}", "-t", str(code)]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)  # noqa: S603  a server of ours
    made = Wiki(url, data)
    try:
        _wait(url, process)
        yield made
    finally:
        for person in made.people.values():
            person.close()
        for publisher in made.logged_in:
            publisher.close()
        os.killpg(process.pid, signal.SIGKILL)  # the workers too
        process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(f"{url}/api.php?action=query&format=json", trust_env=False, timeout=STARTING).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.02)
            continue
        return
    raise AssertionError("MediaWiki does not answer")


@pytest.fixture(scope="session")
def mediawiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiki]:
    """One wiki for all tests of a worker: each has pages of its own."""
    why = missing()
    if why and os.environ.get("CI") == "true":
        pytest.fail(why)
    if why:
        pytest.skip(why)
    with serving(tmp_path_factory.mktemp("mediawiki")) as wiki:
        yield wiki

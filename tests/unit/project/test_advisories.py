"""The check of pinned packages against advisories is a real one: it asks a service, and believes what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.unit.project.files import ROOT

NOT_AUDITED = "pip-audit: advisories could not be fetched, dependencies are NOT audited\n"
CLEAN = "pip-audit: no advisory concerns a pinned package\n"


class Service(ThreadingHTTPServer):
    """A service of advisories on loopback: which packages it was asked about, and what it knows of some of them."""

    def __init__(self, against: tuple[str, ...] = (), status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.against, self.status, self.asked = against, status, set[str]()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1/query"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        name = asked["package"]["name"]
        self.server.asked.add(name)
        answer = json.dumps({"vulns": [advisory(name)]} if name in self.server.against else {}).encode()
        self.send_response(self.server.status)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


def advisory(name: str) -> dict[str, object]:
    ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]
    affected = [{"package": {"name": name, "ecosystem": "PyPI"}, "ranges": ranges}]
    return {"id": "GHSA-test-0001", "summary": "bad", "aliases": [], "affected": affected}


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    thread = Thread(target=service.serve_forever)
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        thread.join()
        service.server_close()


def audited(address: str, accepted: Path | None = None) -> subprocess.CompletedProcess[str]:
    own = {"BIN": str(Path(sys.executable).parent), "ACCEPTED": str(accepted or ".ci/accepted")}
    return subprocess.run(  # noqa: S603  our own script
        [str(ROOT / ".ci" / "advisories"), address],
        env={"PATH": os.environ["PATH"], **own},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_known_advisory_fails_and_is_named() -> None:
    with serving(Service(against=("httpx",))) as service:
        done = audited(service.address)

    assert done.returncode == 1
    assert [line.split()[::2] for line in done.stdout.splitlines() if "httpx" in line] == [["httpx", "GHSA-test-0001"]]


def test_every_pinned_package_is_asked_about() -> None:
    with serving(Service()) as service:
        done = audited(service.address)

    assert (done.returncode, done.stdout) == (0, CLEAN)
    assert {"slack-sdk", "slack-bolt", "sqlalchemy", "starlette", "httpx", "pyyaml"} <= service.asked


def test_an_advisory_that_is_accepted_with_a_reason_fails_no_more(tmp_path: Path) -> None:
    accepted = tmp_path / "accepted"
    accepted.write_text("# why\nGHSA-test-0001 we never call what it is about\n", encoding="utf-8")

    with serving(Service(against=("httpx",))) as service:
        done = audited(service.address, accepted)

    assert (done.returncode, done.stdout) == (0, CLEAN)


def test_an_advisory_is_not_accepted_without_a_reason(tmp_path: Path) -> None:
    accepted = tmp_path / "accepted"
    accepted.write_text("GHSA-test-0001\n", encoding="utf-8")

    with serving(Service()) as service:
        done = audited(service.address, accepted)

    assert (done.returncode, done.stderr) == (1, f"{accepted}: GHSA-test-0001 is accepted without a reason\n")
    assert service.asked == set()


@pytest.mark.parametrize("status", [404, 503])
def test_a_service_that_refuses_is_said_and_fails_nothing(status: int) -> None:
    with serving(Service(status=status)) as service:
        done = audited(service.address)

    assert (done.returncode, done.stdout) == (0, NOT_AUDITED)


def test_a_service_that_is_not_there_is_said_and_fails_nothing() -> None:
    gone = Service()
    gone.server_close()

    done = audited(gone.address)

    assert (done.returncode, done.stdout) == (0, NOT_AUDITED)


def test_every_accepted_advisory_has_a_reason() -> None:
    lines = (ROOT / ".ci" / "accepted").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line and not line.startswith("#") and len(line.split(maxsplit=1)) == 1] == []

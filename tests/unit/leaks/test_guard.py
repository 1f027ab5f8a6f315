"""The guard over all tests can fail: for a record, for what is printed, for a traceback, for a process's own file."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.unit.project.files import ROOT

CONFTEST = """
from tests.leaks import files_of_processes
from tests.leaks import keep_watch as pytest_configure
"""
SECRET = "xoxb-" + "A0JORDBRO-T0REGION"  # put together here, so that this file's own traceback is clean
LEAKS = {
    "a_record": "import logging\ndef test_it():\n    logging.getLogger('x').error('with %s', TOKEN)",
    "an_exception_that_is_logged": (
        "import logging\ndef test_it():\n    try:\n        raise ValueError(TOKEN)\n"
        "    except ValueError:\n        logging.getLogger('x').exception('broke')"
    ),
    "stdout": "def test_it():\n    print(TOKEN)",
    "a_process_that_inherits_stderr": (
        "import subprocess, sys\ndef test_it():\n"
        "    subprocess.run([sys.executable, '-c', 'import sys; sys.stderr.write(sys.argv[1])', TOKEN], check=True)"
    ),
    "a_log_file": "def test_it(tmp_path):\n    (tmp_path / 'bot.log').write_text(f'a {TOKEN} b')",
    "a_teardown": (
        "import pytest\n@pytest.fixture\ndef late():\n    yield\n    print(TOKEN)\ndef test_it(late):\n    pass"
    ),
}
QUIET = {
    "a_value_that_is_compared": "def test_it():\n    assert TOKEN.startswith('xoxb-')",
    "a_masked_record": "import logging\ndef test_it():\n    logging.getLogger('x').error('with xoxb-***')",
    "another_kind_of_file": "def test_it(tmp_path):\n    (tmp_path / 'settings.env').write_text(TOKEN)",
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that is gone before the guard over this very run looks at what was written."""
    with TemporaryDirectory() as name:
        yield Path(name)


def run(folder: Path, body: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_leak.py").write_text(f"TOKEN = 'xo' + {SECRET[2:]!r}\n{body}\n", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={folder / 'base'}", *more]
    return subprocess.run(  # noqa: S603  our own words
        [*command, str(folder)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", LEAKS)
def test_a_secret_fails_the_run_and_is_not_printed_by_the_guard(folder: Path, name: str) -> None:
    done = run(folder, LEAKS[name])

    assert done.returncode == 1
    assert "A secret was written." in done.stdout
    assert [line for line in done.stdout.splitlines() if "xoxb-A0J…" in line] != []


@pytest.mark.parametrize("name", ["a_record", "a_log_file"])
def test_a_secret_of_one_worker_among_several_fails_the_run(folder: Path, name: str) -> None:
    done = run(folder, LEAKS[name], "-p", "xdist", "-n", "2")

    assert done.returncode == 1
    assert "A secret was written." in done.stdout


@pytest.mark.parametrize("name", QUIET)
def test_what_was_not_written_fails_nothing(folder: Path, name: str) -> None:
    done = run(folder, QUIET[name])

    assert (done.returncode, "A secret" in done.stdout) == (0, False)

"""What lies where: the top level, the first line of modules, the lock file, and nothing of somebody's own machine."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.unit.project.files import ROOT, text, tracked, walked

TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "bot",
    "docs",
    "handlers",
    "locales",
    "manifest.yml",
    "pyproject.toml",
    "requirements.lock",
    "tests",
}

# Homes and folders of one machine, and files that an editor or a person leaves behind. Put together here, so
# that this file does not hold what it looks for.
SOMEBODYS = re.compile(
    "|".join(["/" + "root/", "/" + "work/", "/" + "home/[a-z]", "/" + "Users/[A-Za-z]", r"C:\\+" + "Users"])
)
LEFT_BEHIND = re.compile(r"(~|\.swp|\.orig|\.rej|\.bak|\.pyc|\.DS_Store|\.sqlite3|\.env)$")
TOOLS = re.compile(r"\b" + "far" + r"m-[a-z]+\b|\b" + "is" + r"sues (?:show|list|close)\b|\b" + "dupli" + "cates --")
INDEXES = re.compile("py" + r"pi\.org|" + "python" + r"hosted\.org|" + r"--(?:extra-)?index" + "-url", re.IGNORECASE)

MODULES = sorted(str(path) for path in tracked() if path.suffix == ".py" and path.parts[0] in {"bot", "handlers"})
PROJECT = tomllib.loads(text("pyproject.toml"))
LOCK = text("requirements.lock")


def words(path: Path) -> str:
    return (ROOT / path).read_bytes().decode("utf-8", errors="replace")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> set[str]:
    """The names of all packages that pyproject.toml asks for."""
    project = PROJECT["project"]
    lines = [*project["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    for extra in project["optional-dependencies"].values():
        lines += extra
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in lines}  # type: ignore[index]  # each begins with a name


def test_top_level_holds_what_it_should() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("module", MODULES)
def test_module_opens_with_a_sentence(module: str) -> None:
    tree = ast.parse(text(module))
    docstring = ast.get_docstring(tree)

    assert docstring, f"{module} does not say what it is for"
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ":"))


def test_a_machine_without_git_finds_the_same_files() -> None:
    assert set(tracked()) - set(walked()) == set()


def test_nothing_is_left_behind() -> None:
    assert [str(path) for path in tracked() if LEFT_BEHIND.search(path.name)] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert [str(path) for path in tracked() if SOMEBODYS.search(words(path))] == []


def test_no_file_names_a_tool_of_somebodys_machine() -> None:
    assert [str(path) for path in tracked() if TOOLS.search(words(path))] == []


def test_no_file_names_a_package_index() -> None:
    makefile = {Path("Makefile")}  # it tells the resolver to name none

    assert [str(path) for path in tracked() if path not in makefile and INDEXES.search(words(path))] == []


def test_slacks_schema_is_not_copied() -> None:
    assert [str(path) for path in tracked() if "manifest.schema" in path.name] == []


def test_lock_file_pins_every_package_that_is_asked_for() -> None:
    pinned = {normal(name) for name in re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", LOCK, re.MULTILINE)}

    assert wanted() - pinned == set()


def test_every_pin_carries_hashes() -> None:
    blocks = re.split(r"\n(?=[\w])", LOCK.strip())

    pins = [block for block in blocks if not block.startswith("#")]
    assert [block.split()[0] for block in pins if not re.match(r"[\w.-]+(\[[\w,]+\])?==", block)] == []
    assert [block.split()[0] for block in pins if "--hash=sha256:" not in block] == []


def test_versions_of_python_are_declared() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.14"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py311"
    assert PROJECT["tool"]["mypy"]["python_version"] == "3.11"


def test_ci_runs_what_contributing_says() -> None:
    script = text(".ci/run")

    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert re.search(r"^make check test\b", script, re.MULTILINE)
    assert "export CI=true" in script
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0  # noqa: S603, S607  our own script, bash as found on the path

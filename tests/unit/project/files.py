"""The repository as its own tests read it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project, relative to the root: what git knows, or without git what it would not ignore."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return tuple(walked())
    # whoever checked the project out need not be who tests it
    command = [git, "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603  our own words
    names = (name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in map(Path, names) if (ROOT / path).is_file())


def walked() -> Iterator[Path]:
    """Every file below the root that .gitignore does not name."""
    ignored = [line.strip().strip("/") for line in text(".gitignore").splitlines() if line.strip()] + [".git"]

    def kept(name: str) -> bool:
        return not any(fnmatch(name, pattern) for pattern in ignored)

    for folder, folders, names in os.walk(ROOT):
        folders[:] = filter(kept, folders)
        yield from (Path(folder, name).relative_to(ROOT) for name in names if kept(name))


def manifest() -> dict[str, Any]:
    content = yaml.safe_load(text("manifest.yml"))
    assert isinstance(content, dict)
    return content

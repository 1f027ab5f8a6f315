"""The repository as its own tests read it."""

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607  git as found on the path
    names = (name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in map(Path, names) if (ROOT / path).is_file())


def manifest() -> dict[str, Any]:
    content = yaml.safe_load(text("manifest.yml"))
    assert isinstance(content, dict)
    return content

"""What all tests share."""

import os

import pytest

from tests.compiled import keep_compiled
from tests.in_memory import memory, quick_path
from tests.leaks import files_of_processes, keep_watch
from tests.stores import filled, new_store, postgres, postgres_store, postgres_template, sqlite_template

__all__ = [
    "files_of_processes",
    "filled",
    "memory",
    "new_store",
    "postgres",
    "postgres_store",
    "postgres_template",
    "quick_path",
    "sqlite_template",
]  # fixtures

LONG = ("slow", "timeout")  # what a test that takes its time is marked with
FOR_TESTS = {"JORDBRO_SHOTS", "JORDBRO_CHROMIUM", "JORDBRO_MANIFEST_SCHEMA"}


def pytest_configure(config: pytest.Config) -> None:
    """A message that nobody expects must not come from a developer's own environment, and no secret may go into one."""
    keep_watch(config)
    keep_compiled()
    for name in list(os.environ):
        if name.startswith(("SLACK_", "JORDBRO_", "DATABASE_URL")) and name not in FOR_TESTS:
            del os.environ[name]


@pytest.hookimpl(trylast=True)  # the order of the others stays by chance
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones begin first: at the end no worker waits for another's."""
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in LONG))

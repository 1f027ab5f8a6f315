"""What all tests share."""

import os

import pytest

from tests.leaks import files_of_processes, keep_watch

__all__ = ["files_of_processes"]  # a fixture

FOR_TESTS = {"JORDBRO_SHOTS", "JORDBRO_CHROMIUM", "JORDBRO_MANIFEST_SCHEMA"}


def pytest_configure(config: pytest.Config) -> None:
    """A message that nobody expects must not come from a developer's own environment, and no secret may go into one."""
    keep_watch(config)
    for name in list(os.environ):
        if name.startswith(("SLACK_", "JORDBRO_", "DATABASE_URL")) and name not in FOR_TESTS:
            del os.environ[name]

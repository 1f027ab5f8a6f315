"""What all tests share."""

import os

FOR_TESTS = {"JORDBRO_SHOTS", "JORDBRO_CHROMIUM", "JORDBRO_MANIFEST_SCHEMA"}


def pytest_configure() -> None:
    """A message that nobody expects must not come from a developer's own environment."""
    for name in list(os.environ):
        if name.startswith(("SLACK_", "JORDBRO_", "DATABASE_URL")) and name not in FOR_TESTS:
            del os.environ[name]

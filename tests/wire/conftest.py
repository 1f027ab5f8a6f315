"""The PostgreSQL server of the integration tests, and one workspace for each test."""

from collections.abc import Iterator

import pytest

from bot.workspace.driver import LocalWorkspace
from tests.integration.conftest import postgres, postgres_template, sqlite_template

__all__ = ["postgres", "postgres_template", "sqlite_template"]


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        made.ws.deliveries.retry_delays = ()  # tests say themselves when Slack repeats
        yield made

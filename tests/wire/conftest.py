"""One workspace for each test."""

from collections.abc import Iterator

import pytest

from bot.workspace.driver import LocalWorkspace


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        made.ws.deliveries.retry_delays = ()  # tests say themselves when Slack repeats
        yield made

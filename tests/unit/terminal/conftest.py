"""What tests of the terminal share: a workspace whose app may do what the manifest asks for, and an empty store."""

from collections.abc import Iterator

import pytest

from bot.slack.scopes import SCOPES
from bot.workspace.driver import LocalWorkspace


@pytest.fixture(scope="module")
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        for installation in made.app.installations.values():
            installation.scopes = tuple(SCOPES)
        yield made


@pytest.fixture
def store(new_store: str) -> str:
    return new_store

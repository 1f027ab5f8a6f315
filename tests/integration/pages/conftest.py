"""What all tests of our pages have: the catalogues, and a record that people stand in every relation to."""

import pytest

from bot import i18n
from bot.store.database import Database
from tests.integration.pages.visiting import Pages, made_pages


@pytest.fixture(autouse=True)
def _catalogues() -> None:
    i18n.load()


@pytest.fixture
def pages(db: Database) -> Pages:
    return made_pages(db)

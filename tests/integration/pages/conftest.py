"""What all tests of our pages have: the catalogues, and a record that people stand in every relation to."""

import pytest

from bot import i18n
from tests.integration.conftest import Copied
from tests.integration.pages.visiting import Pages, made_pages


@pytest.fixture(autouse=True)
def _catalogues() -> None:
    i18n.load()


@pytest.fixture
def pages(copied: Copied) -> Pages:
    db, found = copied(made_pages)
    return found._replace(db=db)

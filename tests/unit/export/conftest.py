"""Sentences for every test of files."""

import pytest

from bot import i18n


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    i18n.load()

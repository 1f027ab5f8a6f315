"""The project's own termbase, built once."""

from importlib import resources

import pytest

from bot.domain.termbase import Termbase, load_termbase


@pytest.fixture(scope="session")
def termbase() -> Termbase:
    data = resources.files("bot.data") / "termbase.csv"
    return Termbase(load_termbase(data.read_text(encoding="utf-8")))

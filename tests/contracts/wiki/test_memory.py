"""The wiki in memory keeps the contract that real ones keep."""

import pytest

from bot.domain.wiki import Publisher, RemotePage
from tests.contracts.wiki.contract import PublisherContract
from tests.contracts.wiki.memory import MemoryWiki


class MemoryHouse:
    def __init__(self) -> None:
        self.wiki = MemoryWiki()

    @property
    def publisher(self) -> Publisher:
        return self.wiki

    @property
    def locked_out(self) -> Publisher:
        return MemoryWiki(given="forkert")

    @property
    def away(self) -> Publisher:
        return MemoryWiki(away=True)

    def title(self, name: str) -> str:
        return name

    def edits(self, page: RemotePage, text: str) -> None:
        self.wiki.edits(page.title, text)

    def deletes(self, page: RemotePage) -> None:
        self.wiki.deletes(page.title)

    def moves(self, page: RemotePage, name: str) -> str:
        self.wiki.moves(page.title, name)
        return name

    def writes(self, name: str, text: str) -> str:
        return self.wiki.writes(name, text).title


@pytest.fixture
def house() -> MemoryHouse:
    return MemoryHouse()


class TestMemoryWiki(PublisherContract):
    """The contract, in memory."""

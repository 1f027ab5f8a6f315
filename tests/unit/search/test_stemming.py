"""Stems are those of the word, whoever else asks for some at the same moment."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from bot.domain.stemming import snowball

WORDS = [
    "".join(parts)
    for parts in product(
        ("jord", "grund", "vand", "virksom", "forurening"), ("", "s", "planlægning", "hed"), ("en", "ernes", "er", "et")
    )
]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_threads_that_stem_at_once_get_the_stems_of_their_own_words() -> None:
    alone = [snowball(word, "danish") for word in WORDS]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: [snowball(word, "danish") for word in WORDS * 10], range(4)))

    assert together == [alone * 10] * 4

"""What ships with the bot: the termbase, the sample notes and their reviewed translations."""

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple, cast

from bot.domain.language import Language
from bot.domain.termbase import Termbase, load_termbase


class Pair(NamedTuple):
    """A text and its reviewed translation."""

    source_language: Language
    target_language: Language
    source: str
    target: str


@lru_cache(maxsize=1)
def termbase() -> Termbase:
    """The termbase that ships with the bot."""
    return Termbase(load_termbase(read("termbase.csv")))


def memory() -> Iterator[Pair]:
    """The translations of the samples, written and reviewed by people."""
    for row in csv.DictReader(io.StringIO(read("memory.csv"))):
        languages = cast("tuple[Language, Language]", (row["source_language"], row["target_language"]))
        yield Pair(*languages, row["source"], row["target"])


def sample(name: str) -> str:
    """A sample note or report by its file name."""
    return read(f"samples/{name}")


def read(name: str) -> str:
    """A file that ships with the bot, as text."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")

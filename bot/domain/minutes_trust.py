"""A minutes file that anybody may have written: it cannot say what others have approved, or who they are."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.minutes_file import Element, MinutesFile, Sentence

_OF_REVIEW = frozenset({"by", "at", "held"})


def of_anybody(file: MinutesFile, author: str) -> MinutesFile:
    """The file without what only its space can know.

    Reviewed sentences are a machine's until somebody here reviews them, the note is of whoever brings it, an
    organisation has to be confirmed here, and the letterhead stays that of the space.

    Args:
        file: as it was read.
        author: the name of whoever brings it.
    """
    about = {key: value for key, value in file.about.items() if key not in {"author", "logged_at", "letterhead"}}
    return MinutesFile(file.kind, {**about, "author": author}, tuple(map(_element, file.elements)))


def _element(one: Element) -> Element:
    owners = one.about.get("owners")
    about = {**one.about, "owners": [_owner(owner) for owner in owners]} if isinstance(owners, list) else one.about
    others = {language: tuple(map(_sentence, said)) for language, said in one.others.items()}
    return replace(one, about=about, others=others)


def _owner(said: object) -> object:
    return {**said, "confirmed": False} if isinstance(said, Mapping) else said


def _sentence(one: Sentence) -> Sentence:
    standing: dict[str, Any] = {key: value for key, value in one.standing.items() if key not in _OF_REVIEW}
    if standing.get("state") == "reviewed":
        standing["state"] = "machine"
    return one._replace(standing=standing)

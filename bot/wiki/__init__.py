"""Wikis that a partner already runs: one publisher for each kind (`bot.domain.wiki.Publisher`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.domain.wiki import Publisher, TargetName
from bot.wiki.git import GitPages
from bot.wiki.mediawiki import MediaWiki


@dataclass(frozen=True, slots=True)
class WikiSettings:
    """Where a wiki is, and as whom we come in."""

    address: str
    user: str
    password: str = field(repr=False)


Target = Callable[[WikiSettings], Publisher]
"""Makes a publisher."""

TARGETS: Mapping[TargetName, Target] = {
    "git": lambda given: GitPages(given.address, given.user, given.password),
    "mediawiki": lambda given: MediaWiki(given.address, given.user, given.password),
}

"""Opening a wiki: only below an address that the operator allows, and with a password that our keys open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.domain.publication import Publication
from bot.domain.wiki import Publisher, TargetName, WikiRefused
from bot.domain.wiki_address import is_allowed
from bot.wiki import TARGETS, Target, WikiSettings


@dataclass(frozen=True, slots=True)
class Opening:
    """How wikis are opened.

    Attributes:
        unseal: opens a secret that was sealed for an address; any `ValueError` of its means that no key does.
        allowed: the addresses below which the operator allows to publish.
        targets: what makes a publisher of each kind.
    """

    unseal: Callable[[str, str], str]
    allowed: Sequence[str]
    targets: Mapping[TargetName, Target] = field(default_factory=lambda: TARGETS)

    @contextmanager
    def of(self, publication: Publication) -> Iterator[Publisher]:
        """A wiki, for as long as it is spoken with.

        Raises:
            WikiRefused: the operator does not allow its address any more, or no key opens its password.
        """
        if not is_allowed(publication.address, self.allowed, folders=publication.target == "git"):
            raise WikiRefused("not_allowed")
        try:
            password = self.unseal(publication.address, publication.sealed) if publication.sealed else ""
        except ValueError as problem:
            raise WikiRefused("sealed") from problem
        publisher = self.targets[publication.target](WikiSettings(publication.address, publication.user, password))
        try:
            yield publisher
        finally:
            publisher.close()

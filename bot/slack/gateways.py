"""Which installation speaks: one gateway for each workspace that has the app."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from bot import log
from bot.domain.person import SlackChannel, SlackUser
from bot.slack.gateway import Gateway, Identity, SlackRefused
from bot.slack.vault import Unsealable, Vault
from bot.store import channels, installations
from bot.store.database import Database, DatabaseUnavailable
from bot.store.installations import Installation

logger = log.get(__name__)

FRESH = 5.0  # seconds for which an installation is not looked up again: others may have changed its token meanwhile
AT_HOME = -1  # the version of the installation in the environment: none in the store has it
NOT_INSTALLED = "not_installed"
"""Our own word, beside Slack's, for a workspace that has no installation (any more)."""
SEALED = "token_sealed"
"""Our own word for a token that no key of ours opens."""
GONE = frozenset({NOT_INSTALLED, SEALED, "account_inactive", "token_revoked", "invalid_auth"})
"""Words for an installation by which nothing can be done: another one may."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A gateway, and who we are there."""

    me: Identity
    gateway: Gateway


class Slack(Protocol):
    """Every installation by which we speak."""

    def of(self, team_id: str) -> Speaker:
        """The installation in a workspace. Raises SlackRefused("not_installed") where there is none."""

    def to(self, user: SlackUser) -> Speaker:
        """The installation that writes to a person directly: in their own workspace, else where they meet us.

        Raises SlackRefused("not_installed") where there is none: nobody is written to by that of others.
        """

    def all_to(self, user: SlackUser) -> Sequence[Speaker]:
        """All that may do so, that one first; none where there is none."""

    def us(self) -> frozenset[str]:
        """The ids of our own users, in all workspaces."""

    def forget(self, team_id: str) -> None:
        """Look an installation up again: it has changed."""


class Lone:
    """The one installation whose token stands in the environment."""

    def __init__(self, gateway: Gateway, me: Identity) -> None:
        self._speaker = Speaker(me, gateway)

    def of(self, team_id: str) -> Speaker:
        """That one, whatever the team: everything that reaches us came through it."""
        del team_id
        return self._speaker

    def to(self, user: SlackUser) -> Speaker:
        """That one."""
        del user
        return self._speaker

    def all_to(self, user: SlackUser) -> Sequence[Speaker]:
        """That one."""
        return (self.to(user),)

    def us(self) -> frozenset[str]:
        """The id of our own user."""
        return frozenset({self._speaker.me.user_id})

    def forget(self, team_id: str) -> None:
        """The environment does not change."""


class Gateways:
    """The installations in the store, and the one in the environment where there is one. Safe between threads.

    One in the store is newer than that of the environment in the same workspace, and takes its place.
    """

    def __init__(
        self,
        db: Database,
        vault: Vault,
        base_url: str,
        home: Speaker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._db, self._vault, self._base_url, self._home, self._clock = db, vault, base_url, home, clock
        self._us: tuple[float, frozenset[str]] | None = None
        self._known: dict[str, tuple[float, int, Speaker]] = {}  # team → looked up when, version, speaker
        self._lock = Lock()

    def of(self, team_id: str) -> Speaker:
        """The installation in a workspace.

        Raises:
            SlackRefused: there is none, or it is gone (`not_installed`), or no key of ours opens its token.
        """
        home = self._home if self._home is not None and self._home.me.team_id == team_id else None
        with self._lock:
            known = self._known.get(team_id)
        if known is not None and self._clock() - known[0] < FRESH:
            return known[2]
        try:
            with self._db.read() as tx:
                installation = installations.get(tx, team_id)
            return self._speaker(team_id, installation)
        except DatabaseUnavailable:  # who asks is told that, and by the installation we knew
            if known is not None:
                return known[2]
            if home is None:
                raise
        except SlackRefused:
            if home is None:
                raise
        return self._at_home(home)

    def to(self, user: SlackUser) -> Speaker:
        """The installation that writes to a person directly: in their own workspace, else where they meet us.

        Raises:
            SlackRefused: no installation is left that may.
        """
        speaker = next(self._to(user), None)
        if speaker is None:  # not by that of others, whose administrators could read it
            raise SlackRefused(NOT_INSTALLED)
        return speaker

    def all_to(self, user: SlackUser) -> Sequence[Speaker]:
        """All that may do so, that one first; none where there is none."""
        return tuple(self._to(user))

    def us(self) -> frozenset[str]:
        """The ids of our own users, in all workspaces where the app is or was."""
        if self._us is None or self._clock() - self._us[0] >= FRESH:
            home = {self._home.me.user_id} if self._home is not None else set[str]()
            with self._db.read() as tx:
                self._us = (self._clock(), frozenset({*home, *installations.bot_users(tx)}))
        return self._us[1]

    def forget(self, team_id: str) -> None:
        """Look an installation up again: it has changed."""
        with self._lock:
            self._us = None
            self._known.pop(team_id, None)

    def _to(self, user: SlackUser) -> Iterator[Speaker]:
        with self._db.read() as tx:
            around = channels.teams_around(tx, user.user_id)
        for team_id in dict.fromkeys((user.team_id, *around)):
            with suppress(SlackRefused):
                yield self.of(team_id)

    def _at_home(self, home: Speaker) -> Speaker:
        with self._lock:
            self._known[home.me.team_id] = (self._clock(), AT_HOME, home)
        return home

    def _speaker(self, team_id: str, installation: Installation | None) -> Speaker:
        if installation is None or not installation.is_active or installation.sealed is None:
            self.forget(team_id)
            raise SlackRefused(NOT_INSTALLED)
        with self._lock:
            known = self._known.get(team_id)
        speaker = known[2] if known and known[1] == installation.version else self._opened(installation)
        with self._lock:
            self._known[team_id] = (self._clock(), installation.version, speaker)
        return speaker

    def _opened(self, installation: Installation) -> Speaker:
        try:
            tokens = self._vault.open(installation.sealed or "", installation.team_id)
        except Unsealable as problem:
            logger.warning("no key opens the token of a workspace", team=installation.team_id, why=str(problem))
            raise SlackRefused(SEALED) from problem
        me = Identity(installation.team_id, installation.bot_user_id, installation.bot_id, installation.address)
        return Speaker(me, Gateway(tokens.access, self._base_url))


def home_of(gateway: Gateway) -> Speaker:
    """The installation of a token: Slack is asked once who we are.

    Raises:
        SlackError: Slack does not know the token, or cannot be reached.
    """
    return Speaker(gateway.who_am_i(), gateway)


def speaker_in(slack: Slack, names: tuple[SlackChannel, ...]) -> tuple[Speaker, SlackChannel]:
    """The first installation that still works among those that are in a channel, with its name for the channel.

    Raises:
        SlackRefused: none does.
    """
    for name in names:
        try:
            return slack.of(name.team_id), name
        except SlackRefused:
            continue
    raise SlackRefused(NOT_INSTALLED)

"""What a job gets to work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.domain.wiki import TargetName
from bot.engines.chain import Chain
from bot.engines.prose import ProseServer
from bot.slack.gateways import Slack
from bot.slack.oauth_app import OAuthApp
from bot.slack.vault import Vault
from bot.store.database import Database
from bot.traffic import Traffic
from bot.wiki import TARGETS, Target

Args = Mapping[str, Any]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class JobParts:
    """The store, Slack, the engines and the time; `job_id` names the work itself."""

    db: Database
    slack: Slack
    chain: Chain
    clock: Clock
    job_id: int = 0
    asked_at: datetime | None = None  # when the work was asked for
    prose: ProseServer | None = None  # where one is set up
    pictures: bool = True  # whether the full digest carries one
    public_url: str = ""  # where people's programs reach us; "" where they cannot
    pages_url: str = ""  # where people reach our pages; "" where they cannot
    oauth: OAuthApp | None = None  # where the app can be installed in several workspaces
    audit_months: int = 60  # how long it stays written down who read and changed what
    report_template: Path | None = None  # a folder with templates for Word, or one template
    vault: Vault = field(default_factory=lambda: Vault(()))  # opens the passwords of wikis
    wikis: tuple[str, ...] = ()  # addresses below which spaces may be published
    targets: Mapping[TargetName, Target] = field(default_factory=lambda: TARGETS)
    traffic: Traffic = field(default_factory=Traffic)  # whoever waits for an answer goes first
    pulse: float = 30.0  # seconds between two signs of life of a job that takes long: well below its lease

    def once(self, what: str) -> str:
        """The name of a message of this job: the same at every attempt.

        The time is part of it: a store restored from a backup gives ids again that were given before.
        """
        return once_for(f"{what}:{self.job_id}", self.asked_at)


def once_for(what: str, made_at: datetime | None) -> str:
    """The name, a UUID, of a message about something made at a time: Slack posts it once."""
    return str(uuid5(NAMESPACE_URL, f"jordbro:{what}:{made_at.isoformat() if made_at else ''}"))


class Later(Exception):  # noqa: N818  it is an answer
    """The job cannot be done now; try again, after so many seconds if somebody said how many."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.after = reason, after

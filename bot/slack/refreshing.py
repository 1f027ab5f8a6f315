"""New tokens before the old ones end; of several processes that see the same time exactly one asks Slack.

A refresh token is good once. Whoever asks holds the installation first, and the answer goes into the store by
comparing its version: a new installation or other keys meanwhile are never overwritten.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bot import log
from bot.slack.gateway import SlackLater, SlackRefused
from bot.slack.oauth_app import OAuthApp, Renewed
from bot.slack.vault import Unsealable
from bot.store import installations
from bot.store.database import Database, DatabaseUnavailable
from bot.store.installations import Installation

logger = log.get(__name__)

AHEAD = timedelta(hours=2)  # Slack's tokens last twelve
LEASE = timedelta(minutes=10)  # for the one who asks; so long nobody asks again, either, where Slack refused
TRIES = 20  # to write down what cannot be had a second time
PAUSE = 3.0  # seconds between them


def refresh(
    db: Database,
    app: OAuthApp,
    installation: Installation,
    now: datetime,
    *,
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Put new tokens in the place of those of an installation. False where another process does so, or Slack refused.

    Raises:
        SlackLater: Slack could not be asked; the tokens are as they were.
        DatabaseUnavailable: the store cannot be reached.
    """
    with db.write() as tx:
        if not installations.hold(tx, installation, now, LEASE):
            return False
    try:
        renewed = app.renewed(app.vault.open(installation.sealed or "", installation.team_id))
    except SlackLater:
        with db.write() as tx:
            installations.let_go(tx, installation)
        raise
    except (SlackRefused, Unsealable) as problem:
        logger.error("a token could not be renewed", team=installation.team_id, why=str(problem))  # noqa: TRY400  no token
        return False
    return _kept(db, app, installation, renewed, now, pause)


def _kept(
    db: Database,
    app: OAuthApp,
    installation: Installation,
    renewed: Renewed,
    now: datetime,
    pause: Callable[[float], None],
) -> bool:
    sealed = app.vault.seal(renewed.tokens)
    expires_at = now + renewed.lasts if renewed.lasts else None
    for attempt in range(TRIES):
        if attempt:
            pause(PAUSE)
        try:
            with db.write() as tx:
                return installations.set_sealed(tx, installation, sealed, now, expires_at=expires_at)
        except DatabaseUnavailable:
            continue
    logger.error("new tokens could not be written down: install again", team=installation.team_id)
    raise DatabaseUnavailable("new tokens are lost")

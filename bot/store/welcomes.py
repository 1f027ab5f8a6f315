"""The card in a channel that says how everything is done: one for each channel, whether it has a space or not."""

from typing import NamedTuple

from bot.domain.person import SlackChannel
from bot.store.database import Tx
from bot.store.tables import WelcomeRow


class Welcome(NamedTuple):
    """The card of a channel: who posts it, and its ts, "" until it is there."""

    team_id: str
    ts: str


def get(tx: Tx, slack_id: str) -> Welcome | None:
    """The card of a channel."""
    row = tx.get(WelcomeRow, slack_id)
    return Welcome(row.team_id, row.ts) if row else None


def put(tx: Tx, slack: SlackChannel, ts: str = "") -> None:
    """An installation posts the card of a channel, or has posted it."""
    row = tx.get(WelcomeRow, slack.channel_id) or WelcomeRow(slack_id=slack.channel_id)
    row.team_id, row.ts = slack.team_id, ts
    tx.add(row)
    tx.flush()


def move(tx: Tx, old: SlackChannel, new: SlackChannel) -> None:
    """The channel of an installation's card has another id; where that has a card, it is the one."""
    row = tx.get(WelcomeRow, old.channel_id)
    if row is None or row.team_id != old.team_id:
        return
    if tx.get(WelcomeRow, new.channel_id) is None:
        tx.add(WelcomeRow(slack_id=new.channel_id, team_id=row.team_id, ts=row.ts))
    tx.delete(row)
    tx.flush()

"""A channel that stops to speak of a space, or that turns out to be one with another."""

from sqlalchemy import delete, select, update

from bot.store import waiting
from bot.store.database import Tx
from bot.store.tables import ChannelNameRow, ChannelRow, DigestRow, MemberRow, NoteRow


def remove(tx: Tx, channel_id: int) -> None:
    """The channel speaks of no space any more: its cards stay as they are there, and are never brought up to date.

    Nor do the names that wait for it: whoever took it out did not mean that it comes back with an installation.
    """
    for one in (channel_id, *waiting.of(tx, channel_id)):
        _remove(tx, one)


def _remove(tx: Tx, channel_id: int) -> None:
    cards = update(NoteRow).where(NoteRow.card_channel_id == channel_id)
    tx.execute(cards.values(card_channel_id=None, card_ts=None))
    tx.execute(delete(ChannelNameRow).where(ChannelNameRow.channel_id == channel_id))
    _clear(tx, channel_id)


def merge(tx: Tx, kept_id: int, gone_id: int) -> None:
    """Two bindings are of one channel: the kept one gets the names and the cards of the other.

    Whose digest it sends is said by the kept one; who is in it is asked anew.
    """
    cards = update(NoteRow).where(NoteRow.card_channel_id == gone_id)
    tx.execute(cards.values(card_channel_id=kept_id))
    for name in tx.scalars(select(ChannelNameRow).where(ChannelNameRow.channel_id == gone_id)).all():
        name.channel_id = kept_id
    tx.flush()
    _clear(tx, gone_id)


def _clear(tx: Tx, channel_id: int) -> None:
    tx.execute(delete(MemberRow).where(MemberRow.channel_id == channel_id))
    tx.execute(delete(DigestRow).where(DigestRow.channel_id == channel_id))
    tx.execute(delete(ChannelRow).where(ChannelRow.id == channel_id))
    tx.expire_all()

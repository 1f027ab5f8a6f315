"""Who is in a channel of a space at this moment, as a condition of a query."""

from typing import Any

from sqlalchemy import exists

from bot.store.tables import ChannelRow, MemberRow


def sees(person: Any, space: Any) -> Any:  # noqa: ANN401  two columns, or values, and a condition
    """Whether a person may see a space: who has left all its channels hears nothing more of it."""
    there = (MemberRow.channel_id == ChannelRow.id, MemberRow.person_id == person, ChannelRow.space_id == space)
    return exists().where(*there).correlate_except(MemberRow, ChannelRow)

"""A store with many open items in many spaces, written row by row as the bot would have."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import (
    ActionRow,
    Base,
    ChannelNameRow,
    ChannelRow,
    HistoryRow,
    ItemRow,
    MeetingRow,
    MemberRow,
    NoteRow,
    OrganisationRow,
    PersonRow,
    SpaceRow,
    TextRow,
    TranslationRow,
)
from bot.workspace.driver import LocalWorkspace

NOW = datetime(2017, 1, 10, 8, 0, tzinfo=UTC)
PER_NOTE = 10
TEAM, USER = "T0REGION", "U0METTE"


def seed(url: str, workspace: LocalWorkspace, spaces: int, items: int) -> None:
    """Fill an empty store; the first space is the one of the workspace's shared channel, whose reader asks."""
    seed_spaces(url, spaces, items, workspace.world.channel_named("jord-jiangsu").id)


def seed_spaces(url: str, spaces: int, items: int, channel: str = "C00000001") -> None:
    """Fill an empty store with so many spaces, each spoken of in one channel, the first in `channel`."""
    db = Database(url)
    migrate(db)
    rows = _rows(spaces, items, channel)
    with db.write() as tx:
        for table, values in rows.items():
            for start in range(0, len(values), 5000):
                tx.execute(insert(table), values[start : start + 5000])
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    db.close()


def _rows(spaces: int, items: int, channel: str) -> dict[type[Base], list[dict[str, object]]]:
    rows: dict[type[Base], list[dict[str, object]]] = {
        table: []
        for table in (
            PersonRow, SpaceRow, ChannelRow, ChannelNameRow, MemberRow, OrganisationRow, TextRow, TranslationRow,
            MeetingRow, NoteRow, ItemRow, ActionRow, HistoryRow,
        )
    }  # fmt: skip
    rows[PersonRow].append({"id": 1, "team_id": TEAM, "user_id": USER, "name": "Mette Holm", "named": True,
                            "language": "da", "asked": True, "zone": "Europe/Copenhagen"})  # fmt: skip
    per_space = items // spaces
    for space in range(1, spaces + 1):
        _space(rows, space, channel if space == 1 else f"C{space:08}", -(-per_space // PER_NOTE))
        for index in range(per_space):
            _item(rows, space, (space - 1) * per_space + index + 1, index)
    return rows


def _space(rows: dict[type[Base], list[dict[str, object]]], space: int, channel: str, notes: int) -> None:
    rows[SpaceRow].append(
        {"id": space, "name": f"Space {space}", "languages": "da,zh", "notes_made": notes, "created_at": NOW}
    )
    told = datetime.now(UTC)  # when Slack said who is in it: long ago is as good as never
    rows[ChannelRow].append({"id": space, "space_id": space, "team_id": TEAM, "channel_id": channel, "bound_at": NOW,
                             "members_at": told})  # fmt: skip
    rows[ChannelNameRow].append({"channel_id": space, "team_id": TEAM, "slack_id": channel})
    rows[OrganisationRow].append(
        {"id": space, "space_id": space, "name": "CLEAN", "name_zh": "CLEAN", "confirmed": True}
    )
    if space == 1:
        rows[MemberRow].append({"channel_id": 1, "person_id": 1})


def _item(rows: dict[type[Base], list[dict[str, object]]], space: int, item: int, index: int) -> None:
    note = (item - 1) // PER_NOTE + 1
    if index % PER_NOTE == 0:
        rows[TextRow].append({"id": 10_000_000 + note, "space_id": space, "language": "da", "content": f"Møde {note}"})
        rows[MeetingRow].append({"id": note, "space_id": space, "held_on": NOW.date(), "title_id": 10_000_000 + note})
        rows[NoteRow].append({"id": note, "space_id": space, "meeting_id": note, "number": index // PER_NOTE + 1,
                              "version": 1, "language": "da", "head": "", "body": "", "author": "Mette Holm",
                              "author_id": 1, "source_key": f"seed:{note}", "created_at": NOW})  # fmt: skip
    text = f"CLEAN sender oversigt {item} over danske jordvirksomheder til JEPD"
    due = date(2017, 2, 1) + timedelta(days=index * 3 % 300)
    rows[TextRow].append({"id": item, "space_id": space, "language": "da", "content": text})
    rows[TranslationRow].append({"text_id": item, "language": "zh", "content": f"CLEAN向省厅提供第{item}份名录",
                                 "state": "reviewed", "changed_at": NOW})  # fmt: skip
    rows[ItemRow].append({"id": item, "note_id": note, "position": index % PER_NOTE,
                          "number": str(index % PER_NOTE + 1), "kind": "action", "text_id": item})  # fmt: skip
    rows[ActionRow].append({"item_id": item, "space_id": space, "version": 1, "status": "open", "expected": False,
                            "organisation_id": space, "due_said": "frist", "due_start": None, "due_end": due,
                            "due_precision": "day", "due_certain": True, "due_order": due,
                            "owner_order": "CLEAN"})  # fmt: skip
    rows[HistoryRow].append({"item_id": item, "space_id": space, "at": NOW + timedelta(hours=index * 15 % 1500),
                             "change": "created", "before": {}, "after": {}, "version": 1,
                             "undone": False})  # fmt: skip

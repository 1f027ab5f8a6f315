"""More notes than a search looks at for a page: copies of one that was logged, found and read like any other."""

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import ActionRow, ItemRow, NoteRow, SpaceRow

_OWN = frozenset({"id", "number", "source_key"})


def copy_newest(db: Database, count: int) -> None:
    """Log the newest note so many times again: the same words, as notes of their own."""
    with db.write() as tx:
        note = tx.scalars(select(NoteRow).order_by(NoteRow.id.desc()).limit(1)).one()
        items = tx.scalars(select(ItemRow).where(ItemRow.note_id == note.id)).all()
        space = tx.get_one(SpaceRow, note.space_id)
        made = [
            NoteRow(number=space.notes_made + at, source_key=f"copy:{note.id}:{at}", **_values(note, _OWN))
            for at in range(1, count + 1)
        ]
        space.notes_made += count
        tx.add_all(made)
        tx.flush()
        for item in items:
            copied = [ItemRow(note_id=one.id, **_values(item, {"id", "note_id"})) for one in made]
            tx.add_all(copied)
            tx.flush()
            action = tx.get(ActionRow, item.id)
            if action is not None:
                tx.add_all(ActionRow(item_id=one.id, **_values(action, {"item_id"})) for one in copied)


def _values(row: NoteRow | ItemRow | ActionRow, without: frozenset[str] | set[str]) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in without}

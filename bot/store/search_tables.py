"""The full-text index over `search`, and the triggers that note down what of the record has changed.

They are no tables of ours: they are made anew wherever they are missing, after every migration and restore, and no
backup has them. Whatever writes to the record, in whichever way, leaves a row in `search_changes`.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, inspect, text

NAME = "search_index"
LEXEMES = "array_to_tsvector(array_remove(string_to_array(translate(lines, E'\\n', ' '), ' '), ''))"
"""What PostgreSQL's index is over: the tokens as they are."""


class _Watched(NamedTuple):
    """A table whose changes matter: what is changed by a row, in which column its key stands, which columns count."""

    kind: str
    key: str
    columns: tuple[str, ...]
    born: bool = True  # whether a new row changes something
    when: str = ""  # only rows that are so


_ITEM = ("note_id", "position", "number", "kind", "text_id", "removed_at")
_ACTION = ("status", "organisation_id", "owner_said", "due_start", "due_end")
_WATCHED: Mapping[str, _Watched] = {
    "notes": _Watched("notes", "id", ("space_id", "meeting_id", "number", "created_at")),
    "meetings": _Watched(
        "meetings", "id", ("trip_id", "held_on", "title_id", "place_id", "purpose_id", "participants_id"), born=False
    ),
    "texts": _Watched("texts", "id", ("content", "language"), born=False),
    "translations": _Watched("texts", "text_id", ("content",), when="{row}.content IS NOT NULL"),
    "items": _Watched("notes", "note_id", _ITEM),
    "actions": _Watched("items", "item_id", _ACTION),
    "action_owners": _Watched("items", "item_id", ("organisation_id", "said")),
    "history": _Watched("items", "item_id", ("text_id", "undone"), when="{row}.text_id IS NOT NULL"),
    "organisations": _Watched("organisations", "id", ("name", "name_zh", "name_en"), born=False),
    "trips": _Watched("trips", "id", ("title_id",), born=False),
}


def prepare(connection: Connection) -> None:
    """Make the index and the triggers that are missing, where the store has the tables for them.

    On PostgreSQL nothing is done where they are as they should be: to replace a trigger, a table is locked.
    """
    if not {"search", "search_changes"} <= set(inspect(connection).get_table_names()):
        return
    if connection.dialect.name == "sqlite":
        for statement in _sqlite():
            connection.execute(text(statement))
        return
    made = sha256("\n".join(_postgresql()).encode()).hexdigest()
    if connection.scalar(text("SELECT obj_description(to_regclass(:name), 'pg_class')"), {"name": NAME}) == made:
        return
    for statement in (*_postgresql(), f"COMMENT ON INDEX {NAME} IS '{made}'"):
        connection.execute(text(statement))


def drop(connection: Connection) -> None:
    """Remove them all: before many rows are written at once, and with the tables."""
    embedded = connection.dialect.name == "sqlite"
    for table in _WATCHED:
        for event in ("insert", "update", "delete"):
            trigger = f"search_{table}_{event}"
            connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}" + ("" if embedded else f" ON {table}")))
    if not embedded:
        for key in sorted({watched.key for watched in _WATCHED.values()}):
            connection.execute(text(f"DROP FUNCTION IF EXISTS search_changed_{key}()"))
        connection.execute(text(f"DROP INDEX IF EXISTS {NAME}"))
        return
    for event in ("insert", "update", "delete"):
        connection.execute(text(f"DROP TRIGGER IF EXISTS search_index_{event}"))
    connection.execute(text(f"DROP TABLE IF EXISTS {NAME}"))


def empty(connection: Connection) -> None:
    """Forget everything that was found out, so that it is made anew."""
    connection.execute(text("DELETE FROM search_changes"))
    connection.execute(text("DELETE FROM search"))


def _sqlite() -> Iterator[str]:
    """FTS5 over the lines, which keeps no copy of them and no places of tokens (https://sqlite.org/fts5.html)."""
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5(lines, content='search', content_rowid='note_id',"
        " detail='none', columnsize=0, tokenize=\"ascii tokenchars '.'\")"
    )
    gone = f"INSERT INTO {NAME}({NAME}, rowid, lines) VALUES ('delete', OLD.note_id, OLD.lines);"  # noqa: S608  # nosec B608 # names of ours
    come = f"INSERT INTO {NAME}(rowid, lines) VALUES (NEW.note_id, NEW.lines);"  # noqa: S608  # nosec B608 # names of ours
    parts = {"insert": come, "update": f"{gone} {come}", "delete": gone}
    for event, done in parts.items():
        of = " OF lines" if event == "update" else ""
        yield f"CREATE TRIGGER IF NOT EXISTS search_index_{event} AFTER {event}{of} ON search BEGIN {done} END"
    for table, watched in _WATCHED.items():
        for event, row in _events(watched):
            of = f" OF {', '.join(watched.columns)}" if event == "update" else ""
            noted = f"INSERT INTO search_changes (kind, key) VALUES ('{watched.kind}', {row}.{watched.key});"  # noqa: S608  # nosec B608 # names of ours
            yield (
                f"CREATE TRIGGER IF NOT EXISTS search_{table}_{event} AFTER {event}{of} ON {table}"
                f"{_condition(watched, row)} BEGIN {noted} END"
            )


def _postgresql() -> Iterator[str]:
    """An index of lexemes that is written at once: what waits to be sorted in is read through by every query."""
    yield f"CREATE INDEX IF NOT EXISTS {NAME} ON search USING gin (({LEXEMES})) WITH (fastupdate = off)"
    for key in sorted({watched.key for watched in _WATCHED.values()}):
        noted = "INSERT INTO search_changes (kind, key) VALUES (TG_ARGV[0], {row}.{key});"
        yield (
            f"CREATE OR REPLACE FUNCTION search_changed_{key}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF TG_OP = 'DELETE' THEN {noted.format(row='OLD', key=key)}"
            f" ELSE {noted.format(row='NEW', key=key)} END IF; RETURN NULL; END $$"
        )
    for table, watched in _WATCHED.items():
        for event, row in _events(watched):
            of = f" OF {', '.join(watched.columns)}" if event == "update" else ""
            yield (
                f"CREATE OR REPLACE TRIGGER search_{table}_{event} AFTER {event}{of} ON {table} FOR EACH ROW"
                f"{_condition(watched, row)} EXECUTE FUNCTION search_changed_{watched.key}('{watched.kind}')"
            )


def _events(watched: _Watched) -> Iterator[tuple[str, str]]:
    if watched.born:
        yield "insert", "NEW"
    yield "update", "NEW"
    yield "delete", "OLD"


def _condition(watched: _Watched, row: str) -> str:
    return f" WHEN ({watched.when.format(row=row)})" if watched.when else ""

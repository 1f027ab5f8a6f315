"""The tables a store has at a revision, the same for both databases, and the kind of value each column holds.

They are found out by running the migrations on an empty store in memory: whatever a revision adds is in a backup
without anybody writing it down a second time.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Enum,
    Float,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    create_engine,
    inspect,
)
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import sort_tables_and_constraints
from sqlalchemy.types import TypeEngine

from bot.store.backup_lines import Kind
from bot.store.migrate import _config
from bot.store.tables import NOT_BACKED_UP, UtcDateTime

_ALEMBICS = "alembic_version"

# Enum and Uuid would pass for strings and are none on PostgreSQL.
_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (JSON, "json"),
    (DateTime, "instant"),
    (UtcDateTime, "instant"),
    (Date, "date"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "number"),
    (LargeBinary, "bytes"),
    (String, "text"),
)
_TYPES: Mapping[Kind, TypeEngine[Any]] = {
    "json": JSON(none_as_null=True),
    "instant": UtcDateTime(),
    "date": Date(),
    "boolean": Boolean(),
    "integer": BigInteger(),
    "number": Float(53),
    "bytes": LargeBinary(),
    "text": Text(),
}


@cache  # the files are those of this version
def revisions() -> tuple[str, ...]:
    """Every revision this version knows, the first one first."""
    known = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in known]))


def revision_of(connection: Connection) -> str | None:
    """The revision of a store; None where no migration ever ran."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection, revision: str) -> None:
    """Run the migrations up to a revision, in the transaction that is open, which stays open."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@cache
def tables_of(revision: str) -> tuple[Table, ...]:
    """All tables of a revision, each after those it cannot be without; types are those of no database in particular.

    Raises:
        TypeError: a column holds something for which a backup has no form.
    """
    engine, found = create_engine("sqlite://", poolclass=StaticPool), MetaData()
    with engine.begin() as connection:
        upgrade(connection, revision)
        found.reflect(connection)
    engine.dispose()
    for name in (_ALEMBICS, *NOT_BACKED_UP):
        if name in found.tables:
            found.remove(found.tables[name])
    return tuple(map(_general, _in_order(found)))


@cache
def ever_known() -> frozenset[str]:
    """The names of the tables of every revision."""
    engine, found = create_engine("sqlite://", poolclass=StaticPool), set[str]()
    with engine.begin() as connection:
        for revision in revisions():
            upgrade(connection, revision)
            found.update(inspect(connection).get_table_names())
    engine.dispose()
    return frozenset(found) - {_ALEMBICS, *NOT_BACKED_UP}


def _in_order(found: MetaData) -> list[Table]:
    """Each table after those it cannot be without; a key that may be NULL counts for nothing, so there is no circle."""

    def may_wait(key: ForeignKeyConstraint) -> bool | None:
        return all(column.nullable for column in key.columns) or None

    by_name = sorted(found.tables.values(), key=lambda table: table.name)
    ordered = sort_tables_and_constraints(by_name, may_wait)  # type: ignore[no-untyped-call]  # SQLAlchemy has none
    return [table for table, _ in ordered if table is not None]


def _general(table: Table) -> Table:
    columns = [Column(one.name, _TYPES[kind_of(one)], primary_key=one.primary_key) for one in table.columns]
    return Table(table.name, MetaData(), *columns)


def kinds_of(table: Table) -> dict[str, Kind]:
    """The kind of value in each column, in the order of the columns."""
    return {column.name: kind_of(column) for column in table.columns}


def kind_of(column: Column[Any]) -> Kind:
    """The kind of value in a column.

    Raises:
        TypeError: a backup has no form for it.
    """
    known = (kind for type_, kind in _KINDS if isinstance(column.type, type_))
    kind = None if isinstance(column.type, Enum | Uuid) else next(known, None)
    if kind is None:
        raise TypeError(f"{column}: a backup has no form for {column.type!r}")
    return kind

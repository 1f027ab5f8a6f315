"""Foreign keys while many tables are filled, whose records point at each other in both directions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, inspect, text

from bot.store.backup_file import BackupProblem


@contextmanager
def waiting(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """On PostgreSQL, let the keys wait whose target may come later than what points at it; they hold at the end.

    SQLite knows no such change of a key: there foreign keys are off meanwhile, and `hold` asks.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    late = list(_late(connection, [table.name for table in tables]))
    for table, key in late:
        connection.execute(text(f"ALTER TABLE {table} ALTER CONSTRAINT {key} DEFERRABLE INITIALLY DEFERRED"))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for table, key in late:
        connection.execute(text(f"ALTER TABLE {table} ALTER CONSTRAINT {key} NOT DEFERRABLE"))


def hold(connection: Connection) -> None:
    """Whether every key leads somewhere; PostgreSQL has asked already.

    Raises:
        BackupProblem: one does not.
    """
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if lost is not None:
            raise BackupProblem("not_taken", table=lost[0], kind="FOREIGN KEY")


def _late(connection: Connection, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    there, quote = inspect(connection), connection.dialect.identifier_preparer.quote
    for position, name in enumerate(names):
        for key in there.get_foreign_keys(name):
            if names.index(key["referred_table"]) >= position and not key.get("options", {}).get("deferrable"):
                yield quote(name), quote(str(key["name"]))

"""A backup is of one moment, however much is written while it is made, and needs no more memory for more records."""

import tracemalloc
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

from bot.jobs.sweep import sweep
from bot.store.backup import back_up, verify
from bot.store.backup_tables import revisions, tables_of
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.restore import restore
from bot.store.tables import DraftRow, PersonRow
from tests.integration.backing import counted, records
from tests.integration.making import NOW, a_place, logged, rows
from tests.integration.writers import writing
from tests.stores import KINDS, Server, required

BEFORE, EACH = 60, 10  # transactions before the backup, and while each table is waited for
ENOUGH = 300
FEW, MANY, LONG = 2_000, 20_000, 1_000  # 2 MB, and 20
GROWTH = 4_000_000  # bytes

_NUMBERS = count(1)


@pytest.fixture(params=KINDS)
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        with closing(Database(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")) as db:
            yield db
        return
    server: Server = required(request.getfixturevalue("postgres"))
    name = f"loaded{next(_NUMBERS)}"
    server.run("CREATE DATABASE {}", name)
    with closing(Database(server.url(name))) as db:
        yield db
    server.run("DROP DATABASE {} WITH (FORCE)", name)


@pytest.mark.slow
def test_backup_under_load_is_the_store_of_one_moment(
    url: str, db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    seen: dict[str, Mapping[str, list[tuple[Any, ...]]]] = {}
    reads = {f"FROM {table.name} " for table in tables_of(revisions()[-1])}
    with writing(url) as writers:
        writers.tell("go")
        writers.wait(BEFORE)
        writers.hold()
        held = writers.written

        def meanwhile(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            """The first table is asked for when the backup's moment has been: what it must be is read beside it."""
            if not any(read in " ".join(statement.split()) for read in reads):
                return
            if not seen:
                seen["then"] = records(url)
                writers.tell("go")
            writers.wait(EACH)

        event.listen(db.engine, "before_cursor_execute", meanwhile)
        made = back_up(db, tmp_path / "jordbro.zip", now=NOW)
        event.remove(db.engine, "before_cursor_execute", meanwhile)
        during = writers.written - held
        writers.hold()

    done = restore(elsewhere, tmp_path / "jordbro.zip")

    print(f"\n{made.records} records, {during} transactions meanwhile, {counted(url) - made.records} records more")
    assert during >= ENOUGH
    assert counted(url) > made.records == sum(map(len, seen["then"].values()))
    assert done.manifest == verify(tmp_path / "jordbro.zip") == made
    assert records(elsewhere.url) == seen["then"]
    works(elsewhere)


def works(db: Database) -> None:
    """A person comes back to a restored store and goes on."""
    sweep(db, NOW)
    place = a_place(db, "Later", "C0LATER", "U0METTE")
    note = logged(db, place, key="event:later")
    assert (note.number, len(note.items)) == (1, 6)
    assert rows(db, "SELECT max(id) FROM notes") == [(note.id,)]


def peak_of(folder: Path, drafts: int) -> int:
    """Bytes of Python's at the most while a store with some long drafts is backed up and restored."""
    folder.mkdir()
    with (
        closing(Database(f"sqlite:///{folder / 'there.sqlite3'}")) as there,
        closing(Database(f"sqlite:///{folder / 'restored.sqlite3'}")) as restored,
    ):
        migrate(there)
        migrate(restored)
        with there.engine.begin() as connection:
            connection.execute(
                insert(PersonRow).values(id=1, team_id="T0", user_id="U0", name="Ny", named=True, asked=False)
            )
            draft = {"person_id": 1, "team_id": "T0", "channel_id": "C0", "created_at": NOW}
            connection.execute(insert(DraftRow), [draft | {"content": f"{n:0{LONG}}"} for n in range(drafts)])
        tracemalloc.start()
        try:
            made = back_up(there, folder / "jordbro.zip", now=NOW)
            restore(restored, folder / "jordbro.zip")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert made.records == drafts + 1
    return peak


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    peak_of(tmp_path / "first", FEW)  # modules, dictionaries and statements are kept from the first time on

    few, many = peak_of(tmp_path / "few", FEW), peak_of(tmp_path / "many", MANY)

    print(f"\n{few / 1e6:.1f} MB, and {many / 1e6:.1f} for {(MANY - FEW) * LONG / 1e6:.0f} MB more of records")
    assert many - few < GROWTH

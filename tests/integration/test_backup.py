"""What is backed up is what is restored, on both databases and from one to the other."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, select, text

from bot.domain.grammar import ActionFilter
from bot.jobs.sweep import sweep
from bot.services.collect_actions import collect_actions
from bot.store import jobs
from bot.store.backup import back_up, verify
from bot.store.backup_file import BackupProblem
from bot.store.backup_tables import kind_of, kinds_of, revisions, tables_of
from bot.store.database import Database
from bot.store.empty_store import name_of
from bot.store.migrate import migrate
from bot.store.restore import restore
from bot.store.tables import Base, MailingRow, PersonRow
from tests.integration.backing import BACKED, ROWS, counted, fill_every_table, records
from tests.integration.making import NOW, TODAY, a_place, execute, logged, rows
from tests.integration.test_migrations import differences, downgrade
from tests.stores import KINDS, Server, required

_NUMBERS = count(1)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A store without any tables, on the one database or the other."""
    if request.param == "sqlite":
        with closing(Database(f"sqlite:///{tmp_path / 'elsewhere' / 'restored.sqlite3'}")) as db:
            yield db
        return
    server: Server = required(request.getfixturevalue("postgres"))
    name = f"restored{next(_NUMBERS)}"
    server.run("CREATE DATABASE {}", name)
    with closing(Database(server.url(name))) as db:
        yield db
    server.run("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def beside(url: str, new_store: str) -> Iterator[Database]:
    """An empty SQLite store of this version, whatever the other one is."""
    del url
    with closing(Database(new_store)) as db:
        yield db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "jordbro.zip"


def refused(db: Database, file: Path) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(BackupProblem) as problem:
        restore(db, file)
    return problem.value.key, dict(problem.value.details)


def test_format_has_every_table_and_column_of_the_code() -> None:
    assert {table.name: kinds_of(table) for table in tables_of(revisions()[-1])} == {
        table.name: {column.name: kind_of(column) for column in table.columns} for table in BACKED
    }


def test_tables_come_after_those_they_cannot_be_without() -> None:
    order = [table.name for table in tables_of(revisions()[-1])]
    needed = [
        (table.name, key.column.table.name)
        for table in BACKED
        for column in table.columns
        for key in column.foreign_keys
        if not column.nullable
    ]

    assert [pair for pair in needed if order.index(pair[0]) < order.index(pair[1])] == []


def test_every_record_of_every_table_comes_back(url: str, db: Database, target: Database, file: Path) -> None:
    fill_every_table(url)

    made = back_up(db, file, now=NOW)
    done = restore(target, file)

    assert {part.name: part.rows for part in made.tables} == dict.fromkeys((table.name for table in BACKED), ROWS)
    assert done.manifest == made == verify(file)
    assert records(target.url) == records(url)
    assert differences(target) == []


def test_a_restored_store_goes_on_counting(url: str, db: Database, target: Database, file: Path) -> None:
    fill_every_table(url)
    back_up(db, file, now=NOW)

    restore(target, file)

    with target.write() as tx:
        tx.execute(insert(PersonRow).values(team_id="T0", user_id="U0", name="Ny", named=True, asked=False))
    assert rows(target, "SELECT id FROM people WHERE user_id = 'U0'") == [(ROWS + 1,)]
    with target.engine.connect() as connection, pytest.raises(Exception, match=r"(?i)foreign key"):
        connection.execute(text("INSERT INTO organisations (space_id, name, confirmed) VALUES (99, 'x', true)"))


def test_nothing_and_a_null_in_json_stay_two_things(db: Database, target: Database, file: Path) -> None:
    execute(
        db,
        "INSERT INTO mailings (id, kind, recipient, day, weekly, until, state, rule, contents) VALUES"
        " (1, 'digest', 1, '2017-01-20', true, '2017-01-20 09:00:00', 'sent', '', NULL),"
        " (2, 'digest', 2, '2017-01-20', true, '2017-01-20 09:00:00', 'sent', '', 'null')",
    )
    back_up(db, file, now=NOW)

    restore(target, file)

    asked = "SELECT id, contents IS NULL FROM mailings ORDER BY id"
    assert [tuple(map(int, row)) for row in rows(target, asked)] == [(1, 1), (2, 0)]
    with target.read() as tx:
        assert tx.scalars(select(MailingRow.contents)).all() == [None, None]


def test_a_store_of_an_older_version_is_backed_up_and_comes_to_this_one(
    url: str, db: Database, beside: Database, file: Path
) -> None:
    """The store beside is empty, but of this version: its tables have to become older first."""
    note = logged(db, a_place(db), "Tilsyn\n- [ ] CLEAN sender data senest 1. marts 2017\n")
    downgrade(db, "0001")

    made = back_up(db, file, now=NOW)
    done = restore(beside, file)
    migrate(db)

    assert (made.revision, done.revision) == ("0001", revisions()[-1])
    assert {part.name for part in made.tables} < set(Base.metadata.tables)
    assert rows(beside, "SELECT number, body FROM notes") == [(note.number, note.body)]
    assert records(beside.url) == records(url)
    assert differences(beside) == []


def test_a_restored_store_works(db: Database, target: Database, file: Path) -> None:
    place = a_place(db)
    first = logged(db, place)
    back_up(db, file, now=NOW)
    logged(db, place, key="event:after the backup")

    restore(target, file)
    sweep(target, LATER)
    second = logged(target, place, "Tilsyn\n- [ ] CLEAN ringer senest 1. marts 2017\n", key="event:elsewhere")

    wanted = ActionFilter(frozenset({"all"}))
    listed = [line.item.text.content for line in collect_actions(target, place.viewer, wanted, today=TODAY)]
    written = [item.text.content for note in (first, second) for item in note.items if item.kind == "action"]
    assert (first.number, second.number) == (1, 2)
    assert sorted(listed) == sorted(written)
    with target.read() as tx:
        assert {job.kind for job in jobs.due(tx, LATER)} >= {"card", "translate"}


def test_jobs_that_were_being_done_wait_again(db: Database, target: Database, file: Path) -> None:
    with db.write() as tx:
        for key in ("1", "2", "3"):
            jobs.add(tx, "card", key, {"note": key}, NOW)
        first, second, third = jobs.due(tx, NOW)
        for job in (first, second):
            jobs.begin(tx, job.id, job.attempt, NOW)
        jobs.add(tx, "card", "2", {"note": "2"}, NOW)  # takes the second one over
        jobs.finish(tx, third.id)
    back_up(db, file, now=NOW)

    done = restore(target, file)

    said = rows(target, "SELECT key, state, attempt, failure FROM jobs ORDER BY id")
    assert done.released == 2
    assert said == [
        ("card:1", "waiting", 2, "interrupted"),
        ("card:2", "done", 1, "superseded"),
        ("card:3", "done", 1, None),
        ("card:2", "waiting", 1, None),
    ]


def test_what_one_database_cannot_hold_is_refused_as_a_whole(beside: Database, target: Database, file: Path) -> None:
    """SQLite keeps a NUL in a text, PostgreSQL does not."""
    execute(beside, "INSERT INTO deliveries (key, at) VALUES (:key, '2017-01-20 09:00:00')", key="event:\0")
    back_up(beside, file, now=NOW)

    if target.is_embedded:
        restore(target, file)
        assert records(target.url) == records(beside.url)
    else:
        assert refused(target, file) == ("not_taken", {"table": "deliveries", "kind": "DataError"})
        assert inspect(target.engine).get_table_names() == []


def test_a_store_with_records_is_refused_and_left_alone(url: str, db: Database, beside: Database, file: Path) -> None:
    fill_every_table(url)
    back_up(db, file, now=NOW)
    execute(beside, "INSERT INTO deliveries (key, at) VALUES ('kept', '2017-01-20 09:00:00')")

    key, details = refused(beside, file)

    assert key == "not_empty"
    assert details == {"store": name_of(beside), "table": "deliveries", "count": 1}
    assert counted(beside.url) == 1


def test_a_store_that_is_not_ours_is_refused_and_left_alone(db: Database, target: Database, file: Path) -> None:
    back_up(db, file, now=NOW)
    execute(target, "CREATE TABLE people (name varchar(10))")

    assert refused(target, file) == ("not_ours", {"store": name_of(target)})
    assert inspect(target.engine).get_table_names() == ["people"]


def test_tables_of_somebody_else_are_no_hindrance(url: str, db: Database, target: Database, file: Path) -> None:
    fill_every_table(url)
    execute(db, "CREATE TABLE theirs (name varchar(10))")
    execute(target, "CREATE TABLE theirs (name varchar(10))")
    try:
        made = back_up(db, file, now=NOW)
        restore(target, file)
    finally:
        execute(db, "DROP TABLE theirs")

    assert "theirs" not in {part.name for part in made.tables}
    assert records(target.url) == records(url)


def test_the_queue_of_an_earlier_store_is_refused(db: Database, target: Database, file: Path) -> None:
    back_up(db, file, now=NOW)
    queue = target.url_beside("jobs")
    if target.is_embedded:
        told = ("queue_file", {"file": queue.removeprefix("sqlite:///")})
    else:
        execute(target, "CREATE SCHEMA dbos")
        told = ("queue_schema", {"store": name_of(target)})

    assert refused(target, file) == told


def test_what_comes_back_different_from_the_store_is_not_kept(
    url: str, db: Database, beside: Database, file: Path
) -> None:
    fill_every_table(url)
    back_up(db, file, now=NOW)
    execute(beside, "CREATE TRIGGER t AFTER INSERT ON items BEGIN UPDATE items SET number = 'x' WHERE id = 2; END")

    assert refused(beside, file) == ("differs", {"table": "items", "number": 2})
    assert counted(beside.url) == 0


def test_records_that_point_nowhere_are_refused(beside: Database, target: Database, file: Path) -> None:
    with beside.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        connection.execute(text("INSERT INTO organisations (space_id, name, confirmed) VALUES (99, 'x', true)"))
        connection.commit()
    back_up(beside, file, now=NOW)

    kind = "FOREIGN KEY" if target.is_embedded else "ForeignKeyViolation"
    assert refused(target, file) == ("not_taken", {"table": "organisations", "kind": kind})
    assert inspect(target.engine).get_table_names() == []


def test_a_store_without_tables_or_of_a_newer_version_is_not_backed_up(empty_url: str, file: Path) -> None:
    with closing(Database(empty_url)) as db:
        with pytest.raises(BackupProblem) as without_tables:
            back_up(db, file, now=NOW)
        migrate(db)
        execute(db, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(BackupProblem) as newer:
            back_up(db, file, now=NOW)

    assert [problem.value.key for problem in (without_tables, newer)] == ["no_tables", "newer_store"]
    assert list(file.parent.glob("*jordbro*")) == []

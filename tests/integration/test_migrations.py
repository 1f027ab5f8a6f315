"""The migrations make the tables of this version, and lose nothing on the way."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect, text

from bot.engines.chain import Chain
from bot.services.translate_note import translate_note
from bot.store import retention, search_tables, segments, terms, texts
from bot.store.database import Database
from bot.store.migrate import _config, migrate
from bot.store.tables import Base
from tests.integration.making import NOW, a_place, execute, logged, rows
from tests.unit.engines.fakes import Recording, chinese

KEPT_APART = ("history", "items", "jobs", "notes", "segments")
"""Tables whose ids stand in buttons, or in the bookkeeping of others."""
COUNTED = {*KEPT_APART, "channels", "pages", "publications"}
NEVER = date(2100, 1, 1)


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    with closing(Database(empty_url)) as db:
        yield db


def differences(db: Database) -> list[object]:
    """What is not as in the code, the full-text index apart, which is no table of ours (`bot.store.search_tables`)."""
    opts = {"include_name": lambda name, _kind, _parents: not (name or "").startswith(search_tables.NAME)}
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=opts), Base.metadata))


def downgrade(db: Database, to: str = "base") -> None:
    with db.engine.connect() as connection:
        if db.is_embedded:  # as bot.store.migrate does before it runs anything
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, to)
        connection.commit()
    db.engine.dispose()  # the next connection heeds foreign keys again


def test_upgrade_from_empty_makes_the_tables_of_the_code(empty: Database) -> None:
    migrate(empty)

    assert differences(empty) == []


def test_upgrade_twice_is_nothing(empty: Database) -> None:
    migrate(empty)
    with empty.engine.begin() as connection:
        connection.execute(text("INSERT INTO deliveries (key, at) VALUES ('kept', '2017-01-10')"))

    migrate(empty)

    with empty.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM deliveries")) == 1


def test_downgrade_to_nothing_and_up_again(empty: Database) -> None:
    migrate(empty)

    downgrade(empty)

    assert inspect(empty.engine).get_table_names() == ["alembic_version"]
    migrate(empty)
    assert differences(empty) == []


def test_foreign_keys_hold_after_a_migration(empty: Database) -> None:
    migrate(empty)

    with empty.engine.connect() as connection, pytest.raises(Exception, match=r"(?i)foreign key"):
        connection.execute(text("INSERT INTO organisations (space_id, name, confirmed) VALUES (99, 'x', true)"))


def test_the_id_of_what_was_removed_is_given_to_nothing_else(db: Database) -> None:
    place = a_place(db)
    newest: list[tuple[int, ...]] = []
    for _ in range(2):
        logged(db, place, "Møde\n- [x] CLEAN har sendt tal.")
        newest.append(tuple(rows(db, f"SELECT max(id) FROM {table}")[0][0] for table in KEPT_APART))  # noqa: S608
        with db.write() as tx:
            assert len(retention.remove(tx, place.space_id, NEVER).notes) == 1
        execute(db, "DELETE FROM jobs")
    assert all(first < second for first, second in zip(*newest, strict=True))


def test_every_constraint_and_index_has_a_name(db: Database) -> None:
    unnamed = []
    there = inspect(db.engine)
    for table in Base.metadata.tables:
        counts_on = db.is_embedded and table in COUNTED  # SQLite takes no name for such a key
        names = [] if counts_on else [there.get_pk_constraint(table)["name"]]
        names += [key["name"] for key in there.get_foreign_keys(table)]
        names += [unique["name"] for unique in there.get_unique_constraints(table)]
        names += [index["name"] for index in there.get_indexes(table)]
        unnamed += [table for name in names if not name]

    assert unnamed == []


def indexed(db: Database, table: str) -> set[str | None]:
    """The columns by which a table can be asked without reading all of it."""
    there = inspect(db.engine)
    found: list[str | None] = [there.get_pk_constraint(table)["constrained_columns"][0]]
    found += [index["column_names"][0] for index in there.get_indexes(table)]
    found += [unique["column_names"][0] for unique in there.get_unique_constraints(table)]
    return set(found)


def test_what_is_asked_by_a_parent_is_indexed(db: Database) -> None:
    assert indexed(db, "items") >= {"note_id", "text_id"}
    assert indexed(db, "translations") >= {"text_id"}
    assert indexed(db, "history") >= {"item_id"}


def test_children_survive_the_rebuild_of_their_parent(empty: Database) -> None:
    migrate(empty)
    with empty.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO spaces (id, name, languages, notes_made, created_at)"
                " VALUES (1, 'Jiangsu', 'da,zh', 0, '2017-01-10')"
            )
        )
        connection.execute(text("INSERT INTO organisations (space_id, name, confirmed) VALUES (1, 'CLEAN', true)"))

    with empty.engine.connect() as connection:
        embedded = connection.dialect.name == "sqlite"
        connection.rollback()
        if embedded:  # as bot.store.migrate does before it runs anything
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        operations = Operations(MigrationContext.configure(connection))
        with (
            connection.begin(),
            operations.batch_alter_table("spaces", recreate="always" if embedded else "auto") as batch,
        ):
            batch.alter_column("name", new_column_name="called")

    with empty.engine.connect() as connection:
        assert connection.scalar(text("SELECT called FROM spaces")) == "Jiangsu"
        assert connection.scalar(text("SELECT name FROM organisations")) == "CLEAN"


def test_a_store_of_the_first_version_keeps_its_terms_and_is_translated_by_sentences(empty: Database) -> None:
    migrate(empty)
    place = a_place(empty)
    note = logged(empty, place, "Tilsyn\n1. Muldlaget fjernes. Vejen spærres.\n")
    downgrade(empty, "0001")
    execute(empty, "UPDATE translations SET content = '从前', state = 'machine', engine = 'test'")
    columns = "INSERT INTO terms (space_id, kind, forms, variants, note)"
    execute(
        empty, f"{columns} VALUES (:space, 'term', :forms, '{{}}', '')", space=1, forms='{"da": "muld", "zh": "土"}'
    )

    migrate(empty)
    translate_note(empty, place.space_id, note.id, Chain([Recording(chinese)]), now=NOW)

    with empty.read() as tx:
        (entry,) = terms.overlay(tx, place.space_id).entries
        found = segments.of_texts(tx, [note.items[0].text.id], "zh")
        shown = texts.get(tx, [note.items[0].text.id])[note.items[0].text.id].shown("zh")
    assert (entry.term.forms, entry.version, entry.origin) == ({"da": "muld", "zh": "土"}, 1, "own")
    assert [segment.source for segment in found] == ["Muldlaget fjernes.", "Vejen spærres."]
    assert shown.content == "".join(str(segment.content) for segment in found)

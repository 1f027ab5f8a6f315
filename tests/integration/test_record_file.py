"""A whole record as one file: complete, without anybody's secrets, and of what its reader may see."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from bot import i18n
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.person import Standing, Viewer, keeper
from bot.jobs.record_file import FORMAT, TABLES, VERSION, write_record
from bot.render.table_rows import Reading
from bot.services.change_status import change_status
from bot.services.export_record import KINDS, whole
from bot.services.keep_feed import keep_feed
from bot.services.see_again import see_again
from bot.store import roles, whole_record
from bot.store.database import Database
from bot.store.tables import Base, ItemRow, MeetingRow, NoteRow, TextRow, TranslationRow
from tests.integration.making import NOW, Place, a_place, answered, enter, execute, item_with, logged, rows, someone

READING = Reading("da", ZoneInfo("Europe/Copenhagen"))


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    i18n.load()


@pytest.fixture
def place(db: Database) -> Place:
    place = a_place(db)
    with db.write() as tx:
        roles.set_role(tx, place.space_id, place.viewer.person.id, "owner")
    return place


def exported(db: Database, viewer: Viewer, space_id: int) -> ZipFile:
    made = io.BytesIO()
    with whole(db, viewer, space_id) as record:
        write_record(made, record, READING, now=NOW)
    return ZipFile(made)


def said(file: ZipFile, name: str) -> Any:
    return json.loads(file.read(name))


def owner(db: Database, place: Place) -> Viewer:
    seen = see_again(db, place.viewer.person.id)
    assert seen
    return seen.viewer


def test_every_table_is_in_it_or_said_to_be_left_out() -> None:
    assert {*whole_record.WITHIN, *whole_record.LEFT_OUT} == set(Base.metadata.tables)
    assert not whole_record.WITHIN.keys() & whole_record.LEFT_OUT.keys()


def test_every_kind_is_a_file_with_the_columns_of_the_store(db: Database, place: Place) -> None:
    note = logged(db, place)
    change_status(db, place.viewer, item_with(note, "oversigt").id, "done", now=NOW)
    answered(db, item_with(note, "Driftsmøde").text)

    file = exported(db, owner(db, place), place.space_id)

    for kind in KINDS:
        found = said(file, f"json/{kind}.json")
        assert all(tuple(row) == whole_record.columns_of(kind) for row in found), kind
    counted = {kind: len(said(file, f"json/{kind}.json")) for kind in ("notes", "items", "actions", "texts", "history")}
    assert counted == {name: rows(db, f"SELECT count(*) FROM {name}")[0][0] for name in counted}  # noqa: S608  above


def test_ids_meet_across_the_files(db: Database, place: Place) -> None:
    note = logged(db, place)
    change_status(db, place.viewer, item_with(note, "oversigt").id, "done", now=NOW)
    file = exported(db, owner(db, place), place.space_id)

    known = {kind: said(file, f"json/{kind}.json") for kind in KINDS}
    dangling = [
        (kind, column.name, row[column.name])
        for kind in KINDS
        for column in Base.metadata.tables[kind].columns
        for key in column.foreign_keys
        for row in known[kind]
        if row[column.name] is not None
        and row[column.name] not in {other[key.column.name] for other in known[key.column.table.name]}
    ]

    assert dangling == []


def test_no_secret_and_nobodys_own_choices_are_in_it(db: Database, place: Place) -> None:
    logged(db, place)
    keep_feed(db, place.viewer, "geheim", now=NOW)
    execute(db, "UPDATE people SET language = 'zh', zone = 'Asia/Shanghai'")
    hashes = [row[0] for row in rows(db, "SELECT token_hash FROM feeds")]

    file = exported(db, owner(db, place), place.space_id)

    everything = b"".join(file.read(name) for name in file.namelist()).decode(errors="replace")
    assert not any(secret in everything for secret in (*hashes, "geheim", "Asia/Shanghai"))
    assert "language" not in said(file, "json/people.json")[0]


def test_notes_tables_and_the_formats_of_other_tools_are_in_it(db: Database, place: Place) -> None:
    logged(db, place)
    file = exported(db, owner(db, place), place.space_id)

    manifest = said(file, "manifest.json")
    assert (manifest["format"], manifest["version"]) == (FORMAT, VERSION)
    assert manifest["space"] == {"id": place.space_id, "name": "Jiangsu", "languages": ["da", "zh"]}
    assert {f"csv/{kind}.csv" for kind in (*TABLES, "notes", "items")} <= set(file.namelist())
    assert {"actions.csv", "actions.xlsx", "actions.ics", "terms.tbx", "terms.csv", "memory.tmx"} <= set(
        file.namelist()
    )
    assert file.read("notes/1.da.md").decode().startswith("# §1 Arbejdsmøde om jord og grundvand\n\n- Afholdt: 10.")
    assert "**1.1** Akademiet ønsker" in file.read("notes/1.da.md").decode()
    assert [one["count"] for one in manifest["contents"] if one["file"] == "json/items.json"] == [
        len(list(csv.DictReader(io.StringIO(file.read("csv/items.csv").decode("utf-8-sig")))))
    ]


def test_no_cell_is_a_formula_and_no_note_is_markup(db: Database, place: Place) -> None:
    logged(db, place, '=HYPERLINK("x")\n1. =1+1 og <b>fed</b> [x](y)\n- [ ] @CLEAN +45 ringer\n')
    file = exported(db, owner(db, place), place.space_id)

    cells = [cell for row in csv.reader(io.StringIO(file.read("csv/items.csv").decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@")]
    assert "<b>" not in file.read("notes/1.da.md").decode()
    assert "\\[x\\](y)" in file.read("notes/1.da.md").decode()


def test_the_same_record_is_the_same_file(db: Database, place: Place) -> None:
    logged(db, place)
    one, two = (exported(db, owner(db, place), place.space_id) for _ in range(2))

    assert [(name, one.read(name)) for name in one.namelist() if not name.endswith("xlsx")] == [
        (name, two.read(name)) for name in two.namelist() if not name.endswith("xlsx")
    ]


def test_what_the_other_side_keeps_to_itself_is_not_in_it(db: Database, place: Place) -> None:
    with db.write() as tx:
        roles.set_sides(tx, place.space_id, "named")
        ours, theirs = (roles.ensure_inner(tx, place.space_id, side, NOW) for side in ("VORES", "DERES"))
        roles.set_side(tx, place.space_id, place.viewer.person.id, "VORES")
    for inner, words in ((ours, "1. Vores hemmelighed\n"), (theirs, "1. Deres hemmelighed\n")):
        inside = place._replace(viewer=keeper(inner), space_id=inner)
        logged(db, inside, words)
    seen = owner(db, place)
    assert seen.standings[place.space_id] == Standing("owner", owns=True, side="VORES", inner=ours)

    file = exported(db, seen, place.space_id)
    both = exported(db, keeper(place.space_id), place.space_id)

    found = ["".join(one.read(name).decode(errors="replace") for name in one.namelist()) for one in (file, both)]
    assert ["Deres hemmelighed" in one for one in found] == [False, True]
    assert ["Vores hemmelighed" in one for one in found] == [True, True]
    assert said(file, "manifest.json")["records"] == [place.space_id, ours]


def test_it_is_for_owners(db: Database, place: Place) -> None:
    member = enter(db, place, "U0LI", "Li Wei")
    stranger = someone(db, "U0STRANGER", "En fremmed")

    with pytest.raises(NotAllowed, match="owners_only"):
        exported(db, member, place.space_id)
    with pytest.raises(NotFound, match="no_space"):
        exported(db, stranger, place.space_id)
    with pytest.raises(NotFound, match="no_space"):
        exported(db, replace(stranger, space_ids=frozenset({place.space_id})), place.space_id)


def many(db: Database, space_id: int, count: int) -> None:
    """As many notes of three items, past the code under test."""
    at = datetime(2016, 1, 1, tzinfo=UTC)
    words = "Regionen og instituttet drøfter forurenede grunde og grundvand i Jiangsu. " * 3

    def texts() -> Iterator[dict[str, Any]]:
        for number in range(1, count * 4 + 1):
            yield {"id": number, "space_id": space_id, "language": "da", "content": f"{number} {words}"}

    with db.engine.begin() as connection:
        connection.execute(insert(TextRow), list(texts()))
        made = [{"text_id": one, "language": "zh", "content": words} for one in range(1, count * 4 + 1)]
        connection.execute(insert(TranslationRow), [one | {"state": "machine", "changed_at": at} for one in made])
        heads = [{"id": one, "space_id": space_id, "title_id": one} for one in range(1, count + 1)]
        connection.execute(insert(MeetingRow), heads)
        notes = [
            {
                "id": one,
                "space_id": space_id,
                "meeting_id": one,
                "number": one,
                "language": "da",
                "head": "",
                "body": words,
            }
            | {"author": "x", "source_key": str(one), "created_at": at, "version": 1}
            for one in range(1, count + 1)
        ]
        connection.execute(insert(NoteRow), notes)
        items = [
            {"note_id": (one - count - 1) // 3 + 1, "position": one % 3, "number": str(one % 3 + 1)}
            | {"kind": "paragraph", "text_id": one}
            for one in range(count + 1, count * 4 + 1)
        ]
        connection.execute(insert(ItemRow), items)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_record(db: Database, place: Place) -> None:
    peaks = []
    for count in (500, 5000):
        for table in ("items", "notes", "meetings", "translations", "segments", "texts"):
            execute(db, f"DELETE FROM {table}")  # noqa: S608  names above
        many(db, place.space_id, count)
        tracemalloc.start()
        with whole(db, owner(db, place), place.space_id) as record, io.FileIO("/dev/null", "w") as nowhere:
            write_record(nowhere, record, READING, now=NOW)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 20_000_000

"""Whatever people write comes back as it was."""

import json
import shutil
from base64 import b64encode
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.store.backup import back_up
from bot.store.backup_lines import Kind, as_line, as_row
from bot.store.database import Database
from bot.store.restore import restore
from bot.store.tables import DraftRow, HistoryRow, PersonRow
from tests.integration.backing import AWKWARD, fill_every_table, records
from tests.integration.making import NOW
from tests.stores import emptied

HARD = st.sampled_from([AWKWARD, "\u2028", '"', "\\", "\\u0000", "\n\r\n", "\ufeff", "x'; DROP TABLE texts;--", ""])
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40) | HARD
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda one: st.lists(one, max_size=4) | st.dictionaries(TEXT, one, max_size=4),
)
KINDS: dict[str, Kind] = {
    "i": "integer",
    "f": "number",
    "b": "boolean",
    "t": "text",
    "d": "date",
    "at": "instant",
    "raw": "bytes",
    "j": "json",
}
ROW = st.fixed_dictionaries(
    {
        "i": st.none() | st.integers(-(2**63), 2**63 - 1),
        "f": st.none() | st.floats(allow_nan=False),
        "b": st.none() | st.booleans(),
        "t": st.none() | st.text(),
        "d": st.none() | st.dates(),
        "at": st.none() | st.datetimes(min_value=datetime(1, 1, 3), timezones=st.timezones()),  # noqa: DTZ001  the zone is drawn
        "raw": st.none() | st.binary(),
        "j": st.none() | JSON.map(json.dumps),
    }
)


@given(row=ROW)
def test_a_record_is_one_line_and_the_same_record_again(row: dict[str, object]) -> None:
    line = as_line(row, KINDS)

    stored = {name: value for name, value in row.items() if value is not None}
    if "j" in stored:
        stored["j"] = json.loads(str(stored["j"]))
    assert as_row(line, KINDS) == stored
    assert (line.count(b"\n"), line[-1:]) == (1, b"\n")


def test_a_line_is_what_a_person_can_read() -> None:
    row = {
        "i": 7,
        "f": 1,
        "b": False,
        "t": "Jord; 土壤",
        "d": date(2017, 1, 20),
        "at": NOW,
        "raw": b"\0\xff",
        "j": '{"a": null}',
    }

    assert as_line(row, KINDS).decode() == (
        '{"i":7,"f":1.0,"b":false,"t":"Jord; 土壤","d":"2017-01-20","at":"2017-01-20T09:00:00.000000+00:00",'
        f'"raw":"{b64encode(row["raw"]).decode()}","j":{{"a":null}}}}\n'  # type: ignore[arg-type]
    )
    assert as_line(dict.fromkeys(KINDS), KINDS) == b"{}\n"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]\n",
        b'{"other":1}\n',
        b'{"i":"1"}\n',
        b'{"i":true}\n',
        b'{"f":1}\n',
        b'{"d":"2017-02-30"}\n',
        b'{"at":0}\n',
        b'{"raw":"*"}\n',
        b'{"t":"\xff"}\n',
    ],
)
def test_what_is_no_record_of_the_table_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  Python's own words
        as_row(line, KINDS)


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(TEXT, max_size=30), changes=st.lists(st.dictionaries(TEXT, JSON, max_size=3), max_size=10))
def test_texts_and_changes_come_back_from_sqlite(
    sqlite_template: Path, texts: list[str], changes: list[dict[str, object]]
) -> None:
    with TemporaryDirectory() as folder:
        urls = [f"sqlite:///{folder}/{name}.sqlite3" for name in ("from", "to")]
        for name in ("from", "to"):
            shutil.copy(sqlite_template, Path(folder, f"{name}.sqlite3"))
        there_and_back(urls[0], urls[1], Path(folder), texts, changes)


@pytest.mark.postgres
@settings(max_examples=8, deadline=None)
@given(texts=st.lists(TEXT, max_size=30), changes=st.lists(st.dictionaries(TEXT, JSON, max_size=3), max_size=10))
def test_texts_and_changes_come_back_from_postgresql(
    postgres_store: str, sqlite_template: Path, texts: list[str], changes: list[dict[str, object]]
) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(sqlite_template, Path(folder, "to.sqlite3"))
        there_and_back(emptied(postgres_store), f"sqlite:///{folder}/to.sqlite3", Path(folder), texts, changes)


def there_and_back(url: str, other: str, folder: Path, texts: list[str], changes: list[dict[str, object]]) -> None:
    """From one store to another; what is drawn stands beside the rows of every table."""
    fill_every_table(url)
    with closing(Database(url)) as db, closing(Database(other)) as target:
        with db.engine.begin() as connection:
            for number, words in enumerate(texts, 100):
                person = {"id": number, "team_id": "T0", "user_id": f"{number}", "name": words}
                connection.execute(insert(PersonRow).values(**person, named=True, asked=False))
                draft = {"person_id": number, "team_id": words, "channel_id": words, "content": words}
                connection.execute(insert(DraftRow).values(id=number, **draft, created_at=NOW))
            for number, change in enumerate(changes, 100):
                row = {"id": number, "item_id": 1, "space_id": 1, "at": datetime.now(UTC), "change": "x"}
                connection.execute(insert(HistoryRow).values(**row, before=change, after=change))
        back_up(db, folder / "jordbro.zip", now=NOW)
        restore(target, folder / "jordbro.zip")
    assert records(other) == records(url)

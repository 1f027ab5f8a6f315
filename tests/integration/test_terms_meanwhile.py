"""Terms that change elsewhere than in the glossary's own forms: while an engine is asked, and by a confirmed name."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.segment import Segment
from bot.domain.term import Term
from bot.engines.base import NO_HINTS, Answer, Hints
from bot.engines.chain import Chain
from bot.services.change_term import add_term
from bot.services.confirm_organisation import confirm_organisation
from bot.services.look_up_term import look_up_term
from bot.services.translate_note import translate_note
from bot.store import segments
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place, answered, approved, execute, logged, rows
from tests.unit.engines.fakes import Recording, chinese

NOTE = "Tilsyn\n1. Muldlaget fjernes i marts.\n2. Vejen spærres.\n"
MULD = Term("term", {"da": "muldlag", "zh": "表土"})


class Interrupted(Recording):
    """Somebody does something between a question and its answer, once."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__(chinese, "interrupted")
        self.meanwhile: Callable[[], object] | None = meanwhile

    def answers(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> Iterator[Answer]:
        made = list(super().answers(texts, pair, hints))
        if self.meanwhile is not None:
            self.meanwhile()
            self.meanwhile = None
        yield from made


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


def found_in(db: Database, note: Note) -> tuple[Segment, ...]:
    with db.read() as tx:
        return segments.of_texts(tx, [item.text.id for item in note.items], "zh")


def test_an_answer_made_with_the_terms_before_is_asked_for_again(db: Database, place: Place) -> None:
    note = logged(db, place, NOTE)
    execute(db, "UPDATE jobs SET state = 'done'")
    engine = Interrupted(lambda: add_term(db, place.viewer, place.space_id, MULD, now=NOW))

    translate_note(db, place.space_id, note.id, Chain([engine]), now=NOW)
    first = {one.source: one.state for one in found_in(db, note)}
    queued = rows(db, "SELECT kind FROM jobs WHERE state = 'waiting' ORDER BY kind")
    translate_note(db, place.space_id, note.id, Chain([engine]), now=NOW)

    assert first["Muldlaget fjernes i marts."] == "outdated"
    assert first["Vejen spærres."] in {"machine", "needs_check"}
    assert queued == [("card",), ("translate",)]
    assert ["表土" in (one.content or "") for one in found_in(db, note)] == [True, False]
    assert [text for call in engine.asked[1:] for text in call if "Vejen" in text] == []


def test_a_confirmed_organisation_is_followed_like_any_other_name(db: Database, place: Place) -> None:
    note = logged(db, place, "Tilsyn\n1. GrundRens måler i marts.\n2. GrundRens gør rent.\n- [ ] @GrundRens svarer\n")
    answered(db, note.items[0].text)
    approved(db, note.items[1].text, "绿地清洁。")
    execute(db, "UPDATE jobs SET state = 'done'")

    names: dict[Language, str] = {"da": "GrundRens", "zh": "格伦德"}
    confirm_organisation(db, place.viewer, organisation(db), names, now=NOW)

    states = [(one.state, [remark.name for remark in one.remarks]) for one in sentences_of(db, note, 0, 1)]
    assert states == [("outdated", []), ("reviewed", ["term_changed"])]
    assert ("translate",) in rows(db, "SELECT kind FROM jobs WHERE state = 'waiting'")


def test_an_organisation_confirmed_again_is_one_term(db: Database, place: Place) -> None:
    logged(db, place, "- [ ] @GrundRens svarer i april\n")

    for chinese_name in ("格伦德", "格伦德公司"):
        names: dict[Language, str] = {"da": "GrundRens", "zh": chinese_name}
        confirm_organisation(db, place.viewer, organisation(db), names, now=NOW)

    assert glossary_of(db, place.viewer, place.space_id) == ["格伦德公司"]


def sentences_of(db: Database, note: Note, *places: int) -> tuple[Segment, ...]:
    with db.read() as tx:
        return segments.of_texts(tx, [note.items[place].text.id for place in places], "zh")


def organisation(db: Database) -> int:
    return int(rows(db, "SELECT id FROM organisations WHERE name = 'GrundRens'")[0][0])


def glossary_of(db: Database, viewer: Viewer, space_id: int) -> list[str]:
    return [entry.term.forms["zh"] for entry in look_up_term(db, viewer, space_id, "GrundRens").found]

"""No path leads from a person's words to a machine's: over all states and events, and through the store itself."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.record import TranslationState
from bot.domain.segment import EVENTS, Event, Remark, Segment, Standing, after
from bot.store import segments, spaces, texts
from bot.store.database import Database, Tx
from bot.store.migrate import migrate
from bot.store.segments import Answer, Approval

NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)
STATES: tuple[TranslationState, ...] = get_args(TranslationState)
STANDINGS = tuple(Standing(state, held) for state, held in product(STATES, (False, True)))
PEOPLE: frozenset[Event] = frozenset({"approved", "remembered", "undone"})
FRESH = Standing("pending", held=False)


def reachable(*starts: Standing) -> set[Standing]:
    """Everything that any sequence of events makes of some standings."""
    found, todo = set(starts), list(starts)
    while todo:
        new = {after(todo[-1], event) for event in EVENTS} - found
        todo.pop()
        found |= new
        todo += new
    return found


def test_event_names_are_all_there_are() -> None:
    assert set(EVENTS) == set(get_args(Event))


def test_from_a_persons_words_no_path_leads_to_a_machines() -> None:
    persons = [standing for standing in STANDINGS if standing.held or standing.state == "reviewed"]

    assert {standing for standing in reachable(*persons) if standing.state == "machine"} <= {*persons}
    assert Standing("machine", held=False) not in reachable(*persons)
    assert {standing for standing in reachable(after(FRESH, "approved")) if standing.state == "machine"} == set()


@pytest.mark.parametrize("standing", [one for one in STANDINGS if one.held], ids=str)
@pytest.mark.parametrize("event", EVENTS)
def test_what_is_held_stays_held(standing: Standing, event: Event) -> None:
    assert after(standing, event).held


@pytest.mark.parametrize("standing", [one for one in STANDINGS if not one.held and one.state != "reviewed"], ids=str)
@pytest.mark.parametrize("event", [one for one in EVENTS if one not in PEOPLE])
def test_only_a_person_makes_anything_reviewed_or_held(standing: Standing, event: Event) -> None:
    made = after(standing, event)

    assert (made.state == "reviewed", made.held) == (False, False)


def test_a_new_sentence_can_come_to_every_state_and_is_never_reviewed_without_being_held() -> None:
    there = reachable(FRESH)

    assert {standing.state for standing in there} == set(STATES)
    assert Standing("reviewed", held=False) not in there


def test_a_machine_answers_only_what_waits() -> None:
    answers: tuple[Event, ...] = ("translated", "doubted")
    for standing, event in product(STANDINGS, answers):
        moved = after(standing, event) != standing
        assert not moved or (standing.state in {"pending", "failed", "outdated"} and not standing.held)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("states") / "store.sqlite3"
    db = Database(f"sqlite:///{path}")
    migrate(db)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Database]:
    db = Database(f"sqlite:///{shutil.copy(template, tmp_path / 'store.sqlite3')}")
    yield db
    db.close()


class Written:
    """One sentence in the store, and what the last person who wrote it has written."""

    def __init__(self, tx: Tx, number: int) -> None:
        self.tx, self.words = tx, 0
        space = spaces.add(tx, f"Rum {number}", ("da", "zh"), NOW)
        self.text_id = texts.add(tx, space.id, "da", self.source(0))
        texts.expect_translations(tx, texts.get(tx, [self.text_id]).values(), ("da", "zh"), NOW)
        self.edits = 0
        self.persons: str | None = None
        self.before: tuple[str, str | None] | None = None

    @staticmethod
    def source(edits: int) -> str:
        return f"Laboratoriet sender {12 + edits} prøver fra grunden i Nanjing."

    @property
    def segment(self) -> Segment:
        (found,) = segments.of_texts(self.tx, [self.text_id], "zh")
        return found

    def new_words(self, who: str) -> str:
        self.words += 1
        return f"{who}{self.words}"

    def answer(self, *remarks: Remark) -> None:
        segments.set_answer(self.tx, self.segment, Answer(self.new_words("机器"), "test", remarks))

    def fail(self) -> None:
        segments.set_failure(self.tx, [self.segment], "test: EngineBroken")

    def edit(self) -> None:
        self.edits += 1
        texts.set_content(self.tx, self.text_id, self.source(self.edits), NOW)

    def term(self) -> None:
        segments.terms_changed(self.tx, [self.segment.id], Remark("term_changed", ("jord",)))

    def approve(self) -> None:
        there, words = self.segment, self.new_words("人")
        approval = Approval("Li", NOW + timedelta(seconds=self.words))
        assert segments.approve(self.tx, there.id, there.version - 1, "too late", approval) is None
        assert segments.approve(self.tx, there.id, there.version, words, approval)
        self.before, self.persons = (words, there.content), words

    def remember(self) -> None:
        words = self.new_words("人记")
        if segments.set_remembered(self.tx, self.segment, words, Approval("Li", NOW)):
            self.persons, self.before = words, None

    def undo(self) -> None:
        if self.before and segments.take_back(self.tx, self.segment.id, *self.before, Remark("undone")):
            self.persons, self.before = self.segment.content, None

    def late(self) -> None:
        """A machine answers to words that are not there any more."""
        stale = replace(self.segment, source="Noget helt andet.")
        assert not segments.set_answer(self.tx, stale, Answer("太晚", "test"))
        assert not segments.set_remembered(self.tx, stale, "太晚", Approval("Li", NOW))


MOVES: dict[str, Callable[[Written], None]] = {
    "answer": Written.answer,
    "doubt": lambda of: of.answer(Remark("number", ("12",))),
    "fail": Written.fail,
    "edit": Written.edit,
    "term": Written.term,
    "approve": Written.approve,
    "remember": Written.remember,
    "undo": Written.undo,
    "late": Written.late,
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(sorted(MOVES)), max_size=14), number=st.integers())
def test_in_the_store_a_machine_never_changes_what_a_person_wrote(
    store: Database, moves: list[str], number: int
) -> None:
    with store.write() as tx:
        of = Written(tx, number)
        for move in moves:
            had = of.segment
            MOVES[move](of)
            segments.settle(tx, [of.text_id], "zh", NOW)
            assert of.segment.held == (of.persons is not None) or (had.held and of.segment.held)
            if of.persons is not None:
                assert of.segment.content == of.persons
                assert of.segment.state != "machine"
            shown = texts.get(tx, [of.text_id])[of.text_id].shown("zh")
            assert shown.content == (of.segment.content or of.source(of.edits))

"""Sentences in the store: what an edit touches, what a machine may not, what a text comes to."""

import pytest

from bot.domain.pair import Pair
from bot.domain.record import Note, Shown, Text
from bot.domain.segment import Remark, Segment
from bot.services.read_note import read_note
from bot.store import segments, texts
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place, answered, approved, item_with, logged, rows

THREE = "Regionen måler i marts. CLEAN sender prøver, f.eks. vand. JEPD svarer d. 15. april."
NOTE = f"Tilsyn\n1. {THREE}\nBeslutning: Driftsmøde hvert kvartal.\n"
DOUBT = Remark("number", ("-15",))


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    return logged(db, place, NOTE)


@pytest.fixture
def text(note: Note) -> Text:
    return item_with(note, "Regionen").text


def sentences(db: Database, text: Text) -> tuple[Segment, ...]:
    with db.read() as tx:
        return segments.of_texts(tx, [text.id], "zh")


def changed_to(db: Database, text: Text, content: str) -> None:
    with db.write() as tx:
        assert texts.set_content(tx, text.id, content, NOW)


def shown(db: Database, text: Text) -> Shown:
    with db.read() as tx:
        return texts.get(tx, [text.id])[text.id].shown("zh")


def test_a_text_waits_by_its_sentences(db: Database, text: Text) -> None:
    assert [segment.source for segment in sentences(db, text)] == [
        "Regionen måler i marts.",
        "CLEAN sender prøver, f.eks. vand.",
        "JEPD svarer d. 15. april.",
    ]
    assert {segment.state for segment in sentences(db, text)} == {"pending"}


def test_answers_to_all_sentences_make_the_text(db: Database, text: Text) -> None:
    assert answered(db, text, "大区三月测量。", "CLEAN发送样品。", "省厅4月15日答复。")

    assert shown(db, text) == ("大区三月测量。CLEAN发送样品。省厅4月15日答复。", "zh", "machine")


def test_a_text_of_which_a_sentence_is_missing_shows_the_original(db: Database, text: Text) -> None:
    first = sentences(db, text)[0]
    with db.write() as tx:
        segments.set_answer(tx, first, segments.Answer("大区三月测量。", "test"))
        segments.settle(tx, [text.id], "zh", NOW)

    assert shown(db, text) == (THREE, "da", "pending")


def test_one_doubtful_sentence_makes_the_text_doubtful(db: Database, text: Text) -> None:
    answered(db, text, remarks=(DOUBT,))

    assert shown(db, text)[2] == "needs_check"
    assert {segment.remarks for segment in sentences(db, text)} == {(DOUBT,)}


def test_an_edit_outdates_the_changed_sentence_only(db: Database, text: Text) -> None:
    answered(db, text)

    changed_to(db, text, THREE.replace("15. april", "16. april"))

    states = [segment.state for segment in sentences(db, text)]
    assert states == ["machine", "machine", "outdated"]
    assert shown(db, text)[1:] == ("zh", "outdated")


def test_a_new_sentence_waits_and_the_others_keep_what_they_have(db: Database, text: Text) -> None:
    answered(db, text)

    changed_to(db, text, f"Vejret var godt i Suzhou hele ugen. {THREE}")

    assert [segment.state for segment in sentences(db, text)] == ["pending", "machine", "machine", "machine"]
    assert shown(db, text) == (f"Vejret var godt i Suzhou hele ugen. {THREE}", "da", "pending")


def test_a_sentence_taken_out_takes_its_translation_along(db: Database, text: Text) -> None:
    answered(db, text, "一。", "二。", "三。")

    changed_to(db, text, "Regionen måler i marts. JEPD svarer d. 15. april.")

    assert shown(db, text) == ("一。三。", "zh", "machine")


def test_sentences_that_change_places_keep_their_translations(db: Database, text: Text) -> None:
    answered(db, text, "一。", "二。", "三。")

    changed_to(db, text, "JEPD svarer d. 15. april. Regionen måler i marts. CLEAN sender prøver, f.eks. vand.")

    found = {segment.source: segment.content for segment in sentences(db, text) if segment.state == "machine"}
    assert found["CLEAN sender prøver, f.eks. vand."] == "二。"
    assert found["Regionen måler i marts."] == "一。"


def test_machine_never_overwrites_a_person(db: Database, text: Text) -> None:
    approved(db, text, "人一。", "人二。", "人三。")

    assert not answered(db, text, "机一。", "机二。", "机三。")

    assert shown(db, text) == ("人一。人二。人三。", "zh", "reviewed")


def test_an_edited_sentence_of_a_person_gets_a_proposal_and_keeps_the_words(db: Database, text: Text) -> None:
    approved(db, text, "人一。", "人二。", "人三。")
    changed_to(db, text, THREE.replace("15. april", "16. april"))

    assert answered(db, text, "机一。", "机二。", "机三。")

    last = sentences(db, text)[-1]
    assert (last.content, last.proposal, last.state, last.held) == ("人三。", "机三。", "outdated", True)
    assert not last.wants_machine
    assert last.wants_person
    assert shown(db, text) == ("人一。人二。人三。", "zh", "outdated")


def test_answer_to_words_that_changed_meanwhile_is_not_kept(db: Database, text: Text) -> None:
    before = sentences(db, text)
    changed_to(db, text, "Noget helt andet blev sagt om vejret i Nanjing.")

    with db.write() as tx:
        assert not any(segments.set_answer(tx, one, segments.Answer("旧", "test")) for one in before)

    assert rows(db, "SELECT count(*) FROM segments WHERE content IS NOT NULL") == [(0,)]


def test_same_words_again_outdate_nothing(db: Database, text: Text) -> None:
    answered(db, text)

    with db.write() as tx:
        assert not texts.set_content(tx, text.id, text.content, NOW)

    assert shown(db, text)[2] == "machine"


def test_failure_says_why_and_an_answer_mends_it(db: Database, text: Text) -> None:
    with db.write() as tx:
        segments.set_failure(tx, segments.of_texts(tx, [text.id], "zh"), "google: RateLimited")
        segments.settle(tx, [text.id], "zh", NOW)
    assert shown(db, text) == (THREE, "da", "failed")
    assert rows(db, "SELECT DISTINCT failure FROM segments WHERE state = 'failed'") == [("google: RateLimited",)]

    answered(db, text)

    assert shown(db, text)[2] == "machine"


def test_failure_leaves_what_was_there(db: Database, text: Text) -> None:
    answered(db, text, "一。", "二。", "三。")

    with db.write() as tx:
        segments.set_failure(tx, segments.of_texts(tx, [text.id], "zh"), "google: RateLimited")
        segments.settle(tx, [text.id], "zh", NOW)

    assert shown(db, text) == ("一。二。三。", "zh", "machine")


def test_second_reviewer_with_an_old_version_is_refused(db: Database, text: Text) -> None:
    first = sentences(db, text)[0]
    by_li, by_wang = (segments.Approval(name, NOW) for name in ("Li Wei", "Wang Fang"))
    with db.write() as tx:
        assert segments.approve(tx, first.id, first.version, "李的话。", by_li)

    with db.write() as tx:
        assert segments.approve(tx, first.id, first.version, "王的话。", by_wang) is None

    kept = sentences(db, text)[0]
    assert (kept.content, kept.reviewed_by) == ("李的话。", "Li Wei")


def test_text_says_who_reviewed_it_last(db: Database, place: Place, note: Note, text: Text) -> None:
    approved(db, text, "人一。", "人二。", "人三。", by="Wang Fang")

    translation = item_with(read_note(db, place.viewer, note.id), "Regionen").text.translations["zh"]
    assert (translation.reviewed_by, translation.reviewed_at) == ("Wang Fang", NOW)


def test_changed_term_outdates_the_machine_and_is_told_the_person(db: Database, text: Text) -> None:
    answered(db, text)
    first, second, _ = sentences(db, text)
    with db.write() as tx:
        segments.approve(tx, first.id, first.version, "人。", segments.Approval("Li Wei", NOW))
        segments.terms_changed(tx, [first.id, second.id], Remark("term_changed", ("CLEAN",)))

    mine, machine, other = sentences(db, text)
    assert (mine.state, mine.content, mine.remarks) == ("reviewed", "人。", (Remark("term_changed", ("CLEAN",)),))
    assert mine.wants_person
    assert (machine.state, other.state) == ("outdated", "machine")


def test_undone_approval_shows_the_words_before_and_stays_a_persons(db: Database, text: Text) -> None:
    answered(db, text)
    first = sentences(db, text)[0]
    with db.write() as tx:
        segments.approve(tx, first.id, first.version, "人。", segments.Approval("Li Wei", NOW))
        assert segments.take_back(tx, first.id, "人。", first.content, Remark("undone", ("Li Wei",)))
        assert not segments.take_back(tx, first.id, "人。", first.content, Remark("undone", ("Li Wei",)))

    found = sentences(db, text)[0]
    assert (found.content, found.state, found.held) == (first.content, "needs_check", True)


def test_same_sentence_in_the_space_is_known(db: Database, place: Place, text: Text) -> None:
    answered(db, text, "一。", "二。", "三。")

    with db.read() as tx:
        pair = Pair("da", "zh")
        here = segments.known(tx, place.space_id, ["Regionen måler i marts.", "Ukendt."], pair)
        elsewhere = segments.known(tx, place.space_id + 1, ["Regionen måler i marts."], pair)
    assert {source: answer.content for source, answer in here.items()} == {"Regionen måler i marts.": "一。"}
    assert elsewhere == {}


def test_an_engine_that_cannot_disturbs_nobody_who_reviews(db: Database, text: Text) -> None:
    approved(db, text, "一。", "二。", "三。")
    changed_to(db, text, THREE.replace("marts", "maj"))
    seen = sentences(db, text)[0]
    with db.write() as tx:
        segments.set_failure(tx, [seen], "deepl: EngineBroken")

    with db.write() as tx:
        assert segments.approve(tx, seen.id, seen.version, "五月。", segments.Approval("Li Wei", NOW))

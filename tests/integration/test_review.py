"""Review over both databases: what is approved spreads and is remembered, and can be taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import Changed, NotAllowed, NotFound
from bot.domain.language import Language
from bot.domain.person import Viewer, keeper
from bot.domain.record import Note, Text
from bot.domain.review import Typed
from bot.domain.segment import Remark, Segment
from bot.domain.term import Term
from bot.services.correct import correct
from bot.services.list_reviews import list_reviews
from bot.services.read_history import read_history
from bot.services.review import review, standings_of
from bot.services.take_back import take_back
from bot.store import memory, notes, prose, segments, terms, texts
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place, answered, counted, enter, item_with, logged, rows

LATER = NOW + timedelta(days=3)
DECISION = "Driftsmøde hvert kvartal."
RIGHT = "每季度召开一次工作例会。"
ONE = "Møde\nBeslutning: Driftsmøde hvert kvartal.\n1. Der er udtaget prøver."


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def li(db: Database, place: Place) -> Viewer:
    return speaking(enter(db, place, "U0LI", "Li Wei"), "zh")


def speaking(viewer: Viewer, language: Language) -> Viewer:
    return replace(viewer, person=viewer.person.speaking(language))


def translated(db: Database, place: Place, words: str = ONE, *doubted: str) -> Note:
    """A note that a machine has translated; some of its texts did not pass a check."""
    note = logged(db, place, words)
    for text in note.texts():
        answered(db, text, remarks=(Remark("number", ("12",)),) if text.content in doubted else ())
    return note


def sentence(db: Database, text: Text) -> Segment:
    with db.read() as tx:
        (found,) = segments.of_texts(tx, [text.id], "zh")
    return found


def typed(db: Database, text: Text, content: str) -> Typed:
    found = sentence(db, text)
    return Typed(found.id, found.version, content)


def shown(db: Database, text: Text) -> tuple[str, str]:
    with db.read() as tx:
        there = texts.get(tx, [text.id])[text.id].shown("zh")
    return there.content, there.state


def known(db: Database, place: Place, source: str) -> str | None:
    with db.read() as tx:
        found = memory.find(tx, place.space_id, [source], ("da", "zh")).get(source)
    return found.target if found else None


def test_an_approved_sentence_is_remembered_and_stands_wherever_no_person_was_before(
    db: Database, place: Place, li: Viewer
) -> None:
    first, second = translated(db, place), translated(db, place)
    elsewhere = translated(db, a_place(db, "Shandong", "C0SHANDONG", "U0OTHER"))
    text = item_with(first, DECISION).text

    done = correct(db, li, first.id, [typed(db, text, f" {RIGHT}\n")], now=LATER)

    assert (done.approved, done.spread, done.conflicts, done.left) == (1, 1, (), 2)
    assert shown(db, text) == (RIGHT, "reviewed")
    assert shown(db, item_with(second, DECISION).text) == (RIGHT, "reviewed")
    assert shown(db, item_with(elsewhere, DECISION).text)[1] == "machine"
    assert known(db, place, DECISION) == RIGHT
    jobs = rows(db, "SELECT key FROM jobs WHERE kind = 'card' AND state = 'waiting' ORDER BY key")
    assert {("card:" + str(first.id),), ("card:" + str(second.id),)} <= set(jobs)
    found = standings_of(db, first)["zh"]
    assert (found.reviewers, found.reviewed_at) == (("Li Wei",), LATER)


def test_what_another_person_holds_gets_no_other_words(db: Database, place: Place, li: Viewer) -> None:
    first, second = translated(db, place), translated(db, place)
    texts_of = [item_with(note, DECISION).text for note in (first, second)]
    correct(db, li, second.id, [typed(db, texts_of[1], "每季度开会。")], now=NOW)
    correct(db, li, first.id, [typed(db, texts_of[0], RIGHT)], now=LATER)

    assert shown(db, texts_of[1]) == ("每季度开会。", "reviewed")
    assert shown(db, texts_of[0]) == (RIGHT, "reviewed")
    assert known(db, place, DECISION) == RIGHT


def test_the_same_sentence_twice_in_one_form_keeps_what_was_typed_for_each(
    db: Database, place: Place, li: Viewer
) -> None:
    note = translated(db, place, "Møde\n1. Prøver udtages.\n2. Prøver udtages.")
    first, second = (item.text for item in note.items)

    done = correct(db, li, note.id, [typed(db, first, "取样。"), typed(db, second, "采样。")], now=LATER)

    assert (done.approved, done.conflicts) == (2, ())
    assert (shown(db, first)[0], shown(db, second)[0]) == ("取样。", "采样。")


def test_the_second_of_two_reviewers_is_told_and_can_insist(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place)
    text = item_with(note, DECISION).text
    seen = typed(db, text, "每季度开会。")
    correct(db, li, note.id, [typed(db, text, RIGHT)], now=NOW)
    wang = speaking(enter(db, place, "U0WANG", "Wang Fang"), "zh")

    done = correct(db, wang, note.id, [seen], now=LATER)

    (conflict,) = done.conflicts
    assert conflict.sentence is not None
    there = conflict.sentence.segment
    assert (there.content, there.reviewed_by) == (RIGHT, "Li Wei")
    assert shown(db, text)[0] == RIGHT
    correct(db, wang, note.id, [seen._replace(version=there.version)], now=LATER)
    assert shown(db, text)[0] == "每季度开会。"
    assert correct(db, li, note.id, [seen._replace(touched=False)], now=LATER).conflicts == ()


@pytest.mark.parametrize("language", ["da", "en", None])
def test_nobody_corrects_into_another_language(
    db: Database, place: Place, li: Viewer, language: Language | None
) -> None:
    note = translated(db, place)
    text = item_with(note, DECISION).text
    other = replace(li, person=replace(li.person, language=language))

    if language is None:
        with pytest.raises(NotAllowed):
            correct(db, other, note.id, [typed(db, text, RIGHT)], now=NOW)
    else:
        assert correct(db, other, note.id, [typed(db, text, RIGHT)], now=NOW).approved == 0
    with pytest.raises(NotAllowed):
        review(db, other, note.id)

    assert shown(db, text)[1] == "machine"


def test_a_sentence_of_another_note_is_not_approved_by_a_forged_form(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place)
    theirs = translated(db, a_place(db, "Shandong", "C0SHANDONG", "U0OTHER"))
    text = item_with(theirs, DECISION).text

    done = correct(db, li, note.id, [typed(db, text, RIGHT)], now=NOW)

    assert [conflict.sentence for conflict in done.conflicts] == [None]
    assert shown(db, text)[1] == "machine"
    with pytest.raises(NotFound):
        correct(db, li, theirs.id, [typed(db, text, RIGHT)], now=NOW)


def test_taking_back_brings_the_machines_words_to_be_checked_and_forgets_the_pair(
    db: Database, place: Place, li: Viewer
) -> None:
    first, second = translated(db, place), translated(db, place)
    text = item_with(first, DECISION).text
    before = shown(db, text)[0]
    correct(db, li, first.id, [typed(db, text, RIGHT)], now=NOW)
    _, (happened, *_) = read_history(db, li, first.id)
    assert happened.correction is not None
    assert (happened.by, happened.correction.before, happened.correction.after) == ("Li Wei", before, RIGHT)

    take_back(db, li, first.id, happened.correction.id, now=LATER)

    assert shown(db, text) == (before, "needs_check")
    assert shown(db, item_with(second, DECISION).text) == (before, "needs_check")
    assert sentence(db, text).remarks == (Remark("undone"),)
    assert known(db, place, DECISION) is None
    _, (again, *_) = read_history(db, li, first.id)
    assert again.correction is not None
    assert (again.correction.undone_by, again.correction.undone_at) == ("Li Wei", LATER)
    with pytest.raises(Changed):
        take_back(db, li, first.id, happened.correction.id, now=LATER)


def test_taking_back_a_second_correction_brings_back_the_first_as_reviewed(
    db: Database, place: Place, li: Viewer
) -> None:
    note = translated(db, place)
    text = item_with(note, DECISION).text
    wang = speaking(enter(db, place, "U0WANG", "Wang Fang"), "zh")
    correct(db, li, note.id, [typed(db, text, RIGHT)], now=NOW)
    correct(db, wang, note.id, [typed(db, text, "每季度开会。")], now=LATER)
    _, (second, first) = read_history(db, li, note.id)
    assert first.correction is not None
    assert second.correction is not None
    with pytest.raises(Changed):
        take_back(db, li, note.id, first.correction.id, now=LATER)

    take_back(db, li, note.id, second.correction.id, now=LATER)

    there = sentence(db, text)
    assert (there.content, there.state, there.reviewed_by, there.reviewed_at) == (RIGHT, "reviewed", "Li Wei", NOW)
    assert known(db, place, DECISION) == RIGHT


def test_only_whoever_reads_that_language_takes_back(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place)
    correct(db, li, note.id, [typed(db, item_with(note, DECISION).text, RIGHT)], now=NOW)
    _, (happened, *_) = read_history(db, li, note.id)
    assert happened.correction is not None
    stranger = enter(db, a_place(db, "Shandong", "C0SHANDONG", "U0OTHER"), "U0ZHAO", "Zhao Wei")

    with pytest.raises(NotAllowed):
        take_back(db, speaking(place.viewer, "da"), note.id, happened.correction.id, now=NOW)
    with pytest.raises(NotFound):
        take_back(db, speaking(stranger, "zh"), note.id, happened.correction.id, now=NOW)


def test_sentences_come_with_doubts_first_then_by_weight(db: Database, place: Place, li: Viewer) -> None:
    words = (
        "Møde\nFormål: En plan\n1. Et afsnit.\n2. Et tvivlsomt afsnit.\n- [ ] CLEAN sender rapporten\nBeslutning: Ja."
    )
    note = translated(db, place, words, "Et tvivlsomt afsnit.")

    found = review(db, li, note.id)

    assert [one.segment.source for one in found.sentences] == [
        "Et tvivlsomt afsnit.",
        "Ja.",
        "CLEAN sender rapporten",
        "Møde",
        "En plan",
        "Et afsnit.",
    ]
    assert found.waiting == 6


def test_what_waits_is_listed_by_weight_and_only_where_the_reader_may_look(
    db: Database, place: Place, li: Viewer
) -> None:
    plain = translated(db, place, "Frokost\n1. Vi spiste.")
    decided = translated(db, place)
    doubted = translated(db, place, "Tilsyn\n1. Der er 12 boringer.", "Der er 12 boringer.")
    translated(db, a_place(db, "Shandong", "C0SHANDONG", "U0OTHER"))

    waiting, more = list_reviews(db, li)

    assert [one.note_id for one in waiting] == [doubted.id, decided.id, plain.id]
    assert [(one.sentences, one.urgent) for one in waiting] == [(2, 1), (3, 0), (2, 0)]
    assert more == 0
    assert list_reviews(db, speaking(li, "en")) == ((), 0)


def test_a_reviewed_sentence_whose_term_has_changed_waits_again(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place)
    done = [typed(db, text, "好的。") for text in note.texts()]
    correct(db, li, note.id, done, now=NOW)
    assert list_reviews(db, li) == ((), 0)

    with db.write() as tx:
        segments.terms_changed(tx, [done[0].segment_id], Remark("term_changed", ("jord",)))

    ((one,), _) = list_reviews(db, li)
    assert (one.sentences, one.urgent) == (1, 1)


def test_the_list_asks_as_much_for_thirty_notes_as_for_one(db: Database, place: Place, li: Viewer) -> None:
    translated(db, place)
    with counted(db) as for_one:
        list_reviews(db, li)
    for _ in range(29):
        translated(db, place)
    with counted(db) as for_thirty:
        waiting, more = list_reviews(db, li)

    assert len(for_thirty) == len(for_one)
    assert (len(waiting), more) == (20, 10)


def test_a_correction_stays_in_the_history_of_what_it_was_although_the_item_goes(
    db: Database, place: Place, li: Viewer
) -> None:
    note = translated(db, place)
    item = item_with(note, DECISION)
    correct(db, li, note.id, [typed(db, item.text, RIGHT)], now=NOW)
    with db.write() as tx:
        notes.remove_item(tx, item.id, NOW)

    with db.read() as tx:
        assert notes.get(tx, keeper(place.space_id), note.id)
    assert rows(db, 'SELECT "after" FROM corrections') == [(RIGHT,)]
    assert read_history(db, li, note.id)[1] == ()


def told_in_prose(db: Database, note: Note, words: str, refusal: str | None = None) -> Text:
    """The note's summary as a server wrote it, translated by a machine."""
    with db.write() as tx:
        text_id = texts.add(tx, note.space_id, "da", words)
        text = texts.get(tx, [text_id])[text_id]
        texts.expect_translations(tx, [text], list[Language](["zh"]), NOW)
        prose.keep(tx, note.id, prose.Prose("f", text_id, (("1.1",),), "model", refusal), NOW)
    answered(db, text)
    return text


def test_prose_is_reviewed_with_its_note(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place)
    text = told_in_prose(db, note, "Parterne mødes hvert kvartal.")

    (waiting,), _ = list_reviews(db, li)
    last = review(db, li, note.id).sentences[-2]
    done = correct(db, li, note.id, [typed(db, text, "双方每季度会面。")], now=LATER)

    assert waiting.sentences == 4
    assert (last.place.part, last.segment.text_id) == ("prose", text.id)
    assert (done.approved, done.conflicts) == (1, ())
    assert shown(db, text) == ("双方每季度会面。", "reviewed")
    (line,) = read_history(db, li, note.id)[1]
    assert line.correction
    assert line.place.part == "prose"
    take_back(db, li, note.id, line.correction.id, now=LATER)
    assert shown(db, text)[1] == "needs_check"


def test_prose_that_was_refused_is_not_reviewed(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place)
    told_in_prose(db, note, "Parterne mødes hvert kvartal.", refusal="number")

    assert list_reviews(db, li)[0][0].sentences == 3
    assert "prose" not in {one.place.part for one in review(db, li, note.id).sentences}


def test_words_that_nobody_can_see_are_no_translation(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place)
    text = item_with(note, DECISION).text
    before = shown(db, text)

    done = correct(db, li, note.id, [typed(db, text, "\u200b \ufeff\u2060")], now=LATER)

    assert (done.approved, shown(db, text), known(db, place, DECISION)) == (0, before, None)


def test_what_two_corrections_say_is_remembered_until_both_are_taken_back(
    db: Database, place: Place, li: Viewer
) -> None:
    note = translated(db, place, "Møde\n1. Prøver udtages.\n2. Prøver udtages.")
    both = [typed(db, item.text, "取样。") for item in note.items]
    correct(db, li, note.id, both, now=LATER)
    _, happened = read_history(db, li, note.id)
    second, first = [one.correction for one in happened if one.correction]

    take_back(db, li, note.id, first.id, now=LATER)
    after_one = known(db, place, "Prøver udtages.")
    take_back(db, li, note.id, second.id, now=LATER)

    assert (after_one, known(db, place, "Prøver udtages.")) == ("取样。", None)


def test_what_was_approved_before_a_name_changed_is_used_and_listed(db: Database, place: Place, li: Viewer) -> None:
    note = translated(db, place, "Møde\n1. Grundfos sender en pumpe.")
    words = item_with(note, "Grundfos").text
    correct(db, li, note.id, [typed(db, words, "葛兰富将寄送一台水泵。")], now=NOW)
    with db.write() as tx:
        name = Term("organisation", {"da": "Grundfos", "zh": "格兰富", "en": "Grundfos"})
        terms.add(tx, place.space_id, name, terms.Change("Mette", LATER))

    later = item_with(logged(db, place, "Nyt møde\n1. Grundfos sender en pumpe."), "Grundfos").text

    found = sentence(db, later)
    assert (found.state, found.content) == ("reviewed", "葛兰富将寄送一台水泵。")
    assert found.remarks == (Remark("term_changed", ("格兰富",)),)
    assert found.wants_person


def test_what_was_approved_after_the_name_changed_is_used_without_a_doubt(
    db: Database, place: Place, li: Viewer
) -> None:
    note = translated(db, place, "Møde\n1. Grundfos sender en pumpe.")
    with db.write() as tx:
        name = Term("organisation", {"da": "Grundfos", "zh": "格兰富", "en": "Grundfos"})
        terms.add(tx, place.space_id, name, terms.Change("Mette", NOW))
    words = item_with(note, "Grundfos").text
    correct(db, li, note.id, [typed(db, words, "该公司将寄送一台水泵。")], now=LATER)

    later = item_with(logged(db, place, "Nyt møde\n1. Grundfos sender en pumpe."), "Grundfos").text

    assert sentence(db, later).remarks == ()

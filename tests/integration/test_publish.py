"""Publishing a space: what is written, what is left alone, what is asked, and what never leaves."""

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta

import pytest

from bot import i18n
from bot.domain.errors import Changed, NotFound, Unreadable
from bot.domain.language import Language
from bot.domain.note_body import as_typed
from bot.domain.person import keeper
from bot.domain.publication import Question, Tally
from bot.domain.record import HEAD_PARTS, HeadPart, Note
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.domain.wiki import RemotePage, WikiUnreachable
from bot.domain.wiki_mark import mark_of, part
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from bot.services.change_status import change_status
from bot.services.edit_action import edit_action
from bot.services.edit_note import edit_note
from bot.services.forget_person import forget_person
from bot.services.publish import Job, publish
from bot.services.publish_choice import Choice, Chosen, choose
from bot.services.publish_take import take_words
from bot.services.read_note import read_note
from bot.store import notes, publications
from bot.store.database import Database
from bot.store.publications import NewPublication
from tests.contracts.wiki.memory import MemoryWiki
from tests.integration.asking_pages import asked_about
from tests.integration.making import (
    NOW,
    Place,
    a_place,
    answered,
    counted,
    execute,
    item_with,
    logged,
    rows,
    someone,
)
from tests.integration.test_internal import World
from tests.integration.test_internal import inner as inner_fixture
from tests.integration.test_internal import world as world_fixture
from tests.stores import KINDS

inner, world = inner_fixture, world_fixture

DA = "Jiangsu 1 Arbejdsmøde om jord og grundvand/da"
ZH = "Jiangsu 1 Arbejdsmøde om jord og grundvand/zh"
LISTS = [f"Jiangsu {name}/{language}" for name in ("Møder", "Åbne opgaver") for language in ("da", "zh")]
DRIFT, OVERSIGT = "Driftsmøde hvert kvartal.", "sender oversigt over danske jordvirksomheder"
TWO = """\
Titel: Opfølgning
Dato: 20. januar 2017
1. Første sætning er her. Anden sætning følger. Tredje slutter.
- [ ] @CLEAN sender listen
"""
WRITER = PageWriter(MARKUPS["mediawiki"])


@dataclass
class Ran(Tally):
    """What became of a run, and what people are asked about since."""

    asked: list[Question] = field(default_factory=list)


@dataclass
class House:
    """A space with a note, and the wiki it is published to."""

    db: Database
    place: Place
    wiki: MemoryWiki
    publication: int
    now: datetime = NOW
    progress: list[tuple[int, int]] = field(default_factory=list)

    @property
    def job(self) -> Job:
        return Job(self.publication, self.place.space_id)

    def publish(self, *, again: bool = False) -> "Ran":
        self.now += timedelta(minutes=1)
        job = self.job._replace(again=again)
        tally = publish(
            self.db, job, self.wiki, WRITER, now=self.now, progress=lambda *done: self.progress.append(done)
        )
        asked = asked_about(self.db, self.publication, self.wiki, WRITER)
        assert tally.questions == len(asked)
        return Ran(**{one.name: getattr(tally, one.name) for one in fields(tally)}, asked=asked)

    def breaks_off(self, *, after: int) -> None:
        """A run of which so many pages are saved and known, one more is saved, and nobody learns of it."""
        self.wiki.dies_after = after
        with pytest.raises(WikiUnreachable):
            self.publish()

    def choose(self, question: Question, choice: Choice) -> Chosen:
        self.now += timedelta(minutes=1)
        viewer = self.place.viewer
        return choose(self.db, viewer, question.page_id, question.shown, choice, self.wiki, WRITER, now=self.now)

    def note(self, number: int = 1) -> Note:
        with self.db.read() as tx:
            (found,) = notes.get_by_number(tx, keeper(self.place.space_id), number)
        return found

    def text(self, title: str = DA) -> str:
        page = self.wiki.at(title)
        assert page is not None
        return page.text

    def states(self) -> dict[str, str]:
        return dict(rows(self.db, "SELECT title, state FROM pages"))

    def rewords(self, words: str, to: str) -> None:
        self.rewords_in(1, item_with(self.note(), words).number, to)

    def rewords_in(self, number: int, item_number: str, to: str) -> None:
        """Other words for an action of a note."""
        item = next(one for one in self.note(number).items if one.number == item_number)
        assert item.action
        due = item.action.due.said if item.action.due else ""
        typed = TypedAction(to, owner=None, due_said=due)
        edit_action(self.db, self.place.viewer, item.id, item.action.version, typed, now=self.now)


BOTH = pytest.mark.parametrize("kind", KINDS, indirect=True)
"""What asks the store in a way of its own; the rest is the same on both databases."""


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    i18n.load()


@pytest.fixture
def house(db: Database) -> House:
    place = a_place(db)
    logged(db, place)
    new = NewPublication(place.space_id, "mediawiki", "https://wiki.example/api.php", "J@j", None, None, automatic=True)
    with db.write() as tx:
        publication = publications.put(tx, new, NOW)
    return House(db, place, MemoryWiki(), publication)


def saves(wiki: MemoryWiki) -> list[str]:
    return [asked.removeprefix("save ") for asked in wiki.asked if asked.startswith("save ")]


@BOTH
def test_meeting_has_a_page_in_each_language_and_the_space_has_its_lists(house: House) -> None:
    tally = house.publish()

    assert house.wiki.titles == sorted([DA, ZH, *LISTS])
    assert (tally.written, tally.unchanged, tally.notes) == (6, 0, {house.note().id})
    assert "Driftsmøde hvert kvartal." in house.text()
    assert f"[[:{ZH}|中文]]" in house.text()
    assert f"[[:{DA}|1 Arbejdsmøde om jord og grundvand]]" in house.text(LISTS[0])
    assert "CLEAN · primo april 2017 (som sagt: »primo april«)" in house.text()
    assert house.progress[-1] == (1, 1)


@BOTH
def test_what_has_not_changed_is_neither_read_nor_written(house: House) -> None:
    house.publish()
    house.wiki.asked.clear()

    tally = house.publish(again=True)

    assert house.wiki.asked == ["check", "heads"]
    assert (tally.written, tally.unchanged) == (0, 6)


def test_run_without_a_change_of_the_record_asks_the_wiki_alone(house: House) -> None:
    house.publish()

    with counted(house.db) as few:
        house.publish()

    assert not [statement for statement in few if "items" in statement]


def test_change_in_slack_is_written_to_the_pages_that_show_it(house: House) -> None:
    house.publish()
    house.wiki.asked.clear()
    item = item_with(house.note(), OVERSIGT)
    change_status(house.db, house.place.viewer, item.id, "done", now=house.now)

    house.publish()

    assert sorted(saves(house.wiki)) == sorted([DA, ZH, LISTS[2], LISTS[3]])
    assert "Opgave, udført" in house.text()
    assert OVERSIGT not in house.text(LISTS[2])


@BOTH
def test_translation_that_has_come_is_written_with_its_state(house: House) -> None:
    house.publish()
    answered(house.db, item_with(house.note(), "Driftsmøde").text, "每季度召开一次业务会议。")

    house.publish()

    assert "每季度召开一次业务会议。<!--/item--> ''（机器翻译）''" in house.text(ZH)
    assert '<div lang="zh-Hans">' in house.text(ZH)


def test_what_is_not_translated_says_in_which_language_it_is(house: House) -> None:
    house.publish()

    assert '<span lang="da">' in house.text(ZH)
    assert "尚未翻译" in house.text(ZH)


@BOTH
def test_internal_note_never_leaves(world: World, inner: Note) -> None:
    new = NewPublication(world.space_id, "mediawiki", "https://wiki.example/api.php", "J@j", None, None, automatic=True)
    wiki, writer = MemoryWiki(), PageWriter(MARKUPS["mediawiki"])
    with world.db.write() as tx:
        publication = publications.put(tx, new, NOW)
        inside = publications.put(tx, new._replace(space_id=inner.space_id), NOW)

    publish(world.db, Job(publication, world.space_id), wiki, writer, now=NOW, progress=lambda *_: None)
    with pytest.raises(NotFound):
        publish(world.db, Job(inside, inner.space_id), wiki, writer, now=NOW, progress=lambda *_: None)

    assert len(wiki.pages) > 4
    assert not [page.title for page in wiki.pages.values() if "Kun for os" in page.text or "tallene" in page.text]


def test_connection_of_an_internal_record_is_not_there(house: House) -> None:
    with pytest.raises(NotFound):
        publish(
            house.db,
            Job(house.publication, house.place.space_id + 5),
            house.wiki,
            PageWriter(MARKUPS["mediawiki"]),
            now=NOW,
            progress=lambda *_: None,
        )


def test_page_of_somebody_else_is_left_alone_and_said_to_be_taken(house: House) -> None:
    house.wiki.writes(DA, "Partnerens egen side om jord.")

    tally = house.publish()

    assert house.text() == "Partnerens egen side om jord."
    assert (tally.refused, house.states()[DA], house.states()[ZH]) == (1, "refused", "published")
    assert rows(house.db, "SELECT reason FROM pages WHERE state = 'refused'") == [("taken",)]


def test_page_of_another_bot_is_not_taken_for_ours(house: House) -> None:
    house.publish()
    text = house.text().replace(str(rows(house.db, "SELECT key FROM publications")[0][0]), "0" * 32)
    other = MemoryWiki()
    other.writes(DA, text)
    house.wiki = other
    execute(house.db, "DELETE FROM pages")

    house.publish(again=True)

    assert house.text() == text
    assert house.states()[DA] == "refused"


@BOTH
def test_crash_between_publishing_and_writing_it_down_is_repaired(house: House) -> None:
    house.breaks_off(after=1)
    assert house.states() == {}
    before = house.text()

    tally = house.publish()

    assert house.text() == before
    assert house.wiki.titles == sorted([DA, ZH, *LISTS])
    assert set(house.states().values()) == {"published"}
    assert (tally.refused, tally.conflicts, tally.asked) == (0, 0, [])


def test_crash_after_an_update_is_repaired_even_when_the_record_has_changed_again(house: House) -> None:
    house.publish()
    house.rewords(OVERSIGT, "CLEAN sender en liste over virksomheder")
    house.breaks_off(after=1)
    house.rewords("en liste over virksomheder", "CLEAN sender en kort liste over virksomheder")

    tally = house.publish()

    assert "CLEAN sender en kort liste over virksomheder" in house.text()
    assert (tally.conflicts, tally.edited, tally.asked) == (0, 0, [])


def test_page_edited_between_a_crash_and_the_next_run_is_asked_about(house: House) -> None:
    house.breaks_off(after=1)
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")

    tally = house.publish()

    assert "Driftsmøde hver måned." in house.text()
    assert house.states()[DA] == "edited"
    assert [change.theirs for change in tally.asked[0].changes] == ["Driftsmøde hver måned."]


def test_edit_in_the_wiki_is_kept_and_asked_about(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")

    tally = house.publish()

    (question,) = tally.asked
    (change,) = question.changes
    assert "Driftsmøde hver måned." in house.text()
    assert (change.ref, change.ours, change.theirs) == ("1.2", DRIFT, "Driftsmøde hver måned.")
    assert (question.wrote, question.language, house.states()[DA]) == (True, "da", "edited")


def test_same_edit_is_asked_about_once(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    house.publish()
    house.rewords(OVERSIGT, "CLEAN sender en liste")

    tally = house.publish()

    assert tally.asked == []
    assert "Driftsmøde hver måned." in house.text()
    assert "CLEAN sender en liste" in house.text()


def test_both_sides_have_changed_other_items_and_nothing_is_lost(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    house.rewords(OVERSIGT, "CLEAN sender en liste")

    tally = house.publish()

    assert "Driftsmøde hver måned." in house.text()
    assert "CLEAN sender en liste" in house.text()
    assert (tally.conflicts, tally.edited) == (0, 1)


def test_both_sides_have_changed_other_sentences_of_one_paragraph(house: House) -> None:
    logged(house.db, house.place, TWO)
    house.publish()
    title = "Jiangsu 2 Opfølgning/da"
    house.wiki.replaces(title, "Første sætning er her.", "Første sætning er partnerens.")
    edit_paragraph(house, 2, "Første sætning er her. Anden sætning følger. Tredje er vores.")

    tally = house.publish()

    assert "Første sætning er partnerens. Anden sætning følger. Tredje er vores." in house.text(title)
    assert tally.conflicts == 0


def edit_paragraph(house: House, number: int, words: str) -> None:
    note = house.note(number)
    body = note.body.replace(note.items[0].text.content, words)
    typed = TypedNote(body, note.language, note.title.content)
    edit_note(house.db, house.place.viewer, note.id, note.version, typed, today=NOW.date(), now=house.now)


@BOTH
def test_both_sides_have_changed_the_same_and_nothing_is_written(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, OVERSIGT, "mailer en liste")
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    house.wiki.asked.clear()

    tally = house.publish()

    assert DA not in saves(house.wiki)
    assert "mailer en liste" in house.text()
    assert (tally.conflicts, house.states()[DA], house.states()[ZH]) == (1, "conflict", "published")
    (question,) = tally.asked
    assert [(change.ours, change.theirs) for change in question.changes] == [
        ("CLEAN sender en liste", "@CLEAN mailer en liste - frist: primo april")
    ]
    assert not question.wrote


def test_ours_is_written_when_somebody_has_decided_so_and_the_rest_of_the_page_stays(house: House) -> None:
    house.publish()
    house.wiki.edits(DA, house.text().replace(OVERSIGT, "mailer en liste") + "\n\nPartnerens egen note.")
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    (question,) = house.publish().asked

    house.choose(question, "ours")

    assert "CLEAN sender en liste" in house.text()
    assert "mailer" not in house.text()
    assert "Partnerens egen note." in house.text()
    assert house.states()[DA] == "published"
    assert house.publish(again=True).asked == []
    assert "Partnerens egen note." in house.text()


@BOTH
def test_theirs_is_taken_like_an_edit_in_slack_and_the_translation_becomes_outdated(house: House) -> None:
    item = item_with(house.note(), "Driftsmøde")
    answered(house.db, item.text, "每季度召开一次业务会议。")
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    (question,) = house.publish().asked

    house.choose(question, "theirs")

    changed = item_with(house.note(), "Driftsmøde")
    assert (changed.id, changed.text.content) == (item.id, "Driftsmøde hver måned.")
    assert changed.text.translations["zh"].state == "outdated"
    assert "Driftsmøde hver måned." in house.note().body
    tally = house.publish()
    assert (house.states()[DA], tally.asked) == ("published", [])


def test_action_taken_from_the_wiki_keeps_owner_and_due_date(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, OVERSIGT, "mailer oversigten")
    (question,) = house.publish().asked
    before = item_with(house.note(), OVERSIGT).action

    house.choose(question, "theirs")

    after = item_with(house.note(), "mailer oversigten").action
    assert before
    assert after
    assert (after.owner, after.due) == (before.owner, before.due)


def test_corrected_translation_is_taken_as_a_correction(house: House) -> None:
    item = item_with(house.note(), "Driftsmøde")
    answered(house.db, item.text, "每季度召开一次业务会议。")
    house.publish()
    house.wiki.replaces(ZH, "每季度召开一次业务会议。", "每季度举行一次工作会议。")
    (question,) = house.publish().asked

    house.choose(question, "theirs")

    changed = item_with(house.note(), "Driftsmøde").text
    assert changed.content == DRIFT
    assert changed.translations["zh"].content == "每季度举行一次工作会议。"
    assert changed.translations["zh"].state == "reviewed"


def test_original_that_stands_on_the_other_languages_page_is_edited_or_translated_by_what_was_written(
    house: House,
) -> None:
    house.publish()
    house.wiki.replaces(ZH, DRIFT, "Driftsmøde hver eneste måned.")
    (question,) = house.publish().asked
    house.choose(question, "theirs")
    assert item_with(house.note(), "Driftsmøde").text.content == "Driftsmøde hver eneste måned."
    house.publish()

    house.wiki.replaces(ZH, "Driftsmøde hver eneste måned.", "每月召开一次业务会议。")
    (question,) = house.publish().asked
    house.choose(question, "theirs")

    text = item_with(house.note(), "Driftsmøde").text
    assert text.content == "Driftsmøde hver eneste måned."
    assert text.translations["zh"].content == "每月召开一次业务会议。"


@pytest.mark.parametrize(
    ("field", "was", "now"),
    [
        ("title", "Arbejdsmøde om jord og grundvand", "Arbejdsmøde om jord, grundvand og luft"),
        ("place", "Nanjing", "Suzhou"),
        ("purpose", "At nå til enighed om en arbejdsplan for 2017-2018.", "At aftale en plan for 2018."),
        ("participants", "Region Hovedstaden; CLEAN; JEPD", "Region Hovedstaden; CLEAN; Ejlskov; JEPD"),
    ],
)
def test_head_of_a_meeting_is_taken_like_an_edit_in_slack(house: House, field: HeadPart, was: str, now: str) -> None:
    before = house.note()
    answered(house.db, getattr(before, field), "中文。")
    house.publish()
    house.wiki.replaces(DA, part(field, was), part(field, now))
    (question,) = house.publish().asked

    house.choose(question, "theirs")

    after = house.note()
    assert [(change.part, change.theirs) for change in question.changes] == [(field, now)]
    changed = getattr(after, field)
    assert changed.content == now
    assert changed.translations["zh"].state in {"outdated", "pending"}  # alike or quite another
    heads = [
        (name, text.content)
        for name in HEAD_PARTS
        if name != field
        for text in (getattr(before, name), getattr(after, name))
    ]
    assert heads[::2] == heads[1::2]
    assert [(item.id, item.text.content) for item in after.items] == [
        (item.id, item.text.content) for item in before.items
    ]
    assert house.publish().asked == []
    assert (house.states()[DA], now in house.text()) == ("published", True)


@pytest.mark.parametrize(
    "own", ["\n\nPartnerens eget afsnit.", " — ''JEPD: ikke før maj''", " Partnerens tilføjelse.\n\nOg et afsnit."]
)
def test_what_a_partner_wrote_beside_an_item_is_shown_and_stays_when_ours_counts(house: House, own: str) -> None:
    house.publish()
    house.wiki.replaces(DA, f"{DRIFT}<!--/item-->", f"Driftsmøde hver måned.<!--/item-->{own}")
    note = house.note()
    body = note.body.replace(DRIFT, "Driftsmøde hvert halvår.").rstrip()
    typed = TypedNote(
        body, "da", note.title.content, "2017-01-10", "Nanjing", note.purpose.content if note.purpose else ""
    )
    edit_note(house.db, house.place.viewer, note.id, note.version, typed, today=NOW.date(), now=NOW)
    (question,) = house.publish().asked

    house.choose(question, "ours")

    said = own.rsplit("\n", maxsplit=1)[-1].strip(" —'")
    assert any(said in theirs for _, theirs in question.others)
    assert own.strip() in house.text()
    assert "Driftsmøde hvert halvår.<!--/item-->" in house.text()
    assert "hver måned" not in house.text()


def test_item_whose_mark_was_lost_takes_nothing_of_the_next_one(house: House) -> None:
    house.publish()
    before = [(item.id, item.text.content) for item in house.note().items]
    house.wiki.replaces(DA, f"{DRIFT}<!--/item-->", "Driftsmøde hver måned.")

    tally = house.publish()

    assert [change.part for question in tally.asked for change in question.changes] == []
    assert [(item.id, item.text.content) for item in house.note().items] == before
    assert all(str(item_id) in house.text() for item_id, _ in before)


def test_corrected_translation_of_a_purpose_is_taken_as_a_correction(house: House) -> None:
    purpose = house.note().purpose
    assert purpose is not None
    answered(house.db, purpose, "就工作计划达成一致。")
    house.publish()
    house.wiki.replaces(ZH, "就工作计划达成一致。", "就2017年至2018年的工作计划达成一致。")
    (question,) = house.publish().asked

    house.choose(question, "theirs")

    after = house.note().purpose
    assert after is not None
    assert after.content == purpose.content
    assert (after.translations["zh"].content, after.translations["zh"].state) == (
        "就2017年至2018年的工作计划达成一致。",
        "reviewed",
    )


def test_place_that_was_emptied_is_said_by_the_words_it_had(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, part("place", "Nanjing"), part("place", ""))
    (question,) = house.publish().asked

    with pytest.raises(Unreadable) as told:
        house.choose(question, "theirs")

    assert (told.value.key, told.value.details) == ("wiki_head_empty", {"words": "Nanjing"})


def test_ours_is_written_again_over_a_title_that_was_changed_there(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, "== <!--item title-->Arbejdsmøde om jord og grundvand", "== <!--item title-->Et andet møde")
    (question,) = house.publish().asked

    house.choose(question, "ours")

    assert "Arbejdsmøde om jord og grundvand" in house.text()
    assert "Et andet møde" not in house.text()


def test_translation_whose_sentences_cannot_be_told_apart_is_not_taken(house: House) -> None:
    logged(house.db, house.place, TWO)
    answered(house.db, house.note(2).items[0].text, "第一句。", "第二句。", "第三句。")
    house.publish()
    house.wiki.replaces("Jiangsu 2 Opfølgning/zh", "第一句。第二句。", "合并。")
    (question,) = house.publish().asked

    with pytest.raises(Unreadable):
        house.choose(question, "theirs")

    assert house.note(2).items[0].text.translations["zh"].content == "第一句。第二句。第三句。"


def test_decision_about_a_page_that_has_changed_again_is_asked_anew(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    (question,) = house.publish().asked
    house.wiki.replaces(DA, "Driftsmøde hver måned.", "Driftsmøde hver uge.")

    chosen = house.choose(question, "theirs")

    assert chosen.question is not None
    assert [change.theirs for change in chosen.question.changes] == ["Driftsmøde hver uge."]
    assert item_with(house.note(), "Driftsmøde").text.content == DRIFT


def test_stranger_decides_nothing(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    (question,) = house.publish().asked
    house.place = house.place._replace(viewer=someone(house.db, "U0STRANGER", "En fremmed"))

    with pytest.raises(NotFound):
        house.choose(question, "theirs")


def test_link_and_emphasis_that_a_partner_wrote_into_an_item_are_taken_as_their_words(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "'''Driftsmøde''' i [[Nanjing|byen]] hver måned.")
    (question,) = house.publish().asked

    house.choose(question, "theirs")

    assert item_with(house.note(), "Driftsmøde").text.content == "Driftsmøde i byen hver måned."


def test_refusals_are_states_and_left_alone_for_a_day(house: House) -> None:
    house.wiki.refuses[DA] = "protected"
    house.publish()
    house.wiki.refuses.clear()
    house.wiki.asked.clear()

    house.publish()
    assert saves(house.wiki) == []

    house.now += timedelta(days=1)
    house.publish()
    assert saves(house.wiki) == [DA]
    assert house.states()[DA] == "published"


def test_refused_page_is_tried_again_when_somebody_asks(house: House) -> None:
    house.wiki.refuses[DA] = "captcha"
    house.publish()
    house.wiki.refuses.clear()

    tally = house.publish(again=True)

    assert (tally.written, house.states()[DA]) == (1, "published")


def test_deleted_page_stays_deleted(house: House) -> None:
    house.publish()
    house.wiki.deletes(DA)

    tally = house.publish()
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    house.publish(again=True)

    assert tally.gone == 1
    assert house.wiki.at(DA) is None
    assert house.states()[DA] == "gone"


def test_moved_page_is_followed_and_linked_to_by_its_new_title(house: House) -> None:
    house.publish()
    house.wiki.moves(DA, "Projekter/Jord/da")

    house.publish()
    house.publish(again=True)

    assert house.wiki.at(DA) is None
    assert "[[:Projekter/Jord/da|Dansk]]" in house.text(ZH)
    assert "[[:Projekter/Jord/da|" in house.text(LISTS[0])


def test_changed_title_keeps_the_page_where_it_is(house: House) -> None:
    house.publish()
    note = house.note()
    typed = TypedNote(note.body, "da", "Et andet navn")
    edit_note(house.db, house.place.viewer, note.id, note.version, typed, today=NOW.date(), now=house.now)

    house.publish()

    assert f"== {part('title', 'Et andet navn')} ==" in house.text()
    assert len(house.wiki.titles) == 6


def test_wiki_that_is_away_is_tried_later_and_nothing_is_forgotten(house: House) -> None:
    house.publish()
    house.wiki.away = True
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    with pytest.raises(WikiUnreachable):
        house.publish()
    house.wiki.away = False

    house.publish()

    assert "CLEAN sender en liste" in house.text()


@BOTH
def test_note_that_has_gone_is_known_no_more(house: House) -> None:
    house.publish()
    logged(house.db, house.place, TWO)
    house.publish()
    for table, column in (("actions", "item_id"), ("history", "item_id")):
        execute(
            house.db,
            f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM items WHERE note_id = 2)",  # noqa: S608
        )
    execute(house.db, "DELETE FROM items WHERE note_id = 2")
    execute(house.db, "DELETE FROM notes WHERE id = 2")

    house.publish(again=True)

    assert "Jiangsu 2 Opfølgning/da" not in house.states()
    assert "Opfølgning" not in house.text(LISTS[0])


@BOTH
def test_questions_to_the_store_do_not_grow_with_the_pages(house: House) -> None:
    house.publish()
    with counted(house.db) as one:
        house.publish(again=True)
    for number in range(30):
        logged(house.db, house.place, f"Møde {number}\n1. Et punkt.\n", key=f"event:more{number}")
    house.publish()

    with counted(house.db) as thirty:
        house.publish(again=True)

    assert len(thirty) == len(one)


@BOTH
def test_what_was_published_is_written_down(house: House) -> None:
    house.publish()

    published = rows(house.db, "SELECT act, detail, person_id FROM audit WHERE act = 'exported'")
    assert published == [("exported", "published to mediawiki", None)]


def test_every_page_says_that_it_is_ours(house: House) -> None:
    house.publish()

    pages: list[RemotePage] = list(house.wiki.pages.values())
    assert all((mark := mark_of(page.text)) and mark.whole for page in pages)


@pytest.mark.parametrize("language", ["da", "zh"])
def test_note_is_read_as_anybody_reads_it(house: House, language: Language) -> None:
    house.publish()

    assert read_note(house.db, house.place.viewer, house.note().id).title.shown(language).content in house.text()


def test_name_of_somebody_who_was_forgotten_is_taken_out_of_the_pages(house: House) -> None:
    house.publish()
    assert "skrevet af Mette Holm" in house.text()
    forget_person(house.db, keeper(0), house.place.viewer.person.id, now=house.now)

    house.publish(again=True)

    assert not [page.title for page in house.wiki.pages.values() if "Mette Holm" in page.text]
    assert "Mette Holm" not in str(rows(house.db, "SELECT base, ours FROM pages"))


LOOSE = """\
Titel: Opfølgning
Dato: 20. januar 2017
Deltagere: Region Hovedstaden, CLEAN
1. Første punkt.
2. @CLEAN sender en oversigt over danske
   jordvirksomheder til JEPD - frist: 1. marts
3. Sidste punkt.
"""
LOOSE_DA = "Jiangsu 2 Opfølgning/da"


def taken(house: House, old: str, new: str) -> Note:
    """The second note, after somebody wrote something else in the wiki and somebody here took it."""
    house.publish()
    house.wiki.replaces(LOOSE_DA, old, new)
    (question,) = house.publish().asked
    house.choose(question, "theirs")
    assert house.publish().asked == []
    assert house.states()[LOOSE_DA] == "published"
    assert new in house.text(LOOSE_DA)
    return house.note(2)


@pytest.mark.parametrize(
    "words", ["Formål: at følge op", "Sted: Nanjing", "Aftale: intet", "2. Andet punkt", "# Punkt"]
)
def test_words_of_an_item_are_taken_as_they_are_and_not_read_as_a_note(house: House, words: str) -> None:
    logged(house.db, house.place, LOOSE)
    before = house.note(2)

    house.publish()
    house.wiki.edits(LOOSE_DA, house.text(LOOSE_DA).replace("Første punkt.", words))
    (question,) = house.publish().asked
    house.choose(question, "theirs")

    after = house.note(2)
    plain = question.changes[0].theirs
    assert [(item.id, item.kind) for item in after.items] == [(item.id, item.kind) for item in before.items]
    assert [item.text.content for item in after.items] == [plain, *(item.text.content for item in before.items[1:])]
    assert (after.title, after.place, after.purpose) == (before.title, None, None)
    assert words.lstrip("# ") in plain


@pytest.mark.parametrize("title", ["Opfølgning i Nanjing", "Workshop, Nanjing", "Møde 3. maj 2018"])
def test_title_is_taken_whole(house: House, title: str) -> None:
    logged(house.db, house.place, LOOSE)

    after = taken(house, part("title", "Opfølgning"), part("title", title))

    assert (after.title.content, after.place, after.held_on) == (title, None, date(2017, 1, 20))


@pytest.mark.parametrize(
    "people", ["Region Hovedstaden, CLEAN og Niras", "Region H · CLEAN", "区域 Hovedstaden、CLEAN"]
)
def test_participants_are_taken_with_the_signs_that_were_written(house: House, people: str) -> None:
    logged(house.db, house.place, LOOSE)

    after = taken(house, part("participants", "Region Hovedstaden; CLEAN"), part("participants", people))

    assert after.participants is not None
    assert after.participants.content == people


def test_what_was_changed_in_slack_stays_when_something_else_is_taken(house: House) -> None:
    logged(house.db, house.place, LOOSE)
    action = house.note(2).items[1]
    assert action.action
    typed = TypedAction("CLEAN mailer listen", owner=None, due_said="1. marts")
    edit_action(house.db, house.place.viewer, action.id, action.action.version, typed, now=house.now)

    after = taken(house, "Første punkt.", "Et andet punkt.")

    assert [item.text.content for item in after.items] == ["Et andet punkt.", "CLEAN mailer listen", "Sidste punkt."]
    assert as_typed(after).text == "1. Et andet punkt.\n2. CLEAN mailer listen\n3. Sidste punkt."


def test_parts_of_a_page_are_taken_all_or_none(house: House) -> None:
    logged(house.db, house.place, LOOSE)
    house.publish()
    text = house.text(LOOSE_DA).replace("Første punkt.", "Et andet punkt.").replace("Sidste punkt.", "")
    house.wiki.edits(LOOSE_DA, text)
    (question,) = house.publish().asked
    before, jobs = house.note(2), rows(house.db, "SELECT count(*) FROM jobs WHERE kind = 'publish'")

    with pytest.raises(Unreadable):
        house.choose(question, "theirs")

    assert house.note(2) == before
    assert rows(house.db, "SELECT count(*) FROM jobs WHERE kind = 'publish'") == jobs


def test_note_that_was_changed_in_slack_at_the_same_moment_is_not_written_over(house: House) -> None:
    logged(house.db, house.place, LOOSE)
    seen = house.note(2)
    edit_paragraph(house, 2, "Rettet i Slack.")

    with pytest.raises(Changed), house.db.write() as tx:
        take_words(tx, house.place.viewer, seen, [(seen.items[0].id, "Rettet i wikien.")], "da", house.now)

    assert house.note(2).items[0].text.content == "Rettet i Slack."


def test_older_version_that_a_partner_put_there_again_is_asked_about(house: House) -> None:
    house.publish()
    older = house.text()
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    house.publish()
    house.wiki.edits(DA, older)
    house.rewords("sender en liste", "CLEAN sender en kort liste")

    (question,) = house.publish().asked

    assert OVERSIGT in house.text()
    assert house.states()[DA] == "conflict"
    assert [change.ours for change in question.changes] == ["CLEAN sender en kort liste"]
    house.choose(question, "ours")
    assert "CLEAN sender en kort liste" in house.text()


def test_crash_after_our_words_were_written_again_is_repaired(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    (question,) = house.publish().asked
    house.wiki.dies_after = 0
    with pytest.raises(WikiUnreachable):
        house.choose(question, "ours")
    house.rewords(OVERSIGT, "CLEAN sender en liste")

    ran = house.publish()

    assert (ran.asked, house.states()[DA]) == ([], "published")
    assert DRIFT in house.text()
    assert "CLEAN sender en liste" in house.text()


def line_with(text: str, words: str) -> str:
    return next(line for line in text.splitlines(keepends=True) if words in line)


def test_item_that_was_taken_out_in_the_wiki_is_asked_about_and_put_back(house: House) -> None:
    house.publish()
    house.wiki.edits(DA, house.text().replace(line_with(house.text(), DRIFT), "") + "\nPartnerens eget afsnit.")

    (question,) = house.publish().asked

    assert house.states()[DA] == "edited"
    assert [(change.ref, change.ours, change.theirs) for change in question.lost] == [("1.2", DRIFT, "")]
    assert question.changes == ()
    assert DRIFT not in house.text()
    house.choose(question, "ours")
    assert DRIFT in house.text()
    assert "Partnerens eget afsnit." in house.text()
    assert item_with(house.note(), "Driftsmøde").text.content == DRIFT
    assert house.publish().asked == []


def test_page_that_was_written_anew_is_asked_about_and_stays_until_somebody_decides(house: House) -> None:
    house.publish()
    house.wiki.edits(DA, "Vi fører siden selv fra nu af.")
    house.rewords(OVERSIGT, "CLEAN sender en liste")

    (question,) = house.publish().asked

    assert house.text() == "Vi fører siden selv fra nu af."
    assert len(question.lost) == len(house.note().items) + len(HEAD_PARTS)
    assert house.publish().asked == []
    house.choose(question, "ours")
    assert all(item.text.content.removeprefix("@") in house.text() for item in house.note().items)


def test_marks_that_an_editor_left_out_are_put_back_without_a_question(house: House) -> None:
    house.publish()
    house.wiki.edits(DA, re.sub("<!--.*?-->", "", house.text()).replace(DRIFT, f"{DRIFT} Og mere."))

    ran = house.publish()

    (question,) = ran.asked
    assert [(change.ref, change.theirs.endswith("Og mere.")) for change in question.lost] == [("1.2", True)]
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    assert (house.publish().conflicts, "CLEAN sender en liste" in house.text()) == (0, True)
    assert f"{DRIFT} Og mere." in house.text()


def test_questions_of_a_run_that_broke_off_are_asked_all_the_same(house: House) -> None:
    logged(house.db, house.place, LOOSE)
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    house.breaks_off(after=3)

    (question,) = asked_about(house.db, house.publication, house.wiki, WRITER)

    assert [change.theirs for change in question.changes] == ["Driftsmøde hver måned."]
    assert house.publish().asked == []


def at_address(house: House, address: str) -> None:
    new = NewPublication(house.place.space_id, "mediawiki", address, "J@j", None, None, automatic=True)
    with house.db.write() as tx:
        house.publication = publications.put(tx, new, house.now)


def test_pages_are_known_again_at_a_changed_address(house: House) -> None:
    house.publish()
    at_address(house, "https://wiki.example/w/api.php")
    house.rewords(OVERSIGT, "CLEAN sender en liste")

    ran = house.publish()

    assert (ran.refused, ran.conflicts, set(house.states().values())) == (0, 0, {"published"})
    assert "CLEAN sender en liste" in house.text()


def test_pages_are_known_again_when_a_space_is_connected_anew(house: House) -> None:
    house.publish()
    with house.db.write() as tx:
        publications.remove(tx, house.publication)
    at_address(house, "https://wiki.example/api.php")

    ran = house.publish()

    assert (ran.refused, ran.conflicts, set(house.states().values())) == (0, 0, {"published"})


def test_page_that_was_taken_gets_the_title_the_meeting_has_by_then(house: House) -> None:
    house.wiki.writes(DA, "Partnerens egen side om jord.")
    house.publish()
    note = house.note()
    typed = replace(as_typed(note), title="Et andet navn")
    edit_note(house.db, house.place.viewer, note.id, note.version, typed, today=NOW.date(), now=house.now)

    house.publish(again=True)

    assert house.states()["Jiangsu 1 Et andet navn/da"] == "published"
    assert house.text() == "Partnerens egen side om jord."

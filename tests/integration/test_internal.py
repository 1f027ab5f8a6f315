"""What one side keeps to itself: its people have it as any other note, and the other side has not even its number."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.digest import Period, Scope
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.grammar import ActionFilter
from bot.domain.language import Language
from bot.domain.person import SlackUser, Viewer, keeper
from bot.domain.record import Note
from bot.domain.review import Typed
from bot.domain.term import Term
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.engines.chain import Chain
from bot.services.build_digest import build_digest
from bot.services.change_status import change_status
from bot.services.change_term import add_term
from bot.services.claim_action import claim_action
from bot.services.collect_actions import collect_actions
from bot.services.collect_timeline import collect_timeline
from bot.services.comment_action import comment_action
from bot.services.confirm_organisation import confirm_organisation
from bot.services.correct import correct
from bot.services.describe_space import describe_space, find_organisation
from bot.services.drop_action import drop_action
from bot.services.due_reminders import due_reminders
from bot.services.edit_action import edit_action
from bot.services.edit_note import edit_note
from bot.services.engine_policy import chain_for, choose_engines
from bot.services.engine_usage import list_usage
from bot.services.hand_over import Heir, hand_over
from bot.services.join_organisation import join_organisation
from bot.services.list_actions import list_actions
from bot.services.list_reviews import list_reviews
from bot.services.log_note import Logged, Origin, log_note
from bot.services.look_up_term import look_up_term
from bot.services.next_reminder import next_reminder
from bot.services.place_person import Placing, place_person
from bot.services.plan_mailings import due_mailings
from bot.services.preview_digest import list_section, preview_channel, preview_own
from bot.services.read_history import read_history
from bot.services.read_home import read_home
from bot.services.read_item import read_item
from bot.services.read_note import read_note
from bot.services.review import review
from bot.services.set_sides import set_sides
from bot.services.sides import list_people
from bot.services.split_action import split_action
from bot.services.summarise import summarise
from bot.services.take_back import take_back
from bot.services.translate_note import NotTranslated, translate_note
from bot.services.undo_change import undo_change
from bot.services.write_prose import Writing, write_prose
from bot.store import memory, organisations, people, preferences, reviews, spaces
from bot.store.database import Database
from tests.integration.making import (
    HOME,
    NOW,
    TODAY,
    Place,
    a_place,
    answered,
    approved,
    item_with,
    logged,
    rows,
)
from tests.integration.test_roles import JEPD, in_team, now_seen
from tests.unit.engines.fakes import Recording

INNER = """\
Kun for os
Dato: 12. januar 2017
Beslutning: Vi venter med prisen.
Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017
- [ ] @CLEAN regner tallene efter - frist: 27. januar
- [ ] @李明 skal spørges - frist: 27. januar
- [ ] @Mette Holm skriver et udkast - frist: 27. januar
"""
NINE = datetime(2017, 1, 27, 8, 0, tzinfo=UTC)


class World:
    """A space with Mette and Lars of the region and 李明 of the other side, and notes for each."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.place: Place = a_place(db)
        self.mette = now_seen(db, self.place.viewer)
        self.lars = in_team(db, self.place, "U0LARS", "Lars Bro")
        self.li = in_team(db, self.place, "U0LI", "李明", JEPD)
        set_sides(db, self.mette, self.place.space_id, "teams", now=NOW)
        spoken: tuple[tuple[Viewer, Language], ...] = ((self.mette, "da"), (self.lars, "da"), (self.li, "zh"))
        for viewer, language in spoken:
            with db.write() as tx:
                people.set_language(tx, viewer.person.id, language)
        self.shared = logged(db, self.place)
        self.see()

    @property
    def space_id(self) -> int:
        return self.place.space_id

    def see(self) -> None:
        """Everybody as they stand now, asking in the channel."""
        found = [now_seen(self.db, one) for one in (self.mette, self.lars, self.li)]
        spoken = [replace(one, channel=self.place.channel) for one in found]
        mette, lars, li = spoken
        self.mette = replace(mette, person=mette.person.speaking("da"))
        self.lars = replace(lars, person=lars.person.speaking("da"))
        self.li = replace(li, person=li.person.speaking("zh"))

    def log(self, who: Viewer, words: str = INNER, key: str = "event:inner") -> Logged:
        side = who.standing(self.space_id).side
        origin = Origin(self.space_id, None, key, TODAY, side=side)
        done = log_note(self.db, who, TypedNote(words, "da"), origin, now=NOW)
        self.see()
        return done


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


@pytest.fixture
def inner(world: World) -> Note:
    return world.log(world.mette).note


def everything(world: World, who: Viewer) -> dict[str, Any]:
    """What every reading surface tells somebody, in the channel and in private."""
    db, space_id = world.db, world.space_id
    private = replace(who, channel=None)
    period = Period(None, NINE, NINE.date(), weekly=True)
    with db.read() as tx:
        reader = preferences.readers_of(tx, [who.person.id])[who.person.id]
        counted = reviews.counts(tx, who.space_ids, ("da", "zh"))
        remind = next_reminder(tx, reader, NOW)
        due = due_reminders(tx, [reader], {who.person.id: NINE.date()}, NINE)
        partners = organisations.find(tx, space_id)
    return {
        "spaces": who.space_ids,
        "list": [list_actions(db, one, ActionFilter(), page=1, today=TODAY) for one in (who, private)],
        "all": [collect_actions(db, one, ActionFilter(frozenset({"all"})), today=TODAY) for one in (who, private)],
        "mine": list_actions(db, private, ActionFilter(frozenset({"mine"})), page=1, today=TODAY),
        "by word": list_actions(db, private, ActionFilter(words=("prisen",)), page=1, today=TODAY),
        "summary": [summarise(db, one, "", {}, today=TODAY) for one in (who, private)],
        "since": summarise(db, private, "siden 1. januar 2017", {"siden": "since"}, today=TODAY),
        "by number": summarise(db, private, "§1", {}, today=TODAY),
        "reviews": [list_reviews(db, one) for one in (who, private)],
        "counts": counted,
        "home": read_home(db, private, today=date(2017, 1, 20)),
        "timeline": [collect_timeline(db, one, today=TODAY) for one in (who, private)],
        "picture": collect_timeline(db, keeper(space_id), today=TODAY),
        "space": describe_space(db, who, space_id),
        "people": list_people(db, who, space_id),
        "partners": partners,
        "term": look_up_term(db, who, space_id, "CLEAN"),
        "digest": preview_channel(db, who, weekly=True, now=NINE),
        "section": list_section(db, private, "open", period),
        "own digest": preview_own(db, private, weekly=True, now=NINE),
        "channel": build_digest(db, Scope.of_channel(preview_channel(db, who, weekly=True, now=NINE).found), period),
        "reminders": due,
        "next": remind,
        "usage": [one for one in list_usage(db, 9000, now=NOW) if one.space == "Jiangsu"],
        "note": [read_note(db, who, world.shared.id), read_history(db, who, world.shared.id)],
        "numbers": rows(db, "SELECT notes_made FROM spaces WHERE id = :id", id=space_id),
    }


def work_on(world: World, note: Note) -> None:
    """Everything that somebody may do with a note."""
    db, mette = world.db, world.mette
    own = item_with(note, "udkast")
    answered(db, note.title)
    answered(db, item_with(note, "Vi venter").text)
    segment = rows(db, "SELECT s.id, s.version FROM segments s WHERE text_id = :id", id=note.title.id)[0]
    in_chinese = replace(mette, person=mette.person.speaking("zh"))
    correct(db, in_chinese, note.id, [Typed(segment[0], segment[1], "仅限我们", touched=True)], now=NOW)
    comment_action(db, mette, own.id, "hør her", now=NOW)
    split_action(db, mette, own.id, "CLEAN sender\nNyfirma læser", now=NOW)
    change_status(db, mette, item_with(note, "tallene").id, "done", now=NOW)
    drop_action(db, mette, item_with(note, "spørges").id, "fordi", now=NOW)
    hand_over(db, mette, own.id, Heir(SlackUser(HOME, "U0LARS")), now=NOW)
    edit_note(db, mette, note.id, note.version, TypedNote(INNER + "- [ ] @Nyfirma måler\n"), today=TODAY, now=NOW)
    world.see()


def test_nothing_the_other_side_sees_changes_when_something_is_kept(world: World) -> None:
    before = everything(world, world.li)
    private_before = everything(world, world.mette)

    note = world.log(world.mette).note
    work_on(world, note)
    world.log(world.lars, "1. Nummer to.", "event:second")

    after = everything(world, world.li)
    assert {key: after[key] for key in before if after[key] != before[key]} == {}
    assert everything(world, world.mette) != private_before


def test_both_sides_keep_their_own(world: World, inner: Note) -> None:
    theirs = world.log(world.li, "1. 只给我们看。", "event:theirs").note

    assert (inner.label, theirs.label) == ("i1", "i1")
    for viewer, hidden in ((world.li, inner), (world.mette, theirs)):
        with pytest.raises(NotFound):
            read_note(world.db, viewer, hidden.id)
    assert len(rows(world.db, "SELECT id FROM spaces WHERE parent_id = :id", id=world.space_id)) == 2


def test_the_other_side_does_nothing_with_it(world: World, inner: Note) -> None:
    db, li, item = world.db, world.li, item_with(inner, "spørges")
    answered(db, inner.title)
    before = rows(db, "SELECT count(*) FROM history")
    organisation = item_with(inner, "tallene").action

    for attempt in (
        lambda: change_status(db, li, item.id, "done", now=NOW),
        lambda: claim_action(db, li, item.id, now=NOW),
        lambda: hand_over(db, li, item.id, Heir(SlackUser(JEPD, "U0LI")), now=NOW),
        lambda: edit_action(db, li, item.id, 1, TypedAction("nyt"), now=NOW),
        lambda: edit_note(db, li, inner.id, 1, TypedNote("1. nyt"), today=TODAY, now=NOW),
        lambda: read_item(db, li, item.id),
        lambda: read_history(db, li, inner.id),
        lambda: review(db, li, inner.id),
        lambda: correct(db, li, inner.id, [Typed(1, 1, "新")], now=NOW),
        lambda: take_back(db, li, inner.id, 1, now=NOW),
        lambda: undo_change(db, li, item.id, 1, now=NOW),
        lambda: summarise(db, li, "i1", {}, today=TODAY),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert organisation is not None
    assert rows(db, "SELECT count(*) FROM history") == before


def test_who_is_taken_off_a_side_or_leaves_has_nothing_more(world: World, inner: Note) -> None:
    assert read_note(world.db, world.lars, inner.id).label == "i1"
    place_person(world.db, world.mette, world.space_id, SlackUser(HOME, "U0METTE"), Placing("owner"), now=NOW)
    with world.db.write() as tx:
        people.set_profile(tx, world.lars.person.id, HOME, "Lars Bro", None, guest=True)
    world.see()

    with pytest.raises(NotFound):
        read_note(world.db, world.lars, inner.id)


def test_its_own_side_finds_it_in_the_channel_and_in_private(world: World, inner: Note) -> None:
    db, private = world.db, replace(world.lars, channel=None)

    for who in (world.lars, private):
        shown = list_actions(db, who, ActionFilter(words=("udkast",)), page=1, today=TODAY)
        assert [(line.item.ref, line.space.parent_id) for line in shown.lines] == [("i1.5", world.space_id)]
        for asked in ("i1", "§i1", "I1", "§i1.5", "i1.2"):
            assert [one.note.id for one in summarise(db, who, asked, {}, today=TODAY).notes] == [inner.id]
        assert [one.note.id for one in summarise(db, who, "1", {}, today=TODAY).notes] == [world.shared.id]
        assert [one.note.id for one in summarise(db, who, "", {}, today=TODAY).notes] == [inner.id]
    assert [one.note.id for one in summarise(db, world.lars, "", {}, today=TODAY, shared=True).notes] == [
        world.shared.id
    ]
    with pytest.raises(NotFound):
        summarise(db, world.lars, "i1", {}, today=TODAY, shared=True)


def test_it_has_no_card_and_no_digest_has_it(world: World, inner: Note) -> None:
    assert inner.card is None
    assert rows(world.db, "SELECT count(*) FROM jobs WHERE kind = 'card' AND key = :key", key=str(inner.id)) == [(0,)]
    channel = preview_channel(world.db, world.mette, weekly=True, now=NINE)
    own = preview_own(world.db, replace(world.mette, channel=None), weekly=True, now=NINE)

    assert "udkast" not in f"{channel}{own}"
    assert "arbejdsplan" in f"{summarise(world.db, world.mette, '1', {}, today=TODAY)}"


def test_who_is_named_without_seeing_it_is_kept_and_not_told(world: World) -> None:
    done = world.log(world.mette)
    item = item_with(done.note, "spørges")

    assert done.untold == ("李明",)
    assert item.action is not None
    assert [one.person_name for one in item.action.owners] == ["李明"]
    with world.db.read() as tx:
        readers = preferences.readers_of(tx, [one.person.id for one in (world.mette, world.li)])
        days = dict.fromkeys(readers, NINE.date())
        told = due_reminders(tx, list(readers.values()), days, NINE)
    refs = {person: [one.item_id for one in found] for person, found in told.items()}
    assert refs == {world.mette.person.id: [item_with(done.note, "udkast").id]}
    assert [one.recipient for one in due_mailings(world.db, now=NINE) if one.state == "planned"] == [
        world.place.channel.id,
        world.mette.person.id,
    ]


def test_it_is_handed_to_nobody_who_does_not_see_it(world: World, inner: Note) -> None:
    item = item_with(inner, "udkast")

    with pytest.raises(NotFound, match="person_not_inside"):
        hand_over(world.db, world.mette, item.id, Heir(SlackUser(JEPD, "U0LI")), now=NOW)
    done = hand_over(world.db, world.mette, item.id, Heir(SlackUser(HOME, "U0LARS")), now=NOW)

    assert [one.person.name for one in done.tell] == ["Lars Bro"]


def test_an_organisations_contact_of_the_other_side_is_not_told(world: World, inner: Note) -> None:
    with world.db.read() as tx:
        clean = next(one for one in organisations.find(tx, world.space_id) if one.name("da") == "CLEAN")
    with world.db.write() as tx:
        organisations.set_contact(tx, clean.id, world.li.person.id)

    done = hand_over(world.db, world.mette, item_with(inner, "udkast").id, Heir(None, clean.id), now=NOW)

    assert done.tell == ()


def test_it_takes_the_partners_of_the_space_and_makes_its_own_of_new_names(world: World) -> None:
    done = world.log(world.mette, "- [ ] @CLEAN regner\n- [ ] @Nyfirma måler\n")
    mine = join_organisation(world.db, world.mette, world.space_id, SlackUser(HOME, "U0METTE"), "CLEAN", now=NOW)
    world.see()

    listed = list_actions(world.db, world.mette, ActionFilter(frozenset({"mine"})), page=1, today=TODAY)

    assert "i1.1" in [line.item.ref for line in listed.lines]
    assert [one.name("da") for one in done.unconfirmed] == ["Nyfirma"]
    assert find_organisation(world.db, world.li, done.unconfirmed[0].id) is None
    assert mine.id in [one.id for one in describe_space(world.db, world.li, world.space_id).organisations]
    assert "Nyfirma" not in str(describe_space(world.db, world.mette, world.space_id))


def test_an_organisation_that_the_space_gets_later_takes_over(world: World) -> None:
    world.log(world.mette, "- [ ] @NIRAS måler\n")
    join_organisation(world.db, world.mette, world.space_id, SlackUser(HOME, "U0METTE"), "NIRAS", now=NOW)
    world.see()

    listed = list_actions(world.db, world.mette, ActionFilter(frozenset({"mine"})), page=1, today=TODAY)

    assert [line.item.ref for line in listed.lines] == ["i1.1"]


def test_confirming_a_name_keeps_it_inside(world: World) -> None:
    done = world.log(world.mette, "- [ ] @Nyfirma måler jorden\n")
    before = rows(world.db, "SELECT count(*) FROM terms WHERE space_id = :id", id=world.space_id)

    confirm_organisation(world.db, world.mette, done.unconfirmed[0].id, {"da": "Nyfirma", "zh": "新公司"}, now=NOW)

    assert rows(world.db, "SELECT count(*) FROM terms WHERE space_id = :id", id=world.space_id) == before
    assert look_up_term(world.db, world.li, world.space_id, "Nyfirma").found == ()
    with world.db.read() as tx:
        assert spaces.get(tx, world.mette, done.note.space_id) is not None


def test_it_reads_the_memory_of_the_space_and_writes_its_own(world: World) -> None:
    said = item_with(world.shared, "Akademiet")
    answered(world.db, said.text)
    in_chinese = replace(world.li, person=world.li.person.speaking("zh"))
    segment = rows(world.db, "SELECT id, version FROM segments WHERE text_id = :id", id=said.text.id)[0]
    correct(
        world.db,
        in_chinese,
        world.shared.id,
        [Typed(segment[0], segment[1], "研究院希望从一两块污染地块开始。")],
        now=NOW,
    )

    note = world.log(world.mette, f"1. {said.text.content}\n2. Det her bliver hos os.\n").note

    assert note.items[0].text.translations["zh"].content == "研究院希望从一两块污染地块开始。"
    answered(world.db, note.items[1].text)
    own = rows(world.db, "SELECT id, version FROM segments WHERE text_id = :id", id=note.items[1].text.id)[0]
    speaking = replace(world.mette, person=world.mette.person.speaking("zh"))
    correct(world.db, speaking, note.id, [Typed(own[0], own[1], "这留在我们这里。")], now=NOW)
    with world.db.read() as tx:
        kept = [[one.target for one, _ in memory.of_space(tx, space)] for space in (world.space_id, note.space_id)]
        known = memory.find(tx, world.space_id, ["Det her bliver hos os."], ("da", "zh"))
    assert kept == [["研究院希望从一两块污染地块开始。"], ["这留在我们这里。"]]
    assert known == {}


def test_a_changed_term_marks_it_without_counting_it(world: World, inner: Note) -> None:
    decided = item_with(inner, "Vi venter")
    answered(world.db, decided.text)
    answered(world.db, item_with(world.shared, "Driftsmøde").text)

    done = add_term(world.db, world.li, world.space_id, Term("term", {"da": "prisen", "zh": "价格"}), now=NOW)

    assert done.affected == (0, 0)
    assert rows(world.db, "SELECT state FROM segments WHERE text_id = :id", id=decided.text.id) == [("outdated",)]
    assert look_up_term(world.db, world.mette, world.space_id, "prisen").found != ()
    with pytest.raises(NotFound):
        add_term(world.db, world.mette, inner.space_id, Term("term", {"da": "muld", "zh": "表土"}), now=NOW)


class Vendor(Recording):
    """An engine somewhere else."""

    leaves_machine = True


@pytest.mark.parametrize(
    ("choice", "asked"),
    [(None, ["local"]), (("deepl",), []), (("local",), ["local"]), (("local", "deepl"), ["local"]), ((), [])],
)
def test_only_engines_on_this_machine_that_the_space_allows_see_it(
    world: World, inner: Note, choice: tuple[str, ...] | None, asked: list[str]
) -> None:
    choose_engines(world.db, world.mette, world.space_id, choice, (), now=NOW)
    engines = {"deepl": Vendor(name="deepl"), "local": Recording(name="local")}
    chain = Chain(list(engines.values()))

    try:
        translate_note(world.db, inner.space_id, inner.id, chain, now=NOW)
    except NotTranslated:
        pytest.fail("nobody was asked who could not")

    assert [one.name for one in chain_for(world.db, chain, inner.space_id, now=NOW).engines] == asked
    assert [name for name, engine in engines.items() if engine.asked] == asked


def test_nobody_writes_prose_of_it(world: World, inner: Note) -> None:
    class NobodyIsAsked:
        """A server that would fail if it were asked."""

    writing = Writing(NobodyIsAsked(), Chain([]).guard)  # type: ignore[arg-type]

    assert write_prose(world.db, inner.space_id, inner.id, writing, now=NOW) is None


def test_what_engines_did_for_it_is_counted_apart(world: World, inner: Note) -> None:
    local = Recording(name="local")
    translate_note(world.db, inner.space_id, inner.id, Chain([local]), now=NOW)

    assert {one.space for one in list_usage(world.db, 9000, now=NOW)} == {"Jiangsu (i)"}


def test_everything_people_do_with_a_note_they_do_with_it(world: World, inner: Note) -> None:
    work_on(world, inner)

    note = read_note(world.db, world.lars, inner.id)
    assert [(item.ref, item.action.status) for item in note.items if item.action] == [
        ("i1.3", "done"),
        ("i1.4", "dropped"),
        ("i1.5", "open"),
        ("i1.5/1", "open"),
        ("i1.5/2", "open"),
        ("i1.6", "open"),
    ]
    _, happened = read_history(world.db, world.lars, inner.id)
    assert {one.place.ref for one in happened if one.change} >= {"i1.3", "i1.4", "i1.5"}


def test_a_redelivered_one_is_kept_once(world: World) -> None:
    first = world.log(world.mette)
    stale = replace(world.mette, space_ids=frozenset({world.space_id}), standings={})
    origin = Origin(world.space_id, None, "event:inner", TODAY, side=HOME)

    again = log_note(world.db, stale, TypedNote(INNER, "da"), origin, now=NOW)

    assert (again.again, again.note.id) == (True, first.note.id)


@pytest.mark.parametrize(("sides", "key"), [("off", "inner_off"), ("named", "inner_no_side")])
def test_who_stands_on_no_side_keeps_nothing(db: Database, sides: Any, key: str) -> None:
    place = a_place(db)
    set_sides(db, now_seen(db, place.viewer), place.space_id, sides, now=NOW)
    origin = Origin(place.space_id, None, "event:1", TODAY, side="")

    with pytest.raises(NotAllowed) as refused:
        log_note(db, now_seen(db, place.viewer), TypedNote("1. Kun for os."), origin, now=NOW)

    assert (refused.value.key, refused.value.typed) == (key, "1. Kun for os.")
    assert rows(db, "SELECT count(*) FROM notes") == [(0,)]
    assert rows(db, "SELECT count(*) FROM spaces") == [(1,)]


def test_who_was_put_on_another_side_meanwhile_keeps_nothing(world: World) -> None:
    origin = Origin(world.space_id, None, "event:1", TODAY, side=JEPD)

    with pytest.raises(NotAllowed, match="inner_moved"):
        log_note(world.db, world.mette, TypedNote("1. Kun for os."), origin, now=NOW)


def test_a_reader_keeps_nothing_inside_either(world: World, inner: Note) -> None:
    place_person(world.db, world.mette, world.space_id, SlackUser(HOME, "U0LARS"), Placing("reader"), now=NOW)
    world.see()

    with pytest.raises(NotAllowed, match="reads_only"):
        change_status(world.db, world.lars, item_with(inner, "udkast").id, "done", now=NOW)
    with pytest.raises(NotAllowed, match="reads_only"):
        world.log(world.lars, "1. Nej.", "event:reader")


def test_an_approved_sentence_of_a_note_does_not_spread_out(world: World) -> None:
    words = item_with(world.shared, "Akademiet").text.content
    note = world.log(world.mette, f"1. {words}\n").note
    answered(world.db, note.items[0].text)
    approved(world.db, note.items[0].text, "内部的话")

    with world.db.read() as tx:
        shown = rows(world.db, "SELECT content FROM segments WHERE source = :words AND state = 'reviewed'", words=words)
        assert memory.find(tx, world.space_id, [words], ("da", "zh")) == {}
    assert shown == [("内部的话",)]

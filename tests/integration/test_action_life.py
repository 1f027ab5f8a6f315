"""What people do with actions: owners, parts, reasons, comments, events and undo, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest

from bot.domain.errors import Changed, NotAllowed, NotFound, Unreadable
from bot.domain.person import SlackUser, Viewer
from bot.domain.record import Action, Item, Note
from bot.domain.typed_action import TypedAction
from bot.services.change_status import change_status
from bot.services.claim_action import claim_action
from bot.services.comment_action import comment_action
from bot.services.drop_action import drop_action
from bot.services.edit_action import edit_action
from bot.services.event_happened import event_happened
from bot.services.hand_over import Heir, hand_over
from bot.services.join_organisation import join_organisation
from bot.services.read_item import read_item
from bot.services.read_note import read_note
from bot.services.release_action import release_action
from bot.services.set_contact import contact_of_name, set_contact
from bot.services.set_due_day import set_due_day
from bot.services.set_expected import set_expected
from bot.services.split_action import split_action
from bot.services.step import Step
from bot.services.undo_change import undo_change
from bot.store import history, organisations, people
from bot.store.database import Database
from tests.integration.making import HOME, NOW, Place, a_place, counted, enter, item_with, logged, rows, someone

EVENT = "- [ ] @{owner} svarer senest 10 arbejdsdage efter modtagelsen af listen\n"
LATER = NOW + timedelta(minutes=1)


def user_of(viewer: Viewer) -> SlackUser:
    return viewer.person.slack


def works_for(db: Database, place: Place, viewer: Viewer, name: str) -> None:
    join_organisation(db, place.viewer, place.space_id, user_of(viewer), name, now=NOW)


def now_as(db: Database, place: Place, item: Item) -> Action:
    note = read_note(db, place.viewer, item.note_id)
    found = note.item(item.id)
    assert found is not None
    assert found.action is not None
    return found.action


def names(action: Action) -> list[tuple[str | None, str | None]]:
    """Person and organisation of each owner."""
    return [(one.person_name, one.organisation.name("da") if one.organisation else None) for one in action.owners]


def changes(db: Database, item: Item) -> list[tuple[str, str | None, bool]]:
    with db.read() as tx:
        return [(one.change, one.by, one.undone) for one in history.of_item(tx, item.id)]


def queued(db: Database) -> set[str]:
    return {kind for (kind,) in rows(db, "SELECT DISTINCT kind FROM jobs")}


# --- owners, as they are written ---


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("CLEAN og JEPD", [(None, "CLEAN"), (None, "JEPD")]),
        ("省环科院、CLEAN", [(None, "Jiangsu Academy of Environmental Science"), (None, "CLEAN")]),
        ("Mette Holm (CLEAN)", [("Mette Holm", "CLEAN")]),
        ("CLEAN (Mette Holm)", [("Mette Holm", "CLEAN")]),
        ("Mette Holm, Region Hovedstaden", [("Mette Holm", "Region Hovedstaden")]),
        ("CLEAN, Mette Holm", [(None, "CLEAN"), ("Mette Holm", None)]),
        ("Mette Holm og CLEAN", [("Mette Holm", None), (None, "CLEAN")]),
        ("Mette Holm, CLEAN; JEPD", [("Mette Holm", "CLEAN"), (None, "JEPD")]),
        ("COWI / NIRAS", [(None, "COWI"), (None, "NIRAS")]),
        ("Vand og Affald", [(None, "Vand og Affald")]),
        ("CLEAN og CLEAN", [(None, "CLEAN")]),
        ("", []),
    ],
)
def test_owners_are_read_from_the_words_of_the_form(
    db: Database, written: str, found: list[tuple[str | None, str | None]]
) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")

    edit_action(db, place.viewer, item.id, 1, TypedAction(item.text.content, written), now=LATER)

    assert names(now_as(db, place, item)) == found


def test_somebody_known_to_work_elsewhere_is_another_owner_than_the_organisation_beside_them(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")
    works_for(db, place, place.viewer, "Region Hovedstaden")
    typed = TypedAction(item.text.content, "Mette Holm, CLEAN")

    edit_action(db, place.viewer, item.id, 1, typed, now=LATER)

    assert names(now_as(db, place, item)) == [("Mette Holm", None), (None, "CLEAN")]


def test_a_note_gives_all_owners_and_asks_about_all_that_are_new(db: Database) -> None:
    place = a_place(db)

    note = logged(db, place, "- [ ] CLEAN og JEPD sender tal\n- [ ] Udkast, ansvarlig: COWI / NIRAS\n")

    assert [names(item.action) for item in note.items if item.action] == [
        [(None, "CLEAN"), (None, "JEPD")],
        [(None, "COWI"), (None, "NIRAS")],
    ]


def test_owners_left_as_they_stood_are_not_read_again(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")
    claim_action(db, place.viewer, item.id, now=NOW)
    before = now_as(db, place, item)
    wang = enter(db, place, "U0WANG", "王芳")
    with db.write() as tx:  # whoever has left is not known by name any more
        people.leave(tx, place.channel.id, place.viewer.person.id)

    edit_action(db, wang, item.id, 2, TypedAction("nye ord", None, "primo april"), now=LATER)

    assert now_as(db, place, item).owners == before.owners


# --- whose working days ---


def test_working_days_of_a_note_are_those_of_the_organisations_contact(db: Database) -> None:
    place = a_place(db)
    wang = enter(db, place, "U0WANG", "王芳")
    with db.write() as tx:
        people.set_profile(tx, wang.person.id, HOME, "王芳", "Asia/Shanghai")
        made = organisations.ensure(tx, place.space_id, {"da": "Novo"}, confirmed=True)
    words = "Dato: 26. januar 2017\n- [ ] @Novo sender tal inden for 5 arbejdsdage\n"
    before = item_with(logged(db, place, words), "tal").action

    set_contact(db, place.viewer, made.id, user_of(wang), now=NOW)
    after = item_with(logged(db, place, words), "tal").action

    assert before is not None
    assert after is not None
    assert (before.due and before.due.end, after.due and after.due.end) == (date(2017, 2, 2), date(2017, 2, 8))


def test_working_days_of_an_organisation_without_a_contact_are_those_of_its_people(db: Database) -> None:
    place = a_place(db)
    wang = enter(db, place, "U0WANG", "王芳")
    with db.write() as tx:
        people.set_profile(tx, wang.person.id, HOME, "王芳", "Asia/Shanghai")
    works_for(db, place, wang, "Novo")
    item = item_with(logged(db, place, EVENT.format(owner="Novo")), "svarer")

    event_happened(db, place.viewer, item.id, date(2017, 1, 20), now=LATER)

    due = now_as(db, place, item).due
    assert due is not None
    assert (due.said, due.start, due.end) == (
        "senest 10 arbejdsdage efter modtagelsen af listen",
        None,
        date(2017, 2, 8),
    )


@pytest.mark.parametrize(
    ("owner", "end"), [("CLEAN", date(2017, 2, 3)), ("JEPD", date(2017, 2, 8)), ("Ukendt", date(2017, 2, 3))]
)
def test_an_event_counts_in_the_working_days_of_the_owners_country(db: Database, owner: str, end: date) -> None:
    place = a_place(db)
    item = item_with(logged(db, place, EVENT.format(owner=owner)), "svarer")

    step = event_happened(db, place.viewer, item.id, date(2017, 1, 20), now=LATER)

    assert step.action.due is not None
    assert (step.action.due.end, step.action.happened_on) == (end, date(2017, 1, 20))


def test_an_event_happens_once(db: Database) -> None:
    place = a_place(db)
    li = enter(db, place, "U0LI", "Li Wei")
    item = item_with(logged(db, place, EVENT.format(owner="CLEAN")), "svarer")
    event_happened(db, li, item.id, date(2017, 1, 20), now=NOW)

    with pytest.raises(Changed) as refusal:
        event_happened(db, place.viewer, item.id, date(2017, 1, 21), now=LATER)

    assert (refusal.value.key, refusal.value.details) == ("already_happened", {"ref": "1.1", "who": "Li Wei"})


def test_what_waits_for_nothing_cannot_happen(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")

    with pytest.raises(NotAllowed, match="no_event"):
        event_happened(db, place.viewer, item.id, date(2017, 1, 20), now=LATER)


# --- what each verb leaves behind ---

VERBS: dict[str, tuple[Callable[[Database, Viewer, int], Any], str]] = {
    "claim": (lambda db, viewer, item: claim_action(db, viewer, item, now=LATER), "claimed"),
    "hand over": (
        lambda db, viewer, item: hand_over(db, viewer, item, Heir(SlackUser(HOME, "U0LI")), now=LATER).step,
        "handed_over",
    ),
    "split": (lambda db, viewer, item: split_action(db, viewer, item, "CLEAN sender\nJEPD svarer", now=LATER), "split"),
    "drop": (lambda db, viewer, item: drop_action(db, viewer, item, "Ikke nødvendigt.", now=LATER), "dropped"),
    "comment": (lambda db, viewer, item: comment_action(db, viewer, item, "Hør her.", now=LATER), "commented"),
    "day": (lambda db, viewer, item: set_due_day(db, viewer, item, date(2017, 5, 2), now=LATER), "edited"),
    "expected": (lambda db, viewer, item: set_expected(db, viewer, item, expected=True, now=LATER), "edited"),
    "done": (lambda db, viewer, item: change_status(db, viewer, item, "done", now=LATER), "done"),
    "happened": (lambda db, viewer, item: event_happened(db, viewer, item, date(2017, 1, 20), now=LATER), "happened"),
    "words": (
        lambda db, viewer, item: edit_action(db, viewer, item, 1, TypedAction("nye ord", "NIES"), now=LATER),
        "edited",
    ),
}


def picture(note: Note) -> list[tuple[Any, ...]]:
    """Everything people see of a note's actions, but who last changed them and how often."""
    return [
        (item.ref, item.text.content, item.action and replace(item.action, version=0, changed=None))
        for item in note.items
    ]


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_change_is_remembered_shown_on_the_card_and_can_be_taken_back_by_anyone(db: Database, verb: str) -> None:
    act, change = VERBS[verb]
    place = a_place(db)
    li = enter(db, place, "U0LI", "Li Wei")
    note = logged(db, place, EVENT.format(owner="CLEAN"))
    (item,) = note.items
    with db.write() as tx:
        tx.execute(_delete_jobs())

    step: Step = act(db, place.viewer, item.id)
    assert changes(db, item) == [("created", "Mette Holm", False), (change, "Mette Holm", False)]
    assert "card" in queued(db)
    assert picture(read_note(db, place.viewer, note.id)) != picture(note) or verb == "comment"
    undo_change(db, li, item.id, step.event_id, now=LATER + timedelta(minutes=9))

    after = read_note(db, place.viewer, note.id)
    assert picture(after) == picture(note)
    assert after.body == note.body
    assert changes(db, item)[1] == (change, "Mette Holm", True)


def _delete_jobs() -> Any:
    from sqlalchemy import delete  # noqa: PLC0415

    from bot.store.tables import JobRow  # noqa: PLC0415

    return delete(JobRow)


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_change_can_be_taken_back_for_ten_minutes_and_once(db: Database, verb: str) -> None:
    place = a_place(db)
    enter(db, place, "U0LI", "Li Wei")
    (item,) = logged(db, place, EVENT.format(owner="CLEAN")).items
    step: Step = VERBS[verb][0](db, place.viewer, item.id)

    with pytest.raises(Changed, match="undo_too_late"):
        undo_change(db, place.viewer, item.id, step.event_id, now=LATER + timedelta(minutes=10, seconds=1))
    undo_change(db, place.viewer, item.id, step.event_id, now=LATER)
    with pytest.raises(Changed, match="already_undone"):
        undo_change(db, place.viewer, item.id, step.event_id, now=LATER)


def test_an_older_change_is_not_taken_back_under_a_newer_one(db: Database) -> None:
    place = a_place(db)
    li = enter(db, place, "U0LI", "Li Wei")
    item = item_with(logged(db, place), "oversigt")
    first = set_due_day(db, place.viewer, item.id, date(2017, 5, 2), now=NOW)
    set_due_day(db, li, item.id, date(2017, 6, 2), now=LATER)

    with pytest.raises(Changed) as refusal:
        undo_change(db, place.viewer, item.id, first.event_id, now=LATER)

    assert (refusal.value.key, refusal.value.details["who"]) == ("item_changed_since", "Li Wei")
    due = now_as(db, place, item).due
    assert due is not None
    assert due.end == date(2017, 6, 2)


def test_a_change_of_another_action_is_not_taken_back(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    step = change_status(db, place.viewer, item_with(note, "oversigt").id, "done", now=NOW)

    with pytest.raises(NotFound):
        undo_change(db, place.viewer, item_with(note, "udpeger").id, step.event_id, now=NOW)


def test_a_split_with_a_part_that_is_done_stays(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")
    step = split_action(db, place.viewer, item.id, "CLEAN sender\nJEPD svarer", now=NOW)
    part = next(one for one in step.note.items if one.parent_id == item.id)
    change_status(db, place.viewer, part.id, "done", now=LATER)

    with pytest.raises(Changed, match="item_changed_since"):
        undo_change(db, place.viewer, item.id, step.event_id, now=LATER)


def test_a_contact_person_who_has_left_hears_nothing_of_what_is_handed_over(db: Database) -> None:
    place = a_place(db)
    wang = enter(db, place, "U0WANG", "王芳")
    note = logged(db, place)
    clean = contact_of_name(db, place.viewer, place.space_id, "CLEAN")
    set_contact(db, place.viewer, clean, user_of(wang), now=NOW)
    with db.write() as tx:
        people.leave(tx, place.channel.id, wang.person.id)

    done = hand_over(db, place.viewer, item_with(note, "udpeger").id, Heir(None, clean), now=LATER)

    assert names(done.step.action) == [(None, "CLEAN")]
    assert done.tell == ()


# --- two at once ---


def test_two_who_claim_at_once_get_one_action_and_one_sentence(db: Database) -> None:
    place, start = a_place(db), Barrier(2)
    li = enter(db, place, "U0LI", "Li Wei")
    item = item_with(logged(db, place, "- [ ] Ring til borgmesteren\n"), "Ring")

    def press(viewer: Viewer) -> str:
        start.wait()
        try:
            claim_action(db, viewer, item.id, now=LATER)
        except Changed as refusal:
            return f"{refusal.details['who']} was first"
        return viewer.person.name

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(press, (place.viewer, li)))

    (winner,) = answers & {"Mette Holm", "Li Wei"}
    assert answers == {winner, f"{winner} was first"}
    assert names(now_as(db, place, item)) == [(winner, None)]


def test_two_who_drop_at_once_keep_one_reason(db: Database) -> None:
    place = a_place(db)
    li = enter(db, place, "U0LI", "Li Wei")
    item = item_with(logged(db, place), "oversigt")
    drop_action(db, li, item.id, "Den er sendt.", now=NOW)

    with pytest.raises(Changed) as refusal:
        drop_action(db, place.viewer, item.id, "En anden grund.", now=LATER)

    assert (refusal.value.key, refusal.value.details["who"]) == ("already_dropped", "Li Wei")
    assert refusal.value.typed == "En anden grund."
    assert rows(db, "SELECT content FROM texts WHERE content LIKE '%grund.'") == []


# --- words that are translated ---


def test_reasons_comments_and_parts_wait_for_their_translation(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")

    split_action(db, place.viewer, item.id, "CLEAN sender listen til alle", now=NOW)
    comment_action(db, place.viewer, item.id, "Listen mangler to firmaer.", now=NOW)
    drop_action(db, place.viewer, item.id, "Den er ikke nødvendig mere.", now=NOW)

    waiting = "SELECT t.content, r.language FROM translations r JOIN texts t ON t.id = r.text_id WHERE t.content IN {}"
    said = ("CLEAN sender listen til alle", "Listen mangler to firmaer.", "Den er ikke nødvendig mere.")
    assert set(rows(db, waiting.format(said))) == {(words, "zh") for words in said}
    assert "translate" in queued(db)


@pytest.mark.parametrize(
    ("act", "key"),
    [
        (lambda db, viewer, item: drop_action(db, viewer, item, " \n", now=NOW), "reason_missing"),
        (lambda db, viewer, item: comment_action(db, viewer, item, "  ", now=NOW), "comment_empty"),
        (lambda db, viewer, item: split_action(db, viewer, item, "\n - \n", now=NOW), "split_empty"),
        (lambda db, viewer, item: split_action(db, viewer, item, "del\n" * 21, now=NOW), "split_too_many"),
        (lambda db, viewer, item: hand_over(db, viewer, item, Heir(), now=NOW), "owner_missing"),
    ],
)
def test_nothing_said_changes_nothing(db: Database, act: Callable[..., object], key: str) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")

    with pytest.raises(Unreadable, match=key):
        act(db, place.viewer, item.id)

    assert changes(db, item) == [("created", "Mette Holm", False)]


# --- whole and parts ---


def test_a_whole_with_open_parts_is_done_when_somebody_says_so(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")
    split_action(db, place.viewer, item.id, "CLEAN sender\nJEPD svarer", now=NOW)

    with pytest.raises(NotAllowed) as refusal:
        change_status(db, place.viewer, item.id, "done", now=NOW)
    change_status(db, place.viewer, item.id, "done", now=NOW, anyway=True)

    assert refusal.value.details == {"ref": "1.4", "parts": "1.4/1 · 1.4/2"}
    assert now_as(db, place, item).status == "done"


def test_a_part_is_not_split(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")
    step = split_action(db, place.viewer, item.id, "CLEAN sender", now=NOW)
    part = next(one for one in step.note.items if one.parent_id == item.id)

    with pytest.raises(NotAllowed, match="part_not_split"):
        split_action(db, place.viewer, part.id, "mere", now=NOW)


# --- handing over ---


def test_the_lead_is_replaced_or_joined(db: Database) -> None:
    place = a_place(db)
    li, lars = enter(db, place, "U0LI", "Li Wei"), enter(db, place, "U0LARS", "Lars Bro")
    item = item_with(logged(db, place, "- [ ] CLEAN og NIES sender tal\n"), "tal")
    works_for(db, place, li, "NIES")

    hand_over(db, place.viewer, item.id, Heir(user_of(lars)), now=NOW)
    assert names(now_as(db, place, item)) == [("Lars Bro", None), (None, "NIES")]
    hand_over(db, place.viewer, item.id, Heir(user_of(li), beside=True), now=LATER)

    assert names(now_as(db, place, item)) == [("Lars Bro", None), ("Li Wei", "NIES")]


def test_who_is_told_is_the_person_or_the_organisations_contact_and_never_who_did_it(db: Database) -> None:
    place = a_place(db)
    li = enter(db, place, "U0LI", "Li Wei")
    item = item_with(logged(db, place), "oversigt")
    jepd = contact_of_name(db, place.viewer, place.space_id, "省厅")

    nobody = hand_over(db, place.viewer, item.id, Heir(organisation_id=jepd), now=NOW)
    set_contact(db, place.viewer, jepd, user_of(li), now=NOW)
    change_status(db, place.viewer, item.id, "done", now=NOW)
    contact = hand_over(db, place.viewer, item.id, Heir(organisation_id=jepd, user=user_of(place.viewer)), now=NOW)
    again = hand_over(db, place.viewer, item.id, Heir(organisation_id=jepd), now=LATER)

    assert [[reader.person.name for reader in one.tell] for one in (nobody, contact, again)] == [[], [], ["Li Wei"]]


def test_nobody_outside_the_space_is_an_owner_or_a_contact(db: Database) -> None:
    place = a_place(db)
    outside = someone(db, "U0WANG", "Wang Fang")
    item = item_with(logged(db, place), "oversigt")
    clean = contact_of_name(db, place.viewer, place.space_id, "CLEAN")

    with pytest.raises(NotFound, match="person_not_here"):
        hand_over(db, place.viewer, item.id, Heir(user_of(outside)), now=NOW)
    with pytest.raises(NotFound, match="person_not_here"):
        hand_over(db, place.viewer, item.id, Heir(SlackUser(HOME, "U0NOBODY")), now=NOW)
    with pytest.raises(NotFound, match="person_not_here"):
        set_contact(db, place.viewer, clean, user_of(outside), now=NOW)


def test_an_organisation_of_another_space_is_no_owner(db: Database) -> None:
    place, other = a_place(db), a_place(db, "Shandong", "C0SHANDONG", "U0OTHER")
    item = item_with(logged(db, place), "oversigt")
    theirs = contact_of_name(db, other.viewer, other.space_id, "NIES")

    with pytest.raises(NotFound, match="no_organisation"):
        hand_over(db, place.viewer, item.id, Heir(organisation_id=theirs), now=NOW)


def test_who_is_not_named_cannot_be_taken_off(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")
    works_for(db, place, place.viewer, "CLEAN")

    with pytest.raises(NotAllowed, match="not_yours"):
        release_action(db, place.viewer, item.id, now=NOW)


# --- reading ---


def test_a_sheet_costs_the_same_with_one_part_and_with_thirty(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    one, many = item_with(note, "oversigt"), item_with(note, "udpeger")
    split_action(db, place.viewer, one.id, "CLEAN sender", now=NOW)
    for _ in range(2):
        split_action(db, place.viewer, many.id, "\n".join(f"JEPD svarer {n}" for n in range(15)), now=NOW)
    for number in range(30):
        comment_action(db, place.viewer, many.id, f"Kommentar nummer {number}.", now=NOW)

    with counted(db) as few:
        read_item(db, place.viewer, one.id)
    with counted(db) as lots:
        sheet = read_item(db, place.viewer, many.id)

    assert (len(sheet.parts), len(sheet.comments)) == (30, 30)
    assert len(lots) <= len(few) + 1  # comments are texts to be read; the other has none

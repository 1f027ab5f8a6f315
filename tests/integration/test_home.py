"""What App Home reads: whose an action is, how urgent, what is ahead, and how many questions that costs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.home import Home, Share
from bot.domain.person import SlackUser, Viewer
from bot.domain.preferences import Preferences
from bot.domain.record import Note
from bot.services.change_status import change_status
from bot.services.join_organisation import join_organisation
from bot.services.read_home import MINE, OURS, VISITS, read_home
from bot.services.read_preferences import read_preferences
from bot.services.set_preferences import set_preferences
from bot.services.snooze import snooze
from bot.store import organisations
from bot.store.database import Database
from tests.integration.making import (
    HOME,
    NOW,
    TODAY,
    Place,
    a_place,
    answered,
    counted,
    enter,
    execute,
    item_with,
    logged,
    rows,
)

WORDS = """\
- [ ] CLEAN sender tilbud senest 25. januar 2017
- [ ] CLEAN sender regnskab senest 10. januar 2017
- [ ] CLEAN sender kontrakt senest 31. januar 2017
- [ ] CLEAN sender rapport senest 1. marts 2017
- [ ] CLEAN sender svar senest 10 arbejdsdage efter modtagelsen
- [ ] CLEAN sender billeder
- [ ] CLEAN forventes at sende prøver i juni 2017
- [ ] JEPD sender kort senest 1. februar 2017
"""


def works_for(db: Database, place: Place, user: str, name: str) -> None:
    join_organisation(db, place.viewer, place.space_id, SlackUser(HOME, user), name, now=NOW)


def organisation(db: Database, name: str) -> int:
    return int(rows(db, "SELECT id FROM organisations WHERE name = :name", name=name)[0][0])


def told(home: Home, share: Share) -> dict[str, list[str]]:
    """Urgency → the thing of each line that is shown."""
    return {
        group.urgency: [
            home.lines[item_id].item.text.content.split(" sender ")[-1].split()[0] for item_id in group.shown
        ]
        for group in share.groups
    }


def shared(db: Database, item_id: int, organisation_id: int, person_id: int) -> None:
    """An organisation has the lead of an action, and a person is to do it with them."""
    given = {"item": item_id, "organisation": organisation_id, "person": person_id}
    execute(db, "UPDATE actions SET organisation_id = :organisation WHERE item_id = :item", **given)
    execute(db, "INSERT INTO action_owners (item_id, position, person_id) VALUES (:item, 0, :person)", **given)


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    return logged(db, place, WORDS)


@pytest.fixture
def li(db: Database, place: Place) -> Viewer:
    return enter(db, place, "U0LI", "Li Wei")


def test_actions_stand_by_urgency(db: Database, place: Place, note: Note) -> None:
    works_for(db, place, "U0METTE", "CLEAN")

    home = read_home(db, place.viewer, today=TODAY)

    assert told(home, home.mine) == {
        "overdue": ["regnskab"],
        "week": ["tilbud"],
        "month": ["kontrakt"],
        "later": ["rapport"],
        "waiting": ["svar"],
        "undated": ["billeder"],
        "expected": ["CLEAN"],
    }
    assert home.ours == Share()
    assert note.number == 1


def test_of_two_colleagues_the_organisations_actions_are_both_and_nobodys_own(
    db: Database, place: Place, note: Note, li: Viewer
) -> None:
    works_for(db, place, "U0METTE", "JEPD")
    works_for(db, place, "U0LI", "JEPD")

    home = read_home(db, li, today=TODAY)

    assert (home.mine, told(home, home.ours)) == (Share(), {"later": ["kort"]})
    assert note.number == 1


def test_contact_person_answers_for_the_organisation(db: Database, place: Place, note: Note, li: Viewer) -> None:
    works_for(db, place, "U0METTE", "JEPD")
    works_for(db, place, "U0LI", "JEPD")
    with db.write() as tx:
        organisations.set_contact(tx, organisation(db, "JEPD"), li.person.id)

    contact, colleague = read_home(db, li, today=TODAY), read_home(db, place.viewer, today=TODAY)

    assert (told(contact, contact.mine), contact.ours) == ({"later": ["kort"]}, Share())
    assert (colleague.mine, told(colleague, colleague.ours)) == (Share(), {"later": ["kort"]})
    assert note.number == 1


def test_what_a_named_person_does_is_not_the_contacts_own(db: Database, place: Place, note: Note, li: Viewer) -> None:
    jepd = organisation(db, "JEPD")
    works_for(db, place, "U0METTE", "JEPD")
    with db.write() as tx:
        organisations.set_contact(tx, jepd, place.viewer.person.id)
    item = item_with(note, "kort")
    execute(db, "UPDATE actions SET person_id = :li WHERE item_id = :item", li=li.person.id, item=item.id)

    contact, named = read_home(db, place.viewer, today=TODAY), read_home(db, li, today=TODAY)

    assert (contact.mine, told(contact, contact.ours)) == (Share(), {"later": ["kort"]})
    assert told(named, named.mine) == {"later": ["kort"]}


def test_further_owner_has_it_once(db: Database, place: Place, note: Note, li: Viewer) -> None:
    works_for(db, place, "U0LI", "JEPD")
    works_for(db, place, "U0METTE", "JEPD")
    item = item_with(note, "tilbud")
    shared(db, item.id, organisation(db, "JEPD"), li.person.id)

    home = read_home(db, li, today=TODAY)

    assert told(home, home.mine) == {"week": ["tilbud"]}
    assert told(home, home.ours) == {"later": ["kort"]}


def test_what_is_done_removed_or_no_action_any_more_is_gone(db: Database, place: Place, note: Note) -> None:
    works_for(db, place, "U0METTE", "CLEAN")
    change_status(db, place.viewer, item_with(note, "tilbud").id, "done", now=NOW)
    execute(db, "UPDATE items SET removed_at = '2017-01-21' WHERE id = :id", id=item_with(note, "regnskab").id)
    execute(db, "UPDATE items SET kind = 'decision' WHERE id = :id", id=item_with(note, "kontrakt").id)

    assert read_home(db, place.viewer, today=TODAY).mine.total == 4


def test_nothing_of_a_space_that_somebody_has_left(db: Database, place: Place, note: Note) -> None:
    works_for(db, place, "U0METTE", "CLEAN")

    home = read_home(db, replace(place.viewer, space_ids=frozenset()), today=TODAY)

    assert (home.mine, home.ours, home.visits.shown, home.spaces) == (Share(), Share(), (), 0)
    assert note.number == 1


def test_visits_of_the_next_eight_weeks_are_ahead_whoever_makes_them(db: Database, place: Place) -> None:
    note = logged(
        db,
        place,
        """\
- [ ] Genbesøg fra JEPD i marts 2017
- [ ] JEPD forventes at sende prøver senest 1. februar 2017
- [ ] Konference i Nanjing i juni 2017
- [ ] Besøg fra Suzhou 10. januar 2017
- [ ] CLEAN sender tal senest 1. februar 2017
""",
    )

    home = read_home(db, place.viewer, today=TODAY)

    assert [home.lines[item_id].item.ref for item_id in home.visits.shown] == [note.items[1].ref, note.items[0].ref]
    assert home.visits.more == 0


def test_visit_that_begins_on_the_last_day_is_ahead(db: Database, place: Place) -> None:
    logged(db, place, "- [ ] Besøg fra Suzhou 17. marts 2017")

    assert len(read_home(db, place.viewer, today=date(2017, 1, 20)).visits.shown) == 1
    assert len(read_home(db, place.viewer, today=date(2017, 1, 19)).visits.shown) == 0
    assert len(read_home(db, place.viewer, today=date(2017, 3, 17)).visits.shown) == 1
    assert len(read_home(db, place.viewer, today=date(2017, 3, 18)).visits.shown) == 0


def test_reviews_are_those_of_the_language_chosen(db: Database, note: Note, li: Viewer) -> None:
    answered(db, item_with(note, "kort").text)

    reading = read_home(db, replace(li, person=li.person.speaking("zh")), today=TODAY)

    assert reading.reviews is not None
    assert [(one.number, one.sentences) for one in reading.reviews] == [(1, 1)]
    assert read_home(db, li, today=TODAY).reviews is None


def test_home_knows_what_was_put_aside_and_the_settings(db: Database, place: Place, note: Note) -> None:
    works_for(db, place, "U0METTE", "CLEAN")
    item, until = item_with(note, "tilbud"), TODAY + timedelta(days=3)
    snooze(db, place.viewer, item.id, until)
    set_preferences(db, place.viewer, "da", Preferences(remind_at="10:00"), now=NOW)

    home = read_home(db, place.viewer, today=TODAY)

    assert home.snoozed == {item.id: until}
    assert home.reader == read_preferences(db, place.viewer)
    assert home.reader.preferences == Preferences(remind_at="10:00")
    assert read_home(db, place.viewer, today=until).snoozed == {}


def test_only_the_first_are_shown_and_all_counted(db: Database, place: Place, li: Viewer) -> None:
    logged(
        db,
        place,
        "".join(
            [f"- [ ] CLEAN sender brev senest 1. marts 2017 ({number})\n" for number in range(MINE + 3)]
            + [f"- [ ] JEPD sender svar {number}\n" for number in range(OURS + 2)]
            + [f"- [ ] Besøg nr. {number} fra Suzhou 1. marts 2017\n" for number in range(VISITS + 1)]
        ),
    )
    works_for(db, place, "U0METTE", "JEPD")
    works_for(db, place, "U0LI", "JEPD")
    with db.write() as tx:
        organisations.set_contact(tx, organisation(db, "CLEAN"), li.person.id)

    home = read_home(db, li, today=TODAY)

    assert [(group.urgency, group.total, len(group.shown)) for group in home.mine.groups] == [("later", MINE + 3, MINE)]
    assert [(group.urgency, group.total, len(group.shown)) for group in home.ours.groups] == [
        ("undated", OURS + 2, OURS)
    ]
    assert (len(home.visits.shown), home.visits.more) == (VISITS, 1)


@pytest.mark.parametrize("count", [1, 30])
def test_home_costs_the_same_number_of_questions_with_one_and_with_thirty(
    db: Database, place: Place, li: Viewer, count: int
) -> None:
    words = "".join(
        f"- [ ] CLEAN sender brev {number} senest 1. marts 2017\n- [ ] JEPD sender svar {number}\n"
        f"- [ ] Besøg nr. {number} fra Suzhou 1. marts 2017\n"
        for number in range(count)
    )
    note = logged(db, place, words)
    works_for(db, place, "U0METTE", "CLEAN")
    works_for(db, place, "U0LI", "CLEAN")
    for item in note.items:
        answered(db, item.text)
        snooze(db, li, item.id, TODAY + timedelta(days=3))
    viewer = replace(li, person=li.person.speaking("zh"))

    with counted(db) as statements:
        home = read_home(db, viewer, today=TODAY)

    assert home.ours.total == count
    assert len(statements) == QUESTIONS


QUESTIONS = 11

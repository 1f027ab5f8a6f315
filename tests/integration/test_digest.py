"""What a digest tells: each section, from when to when, for whom, and at what cost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.digest import ChangedItem, Digest, ItemRef, Made, NewNote, Period, Scope, ToReview
from bot.domain.language import Language
from bot.domain.person import SlackUser
from bot.domain.record import ActionStatus, Note, Owner
from bot.services.build_digest import build_digest
from bot.services.change_status import change_status
from bot.services.join_organisation import join_organisation
from bot.store import actions, digests, organisations, preferences
from bot.store.database import Database
from tests.integration.making import (
    HOME,
    NOW,
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

MONDAY = date(2017, 3, 6)
MORNING = datetime(2017, 3, 6, 7, 30, tzinfo=UTC)
LONG_AGO = datetime(2017, 1, 1, tzinfo=UTC)
WORDS = """\
- [ ] CLEAN sender tilbud senest 9. marts 2017
- [ ] JEPD svarer senest 10. marts 2017
- [ ] CLEAN booker hotel senest 3. marts 2017
- [ ] JEPD sender kort senest 1. februar 2017
- [ ] @Grundfos sender pumper
- [ ] NIES svarer 10 arbejdsdage efter modtagelsen
- [ ] Genbesøg fra JEPD forventes i april 2017
- [ ] MoU forventes underskrevet senest 3. marts 2017
- [ ] CLEAN holder workshop i Nantong den 8. marts 2017
- [ ] CLEAN deltager i konference den 20. juni 2017
Beslutning: Driftsmøde hvert kvartal.
Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017
1. Akademiet takker.
"""
KNOWN = (
    "tilbud", "svarer senest", "hotel", "kort", "pumper", "modtagelsen", "Genbesøg", "MoU forventes", "workshop",
    "konference", "Driftsmøde", "MoU mellem",
)  # fmt: skip


def period(since: datetime | None = LONG_AGO, until: datetime = MORNING, *, weekly: bool = False) -> Period:
    return Period(since, until, MONDAY, weekly)


def daily(told_on: date = date(2017, 3, 3)) -> Period:
    """A Monday's digest after one of Friday morning."""
    return period(datetime.combine(told_on, MORNING.timetz()))


WEEKLY = period(datetime(2017, 3, 3, 7, 30, tzinfo=UTC), weekly=True)


def scope_of(place: Place, *languages: Language) -> Scope:
    spoken = languages or ("da", "zh")
    return Scope(frozenset({place.space_id}), spoken, ("DK", "CN"), ZoneInfo("Europe/Copenhagen"))


def own_scope(place: Place, *organisation_ids: int) -> Scope:
    return replace(
        scope_of(place, "da"), person_id=place.viewer.person.id, organisation_ids=frozenset(organisation_ids)
    )


def told(digest: Digest) -> dict[str, list[str]]:
    """Section → a word of each of its items."""
    return {
        section.name: [
            next(word for word in KNOWN if word in digest.lines[entry.item_id].item.text.content)
            for entry in section.entries
            if isinstance(entry, ItemRef)
        ]
        for section in digest.sections
    }


def section(db: Database, place: Place, name: str, when: Period) -> list[str]:
    return told(build_digest(db, scope_of(place), when, [name])).get(name, [])


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    return logged(db, place, WORDS)


def test_due_lists_what_ends_in_three_working_days_and_what_just_became_overdue(
    db: Database, place: Place, note: Note
) -> None:
    # Thursday 9 March is the third working day; of Friday's hotel and expectation Monday is the first day after
    assert section(db, place, "due", daily()) == ["MoU forventes", "hotel", "workshop", "tilbud"]
    assert note.items


@pytest.mark.parametrize(
    ("told_on", "found"),
    [(date(2017, 3, 3), True), (date(2017, 3, 4), False), (date(2017, 2, 28), True), (date(2017, 3, 6), False)],
)
def test_overdue_is_told_on_the_first_day_after_the_digest_before(
    db: Database,
    place: Place,
    note: Note,
    told_on: date,
    found: bool,  # noqa: FBT001
) -> None:
    assert ("hotel" in section(db, place, "due", daily(told_on))) is found
    assert note.items


def test_a_first_digest_tells_as_overdue_what_was_due_on_the_last_working_day(
    db: Database, place: Place, note: Note
) -> None:
    assert section(db, place, "due", period(None)) == ["MoU forventes", "hotel", "workshop", "tilbud"]
    assert note.items


def test_the_full_list_tells_everything_that_is_overdue(db: Database, place: Place, note: Note) -> None:
    assert section(db, place, "due", WEEKLY) == ["kort", "MoU forventes", "hotel", "workshop", "tilbud"]
    assert note.items


def test_before_a_long_holiday_what_is_due_right_after_it_is_told(db: Database, place: Place) -> None:
    logged(db, place, "- [ ] CLEAN sender tilbud senest 10. oktober 2017\n- [ ] JEPD svarer senest 3. oktober 2017")
    friday = Period(datetime(2017, 9, 28, 6, tzinfo=UTC), datetime(2017, 9, 29, 6, tzinfo=UTC), date(2017, 9, 29))
    wednesday = replace(friday, until=datetime(2017, 10, 4, 6, tzinfo=UTC), today=date(2017, 10, 4))

    before = section(db, place, "due", friday)  # China works on Saturday, then not before 9 October
    meanwhile = section(db, place, "due", replace(wednesday, since=datetime(2017, 10, 3, 6, tzinfo=UTC)))

    assert before == ["svarer senest", "tilbud"]
    assert meanwhile == ["svarer senest"]  # overdue since yesterday; Denmark alone counts to 9 October


def test_done_dropped_and_removed_are_told_nowhere(db: Database, place: Place, note: Note) -> None:
    for word, status in (("hotel", "done"), ("workshop", "dropped")):
        changed: ActionStatus = "done" if status == "done" else "dropped"
        execute(db, "UPDATE actions SET status = :s WHERE item_id = :id", s=changed, id=item_with(note, word).id)
    execute(db, "UPDATE items SET removed_at = '2017-03-01' WHERE id = :id", id=item_with(note, "tilbud").id)

    found = told(build_digest(db, scope_of(place), WEEKLY))

    assert [word for words in found.values() for word in words if word in {"hotel", "workshop", "tilbud"}] == []


def test_new_tells_notes_and_their_open_actions(db: Database, place: Place, note: Note) -> None:
    digest = build_digest(db, scope_of(place), period(), ["new"])

    first, *others = digest.sections[0].entries
    assert isinstance(first, NewNote)
    assert (first.note_id, first.number, first.items, first.actions) == (note.id, 1, 13, 10)
    assert (first.space.id, len(others), digest.sections[0].total) == (place.space_id, 10, 11)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (NOW, MORNING, False),  # what happened at that very instant was told
        (NOW - timedelta(seconds=1), MORNING, True),
        (NOW - timedelta(days=1), NOW, True),
        (NOW - timedelta(days=1), NOW - timedelta(seconds=1), False),
        (None, NOW + timedelta(days=6), True),
        (None, NOW + timedelta(days=8), False),  # a first digest does not tell the whole past
    ],
)
@pytest.mark.parametrize("name", ["new", "agreed"])
def test_news_is_what_happened_after_one_instant_and_not_after_another(
    db: Database,
    place: Place,
    note: Note,
    name: str,
    since: datetime | None,
    until: datetime,
    found: bool,  # noqa: FBT001
) -> None:
    digest = build_digest(db, scope_of(place), Period(since, until, MONDAY), [name])

    assert (not digest.says_nothing) is found
    assert note.items


def test_agreed_tells_decisions_and_agreements(db: Database, place: Place, note: Note) -> None:
    assert section(db, place, "agreed", period()) == ["Driftsmøde", "MoU mellem"]
    assert note.items


def test_the_full_list_tells_the_decisions_of_the_week(db: Database, place: Place, note: Note) -> None:
    evening = NOW + timedelta(days=6)
    since = evening - timedelta(days=1)

    assert section(db, place, "agreed", Period(since, evening, MONDAY)) == []
    assert section(db, place, "agreed", Period(since, evening, MONDAY, weekly=True)) == ["Driftsmøde", "MoU mellem"]
    assert note.items


def test_ahead_tells_expected_visits_and_events_of_eight_weeks(db: Database, place: Place, note: Note) -> None:
    assert section(db, place, "ahead", WEEKLY) == ["workshop", "Genbesøg"]
    assert section(db, place, "ahead", daily()) == ["workshop"]
    assert note.items


def test_ahead_tells_a_vague_visit_while_it_lasts_but_not_an_expectation_of_a_whole_year(
    db: Database, place: Place
) -> None:
    logged(
        db,
        place,
        "- [ ] Genbesøg fra Nantong forventes i foråret 2017\n- [ ] MoU forventes underskrevet i 2017\n",
    )

    assert section(db, place, "ahead", WEEKLY) == ["Genbesøg"]


def test_waiting_is_told_with_the_full_list_only(db: Database, place: Place, note: Note) -> None:
    assert section(db, place, "waiting", WEEKLY) == ["modtagelsen"]
    assert section(db, place, "waiting", daily()) == []
    execute(db, "UPDATE actions SET happened_on = '2017-03-01' WHERE item_id = :id", id=item_with(note, "modtag").id)
    assert section(db, place, "waiting", WEEKLY) == []


def test_an_undated_action_is_never_listed_daily(db: Database, place: Place, note: Note) -> None:
    daily_words = [word for words in told(build_digest(db, scope_of(place), daily())).values() for word in words]

    assert "pumper" not in daily_words
    assert "pumper" in told(build_digest(db, scope_of(place), WEEKLY))["open"]
    assert note.items


def test_every_item_is_listed_once(db: Database, place: Place, note: Note) -> None:
    found = told(build_digest(db, scope_of(place), WEEKLY))

    assert found == {
        "due": ["kort", "MoU forventes", "hotel", "workshop", "tilbud"],
        "ahead": ["Genbesøg"],
        "waiting": ["modtagelsen"],
        "open": ["svarer senest", "konference", "pumper"],
    }
    assert note.items


def test_review_counts_by_language_and_daily_only_what_is_new(db: Database, place: Place, note: Note) -> None:
    for word in ("tilbud", "hotel"):
        answered(db, item_with(note, word).text)

    def waiting(when: Period) -> Sequence[object]:
        return [entry for one in build_digest(db, scope_of(place), when, ["review"]).sections for entry in one.entries]

    assert waiting(WEEKLY) == [ToReview("zh", 1, 2)]
    assert waiting(period(NOW - timedelta(seconds=1))) == [ToReview("zh", 1, 2)]
    assert waiting(period(NOW)) == []


@pytest.fixture
def sides(db: Database, place: Place, note: Note) -> dict[str, int]:
    """Mette works for CLEAN, Li for JEPD; the ids of the organisations."""
    enter(db, place, "U0LI", "Li Wei")
    join_organisation(db, place.viewer, place.space_id, SlackUser(HOME, "U0METTE"), "CLEAN", now=NOW)
    join_organisation(db, place.viewer, place.space_id, SlackUser(HOME, "U0LI"), "JEPD", now=NOW)
    assert note.items
    return {row[1]: row[0] for row in rows(db, "SELECT id, name FROM organisations")}


def test_changed_tells_what_the_other_side_did(db: Database, place: Place, note: Note, sides: dict[str, int]) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    when = MORNING - timedelta(hours=1)
    change_status(db, li, item_with(note, "tilbud").id, "done", now=when)  # CLEAN's
    change_status(db, li, item_with(note, "svarer senest 10").id, "done", now=when)  # their own
    change_status(db, li, item_with(note, "pumper").id, "done", now=when)
    change_status(db, place.viewer, item_with(note, "hotel").id, "done", now=when)

    digest = build_digest(db, scope_of(place), daily(), ["changed"])

    assert [section.entries for section in digest.sections] == [
        (
            ChangedItem(item_with(note, "tilbud").id, (Made("Li Wei", "done"),)),
            ChangedItem(item_with(note, "pumper").id, (Made("Li Wei", "done"),)),
        )
    ]
    assert sides


def test_what_was_taken_back_and_what_somebody_of_no_side_did_is_not_told(
    db: Database, place: Place, note: Note, sides: dict[str, int]
) -> None:
    li, lone = enter(db, place, "U0LI", "Li Wei"), enter(db, place, "U0LONE", "En gæst")
    when = MORNING - timedelta(hours=1)
    change_status(db, lone, item_with(note, "hotel").id, "done", now=when)
    change_status(db, li, item_with(note, "tilbud").id, "done", now=when)
    with db.write() as tx:
        (event,) = tx.connection().exec_driver_sql("SELECT max(id) FROM history").one()
        assert actions.restore(tx, event, actions.Acted(li.person.id, "Li Wei", when))

    assert build_digest(db, scope_of(place), daily(), ["changed"]).says_nothing
    assert sides


def test_changed_in_ones_own_digest_is_what_others_did_to_what_is_ones_own(
    db: Database, place: Place, note: Note, sides: dict[str, int]
) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    when = MORNING - timedelta(hours=1)
    for word in ("tilbud", "pumper", "svarer senest 10"):
        change_status(db, li, item_with(note, word).id, "done", now=when)

    digest = build_digest(db, own_scope(place, sides["CLEAN"]), daily(), ["changed"])

    assert [entry for one in digest.sections for entry in one.entries] == [
        ChangedItem(item_with(note, "tilbud").id, (Made("Li Wei", "done"),))
    ]


def test_ones_own_digest_has_ones_own_items_first(
    db: Database, place: Place, note: Note, sides: dict[str, int]
) -> None:
    mine = item_with(note, "svarer senest 10")
    with db.write() as tx:
        organisation = organisations.get(tx, [place.space_id], sides["CLEAN"])
        assert organisation is not None
        details = actions.Details.of(mine.action) if mine.action else None
        assert details is not None
        owners = [Owner(organisation), *(mine.action.owners if mine.action else ())]
        assert actions.set_details(tx, mine.id, None, details.owned_by(owners[::-1]), place.viewer.person.id, NOW)

    found = told(build_digest(db, own_scope(place, sides["CLEAN"]), WEEKLY))

    assert found["due"] == ["hotel", "workshop", "tilbud", "kort", "MoU forventes"]
    assert found["open"] == ["svarer senest", "konference", "pumper"]


def test_nothing_of_another_space_is_ever_told(db: Database, place: Place, note: Note) -> None:
    other = a_place(db, "Shandong", "C0SHANDONG", "U0OTHER")
    answered(db, item_with(note, "tilbud").text)

    for when in (period(), WEEKLY, period(weekly=True)):
        digests_of_others = [
            build_digest(db, scope_of(other), when),
            build_digest(db, own_scope(other), when),
            build_digest(db, replace(own_scope(place), space_ids=frozenset()), when),
        ]
        assert [digest.sections for digest in digests_of_others] == [(), (), ()]


def test_with_nothing_to_say_the_daily_one_is_empty_and_the_weekly_one_is_not(db: Database, place: Place) -> None:
    silent, weekly = build_digest(db, scope_of(place), daily()), build_digest(db, scope_of(place), WEEKLY)

    assert (silent.is_empty, silent.says_nothing) == (True, True)
    assert (weekly.is_empty, weekly.says_nothing) == (False, True)


def test_only_the_wanted_sections_are_told(db: Database, place: Place, note: Note) -> None:
    digest = build_digest(db, scope_of(place), WEEKLY, ["open", "gone", "waiting"])

    assert [section.name for section in digest.sections] == ["waiting", "open"]
    assert len(told(digest)["open"]) == 9
    assert note.items


def test_the_other_sides_holiday_is_told(db: Database, place: Place) -> None:
    today = date(2017, 10, 4)
    digest = build_digest(db, scope_of(place), Period(None, datetime(2017, 10, 4, 7, tzinfo=UTC), today))

    assert [(away.calendar, away.day_off.name, away.day_off.until) for away in digest.away] == [
        ("CN", "Mid-autumn Festival", date(2017, 10, 8))
    ]


@pytest.mark.parametrize("when", [daily(), WEEKLY, period()], ids=["daily", "weekly", "everything new"])
@pytest.mark.parametrize("own", [False, True], ids=["channel", "own"])
def test_as_many_questions_are_asked_for_thirty_items_as_for_one(
    db: Database,
    place: Place,
    when: Period,
    own: bool,  # noqa: FBT001
) -> None:
    asked = []
    for more in (1, 29):
        for _ in range(more):
            logged(db, place, WORDS)
        with counted(db) as statements:
            build_digest(db, own_scope(place, 1) if own else scope_of(place), when)
        asked.append(len(statements))

    assert asked[0] == asked[1] <= 22


def test_what_is_not_shown_is_counted(db: Database, place: Place) -> None:
    logged(db, place, "".join(f"- [ ] CLEAN sender brev {index}\n" for index in range(60)))

    digest = build_digest(db, scope_of(place), WEEKLY, ["open"], shown=7)

    assert [(len(section.entries), section.total) for section in digest.sections] == [(7, 60)]
    assert len(digest.lines) == 7


def test_settings_of_a_channel_are_kept_and_read(db: Database, place: Place) -> None:
    with db.read() as tx:
        (found,) = digests.channels(tx)
        reader = preferences.readers_of(tx, [place.viewer.person.id])[place.viewer.person.id]

    assert Scope.of_channel(found) == scope_of(place)
    assert Scope.of_person(reader, frozenset({place.space_id}), frozenset()) == replace(
        own_scope(place), languages=(reader.language,)
    )

"""Roles and sides: readers change nothing, owners alone change who may what, and nobody lets themselves in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any, NamedTuple

import pytest

from bot.domain.errors import NotAllowed, NotFound, Unreadable
from bot.domain.person import Role, SlackChannel, SlackUser, Viewer, keeper
from bot.domain.typed_note import TypedNote
from bot.services.bind_channel import bind_channel
from bot.services.create_space import create_space
from bot.services.engine_policy import choose_engines
from bot.services.log_note import Logged, Origin, log_note
from bot.services.make_owner import list_owners, make_owner
from bot.services.place_person import Placed, Placing, place_person
from bot.services.see_again import see_again
from bot.services.set_sides import set_sides
from bot.services.sides import list_owned, list_people
from bot.store import people, roles
from bot.store.database import Database
from bot.store.roles import Owner
from tests.integration.making import HOME, NOW, TODAY, Place, a_place, enter, execute, rows, someone
from tests.integration.test_access import CHANGES, Guarded, guarded, record

__all__ = ["guarded"]  # the fixture

JEPD = "T0JEPD"
OF_OWNERS = {
    "bind_channel.bind_channel",
    "engine_policy.choose_engines",
    "unbind_channel.unbind_channel",
    "unbind_channel.choose_speaker",
    "place_person.place_person",
    "set_sides.set_sides",
    "set_letterhead.set_letterhead",
    "connect_wiki.connect_wiki",
    "connect_wiki.disconnect_wiki",
}
OWN_MATTERS = {
    "snooze.snooze",
    "fetch_glossary.ask_export",
    "ask_report.ask_report",
}  # of the person alone, and of no record


def now_seen(db: Database, viewer: Viewer) -> Viewer:
    """The same person as they stand now, asking where they asked."""
    seen = see_again(db, viewer.person.id)
    assert seen is not None
    return replace(seen.viewer, person=viewer.person, channel=viewer.channel)


def become(db: Database, place: Place, viewer: Viewer, role: Role) -> Viewer:
    with db.write() as tx:
        roles.set_role(tx, place.space_id, viewer.person.id, role)
    return now_seen(db, viewer)


def in_team(db: Database, place: Place, user: str, name: str, team: str = HOME, *, guest: bool = False) -> Viewer:
    """Somebody of a workspace, in the channel."""
    viewer = enter(db, place, user, name)
    with db.write() as tx:
        people.set_profile(tx, viewer.person.id, team, name, None, guest=guest)
    return now_seen(db, replace(viewer, person=replace(viewer.person, slack=SlackUser(team, user))))


class Three(NamedTuple):
    """A space with its owner Mette of the region, and 李明 of the other side, who may be made one too."""

    db: Database
    place: Place
    mette: Viewer
    li: Viewer

    def place_by(self, who: Viewer, user: str, placing: Placing) -> Placed:
        return place_person(self.db, who, self.place.space_id, SlackUser("", user), placing, now=NOW)

    def log(self, who: Viewer, key: str = "event:inner", side: str | None = None) -> Logged:
        who = now_seen(self.db, who)
        side = who.standing(self.place.space_id).side if side is None else side
        origin = Origin(self.place.space_id, None, key, TODAY, side=side)
        return log_note(self.db, who, TypedNote("1. Kun for os."), origin, now=NOW)


@pytest.fixture
def three(db: Database) -> Three:
    place = a_place(db)
    mette = now_seen(db, place.viewer)
    return Three(db, place, mette, in_team(db, place, "U0LI", "李明", JEPD))


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - OWN_MATTERS))
def test_a_reader_changes_nothing(guarded: Guarded, name: str) -> None:
    enter(guarded.db, guarded.place, "U0LARS", "Lars Bro")
    reader = become(guarded.db, guarded.place, enter(guarded.db, guarded.place, "U0ANNE", "Anne"), "reader")
    before = record(guarded.db)

    with pytest.raises(NotAllowed) as refused:
        CHANGES[name](guarded._replace(viewer=reader))

    assert refused.value.key == ("owners_only" if name in OF_OWNERS else "reads_only")
    assert refused.value.details == {"who": "Mette Holm"}
    assert record(guarded.db) == before


@pytest.mark.parametrize("name", sorted(OF_OWNERS))
def test_a_member_changes_nothing_that_is_for_owners(guarded: Guarded, name: str) -> None:
    enter(guarded.db, guarded.place, "U0LARS", "Lars Bro")
    member = now_seen(guarded.db, enter(guarded.db, guarded.place, "U0ANNE", "Anne"))
    before = record(guarded.db)

    with pytest.raises(NotAllowed, match="owners_only"):
        CHANGES[name](guarded._replace(viewer=member))

    assert record(guarded.db) == before


@pytest.mark.parametrize("name", sorted(OF_OWNERS))
def test_somebody_who_was_an_owner_when_they_opened_the_form_changes_nothing(guarded: Guarded, name: str) -> None:
    enter(guarded.db, guarded.place, "U0LARS", "Lars Bro")
    was = become(guarded.db, guarded.place, enter(guarded.db, guarded.place, "U0ANNE", "Anne"), "owner")
    become(guarded.db, guarded.place, was, "member")

    with pytest.raises(NotAllowed, match="owners_only"):
        CHANGES[name](guarded._replace(viewer=was))


def test_whoever_makes_a_space_owns_it(three: Three) -> None:
    found = [(one.name, one.role) for one in list_people(three.db, three.mette, three.place.space_id).standees]

    assert found == [("Mette Holm", "owner"), ("李明", "member")]


def test_a_channel_is_taken_over_by_its_owners_alone(three: Three) -> None:
    other = a_place(three.db, "Andet", "C0ANDET", "U0LARS")
    theirs = now_seen(three.db, enter(three.db, three.place, "U0LARS", "Lars Bro"))

    with pytest.raises(NotAllowed, match="owners_only"):
        bind_channel(three.db, theirs, other.space_id, three.place.channel.slack, now=NOW)
    with pytest.raises(NotAllowed, match="owners_only"):
        create_space(three.db, theirs, "Nyt", ("da", "zh"), three.place.channel.slack, now=NOW)


def test_no_channel_is_bound_to_what_a_side_keeps_to_itself(three: Three) -> None:
    set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW)
    inner = three.log(three.mette).note.space_id
    mette = now_seen(three.db, three.mette)

    with pytest.raises(NotFound):
        bind_channel(three.db, mette, inner, three.place.channel.slack, now=NOW)
    with pytest.raises(NotFound):
        choose_engines(three.db, mette, inner, None, (), now=NOW)


def test_the_last_owner_names_another_one_first(three: Three) -> None:
    with pytest.raises(NotAllowed, match="last_owner"):
        three.place_by(three.mette, "U0METTE", Placing("member"))
    three.place_by(three.mette, "U0LI", Placing("owner"))

    assert three.place_by(three.mette, "U0METTE", Placing("member")) == Placed("Mette Holm", "member", None)
    assert three.place_by(now_seen(three.db, three.li), "U0METTE", Placing("reader")).role == "reader"


def test_an_owner_who_has_left_does_not_count(three: Three) -> None:
    execute(three.db, "DELETE FROM members WHERE person_id = :id", id=three.mette.person.id)
    anne = in_team(three.db, three.place, "U0ANNE", "Anne")

    placed = three.place_by(anne, "U0ANNE", Placing("owner"))  # a full member of the workspace that has the app

    assert placed.role == "owner"
    with pytest.raises(NotAllowed, match="owners_only"):
        list_owned(three.db, now_seen(three.db, three.li), three.place.space_id)


def test_without_an_owner_the_refusal_says_who_can_make_one(three: Three) -> None:
    execute(three.db, "DELETE FROM members WHERE person_id = :id", id=three.mette.person.id)

    with pytest.raises(NotAllowed, match="owners_only_unowned"):
        list_owned(three.db, now_seen(three.db, three.li), three.place.space_id)


def test_where_the_owners_are_in_a_channel_nobody_can_look_into_the_refusal_says_so(three: Three) -> None:
    away, _ = bind_channel(three.db, three.mette, three.place.space_id, SlackChannel(HOME, "C0MORE"), now=NOW)
    execute(three.db, "UPDATE channels SET is_known = FALSE WHERE channel_id = 'C0MORE'")
    execute(three.db, "DELETE FROM members WHERE person_id = :id AND channel_id = 1", id=three.mette.person.id)
    anne = in_team(three.db, three.place, "U0ANNE", "Anne")

    for who in (now_seen(three.db, three.li), anne):
        with pytest.raises(NotAllowed, match="owners_only_away"):
            list_owned(three.db, who, away.id)
    assert not list_people(three.db, anne, away.id).owns
    assert list_people(three.db, anne, away.id).is_owned


def test_the_operator_makes_an_owner_where_nobody_else_can(three: Three) -> None:
    bind_channel(three.db, three.mette, three.place.space_id, SlackChannel(HOME, "C0MORE"), now=NOW)
    execute(three.db, "UPDATE channels SET is_known = FALSE WHERE channel_id = 'C0MORE'")
    execute(three.db, "DELETE FROM members WHERE person_id = :id AND channel_id = 1", id=three.mette.person.id)

    made = make_owner(three.db, keeper(three.place.space_id), three.place.space_id, three.li.person.slack, now=NOW)
    again = make_owner(three.db, keeper(three.place.space_id), three.place.space_id, three.li.person.slack, now=NOW)

    assert made == again == Owner(three.li.person.id, "李明", SlackUser(JEPD, "U0LI"), is_there=True)
    mette = Owner(three.mette.person.id, "Mette Holm", SlackUser(HOME, "U0METTE"), is_there=False)
    assert list_owners(three.db, three.place.space_id) == (mette, made)
    assert list_owned(three.db, now_seen(three.db, three.li), three.place.space_id).owns
    entries = "SELECT person_id, act, through, records, detail FROM audit WHERE detail LIKE 'owner%'"
    (entry,) = rows(three.db, entries)
    assert (entry[:3], entry[4]) == ((None, "changed", "terminal"), "owner, said by the operator")
    assert f"person:{three.li.person.id}" in str(entry[3])


def test_nobody_but_the_operator_makes_an_owner_so(three: Three) -> None:
    for viewer, user in ((three.li, three.li.person.slack), (keeper(three.place.space_id), SlackUser(HOME, "U0LI"))):
        with pytest.raises(NotFound, match="no_person"):
            make_owner(three.db, viewer, three.place.space_id, user, now=NOW)

    assert [one.name for one in list_owners(three.db, three.place.space_id)] == ["Mette Holm"]


def test_nobody_from_elsewhere_gets_a_role(three: Three) -> None:
    someone(three.db, "U0FJERN", "Fjern")

    for user in ("U0FJERN", "U0NOBODY"):
        with pytest.raises(NotFound, match="person_not_here"):
            three.place_by(three.mette, user, Placing("member"))


def sides_of(three: Three) -> dict[str, str]:
    return {one.name: one.side for one in list_people(three.db, three.mette, three.place.space_id).standees}


def test_by_workspace_full_members_stand_with_theirs_and_guests_nowhere(three: Three) -> None:
    in_team(three.db, three.place, "U0WANG", "王伟", HOME, guest=True)

    set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW)

    assert sides_of(three) == {"Mette Holm": HOME, "李明": JEPD, "王伟": ""}


def test_by_name_nobody_stands_anywhere_until_it_is_said(three: Three) -> None:
    set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW)
    three.place_by(three.mette, "U0METTE", Placing(side=HOME))

    set_sides(three.db, three.mette, three.place.space_id, "named", now=NOW)
    assert sides_of(three) == {"Mette Holm": "", "李明": ""}
    placed = three.place_by(three.mette, "U0METTE", Placing(side=" Region  Hovedstaden "))
    assert placed.side is not None
    assert placed.side.name == "Region Hovedstaden"
    three.place_by(three.mette, "U0LI", Placing(side="JEPD"))

    assert sides_of(three) == {"Mette Holm": "Region Hovedstaden", "李明": "JEPD"}


def test_how_it_goes_is_not_changed_once_something_is_kept(three: Three) -> None:
    set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW)
    three.log(three.mette)

    with pytest.raises(NotAllowed, match="sides_kept"):
        set_sides(three.db, three.mette, three.place.space_id, "named", now=NOW)
    assert set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW).space.sides == "teams"


def named(three: Three) -> Viewer:
    """Both are owners, each alone on their side; gives 李明."""
    set_sides(three.db, three.mette, three.place.space_id, "named", now=NOW)
    three.place_by(three.mette, "U0METTE", Placing(side="Region"))
    three.place_by(three.mette, "U0LI", Placing("owner", "JEPD"))
    return now_seen(three.db, three.li)


def test_an_owner_of_one_side_puts_nobody_on_the_other(three: Three) -> None:
    li = named(three)
    in_team(three.db, three.place, "U0CHEN", "陈静", JEPD)

    refused: list[Callable[[], Any]] = [
        lambda: three.place_by(li, "U0LI", Placing(side="Region")),  # themselves
        lambda: three.place_by(li, "U0CHEN", Placing(side="region")),
        lambda: three.place_by(li, "U0METTE", Placing(side="JEPD")),  # off hers
        lambda: three.place_by(li, "U0METTE", Placing(side="")),
    ]

    for attempt in refused:
        with pytest.raises(NotAllowed, match="other_side"):
            attempt()
    assert three.place_by(li, "U0CHEN", Placing(side="jepd")).side is not None
    assert sides_of(three) == {"Mette Holm": "Region", "李明": "JEPD", "陈静": "JEPD"}


def test_a_side_that_kept_something_is_not_free_when_nobody_stands_there(three: Three) -> None:
    li = named(three)
    three.log(three.mette)
    three.place_by(three.mette, "U0METTE", Placing(side=""))

    with pytest.raises(NotAllowed, match="other_side"):
        three.place_by(li, "U0LI", Placing(side="Region"))
    execute(three.db, "DELETE FROM members WHERE person_id = :id", id=three.mette.person.id)
    three.place_by(li, "U0LI", Placing(side=""))
    with pytest.raises(NotAllowed, match="other_side"):
        three.place_by(li, "U0LI", Placing(side="Region"))


def test_in_workspaces_nobody_is_put_on_a_side_that_is_not_there(three: Three) -> None:
    set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW)

    with pytest.raises(NotFound, match="no_side"):
        three.place_by(three.mette, "U0LI", Placing(side="Region"))
    with pytest.raises(Unreadable, match="side_too_long"):
        three.place_by(three.mette, "U0LI", Placing(side="x" * 61))


def test_without_sides_nobody_is_put_on_one(three: Three) -> None:
    with pytest.raises(NotAllowed, match="sides_off"):
        three.place_by(three.mette, "U0METTE", Placing(side="Region"))


def test_two_owners_who_take_the_same_free_side_at_once_do_not_both_get_it(three: Three) -> None:
    three.place_by(three.mette, "U0LI", Placing("owner"))
    set_sides(three.db, three.mette, three.place.space_id, "named", now=NOW)
    li = now_seen(three.db, three.li)

    with ThreadPoolExecutor(2) as both:
        done = [
            both.submit(outcome, lambda: three.place_by(three.mette, "U0METTE", Placing(side="Region"))),
            both.submit(outcome, lambda: three.place_by(li, "U0LI", Placing(side="Region"))),
        ]
        told = sorted(one.result() for one in done)

    assert told == ["done", "other_side"]
    assert sorted(sides_of(three).values()) == ["", "Region"]


@pytest.mark.parametrize("attempt", range(3))
def test_whoever_stops_being_an_owner_meanwhile_places_nobody(
    three: Three, open_db: Callable[[], Database], attempt: int
) -> None:
    become(three.db, three.place, three.li, "owner")
    other, begun = open_db(), Barrier(2)

    def place() -> str:
        begun.wait()
        try:
            place_person(other, three.mette, three.place.space_id, SlackUser("", "U0LI"), Placing("reader"), now=NOW)
        except NotAllowed as refusal:
            return refusal.key
        return f"placed at {attempt}"

    with ThreadPoolExecutor(1) as pool:
        with three.db.write() as tx:
            roles.hold(tx, three.place.space_id)
            placing = pool.submit(place)
            begun.wait()
            roles.set_role(tx, three.place.space_id, three.mette.person.id, "member")
        told = placing.result()

    assert told == "owners_only"


def test_two_owners_who_give_up_at_once_leave_one(three: Three) -> None:
    three.place_by(three.mette, "U0LI", Placing("owner"))
    li = now_seen(three.db, three.li)

    with ThreadPoolExecutor(2) as both:
        done = [
            both.submit(outcome, lambda: three.place_by(three.mette, "U0METTE", Placing("member"))),
            both.submit(outcome, lambda: three.place_by(li, "U0LI", Placing("member"))),
        ]
        told = sorted(one.result() for one in done)

    assert told == ["done", "last_owner"]


def test_whoever_changes_how_it_goes_and_whoever_writes_at_once_do_not_both(three: Three) -> None:
    set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW)
    mette = now_seen(three.db, three.mette)

    with ThreadPoolExecutor(2) as both:
        done = [
            both.submit(outcome, lambda: set_sides(three.db, mette, three.place.space_id, "off", now=NOW)),
            both.submit(outcome, lambda: three.log(mette, side=HOME)),
        ]
        told = [one.result() for one in done]

    assert told in (["done", "inner_off"], ["sides_kept", "done"])
    kept = rows(three.db, "SELECT count(*) FROM spaces WHERE parent_id IS NOT NULL")[0][0]
    assert kept == (1 if told[1] == "done" else 0)


def test_first_notes_written_at_once_are_kept_in_one_record(three: Three) -> None:
    set_sides(three.db, three.mette, three.place.space_id, "teams", now=NOW)

    with ThreadPoolExecutor(4) as many:
        logged = list(many.map(lambda number: three.log(three.mette, f"event:i{number}"), range(4)))

    assert len({one.note.space_id for one in logged}) == 1
    assert sorted(one.note.label for one in logged) == ["i1", "i2", "i3", "i4"]


def outcome(act: Callable[[], Any]) -> str:
    try:
        act()
    except NotAllowed as refused:
        return refused.key
    return "done"

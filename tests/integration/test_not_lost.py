"""What becomes of a space when a channel turns out to be another's, or nobody can say who is in it for a while."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.domain.channel_facts import ChannelFacts
from bot.domain.errors import UserError
from bot.domain.person import SlackChannel, SlackUser
from bot.domain.typed_note import TypedNote
from bot.services.create_space import create_space
from bot.services.follow_channel import follow_channel
from bot.services.log_note import Origin, log_note
from bot.services.place_person import Placing, place_person
from bot.services.recognise import recognise
from bot.services.set_sides import set_sides
from bot.store import access, attendance, people, spaces
from bot.store.database import Database
from tests.integration.making import HOME, NOW, TODAY, a_place, rows, someone

OTHER = "T0JEPD"
SHARED = ChannelFacts("", is_member=True, is_shared=True, connected=frozenset({HOME}), is_archived=False)


def partner(db: Database) -> int:
    """A full member of the other workspace, of whom Slack has told; gives their id."""
    viewer = recognise(db, SlackUser(OTHER, "U0LI"), None, guess=None, now=NOW)
    with db.write() as tx:
        people.set_profile(tx, viewer.person.id, OTHER, "Li Wei", None)
    return viewer.person.id


def test_a_space_with_internal_notes_alone_keeps_its_channel_when_that_turns_out_to_be_bound_twice(
    db: Database,
) -> None:
    place = a_place(db)
    set_sides(db, place.viewer, place.space_id, "named", now=NOW)
    place_person(db, place.viewer, place.space_id, place.viewer.person.slack, Placing(side="VORES"), now=NOW)
    mine = recognise(db, place.viewer.person.slack, None, guess=None, now=NOW)
    inside = Origin(place.space_id, None, "event:inside", TODAY, side="VORES")
    log_note(db, mine, TypedNote("1. Kun for os", "da"), inside, now=NOW)
    theirs = recognise(db, SlackUser(OTHER, "U0LI"), None, guess=None, now=NOW)
    space, bound = create_space(db, theirs, "Theirs", ("da", "zh"), SlackChannel(OTHER, "C0JIANGSU"), now=NOW)
    theirs = recognise(db, SlackUser(OTHER, "U0LI"), None, guess=None, now=NOW)
    log_note(db, theirs, TypedNote("1. Noget", "da"), Origin(space.id, bound, "event:x", TODAY), now=NOW)

    follow_channel(db, SlackChannel(OTHER, "C0JIANGSU"), SHARED, now=NOW)

    assert rows(db, "SELECT space_id, trouble FROM channels ORDER BY id") == [
        (place.space_id, "twice"),
        (space.id, "twice"),
    ]


@pytest.mark.parametrize("trouble", ["absent", "silent", "refused"])
def test_nobody_of_another_workspace_owns_a_space_while_its_owners_cannot_be_seen(db: Database, trouble: str) -> None:
    place, person_id = a_place(db), partner(db)
    with db.write() as tx:
        more = spaces.bind(tx, place.space_id, SlackChannel(OTHER, "C0MORE"), NOW)
        people.join(tx, more.id, person_id)
        attendance.set_unknown(tx, place.channel.id, trouble)  # type: ignore[arg-type]

    with db.read() as tx:
        assert access.standings(tx, [person_id])[person_id][place.space_id].owns is False


def test_where_the_owners_have_gone_those_of_the_workspace_that_speaks_there_own_it(db: Database) -> None:
    place, person_id = a_place(db), partner(db)
    with db.write() as tx:
        more = spaces.bind(tx, place.space_id, SlackChannel(OTHER, "C0MORE"), NOW)
        people.join(tx, more.id, person_id)
        people.leave(tx, place.channel.id, place.viewer.person.id)

    with db.read() as tx:
        assert access.standings(tx, [person_id])[person_id][place.space_id].owns is True


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_make_a_space_for_a_channel_at_once_one_is_told_why_not(
    open_db: Callable[[], Database], attempt: int
) -> None:
    stores, barrier = [open_db(), open_db()], Barrier(2)
    people_ = [someone(stores[0], user, user) for user in ("U0METTE", "U0LI")]

    def make(one: int) -> str:
        barrier.wait()
        slack = SlackChannel(HOME, f"C{attempt}")
        try:
            create_space(stores[one], people_[one], f"Space {one}", ("da", "zh"), slack, now=NOW)
        except UserError:
            return "refused"
        return "made"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(make, range(2))) == ["made", "refused"]
    assert len(rows(stores[0], "SELECT id FROM spaces")) == 1

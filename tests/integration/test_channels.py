"""What installations call a channel, in random sequences of what may happen to it, against a small model."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from bot.domain.channel_facts import ChannelFacts
from bot.domain.person import SlackChannel
from bot.services.change_channel import rename_channel, unshare_channel
from bot.services.follow_channel import follow_channel
from bot.store import attendance, channels, people, profiles, unbinding, welcomes
from bot.store.database import Database
from tests.integration.making import NOW, a_place, execute, logged, rows, someone

TEAMS = ("T0REGION", "T0JEPD", "T0CLEAN")
IDS = ("C1", "C2", "C3", "C4")
HOUR = timedelta(hours=1)


class Model:
    """Names and rows as they should stand: each row has names, one of them speaks."""

    def __init__(self) -> None:
        self.names: dict[SlackChannel, int] = {}
        self.speaks: dict[int, SlackChannel] = {}

    def of(self, row: int) -> list[SlackChannel]:
        return sorted(name for name, there in self.names.items() if there == row)

    def drop(self, name: SlackChannel) -> None:
        row = self.names.get(name)
        if row is None:
            return
        heirs = [one for one in self.of(row) if one != name]
        if self.speaks[row] == name:
            if not heirs:
                return
            self.speaks[row] = heirs[0]
        del self.names[name]

    def split(self, name: SlackChannel, made: int) -> None:
        self.drop(name)
        if name not in self.names:
            self.names[name], self.speaks[made] = made, name

    def rename(self, old: SlackChannel, new: SlackChannel) -> None:
        row = self.names.get(old)
        if row is None or old == new or self.names.get(new, row) != row:
            return
        del self.names[old]
        self.names[new] = row
        if self.speaks[row] == old:
            self.speaks[row] = new


def stored(db: Database) -> tuple[dict[SlackChannel, int], dict[int, SlackChannel]]:
    """The same, as it stands in the store."""
    names = {
        SlackChannel(*one[:2]): one[2] for one in rows(db, "SELECT team_id, slack_id, channel_id FROM channel_names")
    }
    speaks = {one[0]: SlackChannel(*one[1:]) for one in rows(db, "SELECT id, team_id, channel_id FROM channels")}
    return names, speaks


@pytest.mark.parametrize("seed", range(12))
def test_names_are_those_of_the_model_after_any_sequence(db: Database, seed: int) -> None:
    random, model = Random(seed), Model()  # noqa: S311  no secret
    for number, team in enumerate(TEAMS):
        place = a_place(db, f"Space {number}", IDS[number], f"U{number}")
        execute(db, "UPDATE channel_names SET team_id = :team WHERE channel_id = :id", team=team, id=place.channel.id)
        execute(db, "UPDATE channels SET team_id = :team WHERE id = :id", team=team, id=place.channel.id)
        name = SlackChannel(team, IDS[number])
        model.names[name], model.speaks[place.channel.id] = place.channel.id, name

    for _ in range(40):
        first, second = (SlackChannel(random.choice(TEAMS), random.choice(IDS)) for _ in range(2))
        act, known = random.randrange(5), sorted(model.names)
        with db.write() as tx:
            if act == 0:
                row = random.choice(sorted(model.speaks))
                channels.add_name(tx, row, first)
                model.names.setdefault(first, row)
            elif act == 1:
                second = first._replace(channel_id=second.channel_id)
                channels.rename(tx, first, second)
                model.rename(first, second)
            elif act == 2:
                channels.drop_name(tx, first)
                model.drop(first)
            elif act == 3:
                first = random.choice(known)
                model.split(first, channels.split(tx, first, NOW))
            else:
                first = random.choice(known)
                channels.speak_by(tx, model.names[first], first)
                model.speaks[model.names[first]] = first
        assert stored(db) == (model.names, model.speaks)

    for row, name in model.speaks.items():
        assert model.names[name] == row  # whoever speaks in a channel has a name for it


def facts(*connected: str, member: bool = True) -> ChannelFacts:
    return ChannelFacts(
        "jord", is_member=member, is_shared=bool(connected), connected=frozenset(connected), is_archived=False
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_slack_says_in_any_order_and_repeated_ends_as_slack_has_it(db: Database, seed: int) -> None:
    """A channel shared by two teams with the app, and after a while not: whatever came first, both have their own."""
    random, place = Random(seed), a_place(db, channel="C1")  # noqa: S311  no secret
    region, theirs, copy = SlackChannel("T0REGION", "C1"), SlackChannel("T0JEPD", "C1"), SlackChannel("T0JEPD", "C2")
    follow_channel(db, theirs, facts("T0REGION"), now=NOW)
    assert set(stored(db)[0]) == {region, theirs}
    told: list[Callable[[], None]] = [
        lambda: unshare_channel(db, region, "T0JEPD", now=NOW),
        lambda: unshare_channel(db, theirs, "T0REGION", now=NOW),
        lambda: rename_channel(db, theirs, copy, now=NOW),
        lambda: follow_channel(db, region, facts(), now=NOW),
        lambda: follow_channel(db, theirs, None, now=NOW),
    ] * 2
    random.shuffle(told)

    for one in told:
        one()
    rename_channel(db, theirs, copy, now=NOW)  # an event that was lost for good is no case: Slack repeats it
    follow_channel(db, copy, facts(), now=NOW)
    follow_channel(db, region, facts(), now=NOW)

    with db.read() as tx:
        ours, other = channels.named(tx, region), channels.named(tx, copy)
    assert ours is not None
    assert (ours.names, ours.id) == ((region,), place.channel.id)
    assert other is not None
    assert (other.names, other.speaks, other.space_id) == ((copy,), copy, place.space_id)


def test_one_channel_of_two_sides_is_one_only_where_slack_says_that_they_share_it(db: Database) -> None:
    place, theirs = a_place(db, channel="C1"), SlackChannel("T0JEPD", "C1")

    for said in (facts(), facts("T0CLEAN"), facts("T0REGION", member=False), None):
        follow_channel(db, theirs, said, now=NOW)
        assert set(stored(db)[0]) == {SlackChannel("T0REGION", "C1")}
    follow_channel(db, theirs, facts("T0REGION"), now=NOW)

    assert stored(db)[0] == {SlackChannel("T0REGION", "C1"): place.channel.id, theirs: place.channel.id}


def test_a_channel_bound_by_both_sides_is_one_unless_both_have_written(db: Database) -> None:
    ours, theirs = a_place(db, "Ours", "C1"), a_place(db, "Theirs", "C2", "U0LI")
    for table in ("channel_names SET team_id = 'T0JEPD', slack_id = 'C1'", "channels SET team_id = 'T0JEPD'"):
        column = "channel_id" if table.startswith("channel_names") else "id"
        execute(db, f"UPDATE {table} WHERE {column} = :id", id=theirs.channel.id)
    execute(db, "UPDATE channels SET channel_id = 'C1' WHERE id = :id", id=theirs.channel.id)
    logged(db, ours)
    logged(db, theirs)

    follow_channel(db, SlackChannel("T0REGION", "C1"), facts("T0JEPD"), now=NOW)
    assert rows(db, "SELECT trouble FROM channels") == [("twice",), ("twice",)]
    execute(db, "UPDATE spaces SET notes_made = 0 WHERE id = :id", id=theirs.space_id)
    follow_channel(db, SlackChannel("T0REGION", "C1"), facts("T0JEPD"), now=NOW)

    names, speaks = stored(db)
    assert set(names.values()) == {ours.channel.id}
    assert set(speaks) == {ours.channel.id}
    assert rows(db, "SELECT DISTINCT card_channel_id FROM notes") == [(ours.channel.id,)]


def test_a_channel_that_is_taken_out_leaves_nothing_that_would_be_brought_up_to_date(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)

    with db.write() as tx:
        unbinding.remove(tx, place.channel.id)

    assert rows(db, "SELECT card_channel_id, card_ts FROM notes WHERE id = :id", id=note.id) == [(None, None)]
    left = (
        "SELECT (SELECT count(*) FROM channels), (SELECT count(*) FROM channel_names), (SELECT count(*) FROM members)"
    )
    assert rows(db, left) == [(0, 0, 0)]


def test_a_list_that_was_read_before_somebody_left_is_known_to_be_old(db: Database) -> None:
    place = a_place(db)
    with db.read() as tx:
        before = channels.get(tx, place.channel.id)
    assert before is not None

    with db.write() as tx:
        attendance.moved(tx, place.channel.id, NOW)
        attendance.moved(tx, place.channel.id, NOW - HOUR)
        after = channels.get(tx, place.channel.id)

    assert after is not None
    assert (after.moves, after.left_at) == (before.moves + 2, NOW)


def test_channels_are_hidden_only_when_nobody_could_be_asked_long_enough(db: Database) -> None:
    asked, never = a_place(db), a_place(db, "Other", "C0OTHER", "U0LI")
    with db.write() as tx:
        attendance.set_told(tx, asked.channel.id, NOW)

    with db.write() as tx:
        hidden = [attendance.hide_unasked(tx, NOW - HOUR), attendance.hide_unasked(tx, NOW + HOUR)]
        due = attendance.due_for_a_look(tx, NOW - HOUR)

    assert hidden == [0, 2]
    assert due == (asked.channel.id, never.channel.id)
    assert rows(db, "SELECT DISTINCT trouble FROM channels") == [("silent",)]


def test_the_people_of_a_team_go_with_those_whose_team_nobody_knows(db: Database) -> None:
    place = a_place(db)
    with db.write() as tx:
        for user, team, named in (("U1", "T0JEPD", True), ("U2", "", False), ("U3", "T0REGION", True)):
            person = people.add(tx, place.viewer.person.slack._replace(user_id=user, team_id=team))
            if named:
                people.set_profile(tx, person.id, team, user, None)
            people.join(tx, place.channel.id, person.id)

        attendance.forget_team(tx, place.channel.id, "T0JEPD")

    there = "SELECT user_id FROM people JOIN members ON person_id = people.id ORDER BY user_id"
    assert rows(db, there) == [("U0METTE",), ("U3",)]


def test_whoever_is_deactivated_is_nowhere_until_they_do_something(db: Database) -> None:
    place, viewer = a_place(db), someone(db, "U0LI", "Li")
    with db.write() as tx:
        people.set_members(tx, place.channel.id, [place.viewer.person.id, viewer.person.id])
        profiles.set_told(tx, viewer.person.id, NOW, gone=True)
        people.set_members(tx, place.channel.id, [place.viewer.person.id, viewer.person.id])
    gone = rows(db, "SELECT count(*) FROM members")

    with db.write() as tx:
        profiles.set_here(tx, viewer.person.id)
        people.set_members(tx, place.channel.id, [place.viewer.person.id, viewer.person.id])

    assert (gone, rows(db, "SELECT count(*) FROM members")) == ([(1,)], [(2,)])


def test_a_card_moves_with_the_channel_of_whoever_posts_it(db: Database) -> None:
    old, new = SlackChannel("T0REGION", "G1"), SlackChannel("T0REGION", "C1")
    with db.write() as tx:
        welcomes.put(tx, old, "1.0")
        welcomes.move(tx, SlackChannel("T0JEPD", "G1"), SlackChannel("T0JEPD", "C9"))
        welcomes.move(tx, old, new)
        found = [welcomes.get(tx, one) for one in ("G1", "C1", "C9")]

    assert found == [None, welcomes.Welcome("T0REGION", "1.0"), None]

"""Names that wait for an installation: nobody sees anything through them, and they share a channel's fate."""

from bot.domain.channel_facts import ChannelFacts
from bot.domain.person import SlackChannel
from bot.services.bind_channel import bind_channel
from bot.services.change_channel import rename_channel
from bot.services.create_space import create_space
from bot.services.follow_channel import follow_channel
from bot.services.recognise import recognise
from bot.services.unbind_channel import unbind_channel
from bot.store import access, attendance, channels, digests, spaces, waiting
from bot.store.database import Database
from tests.integration.making import HOME, NOW, Place, a_place, execute, logged, rows

JEPD, C = "T0JEPD", "C0JIANGSU"
MORE = SlackChannel(HOME, "C0MORE")


def facts(*connected: str) -> ChannelFacts:
    return ChannelFacts(
        "jord", is_member=True, is_shared=bool(connected), connected=frozenset(connected), is_archived=False
    )


def without_the_other_side(db: Database) -> Place:
    """A space in two channels; the first is shared with a team whose installation has ended."""
    place = a_place(db)
    logged(db, place)
    bind_channel(db, place.viewer, place.space_id, MORE, now=NOW)
    with db.write() as tx:
        channels.add_name(tx, place.channel.id, SlackChannel(JEPD, C))
        waiting.set_aside(tx, SlackChannel(JEPD, C), NOW)
    return place


def bindings(db: Database) -> list[tuple[str, str, int, bool, str]]:
    """Team, id, space, whether it is known who is in it, and what is wrong, of each binding."""
    found = rows(db, "SELECT team_id, channel_id, space_id, is_known, trouble FROM channels ORDER BY id")
    return [(team, channel, space, bool(known), trouble) for team, channel, space, known, trouble in found]


def test_a_name_that_waits_is_a_binding_through_which_nobody_sees_anything(db: Database) -> None:
    place = without_the_other_side(db)
    (waits,) = rows(db, "SELECT id FROM channels WHERE team_id = :team", team=JEPD)[0]
    execute(db, "DELETE FROM members")
    execute(db, "INSERT INTO members (channel_id, person_id) VALUES (:c, :p)", c=waits, p=place.viewer.person.id)

    with db.read() as tx:
        seen = access.standings(tx, [place.viewer.person.id])
        shown = [one.slack for one in spaces.channels(tx, [place.space_id])]
        told = [one.channel.slack for one in digests.channels(tx)]

    assert bindings(db)[-1] == (JEPD, C, place.space_id, False, "absent")
    assert seen == {place.viewer.person.id: {}}
    assert shown == told == [place.channel.slack, MORE]


def test_the_only_name_of_a_channel_waits_where_it_is(db: Database) -> None:
    place = a_place(db)

    with db.write() as tx:
        waiting.set_aside(tx, place.channel.slack, NOW)

    assert bindings(db) == [(HOME, C, place.space_id, False, "absent")]
    with db.read() as tx:
        assert [one.slack for one in spaces.channels(tx, [place.space_id])] == [place.channel.slack]


def test_of_a_channel_that_nobody_is_left_in_one_name_is_shown(db: Database) -> None:
    place = without_the_other_side(db)

    with db.write() as tx:
        waiting.set_aside(tx, place.channel.slack, NOW)
        shown = [one.slack for one in spaces.channels(tx, [place.space_id])]
        listed = [one.speaks for one in waiting.but_those_beside(tx, channels.of_space(tx, place.space_id))]

    assert shown == listed == [place.channel.slack, MORE]


def test_what_is_said_in_a_channel_by_a_name_that_waits_is_said_by_the_others(db: Database) -> None:
    place = without_the_other_side(db)
    waits, nowhere = SlackChannel(JEPD, C), SlackChannel(JEPD, "C0NOWHERE")

    with db.read() as tx:
        found = [waiting.all_names(tx, one) for one in (waits, place.channel.slack, nowhere)]

    assert found == [(place.channel.slack, waits), (place.channel.slack,), (nowhere,)]


def test_a_channel_that_is_taken_out_does_not_come_back_by_a_name_that_waited(db: Database) -> None:
    place = without_the_other_side(db)

    unbind_channel(db, place.viewer, place.channel.id, now=NOW)
    follow_channel(db, SlackChannel(JEPD, C), facts(), now=NOW)

    assert bindings(db) == [(*MORE, place.space_id, True, "")]
    assert rows(db, "SELECT team_id, slack_id FROM channel_names") == [MORE]


def test_a_channel_that_changes_over_takes_the_names_along_that_wait_for_it(db: Database) -> None:
    place = without_the_other_side(db)
    viewer = recognise(db, place.viewer.person.slack, None, guess=None, now=NOW)

    other, _ = create_space(db, viewer, "Shandong", ("da", "zh"), place.channel.slack, now=NOW)

    assert bindings(db) == [
        (HOME, C, other.id, True, ""),
        (*MORE, place.space_id, True, ""),
        (JEPD, C, other.id, False, "absent"),
    ]


def test_a_name_is_one_with_its_channel_again_once_its_own_installation_says_so(db: Database) -> None:
    place = without_the_other_side(db)

    follow_channel(db, place.channel.slack, facts(JEPD), now=NOW)
    asked_of_the_other = len(bindings(db))
    follow_channel(db, SlackChannel(JEPD, C), facts(HOME), now=NOW)

    assert asked_of_the_other == 3
    with db.read() as tx:
        bound = channels.named(tx, SlackChannel(JEPD, C))
    assert bound is not None
    assert (bound.id, set(bound.names)) == (place.channel.id, {place.channel.slack, SlackChannel(JEPD, C)})


def test_a_name_that_waits_follows_a_new_id_while_the_channel_is_shared_with_its_team(db: Database) -> None:
    place = without_the_other_side(db)
    new = SlackChannel(HOME, "C0NEW")

    rename_channel(db, place.channel.slack, new, now=NOW)
    (args,) = rows(db, "SELECT args FROM jobs WHERE key = 'channel:T0REGION:C0NEW:01:C0JIANGSU'")[0]
    follow_channel(db, new, facts(JEPD), now=NOW, was=C)

    assert '"was": "C0JIANGSU"' in str(args).replace("'", '"')
    assert bindings(db) == [
        (*new, place.space_id, True, ""),
        (*MORE, place.space_id, True, ""),
        (JEPD, "C0NEW", place.space_id, False, "absent"),
    ]


def test_a_name_that_waits_keeps_its_id_when_the_other_side_was_disconnected(db: Database) -> None:
    place = without_the_other_side(db)

    follow_channel(db, SlackChannel(HOME, "C0NEW"), facts(), now=NOW, was=C)
    rename_channel(db, place.channel.slack, SlackChannel(HOME, "C0NEW"), now=NOW)
    follow_channel(db, SlackChannel(HOME, "C0NEW"), facts(), now=NOW, was=C)

    assert bindings(db)[-1] == (JEPD, C, place.space_id, False, "absent")


def test_a_name_whose_installation_is_back_after_a_disconnect_is_a_channel_of_its_own(db: Database) -> None:
    place = without_the_other_side(db)

    follow_channel(db, SlackChannel(JEPD, C), facts(), now=NOW)
    with db.write() as tx:
        found = channels.named(tx, SlackChannel(JEPD, C))
        assert found is not None
        attendance.set_told(tx, found.id, NOW)

    assert bindings(db)[-1] == (JEPD, C, place.space_id, True, "")
    assert found.names == (SlackChannel(JEPD, C),)

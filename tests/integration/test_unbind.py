"""Take a channel out of a space, choose who posts in it, have it looked at again."""

import pytest

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.person import SlackChannel
from bot.services.bind_channel import bind_channel
from bot.services.list_bindings import list_bindings
from bot.services.unbind_channel import check_channels, choose_speaker, unbind_channel
from bot.store import attendance, channels
from bot.store.database import Database
from tests.integration.making import HOME, NOW, Place, a_place, execute, logged, rows, someone


def another(db: Database, place: Place) -> int:
    _, bound = bind_channel(db, place.viewer, place.space_id, SlackChannel(HOME, "C0MORE"), now=NOW)
    return bound.id


def test_a_channel_is_taken_out_while_another_keeps_the_record_within_reach(db: Database) -> None:
    place = a_place(db)
    logged(db, place)
    another(db, place)

    unbind_channel(db, place.viewer, place.channel.id, now=NOW)

    assert rows(db, "SELECT channel_id FROM channels") == [("C0MORE",)]


def test_a_channel_is_not_taken_out_when_nobody_is_known_to_be_in_the_others(db: Database) -> None:
    place = a_place(db)
    logged(db, place)
    more = another(db, place)
    with db.write() as tx:
        attendance.set_unknown(tx, more, "absent")

    with pytest.raises(NotAllowed, match="only_channel"):
        unbind_channel(db, place.viewer, place.channel.id, now=NOW)

    assert len(rows(db, "SELECT id FROM channels")) == 2


def test_the_only_channel_of_an_empty_space_is_taken_out(db: Database) -> None:
    place = a_place(db)

    unbind_channel(db, place.viewer, place.channel.id, now=NOW)

    assert rows(db, "SELECT id FROM channels") == []


def test_only_an_installation_that_is_in_the_channel_posts_there(db: Database) -> None:
    place = a_place(db)
    with db.write() as tx:
        channels.add_name(tx, place.channel.id, SlackChannel("T0JEPD", "C0JIANGSU"))

    with pytest.raises(NotFound):
        choose_speaker(db, place.viewer, place.channel.id, "T0CLEAN", now=NOW)
    choose_speaker(db, place.viewer, place.channel.id, "T0JEPD", now=NOW)

    assert rows(db, "SELECT team_id FROM channels") == [("T0JEPD",)]


def test_every_name_of_every_channel_is_asked_about_again(db: Database) -> None:
    place = a_place(db)
    with db.write() as tx:
        channels.add_name(tx, place.channel.id, SlackChannel("T0JEPD", "C0JIANGSU"))
    execute(db, "DELETE FROM jobs")

    check_channels(db, place.viewer, place.space_id, now=NOW)

    assert sorted(rows(db, "SELECT key FROM jobs")) == [
        ("channel:T0JEPD:C0JIANGSU:01",),
        (f"channel:{HOME}:C0JIANGSU:01",),
        (f"members:{place.channel.id}",),
    ]


def test_a_stranger_neither_has_channels_looked_at_nor_sees_them(db: Database) -> None:
    place, stranger = a_place(db), someone(db, "U0LARS", "Lars")
    execute(db, "DELETE FROM jobs")

    with pytest.raises(NotFound):
        check_channels(db, stranger, place.space_id, now=NOW)
    with pytest.raises(NotFound):
        list_bindings(db, stranger, place.space_id, "")

    assert rows(db, "SELECT id FROM jobs") == []


def test_a_workspace_without_a_name_of_its_own_is_called_by_its_address(db: Database) -> None:
    place = a_place(db)

    listed = list_bindings(db, place.viewer, place.space_id, "https://region-hovedstaden.slack.com/")

    assert [one.through.name for one in listed.channels] == ["region-hovedstaden.slack.com"]

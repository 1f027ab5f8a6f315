"""Who is in a channel while people come and go, installations are gone, and two processes hear of the same thing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from bot.domain.channel_facts import ChannelFacts
from bot.domain.person import SlackChannel, SlackUser
from bot.engines.chain import Chain
from bot.jobs import members
from bot.jobs.parts import JobParts, Later
from bot.services.change_members import join_channel, leave_channel
from bot.services.follow_channel import follow_channel
from bot.services.recognise import recognise
from bot.slack.gateway import Gateway, SlackLater, SlackRefused
from bot.store import attendance
from bot.store.database import Database
from tests.integration.making import HOME, NOW, Place, a_place, alone, rows

SECOND = timedelta(seconds=1)


class Telling(Gateway):
    """Slack telling who is in a channel; something happens when it has told half of it."""

    def __init__(self, *user_ids: str, meanwhile: Callable[[], None] = lambda: None) -> None:
        super().__init__("xoxb-1", "http://127.0.0.1:9/")
        self._user_ids, self._meanwhile = user_ids, meanwhile

    def members(self, channel: SlackChannel) -> Iterator[str]:
        del channel
        yield from self._user_ids
        self._meanwhile()


def ask(db: Database, place: Place, gateway: Gateway) -> None:
    parts = JobParts(db, alone(gateway), Chain([]), lambda: NOW)
    members.run(parts, {"channel": place.channel.id})


def there(db: Database) -> list[str]:
    return [one for (one,) in rows(db, "SELECT user_id FROM people JOIN members ON person_id = id ORDER BY user_id")]


def raising(problem: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise problem

    return fail


def test_a_list_is_kept_without_ourselves(db: Database) -> None:
    place = a_place(db)

    ask(db, place, Telling("U0LI", "U0BOT", "U0METTE"))

    assert there(db) == ["U0LI", "U0METTE"]
    assert rows(db, "SELECT trouble FROM channels") == [("",)]


def test_who_left_while_the_list_was_read_is_not_brought_back_by_it(db: Database) -> None:
    place = a_place(db)
    ask(db, place, Telling("U0LI", "U0METTE"))

    def li_leaves() -> None:
        leave_channel(db, SlackUser(HOME, "U0LI"), place.channel.slack, NOW, now=NOW)

    with pytest.raises(Later):
        ask(db, place, Telling("U0LI", "U0METTE", meanwhile=li_leaves))

    assert there(db) == ["U0METTE"]


def test_who_came_while_the_list_was_read_is_not_put_out_by_it(db: Database) -> None:
    place = a_place(db)

    def li_comes() -> None:
        join_channel(db, SlackUser(HOME, "U0LI"), place.channel.slack, NOW + SECOND, now=NOW)

    with pytest.raises(Later):
        ask(db, place, Telling("U0METTE", meanwhile=li_comes))

    assert there(db) == ["U0LI", "U0METTE"]


def test_while_slack_asks_for_a_pause_what_is_known_stays(db: Database) -> None:
    place = a_place(db)
    ask(db, place, Telling("U0METTE"))

    with pytest.raises(SlackLater):
        ask(db, place, Telling("U0LI", meanwhile=raising(SlackLater("ratelimited", 30))))

    assert (there(db), rows(db, "SELECT trouble FROM channels")) == (["U0METTE"], [("",)])


@pytest.mark.parametrize(
    ("code", "trouble"), [("channel_not_found", "absent"), ("not_in_channel", "absent"), ("missing_scope", "refused")]
)
def test_where_nobody_may_ask_nobody_is_known_to_be_in(db: Database, code: str, trouble: str) -> None:
    place = a_place(db)

    ask(db, place, Telling(meanwhile=raising(SlackRefused(code))))

    assert rows(db, "SELECT is_known, trouble FROM channels") in ([(False, trouble)], [(0, trouble)])
    assert recognise(db, SlackUser(HOME, "U0METTE"), None, guess=None, now=NOW).space_ids == frozenset()


def test_a_token_that_is_being_changed_is_no_refusal(db: Database) -> None:
    place = a_place(db)

    with pytest.raises(Later):
        ask(db, place, Telling(meanwhile=raising(SlackRefused("token_expired"))))

    assert place.space_id in recognise(db, SlackUser(HOME, "U0METTE"), None, guess=None, now=NOW).space_ids


def test_writing_shows_that_somebody_is_in_a_channel_and_pressing_does_not(db: Database) -> None:
    place, user = a_place(db), SlackUser(HOME, "U0LI")

    pressed = recognise(db, user, place.channel.slack, guess=None, now=NOW, passing=True)
    wrote = recognise(db, user, place.channel.slack, guess=None, now=NOW, at=NOW)

    assert (pressed.space_ids, wrote.space_ids) == (frozenset(), frozenset({place.space_id}))


@pytest.mark.parametrize("later", [attendance.set_told, attendance.moved])
def test_what_was_written_before_slack_told_who_is_there_shows_nothing(
    db: Database, later: Callable[..., None]
) -> None:
    place, user = a_place(db), SlackUser(HOME, "U0LI")
    with db.write() as tx:
        later(tx, place.channel.id, NOW)

    old = recognise(db, user, place.channel.slack, guess=None, now=NOW, at=NOW - SECOND)
    new = recognise(db, user, place.channel.slack, guess=None, now=NOW, at=NOW + SECOND)

    assert (old.space_ids, new.space_ids) == (frozenset(), frozenset({place.space_id}))


@pytest.mark.parametrize("attempt", range(3))
def test_two_processes_that_hear_of_a_disconnect_at_once_split_it_once(
    open_db: Callable[[], Database], attempt: int
) -> None:
    first, second = open_db(), open_db()
    a_place(first, channel=f"C{attempt}")
    ours, theirs = SlackChannel(HOME, f"C{attempt}"), SlackChannel("T0JEPD", f"C{attempt}")
    follow_channel(
        first,
        theirs,
        ChannelFacts("", is_member=True, is_shared=True, connected=frozenset({HOME}), is_archived=False),
        now=NOW,
    )
    alone_now, barrier = (
        ChannelFacts("", is_member=True, is_shared=False, connected=frozenset(), is_archived=False),
        Barrier(2),
    )

    def hears(db: Database, slack: SlackChannel) -> None:
        barrier.wait()
        follow_channel(db, slack, alone_now, now=NOW)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(hears, first, ours), pool.submit(hears, second, theirs)]:
            done.result()

    bound = rows(first, "SELECT team_id, channel_id FROM channels ORDER BY team_id DESC")
    assert bound == [(HOME, f"C{attempt}"), ("T0JEPD", f"C{attempt}")]

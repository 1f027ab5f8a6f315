"""After more than a day without us nobody is taken for absent, or told less, before Slack was asked who is where."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from bot import i18n
from bot.domain.channel_facts import ChannelFacts
from bot.domain.person import SlackChannel, SlackUser
from bot.domain.preferences import Preferences
from bot.engines.chain import Chain
from bot.jobs.inline import InlineJobs
from bot.jobs.parts import JobParts
from bot.jobs.sweep import hide_what_is_old, look_who_is_there
from bot.services.bind_channel import bind_channel
from bot.services.describe_space import describe_space
from bot.services.join_organisation import join_organisation
from bot.services.plan_mailings import plan_mailings
from bot.services.set_contact import set_contact
from bot.slack.gateway import Profile, SlackError, SlackLater, SlackRefused
from bot.store import access, attendance, people, preferences
from bot.store.database import Database
from tests.integration.making import HOME, NOW, Place, a_place, alone, enter, execute, logged, rows
from tests.simulation.inline import Clock
from tests.simulation.office import Office
from tests.simulation.postbox import Postbox

NINE = datetime(2017, 1, 27, 8, 0, tzinfo=UTC)  # nine o'clock on the last day, a week after Slack told
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ONE, OTHER = "C0JIANGSU", "C0ZHEJIANG"


class Asked(Postbox):
    """Slack, which tells who is in a channel, or why it does not."""

    def __init__(self, office: Office, members: dict[str, list[str]]) -> None:
        super().__init__(office)
        self.there, self.refusals = members, dict[str, SlackError]()

    def members(self, channel: SlackChannel) -> Iterator[str]:
        """Everyone in a channel."""
        if channel.channel_id in self.refusals:
            raise self.refusals[channel.channel_id]
        return iter(self.there[channel.channel_id])

    def profile(self, user_id: str) -> Profile:
        """Somebody whose name is their id."""
        return Profile(SlackUser(HOME, user_id), user_id, "Europe/Copenhagen", None, is_bot=False)

    def channel_facts(self, channel: SlackChannel) -> ChannelFacts:
        """We are in every channel."""
        return ChannelFacts(
            channel.channel_id, is_member=True, is_shared=False, connected=frozenset(), is_archived=False
        )


class Bot:
    """The jobs of a bot, a step at a time, by a clock that is moved."""

    def __init__(self, db: Database, members: dict[str, list[str]]) -> None:
        i18n.load()
        self.clock = Clock()
        self.clock.now = NINE
        self.office = Office(self.clock, random.Random(1), trouble=0)  # noqa: S311  it decides on nothing here
        self.slack = Asked(self.office, members)
        self._jobs = InlineJobs(JobParts(db, alone(self.slack), Chain([]), self.clock, pictures=False))
        self._db = db

    def plan(self) -> None:
        """As every few seconds."""
        plan_mailings(self._db, now=self.clock.now)

    def sweep(self) -> None:
        """As every minute."""
        look_who_is_there(self._db, self.clock.now)
        hide_what_is_old(self._db, self.clock.now)

    def work(self) -> None:
        """Do what is due."""
        self._jobs.drain()

    def live(self, until: datetime) -> None:
        """Do everything every ten minutes."""
        while self.clock.now < until:
            self.clock.now = min(self.clock.now + 10 * MINUTE, until)
            self.plan()
            self.sweep()
            self.work()

    def told(self) -> list[tuple[str, str]]:
        """To whom which lines of actions were said, of messages to people."""
        said = [(one.channel, str(one.blocks)) for one in self.office.posted if one.channel.startswith("D")]
        return [(channel, " ".join(word for word in ("Jiangsu", "Zhejiang") if word in text)) for channel, text in said]


@pytest.fixture
def place(db: Database) -> Place:
    """A space in which Mette, who wants a digest too, has something to do on the 27th."""
    place = a_place(db)
    with db.write() as tx:
        people.set_language(tx, place.viewer.person.id, "da")
        preferences.put(tx, place.viewer.person.id, Preferences(digest=True, digest_at="09:00"))
    logged(db, place, "Møde\nOpgave: Mette Holm sender oversigten til Jiangsu - frist: 27. januar")
    return place


@pytest.fixture
def other(db: Database, place: Place) -> Place:
    """A second one, in which she has something to do as well."""
    other = a_place(db, "Zhejiang", OTHER)
    logged(db, other, "Møde\nOpgave: Mette Holm ringer til Zhejiang - frist: 27. januar")
    return other._replace(viewer=place.viewer)


@pytest.fixture
def bot(db: Database, other: Place) -> Bot:
    """A bot that has been down since Slack told, and had nothing to do then."""
    del other
    went_down(db)
    return Bot(db, {ONE: ["U0METTE"], OTHER: ["U0METTE"]})


def went_down(db: Database) -> None:
    execute(db, "UPDATE channels SET members_at = bound_at")
    execute(db, "UPDATE jobs SET state = 'done'")


def states(db: Database) -> dict[str, str]:
    """Kind → state of what was planned for people."""
    return dict(rows(db, "SELECT kind, state FROM mailings WHERE kind <> 'digest' ORDER BY id"))


def sees(db: Database, place: Place) -> bool:
    with db.read() as tx:
        return bool(access.standings(tx, [place.viewer.person.id])[place.viewer.person.id])


def told_lately(db: Database, channel_id: int) -> None:
    with db.write() as tx:
        attendance.set_told(tx, channel_id, NINE - HOUR)


@pytest.mark.parametrize(
    "steps",
    [
        "plan sweep work",
        "sweep plan work",
        "sweep work plan work",
        "plan sweep slow work",
        "sweep slow plan work",
        "sweep slow work plan work",
    ],
)
def test_whoever_is_where_they_were_is_told_everything(db: Database, place: Place, bot: Bot, steps: str) -> None:
    for step in steps.split():
        if step == "slow":  # Slack answers for one channel now and for the other later
            bot.slack.refusals = {OTHER: SlackLater("ratelimited", 600)}
        else:
            getattr(bot, step)()
    early = bot.told()
    bot.slack.refusals = {}
    bot.live(NINE + HOUR)

    assert early in ([], bot.told())
    assert bot.told() == [("D0METTE", "Jiangsu Zhejiang")] * 2
    assert states(db) == {"personal": "sent", "reminder": "sent"}
    assert sees(db, place)


def test_who_has_something_to_do_where_slack_has_not_told_yet_is_not_passed_over(db: Database, bot: Bot) -> None:
    execute(db, "UPDATE actions SET status = 'done' WHERE space_id = 1")  # nothing is left in the first one
    bot.slack.refusals = {OTHER: SlackLater("ratelimited", 600)}
    bot.sweep()
    bot.work()
    bot.plan()
    bot.slack.refusals = {}

    bot.live(NINE + HOUR)

    assert states(db) == {"personal": "sent", "reminder": "sent"}
    assert sorted(bot.told()) == [("D0METTE", "Jiangsu Zhejiang"), ("D0METTE", "Zhejiang")]


def test_nothing_is_seen_while_it_is_waited_for_slack(db: Database, place: Place, bot: Bot) -> None:
    bot.slack.refusals = dict.fromkeys((ONE, OTHER), SlackLater("internal_error"))
    bot.plan()

    bot.live(NINE + 3 * HOUR)

    assert not sees(db, place)
    assert states(db) == {"personal": "planned", "reminder": "planned"}


def test_what_slack_tells_in_the_evening_is_too_late_for_the_day(db: Database, place: Place, bot: Bot) -> None:
    bot.slack.refusals = dict.fromkeys((ONE, OTHER), SlackLater("internal_error"))
    bot.plan()
    bot.live(NINE.replace(hour=17, minute=20))
    bot.slack.refusals = {}

    bot.live(NINE.replace(hour=20))

    assert sees(db, place)
    assert bot.told() == []
    assert states(db) == {"personal": "late", "reminder": "late"}


def test_where_slack_tells_nothing_of_one_channel_the_others_are_told_of_after_an_hour(db: Database, bot: Bot) -> None:
    bot.slack.refusals = {OTHER: SlackLater("internal_error")}
    bot.plan()

    bot.live(NINE + 50 * MINUTE)
    early = bot.told()
    bot.live(NINE + 2 * HOUR)

    assert early == []
    assert bot.told() == [("D0METTE", "Jiangsu")] * 2
    assert states(db) == {"personal": "sent", "reminder": "sent"}


@pytest.mark.parametrize("word", ["missing_scope", "not_in_channel"])
def test_where_slack_refuses_nothing_is_waited_for(db: Database, bot: Bot, word: str) -> None:
    bot.slack.refusals = {OTHER: SlackRefused(word)}
    bot.plan()

    bot.live(NINE + 20 * MINUTE)

    assert bot.told() == [("D0METTE", "Jiangsu")] * 2
    bot.slack.refusals[ONE] = SlackRefused(word)
    bot.clock.now = NINE + timedelta(days=7)  # overdue for a week: there would be something to say
    bot.plan()
    bot.live(bot.clock.now + 20 * MINUTE)
    assert states(db) == {"personal": "empty", "reminder": "empty"}


def test_nobody_is_told_in_the_place_of_a_colleague_in_another_channel(db: Database) -> None:
    place = a_place(db)
    _, second = bind_channel(db, place.viewer, place.space_id, SlackChannel(HOME, OTHER), now=NOW)
    li, wang = enter(db, place, "U0LI", "Li"), enter(db, place._replace(channel=second), "U0WANG", "Wang")
    for one in (li, wang):
        join_organisation(db, place.viewer, place.space_id, one.person.slack, "CLEAN", now=NOW)
    (clean,) = describe_space(db, place.viewer, place.space_id).organisations
    set_contact(db, place.viewer, clean.id, wang.person.slack, now=NOW)
    logged(db, place, "Møde\nOpgave: CLEAN svarer Jiangsu - frist: 27. januar")
    went_down(db)
    bot = Bot(db, {ONE: ["U0METTE", "U0LI"], OTHER: ["U0WANG"]})
    bot.slack.refusals = {OTHER: SlackLater("ratelimited", 600)}
    bot.sweep()
    bot.work()
    bot.plan()
    bot.work()
    bot.slack.refusals = {}

    bot.live(NINE + HOUR)

    assert bot.told() == [("D0WANG", "Jiangsu")]


@pytest.mark.parametrize("known", [(), (ONE,)], ids=["nothing", "one channel"])
@pytest.mark.parametrize("step", ["plan", "work"])
def test_another_process_may_hide_people_between_any_two_looks(
    db: Database, bot: Bot, open_db: Callable[[], Database], step: str, known: tuple[str, ...]
) -> None:
    for channel in known:
        execute(db, "UPDATE channels SET members_at = :now WHERE channel_id = :id", now=f"{NINE - HOUR}", id=channel)
    if step == "work":
        bot.plan()
    beside, moment, is_over = open_db(), 0, False
    while not is_over:
        is_over = not hidden_at(db, moment, getattr(bot, step), lambda: hide_what_is_old(beside, NINE))

        assert "empty" not in states(db).values(), moment
        assert is_over or bot.told() in ([], [("D0METTE", "Jiangsu Zhejiang")] * len(bot.told())), moment
        moment += 1
        as_before(db, bot, planned=step == "work")
    assert moment > 5


def hidden_at(db: Database, moment: int, act: Callable[[], None], hide: Callable[[], None]) -> bool:
    """Do something, and hide people just before it reads for the so-manieth time; gives whether it read so often."""
    count = -1

    def look(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        nonlocal count
        is_read = statement.startswith("SELECT") and "FOR UPDATE" not in statement
        if not is_read or connection.get_execution_options().get("jordbro_writes"):
            return
        count += 1
        if count == moment:
            hide()

    event.listen(db.engine, "before_cursor_execute", look)
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", look)
    return count >= moment


def as_before(db: Database, bot: Bot, *, planned: bool) -> None:
    """Nothing was hidden, and nothing sent."""
    execute(db, "UPDATE channels SET is_known = true, trouble = ''")
    execute(db, "DELETE FROM jobs")
    execute(db, "DELETE FROM reminders")
    execute(db, "DELETE FROM mailings")
    bot.office.posted.clear()
    if planned:
        bot.plan()

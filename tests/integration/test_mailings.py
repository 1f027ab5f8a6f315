"""Digests and reminders are planned once and sent once, of what stands in the record when they are sent."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import i18n
from bot.domain.grammar import ActionFilter
from bot.domain.person import SlackChannel
from bot.domain.preferences import Preferences
from bot.domain.typed_action import TypedAction
from bot.engines.chain import Chain
from bot.jobs.inline import InlineJobs
from bot.jobs.parts import JobParts
from bot.jobs.sweep import sweep
from bot.services.bind_channel import bind_channel
from bot.services.change_status import change_status
from bot.services.create_space import create_space
from bot.services.describe_space import describe_space
from bot.services.edit_action import edit_action
from bot.services.join_organisation import join_organisation
from bot.services.list_actions import list_actions
from bot.services.plan_mailings import due_mailings, plan_mailings
from bot.services.set_contact import set_contact
from bot.services.snooze import snooze
from bot.store import jobs, mailings, organisations, owed, people, preferences
from bot.store.database import Database
from bot.store.tables import MailingRow, ReminderRow
from tests.integration.making import HOME, NOW, Place, a_place, alone, enter, logged, someone
from tests.simulation.inline import Clock
from tests.simulation.office import Office, Posted, Trouble
from tests.simulation.postbox import Postbox

NOTE = """\
Driftsmøde
Dato: 20. januar 2017
Opgave: Mette Holm sender oversigten - frist: 27. januar
Opgave: CLEAN svarer - frist: 27. januar
"""
NINE = datetime(2017, 1, 27, 8, 0, tzinfo=UTC)  # nine o'clock on the last day


class Bot:
    """The jobs of a bot that speaks to a simulated office, by a clock that is moved."""

    def __init__(self, db: Database) -> None:
        i18n.load()
        self.clock = Clock()
        self.office = Office(self.clock, random.Random(1), trouble=0)  # noqa: S311  it decides on nothing here
        self.jobs = InlineJobs(JobParts(db, alone(Postbox(self.office)), Chain([]), self.clock))
        self._db = db

    def works_at(self, now: datetime) -> list[Posted]:
        """Plan and send what is due; gives the direct messages that came."""
        self.clock.now = now
        before = len(self.office.posted)
        plan_mailings(self._db, now=now)
        self.jobs.drain()
        return [one for one in self.office.posted[before:] if one.channel.startswith("D")]


@pytest.fixture
def bot(db: Database) -> Bot:
    return Bot(db)


@pytest.fixture
def place(db: Database) -> Place:
    """A space in which Mette has something to do on the 27th; no digest disturbs."""
    place = a_place(db)
    with db.write() as tx:
        people.set_language(tx, place.viewer.person.id, "da")
    logged(db, place, NOTE)
    return place


def states(db: Database) -> list[tuple[str, str]]:
    """Kind and state of the reminders, in order."""
    with db.read() as tx:
        rows = tx.query(MailingRow).filter(MailingRow.kind == "reminder").order_by(MailingRow.id)
        return [(str(row.day), row.state) for row in rows]


def open_items(db: Database, place: Place) -> list[int]:
    """The ids of the open actions, Mette's first."""
    page = list_actions(db, place.viewer, ActionFilter(), page=1, today=NINE.date())
    return sorted(line.item.id for line in page.lines)


def test_the_owner_is_reminded_soon_on_the_last_day_and_weekly(place: Place, bot: Bot) -> None:
    del place
    told = {}
    for step in range(40):
        now = datetime(2017, 1, 23, 8, 0, tzinfo=UTC) + timedelta(days=step)
        for posted in bot.works_at(now):
            told[now.date()] = posted.text.splitlines()[1]

    assert told == {
        date(2017, 1, 24): "Fristen nærmer sig",
        date(2017, 1, 27): "Frist i dag eller inden næste arbejdsdag",
        date(2017, 2, 3): "Fristen er overskredet",
        date(2017, 2, 10): "Fristen er overskredet",
        date(2017, 2, 17): "Fristen er overskredet",
        date(2017, 2, 24): "Fristen er overskredet",
        date(2017, 3, 3): "Fristen er overskredet",
    }


def test_two_processes_plan_the_same_message_once(place: Place, open_db: Callable[[], Database], db: Database) -> None:
    del place
    first, second = open_db(), open_db()
    planned = due_mailings(first, now=NINE)

    assert planned == due_mailings(second, now=NINE)
    counts = [plan_mailings(one, now=NINE) for one in (first, second)]
    assert counts[1] == 0
    assert counts[0] == sum(one.state == "planned" for one in planned) > 0
    assert states(db) == [("2017-01-27", "planned")]


def test_nobody_is_written_to_before_their_hour_or_on_a_holiday(db: Database, place: Place, bot: Bot) -> None:
    del place
    with db.write() as tx:
        preferences.put(tx, 1, Preferences(remind_at="10:00"))

    assert bot.works_at(NINE) == []
    assert len(bot.works_at(NINE + timedelta(hours=1))) == 1
    assert bot.works_at(NINE + timedelta(hours=2)) == []
    assert bot.works_at(datetime(2017, 4, 13, 9, 0, tzinfo=UTC)) == []  # Maundy Thursday
    assert len(bot.works_at(datetime(2017, 4, 18, 9, 0, tzinfo=UTC))) == 1


def test_what_was_done_between_planning_and_sending_is_not_told(db: Database, place: Place, bot: Bot) -> None:
    plan_mailings(db, now=NINE)
    for item_id in open_items(db, place):
        change_status(db, place.viewer, item_id, "done", now=NINE)

    assert bot.works_at(NINE + timedelta(minutes=1)) == []
    assert states(db) == [("2017-01-27", "empty")]


def test_a_new_date_takes_it_out_of_the_message_and_starts_anew(db: Database, place: Place, bot: Bot) -> None:
    plan_mailings(db, now=NINE)
    mine = open_items(db, place)[0]
    typed = TypedAction("Mette Holm sender oversigten", "Mette Holm", due_day=date(2017, 2, 10))
    edit_action(db, place.viewer, mine, 1, typed, now=NINE)

    assert bot.works_at(NINE + timedelta(minutes=1)) == []
    assert bot.works_at(datetime(2017, 2, 6, 9, 0, tzinfo=UTC)) == []
    assert len(bot.works_at(datetime(2017, 2, 7, 9, 0, tzinfo=UTC))) == 1  # soon, of the new date


@pytest.mark.parametrize("status", [429, 500])
def test_a_bad_answer_after_the_message_was_taken_makes_no_second_one(
    db: Database, place: Place, bot: Bot, status: int
) -> None:
    del place
    bot.office.coming = [Trouble(status, taken=True), Trouble(status, taken=False)]

    sent = [len(bot.works_at(NINE + timedelta(minutes=step))) for step in range(10)]

    assert sum(sent) == 1
    assert bot.office.repeats == 1
    assert states(db) == [("2017-01-27", "sent")]


def test_a_second_attempt_adds_nothing_that_came_up_meanwhile(db: Database, place: Place, bot: Bot) -> None:
    bot.office.coming = [Trouble(500, taken=True)]
    bot.works_at(NINE)
    logged(db, place, "Møde\nDato: 27. januar 2017\nOpgave: Mette Holm ringer - frist: 27. januar\n")

    bot.works_at(NINE + timedelta(minutes=5))

    with db.read() as tx:
        told = tx.query(ReminderRow).count()
    assert told == 1  # what the message that arrived spoke of


def test_a_missed_morning_is_made_up_once_on_the_same_day_and_a_missed_day_is_not(
    db: Database, place: Place, bot: Bot
) -> None:
    del place
    afternoon, evening = NINE.replace(hour=14), NINE.replace(hour=18)

    assert len(bot.works_at(afternoon)) == 1
    assert bot.works_at(evening) == []
    assert bot.works_at(NINE + timedelta(days=3)) == []  # the next working day: nothing is piled up
    assert states(db) == [("2017-01-27", "sent"), ("2017-01-30", "empty")]


def test_what_slack_does_not_take_before_the_evening_is_given_up(db: Database, place: Place, bot: Bot) -> None:
    del place
    bot.office.coming = [Trouble(500, taken=False)] * 1000
    for step in range(30):
        bot.works_at(NINE + timedelta(minutes=20 * step))
    bot.office.coming = []

    assert bot.works_at(NINE.replace(hour=19)) == []
    assert states(db) == [("2017-01-27", "late")]


def test_who_left_the_space_hears_nothing_of_it(db: Database, place: Place, bot: Bot) -> None:
    with db.write() as tx:
        people.leave(tx, place.channel.id, place.viewer.person.id)

    assert bot.works_at(NINE) == []


def test_an_organisations_contact_is_told_or_its_only_member(db: Database, place: Place, bot: Bot) -> None:
    contact, other = someone(db, "U0LARS", "Lars"), someone(db, "U0KAREN", "Karen")
    with db.write() as tx:
        clean = organisations.find_by_name(tx, [place.space_id], "CLEAN")[0]
        for viewer in (contact, other):
            people.join(tx, place.channel.id, viewer.person.id)
            organisations.set_member(tx, place.space_id, viewer.person.id, clean)
        preferences.put(tx, place.viewer.person.id, Preferences(remind=False))

    assert bot.works_at(NINE) == []  # two people, and nobody says who
    with db.write() as tx:
        organisations.set_contact(tx, clean, contact.person.id)
    assert [one.channel for one in bot.works_at(NINE + timedelta(days=3))] == ["D0LARS"]


def test_what_is_put_aside_comes_back_on_its_day(db: Database, place: Place, bot: Bot) -> None:
    mine = open_items(db, place)[0]
    snooze(db, place.viewer, mine, date(2017, 2, 1))

    assert bot.works_at(NINE) == []
    assert bot.works_at(datetime(2017, 1, 31, 9, 0, tzinfo=UTC)) == []
    assert len(bot.works_at(datetime(2017, 2, 1, 9, 0, tzinfo=UTC))) == 1


def test_a_lost_job_is_found_again(db: Database, place: Place, bot: Bot) -> None:
    del place
    plan_mailings(db, now=NINE)
    with db.write() as tx:
        for job in jobs.due(tx, NINE):
            jobs.finish(tx, job.id)
    sweep(db, NINE)

    assert len(bot.works_at(NINE + timedelta(minutes=1))) == 1


def test_a_mailing_is_kept_as_long_as_somebody_may_ask(db: Database, place: Place, bot: Bot) -> None:
    del place
    bot.works_at(NINE)
    with db.write() as tx:
        mailings.forget(tx, date(2017, 6, 1))
        kept = mailings.get(tx, 1)

    assert kept is not None  # the newest of each recipient says what they were told


# --- of an organisation's: whoever is there ---


@pytest.mark.parametrize(
    ("works", "contact", "left", "told"),
    [
        (["Li", "Wang"], "Wang", "", ["Wang"]),
        (["Li", "Wang"], "", "", []),
        (["Li", "Wang"], "Wang", "Li", ["Wang"]),
        (["Li"], "Wang", "Wang", ["Li"]),  # the contact person has left: as if there were none
        (["Li", "Wang"], "", "Wang", ["Li"]),  # whoever has left is not one of two any more
        (["Li"], "", "Li", []),
    ],
)
def test_an_organisations_action_reminds_who_is_still_there(
    db: Database, bot: Bot, works: list[str], contact: str, left: str, told: list[str]
) -> None:
    place = a_place(db)
    here = {name: enter(db, place, f"U0{name.upper()}", name) for name in ("Li", "Wang")}
    logged(db, place, "Opgave: CLEAN svarer - frist: 27. januar")
    for name in works:
        join_organisation(db, place.viewer, place.space_id, here[name].person.slack, "CLEAN", now=NOW)
    if contact:
        (clean,) = describe_space(db, place.viewer, place.space_id).organisations
        set_contact(db, place.viewer, clean.id, here[contact].person.slack, now=NOW)
    if left:
        with db.write() as tx:
            people.leave(tx, place.channel.id, here[left].person.id)
    here = {name: viewer for name, viewer in here.items() if name != left}

    reminded = [one.channel.removeprefix("D0").title() for one in bot.works_at(NINE)]

    with db.read() as tx:
        mine = [name for name, viewer in here.items() if any(one.mine for one in owed.of_viewer(tx, viewer))]
    named = describe_space(db, place.viewer, place.space_id).contacts
    assert (reminded, mine) == (told, told)
    assert list(named.values()) == ([contact] if contact and contact != left else [])


# --- of whichever space a channel speaks when it is sent ---


class SlowPictures(Postbox):
    """Numbers pictures, and shows none before it is told to."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.uploaded, self.ready = 0, False

    def upload_picture(self, name: str, content: bytes, alt: str) -> str:
        """Keep another picture."""
        del name, content, alt
        self.uploaded += 1
        return f"F{self.uploaded}"

    def is_ready(self, file_id: str) -> bool:
        """As the test says."""
        return self.ready and bool(file_id)


def test_the_picture_of_one_space_is_not_shown_in_a_channel_that_speaks_of_another_by_now(db: Database) -> None:
    i18n.load()
    place, clock = a_place(db), Clock()
    office = Office(clock, random.Random(1), trouble=0)  # noqa: S311  it decides on nothing here
    slack = SlowPictures(office)
    working = InlineJobs(JobParts(db, alone(slack), Chain([]), clock))
    logged(db, place, NOTE)
    bind_channel(db, place.viewer, place.space_id, SlackChannel(HOME, "C0SECOND"), now=NOW)
    other, _ = create_space(db, place.viewer, "Zhejiang", ("da", "zh"), SlackChannel(HOME, "C0ZHEJIANG"), now=NOW)
    viewer = replace(place.viewer, space_ids=place.viewer.space_ids | {other.id})
    logged(db, place._replace(viewer=viewer, space_id=other.id), NOTE.replace("CLEAN", "COWI"))
    clock.now = datetime(2017, 1, 30, 8, 0, tzinfo=UTC)  # a Monday: the full list, with its picture
    plan_mailings(db, now=clock.now)
    working.drain()
    first = slack.uploaded

    bind_channel(db, viewer, other.id, place.channel.slack, now=clock.now)
    clock.now, slack.ready = clock.now + timedelta(seconds=5), True
    working.drain()

    shown = {
        one.channel: block["slack_file"]["id"]
        for one in office.posted
        for block in one.blocks
        if block["type"] == "image"
    }
    assert (first, slack.uploaded) == (3, 4)
    assert shown[place.channel.slack.channel_id] == "F4"

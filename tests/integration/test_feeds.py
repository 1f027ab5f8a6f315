"""Calendar addresses: what stands behind one is what its person may see at that moment, and nobody else's."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from bot import i18n
from bot.domain.grammar import ActionFilter
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.services.change_status import change_status
from bot.services.collect_actions import collect_actions
from bot.services.keep_feed import has_feed, hash_of, keep_feed, new_token
from bot.services.read_feed import read_feed
from bot.services.see_again import see_again
from bot.services.stop_feed import stop_feed
from bot.slack.gateway import Gateway
from bot.store import feeds, people
from bot.store.database import Database
from bot.web.calendar import calendar_route
from bot.web.server import plain_application
from tests.integration.making import NOW, TODAY, Place, a_place, alone, counted, enter, item_with, logged, rows, someone

WORDS = """\
- [ ] CLEAN sender tilbud senest 20. februar 2017
- [ ] JEPD svarer senest 10. februar 2017
- [ ] CLEAN booker hotel
"""
ADDRESS = "https://region.slack.com/"


@pytest.fixture(autouse=True)
def _catalogues() -> None:
    i18n.load()


@pytest.fixture
def place(db: Database) -> Place:
    place = a_place(db)
    logged(db, place, WORDS)
    return place


@pytest.fixture
def client(db: Database) -> Iterator[TestClient]:
    application = plain_application(calendar_route(db, alone(Gateway("", ""), address=ADDRESS), lambda: NOW))
    with closing(TestClient(application)) as made:
        yield made


def given(db: Database, viewer: Viewer, language: Language | None = None) -> str:
    """An address for a person; gives its secret part."""
    token = new_token()
    keep_feed(db, viewer, token, now=NOW)
    if language:
        with db.write() as tx:
            people.set_language(tx, viewer.person.id, language)
    return token


def seen(db: Database, token: str) -> list[str]:
    feed = read_feed(db, token)
    assert feed is not None
    return [f"{line.space.name} {line.item.ref}" for line in feed.lines]


def test_an_address_leads_to_all_spaces_its_person_sees(db: Database, place: Place) -> None:
    other = a_place(db, "Shandong", "C0SHANDONG")
    logged(db, other, "- [ ] CLEAN sender brev til Shandong\n")

    token = given(db, other.viewer)

    assert other.viewer.space_ids == {place.space_id, other.space_id}
    assert seen(db, token) == ["Jiangsu 1.2", "Jiangsu 1.1", "Jiangsu 1.3", "Shandong 1.1"]


def test_whoever_leaves_a_channel_gets_nothing_of_it_any_more(db: Database, place: Place) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    other = a_place(db, "Shandong", "C0SHANDONG", "U0LI")
    logged(db, other, "- [ ] CLEAN sender brev til Shandong\n")
    token = given(db, li)
    assert seen(db, token) == ["Jiangsu 1.2", "Jiangsu 1.1", "Jiangsu 1.3", "Shandong 1.1"]

    with db.write() as tx:
        people.leave(tx, place.channel.id, li.person.id)
    assert seen(db, token) == ["Shandong 1.1"]
    with db.write() as tx:
        people.leave(tx, other.channel.id, li.person.id)

    assert seen(db, token) == []


def test_a_strangers_address_is_empty_and_an_unknown_one_is_nothing(db: Database, place: Place) -> None:
    stranger = someone(db, "U0STRANGER", "En fremmed")

    assert seen(db, given(db, stranger)) == []
    assert len(seen(db, given(db, place.viewer))) == 3
    assert read_feed(db, new_token()) is None
    assert read_feed(db, "") is None
    assert read_feed(db, "ø\x00" * 9) is None


def test_what_is_kept_is_not_the_address(db: Database, place: Place) -> None:
    token = given(db, place.viewer)

    assert len(token) == 43
    assert rows(db, "SELECT person_id, token_hash FROM feeds") == [(place.viewer.person.id, hash_of(token))]
    assert read_feed(db, hash_of(token)) is None


def test_a_new_address_takes_the_place_of_the_old_one_and_off_is_off(db: Database, place: Place) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    theirs, first, second = given(db, li), given(db, place.viewer), given(db, place.viewer)

    assert read_feed(db, first) is None
    assert len(seen(db, second)) == 3
    assert has_feed(db, place.viewer)
    assert stop_feed(db, place.viewer, now=NOW)
    assert not stop_feed(db, place.viewer, now=NOW)
    assert not has_feed(db, place.viewer)
    assert read_feed(db, second) is None
    assert len(seen(db, theirs)) == 3


def test_two_people_never_share_an_address(db: Database, place: Place) -> None:
    li, token = enter(db, place, "U0LI", "Li Wei"), new_token()
    keep_feed(db, place.viewer, token, now=NOW)
    with db.read() as tx:
        assert feeds.person_of(tx, hash_of(token)) == place.viewer.person.id
        assert feeds.there(tx, li.person.id) is False


def test_somebody_is_seen_again_as_they_are_now(db: Database, place: Place) -> None:
    li = enter(db, place, "U0LI", "Li Wei")

    again = see_again(db, li.person.id)

    assert again is not None
    assert (again.viewer.person.name, again.viewer.space_ids) == ("Li Wei", frozenset({place.space_id}))
    assert again.viewer.channel is None
    assert see_again(db, 999_999) is None


def test_a_file_has_all_pages_with_their_last_change(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place, "".join(f"- [ ] CLEAN sender brev {index:02}\n" for index in range(23)))
    later = NOW + timedelta(hours=3)
    change_status(db, place.viewer, item_with(note, "brev 07").id, "done", now=later)

    found = collect_actions(db, place.viewer, ActionFilter(frozenset({"all"})), today=TODAY)

    assert [line.item.number for line in found] == [str(number) for number in range(1, 24)]
    changed = {line.item.number: line.action.changed for line in found}
    assert changed["8"] == ("Mette Holm", later)
    assert changed["9"] == ("Mette Holm", NOW)


def test_in_a_channel_a_file_has_only_its_space(db: Database, place: Place) -> None:
    other = a_place(db, "Shandong", "C0SHANDONG")
    logged(db, other, "- [ ] CLEAN sender brev til Shandong\n")
    here = replace(other.viewer, channel=place.channel)

    found = collect_actions(db, here, ActionFilter(), today=TODAY)

    assert {line.space.name for line in found} == {"Jiangsu"}


def test_thirty_actions_cost_as_many_queries_as_one(db: Database) -> None:
    costs = []
    for channel, many in (("C0ONE", 1), ("C0MANY", 30)):
        place = a_place(db, channel, channel, f"U0{channel}")
        logged(db, place, "".join(f"- [ ] Brev {index} sendes\n" for index in range(many)))
        token = given(db, place.viewer)
        with counted(db) as statements:
            assert len(seen(db, token)) == many
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert costs[0] <= 10


def test_a_calendar_program_gets_the_calendar_in_its_persons_language(
    db: Database, place: Place, client: TestClient
) -> None:
    token = given(db, place.viewer, "zh")

    answer = client.get(f"/calendar/{token}.ics")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert parsedate_to_datetime(answer.headers["last-modified"]) == NOW
    calendar = Calendar.from_ical(answer.content)
    assert calendar.calendar_name == "土桥：待办"
    assert [str(event["uid"]) for event in calendar.events] == [
        f"jordbro-item-{line}@region.slack.com" for line in (2, 1)
    ]


def test_a_program_that_has_it_already_is_told_so_until_something_changes(
    db: Database, place: Place, client: TestClient
) -> None:
    address = f"/calendar/{given(db, place.viewer)}.ics"
    first = client.get(address)
    tag = first.headers["etag"]

    known = client.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    assert client.get(address).content == first.content
    assert client.head(address).headers["etag"] == tag
    with db.write() as tx:
        people.leave(tx, place.channel.id, place.viewer.person.id)
    gone = client.get(address, headers={"If-None-Match": tag, "If-Modified-Since": first.headers["last-modified"]})

    assert gone.status_code == 200
    assert Calendar.from_ical(gone.content).events == []


def test_a_time_alone_is_never_enough_to_keep_what_was_seen(db: Database, place: Place, client: TestClient) -> None:
    address = f"/calendar/{given(db, place.viewer)}.ics"
    later = datetime(2030, 1, 1, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")

    assert client.get(address, headers={"If-Modified-Since": later}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/calendar/x.ics", f"/calendar/{'a' * 43}.ics", "/calendar/.ics", "/calendar/", "/calendar/%00.ics"]
)
def test_an_unknown_address_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_of_slacks_is_answered_beside_a_socket(client: TestClient) -> None:
    assert client.post("/slack/events", content=b"{}").status_code == 404

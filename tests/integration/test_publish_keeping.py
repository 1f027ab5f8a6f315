"""What is kept of wikis: passwords sealed and changed over, pages gone with their notes, nobody who was forgotten."""

import json
from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet

from bot import i18n
from bot.domain.errors import NotAllowed, NotFound, Unreadable
from bot.domain.person import Viewer, keeper
from bot.domain.typed_wiki import TypedWiki
from bot.domain.wiki_page import PageName, meeting_of
from bot.services.ask_publishing import plan_publishing
from bot.services.connect_wiki import connect_wiki, disconnect_wiki
from bot.services.fetch_glossary import Asked
from bot.services.forget_person import forget_person
from bot.slack.resealing import reseal
from bot.slack.vault import Unsealable, Vault
from bot.store import pages, publications, retention, roles
from bot.store.database import Database
from bot.store.pages import Kept
from tests.integration.making import NOW, Place, a_place, enter, logged, rows

API, ALLOWED = "https://wiki.example/w/api.php", ("https://wiki.example/w/",)
SECRET = "hemmeligt"
ASKED = Asked("message:1", "C0JIANGSU", "", "da")
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    i18n.load()


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


def connect(db: Database, place: Place, password: str = SECRET, address: str = API, key: str = OLD) -> int:
    typed = TypedWiki("mediawiki", address, "Jordbro@bot", password)
    seal = Vault((key,)).seal_for
    return connect_wiki(db, place.viewer, place.space_id, typed, ALLOWED, seal, ASKED, now=NOW).id


def page_of(db: Database, publication: int, note_id: int, text: str) -> None:
    kept = Kept(PageName(meeting_of(note_id), "da"), "Side", "published", "", "1", "1", "1", text, text)
    with db.write() as tx:
        pages.put(tx, publication, kept, NOW)


def sealed(db: Database) -> str:
    return str(rows(db, "SELECT sealed FROM publications")[0][0])


def test_password_is_kept_sealed_for_its_address_and_nothing_else(db: Database, place: Place) -> None:
    connect(db, place)

    assert "hemmeligt" not in str(rows(db, "SELECT * FROM publications"))
    assert Vault((OLD,)).open_for(API, sealed(db)) == "hemmeligt"
    with pytest.raises(Unsealable):
        Vault((OLD,)).open_for("https://wiki.example/w/other.php", sealed(db))
    with pytest.raises(Unsealable):
        Vault((OLD,)).open(sealed(db), "T0REGION")


def test_change_of_keys_takes_passwords_of_wikis_along(db: Database, place: Place) -> None:
    connect(db, place)

    done = reseal(db, Vault((NEW, OLD)), lambda: NOW)

    assert (done.sealed, done.locked) == (1, ())
    assert Vault((NEW,)).open_for(API, sealed(db)) == "hemmeligt"


def test_password_that_no_key_opens_is_named_by_its_address(db: Database, place: Place) -> None:
    connect(db, place)

    assert reseal(db, Vault((NEW,)), lambda: NOW).locked == (API,)


def test_empty_password_keeps_the_one_of_the_same_address(db: Database, place: Place) -> None:
    connect(db, place)
    connect(db, place, password="")

    assert Vault((OLD,)).open_for(API, sealed(db)) == "hemmeligt"
    with pytest.raises(Unreadable):
        connect(db, place, password="", address="https://wiki.example/w/other/api.php")


def test_other_address_forgets_the_pages_of_the_one_before(db: Database, place: Place) -> None:
    note = logged(db, place)
    page_of(db, connect(db, place), note.id, "Tekst")

    connect(db, place, address="https://wiki.example/w/other/api.php")

    assert rows(db, "SELECT count(*) FROM pages") == [(0,)]


def test_reader_and_member_connect_nothing(db: Database, place: Place) -> None:
    connect(db, place)
    lars = enter(db, place, "U0LARS", "Lars Bro")
    with db.write() as tx:
        roles.set_role(tx, place.space_id, place.viewer.person.id, "owner")
        roles.set_role(tx, place.space_id, lars.person.id, "member")

    with pytest.raises(NotAllowed):
        connect(db, place._replace(viewer=lars))


def test_disconnected_wiki_is_not_published_to(db: Database, place: Place) -> None:
    publication = connect(db, place)

    disconnect_wiki(db, place.viewer, publication, now=NOW)
    plan_publishing(db, now=NOW)

    assert rows(db, "SELECT count(*) FROM jobs WHERE kind = 'publish'") == [(0,)]
    with pytest.raises(NotFound):
        disconnect_wiki(db, place.viewer, publication, now=NOW)


def test_what_is_automatic_is_planned_once_an_hour(db: Database, place: Place) -> None:
    connect(db, place)

    for minutes in (0, 20, 40, 60, 80):
        plan_publishing(db, now=NOW + timedelta(minutes=minutes))

    assert rows(db, "SELECT count(*) FROM jobs WHERE kind = 'publish'") == [(2,)]


def test_wiki_that_refuses_us_waits_for_an_owner(db: Database, place: Place) -> None:
    publication = connect(db, place)
    with db.write() as tx:
        publications.set_state(tx, publication, "refused", "password")

    plan_publishing(db, now=NOW)

    assert rows(db, "SELECT count(*) FROM jobs WHERE kind = 'publish'") == [(0,)]


def test_page_of_a_note_that_is_removed_goes_with_it(db: Database, place: Place) -> None:
    note = logged(db, place, "Møde\nDato: 10. januar 2010\n1. Et punkt.\n")
    page_of(db, connect(db, place), note.id, "Et punkt.")

    with db.write() as tx:
        retention.remove(tx, place.space_id, date(2017, 1, 1))

    assert rows(db, "SELECT count(*) FROM pages") == [(0,)]


def test_pages_that_name_somebody_who_is_forgotten_are_written_anew(db: Database, place: Place) -> None:
    note = logged(db, place)
    lars = enter(db, place, "U0LARS", "Lars Bro")
    publication = connect(db, place)
    page_of(db, publication, note.id, "Lars Bro skriver et brev.")

    forget_person(db, keeper(0), lars.person.id, now=NOW)

    ((key, args),) = rows(db, "SELECT key, args FROM jobs WHERE kind = 'publish'")
    assert key == f"publish:{publication}"
    assert json.loads(args)["again"] is True  # nothing of the record has changed but a name


def test_who_connected_a_wiki_and_is_forgotten_is_named_no_more(db: Database, place: Place) -> None:
    other: Viewer = enter(db, place, "U0LARS", "Lars Bro")
    connect(db, place)
    with db.write() as tx:
        roles.set_role(tx, place.space_id, other.person.id, "owner")

    forget_person(db, keeper(0), place.viewer.person.id, now=NOW)

    assert rows(db, "SELECT changed_by_id FROM publications") == [(None,)]

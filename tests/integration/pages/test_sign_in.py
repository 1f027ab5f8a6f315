"""Signing in to our pages: once, by its owner alone, for as long as it should last, and never for somebody else."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.domain.person import Viewer
from bot.services.forget_person import forget_person
from bot.services.keep_feed import hash_of
from bot.services.make_link import make_link, whose_link
from bot.services.remove_old import remove_old
from bot.services.sign_in import IDLE, LONGEST, sign_in, visit
from bot.services.sign_out import sign_out_everywhere
from bot.store import people
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place, enter, execute, logged, rows
from tests.integration.pages.visiting import ORIGIN, Browser

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["sqlite"])  # the other one takes part in `test_rights.py`
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(db: Database) -> Place:
    made = a_place(db)
    with db.write() as tx:
        people.set_language(tx, made.viewer.person.id, "da")
    return made


@pytest.fixture
def browser(db: Database) -> Iterator[Browser]:
    made = Browser(db)
    yield made
    made.client.close()


@pytest.fixture
def another(db: Database) -> Iterator[Browser]:
    made = Browser(db)
    yield made
    made.client.close()


def link(browser: Browser, viewer: Viewer) -> str:
    return f"/wiki/in/{make_link(browser.db, viewer, now=browser.now)}"


def test_a_link_shows_a_button_and_the_button_signs_in(browser: Browser, place: Place) -> None:
    address = link(browser, place.viewer)

    looked = [browser.get(address, **{"Accept-Language": "da"}) for _ in range(3)]  # a program that looks at links
    entered = browser.post(address)

    assert {got.status for got in looked} == {200}
    assert looked[0].words.endswith("Log ind som Mette Holm")
    assert browser.client.cookies.get("jordbro")
    assert (entered.status, entered.location) == (303, "/wiki")
    assert "Mette Holm" in browser.get("/wiki").words


def test_the_cookie_is_for_us_alone(browser: Browser, place: Place) -> None:
    entered = browser.post(link(browser, place.viewer))

    name, *attributes = entered.headers["set-cookie"].split("; ")
    assert name == f"jordbro={browser.cookie}"
    assert {one.lower() for one in attributes} == {"httponly", "max-age=2592000", "path=/", "samesite=lax"}


def test_by_https_it_is_sent_by_https_alone_and_set_by_no_other_host(db: Database, place: Place) -> None:
    browser = Browser(db, "https://jordbro.example.org/")
    own = {"Origin": "https://jordbro.example.org"}

    entered = browser.post(link(browser, place.viewer), None, **own)

    assert entered.headers["set-cookie"].startswith("__Host-jordbro=")
    assert "Secure" in entered.headers["set-cookie"].split("; ")
    assert browser.get("/wiki").status == 200


def test_host_with_danish_letters_is_known_as_browsers_write_it(db: Database, place: Place) -> None:
    browser = Browser(db, "https://jordbro.miljø.dk/")

    entered = browser.post(link(browser, place.viewer), Origin="https://jordbro.xn--milj-jra.dk")

    assert entered.status == 303


def test_behind_a_path_of_a_proxy_all_addresses_have_it(db: Database, place: Place) -> None:
    browser = Browser(db, "https://example.org/jordbro/")
    browser.client.base_url = "https://example.org"  # the proxy takes the path away
    entered = browser.post(link(browser, place.viewer), Origin="https://example.org")

    assert entered.location == "/jordbro/wiki"
    home = browser.get("/wiki").text
    assert 'href="/jordbro/wiki/spaces/1"' in home
    assert 'href="/wiki' not in home


def test_a_link_is_used_once(browser: Browser, another: Browser, place: Place) -> None:
    address = link(browser, place.viewer)
    assert browser.post(address).status == 303

    again = another.post(address)

    assert (again.status, another.cookie) == (404, "")
    assert another.get(address).status == 404
    assert another.get("/wiki").status == 401


def test_a_link_lasts_ten_minutes(browser: Browser, place: Place) -> None:
    address = link(browser, place.viewer)

    browser.now = NOW + timedelta(minutes=9, seconds=59)
    assert browser.get(address).status == 200
    browser.now = NOW + timedelta(minutes=10)

    assert browser.get(address).status == 404
    assert browser.post(address).status == 404
    assert browser.cookie == ""


def test_a_link_that_we_did_not_make_leads_nowhere(browser: Browser, place: Place) -> None:
    assert place.viewer.space_ids
    for token in ("x", "a" * 43, "a" * 44, "%00" * 43, "æ" * 43, "../find", "a" * 42 + "%0a"):
        assert browser.get(f"/wiki/in/{token}").status in {401, 404}
        assert browser.post(f"/wiki/in/{token}").status in {401, 404}
    assert browser.cookie == ""


def test_neither_secret_is_kept(browser: Browser, db: Database, place: Place) -> None:
    token = make_link(db, place.viewer, now=NOW)
    assert rows(db, "SELECT token_hash FROM web_links") == [(hash_of(token),)]

    browser.post(f"/wiki/in/{token}")

    assert rows(db, "SELECT token_hash FROM web_links") == []
    assert rows(db, "SELECT token_hash, person_id FROM web_sessions") == [
        (hash_of(browser.cookie), place.viewer.person.id)
    ]
    assert browser.cookie not in str(rows(db, "SELECT * FROM audit"))
    assert visit(db, hash_of(browser.cookie), now=NOW) is None


FOREIGN = (
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": ""},
    {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "null", "Sec-Fetch-Site": ""},
    {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
    {"Origin": ORIGIN, "Sec-Fetch-Site": "none"},
    {"Origin": "http://127.0.0.1:3001", "Sec-Fetch-Site": ""},
    {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": ""},
    {"Origin": "", "Sec-Fetch-Site": ""},
    {"Origin": f"{ORIGIN}.evil.example", "Sec-Fetch-Site": ""},
)


def test_a_form_of_another_page_does_nothing(browser: Browser, place: Place) -> None:
    address = link(browser, place.viewer)
    assert {browser.post(address, None, **headers).status for headers in FOREIGN} == {403}
    assert browser.cookie == ""
    assert browser.post(address).status == 303  # it was not used up

    assert {browser.send("/wiki/out", None, **headers).status for headers in FOREIGN} == {403}
    assert browser.get("/wiki").status == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": ORIGIN, "Sec-Fetch-Site": ""}, {"Origin": "", "Sec-Fetch-Site": "same-origin"}]
)
def test_a_browser_that_says_one_of_both_is_believed(browser: Browser, place: Place, headers: dict[str, str]) -> None:
    assert browser.post(link(browser, place.viewer), None, **headers).status == 303
    assert browser.send("/wiki/out", None, **headers).status == 303


def test_a_form_without_what_shows_that_it_is_ours_does_nothing(
    browser: Browser, another: Browser, db: Database, place: Place
) -> None:
    browser.sign_in(place.viewer)
    another.sign_in(enter(db, place, "U0LI", "Li Wei"))
    other = another.get("/wiki").csrf
    mine = browser.get("/wiki").csrf

    refused = [browser.post("/wiki/out", {"csrf": csrf}).status for csrf in ("", other, mine[:-1], browser.cookie, "æ")]

    assert refused == [403] * 5
    assert browser.post("/wiki/out").status == 403
    assert browser.get("/wiki").status == 200
    assert browser.post("/wiki/out", {"csrf": mine}).status == 303


def test_signing_out_ends_the_session_and_not_only_the_cookie(browser: Browser, place: Place) -> None:
    browser.sign_in(place.viewer)
    kept = browser.cookie

    out = browser.send("/wiki/out")
    browser.client.cookies.set("jordbro", kept)

    assert (out.status, out.location) == (303, "/wiki")
    assert browser.get("/wiki").status == 401


def test_a_person_signs_out_everywhere_from_slack(
    browser: Browser, another: Browser, db: Database, place: Place
) -> None:
    browser.sign_in(place.viewer)
    another.sign_in(place.viewer)
    waiting = make_link(db, place.viewer, now=NOW)
    theirs = Browser(db)
    theirs.sign_in(enter(db, place, "U0LI", "Li Wei"))

    assert sign_out_everywhere(db, place.viewer, now=NOW) == 2

    assert (browser.get("/wiki").status, another.get("/wiki").status) == (401, 401)
    assert whose_link(db, waiting, now=NOW) is None
    assert theirs.get("/wiki").status == 200
    assert sign_out_everywhere(db, place.viewer, now=NOW) == 0
    theirs.client.close()


def test_another_persons_cookie_is_that_person_and_a_made_up_one_nobody(browser: Browser, place: Place) -> None:
    browser.sign_in(place.viewer)
    own = browser.cookie
    browser.client.cookies.clear()

    for made_up in ("", "x", "a" * 43, own[:-1], f"{own}a", hash_of(own), "%C3%A6", "'DROP TABLE people'"):
        assert browser.get("/wiki", Cookie=f"jordbro={made_up}").status == 401
    assert browser.get("/wiki", Cookie=f"jordbro={own}").status == 200


def test_a_session_lasts_while_it_is_used_and_no_longer(browser: Browser, place: Place) -> None:
    browser.sign_in(place.viewer)
    browser.now = NOW + IDLE - MINUTE
    assert browser.get("/wiki").status == 200

    browser.now += IDLE - MINUTE
    assert browser.get("/wiki").status == 200
    browser.now += IDLE

    assert browser.get("/wiki").status == 401


def test_no_session_lasts_longer_than_thirty_days(browser: Browser, place: Place) -> None:
    browser.sign_in(place.viewer)
    statuses = []
    while browser.now < NOW + LONGEST:
        statuses.append(browser.get("/wiki").status)
        browser.now += IDLE - timedelta(hours=1)

    assert set(statuses) == {200}
    browser.now = NOW + LONGEST
    assert browser.get("/wiki").status == 401


def test_two_visits_in_a_minute_write_once(browser: Browser, db: Database, place: Place) -> None:
    browser.sign_in(place.viewer)
    browser.now = NOW + MINUTE
    browser.get("/wiki")
    assert rows(db, "SELECT count(DISTINCT expires_at) FROM web_sessions") == [(1,)]
    before = rows(db, "SELECT expires_at FROM web_sessions")

    browser.now = NOW + 11 * MINUTE
    browser.get("/wiki")

    assert rows(db, "SELECT expires_at FROM web_sessions") != before


def test_who_is_forgotten_has_neither_links_nor_sessions(browser: Browser, db: Database, place: Place) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    browser.sign_in(li)
    make_link(db, li, now=NOW)

    forget_person(db, li, li.person.id, now=NOW)

    assert rows(db, "SELECT count(*) FROM web_links UNION ALL SELECT count(*) FROM web_sessions") == [(0,), (0,)]
    assert browser.get("/wiki").status == 401


def test_a_link_of_somebody_deactivated_leads_nowhere(browser: Browser, db: Database, place: Place) -> None:
    address = link(browser, place.viewer)
    execute(db, "UPDATE people SET gone = :yes", yes=True)

    assert browser.post(address).status == 404


def test_what_leads_nowhere_is_removed(db: Database, place: Place) -> None:
    make_link(db, place.viewer, now=NOW)
    cookie = sign_in(db, make_link(db, place.viewer, now=NOW), now=NOW)
    assert cookie is not None
    make_link(db, place.viewer, now=NOW + IDLE)

    remove_old(db, 60, now=NOW + IDLE)

    assert rows(db, "SELECT count(*) FROM web_links UNION ALL SELECT count(*) FROM web_sessions") == [(1,), (0,)]


def test_signing_in_and_out_is_written_down(browser: Browser, db: Database, place: Place) -> None:
    execute(db, "DELETE FROM audit")
    browser.sign_in(place.viewer)
    browser.send("/wiki/out")

    told = rows(db, "SELECT through, detail FROM audit WHERE act = 'changed' ORDER BY id")
    assert [detail for _, detail in told] == [
        "link to the pages made",
        "signed in to the pages",
        "signed out of the pages",
    ]
    assert [through for through, _ in told][1:] == ["web.sign_in", "web.door.leave"]


def test_the_language_is_kept_for_the_browser_and_the_persons_own_stays(
    browser: Browser, another: Browser, db: Database, place: Place
) -> None:
    browser.sign_in(place.viewer)
    another.sign_in(place.viewer)

    gone = browser.get("/wiki/language/zh?back=%2Fwiki%2Fspaces%2F1")

    assert (gone.status, gone.location) == (303, "/wiki/spaces/1")
    assert '<html lang="zh-Hans">' in browser.get("/wiki/spaces/1").text
    assert '<html lang="da">' in another.get("/wiki/spaces/1").text
    assert rows(db, "SELECT language FROM people WHERE id = :id", id=place.viewer.person.id) == [("da",)]
    assert browser.get("/wiki/language/xx").location == "/wiki"
    assert '<html lang="zh-Hans">' in browser.get("/wiki").text


def test_nobody_is_sent_anywhere_else(browser: Browser, place: Place) -> None:
    browser.sign_in(place.viewer)
    elsewhere = (
        "https://evil.example/", "//evil.example", "/\\evil.example", "/wiki\\..\\x", "/wikievil", "wiki", "", " /wiki",
        "javascript:alert(1)", "/wiki/in/abc", "/wiki/x\r\nSet-Cookie: a=b", "/slack/install",
    )  # fmt: skip

    for back in elsewhere:
        gone = browser.client.get("/wiki/language/en", params={"back": back})
        assert (back, gone.headers["location"]) == (back, "/wiki")


def test_every_answer_allows_a_style_sheet_of_ours_and_nothing_else(browser: Browser, place: Place) -> None:
    address = link(browser, place.viewer)
    answers = [browser.get("/wiki"), browser.get(address), browser.post(address), browser.get("/wiki"),
               browser.get("/wiki/x"), browser.get("/wiki/pages.css")]  # fmt: skip

    assert [got.status for got in answers] == [401, 200, 303, 200, 404, 200]
    policies = {frozenset(got.headers["content-security-policy"].split("; ")) for got in answers}
    nothing_else = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
    assert policies == {frozenset([*nothing_else, "style-src 'self'", "img-src 'self'", "form-action 'self'"])}
    assert {got.headers["cache-control"] for got in answers[:-1]} == {"no-store"}
    assert {got.headers["referrer-policy"] for got in answers} == {"same-origin"}


def test_a_form_that_is_too_large_is_not_read(browser: Browser, place: Place) -> None:
    browser.sign_in(place.viewer)

    assert browser.send("/wiki/out", {"x": "a" * (1024 * 1024 + 1)}).status == 413
    assert browser.get("/wiki").status == 200


def test_a_page_that_breaks_says_so_with_a_number(browser: Browser, db: Database, place: Place) -> None:
    note = logged(db, place)
    execute(db, "UPDATE items SET agreement_state = 'hemmeligt' WHERE kind = 'agreement'")
    browser.sign_in(place.viewer)

    got = browser.get(f"/wiki/notes/{note.id}", **{"Accept-Language": "da"})

    assert got.status == 500
    assert re.search(r"Noget gik galt .* \(nummer [0-9a-f]{12}\)", got.words)
    assert "hemmeligt" not in got.text
    assert got.headers["content-security-policy"].startswith("default-src 'none'")
    assert browser.get("/wiki").status == 200


def test_without_a_store_a_page_says_so(browser: Browser, db: Database, place: Place) -> None:
    browser.sign_in(place.viewer)
    execute(db, "ALTER TABLE people RENAME TO folk")

    got = browser.get("/wiki", **{"Accept-Language": "zh"})

    assert (got.status, "暂时无法读取记录" in got.words) == (503, True)

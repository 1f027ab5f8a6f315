"""All addresses with everybody: each shows what that person may see in Slack at that moment, and nothing else."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import escape
from threading import Barrier

import pytest

from bot.services.make_link import make_link
from bot.services.remove_old import remove_old
from bot.services.sign_in import IDLE, sign_in
from bot.services.sign_out import sign_out_everywhere
from bot.web.pages.routes import PAGES
from tests.integration.making import NOW, execute, rows
from tests.integration.pages.visiting import INTERNAL, ROLES, SHARED, Browser, Pages, depart

SEES_ALL = ("owner", "member")
SEES_SHARED = ("partner", "guest")
SEES_NOTHING = ("stranger", "other", "left", "unknown channel")
ENDED = ("deactivated", "forgotten")

OPEN, ANYBODY, GOES = "shared", "anybody", "goes"

WANTED: Mapping[str, str] = {
    "GET ": ANYBODY,
    "GET /find": ANYBODY,
    "GET /spaces/{space}": OPEN,
    "GET /spaces/{space}/meetings": OPEN,
    "GET /spaces/{space}/actions": OPEN,
    "GET /spaces/{space}/agreements": OPEN,
    "GET /spaces/{space}/glossary": OPEN,
    "GET /spaces/{space}/partners": OPEN,
    "GET /spaces/{space}/find": OPEN,
    "GET /trips/{trip}/report/{version}.{form}": OPEN,
    "GET /notes/{note}": OPEN,
    "GET /notes/{note}/history": OPEN,
    "GET /notes/{note}/review": OPEN,
    "POST /notes/{note}/review": "changes",
    "GET /items/{item}": OPEN,
    "POST /items/{item}/status": "changes",
    "GET /language/{language}": GOES,
    "POST /out": GOES,
}
"""Who may do what: everybody who is signed in; who sees the record; who sees it and may write."""

OF_A_SPACE = {name for name in WANTED if "{space}" in name or "{trip}" in name}


def test_every_page_says_for_whom_it_is() -> None:
    assert {f"{page.method} {page.path}" for page in PAGES} == set(WANTED)


def addresses(pages: Pages, *, inner: bool) -> dict[str, str]:
    """Every page, of the shared record or of the internal one."""
    note = pages.inner if inner else pages.note
    inner_space = int(rows(pages.db, "SELECT id FROM spaces WHERE parent_id IS NOT NULL")[0][0])
    ids = {
        "space": inner_space if inner else pages.space_id,
        "note": note.id,
        "item": pages.item("regner" if inner else SHARED, inner),
        "language": "da",
        "trip": 999 if inner else pages.trip_id,  # there are none of what a side keeps to itself
        "version": "da",
        "form": "pdf",
    }
    query = {"/find": f"?q={SHARED}+eller", "/spaces/{space}/find": f"?q={INTERNAL if inner else SHARED}"}
    return {
        f"{page.method} {page.path}": "/wiki" + page.path.format(**ids) + query.get(page.path, "") for page in PAGES
    }


def expected(role: str, wanted: str, *, inner: bool, of: bool) -> int:
    """The status that somebody gets; an internal record has no pages `of` a space or a trip of its own."""
    if role in ENDED:
        return 401
    if wanted in {ANYBODY, GOES}:
        return 200 if wanted == ANYBODY else 303
    hidden = role in SEES_NOTHING or (inner and (role in SEES_SHARED or of))
    if hidden:
        return 404
    if wanted == OPEN:
        return 200
    return 403 if role == "reader" else 303


def tried(browser: Browser, name: str, address: str) -> tuple[int, str]:
    """What comes of an address; a form is sent as one of our own pages sends it."""
    if name.startswith("GET"):
        got = browser.get(address)
    else:
        got = browser.send(address, {"status": "done"} if "status" in address else {})
    return got.status, got.text


@pytest.mark.parametrize("inner", [False, True], ids=["shared", "internal"])
def test_everybody_gets_from_every_address_what_they_may_see(pages: Pages, *, inner: bool) -> None:
    found = addresses(pages, inner=inner)
    for role in ROLES:
        execute(pages.db, "UPDATE actions SET status = 'open'")
        with pages.browser(role) as browser:
            if role in ENDED:
                depart(pages, role)
            got = {name: tried(browser, name, address) for name, address in found.items()}

        wanted = {name: expected(role, kind, inner=inner, of=name in OF_A_SPACE) for name, kind in WANTED.items()}
        assert (role, {name: status for name, (status, _) in got.items()}) == (role, wanted)
        told = "\n".join(text for name, (_, text) in got.items() if "find" not in name)  # it says what was looked for
        assert (role, INTERNAL in told) == (role, role in {*SEES_ALL, "reader"})
        assert inner or (role, SHARED in told) == (role, role not in {*SEES_NOTHING, *ENDED})


@pytest.mark.parametrize("inner", [False, True], ids=["shared", "internal"])
def test_who_is_not_signed_in_gets_the_same_page_from_every_address(pages: Pages, *, inner: bool) -> None:
    with pages.browser() as browser:
        found = addresses(pages, inner=inner) | {"GET 99": "/wiki/notes/99", "GET x": "/wiki/x", "POST": "/wiki"}
        got = {(name, address): tried(browser, name, address) for name, address in found.items()}

    # but for the address that somebody came with, and is to open again
    again = {(status, text.replace(escape(of[1]), "HERE")) for of, (status, text) in got.items() if "GET" in of[0]}
    sent = {answer for (name, _), answer in got.items() if "POST" in name}
    assert (len(again), len(sent)) == (2, 1)  # of the first page of all it is not said
    assert {status for status, _ in again | sent} == {401}


def test_what_is_not_theirs_is_the_same_page_as_what_is_not_there(pages: Pages) -> None:
    found = addresses(pages, inner=True).items()
    theirs = [address for name, address in found if name.startswith("GET /") and WANTED[name] == OPEN]
    numbers = ("999", "0", "x", "99999999999999999999", "%00", "1%0d%0a1", "-1", "１")
    nowhere = [*(f"/wiki/notes/{number}" for number in numbers), "/wiki/spaces/999", "/wiki/items/999/", "/wiki/x/y"]
    for role in ("partner", "stranger", "left"):
        with pages.browser(role) as browser:
            missing = {(got.status, got.text) for got in map(browser.get, nowhere)}
            hidden = {(got.status, got.text) for got in map(browser.get, theirs)}

        assert len(missing) == 1
        assert missing == hidden


def test_lists_have_the_internal_record_for_its_side_alone_and_say_so(pages: Pages) -> None:
    lists = [f"/wiki/spaces/{pages.space_id}{page}" for page in ("", "/meetings", "/actions", "/agreements")]
    lists.append(f"/wiki/spaces/{pages.space_id}/find?q=CLEAN")
    label = pages.inner.label

    with pages.browser("owner") as browser:
        for address in lists:
            got = browser.get(address)
            assert label in got.words, address
            assert 'class="internal"' in got.text, address
    with pages.browser("partner") as browser:
        for address in lists:
            got = browser.get(address)
            assert got.status == 200
            assert label not in got.words, address
            assert 'class="internal"' not in got.text, address
            assert INTERNAL not in got.text, address


def test_who_leaves_sees_nothing_at_the_next_click(pages: Pages) -> None:
    with pages.browser("member") as browser:
        assert SHARED in browser.get(f"/wiki/notes/{pages.note.id}").text
        execute(pages.db, "DELETE FROM members WHERE person_id = :id", id=pages.everybody["member"].person.id)

        assert browser.get(f"/wiki/notes/{pages.note.id}").status == 404
        assert browser.get("/wiki").status == 200


def test_where_nobody_can_say_who_is_in_the_channel_nobody_is(pages: Pages) -> None:
    with pages.browser("member") as browser:
        execute(pages.db, "UPDATE channels SET is_known = :no", no=False)

        assert browser.get(f"/wiki/notes/{pages.note.id}").status == 404


def test_what_was_shown_is_written_down_and_what_was_not_is_not(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        execute(pages.db, "DELETE FROM audit")
        browser.get(f"/wiki/notes/{pages.note.id}")
        browser.get(f"/wiki/notes/{pages.inner.id}")

    person = pages.everybody["partner"].person.id
    (row,) = rows(pages.db, "SELECT person_id, act, through, space_id FROM audit")
    assert row == (person, "read", "web.note.show", pages.space_id)


def test_every_page_of_the_record_is_written_down(pages: Pages) -> None:
    found = addresses(pages, inner=False)
    with pages.browser("member") as browser:
        for page in (name for name, kind in WANTED.items() if kind == OPEN):
            execute(pages.db, "DELETE FROM audit")
            assert browser.get(found[page]).status == 200
            read = rows(pages.db, "SELECT act FROM audit WHERE space_id = :id", id=pages.space_id)
            assert (page, read) == (page, [("exported" if "report" in page else "read",)])


def test_sessions_last_and_end_on_both_databases(pages: Pages) -> None:
    member = pages.everybody["member"]
    with pages.browser("member") as browser, pages.browser("owner") as other:
        browser.now = other.now = NOW + IDLE - timedelta(minutes=1)
        assert (browser.get("/wiki").status, other.get("/wiki").status) == (200, 200)
        browser.now = other.now = NOW + 2 * IDLE - timedelta(minutes=2)
        assert (browser.get("/wiki").status, other.get("/wiki").status) == (200, 200)

        assert sign_out_everywhere(pages.db, member, now=browser.now) == 1

        assert (browser.get("/wiki").status, other.get("/wiki").status) == (401, 200)
    remove_old(pages.db, 60, now=NOW + 4 * IDLE)
    assert rows(pages.db, "SELECT count(*) FROM web_links UNION ALL SELECT count(*) FROM web_sessions") == [(0,), (0,)]


def test_of_two_who_use_a_link_at_once_one_is_signed_in(pages: Pages) -> None:
    tokens = [make_link(pages.db, pages.everybody["member"], now=NOW) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        for token in tokens:
            both = Barrier(4)

            def enter(_: int, token: str = token, both: Barrier = both) -> bool:
                both.wait(10)
                return sign_in(pages.db, token, now=NOW) is not None

            assert sum(pool.map(enter, range(4))) == 1

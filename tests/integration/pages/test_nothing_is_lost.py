"""What somebody wrote comes back to them whatever became of it, and takes nobody else's words away."""

from dataclasses import replace

import pytest

from bot.domain.review import Typed
from bot.services.correct import correct
from bot.services.sign_out import sign_out_everywhere
from bot.store import people, roles
from tests.integration.making import NOW, answered, execute, item_with, rows
from tests.integration.pages.test_changes import fields
from tests.integration.pages.visiting import ORIGIN, Browser, Got, Pages

MINE = "我花了半小时写的更正。"


def form(browser: Browser, pages: Pages) -> tuple[str, dict[str, str], list[str]]:
    """The address of a review, what its form holds, and the fields of its sentences."""
    address = f"/wiki/notes/{pages.note.id}/review"
    answered(pages.db, item_with(pages.note, "oversigt").text)
    held = fields(browser.get(address))
    return address, held, [name for name in held if name.startswith("sentence_") and held[name].strip()]


def corrected_by_lars(pages: Pages, field: str, held: dict[str, str]) -> None:
    lars = pages.everybody["member"]
    speaking = replace(lars, person=lars.person.speaking("zh"))
    typed = Typed(int(field.removeprefix("sentence_")), int(held[field.replace("sentence", "version")]), "拉斯的更正。")
    correct(pages.db, speaking, pages.note.id, [typed], now=NOW)


def sentence(pages: Pages, field: str) -> tuple[str, str, str]:
    asked = "SELECT content, state, reviewed_by FROM segments WHERE id = :id"
    return rows(pages.db, asked, id=int(field.removeprefix("sentence_")))[0]


def test_correction_comes_back_when_the_session_has_ended_meanwhile(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        address, held, (field, *_) = form(browser, pages)
        sign_out_everywhere(pages.db, pages.everybody["partner"], now=NOW)

        got = browser.post(address, held | {field: MINE})

    assert got.status == 401
    assert MINE in got.text
    assert held[field] not in got.text  # what they did not write


def test_correction_comes_back_when_they_have_signed_in_anew(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        address, held, (field, *_) = form(browser, pages)
        browser.sign_in(pages.everybody["partner"])

        got = browser.post(address, held | {field: MINE})

    assert (got.status, MINE in got.text) == (403, True)


def test_correction_comes_back_when_they_have_chosen_the_language_of_the_note(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        address, held, (field, *_) = form(browser, pages)
        with pages.db.write() as tx:
            people.set_language(tx, pages.everybody["partner"].person.id, "da")

        got = browser.post(address, held | {field: MINE})

    assert (got.status, MINE in got.text) == (403, True)


def test_what_another_site_has_sent_is_not_shown(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        address, held, (field, *_) = form(browser, pages)
        elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        got = browser.post(address, held | {field: MINE}, **elsewhere)
        browser.client.cookies.clear()
        out = browser.post(address, held | {field: MINE}, **elsewhere)

    assert [(one.status, MINE in one.text) for one in (got, out)] == [(403, False), (401, False)]


@pytest.mark.parametrize("refused", ["too long", "reader"])
def test_sentence_that_nobody_touched_takes_no_correction_away(pages: Pages, refused: str) -> None:
    with pages.browser("partner") as browser:
        address, held, (lars_field, own, *_) = form(browser, pages)
        corrected_by_lars(pages, lars_field, held)
        if refused == "reader":
            with pages.db.write() as tx:
                roles.set_role(tx, pages.space_id, pages.everybody["partner"].person.id, "reader")
        first = browser.post(address, held | {own: "长" * 6001 if refused == "too long" else MINE})
        execute(pages.db, "DELETE FROM roles WHERE role = 'reader'")
        second = browser.post(address, fields(first) | {own: MINE})

    assert first.status == (422 if refused == "too long" else 403)
    assert fields(first)[lars_field] == "拉斯的更正。"
    assert second.status == 303
    assert sentence(pages, lars_field) == ("拉斯的更正。", "reviewed", "Lars Bro")
    assert sentence(pages, own)[::2] == (MINE, "李明")


def test_sentence_that_was_touched_on_both_sides_is_a_conflict_after_a_refusal_too(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        address, held, (field, other, *_) = form(browser, pages)
        corrected_by_lars(pages, field, held)
        first = browser.post(address, held | {field: MINE, other: "长" * 6001})
        second = browser.post(address, fields(first) | {other: "短。"})

    assert (first.status, second.status) == (422, 409)
    assert "Lars Bro" in second.words
    assert fields(second)[field] == MINE
    assert sentence(pages, field)[0] == "拉斯的更正。"


def test_long_sentence_that_nobody_touched_holds_up_no_other(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        _, _, (long, *_) = form(browser, pages)
        execute(
            pages.db,
            "UPDATE segments SET content = :long WHERE id = :id",
            long="长" * 6500,
            id=int(long.removeprefix("sentence_")),
        )
        address, held, found = form(browser, pages)
        own = next(name for name in found if name != long)

        got = browser.post(address, held | {own: MINE})

    assert (got.status, sentence(pages, own)[0]) == (303, MINE)


def test_who_is_to_sign_in_is_told_to_open_the_address_again(pages: Pages) -> None:
    with pages.browser() as browser:
        got = browser.get("/wiki/notes/99?x=<b>")
        home = browser.get("/wiki")

    assert got.status == home.status == 401
    assert 'href="/wiki/notes/99?x=%3Cb%3E"' in got.text or 'href="/wiki/notes/99?x=&lt;b&gt;"' in got.text
    assert "/wiki/notes" not in home.text


def test_signing_in_says_as_whom_and_ends_whoever_was_signed_in_before(pages: Pages) -> None:
    with pages.browser("member") as browser:
        before = browser.cookie
        browser.sign_in(pages.everybody["owner"])
        after = browser.get("/wiki")
        browser.client.cookies.clear()
        old = browser.get("/wiki", Cookie=f"{browser.site.cookie}={before}")

    assert "Mette Holm" in after.words
    assert old.status == 401
    assert rows(pages.db, "SELECT count(*) FROM web_sessions") == [(1,)]


def test_program_that_asks_whether_a_page_is_there_has_read_nothing(pages: Pages) -> None:
    with pages.browser("member") as browser:
        execute(pages.db, "DELETE FROM audit")
        got = [
            browser.client.head(address).status_code
            for address in (f"/wiki/notes/{pages.note.id}", f"/wiki/trips/{pages.trip_id}/report/da.pdf", "/wiki/x")
        ]

    assert got == [404, 404, 404]
    assert rows(pages.db, "SELECT * FROM audit") == []


def test_action_that_was_marked_done_is_named_where_it_was_pressed(pages: Pages) -> None:
    item_id = item_with(pages.note, "oversigt").id
    board = f"/wiki/spaces/{pages.space_id}/actions"
    with pages.browser("partner") as browser:
        pressed = _pressed(browser, browser.get(board), item_id)
        board_then = browser.get(pressed.location)
        undone = browser.send(f"/wiki/items/{item_id}/status", {"status": "open", "back": pressed.location})
    with pages.browser("stranger") as browser:
        strange = browser.get(f"/wiki?done_item={item_id}")

    assert pressed.location.startswith(f"{board}?done_item={item_id}#i")
    assert f"{pages.note.label}.4 已标记为完成。" in board_then.words
    assert f'href="/wiki/items/{item_id}"' in board_then.text
    assert undone.location.count("done_item") == 1
    assert "已标记" not in strange.words
    assert "done" not in strange.words


def _pressed(browser: Browser, page: Got, item_id: int) -> Got:
    """Press the button of an action in a list, with what its form holds."""
    part = page.text.partition(f'action="/wiki/items/{item_id}/status"')[2].partition("</form>")[0]
    back = part.partition('name="back" value="')[2].partition('"')[0]
    return browser.post(
        f"/wiki/items/{item_id}/status", {"csrf": page.csrf, "status": "done", "back": back}, Origin=ORIGIN
    )

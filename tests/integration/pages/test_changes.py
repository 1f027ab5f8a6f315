"""What people change on our pages goes through the services they use in Slack; who is slower is told who was faster."""

import re
from dataclasses import replace
from html import unescape

import pytest

from bot.domain.review import Typed
from bot.services.change_status import change_status
from bot.services.correct import correct
from bot.services.split_action import split_action
from tests.integration.making import NOW, execute, item_with, rows
from tests.integration.pages.visiting import SHARED, Browser, Got, Pages


@pytest.fixture(params=["sqlite"])  # the services have tests of their own, on both
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def status_of(pages: Pages, item_id: int) -> str:
    return str(rows(pages.db, "SELECT status FROM actions WHERE item_id = :id", id=item_id)[0][0])


def test_an_action_is_marked_done_and_opened_again_and_its_card_follows(pages: Pages) -> None:
    item_id = pages.item(SHARED)
    back = f"/wiki/notes/{pages.note.id}#i1.4"
    with pages.browser("partner") as browser:
        assert f'action="/wiki/items/{item_id}/status"' in browser.get(back).text

        done = browser.send(f"/wiki/items/{item_id}/status", {"status": "done", "back": back})
        assert (done.status, status_of(pages, item_id)) == (303, "done")
        assert done.location == f"/wiki/notes/{pages.note.id}?done_item={item_id}#i1.4"
        again = browser.send(f"/wiki/items/{item_id}/status", {"status": "open"})

    assert (again.location, status_of(pages, item_id)) == (f"/wiki/items/{item_id}", "open")
    assert browser.woken == 2
    (card,) = rows(pages.db, "SELECT count(*) FROM jobs WHERE kind = 'card'")
    assert card[0] >= 1
    changed = rows(pages.db, "SELECT through FROM audit WHERE act = 'changed' AND detail IN ('done', 'reopened')")
    assert changed == [("web.item.set_status",), ("web.item.set_status",)]


def test_who_is_slower_is_told_who_was_faster(pages: Pages) -> None:
    item_id = pages.item(SHARED)
    with pages.browser("owner") as browser:
        csrf = browser.get(f"/wiki/items/{item_id}").csrf
        change_status(pages.db, pages.everybody["member"], item_id, "done", now=NOW)

        got = browser.post(f"/wiki/items/{item_id}/status", {"csrf": csrf, "status": "done"})

    assert got.status == 409
    assert "Lars Bro" in got.words
    assert status_of(pages, item_id) == "done"


def test_an_action_with_open_parts_is_done_only_by_who_says_so_twice(pages: Pages) -> None:
    item_id = pages.item(SHARED)
    split_action(pages.db, pages.everybody["owner"], item_id, "CLEAN skriver\nJEPD svarer", now=NOW)
    with pages.browser("owner") as browser:
        asked = browser.send(f"/wiki/items/{item_id}/status", {"status": "done"})
        assert (asked.status, status_of(pages, item_id)) == (403, "open")
        assert 'name="anyway" value="1"' in asked.text

        done = browser.send(f"/wiki/items/{item_id}/status", {"status": "done", "anyway": "1"})

    assert (done.status, status_of(pages, item_id)) == (303, "done")


def test_a_reader_has_no_buttons_and_changes_nothing(pages: Pages) -> None:
    item_id = pages.item(SHARED)
    with pages.browser("reader") as browser:
        for address in (f"/wiki/items/{item_id}", f"/wiki/notes/{pages.note.id}", f"/wiki/spaces/{pages.space_id}"):
            assert "/status" not in browser.get(address).text

        got = browser.send(f"/wiki/items/{item_id}/status", {"status": "done"})

    assert (got.status, status_of(pages, item_id)) == (403, "open")
    assert "Mette Holm" in got.words  # whom to ask


def fields(page: Got) -> dict[str, str]:
    """What the form of a review would send as it is."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', page.text))
    typed = dict(re.findall(r'<textarea id="\w+" name="(\w+)".*?>\n(.*?)</textarea>', page.text, re.DOTALL))
    hidden.pop("back", "")
    return {name: unescape(value) for name, value in (hidden | typed).items()}


def reviewed(browser: Browser, pages: Pages, words: str) -> tuple[Got, dict[str, str], str]:
    """The form, what it holds, and the field of a sentence."""
    page = browser.get(f"/wiki/notes/{pages.note.id}/review")
    held = fields(page)
    field = next(name for name, value in held.items() if words in value)
    return page, held, field


def translation(pages: Pages, words: str) -> tuple[str, str, str]:
    text_id = item_with(pages.note, words).text.id
    found = rows(pages.db, "SELECT content, state, reviewed_by FROM translations WHERE text_id = :id", id=text_id)
    return found[0][0], found[0][1], found[0][2]


def test_a_sentence_is_corrected_as_in_slack(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        _, held, field = reviewed(browser, pages, "Driftsmøde")

        sent = browser.post(f"/wiki/notes/{pages.note.id}/review", held | {field: "每季度举行一次\r\n运营会议。"})

        assert (sent.status, sent.location) == (303, f"/wiki/notes/{pages.note.id}/review?saved=1")
        assert "李明" in browser.get(sent.location).words
    assert translation(pages, "Driftsmøde") == ("每季度举行一次 运营会议。", "reviewed", "李明")
    assert rows(pages.db, "SELECT count(*) FROM memory WHERE target = '每季度举行一次 运营会议。'") == [(1,)]


def test_what_changed_meanwhile_is_shown_and_what_was_typed_is_kept(pages: Pages) -> None:
    with pages.browser("partner") as browser:
        _, held, field = reviewed(browser, pages, "Driftsmøde")
        segment_id, version = int(field.removeprefix("sentence_")), int(held[field.replace("sentence", "version")])
        member = pages.everybody["member"]
        speaking = replace(member, person=member.person.speaking("zh"))
        correct(pages.db, speaking, pages.note.id, [Typed(segment_id, version, "每季度开会。")], now=NOW)

        sent = browser.post(f"/wiki/notes/{pages.note.id}/review", held | {field: "我的说法。"})
        again = fields(sent)

        assert sent.status == 409
        assert "Lars Bro" in sent.words
        assert again[field] == "我的说法。"
        assert translation(pages, "Driftsmøde")[0] == "每季度开会。"
        assert browser.post(f"/wiki/notes/{pages.note.id}/review", again).status == 303
    assert translation(pages, "Driftsmøde")[::2] == ("我的说法。", "李明")


def test_an_empty_field_is_left_alone_and_a_sentence_that_is_too_long_comes_back(pages: Pages) -> None:
    before = translation(pages, "Driftsmøde")
    with pages.browser("partner") as browser:
        _, held, field = reviewed(browser, pages, "Driftsmøde")
        assert browser.post(f"/wiki/notes/{pages.note.id}/review", held | {field: " \u200b"}).status == 303
        assert translation(pages, "Driftsmøde") == before

        got = browser.post(f"/wiki/notes/{pages.note.id}/review", held | {field: "长" * 6001})

    assert got.status == 422
    assert 'aria-invalid="true"' in got.text
    assert fields(got)[field] == "长" * 6001
    assert translation(pages, "Driftsmøde") == before


def test_who_has_chosen_no_language_is_told_how(pages: Pages) -> None:
    execute(pages.db, "UPDATE people SET language = NULL")
    with pages.browser("partner") as browser:
        got = browser.get(f"/wiki/notes/{pages.note.id}/review")

    assert got.status == 403
    assert "@jordbro language" in got.words

"""The page of a search: it goes on from where it stopped looking."""

import re
from html import unescape

import pytest

from bot.domain.typed_note import TypedNote
from bot.services import find_read
from bot.services.log_note import Origin, log_note
from tests.integration.making import NOW, TODAY
from tests.integration.pages.visiting import Pages


def test_search_that_would_take_too_long_says_so_and_has_a_link_to_go_on(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_read, "_AT_ONCE", 2)
    monkeypatch.setattr(find_read, "MOST_READ", 4)
    for number, words in enumerate(["Rent grundvand", *["Grundvand er rent"] * 6]):
        origin = Origin(pages.space_id, None, f"event:apart{number}", TODAY)
        log_note(pages.db, pages.everybody["member"], TypedNote(f"Tilsyn {number}\n1. {words}.", "da"), origin, now=NOW)

    with pages.browser("member") as browser:
        first = browser.get('/wiki/find?q="rent grundvand"')
        (further,) = re.findall(r'<a href="([^"]*behind=\d+)">', first.text)
        second = browser.get(unescape(further))

    assert "没有找到" in first.words
    assert "查找更早的记录" in first.words
    assert "Tilsyn 0" in second.words


def test_link_to_go_on_keeps_showing_everything_instead_of_a_kind(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_read, "_AT_ONCE", 2)
    monkeypatch.setattr(find_read, "MOST_READ", 4)
    for number, words in enumerate(
        ["Rent grundvand er blandt vores opgaver", *["Grundvand er rent, siger de opgaver, vi har"] * 6]
    ):
        origin = Origin(pages.space_id, None, f"event:said{number}", TODAY)
        log_note(pages.db, pages.everybody["member"], TypedNote(f"Tilsyn {number}\n1. {words}.", "da"), origin, now=NOW)

    with pages.browser("member") as browser:
        first = browser.get('/wiki/find?q="rent grundvand" opgaver')
        (further,) = re.findall(r'<a href="([^"]*behind=\d+)">', first.text)
        second = browser.get(unescape(further))

    assert "Tilsyn 0" in second.words

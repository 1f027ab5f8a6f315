"""The page of a search: it goes on from where it stopped looking."""

import re
from html import unescape

from bot.domain.typed_note import TypedNote
from bot.services.find_read import MOST_TEXTS
from bot.services.log_note import Origin, log_note
from tests.integration.finding.many import copy_newest
from tests.integration.making import NOW, TODAY
from tests.integration.pages.visiting import Got, Pages


def gone_on(pages: Pages, asked: str, fits: str, apart: str) -> tuple[Got, Got]:
    """The page of a search for what stands behind more notes than are looked at, and the one its link leads to."""
    for number, words in enumerate((fits, apart)):
        origin = Origin(pages.space_id, None, f"event:apart{number}", TODAY)
        log_note(pages.db, pages.everybody["member"], TypedNote(f"Tilsyn {number}\n1. {words}.", "da"), origin, now=NOW)
    copy_newest(pages.db, MOST_TEXTS)
    with pages.browser("member") as browser:
        first = browser.get(f"/wiki/find?q={asked}")
        (further,) = re.findall(r'<a href="([^"]*behind=\d+)">', first.text)
        return first, browser.get(unescape(further))


def test_search_that_would_take_too_long_says_so_and_has_a_link_to_go_on(pages: Pages) -> None:
    first, second = gone_on(pages, '"rent grundvand"', "Rent grundvand", "Grundvand er rent")

    assert "没有找到" in first.words
    assert "查找更早的记录" in first.words
    assert "Tilsyn 0" in second.words


def test_link_to_go_on_keeps_showing_everything_instead_of_a_kind(pages: Pages) -> None:
    fits, apart = "Rent grundvand er blandt vores opgaver", "Grundvand er rent, siger de opgaver, vi har"

    _, second = gone_on(pages, '"rent grundvand" opgaver', fits, apart)

    assert "Tilsyn 0" in second.words

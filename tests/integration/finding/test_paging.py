"""Every meeting that fits stands on one page, however many that do not fit lie between; and nobody waits for all."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import app, i18n
from bot.domain.found import NEWEST, FoundPage, Start
from bot.domain.language import LANGUAGES
from bot.domain.typed_note import TypedNote
from bot.render import found as in_slack
from bot.services.find import find
from bot.services.find_read import MOST_READ, MOST_TEXTS
from bot.services.log_note import log_note
from bot.store.database import Database
from tests.integration.finding.many import copy_newest
from tests.integration.making import NOW, TODAY, Place, a_place, execute, origin

APART, TOGETHER = "Møde {0}\n1. Grundvand ved boring er rent.\n", "Møde {0}\n1. Rent grundvand og boring.\n"
BEST = "Rent grundvand {0}\n1. Rent grundvand og boring.\n"
SAID = "Møde {0}\n1. Rent grundvand er blandt vores opgaver.\n"
SAID_APART = "Møde {0}\n1. Grundvand er rent, siger de opgaver, vi har.\n"
KIND = "Møde {0}\n1. Boring af brønd.\n- [ ] CLEAN sender listen\n"
PHRASE = '"rent grundvand"'


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    i18n.load()


def written(db: Database, *texts: str) -> Place:
    place = a_place(db)
    log(db, place, *texts)
    return place


def log(db: Database, place: Place, *texts: str) -> None:
    for number, text in enumerate(texts, start=1):
        log_note(db, place.viewer, TypedNote(text.format(number), "da"), origin(place, today=TODAY), now=NOW)


def looked(db: Database, place: Place, asked: str, page: int = 1, start: Start = NEWEST) -> FoundPage:
    return find(db, place.viewer, asked, app.grammar().find_words, today=TODAY, page=page, start=start)


def pages(db: Database, place: Place, asked: str) -> Iterator[FoundPage]:
    """All pages as somebody turns them who looks further wherever that is offered."""
    start, page = NEWEST, 1
    while True:
        found = looked(db, place, asked, page, start)
        yield found
        if found.has_more:
            start, page = Start(found.top, found.begun, found.widened), page + 1
        elif found.behind:
            start, page = Start(behind=found.behind, widened=found.widened), 1
        else:
            return


def numbers(found: FoundPage) -> list[int]:
    return [one.note.number for one in found.notes]


def test_words_that_stand_apart_in_many_newer_notes_hide_no_older_one(db: Database) -> None:
    place = written(db, TOGETHER, APART)
    copy_newest(db, 900)

    found = looked(db, place, PHRASE)

    assert (numbers(found), found.is_all, found.behind, found.since) == ([1], True, 0, None)


@pytest.mark.parametrize("asked", [PHRASE, "boring opgaver", "boring"])
def test_every_hit_stands_on_one_page(db: Database, asked: str) -> None:
    texts = [TOGETHER if number % 3 == 0 else APART for number in range(140)]
    texts = [
        KIND.replace("CLEAN", "CLEAN ved boring,") if number % 7 == 0 else text for number, text in enumerate(texts)
    ]
    place = written(db, *texts)
    wanted = {
        PHRASE: [number for number, text in enumerate(texts, start=1) if text == TOGETHER],
        "boring opgaver": [number for number, text in enumerate(texts, start=1) if "CLEAN ved boring" in text],
        "boring": list(range(1, len(texts) + 1)),
    }

    turned = list(pages(db, place, asked))

    assert sorted(number for page in turned for number in numbers(page)) == wanted[asked]
    assert all(len(page.notes) == 5 for page in turned if page.has_more)


def test_search_that_would_take_too_long_says_how_far_it_got_and_goes_on_from_there(db: Database) -> None:
    place = written(db, TOGETHER, APART)
    copy_newest(db, 2 * MOST_TEXTS + 100)
    execute(db, "UPDATE notes SET created_at = :early WHERE number < 100", early=NOW - timedelta(days=90))

    first, *others = pages(db, place, PHRASE)

    assert (first.total, first.widened, first.anew, first.has_more) == (0, False, (), False)
    assert first.since == NOW
    assert [numbers(page) for page in (first, *others)] == [[], [], [1]]
    for locale in LANGUAGES:
        told = in_slack.as_page(first, PHRASE, locale)
        nothing = i18n.t("find.nothing", locale, asked=PHRASE)
        assert in_slack.nothing_told(first, PHRASE, locale) != nothing
        assert i18n.t("button.look_further", locale) in str(told.blocks)
        assert i18n.t("find.how", locale) not in str(told.blocks)


def test_nothing_older_is_said_so_and_nothing_else_is_offered_instead(db: Database) -> None:
    place = written(db, KIND)
    copy_newest(db, MOST_READ + 100)

    *_, last = pages(db, place, "boring opgaver")

    assert (last.total, last.begun > 0, last.widened, last.anew) == (0, True, False, ())
    assert i18n.t("find.nothing_older", "da", asked="x") == in_slack.nothing_told(last, "x", "da")


def test_pages_stay_as_they_are_when_notes_are_logged_between_them(db: Database) -> None:
    place = written(db, *[TOGETHER] * 20)
    first = looked(db, place, PHRASE)
    log_note(db, place.viewer, TypedNote(TOGETHER.format("x"), "da"), origin(place, today=TODAY), now=NOW)

    second = looked(db, place, PHRASE, 2, Start(first.top, first.begun))

    assert not set(numbers(first)) & set(numbers(second))
    assert 21 not in numbers(second)


def test_word_that_stands_in_an_older_note_by_itself_is_offered(db: Database) -> None:
    place = written(db, "Møde\n1. Kviksølv.\n", *[APART] * 30)

    found = looked(db, place, "kviksølv boring")

    assert (found.total, set(found.anew)) == (0, {"kviksølv", "boring"})


def test_pages_stay_as_they_are_where_the_newest_notes_do_not_fit(db: Database) -> None:
    place = written(db, *[BEST] * 40, APART)
    copy_newest(db, 600)
    log(db, place, *[TOGETHER] * 10, APART)
    copy_newest(db, MOST_TEXTS - 200)

    turned = list(pages(db, place, PHRASE))

    assert sorted(number for page in turned for number in numbers(page)) == [*range(1, 41), *range(642, 652)]


def test_search_that_shows_everything_instead_of_a_kind_goes_on_so(db: Database) -> None:
    place = written(db, SAID, SAID_APART)
    copy_newest(db, MOST_TEXTS + 100)

    first, second = pages(db, place, f"{PHRASE} opgaver")

    assert (first.total, first.widened, first.behind > 0, first.anew) == (0, True, True, ())
    assert (numbers(second), second.widened) == ([1], True)


def test_exact_words_are_looked_for_in_fewer_notes_since_their_texts_are_read(db: Database) -> None:
    place = written(db, f"{APART}- [ ] CLEAN sender listen\n")
    copy_newest(db, MOST_READ)

    behind = [looked(db, place, asked).behind for asked in (PHRASE, "boring opgaver")]

    assert behind == [MOST_READ + 1 - most + 1 for most in (MOST_TEXTS, MOST_READ)]
    assert MOST_TEXTS < MOST_READ

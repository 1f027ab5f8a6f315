"""Lists of actions: order, pages, filters, and how many questions they cost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.grammar import ActionFilter, Scope
from bot.domain.person import SlackUser, Viewer
from bot.domain.record import ActionPage, Note
from bot.services.change_status import change_status
from bot.services.describe_space import describe_space
from bot.services.join_organisation import join_organisation
from bot.services.list_actions import list_actions
from bot.services.read_note import read_note
from bot.services.summarise import summarise
from bot.store.database import Database
from tests.integration.making import HOME, NOW, TODAY, Place, a_place, answered, counted, enter, item_with, logged

WORDS = """\
- [ ] CLEAN sender tilbud senest 20. februar 2017
- [ ] JEPD svarer senest 10. februar 2017
- [ ] CLEAN booker hotel senest 10. februar 2017
- [ ] @Grundfos sender 100% af pumperne
- [ ] JEPD forventes at komme senest 1. januar 2017
- [ ] CLEAN retter referat_udkast senest 15. januar 2017
"""


def listed(
    db: Database, viewer: Viewer, *scopes: Scope, words: str = "", page: int = 1, today: date = TODAY
) -> ActionPage:
    wanted = ActionFilter(frozenset(scopes), tuple(words.split()))
    return list_actions(db, viewer, wanted, page=page, today=today)


def contents(shown: ActionPage) -> list[str]:
    """The verb and the thing of each line, enough to know it by."""
    known = ("tilbud", "svarer", "hotel", "pumperne", "komme", "referat_udkast")
    return [next(word for word in known if word in line.item.text.content) for line in shown.lines]


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    return logged(db, place, WORDS)


def test_order_is_due_date_then_organisation(db: Database, place: Place, note: Note) -> None:
    assert contents(listed(db, place.viewer)) == ["komme", "referat_udkast", "hotel", "svarer", "tilbud", "pumperne"]
    assert note.number == 1


def test_line_says_where_it_comes_from(db: Database, place: Place, note: Note) -> None:
    line = listed(db, place.viewer).lines[1]

    assert line.item.ref == item_with(note, "referat_udkast").ref
    assert (line.space.name, line.space.languages) == ("Jiangsu", ("da", "zh"))
    assert line.note_title == note.title


def test_pages_have_ten_lines_and_no_line_twice(db: Database, place: Place) -> None:
    logged(db, place, "".join(f"- [ ] CLEAN sender brev {index}\n" for index in range(23)))

    pages = [listed(db, place.viewer, page=page) for page in (1, 2, 3)]

    assert [len(shown.lines) for shown in pages] == [10, 10, 3]
    assert [(shown.page, shown.pages, shown.total) for shown in pages] == [(1, 3, 23), (2, 3, 23), (3, 3, 23)]
    assert len({line.item.id for shown in pages for line in shown.lines}) == 23


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (99, 1)])
def test_page_that_is_not_there_is_the_nearest(db: Database, place: Place, note: Note, asked: int, given: int) -> None:
    assert listed(db, place.viewer, page=asked).page == given
    assert note.items


def test_nothing_is_one_empty_page(db: Database, place: Place) -> None:
    assert listed(db, place.viewer) == ActionPage((), 1, 1, 0)


def test_mine_are_my_own_and_my_organisations(db: Database, place: Place, note: Note) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    join_organisation(db, place.viewer, place.space_id, SlackUser(HOME, "U0LI"), "省厅", now=NOW)

    assert contents(listed(db, li, "mine")) == ["komme", "svarer"]
    assert contents(listed(db, place.viewer, "mine")) == []
    assert note.items


def test_person_in_a_note_is_an_owner(db: Database, place: Place) -> None:
    li = enter(db, place, "U0LI", "Li Wei")
    logged(db, place, "- [ ] @Li Wei sender brev\n")

    assert len(listed(db, li, "mine").lines) == 1


@pytest.mark.parametrize("name", ["省厅", "JEDP", "JEPD", "jepd", "江苏省环境保护厅"])
def test_organisation_is_known_by_any_of_its_names(db: Database, place: Place, note: Note, name: str) -> None:
    assert contents(listed(db, place.viewer, words=name)) == ["komme", "svarer"]
    assert note.items


@pytest.mark.parametrize("name", ["ØSTJYDSK JORD", "østjydsk jord", "Østjydsk Jord"])
def test_organisation_of_ones_own_is_known_in_any_case(db: Database, place: Place, name: str) -> None:
    logged(db, place, "- [ ] CLEAN booker hotel\n- [ ] Prøver udtages (ansvarlig: Østjydsk Jord)\n")

    found = listed(db, place.viewer, words=name)

    assert [line.item.text.content for line in found.lines] == ["Prøver udtages (ansvarlig: Østjydsk Jord)"]


def test_overdue_never_shows_expectations(db: Database, place: Place, note: Note) -> None:
    assert contents(listed(db, place.viewer, "overdue")) == ["referat_udkast"]
    assert note.items


def test_due_today_is_not_overdue(db: Database, place: Place, note: Note) -> None:
    assert contents(listed(db, place.viewer, "overdue", today=date(2017, 1, 15))) == []
    assert contents(listed(db, place.viewer, "overdue", today=date(2017, 1, 16))) == ["referat_udkast"]
    assert note.items


def test_done_and_all(db: Database, place: Place, note: Note) -> None:
    change_status(db, place.viewer, item_with(note, "hotel").id, "done", now=NOW)

    assert contents(listed(db, place.viewer, "done")) == ["hotel"]
    assert "hotel" not in contents(listed(db, place.viewer))
    assert len(listed(db, place.viewer, "all").lines) == 6


def test_words_are_found_in_the_original_and_in_the_translation(db: Database, place: Place, note: Note) -> None:
    answered(db, item_with(note, "hotel").text, "预订酒店")

    assert contents(listed(db, place.viewer, words="HOTEL")) == ["hotel"]
    assert contents(listed(db, place.viewer, words="酒店")) == ["hotel"]
    assert contents(listed(db, place.viewer, words="booker hotel")) == ["hotel"]
    assert contents(listed(db, place.viewer, words="booker 天气")) == []


@pytest.mark.parametrize("said", ["åbner", "ÅBNER", "Åbner"])
def test_words_are_found_in_any_case(db: Database, place: Place, said: str) -> None:
    logged(db, place, "- [ ] Åbner boringen\n")

    assert len(listed(db, place.viewer, words=said).lines) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [("100%", ["pumperne"]), ("t_u", ["referat_udkast"]), ("%", ["pumperne"]), ("_", ["referat_udkast"]), ("\\", [])],
)
def test_wildcards_are_letters(db: Database, place: Place, note: Note, words: str, found: list[str]) -> None:
    assert contents(listed(db, place.viewer, words=words)) == found
    assert note.items


def test_in_a_channel_only_its_space_is_listed(db: Database, place: Place, note: Note) -> None:
    other = a_place(db, "Shandong", "C0SHANDONG")
    logged(db, other, "- [ ] CLEAN sender brev til Shandong\n")
    both = replace(place.viewer, space_ids=frozenset({place.space_id, other.space_id}))

    assert listed(db, both).total == 7
    assert listed(db, replace(both, channel=place.channel)).total == 6
    assert note.items


COSTS: dict[str, Callable[[Database, Place, Note], object]] = {
    "list_actions": lambda db, place, _: listed(db, place.viewer),
    "list_actions by words": lambda db, place, _: listed(db, place.viewer, words="brev"),
    "read_note": lambda db, place, note: read_note(db, place.viewer, note.id),
    "summarise": lambda db, place, _: summarise(db, place.viewer, "", {}, today=TODAY),
    "describe_space": lambda db, place, _: describe_space(db, place.viewer, place.space_id),
}


@pytest.mark.parametrize("name", COSTS)
def test_thirty_items_cost_as_many_queries_as_one(db: Database, name: str) -> None:
    costs = []
    for channel, many in (("C0ONE", 1), ("C0MANY", 30)):
        place = a_place(db, channel, channel, f"U0{channel}")
        lines = "".join(f"- [ ] Brev {index} sendes (ansvarlig: Firma {index} A/S)\n" for index in range(many))
        note = logged(db, place, lines)
        with counted(db) as statements:
            COSTS[name](db, place, note)
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert costs[0] <= 8

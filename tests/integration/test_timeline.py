"""The coming half-year from the store: of whom, from which spaces, at what cost."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.grammar import ActionFilter
from bot.domain.person import keeper
from bot.domain.timeline import Timeline
from bot.services.change_status import change_status
from bot.services.collect_timeline import collect_timeline
from bot.store.database import Database
from tests.integration.making import NOW, TODAY, Place, a_place, counted, item_with, logged

WORDS = """\
- [ ] @CLEAN sender oversigt over danske jordvirksomheder - frist: primo april 2017
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts 2017)
- [ ] Genbesøg fra Suzhou forventes i maj 2017
- [ ] Nogen sender noget
"""


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


def lanes(timeline: Timeline) -> dict[str, list[tuple[date | None, date, str]]]:
    """Owner → from, to and kind of each entry."""
    return {
        lane.owner.organisation.name("da") if lane.owner.organisation else "": [
            (entry.start, entry.end, entry.kind) for entry in lane.entries
        ]
        for lane in timeline.lanes
    }


def test_timeline_has_what_is_open_in_the_space(db: Database, place: Place) -> None:
    note = logged(db, place, WORDS)

    found = collect_timeline(db, place.viewer, today=TODAY)

    assert lanes(found) == {
        "CLEAN": [(date(2017, 4, 1), date(2017, 4, 10), "deadline")],
        "JEPD": [(None, date(2017, 3, 15), "deadline")],
        "": [(date(2017, 5, 1), date(2017, 5, 31), "visit")],
    }
    assert (found.spaces, found.undated) == (("Jiangsu",), 1)
    change_status(db, place.viewer, item_with(note, "udpeger").id, "done", now=NOW)
    assert set(lanes(collect_timeline(db, keeper(place.space_id), today=TODAY))) == {"CLEAN", ""}


def test_words_choose_what_is_in_it(db: Database, place: Place) -> None:
    logged(db, place, WORDS)

    found = collect_timeline(db, place.viewer, today=TODAY, asked=ActionFilter(words=("CLEAN",)), chosen="CLEAN")

    assert set(lanes(found)) == {"CLEAN"}
    assert found.chosen == "CLEAN"


def test_channel_shows_its_own_space_and_a_person_all_of_theirs(db: Database, place: Place) -> None:
    other = a_place(db, "Sjælland", "C0SJAELLAND")
    logged(db, place, WORDS)
    logged(db, other, "- [ ] @CLEAN sender tilbud senest 1. februar 2017")
    both = replace(place.viewer, space_ids=frozenset({place.space_id, other.space_id}), channel=None)

    everything = collect_timeline(db, both, today=TODAY)
    here = collect_timeline(db, replace(both, channel=other.channel), today=TODAY)

    assert everything.spaces == ("Jiangsu", "Sjælland")
    clean = everything.lanes[0]
    assert [entry.space for entry in clean.entries] == ["Sjælland", "Jiangsu"]
    assert (here.spaces, set(lanes(here))) == (("Sjælland",), {"CLEAN"})


def test_questions_to_the_store_do_not_grow(db: Database, place: Place) -> None:
    costs = []
    for count in (1, 29):
        logged(
            db, place, "".join(f"- [ ] @CLEAN sender brev {number} senest 1. marts 2017\n" for number in range(count))
        )
        with counted(db) as statements:
            collect_timeline(db, place.viewer, today=TODAY)
        costs.append(len(statements))

    assert costs[0] == costs[1] <= 6

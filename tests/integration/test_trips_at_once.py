"""Two people at one trip at the same moment: nobody's words are lost, and nobody's meetings taken out again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from bot import i18n
from bot.domain.errors import Changed
from bot.domain.person import Viewer
from bot.domain.trip import Trip
from bot.services.change_trip import TypedTrip, choose_meetings, make_trip
from bot.services.read_trip import read_trip
from bot.services.write_sections import TypedSections, words_of, write_sections
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place, enter, logged


def a_trip(db: Database) -> tuple[Place, Viewer, Trip]:
    i18n.load()
    place = a_place(db)
    trip = make_trip(db, place.viewer, place.space_id, TypedTrip("Studietur", date(2017, 1, 9)), "form:1", now=NOW)
    return place, enter(db, place, "U0LI", "Li Wei"), trip


def test_two_who_write_the_first_words_at_once_are_not_mixed(db: Database) -> None:
    place, li, trip = a_trip(db)
    start = Barrier(2)

    def write(said: tuple[Viewer, str]) -> str:
        start.wait()
        try:
            write_sections(db, said[0], trip.id, 0, TypedSections("Rapport", {"aims": said[1]}), now=NOW)
        except Changed as refusal:
            return refusal.typed
        return said[1]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(write, ((place.viewer, "Målene er nået."), (li, "目标已经实现。"))))

    kept = words_of(read_trip(db, place.viewer, trip.id), "aims")
    assert kept in {"Målene er nået.", "目标已经实现。"}
    (other,) = {"Målene er nået.", "目标已经实现。"} - {kept}
    assert kept in answers
    assert any(other in answer for answer in answers if answer != kept)


def test_two_who_choose_meetings_at_once_both_have_theirs_in_the_trip(db: Database) -> None:
    place, li, trip = a_trip(db)
    notes = [logged(db, place, f"Møde {number}\n1. Jord\n").id for number in (1, 2)]
    start = Barrier(2)

    def choose(said: tuple[Viewer, int]) -> None:
        start.wait()
        choose_meetings(db, said[0], trip.id, [said[1]], shown=[said[1]], now=NOW)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(choose, zip((place.viewer, li), notes, strict=True)))

    assert [note.id for note in read_trip(db, place.viewer, trip.id).meetings] == notes

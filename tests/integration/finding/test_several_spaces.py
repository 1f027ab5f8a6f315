"""Whoever looks through several cooperations at once is told of which each meeting is."""

from dataclasses import replace

from bot import app, i18n
from bot.domain.found import FoundPage
from bot.domain.person import Viewer
from bot.render.found import as_page
from bot.services.find import find
from bot.store.database import Database
from tests.integration.making import TODAY, a_place, logged, someone


def found(db: Database, viewer: Viewer) -> FoundPage:
    return find(db, viewer, "grundvand", app.grammar().find_words, today=TODAY)


def shown(page: FoundPage) -> str:
    i18n.load()
    return str(as_page(page, "grundvand", "da").blocks)


def test_each_meeting_says_of_which_space_it_is(db: Database) -> None:
    places = [a_place(db), a_place(db, "Shandong", "C0SHANDONG", "U0METTE")]
    for place in places:
        logged(db, place)
    viewer = someone(db)

    everywhere = found(db, viewer)
    here = found(db, replace(viewer, channel=places[0].channel))

    assert {everywhere.spaces[one.note.space_id] for one in everywhere.notes} == {"Jiangsu", "Shandong"}
    assert "Jiangsu · 10. januar 2017 · Nanjing" in shown(everywhere)
    assert "Shandong · 10. januar 2017 · Nanjing" in shown(everywhere)
    assert (len(here.notes), here.spaces) == (1, {})
    assert "Jiangsu" not in shown(here)


def test_who_has_one_space_is_not_told_its_name(db: Database) -> None:
    place = a_place(db)
    logged(db, place)

    assert found(db, someone(db)).spaces == {}

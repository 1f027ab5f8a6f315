"""A record as it may be after a year, served to a browser: for the tests that look at our pages."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from bot import app, i18n
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.segment import Remark
from bot.domain.typed_note import TypedNote
from bot.services.change_status import change_status
from bot.services.comment_action import comment_action
from bot.services.log_note import Origin, log_note
from bot.services.make_link import make_link
from bot.services.set_sides import set_sides
from bot.store import people, trips
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.web.listening import listen
from bot.web.pages.serving import page_routes
from bot.web.pages.visit import Site
from bot.web.server import plain_application
from tests.integration.making import NOW, TODAY, Place, a_place, answered, approved, item_with, logged
from tests.integration.test_roles import JEPD, become, in_team, now_seen

DANISH = """\
Arbejdsmøde om oprensning af den gamle gasværksgrund i Nantong
Dato: 10. januar 2017
Sted: Nanjing, Jiangsu
Formål: At nå til enighed om en arbejdsplan for 2017-2018 og om de første to pilotgrunde.
Deltagere: Region Hovedstaden, CLEAN, Ejlskov A/S; JEPD, NIES
1. Akademiet ønsker at begynde med en eller to forurenede grunde, hvor både jord og grundvand er undersøgt.
2. Danske virksomheder kan vise in situ-oprensning i felten, hvis tilladelserne er på plads inden sommeren.
Beslutning: Driftsmøde hvert kvartal, skiftevis i København og Nanjing.
Aftale: MoU mellem CLEAN og NIES - forventes underskrevet i 2017
- [ ] @CLEAN sender oversigt over danske jordvirksomheder og deres speciallister - frist: primo april
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts)
- [ ] @Region Hovedstaden booker lokale - frist: 13. januar 2017
- [ ] Genbesøg fra JEPD forventes i april
- [ ] Ejlskov A/S svarer 10 arbejdsdage efter modtagelsen
"""
SHOWN = {
    "Arbejdsmøde": "关于南通老煤气厂场地修复的工作会议",
    "Nanjing": "江苏南京",
    "enighed": "就2017年至2018年工作计划及首批两个试点场地达成一致。",
    "Akademiet": "研究院希望先从一两个污染场地开始，这些场地的土壤和地下水均已调查。",
    "Danske": "如果许可在夏季之前办妥，丹麦企业可以在现场展示原位修复技术。",
    "Driftsmøde": "每季度召开一次运营会议，轮流在哥本哈根和南京举行。",
    "MoU": "CLEAN与南京环境科学研究所的谅解备忘录，预计2017年签署",
    "oversigt": "CLEAN提供丹麦土壤企业及其专家名录，期限：4月上旬",
}
CHINESE = """\
与江苏省环境保护厅的会谈
日期：2017年1月12日
地点：南京
目的：讨论土壤和地下水污染防治合作的下一步工作。
1. 双方介绍了各自的法规和技术标准，认为丹麦的分级管理经验值得借鉴。
决定：成立联合专家组，由双方各派三人参加。
协议：江苏省环境保护厅与首都大区签署合作协议
待办：江苏省环境保护厅提供场地清单，三月底之前
"""
INNER = """\
Kun for os: prisen
Dato: 12. januar 2017
Beslutning: Vi venter med prisen, til NIES har svaret.
- [ ] @CLEAN regner tallene efter - frist: 27. januar
"""


class World(NamedTuple):
    """Where the pages are, and the ids of what the tests look at."""

    db: Database
    url: str
    place: Place
    owner: Viewer
    note: Note
    chinese: Note
    inner: Note

    def link(self) -> str:
        """A link that signs the owner in."""
        return f"{self.url}wiki/in/{make_link(self.db, self.owner, now=NOW)}"

    def speak(self, language: Language) -> None:
        """Let the owner have chosen a language."""
        with self.db.write() as tx:
            people.set_language(tx, self.owner.person.id, language)


@contextmanager
def served(folder: Path) -> Iterator[World]:
    """The record, and our pages of it on a port of this machine."""
    i18n.load()
    with closing(Database(f"sqlite:///{folder / 'store.sqlite3'}")) as db:
        migrate(db)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        url = f"http://127.0.0.1:{port}/"
        site = Site(db, lambda: NOW, url, find_words=app.grammar().find_words)
        close = listen(plain_application(*page_routes(site)), "127.0.0.1", port)
        try:
            yield _filled(db, url)
        finally:
            close()


def _filled(db: Database, url: str) -> World:
    place = a_place(db, "Jord og grundvand · Jiangsu 江苏")
    owner = become(db, place, place.viewer, "owner")
    set_sides(db, owner, place.space_id, "teams", now=NOW)
    in_team(db, place, "U0LARS", "Lars Bro")
    li = in_team(db, place, "U0LI", "李明", JEPD)
    note = logged(db, place, DANISH)
    _translate(db, note)
    chinese = log_note(db, li, TypedNote(CHINESE, "zh"), _origin(place, "zh"), now=NOW).note
    for text in chinese.texts()[:3]:
        answered(db, text, language="da")
    side = now_seen(db, owner).standing(place.space_id).side
    inner = log_note(db, now_seen(db, owner), TypedNote(INNER, "da"), _origin(place, "inner", side), now=NOW).note
    for number in range(30):
        logged(db, place, f"Statusmøde {number}\nDato: {number % 28 + 1}. november 2016\n1. Alt går efter planen.")
    change_status(db, li, item_with(note, "udpeger").id, "done", now=NOW)
    comment_action(db, owner, item_with(note, "oversigt").id, "Listen mangler endnu to firmaer.", now=NOW)
    with db.write() as tx:
        trip = trips.NewTrip("da", "Studietur til Jiangsu, januar 2017", TODAY.replace(day=9), TODAY.replace(day=14))
        trip_id = trips.add(tx, place.space_id, trip, "browser")
        trips.put_meetings(tx, place.space_id, trip_id, [note.id, chinese.id])
    return World(db, url, place, owner, note, chinese, inner)


def _origin(place: Place, key: str, side: str | None = None) -> Origin:
    return Origin(place.space_id, None, f"event:{key}", TODAY, side=side)


def _translate(db: Database, note: Note) -> None:
    """Some of it by a machine, some doubtful, some approved by a person, some not yet."""
    by_person = {"Driftsmøde", "oversigt"}
    for words, chinese in SHOWN.items():
        text = next(text for text in note.texts() if words in text.content)
        if words in by_person:
            answered(db, text, chinese)
            approved(db, text, chinese, by="李明")
        else:
            answered(db, text, chinese, remarks=_remarks(words))


def _remarks(words: str) -> tuple[Remark, ...]:
    return (Remark("number", ("-2018",)),) if words == "enighed" else ()

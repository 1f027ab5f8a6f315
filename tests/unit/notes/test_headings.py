"""Title, date, place and participants in the shapes people write them."""

from datetime import date

import pytest

from bot.domain.note_grammar import parse_note, split_notes
from bot.domain.note_grammar_people import split_participants
from bot.domain.termbase import Termbase

ON = date(2018, 5, 1)


@pytest.mark.parametrize(
    ("heading", "title", "held_on", "place"),
    [
        ("## Note 1 · 10. januar 2017 · Nanjing · møde med JEPD", "møde med JEPD", date(2017, 1, 10), "Nanjing"),
        ("## Note 2 · 12. januar 2017 · Nantong", "Note 2 · Nantong", date(2017, 1, 12), "Nantong"),
        ("Møde med Suzhou EPB, 14. marts 2017, Suzhou", "Møde med Suzhou EPB", date(2017, 3, 14), "Suzhou"),
        ("Opfølgning på Nordhavnen, 12. april 2017, Odense", "Opfølgning på Nordhavnen", date(2017, 4, 12), "Odense"),
        ("Referat af møde 3/4-2018 i Aarhus", "Referat af møde", date(2018, 4, 3), "Aarhus"),
        ("Onsdag d. 3. april 2018 kl. 9.30: Workshop", "Workshop", date(2018, 4, 3), None),
        ("Statusmøde (3. april 2018 kl. 9-11), Teams", "Statusmøde", date(2018, 4, 3), "Teams"),
        ("Workshop 12/1", "Workshop", date(2018, 1, 12), None),
        ("Møde med NIES 31. februar 2018", "Møde med NIES 31. februar 2018", None, None),
        ("Meeting with JEPD, 14 March 2017, Nanjing", "Meeting with JEPD", date(2017, 3, 14), "Nanjing"),
        ("2018年3月14日 苏州 与环保局会谈", "与环保局会谈", date(2018, 3, 14), "苏州"),
        ("2017年5月8日在无锡召开的土壤修复座谈会", "土壤修复座谈会", date(2017, 5, 8), "无锡"),
        ("会议纪要：与省厅会谈 2018年3月14日", "与省厅会谈", date(2018, 3, 14), None),
        ("【会议记录】土壤合作视频会，2018.3.14", "土壤合作视频会", date(2018, 3, 14), None),
        (
            "会议名称：与省厅会谈\n时间：2018年3月14日（周三）上午9:00-11:00\n地点：南京",
            "与省厅会谈",
            date(2018, 3, 14),
            "南京",
        ),
        ("Titel: Driftsmøde\nDato: 3. april 2018 kl. 13\nSted: Aarhus", "Driftsmøde", date(2018, 4, 3), "Aarhus"),
        (
            "Ådale i Nordsjælland\nDato: 3. april 2018\nSted: Esrum Å",
            "Ådale i Nordsjælland",
            date(2018, 4, 3),
            "Esrum Å",
        ),
        ("Møde i Nanjing\nSted: Nanjing, JEPD's kontor", "Møde i Nanjing", None, "Nanjing, JEPD's kontor"),
        ("與臺灣專家會談\n時間：2018年3月14日\n地點：臺北", "與臺灣專家會談", date(2018, 3, 14), "臺北"),
    ],
)
def test_heading(heading: str, title: str, held_on: date | None, place: str | None, termbase: Termbase) -> None:
    note = parse_note(f"{heading}\n\n1. x y z\n", language=None, on=ON, termbase=termbase)

    assert (note.title, note.held_on, note.place) == (title, held_on, place)
    assert [item.text for item in note.items] == ["x y z"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Region Hovedstaden og CLEAN", ("Region Hovedstaden", "CLEAN")),
        ("CLEAN, Institut for Jord og Vand", ("CLEAN", "Institut for Jord og Vand")),
        ("NIRAS og COWI", ("NIRAS", "COWI")),
        ("Lise (regionen), Bo (CLEAN) og Ms. Zhao fra JEPD", ("Lise (regionen)", "Bo (CLEAN)", "Ms. Zhao fra JEPD")),
        ("JEPD (Wang, Li); CLEAN.", ("JEPD (Wang, Li)", "CLEAN")),
        ("Ejlskov A/S, JEPD, JEPD", ("Ejlskov A/S", "JEPD")),
        ("苏州市环境保护局和丹麦首都大区", ("苏州市环境保护局", "丹麦首都大区")),
        ("中方：省厅、省环科院；丹方：CLEAN", ("省厅", "省环科院", "CLEAN")),
        ("土壤和地下水研究中心", ("土壤和地下水研究中心",)),
    ],
)
def test_participants_are_split_only_where_it_is_safe(line: str, expected: tuple[str, ...], termbase: Termbase) -> None:
    assert split_participants(line, termbase) == expected


def test_notes_without_hashes_are_split_too() -> None:
    text = "Mine noter\n\nNote 1: JEPD\n1. a\n\nNote 2: NIES\n1. b\n"

    assert split_notes(text) == ["Note 1: JEPD\n1. a\n\n", "Note 2: NIES\n1. b\n"]


def test_headings_inside_one_note_do_not_split_it() -> None:
    text = "# Møde med NIES 3. april 2018\n\n## Beslutninger\n- a\n\n## Opgaver\n- b\n"

    assert split_notes(text) == [text]

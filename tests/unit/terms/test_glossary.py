"""What may stand in a glossary, what a word means in it, and what a change of terms touches."""

import pytest

from bot.domain.glossary import Entry, Glossary
from bot.domain.segment import Segment
from bot.domain.term import Term
from bot.domain.term_change import TermChange
from bot.domain.termbase import Termbase
from bot.domain.typed_term import typed_term

WATER = Term("term", {"da": "grundvand", "zh": "地下水", "en": "groundwater"}, forbidden={"zh": ("地底水",)})
SOIL = Term("term", {"da": "jord", "zh": "土壤"}, {"zh": ("泥土",)})
JEPD = Term("organisation", {"da": "JEPD", "zh": "江苏省环境保护厅"}, {"zh": ("省厅",)})
ENTRIES = tuple(Entry(str(place), 1, term, "own") for place, term in enumerate((WATER, SOIL, JEPD)))
GLOSSARY = Glossary(ENTRIES)
TERMBASE = Termbase((WATER, SOIL, JEPD))


@pytest.mark.parametrize(
    ("term", "flaws"),
    [
        (Term("term", {"da": "muld", "zh": "表土"}), []),
        (Term("term", {}), [("no_form", None)]),
        (Term("term", {"da": "muld"}), [("one_language", None)]),
        (Term("person", {"da": "Bo Vad"}), []),
        (Term("organisation", {"da": "Niras"}), []),
        (Term("organisation", {"zh": "南京大学"}), [("no_latin_form", "da")]),
        (Term("term", {"da": "vand", "zh": "地下水"}), [("taken", "zh")]),
        (Term("term", {"da": "JORD", "zh": "泥土"}), [("taken", "da"), ("taken", "zh")]),
        (Term("term", {"da": "muld", "zh": "表土"}, forbidden={"zh": ("土壤",)}), [("forbidden_elsewhere", "zh")]),
        (Term("term", {"da": "muld", "zh": "表土"}, forbidden={"da": ("Muld",)}), [("forbidden_itself", "da")]),
        (
            Term("organisation", {"da": "ZEPD", "zh": "浙江省环保厅"}, {"zh": ("省厅",)}),
            [],
        ),  # a short name is anybody's
    ],
)
def test_flaws(term: Term, flaws: list[tuple[str, str | None]]) -> None:
    assert [(flaw.why, flaw.language) for flaw in GLOSSARY.flaws(term)] == flaws


def test_an_entry_is_not_in_its_own_way() -> None:
    assert GLOSSARY.flaws(WATER, "0") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Grundvand", [WATER]),
        ("groundwater", [WATER]),
        ("地下水", [WATER]),
        ("grundvandets", [WATER]),
        ("grundvandsforurening", [WATER]),
        ("省厅", [JEPD]),
        ("江苏省", [JEPD]),
        ("grundv", [WATER]),
        ("kaffe", []),
        ("", []),
    ],
)
def test_look_up(words: str, found: list[Term]) -> None:
    assert [entry.term for entry in GLOSSARY.look_up(words, TERMBASE)] == found


def test_the_nearest_is_offered() -> None:
    assert [entry.term for entry in GLOSSARY.nearest("gruntvand")] == [WATER]


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("grundvand = 地下水 = groundwater", {"da": "grundvand", "zh": "地下水", "en": "groundwater"}),
        ("地下水＝groundwater", {"zh": "地下水", "da": "groundwater"}),
        ("en: groundwater = 地下水", {"zh": "地下水", "en": "groundwater"}),
        ("muld = topsoil", {"da": "muld", "en": "topsoil"}),
        ("muld", None),
        ("= 地下水", None),
        ("a = b = c", None),
        ("土 = 壤", None),
    ],
)
def test_a_term_in_a_line(line: str, forms: dict[str, str] | None) -> None:
    term = typed_term(line)

    assert (term and dict(term.forms)) == forms


def _segment(source: str, content: str | None) -> Segment:
    return Segment(1, 1, 0, source, "", "da", "zh", "machine", False, 1, content)  # noqa: FBT003  not held


@pytest.mark.parametrize(
    ("source", "content", "because"),
    [
        ("Grundvandet stiger.", "地下水上升。", "Grundvandet"),
        ("Grundvandet stiger.", "潜水上升。", ""),  # says already what is asked for
        ("Vejret er fint.", "天气很好。", ""),
        ("Grundvandet stiger.", None, ""),
        ("Jordens grundvand.", "土壤地底水潜水。", "grundvand"),  # has a form that is forbidden
    ],
)
def test_a_change_touches_what_would_come_out_otherwise(source: str, content: str | None, because: str) -> None:
    after = Term("term", {**WATER.forms, "zh": "潜水"}, {}, WATER.forbidden)

    change = TermChange(TERMBASE, [after, SOIL, JEPD], [WATER, after])

    assert change.of(_segment(source, content)) == because


def test_a_changed_note_touches_nothing() -> None:
    after = Term("term", WATER.forms, {}, WATER.forbidden, "ny bemærkning")

    assert TermChange(TERMBASE, [after, SOIL], [WATER, after]).of(_segment("Grundvandet.", "地下水。")) == ""

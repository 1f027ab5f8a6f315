"""A term is found however it was typed, and not inside other words."""

import pytest

from bot.domain.language import Language
from bot.domain.term import Term
from bot.domain.termbase import Termbase

TERMS = (
    Term("term", {"da": "grundvand", "zh": "地下水", "en": "groundwater"}),
    Term("term", {"da": "område", "zh": "区域", "en": "area"}),
    Term("term", {"da": "miljøundersøgelse", "zh": "环境调查", "en": "environmental survey"}),
    Term("term", {"da": "forurenet grund", "zh": "污染场地", "en": "contaminated site"}),
    Term("term", {"da": "lossepladsperkolat", "zh": "渗滤液", "en": "leachate"}),
    Term("place", {"da": "Aarhus", "zh": "奥胡斯", "en": "Aarhus"}),
    Term("place", {"da": "Køge", "zh": "克厄", "en": "Køge"}),
    Term("person", {"da": "Søren O'Brien"}),
    Term("organisation", {"da": "CLEAN", "zh": "CLEAN", "en": "CLEAN"}),
    Term("term", {"da": "pumpe", "zh": "水泵", "en": "pump"}),
    Term("term", {"da": "pumpe og rens", "zh": "抽出处理", "en": "pump and treat"}),
    Term("term", {"da": "jord", "zh": "土体", "en": "soil"}),
    Term("term", {"da": "jordrensning", "zh": "土壤修复", "en": "soil remediation"}),
)
TERMBASE = Termbase(TERMS)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "grundvandets", ["grundvandets"]),
        ("da", "GRUNDVANDET", ["GRUNDVANDET"]),
        ("da", "grundvandsforurening", ["grundvand"]),
        ("da", "jord- og grundvandsforurening", ["jord", "grundvand"]),
        ("da", "grund\u00advand", ["grund\u00advand"]),
        ("da", "grund\u2011vand", ["grund\u2011vand"]),
        ("da", "grund-vand", ["grund-vand"]),
        ("da", "grund-\nvandet", ["grund-\nvandet"]),
        ("da", "Ｇｒｕｎｄｖａｎｄ", ["Ｇｒｕｎｄｖａｎｄ"]),
        ("da", "omraadets", ["omraadets"]),
        ("da", "Miljoeundersoegelserne", ["Miljoeundersoegelserne"]),
        ("da", "i Århus", ["Århus"]),
        ("da", "i Koege", ["Koege"]),
        ("da", "Søren O’Briens", ["Søren O’Brien"]),
        ("da", "Soeren O´Brien", ["Soeren O´Brien"]),
        ("da", "de forurenede  grunde", ["forurenede  grunde"]),
        ("da", "forurenede\u00a0grunde", ["forurenede\u00a0grunde"]),
        ("da", "pumpe og rens", ["pumpe og rens"]),
        ("da", "pumpe og rense", ["pumpe og rense"]),
        ("da", "CLEANs", ["CLEAN"]),
        ("en", "contaminated sites", ["contaminated sites"]),
        ("en", "the groundwater's level", ["groundwater's"]),
        ("en", "pump and treat", ["pump and treat"]),
        ("zh", "本地下水位", ["地下水"]),
        ("zh", "污染场地的土壤修复工作", ["污染场地", "土壤修复"]),
        ("zh", "与CLEAN合作", ["CLEAN"]),
    ],
)
def test_every_spelling_is_found(language: Language, text: str, expected: list[str]) -> None:
    assert [match.found for match in TERMBASE.find(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "ren luft er clean"),  # not the name
        ("da", "Århusianeren sang"),
        ("da", "fjorden frøs"),  # no jord
        ("en", "the areal extent"),
        ("en", "pumpkin soup"),
        ("en", "unsoiled hands"),
        ("zh", "水位"),
        ("zh", "修复土壤"),
    ],
)
def test_nothing_is_found_inside_other_words(language: Language, text: str) -> None:
    assert [match.found for match in TERMBASE.find(text, language)] == []

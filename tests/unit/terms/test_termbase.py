"""Known names and terms found in texts, in all their spellings, and not where they are not."""

import random
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.language import Language
from bot.domain.term import Term
from bot.domain.termbase import Termbase, load_termbase, read_termbase
from tests.effort import growth, steps

SHIPPED = (resources.files("bot.data") / "termbase.csv").read_text(encoding="utf-8")


def _found(termbase: Termbase, text: str, language: Language) -> list[tuple[str, str]]:
    return [(match.term.forms["da"], match.found) for match in termbase.find(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grundvandsforurening", [("grundvand", "grundvand")]),
        ("jordforureningssporet", [("jordforurening", "jordforurening")]),
        ("drikkevandsgrundvandet", [("grundvand", "grundvandet")]),
        ("Regionen bekræfter", [("Region Hovedstaden", "Regionen")]),
        ("regionens jurist", [("Region Hovedstaden", "regionen")]),
        ("Region Sjælland er med", [("Region Sjælland", "Region Sjælland")]),
        ("subregionen", []),
        ("JEPDs årlige konference", [("JEPD", "JEPD")]),
        ("mail fra JEDP", [("JEPD", "JEDP")]),
        ("Nantongs borgmester", [("Nantong", "Nantong"), ("borgmester", "borgmester")]),
        ("Nantong’s borgmester", [("Nantong", "Nantong"), ("borgmester", "borgmester")]),
        ("to viceborgmestre", [("viceborgmester", "viceborgmestre")]),
        ("Nantong Environmental Protection Bureau", [("Nantong Environmental Protection Bureau",) * 2]),
        ("CLEAN og clean og Clean", [("CLEAN", "CLEAN")]),
        ("CLEANs kontrakt, CLEANUP", [("CLEAN", "CLEAN")]),
        ("Ejlskov A/S og Ejlskovs tilbud", [("Ejlskov A/S", "Ejlskov A/S"), ("Ejlskov A/S", "Ejlskov")]),
        (
            "en forurenet grund, to forurenede grunde",
            [("forurenet grund", "forurenet grund"), ("forurenet grund", "forurenede grunde")],
        ),
        ("arbejdsplanens bilag", [("arbejdsplan", "arbejdsplanens")]),
        ("pilot-projekterne", [("pilotprojekt", "pilot-projekterne")]),
        ("in-situ oprensning", [("in situ-oprensning", "in-situ oprensning")]),
        ("in situ-oprensninger", [("in situ-oprensning", "in situ-oprensninger")]),
        (
            "Suz-\n\nhou Environmental  Protection\nBureau",
            [("Suzhou Environmental Protection Bureau", "Suz-\n\nhou Environmental  Protection\nBureau")],
        ),
        ("formandskabet", []),
        ("MoU'en", [("MoU", "MoU'en")]),
        ("JEPD (江苏省环境保护厅)", [("JEPD", "JEPD"), ("JEPD", "江苏省环境保护厅")]),
        ("hensigtserklæringen", [("MoU", "hensigtserklæringen")]),
    ],
)
def test_danish_text_is_matched(termbase: Termbase, text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(termbase, text, "da") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省厅外事处", [("JEPD", "省厅")]),
        ("江苏省厅", [("JEPD", "江苏省厅")]),
        ("浙江省厅来访", []),
        ("无锡市环保局", []),
        ("由市环保局介绍", [("Nantong Environmental Protection Bureau", "市环保局")]),
        ("南通市环境保护局", [("Nantong Environmental Protection Bureau", "南通市环境保护局")]),
        ("在南通召开", [("Nantong", "南通")]),
        ("与NIES和CLEAN签署MoU", [("NIES", "NIES"), ("CLEAN", "CLEAN"), ("MoU", "MoU")]),
        ("Ejlskov A/S在两周内", [("Ejlskov A/S", "Ejlskov A/S")]),
        ("Ｅjlskov　Ａ／Ｓ的报价", [("Ejlskov A/S", "Ejlskov　Ａ／Ｓ".replace("E", "Ｅ"))]),
        ("合作备忘录", [("MoU", "合作备忘录")]),
        ("王副市长与市长", [("viceborgmester", "副市长"), ("borgmester", "市长")]),
        ("丹麦首都大区、首都大区", [("Region Hovedstaden", "丹麦首都大区"), ("Region Hovedstaden", "首都大区")]),
    ],
)
def test_chinese_text_is_matched(termbase: Termbase, text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(termbase, text, "zh") == expected


def test_short_name_belongs_to_the_one_who_is_present(termbase: Termbase) -> None:
    suzhou = termbase.organisation("Suzhou EPB")
    assert suzhou is not None

    (match,) = termbase.find("市环保局提供数据", "zh", present=[suzhou])

    assert match.term is suzhou


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JEDP", "JEPD"),
        ("省厅", "JEPD"),
        ("江苏省环境保护厅（JEPD）", "JEPD"),
        ("jepd", "JEPD"),
        ("省环科院", "Jiangsu Academy of Environmental Science"),
        ("Akademiet", "Jiangsu Academy of Environmental Science"),
        ("akademiet", "Jiangsu Academy of Environmental Science"),
        ("@CLEAN", "CLEAN"),
        ("Region Hovedstadens", "Region Hovedstaden"),
        ("Capital Region of Denmark", "Region Hovedstaden"),
        ("Nanjing", None),
        ("JEPD og CLEAN", None),
        ("", None),
    ],
)
def test_organisation_is_known_by_every_name(termbase: Termbase, text: str, expected: str | None) -> None:
    term = termbase.organisation(text)

    assert (term and term.forms["da"]) == expected


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("JEPD", "CN"),
        ("NIES", "CN"),
        ("JITRI", "CN"),
        ("Suzhou Kommune", "CN"),
        ("Nantong Industries Holding Group", "CN"),
        ("Region Hovedstaden", "DK"),
        ("Region Sjælland", "DK"),
        ("CLEAN", "DK"),
        ("Ejlskov A/S", "DK"),
        ("Danish Soil Partnership", "DK"),
    ],
)
def test_country_is_told_from_the_chinese_name(termbase: Termbase, name: str, country: str) -> None:
    term = termbase.organisation(name)

    assert term is not None
    assert term.country == country


def test_forbidden_form_is_read_from_the_note(termbase: Termbase) -> None:
    (mou,) = (term for term in termbase.terms if term.forms["da"] == "MoU")

    assert mou.forbidden == {"zh": ("合作备忘录",)}


def test_broken_line_is_reported_and_the_rest_is_read() -> None:
    header = "kind,da,zh,en,variants_da,variants_zh,note\n"
    lines = header + "term,jord,土壤,soil,,,\nfruit,æble,,,,,\nterm,,土,,,,\nplace,Viborg,,,,,\n"

    loaded = read_termbase(lines)

    assert [term.forms["da"] for term in loaded.terms] == ["jord", "Viborg"]
    assert [problem.number for problem in loaded.broken] == [3, 4]


SEEDS = "grundvand|JEPD|JEPDs|省厅|南通市|Nantong|jordforurening|-| |\n|\u00ad|å|A/S|MoU'|clean|ﬁ|İ"
WORDS = st.sampled_from(SEEDS.split("|"))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=15).map("".join)), st.sampled_from(["da", "zh", "en"]))
def test_matches_are_exact_ordered_slices(text: str, language: Language) -> None:
    matches = Termbase(load_termbase(SHIPPED)).find(text, language)

    assert all(text[match.start : match.end] == match.found != "" for match in matches)
    assert all(one.end <= other.start for one, other in pairwise(matches))


def test_terms_that_are_not_in_a_text_cost_nothing_to_find(
    termbase: Termbase,
) -> None:
    dice = random.Random(1)  # noqa: S311  made-up words
    made_up = [
        Term(
            "term",
            {
                "da": "".join(dice.choices("abcdefghij", k=9)) + "projekt",
                "zh": "".join(dice.choices("土壤污染修复地下水工作计划", k=4)),
                "en": "".join(dice.choices("abcdefghij", k=9)) + " plan",
            },
        )
        for _ in range(5000)
    ]
    text = ("CLEAN sender udkast til arbejdsplanen for grundvand til JEPD i Nanjing. 省厅在3月底前提供试点名单。" * 40)[
        :3000
    ]

    small, large = (Termbase((*termbase.terms, *made_up[:count])) for count in (50, 5000))

    assert len(large.find(text, "da")) > 200
    assert steps(lambda: large.find(text, "da")) == steps(lambda: small.find(text, "da"))
    assert growth(lambda size: large.find(text[:size], "da"), 700) < 5
    assert growth(lambda count: Termbase(made_up[:count]), 1250) < 5

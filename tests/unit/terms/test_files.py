"""Terms as files: tables of many makes, TBX of both versions, and what is written reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language import LANGUAGES
from bot.domain.term import Term
from bot.domain.term_csv import KINDS
from bot.domain.term_file import Format, read_terms, write_terms

ROWS = (
    ("kind", "da", "zh", "en", "variants_en", "forbidden_zh"),
    ("term", "jordforurening på øen", "土壤污染，严重", "soil pollution", "ground pollution", "泥土污染"),
    ("organisation", "Miljøstyrelsen", "丹麦环境保护署", "Danish EPA", "", ""),
)
EXPECTED = (
    Term(
        "term",
        {"da": "jordforurening på øen", "zh": "土壤污染，严重", "en": "soil pollution"},
        {"en": ("ground pollution",)},
        {"zh": ("泥土污染",)},
    ),
    Term("organisation", {"da": "Miljøstyrelsen", "zh": "丹麦环境保护署", "en": "Danish EPA"}),
)

TBX2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc/></martifHeader><text><body>
<termEntry id="1"><note>fra 2017</note>
 <langSet xml:lang="da-DK"><tig><term>jordprøve</term>
  <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  <tig><term>jordbundsprøve</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig></langSet>
 <langSet xml:lang="zh-CN"><ntig><termGrp><term>土样</term></termGrp></ntig>
  <ntig><termGrp><term>泥样</term>
  <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
 <langSet xml:lang="zh-TW"><tig><term>土樣</term></tig></langSet>
 <langSet xml:lang="de"><tig><term>Bodenprobe</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="da"><tig><term>Niras</term>
 <termNote type="partOfSpeech">properNoun</termNote></tig></langSet></termEntry>
<termEntry id="3"><langSet xml:lang="de"><tig><term>Boden</term></tig></langSet></termEntry>
</body></text></martif>"""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_tables_of_many_makes_are_read(delimiter: str, encoding: str) -> None:
    content = "\r\n".join(delimiter.join(row) for row in ROWS).encode(encoding)

    assert read_terms(content).terms == EXPECTED


def test_danish_without_unicode_is_read() -> None:
    content = "kind;da;en\nterm;grænseværdi på øen;limit value\nterm;målested;site\n".encode("cp1252")

    assert [term.forms["da"] for term in read_terms(content).terms] == ["grænseværdi på øen", "målested"]


def test_tbx_of_version_2_is_read_and_what_has_no_form_of_ours_is_told() -> None:
    loaded = read_terms(TBX2.encode())

    assert loaded.terms == (
        Term(
            "term",
            {"da": "jordprøve", "zh": "土样"},
            {"da": ("jordbundsprøve",)},
            {"zh": ("泥样",)},
            "fra 2017",
        ),
        Term("organisation", {"da": "Niras"}),
    )
    assert [(broken.number, broken.why) for broken in loaded.broken] == [(3, "no_form")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", None),
        (b"hej med jer\nogs\xe5 i dag", "no_columns"),
        (b"<tbx><text>", "not_xml"),
        (b"<html><body>sorry</body></html>", "no_entries"),
        (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><tbx>&d;</tbx>', "not_xml"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', "not_xml"),
        (b'kind,da,zh\nterm,"aben', "one"),
        (b"\xff\xfe\x00", "not_text"),
    ],
)
def test_what_is_no_file_of_terms_is_told_and_breaks_nothing(content: bytes, why: str | None) -> None:
    loaded = read_terms(content)

    assert len(loaded.terms) <= 1
    assert why in {None, "one"} or [broken.why for broken in loaded.broken] == [why]


def test_broken_lines_are_told_by_number_and_the_rest_is_read() -> None:
    loaded = read_terms("kind,da,zh\nterm,jord,土壤\n\nfrugt,pære,梨\nterm,,土\nterm,,\nterm,muld,表土\n")

    assert [term.forms["da"] for term in loaded.terms] == ["jord", "muld"]
    assert [(one.number, one.why) for one in loaded.broken] == [
        (4, "unknown_kind"),
        (5, "no_latin_form"),
        (6, "no_form"),
    ]


def test_a_cell_that_a_spreadsheet_would_run_is_kept_from_it() -> None:
    term = Term("term", {"da": "=cmd|' /C calc'!A0".replace("|", "/"), "en": "+45 tal"})

    written = write_terms([term], "csv")

    assert b",'=cmd" in written
    assert read_terms(written).terms == (term,)


FORMS = st.text(
    st.characters(
        min_codepoint=0x21, max_codepoint=0x9FFF, exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="|'"
    ),
    min_size=1,
    max_size=12,
).filter(lambda form: form == form.strip() and " ".join(form.split()) == form)
SOME = st.lists(FORMS, max_size=2, unique=True).map(tuple)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    languages = draw(st.sets(st.sampled_from(LANGUAGES)).filter(lambda found: found & {"da", "en"}))
    forms = {language: draw(FORMS) for language in LANGUAGES if language in languages}
    variants = {
        language: found
        for language in LANGUAGES
        if (found := tuple(one for one in draw(SOME) if one != forms.get(language)))
    }
    forbidden = {language: found for language in LANGUAGES if (found := draw(SOME))}
    note = draw(st.sampled_from(["", "fra 2017", "见附件；第二页", 'han sagde "ja", tak']))
    return Term(draw(st.sampled_from(list(KINDS.values()))), forms, variants, forbidden, note)


@given(st.lists(terms(), min_size=1, max_size=5), st.sampled_from(["csv", "tbx"]))
def test_what_is_written_reads_back_the_same(made: list[Term], form: Format) -> None:
    loaded = read_terms(write_terms(made, form))

    assert loaded.broken == ()
    assert list(loaded.terms) == made

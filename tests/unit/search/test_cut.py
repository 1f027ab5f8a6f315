"""What texts are cut into: stems, parts of compounds, characters alone and in pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.search_cut import cuts, tokens
from bot.domain.search_danish import compound_stems, kin, last_parts, stems


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("jordforureningssporet", {"jordforurening", "jord", "forurening", "spor", "forureningsspor"}),
        ("grundvandskortlægning", {"grundvand", "grund", "vand", "kortlaegning"}),
        ("kulminedrift", {"kul", "kulmin", "minedrift", "drift"}),
        ("genbesøg", {"besoeg"}),
        ("viceborgmesteren", {"borgmest"}),
        ("renseanlægget", {"anlaeg"}),
    ],
)
def test_compound_is_found_by_what_it_is_put_together_from(word: str, parts: set[str]) -> None:
    assert set(compound_stems(word)) >= parts


@pytest.mark.parametrize("word", ["baggrunden", "begrundelse", "formanden", "deltagere", "undersøgelse", "virksomhed"])
def test_word_that_only_looks_like_a_compound_is_not_taken_apart(word: str) -> None:
    assert compound_stems(word) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("oprensning", "oprensningerne"), ("borgmester", "borgmestre"), ("formand", "formænd"), ("møde", "mødernes")],
)
def test_forms_of_a_word_have_a_stem_in_common(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other))


def test_nouns_and_verbs_of_one_root_are_kin() -> None:
    assert (kin("forurening"), kin("oprenser"), kin("undersøgelse")) == (("forurene",), ("oprensning",), ("undersøge",))


def test_compound_of_no_dictionary_is_its_parts() -> None:
    assert (last_parts("jordvirksomhed"), last_parts("jordforurening")) == (("jord", "virksomhed"), ())


def test_tokens_are_the_same_however_a_word_is_typed() -> None:
    assert tokens("Århus' RENSEANLÆG", "da") == tokens("aarhus renseanlaeg", "da")
    assert tokens("環境保護廳", "zh") == tokens("环境保护厅", "zh")
    assert tokens("ＣＬＥＡＮ", "da") == tokens("clean", "da")


def test_chinese_is_cut_into_characters_and_pairs_and_latin_names_stay_whole() -> None:
    assert tokens("省厅与CLEAN", "zh") == ("省", "厅", "与", "省厅", "厅与", "clean")


def test_hyphen_joins_and_parts() -> None:
    assert set(tokens("in situ-oprensning", "da")) >= {"situ", "oprensning", "situoprensning"}


@given(st.text(max_size=200))
def test_whatever_is_written_gives_tokens_that_every_index_takes(text: str) -> None:
    found = tokens(text, "da") + tokens(text, "zh") + tokens(text, "en")

    assert all(token and not set(token) & set(" .'\"\\|&()\n\x00") for token in found)
    assert all(cut.start < cut.end for cut in cuts(text))


@pytest.mark.parametrize(
    "written", ["1.250.000 kr.", "1,250,000 DKK", "kr. 1250000,-", "1\u00a0250\u00a0000 kr", "共1,250,000丹麦克朗"]
)
def test_amount_is_found_however_its_thousands_are_set_apart(written: str) -> None:
    assert "1250000" in tokens(written, "da")


@pytest.mark.parametrize("written", ["19.01.2017", "2017.100.200", "10.0.0.1", "§ 3.1.2", "1.25,00", "1.250.00"])
def test_other_figures_are_not_run_together(written: str) -> None:
    assert all(len(token) <= 4 for token in tokens(written, "da"))

"""The whole way of a text: hidden, asked, put back, verified."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.language import Language
from bot.domain.markup import TOKEN
from bot.domain.pair import Pair
from bot.domain.term import Match, Term
from bot.engines.base import EngineBroken
from bot.engines.chain import Chain, NoEngine
from bot.engines.pipeline import PIECED, UNCHANGED, translate_text, translate_texts
from tests.unit.engines.fakes import Recording, damaging

DA_ZH, ZH_DA = Pair("da", "zh"), Pair("zh", "da")
JEPD = Term("organisation", {"da": "JEPD", "zh": "江苏省环境保护厅", "en": "JEPD"}, {"da": ("JEDP",)})
NIES = Term("organisation", {"da": "NIES", "zh": "南京环科所", "en": "NIES"})
REGION = Term("organisation", {"da": "Region Hovedstaden", "zh": "丹麦首都大区"}, {"da": ("regionen",)})
SOIL = Term("term", {"da": "jordforurening", "zh": "土壤污染"})


def found(text: str, *terms: Term, language: Language = "da") -> list[Match]:
    """Every place of every form of the terms, as a termbase would find them."""
    matches = []
    for term in terms:
        for form in {term.form(language), *term.variants.get(language, ())}:
            at = text.find(form)
            while at >= 0:
                matches.append(Match(term, form, at, at + len(form)))
                at = text.find(form, at + 1)
    return matches


def test_names_and_facts_come_back_and_everything_else_is_translated() -> None:
    text = "JEPDs udkast til <@U1>: 12,5 % af grunden, jf. https://clean.dk/x"
    engine = Recording()

    outcome = translate_text(text, DA_ZH, Chain([engine]), found(text, JEPD))

    assert engine.asked == [["[#1]s udkast til [#2]: [#3] af grunden, jf. [#4]"]]
    assert outcome.text == "江苏省环境保护厅S UDKAST TIL <@U1>: 12.5% AF GRUNDEN, JF. https://clean.dk/x"
    assert (outcome.engine, outcome.version, outcome.problems) == ("recording", "1", ())
    assert outcome.english == "JEPDs udkast til <@U1>: 12,5 % af grunden, jf. https://clean.dk/x (en)"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[#1]的草案", "江苏省环境保护厅的草案"),
        ("[#1]s草案", "江苏省环境保护厅的草案"),
        ("【＃1】's 草案", "江苏省环境保护厅的草案"),
        ("[ #1 ] 的 草案", "江苏省环境保护厅的草案"),
        ("[#一]的草案", "江苏省环境保护厅的草案"),
    ],
)
def test_the_danish_genitive_becomes_chinese(answer: str, expected: str) -> None:
    text = "JEPDs udkast"

    outcome = translate_text(text, DA_ZH, Chain([Recording(lambda _: answer)]), found(text, JEPD))

    assert (outcome.text, outcome.problems) == (expected, ())


@pytest.mark.parametrize(
    ("term", "answer", "expected"),
    [
        (JEPD, "[#1]'s udkast", "JEPDs udkast"),
        (JEPD, "[#1]s udkast", "JEPDs udkast"),
        (JEPD, "[#1]的udkast", "JEPDs udkast"),
        (NIES, "[#1]s udkast", "NIES' udkast"),
        (JEPD, "udkast fra[#1]til os", "udkast fra JEPD til os"),
    ],
)
def test_the_chinese_genitive_becomes_danish(term: Term, answer: str, expected: str) -> None:
    text = f"{term.forms['zh']}的草案"

    outcome = translate_text(text, ZH_DA, Chain([Recording(lambda _: answer)]), found(text, term, language="zh"))

    assert outcome.text == expected


def test_what_the_engine_lost_is_translated_in_pieces() -> None:
    text = "JEPDs udkast sendes til Region Hovedstaden"
    engine = Recording(lambda asked: asked.upper().replace("[#2]", ""))

    outcome = translate_text(text, DA_ZH, Chain([engine]), found(text, JEPD, REGION))

    assert engine.asked == [["[#1]s udkast sendes til [#2]"], ["udkast sendes til"]]
    assert outcome.text == "江苏省环境保护厅的UDKAST SENDES TIL 丹麦首都大区"
    assert outcome.problems == (PIECED,)


def test_only_the_damaged_line_takes_the_pieces() -> None:
    texts = ["JEPD laver udkast", "intet navn her\nJEPD svarer", "JEPD laver udkast"]
    engine = Recording(lambda asked: asked.replace("[#1] svarer", "svarer").upper())

    outcomes = translate_texts(texts, DA_ZH, Chain([engine]), [found(text, JEPD) for text in texts])

    assert engine.asked == [["[#1] laver udkast", "intet navn her", "[#1] svarer"], ["svarer"]]
    assert [outcome.problems for outcome in outcomes] == [(), (PIECED,), ()]
    assert outcomes[1].text == "INTET NAVN HER\n江苏省环境保护厅 SVARER"


def test_equal_sentences_with_other_names_are_one_question() -> None:
    text = "JEPD svarer\nNIES svarer\nNIES svarer og JEPD svarer"
    engine = Recording()

    outcome = translate_text(text, DA_ZH, Chain([engine]), found(text, JEPD, NIES))

    assert engine.asked == [["[#1] svarer", "[#1] svarer og [#2] svarer"]]
    assert outcome.text == ("江苏省环境保护厅 SVARER\n南京环科所 SVARER\n南京环科所 SVARER OG 江苏省环境保护厅 SVARER")


def test_names_side_by_side_get_a_blank_in_danish() -> None:
    text = "江苏省环境保护厅南京环科所"

    outcome = translate_text(text, ZH_DA, Chain([]), found(text, JEPD, NIES, language="zh"))

    assert outcome.text == "JEPD NIES"


def test_lines_blanks_and_markers_stay_where_they_are() -> None:
    text = "  1. første\n\n- [ ] anden  \r\n3、tredje\n"
    engine = Recording()

    outcome = translate_text(text, DA_ZH, Chain([engine]))

    assert engine.asked == [["første", "anden", "tredje"]]
    assert outcome.text == "  1. FØRSTE\n\n- [ ] ANDEN  \r\n3、TREDJE\n"


def test_what_needs_no_engine_asks_none() -> None:
    text = "👍 2017-2018\nhttps://clean.dk JEPD"

    outcome = translate_text(text, DA_ZH, Chain([]), found(text, JEPD))

    assert outcome.text == "👍 2017-2018\nhttps://clean.dk 江苏省环境保护厅"
    assert (outcome.engine, outcome.problems) == ("", ())


def test_the_same_language_is_not_translated() -> None:
    assert translate_text("hej", Pair("da", "da"), Chain([])).text == "hej"


def test_memory_only_says_that_there_is_no_engine() -> None:
    with pytest.raises(NoEngine):
        translate_text("hej", DA_ZH, Chain([]))


def test_a_failing_engine_leaves_it_to_the_next() -> None:
    broken, working = Recording(name="broken"), Recording(name="working")
    broken.error = EngineBroken("HTTP 500")

    assert translate_text("hej", DA_ZH, Chain([broken, working])).engine == "working"


def test_a_literal_placeholder_survives() -> None:
    text = "se [#7] og #12 og [7] fra JEPD"

    outcome = translate_text(text, DA_ZH, Chain([Recording()]), found(text, JEPD))

    assert outcome.text == "SE [#7] OG #12 OG [7] FRA 江苏省环境保护厅"


@pytest.mark.parametrize(
    ("source", "answer", "problems"),
    [
        ("mødet er den 15. marts", "会议在3月16日", ("fact:-15", "fact:+16")),
        ("mødet er den 15. marts kl. 14.30", "会议在3月15日下午2点半", ()),
        ("budgettet er 1,5 mio. kr.", "预算为150万丹麦克朗", ()),
        ("budgettet er 1,5 mio. kr.", "预算为15万丹麦克朗", ("fact:-1500000", "fact:+150000")),
        ("en hel sætning", "en hel sætning", (UNCHANGED,)),
    ],
)
def test_changed_facts_are_told(source: str, answer: str, problems: tuple[str, ...]) -> None:
    assert translate_text(source, DA_ZH, Chain([Recording(lambda _: answer)])).problems == problems


def test_a_term_takes_its_target_form_and_a_compound_is_left_alone() -> None:
    text = "jordforurening og jordforureningssager"
    engine = Recording()

    outcome = translate_text(text, DA_ZH, Chain([engine]), found(text, SOIL))

    assert outcome.text == "土壤污染 OG JORDFORURENINGSSAGER"


def test_a_term_starts_a_danish_sentence_with_a_capital() -> None:
    text = "1. 土壤污染严重"
    engine = Recording(lambda asked: asked.replace("严重", " er alvorlig"))

    outcome = translate_text(text, ZH_DA, Chain([engine]), found(text, SOIL, language="zh"))

    assert outcome.text == "1. Jordforurening er alvorlig"


PROTECTED_WORDS = [
    "JEPD", "Region Hovedstaden", "<@U1AB>", "https://clean.dk/a?b=1", "a.b@clean.dk", ":tada:", "`kode`", "[#7]",
    "12,5 mg/kg", "50 %", "+45 38 66 50 00", "2017-03-15", "#3", "<#C1|jord>", "👍", "Ejlskov A/S",
]  # fmt: skip
PROTECTED = st.sampled_from(PROTECTED_WORDS)
WORDS = st.text("abcdefgæøå", min_size=2, max_size=8)
SENTENCE = st.lists(st.one_of(WORDS, PROTECTED), min_size=1, max_size=12).map(" ".join)
EXPECTED = {"JEPD": "江苏省环境保护厅", "Region Hovedstaden": "丹麦首都大区", "12,5 mg/kg": "12.5 mg/kg", "50 %": "50%"}


def check_nothing_is_lost(text: str, seed: int) -> None:
    outcome = translate_text(text, DA_ZH, Chain([Recording(damaging(seed))]), found(text, JEPD, REGION))

    kept = ("<@U1AB>", "https://clean.dk/a?b=1", "a.b@clean.dk", ":tada:", "`kode`", "[#7]", "2017-03-15", "<#C1|jord>")
    for line, made in zip(text.split("\n"), outcome.text.split("\n"), strict=True):
        for source, target in (*EXPECTED.items(), *zip(kept, kept, strict=True)):
            assert made.count(target) == line.count(source)
    assert [mark for mark in TOKEN.findall(outcome.text) if mark != "7"] == []


@settings(max_examples=150, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=4).map("\n".join), st.integers(0, 10_000))
def test_an_engine_that_damages_placeholders_loses_nothing(text: str, seed: int) -> None:
    check_nothing_is_lost(text, seed)


def test_four_thousand_texts_lose_nothing() -> None:
    chance = random.Random(17)  # noqa: S311  no secret
    words = ["udkast", "grunde", "og", "sender", "møde.", *PROTECTED_WORDS, *EXPECTED]

    for seed in range(4_000):
        check_nothing_is_lost(" ".join(chance.choices(words, k=chance.randint(1, 12))), seed)

"""The whole way of a text: hidden, asked, put back, verified."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.language import Language
from bot.domain.markup import TOKEN
from bot.domain.pair import Pair
from bot.domain.segment import Remark
from bot.domain.term import Match, Term
from bot.engines.base import EngineBroken, Hints
from bot.engines.chain import Chain, NoEngine
from bot.engines.pipeline import Outcome, translate_sentences
from tests.unit.engines.fakes import Breaking, Knowing, Recording, chinese, damaging

DA_ZH, ZH_DA = Pair("da", "zh"), Pair("zh", "da")
JEPD = Term("organisation", {"da": "JEPD", "zh": "江苏省环境保护厅", "en": "JEPD"}, {"da": ("JEDP",)})
NIES = Term("organisation", {"da": "NIES", "zh": "南京环科所", "en": "NIES"})
REGION = Term("organisation", {"da": "Region Hovedstaden", "zh": "丹麦首都大区"}, {"da": ("regionen",)})
SOIL = Term("term", {"da": "jordforurening", "zh": "土壤污染"})


def translate_texts(
    texts: Sequence[str], pair: Pair, chain: Chain, matches: Sequence[Sequence[Match]] = ()
) -> list[Outcome]:
    """All that is handed on, in the order of the texts; handing on twice is an error."""
    outcomes: dict[int, Outcome] = {}

    def keep(place: int, outcome: Outcome) -> None:
        assert place not in outcomes
        outcomes[place] = outcome

    translate_sentences(texts, pair, chain, matches, keep=keep)
    return [outcomes[place] for place in range(len(texts))]


def translate_text(text: str, pair: Pair, chain: Chain, matches: Sequence[Match] = ()) -> Outcome:
    return translate_texts([text], pair, chain, [matches])[0]


def names_of(outcome: Outcome) -> set[str]:
    return {remark.name for remark in outcome.remarks}


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
    assert (outcome.engine, outcome.version) == ("recording", "1")
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

    assert (outcome.text, outcome.remarks) == (expected, ())


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
    assert outcome.remarks == (Remark("pieced"),)


def test_only_the_damaged_sentence_takes_the_pieces() -> None:
    texts = ["JEPD laver udkast", "et navn her", "JEPD svarer", "NIES laver udkast"]
    engine = Recording(lambda asked: chinese(asked.replace("[#1] svarer", "svarer")))

    outcomes = translate_texts(texts, DA_ZH, Chain([engine]), [found(text, JEPD, NIES) for text in texts])

    assert engine.asked == [["[#1] laver udkast", "et navn her", "[#1] svarer"], ["svarer"]]
    assert [outcome.remarks for outcome in outcomes] == [(), (), (Remark("pieced"),), ()]
    assert [outcome.text for outcome in outcomes] == [
        f"江苏省环境保护厅{chinese('laver udkast')}",
        chinese("et navn her"),
        f"江苏省环境保护厅{chinese('svarer')}",
        f"南京环科所{chinese('laver udkast')}",
    ]
    assert outcomes[2].english == "JEPD svarer (en)"


def test_what_one_engine_damages_the_next_is_asked_for() -> None:
    text = "JEPDs udkast"
    careless, careful = Recording(lambda _: "草案", "careless"), Recording(lambda _: "[#1]的草案", "careful")

    outcome = translate_text(text, DA_ZH, Chain([careless, careful]), found(text, JEPD))

    assert (outcome.text, outcome.engine, outcome.remarks) == ("江苏省环境保护厅的草案", "careful", ())
    assert len(careless.asked) == 1


def test_what_comes_back_as_it_was_sent_goes_to_the_next_engine_and_is_kept_if_nobody_does_better() -> None:
    texts = ["vi undersøger hele grunden", "vi tager prøver af vandet"]
    lazy = Recording(lambda asked: asked if "hele" in asked else chinese(asked), "lazy")
    down, busy = Recording(name="down"), Recording(chinese, "busy")
    down.error = EngineBroken("HTTP 500")

    alone = translate_texts(texts, DA_ZH, Chain([lazy, down]))
    helped = translate_texts(texts, DA_ZH, Chain([lazy, busy]))

    right = (chinese(texts[1]), "lazy")
    assert [(one.text, one.engine) for one in alone] == [(texts[0], "lazy"), right]
    assert names_of(alone[0]) == {"untranslated"}
    assert [(one.text, one.engine) for one in helped] == [(chinese(texts[0]), "busy"), right]


def test_each_answer_is_handed_on_although_the_engine_breaks_afterwards() -> None:
    kept: dict[int, Outcome] = {}
    texts = ["Vi ses", "Tak for sidst", "Hej igen"]

    with pytest.raises(NoEngine):
        translate_sentences(texts, DA_ZH, Chain([Breaking(after=2)]), keep=kept.__setitem__)

    assert {place: outcome.text for place, outcome in kept.items()} == {0: "VI SES", 1: "TAK FOR SIDST"}


def test_the_next_engine_is_asked_only_for_what_is_missing() -> None:
    first, second = Breaking(after=2, answer=chinese), Recording(name="second")

    outcomes = translate_texts(["Vi ses", "Tak for sidst", "Hej igen"], DA_ZH, Chain([first, second]))

    assert second.asked == [["Hej igen"]]
    assert [outcome.engine for outcome in outcomes] == ["breaking", "breaking", "second"]


def test_an_engine_that_knows_the_terms_gets_them_in_the_text() -> None:
    text = "JEPD om jordforureningen"
    matches = [*found(text, JEPD), Match(SOIL, "jordforureningen", 8, 24)]
    plain, knowing = Recording(lambda _: "UDEN NAVN", name="plain"), Knowing()
    hints = Hints(terms=(("jordforurening", "土壤污染"),))
    outcomes: dict[int, Outcome] = {}

    translate_sentences([text], DA_ZH, Chain([plain, knowing]), [matches], keep=outcomes.__setitem__, hints=hints)

    assert plain.asked == [["[#1] om [#2]"]]
    assert knowing.asked == [["[#1] om jordforureningen"]]
    assert outcomes[0].text == "江苏省环境保护厅 OM JORDFORURENINGEN"


def test_control_characters_are_never_sent() -> None:
    engine = Recording()

    outcome = translate_text("jord\x00 og\x07 vand", DA_ZH, Chain([engine]))

    assert engine.asked == [["jord  og  vand"]]
    assert outcome.text == "JORD  OG  VAND"


def test_names_side_by_side_get_a_blank_in_danish() -> None:
    text = "江苏省环境保护厅南京环科所"

    outcome = translate_text(text, ZH_DA, Chain([]), found(text, JEPD, NIES, language="zh"))

    assert outcome.text == "JEPD NIES"


def test_blanks_and_markers_stay_where_they_are() -> None:
    texts = ["  1. første", "- [ ] anden  ", "3、tredje", "- JEPD svarer"]
    engine = Recording()

    outcomes = translate_texts(texts, DA_ZH, Chain([engine]), [found(text, JEPD) for text in texts])

    assert engine.asked == [["første", "anden", "tredje", "[#2] svarer"]]
    assert [one.text for one in outcomes] == ["  1. FØRSTE", "- [ ] ANDEN  ", "3、TREDJE", "- 江苏省环境保护厅 SVARER"]


def test_what_needs_no_engine_asks_none() -> None:
    text = "👍 2017-2018\nhttps://clean.dk JEPD"

    outcome = translate_text(text, DA_ZH, Chain([]), found(text, JEPD))

    assert outcome.text == "👍 2017-2018\nhttps://clean.dk 江苏省环境保护厅"
    assert (outcome.engine, outcome.remarks) == ("", ())


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
    ("source", "answer", "remarked"),
    [
        ("mødet er den 15. marts", "会议在3月16日举行", {"number"}),
        ("mødet er den 15. marts kl. 14.30", "会议在3月15日下午2点半举行", set()),
        ("budgettet er 1,5 mio. kr.", "预算为150万丹麦克朗", set()),
        ("budgettet er 1,5 mio. kr.", "预算为15万丹麦克朗", {"number"}),
        ("det er en hel sætning på dansk", "det er en hel sætning på dansk", {"untranslated"}),
    ],
)
def test_an_answer_is_checked(source: str, answer: str, remarked: set[str]) -> None:
    assert names_of(translate_text(source, DA_ZH, Chain([Recording(lambda _: answer)]))) >= remarked


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
    assert {mark[0] for mark in TOKEN.finditer(outcome.text)} <= {"[#7]"}


@settings(max_examples=150, deadline=None)
@given(SENTENCE, st.integers(0, 10_000))
def test_an_engine_that_damages_placeholders_loses_nothing(text: str, seed: int) -> None:
    check_nothing_is_lost(text, seed)


def test_four_thousand_texts_lose_nothing() -> None:
    chance = random.Random(17)  # noqa: S311  no secret
    words = ["udkast", "grunde", "og", "sender", "møde.", *PROTECTED_WORDS, *EXPECTED]

    for seed in range(4_000):
        check_nothing_is_lost(" ".join(chance.choices(words, k=chance.randint(1, 12))), seed)

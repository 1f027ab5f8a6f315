"""The choice of telling sentences: the same every time, and never a courtesy or a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language import Language
from bot.domain.ranking import rank
from tests.effort import growth, steps

DA = [
    "Vi takkede for besøget og den gode stemning.",
    "Region Hovedstaden, CLEAN, JEPD, NIES.",
    "Vejret var fint.",
    "JEPD er enig om at undersøge grunden i Nantong før 1. maj 2017.",
    "Der serveredes frokost.",
    "CLEAN har ansvar for prøverne på grunden i Nantong.",
    "Undersøgelsen af grunden skal godkendes af JEPD, før prøverne sendes.",
]
ZH = [
    "会议在友好气氛中进行。",
    "江苏省环境保护厅、CLEAN、首都大区。",
    "双方互致问候并合影。",
    "省厅同意在2017年5月1日前完成南通场地的调查。",
    "上次纪要有误。",
    "CLEAN负责南通场地的采样工作。",
    "场地调查方案须经省厅批准后方可采样。",
]


@pytest.mark.parametrize(("language", "sentences"), [("da", DA), ("zh", ZH)])
def test_what_was_agreed_wins_over_courtesy_and_names(language: Language, sentences: list[str]) -> None:
    assert set(rank(sentences, language)[:3]) == {3, 5, 6}


@pytest.mark.parametrize(("language", "sentences"), [("da", DA), ("zh", ZH)])
def test_the_same_input_gives_the_same_order(language: Language, sentences: list[str]) -> None:
    assert rank(sentences, language) == rank(list(sentences), language)


@given(st.lists(st.text(max_size=60), max_size=12), st.sampled_from(["da", "zh", "en"]))
def test_every_sentence_has_one_place(sentences: list[str], language: Language) -> None:
    assert sorted(rank(sentences, language)) == list(range(len(sentences)))


@pytest.mark.parametrize(("language", "sentences"), [("da", DA), ("zh", ZH)])
def test_twenty_sentences_are_little_work(language: Language, sentences: list[str]) -> None:
    twenty = [sentence.replace("2017", f"20{n}") for n in range(3) for sentence in sentences][:20]
    rank(twenty, language)

    assert steps(lambda: rank(twenty, language)) < 10_000  # lines of Python, of which a millisecond runs thousands


def test_the_longest_note_is_ranked_with_work_that_grows_as_it_does() -> None:
    many = [
        f"Grund {n} skal undersøges af JEPD, og CLEAN sender prøverne fra sted {n * 7} til alle." for n in range(1500)
    ]

    assert sorted(rank(many, "da")) == list(range(1500))
    assert growth(lambda count: rank(many[:count], "da"), 150) < 5

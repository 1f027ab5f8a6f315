"""Likeness counts words and Chinese characters; differences, put together, are both sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.likeness import changes, likeness, parts, units
from bot.domain.suggestion import Change

WRITTEN = st.lists(
    st.sampled_from(
        ["CLEAN", "sender", " ", "  ", "2017", "0,4 mg", "。", "双方", "同意", "A/S", ".", "kl. 14.30", "Ø"]
    )
).map("".join)
TEXTS = st.one_of(st.text(max_size=60), WRITTEN)


@given(TEXTS)
def test_parts_joined_are_the_text(text: str) -> None:
    assert "".join(parts(text)) == text


@given(TEXTS, TEXTS)
def test_differences_put_together_are_both_sentences(sentence: str, remembered: str) -> None:
    found = changes(sentence, remembered)

    assert "".join(change.text for change in found if change.kind != "gone") == sentence
    assert "".join(change.text for change in found if change.kind != "new") == remembered


@given(TEXTS, TEXTS)
def test_likeness_is_a_percentage_the_same_both_ways_and_whole_only_for_the_same(one: str, other: str) -> None:
    percent = likeness(one, other)

    assert 0 <= percent <= 100
    assert percent == likeness(other, one)
    assert (percent == 100) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("CLEAN sender udkast på fredag", "CLEAN sender udkast på mandag", 80),
        ("Vi mødes i 2017.", "Vi mødes i 2018.", 75),
        ("VI MØDES I 2017", "vi mødes i 2017", 99),
        ("双方同意下周签署", "双方同意下月签署", 87),
        ("双方同意2017年签署", "双方同意2018年签署", 87),
        ("CLEAN下周提交草案", "JEPD下周提交草案", 85),
        ("Grundvand", "Jordprøve", 0),
    ],
)
def test_words_and_characters_count(one: str, other: str, percent: int) -> None:
    assert likeness(one, other) == percent


def test_another_number_is_another_word_and_shown_as_one() -> None:
    assert changes("Fristen er 15. marts 2018.", "Fristen er 15. marts 2017.") == (
        Change("same", "Fristen er 15. marts "),
        Change("gone", "2017"),
        Change("new", "2018"),
        Change("same", "."),
    )
    assert changes("预算为0,4万元", "预算为1.200,5万元") == (
        Change("same", "预算为"),
        Change("gone", "1.200,5"),
        Change("new", "0,4"),
        Change("same", "万元"),
    )


def test_several_changed_words_are_one_change() -> None:
    assert changes("CLEAN sender et nyt udkast", "CLEAN skriver den gamle udkast") == (
        Change("same", "CLEAN "),
        Change("gone", "skriver den gamle"),
        Change("new", "sender et nyt"),
        Change("same", " udkast"),
    )


def test_numbers_and_dates_are_words() -> None:
    assert units("Den 15.3.2017 kl. 14:30, 2017-2018 i A/S") == (
        *("den", "15.3.2017", "kl", "14:30", "2017-2018"),
        *("i", "a/s"),
    )

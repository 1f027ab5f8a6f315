"""Pieces and sentences: nothing is lost, nothing is too long, dates and abbreviations stay whole."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.sentences import sentences
from bot.engines.pieces import Plan, characters, grouped, no_longer_than, url_bytes

TEXTS = st.text(
    st.sampled_from("ab Æ。.，,;!?\n\r\t7#[]() 土壤👍 ") | st.characters(exclude_categories=["Cs"]), max_size=300
)


def joined(plan: Plan, answers: Sequence[str], count: int = 1, target: Language | None = None) -> list[str]:
    for place, answer in enumerate(answers):
        plan.answered(place, answer)
    return [plan.text(number, target) for number in range(count)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi mødes d. 15. marts kl. 14. Husk pas.", ["Vi mødes d. 15. marts kl. 14. ", "Husk pas."]),
        ("Jf. bilag 3, f.eks. Nanjing. Mr. Yu kom.", ["Jf. bilag 3, f.eks. Nanjing. ", "Mr. Yu kom."]),
        ("双方同意。省厅负责起草！是吗？“好。”完了", ["双方同意。", "省厅负责起草！", "是吗？", "“好。”", "完了"]),
        ("Hvad? Ja! Godt.", ["Hvad? ", "Ja! ", "Godt."]),
        ("Arbejdsplan 1.2 for 2017-2018", ["Arbejdsplan 1.2 for 2017-2018"]),
        ("H. C. Andersen skrev det.", ["H. C. Andersen skrev det."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@settings(deadline=None)
@given(TEXTS)
def test_sentences_joined_give_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@settings(deadline=None)
@given(TEXTS, st.integers(min_value=9, max_value=60))
def test_pieces_joined_give_the_line_and_fit(text: str, limit: int) -> None:
    pieces = no_longer_than(limit, characters)(text)

    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)


@settings(deadline=None)
@given(st.text(st.sampled_from("土壤，。 a"), max_size=400))
def test_pieces_fit_an_address(text: str) -> None:
    assert all(url_bytes(piece) <= 60 for piece in no_longer_than(60, url_bytes)(text))


def test_a_placeholder_is_never_cut() -> None:
    pieces = no_longer_than(9, characters)("[#1234][#5678]abc[#9]")

    assert pieces == ["[#1234]", "[#5678]ab", "c[#9]"]


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4), st.sampled_from([Pair("da", "en"), Pair("en", "da")]))
def test_a_plan_answered_with_its_own_strings_gives_the_texts(texts: list[str], pair: Pair) -> None:
    plan = Plan(texts, pair, no_longer_than(20, characters))

    assert joined(plan, plan.asked, len(texts)) == texts
    assert len(set(plan.asked)) == len(plan.asked)
    assert all(asked == asked.strip() and asked for asked in plan.asked)


def test_chinese_has_no_blanks_between_sentences_and_danish_has() -> None:
    to_chinese = Plan(["En sætning. En til."], Pair("da", "zh"), sentences)
    in_between = Plan(["En sætning. En til."], Pair("da", "zh"), sentences)
    to_danish = Plan(["一句。二句。"], Pair("zh", "da"), sentences)

    assert joined(to_chinese, ["一句。", "二句。"]) == ["一句。二句。"]
    assert joined(in_between, ["One.", "Two."], target="en") == ["One. Two."]
    assert joined(to_danish, ["En.", "To."]) == ["En. To."]


def test_a_text_is_finished_with_its_last_piece() -> None:
    plan = Plan(["To. Tre.", "Tre.", "7"], Pair("da", "en"), sentences)

    assert (plan.asked, plan.blank()) == (["To.", "Tre."], [2])
    assert plan.answered(1, "Three.") == [1]
    assert plan.answered(1, "Tree.") == []
    assert plan.answered(0, "Two.") == [0]
    assert [plan.text(0), plan.text(1)] == ["Two. Three.", "Three."]


def test_strings_travel_together_as_long_as_there_is_room() -> None:
    assert grouped(["aa", "bb", "c", "dddd"], 2, 4, characters) == [["aa", "bb"], ["c"], ["dddd"]]
    assert grouped([], 2, 4, characters) == []

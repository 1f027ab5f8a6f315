"""What is nearly right is told: no changed number, date, scale or denial passes the checks."""

import random
from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest

from bot.domain.checks import check
from bot.domain.segment import Remark
from tests.pairs import worse
from tests.pairs.pairs import Row, rows

SEEDS = range(5)
SETS = ("pairs.csv", "field.csv", "heldout.csv", "blind.csv", "fresh.csv", "ordinary.csv")
TELLING = {
    worse.renumbered: "number",
    worse.unnumbered: "number",
    worse.rescaled: "number",
    worse.misdated: "number",
    worse.affirming: "negation",
    worse.denying: "negation",
}


@cache
def all_rows() -> Sequence[tuple[Row, str]]:
    """The rows of all sets with the answers an engine should give."""
    return [(row, row.answer) for name in SETS for row in rows(name)]


def judged(row: Row, answer: str) -> tuple[str, tuple[Remark, ...]]:
    text = row.masked.unmasked(answer).text
    return text, check(row.source, text, row.pair, row.matches)


def test_right_answers_written_after_the_checks_are_let_pass() -> None:
    assert [(row.source, remarks) for row in rows("blind.csv") if (remarks := judged(row, row.answer)[1])] == []


@pytest.mark.parametrize(("damage", "name"), TELLING.items(), ids=lambda one: getattr(one, "__name__", one))
def test_what_is_nearly_right_is_told(damage: worse.Damage, name: str) -> None:
    chance = random.Random(7)  # noqa: S311  no secret
    wrong = {(row, damage(answer, row, chance)) for row, answer in all_rows() for _ in SEEDS} - set(all_rows())
    found = [(row, *judged(row, answer)) for row, answer in wrong]

    spoke = Counter(remark.name for *_, remarks in found for remark in remarks)
    print(f"{damage.__name__:>12}: {len(found)} wrong; {dict(spoke.most_common())}")  # noqa: T201  figures are printed

    assert [f"{row.source} -> {text}" for row, text, remarks in found if not remarks] == []
    assert spoke[name] >= 0.95 * len(found)


def test_another_institution_in_the_place_of_a_name_is_told() -> None:
    wrong = [
        (row, text) for row, answer in all_rows() for text in worse.misnamed(row.masked.unmasked(answer).text, row)
    ]

    silent = [
        (row.source, text)
        for row, text in wrong
        if "name" not in {remark.name for remark in check(row.source, text, row.pair, row.matches)}
    ]

    assert len(wrong) > 150
    assert silent == []

"""The words with which a note is for one side alone, and the notes that merely begin with them."""

import pytest

from bot import app, i18n
from bot.domain.grammar import Kept

i18n.load()
GRAMMAR = app.grammar()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("intern: Pris", Kept("intern", "Pris", sure=True)),
        ("Internt： Pris", Kept("Internt", "Pris", sure=True)),
        ("intern\nPris\nmere", Kept("intern", "Pris\nmere", sure=True)),
        ("INTERNAL : price", Kept("INTERNAL", "price", sure=True)),
        ("内部：价格", Kept("内部", "价格", sure=True)),
        ("内部\n价格", Kept("内部", "价格", sure=True)),
        ("intern", Kept("intern", "", sure=True)),
        ("  intern  ", Kept("intern", "", sure=True)),
        ("intern pris", Kept("intern", "pris", sure=False)),
        ("Intern, men åben", Kept("Intern", "Intern, men åben", sure=False)),
        ("内部 价格", Kept("内部", "价格", sure=False)),
        ("内部讨论了价格", Kept("内部", "内部讨论了价格", sure=False)),
        ("Internationalt møde", None),
        ("interne forhold", None),
        ("internal-audit", None),
        ("Referat: intern", None),
        ("我们内部讨论", None),
        ("", None),
    ],
)
def test_a_note_says_for_whom_it_is_only_with_a_colon_or_a_line(text: str, kept: Kept | None) -> None:
    assert GRAMMAR.kept_of(text) == kept


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("referat intern: Pris", "intern: Pris"),
        ("internt referat: Pris", "internt: Pris"),
        ("Internal note: price", "internal: price"),
        ("internal notes\nprice", "internal: price"),
        ("内部纪要：价格", "内部: 价格"),
        ("内部 纪要 价格", "内部: 价格"),
        ("internt referat", "internt:"),
    ],
)
def test_the_word_may_stand_before_or_behind_that_for_a_note(text: str, rest: str) -> None:
    said = GRAMMAR.read(text)

    assert said is not None
    assert (said.word, said.rest) == ("note", rest)


@pytest.mark.parametrize("text", ["intern opgaver", "internt", "内部待办", "internetreferat", "internal: note"])
def test_the_word_asks_for_nothing_else(text: str) -> None:
    assert GRAMMAR.read(text) is None

"""Names and terms in front of an engine and behind it."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.locking import lock, unlock
from bot.domain.markup import restore
from bot.domain.pair import Pair
from bot.domain.term import Match, Term

DA_ZH, ZH_DA, ZH_EN = Pair("da", "zh"), Pair("zh", "da"), Pair("zh", "en")
JEPD = Term("organisation", {"da": "JEPD", "zh": "江苏省环境保护厅", "en": "JEPD"})
CLEAN = Term("organisation", {"da": "CLEAN", "zh": "CLEAN", "en": "CLEAN"})
YU = Term("person", {"da": "Yu Xingnan", "en": "Yu Xingnan"})
NANTONG = Term("place", {"da": "Nantong", "zh": "南通"})
SOIL = Term("term", {"da": "jord", "zh": "土壤"})
NAMELESS = Term("term", {"da": "tilbudsramme"})


def match(text: str, term: Term, found: str) -> Match:
    at = text.index(found)
    return Match(term, found, at, at + len(found))


@pytest.mark.parametrize("found", ["JEPDs", "JEPD's", "JEPD’s"])
def test_the_placeholder_covers_the_name_and_not_its_genitive(found: str) -> None:
    text = f"se {found} udkast"

    locked = lock(text, [match(text, JEPD, found)], DA_ZH)

    assert locked.text == f"se [#1]{found[4:]} udkast"
    assert unlock(locked.text.replace("se ", "见").replace("udkast", "草案"), locked).text == "见江苏省环境保护厅的草案"


@pytest.mark.parametrize(
    ("pair", "answer", "expected"),
    [
        (ZH_DA, "[#1]s udkast", "JEPDs udkast"),
        (ZH_DA, "[#1]'s udkast", "JEPDs udkast"),
        (ZH_EN, "[#1]'s draft", "JEPD's draft"),
        (ZH_EN, "[#1]的draft", "JEPD's draft"),
        (ZH_DA, "[#1] sender", "JEPD sender"),
        (ZH_DA, "[#1]-mødet", "JEPD-mødet"),
        (ZH_DA, "(af [#1])", "(af JEPD)"),
    ],
)
def test_grammar_around_a_name_in_latin_letters(pair: Pair, answer: str, expected: str) -> None:
    locked = lock("江苏省环境保护厅", [Match(JEPD, "江苏省环境保护厅", 0, 8)], pair)

    assert unlock(answer, locked).text == expected


def test_blanks_go_between_characters_and_stay_around_latin_names() -> None:
    text = "JEPD CLEAN"
    locked = lock(text, [match(text, JEPD, "JEPD"), match(text, CLEAN, "CLEAN")], DA_ZH)

    assert unlock("由 [#1] 负责， [#2] 评论", locked).text == "由江苏省环境保护厅负责， CLEAN 评论"


def test_a_name_without_known_characters_keeps_its_letters() -> None:
    locked = lock("Yu Xingnan", [Match(YU, "Yu Xingnan", 0, 10)], DA_ZH)

    assert [token.value for token in locked.tokens] == ["Yu Xingnan"]


def test_the_longest_of_overlapping_matches_is_taken() -> None:
    text = "Nantong Industries"
    whole = Term("organisation", {"da": text, "zh": "南通产业"})

    locked = lock(text, [Match(NANTONG, "Nantong", 0, 7), Match(whole, text, 0, 18)], DA_ZH)

    assert [token.value for token in locked.tokens] == ["南通产业"]


def test_a_name_inside_an_address_belongs_to_it() -> None:
    text = "https://CLEAN.dk <https://x.dk|CLEAN> CLEAN@x.dk `CLEAN`"
    matches = [Match(CLEAN, "CLEAN", at, at + 5) for at in range(len(text)) if text.startswith("CLEAN", at)]

    locked = lock(text, matches, DA_ZH)

    assert [token.source for token in locked.tokens] == text.split()


def test_a_term_in_a_compound_or_without_a_form_is_the_engines() -> None:
    text = "jord, jordprøver og tilbudsramme"
    matches = [Match(SOIL, "jord", 0, 4), Match(SOIL, "jord", 6, 10), match(text, NAMELESS, "tilbudsramme")]

    assert lock(text, matches, DA_ZH).text == "[#1], jordprøver og tilbudsramme"


def test_a_match_that_is_not_in_the_text_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="does not stand"):
        lock("kort", [Match(JEPD, "JEPD", 0, 4)], DA_ZH)


WORDS = st.lists(
    st.sampled_from(["JEPD", "CLEAN", "jord", "Nantong", "og", "[#1]", "<@U1>", "x@y.dk", ",", "12,5 %", "\n", "- "]),
    max_size=14,
)
TERMS = {"JEPD": JEPD, "CLEAN": CLEAN, "jord": SOIL, "Nantong": NANTONG}


@settings(max_examples=300, deadline=None)
@given(WORDS, st.sampled_from([Pair("da", "da"), Pair("da", "en")]))
def test_lock_and_unlock_into_the_same_forms_lose_nothing(words: list[str], pair: Pair) -> None:
    text = " ".join(words)
    forms = {name: Term(term.kind, {**term.forms, "en": term.forms["da"]}) for name, term in TERMS.items()}
    matches = []
    at = 0
    for word in words:
        if word in forms:
            matches.append(Match(forms[word], word, at, at + len(word)))
        at += len(word) + 1

    locked = lock(text, matches, pair)
    back = unlock(locked.text, locked)

    assert back.whole
    assert back.text.lower() == (text if pair.target == "da" else text.replace("12,5 %", "12.5%")).lower()


LOOKALIKES = ["[#1]", "[#2]", "[[#3]]", "(#4)", "#5", "【＃1】", "[一]", "<#6>", "[#[#1]]"]
AROUND = [
    " ",
    " ",
    " og ",
    ", ",
    "-",
    "’s ",
    "s ",
    "的",
    "。",
    "\n- ",
    " (",
    ") ",
    '"',
    " 12,5 ",
    " <@U1> ",
    " x@y.dk ",
    "`JEPD`",
]


def test_ten_thousand_texts_with_names_and_what_looks_like_placeholders_lose_nothing() -> None:
    chance = random.Random(2018)  # noqa: S311  no secret
    own = {name: Term(term.kind, {"da": name, "zh": name, "en": name}) for name, term in TERMS.items()}

    for _ in range(10_000):
        text, matches = "", []
        for _ in range(chance.randint(1, 10)):
            word = chance.choice([*own, *own, *LOOKALIKES, "udkast"])
            text += chance.choice(AROUND)
            if word in own and not re.search(r"[`<\w.@]$", text):
                matches.append(Match(own[word], word, len(text), len(text) + len(word)))
            text += word
        locked = lock(text, matches, Pair("da", "da"))
        back = restore(locked.text, locked.tokens)
        assert (back.text, back.whole) == (text, True)
        assert unlock(locked.text, locked).whole


HABITS: dict[str, Callable[[list[str]], list[str]]] = {
    "turned round": lambda marks: marks[::-1],
    "widened": lambda marks: [mark.translate(str.maketrans("[#]", "【＃】")) for mark in marks],
    "spaced": lambda marks: [f"[ # {mark[2:-1]} ]" for mark in marks],
    "unsigned": lambda marks: [mark.replace("#", "") for mark in marks],
    "rounded": lambda marks: [f"({mark[1:-1]})" for mark in marks],
    "in words": lambda marks: [f"[#{'一二三四五六七八九'[int(mark[2:-1]) - 1]}]" for mark in marks],
}


@pytest.mark.parametrize("habit", HABITS)
def test_names_find_their_way_back_from_what_engines_do_to_their_tokens(habit: str) -> None:
    chance = random.Random(habit)  # noqa: S311  no secret

    for _ in range(200):
        names = chance.choices(list(TERMS), k=chance.randint(1, 9))
        text = " og ".join(names)
        starts = [sum(len(name) + 4 for name in names[:place]) for place in range(len(names))]
        matches = [Match(TERMS[n], n, start, start + len(n)) for n, start in zip(names, starts, strict=True)]
        locked = lock(text, matches, DA_ZH)

        back = unlock("和".join(HABITS[habit](re.findall(r"\[#\d\]", locked.text))), locked)

        assert back.whole
        assert sorted(back.text.replace(" ", "").split("和")) == sorted(TERMS[name].form("zh") for name in names)

"""Several owners in one line, told apart by what is known; a name that is one stays one, whatever it holds."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.language import Language
from bot.domain.note_grammar import parse_note
from bot.domain.owners import Named, split_owners
from bot.domain.termbase import Termbase

PEOPLE = {"Mette Holm", "Signe", "李明", "Lars Bro (CLEAN)"}
BODIES = {"CLEAN", "JEPD", "省厅", "省环科院", "Region Hovedstaden", "Jord og Vand", "和平公司", "Ejlskov A/S"}


def split(words: str) -> list[str]:
    return [named.name for named in split_owners(words, PEOPLE.__contains__, BODIES.__contains__)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("CLEAN og JEPD", ["CLEAN", "JEPD"]),
        ("CLEAN & JEPD", ["CLEAN", "JEPD"]),
        ("CLEAN and JEPD", ["CLEAN", "JEPD"]),
        ("CLEAN/JEPD", ["CLEAN", "JEPD"]),
        ("CLEAN, JEPD og Mette Holm", ["CLEAN", "JEPD", "Mette Holm"]),
        ("@CLEAN @JEPD", ["CLEAN", "JEPD"]),
        ("省环科院、CLEAN", ["省环科院", "CLEAN"]),
        ("省厅和CLEAN共同", ["省厅", "CLEAN"]),
        ("李明（省厅）、CLEAN", ["李明", "省厅", "CLEAN"]),
        ("A / B", ["A", "B"]),
        ("A og B i fællesskab", ["A", "B"]),
        ("COWI; NIRAS", ["COWI", "NIRAS"]),
        ("COWI, NIRAS", ["COWI", "NIRAS"]),
        ("Jord og Vand og CLEAN", ["Jord og Vand", "CLEAN"]),
        ("Lars Bro (CLEAN), JEPD", ["Lars Bro (CLEAN)", "JEPD"]),
        ("CLEAN (Mette Holm)", ["CLEAN", "Mette Holm"]),
        # one name, or what may be one
        ("Jord og Vand", ["Jord og Vand"]),
        ("和平公司", ["和平公司"]),
        ("Ejlskov A/S", ["Ejlskov A/S"]),
        ("Lars Bro (CLEAN)", ["Lars Bro (CLEAN)"]),
        ("Vand og Affald", ["Vand og Affald"]),
        ("环境和资源公司", ["环境和资源公司"]),
        ("Ministeriet for Fødevarer, Landbrug og Fiskeri", ["Ministeriet for Fødevarer, Landbrug og Fiskeri"]),
        ("Miljø-, Plan- og Byggeudvalget", ["Miljø-, Plan- og Byggeudvalget"]),
        ("Teknik/Miljø", ["Teknik/Miljø"]),
        ("CLEAN og COWI", ["CLEAN og COWI"]),
        ("COWI, Ltd", ["COWI, Ltd"]),
        ("", []),
        (" 、 ", []),
    ],
)
def test_names_are_told_apart(words: str, names: list[str]) -> None:
    assert split(words) == names


WORD = st.from_regex(r"[A-ZÆØÅ][a-zæøå]{1,9}|[\u4e01-\u9fa0]{2,5}", fullmatch=True)
NAME = st.lists(WORD, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([" ", " og ", " and ", "和", "、", ", ", " / ", "/", " & "]).map(
        lambda between: between.join(parts)
    )
)
SEPARATOR = st.sampled_from([" og ", " and ", ", ", "; ", "、", "和", " / ", " & ", "，", "；", " samt "])


@given(NAME)
def test_a_known_name_is_never_split_whatever_it_holds(name: str) -> None:
    known = {name}

    assert split_owners(name, known.__contains__, lambda _: False) == (Named(name),)
    assert split_owners(name, lambda _: False, known.__contains__) == (Named(name),)


@given(st.lists(WORD, min_size=2, max_size=5, unique=True), SEPARATOR)
def test_known_names_are_all_found_whatever_is_between_them(names: list[str], separator: str) -> None:
    known = set(names)
    assume(separator != "和" or not any(name[0] in "和与及" or name[-1] in "和与及" for name in names))

    found = split_owners(separator.join(names), lambda _: False, known.__contains__)

    assert [named.name for named in found] == names


@given(st.lists(WORD, min_size=2, max_size=4, unique=True), st.sampled_from([" og ", " and ", " & ", "和"]))
def test_what_nobody_knows_is_not_split_at_an_and(names: list[str], separator: str) -> None:
    words = separator.join(names)

    assert split_owners(words, lambda _: False, lambda _: False) == (Named(words),)


@given(st.text(max_size=60), st.sets(st.text(min_size=1, max_size=8), max_size=4))
def test_any_words_give_names_that_stand_in_them(words: str, known: set[str]) -> None:
    found = split_owners(words, known.__contains__, known.__contains__)

    assert all(named.name.strip("()（）") in words for named in found)
    assert (found[0].link if found else "") == ""


@pytest.mark.parametrize(
    ("text", "language", "owners"),
    [
        ("CLEAN og JEPD sender listen", "da", "CLEAN; JEPD"),
        ("@CLEAN og @JEPD sender listen", "da", "CLEAN; JEPD"),
        ("@CLEAN @JEPD sender listen", "da", "CLEAN; JEPD"),
        ("Udkast (ansvarlig: CLEAN og JEPD)", "da", "CLEAN; JEPD"),
        ("Udkast, ansvarlig: CLEAN, Mette Holm, frist 1. maj", "da", "CLEAN, Mette Holm"),
        ("Mette Holm (CLEAN) sender listen", "da", "Mette Holm (CLEAN)"),
        ("rapporten oversættes af CLEAN og NIES", "da", "CLEAN; NIES"),
        ("booke lokale (CLEAN, JEPD)", "da", "CLEAN, JEPD"),
        ("CLEAN and JEPD to send the list", "en", "CLEAN; JEPD"),
        ("由省厅和CLEAN共同提供名单", "zh", "JEPD; CLEAN"),
        ("省厅、CLEAN在3月底前提供名单", "zh", "JEPD; CLEAN"),
        ("省厅与CLEAN共同编制计划", "zh", "JEPD; CLEAN"),
        ("李明和CLEAN准备资料", "zh", "李明; CLEAN"),
        # one who does it, with somebody, for somebody, or about somebody
        ("CLEAN sender listen til JEPD", "da", None),
        ("CLEAN og JEPDs konference", "da", None),
        ("Send listen til CLEAN og JEPD, ansvarlig: NIES", "da", None),
        ("booke lokale (CLEAN, primo maj)", "da", None),
        ("由省厅与CLEAN对接", "zh", None),
        ("省厅和CLEAN对接", "zh", None),
    ],
)
def test_a_note_names_all_who_do_something(
    text: str, language: Language, owners: str | None, termbase: Termbase
) -> None:
    people = {"Mette Holm": "1", "李明": "2"}
    label = "待办：" if language == "zh" else "Opgave: " if language == "da" else "Action: "

    note = parse_note(label + text, language=language, on=date(2017, 1, 26), termbase=termbase, people=people)

    assert [item.owners for item in note.items] == [owners]


def test_working_days_are_counted_by_whoever_is_known_to_keep_them(termbase: Termbase) -> None:
    text = "Opgave: Ole Bang sender tal inden for 5 arbejdsdage"
    on = date(2017, 1, 26)  # the day before the Chinese New Year

    (here,) = parse_note(text, language="da", on=on, termbase=termbase, people={"Ole Bang": "1"}).items
    (there,) = parse_note(
        text, language="da", on=on, termbase=termbase, people={"Ole Bang": "1"}, calendars={"Ole Bang": "CN"}
    ).items

    assert here.due is not None
    assert there.due is not None
    assert (here.due.end, there.due.end) == (date(2017, 2, 2), date(2017, 2, 8))

"""The translations that ship with the sample notes: complete, and right in all that can be checked."""

import re
from datetime import date, timedelta

from bot.domain.due import find_due
from bot.domain.facts import facts_differ
from bot.domain.language import LANGUAGES, Language, guess_language
from bot.domain.segments import pieces
from bot.services.terms import shipped
from tests.unit.data import samples
from tests.unit.data.memory import has_preferred, is_form, names, rows

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
HALF_WIDTH = re.compile(r"""[,.;:!?()"'@-]""")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:[ /][A-Za-zÀ-ɏ]+)*")
LETTERS: dict[Language, str] = {"da": r"[A-Za-zÆØÅæøåé]", "en": r"[A-Za-z]"}
# What may stand in Latin letters in Chinese: names that have no characters or none we know of,
# and the abbreviations that a source gives in brackets after the full name.
LATIN_IN_CHINESE = {"CLEAN", "Ejlskov A/S", "Yu Xingnan", "Wang Jiangfeng", "JEPD", "NIES"}
# A source that is about the Chinese words themselves, which its translations quote.
ABOUT_WORDS = "注意：上次纪要把谅解备忘录写成了“合作备忘录”，请统一。"
# Names that a translation gives where the source says 所里 or 我所, "our institute": the notes of
# NIES mean themselves, and a reader of one item elsewhere must know whose institute it is.
SAID_OTHERWISE = {
    "所里承担国家土壤重点实验室，全国多个污染场地的修复由其负责。": {"NIES"},
    "CLEAN希望与我所签订谅解备忘录，文本由CLEAN起草，下周五前发来。": {"NIES"},
    "我所在收到草案后10个工作日内答复（注意春节假期）": {"NIES"},
}
ENOUGH_WORDS = 12  # below that a few "for", "in" and "to" make Danish look English


def wanted() -> set[tuple[Language, Language, str]]:
    return {
        (unit.language, other, piece.source)
        for unit in samples.units()
        for piece in pieces(unit.text)
        for other in LANGUAGES
        if other != unit.language
    }


def test_every_row_is_one_sentence() -> None:
    assert [row.source for row in rows() if len(pieces(row.source)) != 1] == []


def test_every_sentence_of_the_samples_has_both_translations() -> None:
    assert wanted() - {row[:3] for row in rows()} == set()


def test_there_is_no_translation_that_no_sample_needs() -> None:
    assert {row[:3] for row in rows()} - wanted() == set()


def test_no_source_has_two_translations_into_one_language() -> None:
    keys = [(*row[:2], " ".join(row.source.split())) for row in rows()]

    assert sorted(keys) == sorted(set(keys))


def test_no_translation_is_empty_or_has_blanks_around_it_or_two_in_a_row() -> None:
    assert [row for row in rows() if not row.target or row.target != " ".join(row.target.split())] == []


def test_names_have_their_form_in_the_target() -> None:
    wrong = [
        (term.form("da"), row)
        for row in rows()
        for term in names(row.in_source())
        if term.form(row.target_language) not in row.target
    ]

    assert wrong == []


def test_names_in_the_target_are_written_in_no_other_form() -> None:
    wrong = [
        (match.found, row)
        for row in rows()
        for match in row.in_target()
        if match.term.is_name and not is_form(match, row)
    ]

    assert wrong == []


def test_no_name_comes_from_nowhere() -> None:
    come = [
        (term.form("da"), row)
        for row in rows()
        for term in names(row.in_target())
        if term not in names(row.in_source())
    ]

    assert [(name, row) for name, row in come if name not in SAID_OTHERWISE.get(row.source, set())] == []


def test_terms_have_their_preferred_word_in_the_target() -> None:
    wrong = [
        (match.term.form("da"), row)
        for row in rows()
        for match in row.in_source()
        if not match.term.is_name and not has_preferred(match.term, row)
    ]

    assert wrong == []


def test_no_forbidden_form_is_used() -> None:
    forbidden = {
        (language, form)
        for term in shipped().terms
        for language in LANGUAGES
        for form in term.forbidden.get(language, ())
    }

    assert forbidden
    assert [
        row for row in rows() for language, form in forbidden if row.target_language == language and form in row.target
    ] == []


def test_numbers_and_dates_are_the_same() -> None:
    """A number may be a word on the other side (一到两个, "en eller to"), a month its name."""
    assert [(row, differ) for row in rows() if (differ := facts_differ(row.source, row.target, row.pair))] == []


def test_due_words_mean_the_same_days() -> None:
    understood = {(unit.language, unit.text): unit for unit in samples.units() if unit.due}
    due_rows = [row for row in rows() if (row.source_language, row.source) in understood]
    wrong = [
        (row, day)
        for row in due_rows
        for day in _week_from(understood[row.source_language, row.source].day)
        if _days_due(row.source, row.source_language, day) != _days_due(row.target, row.target_language, day)
    ]

    assert {(row.source_language, row.source) for row in due_rows} == set(understood)
    assert wrong == []


def _week_from(first: date) -> list[date]:
    """Days on which to ask: words like "på fredag" and 下周五 agree on one day and not on the next."""
    return [first + timedelta(days=n) for n in range(7)]


def _days_due(text: str, language: Language, on: date) -> tuple[date | None, date | None]:
    found = find_due(text, language, on)
    assert found, text
    return found.due.start, found.due.end


def test_chinese_is_simplified_with_its_own_punctuation_and_only_known_latin_words() -> None:
    chinese = [row.target for row in rows() if row.target_language == "zh"]
    characters = "".join(HAN.findall("".join(chinese)))

    assert characters.encode("gb2312", "ignore").decode("gb2312") == characters  # it has the simplified ones only
    assert [text for text in chinese if HALF_WIDTH.search(text) or not HAN.search(text)] == []
    assert {word for text in chinese for word in LATIN_WORD.findall(text)} == LATIN_IN_CHINESE


def test_danish_and_english_have_their_own_letters_and_punctuation() -> None:
    latin = [row for row in rows() if row.target_language != "zh"]
    strange = [
        (letter, row)
        for row in latin
        for letter in HAN.sub("", row.target)
        if letter.isalpha() and not re.fullmatch(LETTERS[row.target_language], letter)
    ]

    assert strange == []
    assert [row for row in latin if FULL_WIDTH.search(row.target)] == []
    assert {row.source for row in latin if HAN.search(row.target)} == {ABOUT_WORDS}


def test_translations_are_in_the_language_they_are_said_to_be_in() -> None:
    sentences = [row for row in rows() if ";" not in row.source and len(row.target.split()) >= ENOUGH_WORDS]

    assert sentences
    assert [row for row in sentences if guess_language(row.target) != row.target_language] == []


def test_translations_end_as_their_source_does() -> None:
    ends = {"。": ".", "：": ":", ".": ".", ":": ":"}

    assert [row for row in rows() if ends.get(row.source[-1]) != ends.get(row.target[-1])] == []

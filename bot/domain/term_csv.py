"""Terms as CSV: the columns of the termbase that ships, read as tables of many makes write them, and written."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.cells import harmless, meant
from bot.domain.language import LANGUAGES, Language
from bot.domain.term import Term, TermKind

KINDS: Mapping[str, TermKind] = {
    "organisation": "organisation",
    "person": "person",
    "place": "place",
    "term": "term",
}
COLUMNS = (
    "kind", "da", "zh", "en",
    "variants_da", "variants_zh", "variants_en",
    "forbidden_da", "forbidden_zh", "forbidden_en", "note",
)  # fmt: skip
LONGEST = 1_000_000  # characters of a cell; the csv module stops at 131,072 with an error of its own
_FORBID = re.compile(r"forbid\s+(.+?)\s+in output")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_DELIMITERS = ",;\t"


class BrokenLine(ValueError):  # noqa: N818  it names what is wrong with the file
    """A line of a file of terms that cannot be read; the others were.

    `why` is the end of a key of the catalogue below `glossary.problem.`, `details` its placeholders.
    """

    def __init__(self, number: int, why: str, **details: str) -> None:
        super().__init__(f"line {number}: {why}")
        self.number, self.why, self.details = number, why, details


@dataclass(frozen=True, slots=True)
class NumberedTerm:
    """A term and the line of the file it came from."""

    number: int
    term: Term


@dataclass(frozen=True, slots=True)
class LoadedTerms:
    """The terms of a file and, by line number, what could not be read."""

    numbered: tuple[NumberedTerm, ...]
    broken: tuple[BrokenLine, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms alone."""
        return tuple(one.term for one in self.numbered)


def load_termbase(csv_text: str) -> tuple[Term, ...]:
    """The terms of a termbase file, without its broken lines."""
    return read_termbase(csv_text).terms


def read_termbase(csv_text: str) -> LoadedTerms:
    """The terms of a table, and each broken line by its number.

    Args:
        csv_text: a first line with names of columns (`COLUMNS`, in any order, as many as there are), separated
            by commas, semicolons or tabs; `|` between variants and between forbidden forms.
    """
    text = csv_text.removeprefix("\ufeff")
    head, _, _ = text.lstrip("\r\n").partition("\n")
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    names: list[str] = []
    terms: list[NumberedTerm] = []
    broken: list[BrokenLine] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip().lower() for cell in cells]
                if "da" not in names and "zh" not in names:
                    return LoadedTerms((), (BrokenLine(reader.line_num, "no_columns", columns=", ".join(COLUMNS)),))
                continue
            _take(cells, names, reader.line_num, terms, broken)
    except csv.Error:
        broken.append(BrokenLine(reader.line_num, "not_a_line"))
    return LoadedTerms(tuple(terms), tuple(broken))


def write_termbase(terms: Iterable[Term]) -> str:
    """Terms as a table with all columns, separated by commas; what it gives reads back as the same terms."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for term in terms:
        cells = [term.kind, *(term.forms.get(language, "") for language in LANGUAGES)]
        cells += ["|".join(term.variants.get(language, ())) for language in LANGUAGES]
        cells += ["|".join(term.forbidden.get(language, ())) for language in LANGUAGES]
        writer.writerow([harmless(cell) for cell in (*cells, term.note)])
    return made.getvalue()


def _take(cells: list[str], names: list[str], number: int, terms: list[NumberedTerm], broken: list[BrokenLine]) -> None:
    """One line, to the terms or to the broken ones."""
    row = {name: meant(cell.strip()) for name, cell in zip(names, cells, strict=False)}
    try:
        terms.append(NumberedTerm(number, _term(row, number)))
    except BrokenLine as problem:
        broken.append(problem)


def _term(row: Mapping[str, str], number: int) -> Term:
    kind = KINDS.get(row.get("kind", "").lower() or "term")
    if kind is None:
        raise BrokenLine(number, "unknown_kind", kind=row["kind"], kinds=", ".join(KINDS))
    forms = {lang: form for lang in LANGUAGES if (form := row.get(lang, ""))}
    if not forms:
        raise BrokenLine(number, "no_form")
    if set(forms) == {"zh"}:
        raise BrokenLine(number, "no_latin_form", form=forms["zh"])
    note = row.get("note", "")
    listed = {lang: found for lang in LANGUAGES if (found := split_forms(row.get(f"forbidden_{lang}", "")))}
    return Term(
        kind=kind,
        forms=forms,
        variants={lang: found for lang in LANGUAGES if (found := split_forms(row.get(f"variants_{lang}", "")))},
        forbidden=listed or _forbidden(note),
        note=note,
    )


def split_forms(cell: str) -> tuple[str, ...]:
    """The forms in a cell or a field, each once: `|` or a line end between them."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[|\r\n]", cell) if part.strip()))


def _forbidden(note: str) -> dict[Language, tuple[str, ...]]:
    words = tuple(found.group(1).strip() for found in _FORBID.finditer(note))
    han = tuple(w for w in words if _HAN.search(w))
    latin = tuple(w for w in words if not _HAN.search(w))
    wanted: dict[Language, tuple[str, ...]] = {"da": latin, "zh": han, "en": latin}
    return {lang: found for lang, found in wanted.items() if found}

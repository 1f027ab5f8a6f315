"""Terms as TBX (ISO 30042): TBX-Basic of version 2 and of version 3 is read, version 3 is written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET  # nosec B405 # writes; what is read goes through defusedxml

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Safe

from bot.domain.language import LANGUAGES, Language
from bot.domain.term import Term, TermKind
from bot.domain.term_csv import BrokenLine, LoadedTerms, NumberedTerm
from bot.domain.xml_text import xml_text

_SPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = frozenset({"conceptEntry", "termEntry"})
_SECTIONS = frozenset({"langSec", "langSet"})
_GROUPS = frozenset({"termSec", "tig", "ntig"})
_SUBJECTS: Mapping[TermKind, str] = {"organisation": "organisation", "person": "person", "place": "place", "term": ""}
_FORBIDDEN = frozenset({"deprecatedterm", "supersededterm", "notrecommendedterm", "obsolete", "forbidden"})
_ADMITTED = frozenset({"admittedterm", "admitted", "allowed"})
_THREE_LETTERS: Mapping[Language, str] = {"da": "dan", "zh": "zho", "en": "eng"}
_STATUS = "administrativeStatus"


class _Said(NamedTuple):
    """One way to say a concept."""

    language: Language
    words: str
    status: str  # in lower case, without what stands before it in version 2: preferredTerm-admn-sts
    proper: bool


def read_tbx(text: str | bytes) -> LoadedTerms:
    """The terms of a TBX file; of a broken entry its place among the entries stands for a line.

    Raises:
        BrokenLine: the file is no XML that may be read, or holds no entries of TBX.
    """
    try:
        root = Safe.fromstring(text)
    except Safe.ParseError as problem:
        raise BrokenLine(problem.position[0], "not_xml") from problem
    except (DefusedXmlException, ValueError) as problem:
        raise BrokenLine(1, "not_xml") from problem
    terms: list[NumberedTerm] = []
    broken: list[BrokenLine] = []
    for number, entry in enumerate((one for one in root.iter() if _name(one) in _ENTRIES), start=1):
        try:
            terms.append(NumberedTerm(number, _term(entry, number)))
        except BrokenLine as problem:
            broken.append(problem)
    if not terms and not broken:
        raise BrokenLine(1, "no_entries")
    return LoadedTerms(tuple(terms), tuple(broken))


def write_tbx(terms: Iterable[Term]) -> str:
    """Terms as TBX-Basic, version 3, in the style of categories as attributes (DCA)."""
    ET.register_namespace("", _SPACE)
    root = ET.Element(_tag("tbx"), {"type": "TBX-Basic", "style": "dca", _LANG: "en"})
    header = ET.SubElement(ET.SubElement(root, _tag("tbxHeader")), _tag("fileDesc"))
    source = ET.SubElement(ET.SubElement(header, _tag("sourceDesc")), _tag("p"))
    source.text = "Jordbro"
    body = ET.SubElement(ET.SubElement(root, _tag("text")), _tag("body"))
    for number, term in enumerate(terms, start=1):
        _write_entry(ET.SubElement(body, _tag("conceptEntry"), {"id": f"c{number}"}), term)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _write_entry(entry: ET.Element, term: Term) -> None:
    if term.is_name:
        ET.SubElement(entry, _tag("descrip"), {"type": "subjectField"}).text = _SUBJECTS[term.kind]
    if term.note:
        ET.SubElement(entry, _tag("note")).text = xml_text(term.note)
    for language in LANGUAGES:
        preferred = term.forms.get(language)
        said = [(preferred, "preferredTerm-admn-sts")] if preferred else []
        said += [(words, "admittedTerm-admn-sts") for words in term.variants.get(language, ())]
        said += [(words, "deprecatedTerm-admn-sts") for words in term.forbidden.get(language, ())]
        if not said:
            continue
        section = ET.SubElement(entry, _tag("langSec"), {_LANG: language})
        for words, status in said:
            group = ET.SubElement(section, _tag("termSec"))
            ET.SubElement(group, _tag("term")).text = xml_text(words)
            if term.is_name:
                ET.SubElement(group, _tag("termNote"), {"type": "partOfSpeech"}).text = "properNoun"
            ET.SubElement(group, _tag("termNote"), {"type": _STATUS}).text = status


def _term(entry: ET.Element, number: int) -> Term:
    said = list(_said(entry))
    forms: dict[Language, str] = {}
    variants: dict[Language, tuple[str, ...]] = {}
    forbidden: dict[Language, tuple[str, ...]] = {}
    for one in sorted(said, key=_rank):
        if one.status in _FORBIDDEN:
            forbidden[one.language] = (*forbidden.get(one.language, ()), one.words)
        elif one.language not in forms and one.status not in _ADMITTED:
            forms[one.language] = one.words
        elif one.words not in {forms.get(one.language), *variants.get(one.language, ())}:
            variants[one.language] = (*variants.get(one.language, ()), one.words)
    if not forms:
        raise BrokenLine(number, "no_form")
    if set(forms) == {"zh"}:
        raise BrokenLine(number, "no_latin_form", form=forms["zh"])
    return Term(_kind(entry, proper=any(one.proper for one in said)), forms, variants, forbidden, _note(entry))


def _rank(one: _Said) -> bool:
    """The preferred ones first, so that the first of the rest stands in where none is called so."""
    return not one.status.startswith("preferred")


def _said(entry: ET.Element) -> Iterator[_Said]:
    for section in (one for one in entry.iter() if _name(one) in _SECTIONS):
        language = _language(section.get(_LANG) or section.get("lang") or "")
        if language is None:
            continue
        for group in (one for one in section.iter() if _name(one) in _GROUPS):
            words = " ".join(
                next(("".join(one.itertext()) for one in group.iter() if _name(one) == "term"), "").split()
            )
            if words:
                status = _noted(group, _STATUS, "normativeAuthorization").partition("-")[0].lower()
                proper = _noted(group, "partOfSpeech").lower() in {"propernoun", "proper noun"}
                yield _Said(language, words, status, proper)


def _language(tag: str) -> Language | None:
    """Our language behind a tag; traditional Chinese is none of ours."""
    parts = tag.lower().replace("_", "-").split("-")
    if {"hant", "tw", "hk", "mo"} & set(parts):
        return None
    return next((language for language in LANGUAGES if parts[0] in {language, _THREE_LETTERS[language]}), None)


def _noted(group: ET.Element, *kinds: str) -> str:
    for one in group.iter():
        if (one.get("type") in kinds or _name(one) in kinds) and one.text:
            return one.text.strip()
    return ""


def _kind(entry: ET.Element, *, proper: bool) -> TermKind:
    """What the subject field says; a proper noun about which it says nothing is a body's name."""
    subject = _noted(entry, "subjectField").lower()
    for kind, said in _SUBJECTS.items():
        if said and subject == said:
            return kind
    return "organisation" if proper else "term"


def _note(entry: ET.Element) -> str:
    notes = [" ".join("".join(one.itertext()).split()) for one in entry if _name(one) == "note"]
    return "; ".join(note for note in notes if note)


def _name(element: ET.Element) -> str:
    """The name of an element, whatever its namespace."""
    return str(element.tag).rpartition("}")[2]


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"

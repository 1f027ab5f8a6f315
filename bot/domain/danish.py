"""How Danish words change: the endings a term may carry, and the other forms it can take."""

import re

# Endings after the whole stem, as they stand in a running text; a doubled last letter is allowed
# before them (workshop: workshoppen). Longest first, so that the whole ending is taken.
_ENDINGS = (
    r"(?:er)?nes|(?:er)?ne|enes|ene|ernes|erne|rnes|rne|ens|ets|ers|en|et|er|es|e|ns|ts|rs|n|t|r|s",
    r"'(?:ens|ets|erne|er|en|et|e|s)?",
)
_ENDING = re.compile(rf"(?:{'|'.join(_ENDINGS)})(?![a-zæøåäöüé0-9])")
_GENITIVE = re.compile(r"(?:'?s|')(?![a-zæøåäöüé0-9])")
_MAY_CHANGE = re.compile(r"(?:mand|e[rl])$| ")
_ADJECTIVE = re.compile(
    r"(?:[^\W\d_](?:et|el|sk|ig|iv|al|ær|nt|bar|som)|^(?:ny|stor|god|høj|lav|lang|kort|ren|dyb|fast|grøn|fælles|fri|hel))$",
)
_TYPED = (("å", "aa"), ("æ", "ae"), ("ø", "oe"))
"""How the three letters are typed without a Danish keyboard, and were written before 1948."""
_DERIVED = ("skab", "hed", "isk", "lig", "agtig")
_MIN_COMPOUND = 5
_MIN_PART = 3  # the shortest first or last member of a compound
_MIN_PREFIX = 2  # sø-, by-


def ending_at(text: str, at: int) -> int | None:
    """Length of the inflection that ends the word at `at` of a folded text; None when it goes on."""
    rest = text[at : at + 12]
    if not rest or not is_letter(rest[0]):
        quoted = _ENDING.match(rest) if rest[:1] == "'" else None
        return quoted.end() if quoted else 0
    if found := _ENDING.match(rest):
        return found.end()
    if at and rest[0] == text[at - 1] and (found := _ENDING.match(rest, 1)):
        return found.end()
    return None


def genitive_at(text: str, at: int) -> int | None:
    """Length of a genitive ending (s, 's, ') that ends a name at `at`; None when the word goes on."""
    if at >= len(text) or not (is_letter(text[at]) or text[at] == "'"):
        return 0
    found = _GENITIVE.match(text, at)
    if found:
        return found.end() - at
    return 0 if text[at] == "'" else None


def is_letter(letter: str) -> bool:
    """Whether a letter or digit belongs to a Latin word (Han characters do not)."""
    return letter.isalnum() and letter < "\u2e80"


def can_compound(form: str) -> bool:
    """Whether a folded form is long enough, and one word, to be recognised inside a compound."""
    return len(form) >= _MIN_COMPOUND and form.isalpha() and all(c < "\u2e80" for c in form)


def inside_compound(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a part of a longer Danish word and not a piece by chance."""
    before, after = _run_back(text, start), _run_on(text, end)
    rest = text[end : end + after]
    if rest.startswith(_DERIVED):
        return False
    if before and not after:
        return before >= _MIN_PREFIX
    return (not before or before >= _MIN_PART) and after >= _MIN_PART


def other_forms(form: str) -> set[str]:
    """Further folded forms of a term whose stem changes: borgmestre, formænd, forurenede grunde."""
    if not _MAY_CHANGE.search(form):
        return set()
    *first, last = form.split(" ")
    lasts = {last} | _changed_stems(last)
    fronts = {" ".join(first)} | _agreeing(first)
    return {f"{front} {end}".strip() for front in fronts for end in lasts} - {form}


def typed_forms(form: str) -> set[str]:
    """The other ways to type a folded form: omraade for område, århus for aarhus."""
    found = {form}
    for pair in _TYPED:
        found |= {one.replace(old, new) for one in found for old, new in (pair, pair[::-1]) if old in one}
    return found - {form}


def _changed_stems(word: str) -> set[str]:
    stems: set[str] = set()
    if word.endswith("mand"):
        stems |= {word[:-4] + "mænd"}
    if len(word) > _MIN_COMPOUND and word.endswith(("er", "el")):
        stems |= {word[:-2] + word[-1] + "e", word[:-2] + word[-1] + "er"}
    return stems


def _agreeing(words: list[str]) -> set[str]:
    """The words before the noun, with the last of them bent if it is an adjective."""
    if not words or not _ADJECTIVE.search(words[-1]):
        return set()
    *front, word = words
    if word.endswith("et"):
        bent = {word[:-2] + "ede"}
    elif word.endswith("el"):
        bent = {word + "t", word + "le"}
    else:
        bent = {word + "e", word + "t"}
    return {" ".join((*front, w)) for w in bent}


def _run_back(text: str, at: int) -> int:
    run = 0
    while at - run > 0 and is_letter(text[at - run - 1]):
        run += 1
    return run


def _run_on(text: str, at: int) -> int:
    run = 0
    while at + run < len(text) and is_letter(text[at + run]):
        run += 1
    return run

"""A text made comparable, letter by letter: every folded letter knows where it stands in the source."""

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2212-", " "),
        **dict.fromkeys("\t\n\r\u000b\f\u00a0\u2009\u202f\u3000", " "),
        **dict.fromkeys("’‘ʼ´`＇", "'"),
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        "－": " ",
        "İ": "i",
    },
)
# Where one letter of the source is not one letter of the folded text: runs of blanks, invisible
# marks, combining accents, and words cut by a hyphen at the end of a line.
_UNEVEN = re.compile(
    r"[\s\u2010-\u2012\u2212-]{2}|[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|[-\u2010\u2011]\s*[\n\r]",
)
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011][ \t]*\r?\n\s*(?=[a-zæøå])")
_INNER_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """Lower-case text of plain hyphens and single blanks, with the way back to the source.

    `source[origins[i]]` is the letter behind `text[i]`; `origins` None means the same place.
    """

    text: str
    origins: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span behind `text[start:end]` (`start < end`)."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold case, width, hyphens, apostrophes and blanks, so that spellings can be compared."""
    if not _UNEVEN.search(text):
        return Folded(_lower(text.translate(_ONE_TO_ONE)))
    dropped = {i for found in _LINE_END_HYPHEN.finditer(text) for i in range(*found.span())}
    return _pick(text, dropped)


def fold_joined(text: str) -> Folded | None:
    """The same without the hyphens inside words (pilot-projekt); None where there are none."""
    dropped = {found.start() for found in _INNER_HYPHEN.finditer(text)}
    if not dropped:
        return None
    dropped |= {i for found in _LINE_END_HYPHEN.finditer(text) for i in range(*found.span())}
    return _pick(text, dropped)


def folded(form: str) -> str:
    """The folded text alone, for a form that is looked for."""
    form = form.strip()
    if form.isascii() and form.isprintable() and "  " not in form and " -" not in form and "- " not in form:
        return form.translate(_ONE_TO_ONE).lower()  # most forms of most termbases
    if form.isalpha():
        return _lower(form.translate(_ONE_TO_ONE))
    return fold(form).text


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _pick(text: str, dropped: set[int]) -> Folded:
    letters: list[str] = []
    origins: list[int] = []
    for i, letter in enumerate(text.translate(_ONE_TO_ONE)):
        if i in dropped or letter in _INVISIBLE:
            continue
        if letter == " " and letters and letters[-1] == " ":
            continue
        if unicodedata.combining(letter) and letters:
            whole = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(whole) == 1:
                letters[-1], origins[-1] = whole, i
            continue
        letters.append(letter)
        origins.append(i)
    return Folded(_lower("".join(letters)), tuple(origins))

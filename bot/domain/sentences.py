"""Sentences of Danish, English and Chinese text, cut so that the pieces joined give back the text."""

import re

_ABBREVIATIONS = frozenset(  # before a capital letter or a number these end no sentence
    """f.eks bl.a ca d dvs fx hhv inkl ekskl jf kl mio mia mr mrs ms dr nr pkt pct prof red s sml st stk tlf tusind vedr
    vha evt osv p.t pga iht ift mht cand art afs kap o.l u p vs etc e.g i.e no inc ltd co""".split()  # noqa: SIM905  a list of words reads as text
)
_MONTHS = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_END = re.compile(
    r"[。！？；…]+[”’」』）】\"']*\s*"  # Chinese: the mark is enough
    r"|[.!?]+[\"'”’»)\]]*\s+(?=[^\sa-zæøå])"  # Latin: a blank and something that is not a small letter
    r"|[!?]+[\"'”’»)\]]*\s+"
)
_ORDINAL = re.compile(r"\b\d{1,2}\.\s+$")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*\w)?)\.\s+$")
_INITIAL = re.compile(r"\b[^\W\d_]\.\s+$")


def _ends(before: str, after: str) -> bool:
    """Whether a sentence ends between the two: not after "15." in a date, "f.eks." or an initial."""
    if _ORDINAL.search(before):
        return not (re.match(_MONTHS, after, re.IGNORECASE) or after[:1].isdigit()) and len(before.split()) > 1
    if _INITIAL.search(before):
        return False
    word = _LAST_WORD.search(before)
    return word is None or word[1].lower() not in _ABBREVIATIONS


def sentences(text: str) -> list[str]:
    """Cut a line into sentences, each with the blanks that follow it; `"".join` gives the line."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end.end() < len(text) and _ends(text[start : end.end()], text[end.end() :]):
            found.append(text[start : end.end()])
            start = end.end()
    if text[start:]:
        found.append(text[start:])
    return found

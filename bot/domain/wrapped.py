"""Lines that were wrapped by a page or a mail program, joined to running text again."""

import re
from collections.abc import Iterable

_CUT_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_JOINING_WORD = re.compile(r"(?:og|eller|samt|and|or)\b")  # "forretnings- og", "projekter- og": a real hyphen
_HEADING_WORDS = 2
_HEADING_ZH = 8
_WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def join_wrapped(lines: Iterable[str]) -> str:
    """One text of several lines: words cut at a line end are whole again, Chinese gets no blanks."""
    whole = ""
    for line in lines:
        piece = line.strip()
        if _is_heading(whole, piece):
            whole += "\n" + piece
            continue
        if not whole or not piece:
            whole = whole or piece
        elif _is_cut(whole, piece):
            whole = whole[:-1] + piece
        elif _CUT_WORD.search(whole) and not _JOINING_WORD.match(piece) and _name_goes_on(whole, piece):
            whole += piece
        else:
            whole += ("" if _WIDE.match(piece) and _WIDE.search(whole[-1]) else " ") + piece
    return whole


def _is_heading(whole: str, piece: str) -> bool:
    """Whether what came before is a word or two of its own ("Økonomi", 基本情况) and no wrapped line."""
    if not whole or not piece or not whole[-1].isalnum() or "\n" in whole:
        return False
    if _WIDE.match(whole):
        return len(whole) <= _HEADING_ZH and len(piece) > len(whole)
    return len(whole.split()) <= _HEADING_WORDS and piece[0].isupper() and len(piece) > len(whole)


def _is_cut(whole: str, piece: str) -> bool:
    """Whether a word was divided: a hyphen after a letter, and the rest goes on in lower case."""
    return bool(_CUT_WORD.search(whole) and piece[0].islower() and not _JOINING_WORD.match(piece))


def _name_goes_on(whole: str, piece: str) -> bool:
    """Whether a hyphened name runs over the line end (Region-/Midt): the hyphen stays, no blank."""
    return whole[-2:-1].isalpha() and piece[0].isupper()

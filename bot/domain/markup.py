"""What an engine must not touch is hidden behind placeholders, and put back afterwards.

Hidden: Slack's mentions, channels and links, addresses, code, emoji, list markers, telephone numbers,
ISO dates, companies by their legal form, and numbers with a unit that both sides write alike.
Not hidden, because the words around them must be translated: plain numbers, dates in words, money in
words, times of day. Those are compared afterwards (`bot.domain.facts`).

A placeholder is `[#7]`. What people typed that looks like one is hidden itself, so that every
placeholder that comes back is ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.decimals import localised
from bot.domain.pair import Pair

TokenKind = Literal[
    "literal", "code", "slack", "entity", "link", "mail", "emoji", "marker",
    "phone", "date", "company", "quantity", "name", "term",
]  # fmt: skip
OPAQUE = frozenset({"literal", "code", "slack", "entity", "link", "mail", "emoji"})  # a name inside is part of it

_HAN_DIGITS = "一二三四五六七八九十"
_DIGITS = rf"(?:\d{{1,4}}|[{_HAN_DIGITS}]{{1,3}})"
# Engines put blanks in, widen brackets and digits, translate digits, drop the sign; or keep the sign and
# change the brackets, also for those of quotations.
TOKEN = re.compile(
    rf"[\[［【〔]\s*[#＃]?\s*(?P<square>{_DIGITS})\s*[\]］】〕]"
    rf"|[(（{{｛<＜〈《「『]\s*[#＃]\s*(?P<other>{_DIGITS})\s*[)）}}｝>＞〉》」』]"
)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", TOKEN.pattern)
_STRAY = re.compile(r"[#＃]\s*\d")  # what is left of a placeholder that was mangled beyond that

_MONTH = r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)"
_ORDINAL_OF = rf"(?:{_MONTH}|kvartal|halvår|uge|udkast|møde|fase|runde|del\b|quarter|draft|etage|udgave|version)"
_NOT_IN_LINK = r"<>\"“”，。；：！？、（）【】《》"
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]"
_NUMBER = r"\d{1,15}(?:[.,\u00a0 ]\d{3}){0,5}(?:[.,]\d{1,15})?"
_MONEY = r"(?:DKK|EUR|USD|CNY|RMB)"
_SCALED = r"(?!\s*(?:mi[ao]\b|tusind|million|billion|thousand|[万亿]))"  # a word that must be translated follows
_UNIT = (
    r"(?:%|‰|°C|(?:[mµμn]?g|kg)/(?:kg|[lL]|m[3³])(?:\s?TS\b)?|[kcm]?m[²³23]?\b|[kmµμ]?g\b|ha\b|kWh?\b|MWh?\b|dB\b"
    rf"|{_MONEY}\b{_SCALED}(?!\s*\d))"
)
_BULLET = r"[-*•–·▪◦●○◆■□►\ue000-\uf8ff]"
_DECIMAL_MARKER = rf"\d{{1,2}}(?:\.\d{{1,2}})+\.?|\d{{1,2}}\)|\d{{1,2}}\.(?!\s*{_ORDINAL_OF})"
_CHINESE_MARKER = rf"\d{{1,2}}(?:\.\d{{1,2}})*[、．]|[（(]\d{{1,2}}[）)]|[{_HAN_DIGITS}]{{1,3}}、"
_LEGAL = r"(?:A/S|ApS|I/S|P/S|K/S|GmbH|Ltd\.?|Inc\.?|AB)"
_PHONES = (
    r"(?:\+|00)45[ -]?\d{2}(?:[ -]?\d{2}){3}|\d{2}(?: \d{2}){3}",  # Danish: eight digits
    r"(?:\+|00)86[ -]?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|1[3-9]\d{9}",  # Chinese, in a pocket
    r"(?:\+|00)86[ -]?\(?0?\)?[ -]?\d{2,3}[ -]?\d{3,4}[ -]?\d{4}|0\d{2,3}-\d{7,8}",  # Chinese, at a desk
    r"\+\d{1,3}(?:[ -]?\d{2,4}){2,5}",  # elsewhere
)
_PATTERNS: dict[TokenKind, str] = {
    "literal": rf"{_UNNAMED}|[#＃]\s*\d+",
    "code": r"```.*?```|`[^`\n]+`",
    "slack": r"<(?:[@#!]|https?:|mailto:|tel:)[^<>\n]*>",
    "entity": r"&(?:amp|lt|gt);",
    "link": rf"(?:https?://|www\.)[^\s{_NOT_IN_LINK}]*[^\s{_NOT_IN_LINK}.,;:!?)\]'’]",
    "mail": r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "emoji": rf"(?<![0-9A-Za-z]):(?=[0-9_+-]*[a-z+])[a-z0-9_+'-]{{1,80}}:|(?:{_EMOJI}[\ufe0f\u20e3\u200d]*)+",
    "marker": rf"(?m:^[ \t]*)(?:(?:{_BULLET}|{_DECIMAL_MARKER})(?:[ \t]+\[[ xX]?\])?(?=[ \t])|{_CHINESE_MARKER})",
    "phone": rf"(?<![\w+])(?:{'|'.join(_PHONES)})(?!\w|[.,/-]\d)",
    "date": r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])",
    "company": rf"(?:\b[A-ZÆØÅ][\w&.-]{{0,40}}\s){{1,3}}{_LEGAL}(?![\w/])|\bA/S(?![\w/])",
    "quantity": rf"(?<![\w.,/-])(?:{_MONEY}\s?{_NUMBER}(?![\w.,]*\d){_SCALED}|"
    rf"{_NUMBER}(?:\s?[-–—~～]\s?{_NUMBER})?\s?{_UNIT})",
}
_ANY = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `text[start:end]` to hide, and what stands there in the other language."""

    start: int
    end: int
    kind: TokenKind
    value: str


@dataclass(frozen=True, slots=True)
class Token:
    """What `[#number]` stands for: `source` was typed, `value` comes back."""

    number: int
    kind: TokenKind
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text an engine may see; each token stands in it exactly once, numbered from 1."""

    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its tokens put back, and what went wrong with them, by number."""

    text: str
    missing: tuple[int, ...]
    doubled: tuple[int, ...]
    unknown: tuple[str, ...]  # what looks like a placeholder or the remains of one, and is none of ours

    @property
    def whole(self) -> bool:
        """Whether every token came back exactly once and nothing else did."""
        return not (self.missing or self.doubled or self.unknown)


def spans(text: str, pair: Pair | None = None) -> list[Span]:
    """What of a text is hidden, in order; with a pair, decimal marks are the target's."""
    return [_span(found, pair) for found in _ANY.finditer(text)]


def _span(found: re.Match[str], pair: Pair | None) -> Span:
    kind = next(kind for kind in _PATTERNS if found.group(kind) is not None)
    start = found.end() - len(found.group().lstrip())
    source = found.group().lstrip()
    value = localised(source, pair) if kind == "quantity" and pair else source
    return Span(start, found.end(), kind, value)


def hide(text: str, pair: Pair | None = None, names: Sequence[Span] = ()) -> Hidden:
    """Replace what must not change by placeholders, in one pass.

    Args:
        text: as people wrote it.
        pair: numbers with units come back in the target's notation; without it as they were.
        names: spans of names and terms, in order, not overlapping; one inside an address or code gives way.
    """
    markup = spans(text, pair)
    opaque = [span for span in markup if span.kind in OPAQUE]
    kept = [name for name in names if not any(_overlap(name, span) for span in opaque)]
    chosen = [span for span in markup if not any(_overlap(span, name) for name in kept)]
    return _masked(text, sorted([*chosen, *kept], key=lambda span: span.start))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _masked(text: str, chosen: Sequence[Span]) -> Hidden:
    pieces: list[str] = []
    tokens: list[Token] = []
    at = 0
    for number, span in enumerate(chosen, start=1):
        pieces += (text[at : span.start], f"[#{number}]")
        tokens.append(Token(number, span.kind, text[span.start : span.end], span.value))
        at = span.end
    return Hidden("".join([*pieces, text[at:]]), tuple(tokens))


def split(text: str) -> tuple[list[str], list[int]]:
    """The stretches between placeholders and the placeholders' numbers: n + 1 and n of them."""
    gaps: list[str] = []
    numbers: list[int] = []
    at = 0
    for found in TOKEN.finditer(text):
        gaps.append(text[at : found.start()])
        numbers.append(_number(found["square"] or found["other"]))
        at = found.end()
    return [*gaps, text[at:]], numbers


def _number(digits: str) -> int:
    """7 for "7", "７" and "七"; 12 for "十二"."""
    if digits[0] not in _HAN_DIGITS:
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    value = _HAN_DIGITS.find(ones) + 1 if ones else 0
    return value + (10 * (_HAN_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


def restore(hidden_translation: str, tokens: Sequence[Token]) -> Restored:
    """Put back what was hidden, tolerant of what engines do to placeholders; never raises."""
    return joined(*split(hidden_translation), tokens)


def joined(gaps: Sequence[str], numbers: Sequence[int], tokens: Sequence[Token]) -> Restored:
    """Stretches and tokens in turn, and what is wrong with the tokens."""
    values = {token.number: token.value for token in tokens}
    parts = [gaps[0]]
    for number, gap in zip(numbers, gaps[1:], strict=True):
        parts += (values.get(number, f"[#{number}]"), gap)
    strange = [f"[#{number}]" for number in numbers if number not in values]
    strange += [found for gap in gaps for found in _STRAY.findall(gap)]
    return Restored(
        "".join(parts),
        missing=tuple(number for number in values if number not in numbers),
        doubled=tuple(number for number in values if numbers.count(number) > 1),
        unknown=tuple(strange),
    )

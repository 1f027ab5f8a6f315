"""Whether the numbers, dates and times of a text are all in its translation, and no others."""

import re
from collections.abc import Callable
from decimal import Decimal

from bot.domain.chinese_numbers import in_digits
from bot.domain.decimals import NUMBER, value_of
from bot.domain.language import Language
from bot.domain.number_words import in_words, months, stands_in_words
from bot.domain.pair import Pair

_SCALES = (
    (9, r"mia\b|milliarder?\b|billions?\b|十亿"),
    (8, r"亿"),
    (7, r"千万"),
    (6, r"mio\b|millioner?\b|millions?\b|百万"),
    (4, r"万"),
    (3, r"tusinde?\b|thousands?\b|千(?!克|米|瓦)"),
)
_SCALE = re.compile(r"\s*(?:" + "|".join(f"(?P<e{power}>{words})" for power, words in _SCALES) + ")", re.IGNORECASE)
_TIME = re.compile(
    r"(?:kl\.?|klokken)\s*(?P<h1>\d{1,2})(?:[.:](?P<m1>\d{2}))?(?!\d)"
    r"|(?<![\d:])(?P<h2>\d{1,2}):(?P<m2>\d{2})(?!:?\d)"
    r"|(?:(?P<pm>下午|晚上|傍晚)\s{0,3})?(?<![\d第.])(?P<h3>\d{1,2})\s*[点时](?!间|候|意见|建议|要求|内容|共识|说明|希望|原因)"
    r"(?:(?P<m3>\d{1,2})分?|(?P<half>半))?"
    r"|(?<!\d)(?P<h4>\d{1,2})(?:[.:](?P<m4>\d{2}))?\s*(?P<ampm>[ap])\.?m\b",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<!\d)(\d{2})世纪(\d{2})年代|(?<!\d)(\d{3}0)(?:['’]?erne|s\b)")
_PERCENT = re.compile(r"[%％]|\b(?:pct|procent|percent|per cent)\b|百分", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?<![A-Za-z\d])(?!CO2|NOx?\d|SO\d|[QHONF]\d)[A-ZÆØÅ]{1,4}[-–]?\d{1,6}(?![A-Za-z\d])")  # B7
_BROKEN: dict[Language, re.Pattern[str]] = {  # a date or an ordinal that has lost its number
    "da": re.compile(
        r"\b(?:den|i|fra|til|kl)\.? \. \w+|\bden (?:januar|februar|marts|april|juni|juli|august)\b|\(\s*\)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:the|on) (?:th|st|nd|rd)\b|\bon\s+(?:January|February|March|April|June|July|August)\b|\(\s*\)"
    ),
    "zh": re.compile(
        r"年月|月日|年日|(?<![\d一二三四五六七八九十个本当上下每逐同几数按])月\d{1,2}日|第(?=[季阶]|[，。])|[(（]\s*[)）]"
    ),
}
_ISO_MONTH = re.compile(r"(?<!\d)\d{4}-(\d{2})-\d{2}(?!\d)")
_CHINESE_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*月")
_RANGE = re.compile(r"\s*(?:[-–—~～至到]|til|to)\s*(?=\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:[./](\d{1,2})[./-](\d{4}|\d{2})|/(\d{1,2}))(?!\d)")
_CENTURY = 2000
_TWO_DIGITS = 100
_NOON = 12


def facts_differ(source: str, target: str, pair: Pair) -> list[str]:
    """The numbers of the source that are not in the target ("-15") and the other way round ("+16").

    Compared by value: "15. marts" with "3月15日", "1,5 mio." with "150万", "kl. 14.30" with
    "下午2点半", "12,5" with "12.5". A small number may be a word on the other side ("2 møder", "两次会议").
    Each number counts once, however often it stands there.
    """
    mine, theirs = facts(source, pair.source), facts(target, pair.target)
    gone = [f"-{name}" for name in _IDENTIFIER.findall(source) if name not in target]
    gone += [f"-{fact}" for fact in mine if fact not in theirs and not stands_in_words(fact, target, pair.target)]
    come = [f"+{fact}" for fact in theirs if fact not in mine and not stands_in_words(fact, source, pair.source)]
    others = _months_differ(source, target, pair)
    return [*dict.fromkeys(gone + come + others), *_BROKEN[pair.target].findall(target)]


def _months_differ(source: str, target: str, pair: Pair) -> list[str]:
    """Months alone: the 4 of "4. april" must not stand in for a lost month."""
    mine, theirs = _month_set(source, pair.source), _month_set(target, pair.target)
    return [f"-{month}" for month in sorted(mine - theirs)] + [f"+{month}" for month in sorted(theirs - mine)]


def _month_set(text: str, language: Language) -> set[int]:
    named = set(months(text, language))
    named |= {int(found[1]) for found in _CHINESE_MONTH.finditer(in_digits(text))} if language == "zh" else set()
    named |= {int(found[1]) for found in _ISO_MONTH.finditer(text)}
    return named | {int(found[2] or found[4]) for found in _DAY.finditer(text)}


def facts(text: str, language: Language) -> list[str]:
    """The numbers, days, months and times of day of a text by value, each once.

    A time is "14:30", a percentage its number and "%", everything else a plain number with a decimal
    point; "15.3.2017" is 15, 3 and 2017. Numbers in words are among them where they are beyond doubt.
    """
    found: dict[str, None] = {}
    rest = _take(in_digits(text) if language == "zh" else text, _DECADE, _decade, found)
    rest = _take(rest, _TIME, _time, found)
    rest = _take(rest, _DAY, _day, found)
    found.update(dict.fromkeys(str(month) for month in months(rest, language)))
    for number in NUMBER.finditer(rest):
        found[_scaled(value_of(number[0], language), _behind(rest, number.end()))] = None
    found.update(dict.fromkeys(in_words(rest, language)))
    if _PERCENT.search(rest):
        found["%"] = None
    return list(found)


def _behind(text: str, end: int) -> str:
    """What follows a number; of a range what follows its end, so that "3-5 mio." are two times millions."""
    dash = _RANGE.match(text, end)
    other = NUMBER.match(text, dash.end()) if dash else None
    return text[other.end() : other.end() + 20] if other else text[end : end + 20]


def _decade(match: re.Match[str]) -> list[str]:
    """20世纪90年代, 1990'erne and 1990s: the year it begins with."""
    century, decade, year = match.groups()
    return [year or str((int(century) - 1) * 100 + int(decade))]


def _take(
    text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], list[str]], found: dict[str, None]
) -> str:
    """The text without what the pattern finds; what that means is put into `found`."""

    def take(match: re.Match[str]) -> str:
        found.update(dict.fromkeys(read(match)))
        return " "

    return pattern.sub(take, text)


def _time(match: re.Match[str]) -> list[str]:
    """Hours and minutes on the clock of 24 hours."""
    said = match.groupdict()
    hour = int(next(said[name] for name in ("h1", "h2", "h3", "h4") if said[name]))
    minute = next((said[name] for name in ("m1", "m2", "m3", "m4") if said[name]), "30" if said["half"] else "0")
    afternoon = said["pm"] or (said["ampm"] or "").lower() == "p" or bool(said["h3"] and _goes_on(match))
    if afternoon and hour < _NOON:
        hour += _NOON
    return [f"{hour:02}:{int(minute):02}"]


def _goes_on(match: re.Match[str]) -> bool:
    """Whether an hour without a word before it goes on in the afternoon: 下午2点至5点."""
    before = match.string[: match.start()]
    return max(map(before.rfind, ("下午", "晚上", "傍晚"))) > max(map(before.rfind, ("上午", "早上", "日", "。")))


def _day(match: re.Match[str]) -> list[str]:
    """Day, month and year; a year of two digits is one of this century."""
    day, month, year, only_month = match.groups()
    numbers = [int(day), int(month or only_month)]
    if year:
        numbers.append(int(year) + (_CENTURY if int(year) < _TWO_DIGITS else 0))
    return [str(number) for number in numbers]


def _scaled(value: str, after: str) -> str:
    """The value with the word that follows it: 1.5 before "mio." and 150 before 万 are both 1500000."""
    scale = _SCALE.match(after)
    if scale is None:
        return value
    power = int((scale.lastgroup or "e0")[1:])
    return format((Decimal(value) * 10**power).normalize(), "f")

"""Whether a sentence and its translation deny equally much: a lost "not" turns a decision round.

Each side is counted as a range: words that always deny count one, words that deny in one language and
not in the other (mangler, 缺, uafklaret, 非) count none or one. Where the ranges do not meet, a "not"
was lost or has come. Idioms that deny nothing (ikke mindst, 不断, not only) count none.
"""

import re
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.pair import Pair


class Denied(NamedTuple):
    """How often a text denies, at least and at most, and the words that do so."""

    least: int
    most: int
    words: tuple[str, ...]


_IDIOMS: dict[Language, str] = {
    "da": r"ikke (?:kun|bare|alene|blot|mindst|desto mindre)|om ikke andet|uden for|uden om|ikke sandt|uden videre"
    r"|(?:om|hvorvidt) eller ej|eller ej\b|uden ?for",
    "en": r"not (?:only|just|merely|least)|whether or not|if not\b|nothing but|no\. ?\d|no doubt|without doubt"
    r"|non-profit",
    "zh": r"不[仅但只光断同久过管论然错愧妨禁等]|不得不|不可不|不能不|无不|无锡|无论|无人机|无线|无机|无害化|无偿"
    r"|无障碍"
    r"|无疑"
    r"|非[常洲得]|未来|差不多|不动产|不锈钢|是否|能否|可否|与否|会否|[是要能会]不[是要能会]|可不可以|对不起|了不起|从不同|不少(?!于)"
    r"|别[的处墅]|个别|分别|特别|类别|级别|区别|识别|性别|辨别|差别|国别|鉴别|没收|不一(?!致|样|定)",
}
_MAYBE: dict[Language, str] = {
    "da": r"hverken|medmindre|hvis ikke|mang(?:el|ler|lede|let|lende)\w*|undla\w*|und(?:går?|gik|gået|gås|gåes)\b"
    r"|undt\w+|forb(?:ud|yd|ød)\w*"
    r"|afvi[st]\w*|afsl(?:å|og|ag)\w*|nægt\w*|udestå\w*|fravær\w*|ellers|ophør\w*|stop\w*|afly[st]\w*|fritag\w*"
    r"|ekskl\w*|først\b|bortset"
    r"|udsæt\w*|udsat\w*|udsky\w*|udskudt|mislyk\w*|forhindr\w*|hindr\w*|højst|maks\w*|senest|mindst|minimum|inden"
    r"|inden for|kun|under|nej|for \w+ til at"
    r"|uden tvivl|overholde\w*|u(?!d|g[ea]|n(?:der|g|i)|t|r)[a-zæøå]{3,}|urealis\w*|urørt\w*|uro\w*"
    r"|[a-zæøå]{3,}(?:løst?|løse|frit?|frie)|knap|sjældent|endnu"
    r"|overskrid\w*|uvist|forkert\w*|få\b|lidt\b|non-\w+",
    "en": r"un(?!ti|de|it|iv|io|iq|if)\w{3,}|non-?\w+|in(?:valid|sufficient|correct|complete|dependent|formal"
    r"|adequate)\w*|il(?:legal)\w*|im(?:possible)\w*"
    r"|lack\w*|missing|fail\w*|refus\w*|reject\w*|avoid\w*|prohibit\w*|forbid\w*|forbidden|ban(?:ned)?|unless"
    r"|otherwise|absence|except\w*"
    r"|pending|yet|stop\w*|cancel\w*|nor|at (?:most|least)|max\w*|minimum|only|within|up to|under|below|before|few"
    r"|little|exclu\w*|exempt\w*|refrain\w*"
    r"|prevent\w*|den(?:y|ied|ies)|declin\w*|postpone\w*|outstanding|remain\w*|dis\w{4,}|hardly|short of|wrong\w*"
    r"|exceed\w*|instead|free of|\w+-free|\w{3,}less",
    "zh": r"非|缺|禁止|严禁|拒绝|否认|否决|否则|避免|免[除于费]|除[^，。]{1,12}外|除非|待定|有待|停止"
    r"|取消|推迟|暂停|不足|不便|不明|不利|不良|不满|不含|不计"
    r"|不变|不合格|不达标|不包括|不可或缺|不定期|不易|不远|不够|不确定|不同意见|尚|仅|才|莫|之前|以前|前(?=完成|提交|不)|失败|无需|不用|免|以内|不一致|不一定|[从绝]不|不要|防止|阻止",
}
_SURELY: dict[Language, str] = {
    "da": r"ikke(?:-\w+)?|ingen(?:ting|sinde)?|intet|aldrig|ej|uden|næppe|umulig\w*",
    "en": r"not|\w+n[’']t|cannot|no|never|without|neither|none|nobody|nothing",
    "zh": r"没有?|未|勿|别|并非|绝非|而非|无|不",
}
_DOUBLE: dict[Language, str] = {"da": r"hverken", "en": r"neither", "zh": r"既不|既没|既无|也不|也没|也未|又不"}


def _pattern(language: Language) -> re.Pattern[str]:
    groups = (("idiom", _IDIOMS), ("maybe", _MAYBE), ("surely", _SURELY))
    edge = "" if language == "zh" else r"\b"
    return re.compile(
        "|".join(f"(?P<{name}>{edge}(?:{words[language]}){edge})" for name, words in groups), re.IGNORECASE
    )


_LANGUAGES: tuple[Language, ...] = ("da", "zh", "en")
_PATTERNS = {language: _pattern(language) for language in _LANGUAGES}
_DOUBLES = {language: re.compile(words, re.IGNORECASE) for language, words in _DOUBLE.items()}


def denied(text: str, language: Language) -> Denied:
    """How often a text denies something."""
    least = most = 0
    words: list[str] = []
    for found in _PATTERNS[language].finditer(text):
        if found.lastgroup == "idiom":
            continue
        most += 1
        if found.lastgroup == "surely" or found[0].lower() == "hverken":
            least += 1
            words.append(found[0])
    doubles = len(_DOUBLES[language].findall(text))
    if language == "zh":
        return Denied(max(least - doubles, min(least, 1)), most, tuple(words))
    return Denied(least, most + doubles, tuple(words))


def negation_differs(source: str, translation: str, pair: Pair) -> tuple[str, ...] | None:
    """The words that deny on the side that does so more; None where both deny equally much."""
    mine, theirs = denied(source, pair.source), denied(translation, pair.target)
    if mine.least > theirs.most:
        return mine.words
    return theirs.words if theirs.least > mine.most else None

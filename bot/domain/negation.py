"""Whether a sentence and its translation deny equally much: a lost "not" turns a decision round.

Each side is counted as a range: words that always deny count one, words that deny in one language and
not in the other (mangler, 缺, uafklaret, 非) count none or one. Where the ranges do not meet, a "not"
was lost or has come. Idioms that deny nothing (ikke mindst, 不断, not only) count none.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.pair import Pair


class Denied(NamedTuple):
    """How often a text denies, at least and at most, and the words that do so."""

    least: int
    most: int
    words: tuple[str, ...]


_IDIOMS: dict[Language, str] = {
    "da": r"ikke (?:undgå|kun|bare|alene|blot|mindst|desto mindre|sandt)|om ikke andet|uden ?for|uden om|uden videre|uanset"  # noqa: E501  words of one idea
    r"|(?:om|hvorvidt) eller ej|eller ej",
    "en": r"not (?:only|just|merely|least)|whether or not|nothing but|no\. ?\d|no matter|non-profit"
    r"|no later than|no (?:less|more|fewer) than",
    "zh": r"不[仅但只光断久过管论然错愧妨禁等]|不同(?!意(?!见))|不得不|不可不|不能不|无不|无锡|无论|无人机|无线|无机"
    r"|(?:带来|造成|诸多)不便|不便之处|无害化|无偿|无障碍|非[常洲得]|未来|差不多|不动产|不锈钢|不少(?!于)|对不起|了不起|否则|没收"
    r"|既然"
    r"|[是能可与会]否|[是要能会]不[是要能会]|可不可以|别的|别[处墅]|[个分特类级区识性辨差国鉴]别",
}
_MAYBE: dict[Language, str] = {
    "da": r"u(?!d|g[ea]|n(?:der|dt|g|i)|t|r)[a-zæøå]{3,}|[a-zæøå]{3,}(?:løst?|løse|frit?|frie)"
    r"|non-\w+|stop\w*|afly[st]\w*|fritag\w*|hindr\w*",
    "en": r"un(?!ti|de|it|iv|io|iq|if|le)\w{3,}|non-?\w+|in(?:valid|correct|complete|dependent|formal|adequate)\w*|illegal\w*"  # noqa: E501  words of one idea
    r"|hardly|exempt\w*|dis(?:c\w*nt|sat|ab)\w*|free of|\w+-free|fail\w*|cancel\w*|stop\w*|yet to|avoid\w*|declin\w*",
    "zh": r"(?:不得?|未|没有|不可|不应)(?:超过|晚于|迟于|少于|低于|高于|多于|大于|小于)|非|有待|停止|取消|防止|阻止|不合格|不达标"  # noqa: E501  words of one idea
    r"|不便|不利|不良|莫",
}
_SURELY: dict[Language, str] = {
    "da": r"ikke(?:-\w+)?|ingen(?:ting|sinde)?|intet|aldrig|ej|uden|næppe|hverken|umulig\w*|nej",
    "en": r"not|\w+n[’']t|cannot|no|never|without|neither|none|nobody|nothing",
    "zh": r"没有?|未|勿|别|并非|绝非|而非|无|不|缺[少乏]|禁止|严禁|拒绝|否决|避免|以免",
}
# One idea that each language denies in its own way: what stands on both sides is taken out of both.
_IDEAS: tuple[Mapping[Language, str], ...] = (
    {"da": r"ikke [^.,;]{0,40}?(?:mere|flere|dybere|længere|højere|senere|mindre|færre|lavere|overs[kt]\w*|over)"
     r"|højst|maks\w*|senest|mindst|minimum|op til",
     "en": r"not [^.,;]{0,40}?(?:exceed\w*|more|later|deeper|longer|higher|less|fewer|over)|at (?:most|least)|no (?:more|later|less|fewer) than"  # noqa: E501  words of one idea
     r"|max\w*|minimum|up to",
     "zh": r"(?:不[得能应可]?|未|没有)(?:超过|晚于|迟于|少于|低于|高于|多于|大于|小于)"},
    {"da": r"(?:ingen|uden) tvivl", "en": r"(?:no|without) doubt|undoubtedly", "zh": r"无疑|没有疑问|肯定|必然"},
    {"da": r"medmindre|hvis ikke", "en": r"unless|if not", "zh": r"除非|[若如](?:果)?[^，。]{0,12}(?:未|不|没有|无)"},
    {"da": r"ekskl\w*|fraregnet", "en": r"exclu\w*|net of", "zh": r"[不未](?:含|包括|计)"},
    {"da": r"u(?:klar|afklaret|kendt|vis)\w*", "en": r"un(?:clear|known|certain|resolved)", "zh": r"不(?:明|清|确定)|未[知明定]|待定|待明确|(?:明确|确定|查明|澄清)[之以]?前"},  # noqa: E501  words of one idea
    {"da": r"uenig\w*", "en": r"disagree\w*", "zh": r"意见不一|不一致|不同意|分歧|未[^，。]{0,20}一致|异议"},
    {"da": r"mang(?:el|ler|lede|let|lende)\w*|savn\w*|utilstrækkelig\w*", "en": r"lack\w*|missing|wanting", "zh": r"缺|不足|未|没有?|无|欠"},  # noqa: E501  words of one idea
    {"da": r"forb(?:ud|yd|ød)\w*", "en": r"prohibit\w*|forbid\w*|ban(?:ned)?", "zh": r"禁止?|严禁|不得|不准|不允许|不可"},  # noqa: E501  words of one idea
    {"da": r"afvi[st]\w*|afsl(?:å|og|ag)\w*|nægt\w*", "en": r"refus\w*|reject\w*|declin\w*|den(?:y|ied|ies)",
     "zh": r"拒绝|否决|否认|驳回|不(?:同意|接受|予)|未(?:通过|获)"},
    {"da": r"und(?:gå|gik|gås)\w*", "en": r"avoid\w*", "zh": r"避免|防止|以免|规避"},
    {"da": r"(?:ingen|ikke|uden) overskr\w*", "en": r"(?:no|not) exceed\w*", "zh": r"达标|合格|[未不]超标|[不未]超过"},
    {"da": r"u(?:bebyg|brug|udnyt)\w*", "en": r"un(?:built|used|developed)", "zh": r"未[^，。]{0,3}(?:开发|建|利用|使用)|空置|闲置"},  # noqa: E501  words of one idea
    {"da": r"uafhængig\w*", "en": r"independent\w*", "zh": r"独立|自主|无关|不(?:受|依赖)"},
    {"da": r"ubestemt", "en": r"indefinite\w*", "zh": r"无限期|不定|待定"},
    {"da": r"undla\w*", "en": r"refrain\w*|fail\w*", "zh": r"避免|勿|不"},
    {"da": r"forhindr\w*|fravær\w*", "en": r"prevent\w*|absen\w*|unable", "zh": r"未能|不能|无法|未|缺席|不在|防止|阻止"},  # noqa: E501  words of one idea
    {"da": r"mislyk\w*", "en": r"fail\w*|unsuccessful\w*", "zh": r"失败|未成功|未果|没有成功"},
    {"da": r"udestå\w*", "en": r"outstanding|pending", "zh": r"未|待|尚"},
    {"da": r"uændret", "en": r"unchanged", "zh": r"不变|照常|如常|保持|维持|(?:未|没有?|无)[^，。]{0,4}变"},
    {"da": r"i stedet for|frem for|snarere end", "en": r"instead of|rather than",
     "zh": r"而不是?|而非|不是|代替|替代|取代|改[为用]"},
    {"da": r"ikke (?:bare|blot|kun|alene|uden videre)", "en": r"not (?:just|simply|merely|only)",
     "zh": r"不[能可得应要]*(?:只是?|仅仅?|简单|单纯?|光|一味)"},
)  # fmt: skip
# What only Chinese says with a denial: beside the words of the other language that denial may be missing there.
_CHINESE_WAYS: tuple[Mapping[Language, str], ...] = (
    {"da": r"(?:mindre|færre|kortere|lavere) end|under|knap", "en": r"(?:less|fewer|shorter) than|under|short of",
     "zh": r"不[到足满](?=[一二两三四五六七八九十半百千\d])"},
    {"da": r"svær\w*|vanskelig\w*", "en": r"difficult\w*|hard", "zh": r"不(?:容易|易)"},
    {"da": r"dårlig\w*|ringe|forkert\w*|fejl\w*", "en": r"poor\w*|bad(?:ly)?|wrong\w*|errors?",
     "zh": r"不(?:好|佳|理想|正确|对|当)"},
    {"da": r"få|sjælden\w*", "en": r"few|rare(?:ly)?|seldom", "zh": r"不[多常]"},
    {"da": r"husk\w*", "en": r"remember\w*", "zh": r"(?:不要|别|勿)忘"},
    {"da": r"nødvendig\w*|uundværlig\w*|afgørende", "en": r"indispensable|essential|crucial|necessary",
     "zh": r"必不可少|不可或?缺少?"},
    {"da": r"forskellig\w*|varier\w*|afvig\w*", "en": r"differ\w*|var(?:y|ies|ied)",
     "zh": r"不一(?!致)|不尽相同|不等|不相同"},
    {"da": r"fortrolig\w*|hemmelig\w*", "en": r"confidential|secret",
     "zh": r"[不勿未][^，。]{0,4}(?:公开|外传|泄露|披露)"},
    {"da": r"udgå\w*|ophør\w*|bortfald\w*|indstil\w*", "en": r"ceas\w*|discontinu\w*", "zh": r"不再"},
    {"da": r"forsink\w*|for sen\w*", "en": r"delay\w*|late", "zh": r"[未不没]有?能?(?:按[时期]|及时|如期|准时)"},
    {"da": r"før|inden|indtil", "en": r"before|until", "zh": r"未[^，。；]{1,12}[之以]?前"},
    {"da": r"gratis|vederlagsfri\w*", "en": r"free(?: of charge)?", "zh": r"不(?:收费|收取费用|另收费)"},
)  # fmt: skip
# "At most": without its 不, 超过 says the opposite.
_NO_MORE: dict[Language, str] = {
    "da": r"højst|maks\w*|senest|op til|ikke|ingen|inden|mindst|minimum|under",
    "en": r"at (?:most|least)|max\w*|no |not|up to|within|by|below|minimum",
    "zh": r"[不未没][^，。]{0,4}(?:超过|晚于|迟于|高于|多于|大于|少于|低于)|最[多高迟晚少低]|至[多少迟]|以[内下上前]",
}
_MORE: dict[Language, str] = {
    "da": r"over\b|mere|flere|overs[kt]\w*|højere|dybere|længere|senere|mindre|færre|under|lavere|efter",
    "en": r"over|more|exceed\w*|above|higher|later|deeper|longer|less|fewer|below|lower",
    "zh": r"(?<!不得)(?<![不未没可有能最])(?:超过|晚于|迟于|高于|多于|大于|少于|低于)",
}
_ALSO_NOT = re.compile(r"也(?:尚?未|没有?|不|无)")
_NEITHER = re.compile(r"既(?:不|没|无|未|非)[^。]{0,60}?也(?:尚?未|没有?|不|无|非)")


_HALF_NEITHER = re.compile(
    r"既(?![不未没无非然])[^，。]{0,40}，?也[不未没无]|既[不未没无][^，。]{0,40}，也(?![^，。]{0,3}[不未没无])"
)


def _edged(words: str, language: Language) -> re.Pattern[str]:
    """The words as whole words; Chinese has no edges."""
    return re.compile(words if language == "zh" else rf"\b(?:{words})\b", re.IGNORECASE)


def _pattern(language: Language) -> re.Pattern[str]:
    ideas = "" if language == "zh" else "|" + "|".join(idea[language] for idea in _IDEAS[1:])
    groups = (("idiom", _IDIOMS[language]), ("surely", _SURELY[language] + ideas), ("maybe", _MAYBE[language]))
    if language == "zh":
        groups = (groups[0], groups[2], groups[1])  # without edges the longer words come first
    edge = "" if language == "zh" else r"\b"
    return re.compile("|".join(f"(?P<{name}>{edge}(?:{words}){edge})" for name, words in groups), re.IGNORECASE)


_LANGUAGES: tuple[Language, ...] = ("da", "zh", "en")
_PATTERNS = {language: _pattern(language) for language in _LANGUAGES}
_IDEA_PATTERNS = [{language: _edged(idea[language], language) for language in _LANGUAGES} for idea in _IDEAS]
_CHINESE_WAY_PATTERNS = [{one: _edged(way[one], one) for one in _LANGUAGES} for way in _CHINESE_WAYS]
_NO_MORE_PATTERNS = {language: _edged(words, language) for language, words in _NO_MORE.items()}
_MORE_PATTERNS = {language: _edged(words, language) for language, words in _MORE.items()}


def denied(text: str, language: Language) -> Denied:
    """How often a text denies something."""
    least = most = 0
    words: list[str] = []
    for found in _PATTERNS[language].finditer(text):
        if found.lastgroup == "idiom":
            continue
        most += 1
        if found.lastgroup == "surely":
            least += 1
            words.append(found[0])
    if language == "zh":
        least, most = max(least - len(_ALSO_NOT.findall(text)), min(least, 1)), most - len(_NEITHER.findall(text))
    return Denied(least, max(least, most), tuple(words))


def negation_differs(source: str, translation: str, pair: Pair) -> tuple[str, ...] | None:
    """The words that deny on the side that does so more; None where both deny equally much."""
    if turned := _turned(source, translation, pair):
        return turned
    source, translation = _without_shared(source, translation, pair)
    mine, theirs = denied(source, pair.source), denied(translation, pair.target)
    latin = theirs if pair.source == "zh" else mine
    spared = 0 if latin.least else _spared(source, translation, pair)  # else the two denials answer each other
    if mine.least - (spared if pair.source == "zh" else 0) > theirs.most:
        return mine.words
    if pair.target == "zh":
        theirs = theirs._replace(least=theirs.least - spared)
    return theirs.words if theirs.least > mine.most else None


def _without_shared(source: str, translation: str, pair: Pair) -> tuple[str, str]:
    """Both sides without the ideas that each denies in its own way."""
    for idea in _IDEA_PATTERNS:
        own, other = idea[pair.source], idea[pair.target]
        shared = min(len(own.findall(source)), len(other.findall(translation)))
        if shared:
            source, translation = own.sub(" ", source, count=shared), other.sub(" ", translation, count=shared)
    return source, translation


def _spared(source: str, translation: str, pair: Pair) -> int:
    """How many denials of the Chinese side need not stand on the other, which says the same without one."""
    return sum(
        min(len(way[pair.source].findall(source)), len(way[pair.target].findall(translation)))
        for way in _CHINESE_WAY_PATTERNS
        if "zh" in {pair.source, pair.target}
    )


def _turned(source: str, translation: str, pair: Pair) -> tuple[str, ...]:
    """A bound that became its opposite (不得超过40页 as "over 40 sider"), or a 既不 … 也 that lost its second 不."""
    sides = ((translation, pair.target, source, pair.source), (source, pair.source, translation, pair.target))
    for one, language, other, its in sides:
        if language != "zh":
            continue
        if half := _HALF_NEITHER.search(one):
            return (half[0],)
        more = _MORE_PATTERNS["zh"].search(one)
        if more and _NO_MORE_PATTERNS[its].search(other) and not _MORE_PATTERNS[its].search(other):
            return (more[0],)
    return ()

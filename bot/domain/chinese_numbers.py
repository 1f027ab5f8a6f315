"""Numbers written in Chinese characters: which a text surely says, and which it may say."""

import re
from collections.abc import Iterator

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_RUN = re.compile(r"(?<![\d.])[〇零一二两三四五六七八九十百千万亿]+")
_SINGLE = "[一二两三四五六七八九]"
_NEVER = re.compile(  # characters of numbers that count nothing
    r"(?:周|星期|礼拜)[一二三四五六]|万一|十分(?!钟|之)|千万(?=不|要|别|注意)|一[致般些直定切起样旦并同再律向]|[统唯同单专不进第]一(?!个|次|期|季|阶)"
    r"|三角洲|三峡|四川|百姓|万科|千瓦|千克|千米|[三四五六七八九]氯|[两二]噁英|二手|两者|双碳"
)
_PLAN = re.compile(
    r"[“\"「]?(十[一二三四五])五[”\"」]?(?=规划|计划|期间|时期|环保|土壤|末|初)"
)  # the 13th five-year plan
_COUNTED = re.compile(
    r"[个次名位项份年月日天周米吨处家块轮期批条座亩公元种类辆台件倍组层口章页升度季届版稿部套眼]|人(?!民|员|类|才|事)"
    r"|小时|阶段|步(?!骤)|点(?=意见|建议|要求|内容|共识|说明|半|钟|整)|分钟|场(?!地)|级"
)
_HALF = re.compile(rf"({_SINGLE}|十|(?<!\d)\d{{1,4}})(?:个|年|天|周|倍|小时|点)半")
_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_MONTH = re.compile(r"(?<![个第\d])(?:十[一二]?|[一二三四五六七八九])(?=月)")
_CLOCK = re.compile(
    r"(?P<day>上午|下午|中午|早上|晚上|傍晚)(?P<h1>[一二两三四五六七八九十]{1,3})(?=[点时])"
    r"|(?P<h2>[一二两三四五六七八九十]{1,3})(?=点(?:半|整|钟))"
)
_SHARE = re.compile(r"百分之([〇零一二两三四五六七八九十百]+)(?:点([〇零一二三四五六七八九]+))?")
_DECIMAL = re.compile(r"([〇零一二两三四五六七八九十百]+)点([〇零一二三四五六七八九]+)(?=[个米吨万亿倍公年亩%])")
_FIRST = re.compile("首[次个批期场届轮份家先席]|单")
_OTHER_SOFT = {"双": "2", "对": "2", "俩": "2", "半": "0.5"}


def in_digits(text: str) -> str:
    """二〇一七年, 下午两点, 百分之十五 and 一点五亿 with digits; the rest as it is."""
    text = _YEAR.sub(lambda found: "".join(str(_DIGITS[digit]) for digit in found[0]), text)
    text = _MONTH.sub(lambda found: str(_value(found[0]) or found[0]), text)
    text = _CLOCK.sub(lambda found: (found["day"] or "") + str(_value(found["h1"] or found["h2"]) or 0), text)
    text = _SHARE.sub(lambda found: f"{_value(found[1]) or 0}{_after_point(found[2])}%", text)
    return _DECIMAL.sub(lambda found: f"{_value(found[1]) or 0}{_after_point(found[2])}", text)


def surely(text: str) -> Iterator[str]:
    """The numbers that are counts, dates or ordinals beyond doubt: 十五日, 三百, 两次, 第二; never 一."""
    yield from (str(_value(plan[1])) for plan in _PLAN.finditer(text))
    text = _PLAN.sub(" ", _NEVER.sub(" ", text))
    for half in _HALF.finditer(text):
        whole = half[1] if half[1].isdecimal() else _value(half[1])
        yield f"{whole}.5"
    text = _HALF.sub(" ", text)
    for run in _RUN.finditer(text):
        value = _value(run[0])
        if value is not None and _counts(text, run):
            yield str(value)


def perhaps(text: str) -> set[str]:
    """Every number the characters may stand for, 双 and 半 included."""
    found = {value for character, value in _OTHER_SOFT.items() if character in text}
    if _FIRST.search(text):
        found.add("1")
    for run in _RUN.finditer(text):
        value = _value(run[0])
        found |= {str(value)} if value is not None else {str(_DIGITS[one]) for one in run[0] if one in _DIGITS}
    return found


def _counts(text: str, run: re.Match[str]) -> bool:
    if len(run[0]) > 1:
        return True
    if run[0] in "一百千万亿〇零":
        return False
    ordinal = text[: run.start()].endswith("第")
    if run[0] == "二" and not ordinal and not text.startswith("月", run.end()):
        return False  # 二次污染, 二期: two things are 两
    return ordinal or bool(_COUNTED.match(text, run.end()))


def _after_point(digits: str | None) -> str:
    return "." + "".join(str(_DIGITS[one]) for one in digits) if digits else ""


def _value(run: str) -> int | None:
    """三百二十 → 320; None for what is no number: 三五, 一二."""
    total = section = 0
    digit: int | None = None
    for character in run:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _PLACES:
            section += (1 if digit is None else digit) * _PLACES[character]
            digit = None
        else:
            total = (total + section + (digit or 0)) * _GROUPS[character]
            section, digit = 0, None
    value = total + section + (digit or 0)
    return value if value or "零" in run or "〇" in run else None

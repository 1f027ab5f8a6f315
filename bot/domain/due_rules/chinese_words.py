"""The Chinese words for months, weekdays, seasons, numbers and units."""

from bot.domain.due_rules.grammar import Vocabulary
from bot.domain.due_rules.parts import Part

_DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {
    "两": 2,
    "元": 1,
    "正": 1,
}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_HUNDRED = 100
_YEAR = 4  # figures of 二〇一七; 两三 is not a number

_UNITS = {
    "工作日": "workday",
    "工作天": "workday",
    "自然日": "day",
    "日历日": "day",
    "小时": "hour",
    "次日": "day",
    "翌日": "day",
    "第二天": "day",
    "次周": "week",
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
}
_UNITS |= {"月": "month", "季度": "quarter", "季": "quarter", "半年": "half", "年": "year", "年度": "year"}
_UNITS |= {f"个{word}": unit for word, unit in _UNITS.items()}
_RELATIVES = {"本": 0, "这": 0, "这个": 0, "当": 0, "下": 1, "下个": 1, "下一": 1, "下一个": 1, "下下": 2, "下下个": 2}
_RELATIVES |= {"上": -1, "上个": -1, "上一": -1, "上上": -2, "上上个": -2, "本个": 0}
_RELATIVES |= {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "当年": 0,
    "今": 0,
    "明年": 1,
    "来年": 1,
    "明": 1,
    "去年": -1,
    "后年": 2,
    "前年": -2,
}
_DAYS = {
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "即日": 0,
    "今早": 0,
    "明晚": 1,
    "明早": 1,
    "昨晚": -1,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "后日": 2,
    "大后天": 3,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
}
_WEEKDAYS = {
    word: index for index, words in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")) for word in words
}
_PARTS: dict[str, Part] = {
    **dict.fromkeys(("上旬", "上", "初", "年初", "月初"), "beginning"),
    **dict.fromkeys(("中旬", "中", "中期", "月中", "年中"), "middle"),
    **dict.fromkeys(("下旬", "底", "末", "月底", "月末", "年底", "年末", "年终", "岁末"), "end"),
    **dict.fromkeys(("中下旬",), "middle and end"),
    **dict.fromkeys(("上中旬", "中上旬"), "beginning and middle"),
    **dict.fromkeys(("上半月",), "first half"),
    **dict.fromkeys(("下半月",), "second half"),
}


def _number(said: str) -> int | None:
    """Figures, 十五, 廿八, 一百二十, and years figure by figure (二〇一七)."""
    if said.isascii() and said.isdigit():
        return int(said)
    if len(said) in (1, _YEAR) and all(letter in _DIGITS for letter in said):
        return int("".join(str(_DIGITS[letter]) for letter in said))
    total = current = 0
    for letter in said:
        if letter in _DIGITS:
            if current:
                return None
            current = _DIGITS[letter]
        elif letter in _TENS or letter == "百":
            total += max(current, 1) * _HUNDRED if letter == "百" else _TENS[letter] * max(current, 1)
            current = 0
        else:
            return {"上": 1, "下": 2}.get(said)
    return total + current


def _month(said: str, dated: bool) -> int | None:  # noqa: ARG001, FBT001  no month is ambiguous in Chinese
    return _number(said)


def vocabulary() -> Vocabulary:
    """The words of Chinese with their numbers."""
    return Vocabulary(
        months=_month,
        weekdays=_WEEKDAYS,
        seasons={"春": 3, "夏": 6, "秋": 9, "冬": 12},
        numbers=_number,
        units=_UNITS,
        relatives=_RELATIVES,
        days=_DAYS,
        parts=_PARTS,
    )

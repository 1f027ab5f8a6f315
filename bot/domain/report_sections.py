"""What a part of a report is about, by the words of its heading."""

import re
from collections.abc import Mapping

from bot.domain import report_words
from bot.domain.trip import SectionName

_WORDS: Mapping[SectionName, re.Pattern[str]] = {
    "division": re.compile(
        r"arbejdsfordeling|rollefordeling|ansvarsfordeling|operatør|hvem gør hvad"
        r"|division of (?:work|labou?r)|\broles\b|responsibilit|who does what|operator"
        r"|分工|职责|运营方|运营商",
        re.IGNORECASE,
    ),
    "response": re.compile(
        r"respons\b|deltagerrespons|tilbagemelding|feedback|\bresponse|reaktion|evaluering fra"
        r"|反馈|反响|回应|参与者意见",
        re.IGNORECASE,
    ),
    "aims": re.compile(
        r"opfyldelse|opnåe?t|\bmål(?:ene|et|opfyldelse)?\b|måls?ætning|formålsopfyldelse"
        r"|fulfil|\b(?:aims?|goals?|objectives?)\b|目标|目的(?:达成|实现|完成)|成果",
        re.IGNORECASE,
    ),
    "activities": re.compile(
        r"hovedaktivitet|aktiviteter på|møder (?:på|under)|main activit|activities (?:on|during)"
        r"|主要活动|主要行程|行程",
        re.IGNORECASE,
    ),
}


def section_of(heading: str) -> SectionName:
    """The name of the part that a heading stands over; `other` where its words say none."""
    if report_words.is_plan(heading):
        return "ahead"
    return next((name for name, words in _WORDS.items() if words.search(heading)), "other")

"""How the parts of a report are called, in Danish, Chinese and English."""

import re

_NUMBER = r"(?:\d{1,2}[.)、]?\s*|[一二三四五六七八九十]{1,3}、\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*)?"
TITLE = re.compile(
    r"bilag|rapport|afrapportering|rejserapport|referat|notat|redegørelse|opsamling|beretning|report|annex|minutes|summary"
    r"|报告|总结|汇报|纪要|附件|小结",
    re.IGNORECASE,
)
LETTERHEAD = re.compile(
    r"\b(?:telefon|tlf|phone|tel|fax|e-?mail|mail|web|www|cvr|ean|journal|sagsnr|j\.?\s?nr|ref)\b[.:]?|www\.|@\w+\.|^\d{4}\s+[A-ZÆØÅ]"
    r"|\+\d{2}|[a-zæøå]\s+\d{1,3}[A-Z]?$|^(?:电话|传真|邮编|地址|网址)",
    re.IGNORECASE,
)
_MEETING = re.compile(
    rf"{_NUMBER}(?:(?:\d|[a-zæøå]+dag|d\.|den).{{0,24}}?[:–-]\s*)?(?:"
    r"(?:kort\s+|indledende\s+|afsluttende\s+|fælles\s+|officielt\s+)?"
    r"(?:møder?|besøg|workshop|seminar|rundvisning|drøftelser?|middag|frokost|samtale|dialogmøde|arbejdsmøde"
    r"|statusmøde|underskrivelse)"
    r"(?:\s+og\s+\w+)?\s+(?:med|hos|på|i|ved|af|for|mellem|om)"
    r"|(?:meetings?|visits?|workshop|seminar|talks|lunch|dinner|site visit|signing)\s+(?:with|to|at|on|of|between)"
    r"|(?:与|同|和).{1,40}(?:会谈|座谈|会见|会面|交流|座谈会|工作会议|研讨)"
    r"|(?:会见|会晤|拜会|拜访|访问|走访|考察|参观|座谈)(?!团).{1,40})",
    re.IGNORECASE,
)
_PLAN = re.compile(
    rf"{_NUMBER}(?:"
    r"(?:primære|planlagte|kommende|fremtidige|næste|videre|øvrige)\s+(?:aktiviteter|skridt|arbejde|opgaver|forløb|initiativer|proces)"
    r"|(?:hoved)?aktiviteter\s+(?:i|for)\s+(?:\d{4}|foråret|efteråret|det kommende)"
    r"|plan(?:er)?\s+for\s+(?:\d{4}|det videre|næste)"
    r"|(?:det )?videre (?:forløb|arbejde)|opfølgning(?:spunkter)?"
    r"|opfølgende (?:aktiviteter|opgaver)|handlingsplan|aktionsplan|næste skridt|opgaver"
    r"|(?:planned|upcoming|next|future|primary|main)\s+(?:activities|steps|actions)|activities (?:in|for) \d{4}"
    r"|follow-?up|next steps|way forward"
    r"|(?:下一步|后续|今后|下阶段|近期|\d{4}年)(?:的)?(?:主要)?"
    r"(?:工作|计划|安排|活动|行动|重点|打算)?(?:计划|安排|建议|重点|任务)?|工作计划|活动计划|主要活动安排|待办事项"
    r")(?:\s+(?:i|for|in|efter|med)\s+.{1,30})?\s*[:：]?",
    re.IGNORECASE,
)
TRIP = re.compile(
    r"(?:delegations|studie|tjeneste|erhvervs|inspirations)?(?:tur(?:en|ens|s)?|rejse(?:n|ns|s)?)\b|rejserapport\b|delegationsbesøg(?:et)?"
    r"|\b(?:delegation visit|delegation trip|study tour|trip|delegation)\b|出访|访问团|代表团|考察团|出国|访丹|访华",
    re.IGNORECASE,
)
TRIP_WORD = re.compile(
    r"\b((?:delegations|studie|tjeneste|erhvervs|inspirations)(?:tur|rejse))(?:en|ens)?\b", re.IGNORECASE
)
PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Hr|Fru|Prof)\.?\s+[A-ZÆØÅ][\w’'-]+(?:\s+[A-ZÆØÅ][\w’'-]+){0,2}")
# A body that is in no termbase: capitalised words that end in a word for a body ("Wuxi Ecology and Environment
# Bureau"), an acronym after "med"; in Chinese what stands between 与 and 会谈.
_NAME = r"[A-ZÆØÅ][A-Za-zÆØÅæøå\d&.’'-]*"
_BODY_NOUN = (
    r"(?:Bureau|Department|Office|Institute|Ministry|Commission|Committee|Centre|Center|Administration|Authority|Agency"
    r"|Academy|University|Company|Group|Government|Universitet|Kommune|Region|Institut|A/S|ApS"
    r"|[A-ZÆØÅ][a-zæøå]*(?:styrelsen?|forvaltning(?:en)?|universitet(?:et)?))"
)
BODY = re.compile(
    rf"(?<![A-Za-zÆØÅæøå])(?:(?![A-ZÆØÅ]{{3,}}\sand\s){_NAME}\s(?:(?:and|of|for|af)\s(?:the\s)?)?){{0,6}}"
    rf"{_BODY_NOUN}(?![A-Za-zæøå])(?:\sof\s{_NAME}(?:\s{_NAME})?)?"
    r"|(?:(?<=\bmed\s)|(?<=\bhos\s)|(?<=\bwith\s)|(?<=\bog\s)|(?<=\band\s)|(?<=[与同和、及]))[A-ZÆØÅ]{3,8}(?=\s*(?:$|[,.:(]|[\u4e00-\u9fff、，]|samt\b|og\b|and\b))"
)
BODY_ZH = re.compile(
    r"[\u4e00-\u9fff]{2,20}?(?:委员会|管委会|研究院|研究所|大学|学院|政府|公司|集团|中心|外办|大区|[局厅院所委部])"
    r"(?=$|[、，,和与及同（(]|会|座|举|进|开|交|签|领|专|代|有|工)"
)
_HEADING_ENDS = (".", ",", ";", "。", "，", "；", "、", "!", "?", "！", "？")
_LONGEST_HEADING, _LONGEST_HEADING_ZH = 90, 24
_MOST_WORDS = 12


def is_meeting(text: str) -> bool:
    """Whether a heading names a meeting, visit or workshop with somebody."""
    return bool(_MEETING.match(text))


def is_plan(text: str) -> bool:
    """Whether a heading announces what is planned next."""
    return bool(_PLAN.fullmatch(text.strip()))


def looks_like_heading(text: str) -> bool:
    """Whether a block is short, ends no sentence and begins like a heading."""
    plain = text.strip()
    longest = _LONGEST_HEADING_ZH if "\u4e00" <= plain[:1] <= "\u9fff" else _LONGEST_HEADING
    if not plain or len(plain) > longest or len(plain.split()) > _MOST_WORDS:
        return False
    if "，" in plain:
        return False
    return not plain.endswith(_HEADING_ENDS) and not plain[0].islower()

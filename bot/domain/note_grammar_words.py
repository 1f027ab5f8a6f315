"""The words and marks a note is structured with, in Danish, Chinese and English."""

import re

from bot.domain.lazy import lazy
from bot.domain.meeting import Kind

_NUMERAL = "一二三四五六七八九十"

# Families of list marks. A higher rank is a deeper level where two families meet at one margin,
# as in Chinese official papers: 一、 over （一） over 1. over （1） over ①.
MARKERS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("一、", 0, lazy(rf"[{_NUMERAL}]{{1,3}}\s*[、．.]\s*")),
    ("（一）", 1, lazy(rf"[（(][{_NUMERAL}]{{1,3}}[）)]\s*[、．.]?\s*")),
    ("1.1", 3, lazy(r"\d{1,2}[.．]\d{1,2}(?:[.．)）、]\s*|\s+)(?=\D)")),
    ("1.", 2, lazy(r"\d{1,3}(?:(?:[.．](?!\d)|[)）、])\s*|\t\s*)")),
    ("（1）", 3, lazy(r"[（(]\d{1,3}[）)]\s*[、．.]?\s*")),
    ("①", 4, lazy(r"[\u2460-\u2473\u2776-\u277f\u3251-\u325f]\s*[、．.]?\s*")),
    ("a)", 3, lazy(r"(?:[(（]?[a-hA-H][)）]|[a-h]\.)\s+")),
)
BULLET = lazy(
    r"(?:[-–—*](?:[ \t\u00a0\u3000]+)"
    r"|[-–](?=[^\W\d_]|[@\[［])"
    r"|[•‣◦▪▫■□●○◆◇►▶➢➤→·∙⁃∗⚫☞\uf000-\uf8ff](?:[ \t\u00a0\u3000]+|(?=[^\W_]|[@\[［☐☑])))",
)
CHECKBOX = lazy(r"(?:[\[［【]\s*([xX✓✔√]?)\s*[\]］】]|([☐☑☒✅⬜✔✓]))\ufe0f?\s*")
CHECKED = frozenset("xX✓✔√☑☒✅")
ORDINAL_OF = lazy(
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec|"
    r"kvartal|halvår|uge|fase|udkast|prioritet|version|etape|behandling|del|gang|sal|juridiske|officielle)\b",
)

_LABELS: dict[Kind, str] = {
    "decision": (
        r"beslutning(?:er|en|erne)?|beslutningspunkt(?:er)?|besluttet|vedtaget|vedtagelser?|det blev besluttet"
        r"|konklusion(?:er|en|erne)?|konkluderet"
        r"|(?:会议|主要|形成)?(?:议定|决定|决议)(?:事项|如下|内容)?"
        r"|(?:会议|主要)?结论"
        r"|(?:會議)?決(?:定|議)(?:事項)?"
        r"|decisions?(?: made| taken)?|decided|resolved|resolutions?|conclusions?|concluded"
    ),
    "agreement": (
        r"aftale(?:r|n|rne)?|aftalt|enighed|der er enighed|indgået aftale|indgåede aftaler"
        r"|协议事项|达成协议|达成一致|(?:达成|主要|会议)?共识|商定事项|双方商定|签署协议|协议|约定"
        r"|協議(?:事項)?|達成(?:協議|一致|共識)|共識|約定"
        r"|agreements?|agreed(?: points)?"
    ),
    "action": (
        r"opgave(?:r|n|rne)?|opgaveliste|aktion(?:er)?|aktionspunkt(?:er)?|aktionsliste|handling(?:er)?"
        r"|handlingspunkt(?:er)?|to[- ]?do(?:s|[- ]liste?|[- ]list)?|næste skridt|opfølgning(?:spunkter)?"
        r"|opgavefordeling|ansvarsfordeling|hvem gør hvad"
        r"|待办(?:事项|任务|工作)?|行动(?:项目?|计划|事项|任务|清单)?|任务(?:分工|安排|清单)?|(?:工作|责任)?分工"
        r"|后续(?:行动|工作|安排|事项|任务|计划)|下一步(?:工作|计划|行动|安排)?(?:计划|安排)?|工作安排|跟进事项|落实事项|会后(?:工作|事项|行动)"
        r"|待辦(?:事項|任務|工作)?|行動(?:項目?|計劃|事項)?|任務(?:分工)?|後續(?:行動|工作|安排)|下一步工作"
        r"|action(?:s| items?| points?)?|ap|tasks?|next steps?|follow[- ]?ups?"
    ),
}
_IN_BOTH = r"(?:\s*[/／|]\s*[^\W\d_]{2,14})?"
_NUMBERED = rf"(?:\s*(?:nr\.?|no\.?|#)?\s*(?:\d{{1,3}}|[{_NUMERAL}]{{1,3}}))?"
_WRAPS = r"[*_~]{0,3}"
_COLON = r"\s*[:：]\s*" + _WRAPS + r"\s*"

# Labels may be bold, numbered, in brackets, or carry their owner: "**Aktion:** …", "Opgave 2 – …",
# 【待办】…, "Aktion (CLEAN): …".
KIND_LABELS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (
        kind,
        lazy(
            rf"{_WRAPS}(?:[【\[［〔]\s*(?:{words}){_NUMBERED}\s*[】\]］〕]\s*(?:[:：]\s*)?"
            rf"|(?:{words}){_IN_BOTH}{_NUMBERED}\s*{_WRAPS}(?:{_COLON}|\s+[-–—]\s+|(?=\s*[(（][^()（）]{{1,40}}[)）]\s*[:：])"
            rf"|\s+(?=(?-i:[A-ZÆØÅ@])[^:：\n]{{1,40}}[:：]\s)))",
            re.IGNORECASE,
        ),
    )
    for kind, words in _LABELS.items()
)
# A label alone on its line, with or without colon: the heading of a list.
KIND_HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (
        kind,
        lazy(
            rf"{_WRAPS}[【\[［]?\s*(?:{words}){_IN_BOTH}\s*[】\]］]?\s*[:：]?\s*{_WRAPS}\s*[:：]?",
            re.IGNORECASE,
        ),
    )
    for kind, words in _LABELS.items()
)
OWNED_HEADING = lazy(
    r"(?:opgaver?|aktion(?:er|spunkter)?|actions?(?: items| points)?|tasks)\s+"
    r"(?:for|til|to)\s+(?P<owner>.{2,60}?)\s*[:：]"
    r"|(?P<owner_zh>[^:：\s]{2,20}?)(?:的)?(?:待办事项|待办|任务|行动项)\s*[:：]",
    re.IGNORECASE,
)
# An item that says itself that it was decided; a short line above it is what it is about.
DECIDED = lazy(
    r"(?:[^\n.。:：]{1,40}\n)?\s*(?:"
    r"(?:det\s+(?:blev|er)\s+(?:\w+\s+)?)?(?:besluttet|vedtaget)\s*,?\s+at\b"
    r"|(?:vi|mødet|parterne|gruppen|styregruppen|udvalget)\s+(?:besluttede|vedtog|har\s+(?:besluttet|vedtaget))\b"
    r"|it\s+(?:was|has\s+been)\s+(?:decided|resolved)\b"
    r"|(?:we|the\s+(?:meeting|parties|group))\s+(?:have\s+|has\s+)?(?:decided|resolved)\s+(?:to|that)\b"
    r"|(?:经(?:过)?(?:充分)?(?:讨论|研究|协商|商议)\s*[，,]?\s*)?(?:会议|双方|各方|与会(?:各方|代表|人员))?(?:一致)?(?:决定|议定)"
    r"(?![书性权])\s*[，,]?\s*[^\s，,：:])",
    re.IGNORECASE,
)
SHOUTED_TODO = lazy(r"(?:TODO|To-do|待办|行动项)\s+(?=\S)")
HASHTAGS: dict[str, Kind] = {
    **dict.fromkeys(
        ("action", "actions", "aktion", "opgave", "handling", "todo", "task", "待办", "行动", "行动项", "任务"),
        "action",
    ),
    **dict.fromkeys(("agreed", "agreement", "aftale", "aftalt", "协议", "约定"), "agreement"),
    **dict.fromkeys(("decided", "decision", "beslutning", "besluttet", "决定", "决议"), "decision"),
}
HASHTAG_FRONT = lazy(r"\s*[#＃]([^\W_]+)[#＃]?\s*[:：]?\s*")
HASHTAG_BACK = lazy(r"\s*[#＃]([^\W_]+)[#＃]?\s*$")

SUBJECT = lazy(r"emne|主题|议题|会议议题|题目|会议主题|会议题目|subject|topic", re.IGNORECASE)
FIELDS: dict[str, str] = {
    "title": (
        r"titel|emne|møde|mødetitel|mødets titel|overskrift|referat|mødereferat|notat|mødenotat"
        r"|会议名称|会议主题|会议议题|议题|会议题目|主题|题目|标题|名称|会议纪要|会议记录|纪要|会谈纪要|会谈记录"
        r"|會議名稱|會議主題|主題|會議紀要|會議記錄|標題"
        r"|title|subject|topic|meeting|meeting title|minutes|meeting minutes|meeting notes"
    ),
    "date": (
        r"dato|mødedato|tid|tidspunkt|hvornår|dato og tid|dato og klokkeslæt|时间|日期|会议时间|会议日期|会谈时间"
        r"|時間|會議時間|會議日期|會談時間"
        r"|date|time|when|date and time|meeting date"
    ),
    "place": (
        r"sted|mødested|lokation|lokale|hvor|地点|会议地点|会谈地点|会址|地點|會議地點|會談地點|place|location|venue|where|room"
    ),
    "when_where": (
        r"tid og sted|tid/sted|dato og sted|dato/sted|sted og dato|sted/dato|sted og tid"
        r"|时间地点|时间、地点|时间及地点|时间和地点"
        r"|date and place|date/place|time and place|when and where|place and date"
    ),
    "purpose": (
        r"formål|formålet|formål med mødet|formål med besøget|mødets formål|mål|目的|会议目的|会谈目的|目标|宗旨"
        r"|會議目的|會談目的|目標"
        r"|purpose|aim|objective|objectives|goal"
    ),
    "participants": (
        r"deltagere|deltager|mødedeltagere|til stede|tilstede|deltog|til stede var|fremmødte|deltagende"
        r"|参加|参加人员|参加人|参加单位|参会人员|参会|参会人|参会单位|参会方|与会|与会人员|与会者|与会单位|与会方|出席|出席人员|出席人|出席单位|参与|参与方|人员"
        r"|參加|參加人員|參加人|參加單位|參會人員|與會|與會人員|與會者|與會單位|出席人員|參與"
        r"|participants|participant|attendees|attendance|present|attended|in attendance"
    ),
    "other": (
        r"referent|mødeleder|ordstyrer|afbud|fraværende|fraværende med afbud|kopi til|cc|noteret af"
        r"|主持人|主持|会议主持|记录人|记录|记录员|缺席|请假|抄送|翻译|整理人"
        r"|chair|chairperson|minutes by|minute taker|note taker|notes by|absent|apologies|regrets"
    ),
}
_FIELD_WORDS = "|".join(sorted("|".join(FIELDS.values()).split("|"), key=len, reverse=True))
_OTHER_LANGUAGE = r"(?:\s*[/／|]\s*[^\W\d_]{2,14}|\s*[(（][^\W\d_]{2,14}[)）])?"  # "Deltagere / 参加:"
FIELD = lazy(
    rf"{_WRAPS}[【\[［]?(?P<label>{_FIELD_WORDS}){_OTHER_LANGUAGE}[】\]］]?\s*{_WRAPS}\s*[:：]\s*{_WRAPS}\s*",
    re.IGNORECASE,
)
FIELD_ALONE = lazy(
    rf"{_WRAPS}[【\[［]?(?P<label>{_FIELD_WORDS})[】\]］]?\s*{_WRAPS}\s*[:：]?\s*{_WRAPS}\s*", re.IGNORECASE
)
FIELD_INSIDE = lazy(
    r"[\s;；,，。|｜·]+"
    r"(?=(?:dato|tid|tidspunkt|sted|mødested|deltagere|时间|日期|地点|会议地点|主持人?|记录人?|参加人员|時間|地點|會議地點|參加人員|date|time|place|venue)\s*[:：])",
    re.IGNORECASE,
)


def field_of(label: str) -> str:
    """Which field of the head a label names."""
    low = label.lower()
    return next(name for name, words in FIELDS.items() if re.fullmatch(words, low))

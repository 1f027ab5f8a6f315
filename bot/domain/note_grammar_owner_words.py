"""The words that say who does something, in Danish, Chinese and English."""

import re

from bot.domain.lazy import lazy

HAN = "\u3400-\u9fff"


def _any(*lines: str) -> str:
    """The words of some lines as one alternative, the longest first."""
    return "|".join(sorted((re.escape(word) for line in lines for word in line.split()), key=len, reverse=True))


_BODY_ENDING = _any(
    "管委会 委员会 办公室 研究院 研究所 管理处 人民政府 公司 集团 中心 政府 大学 学院 协会 联盟 大区 小组",
    "专家组 工作组 代表团 秘书处",
    "主任 经理 处长 局长 厅长 所长 院长 市长 科长 部长 主席 博士 教授 老师 先生 女士 工程师 专家 同志",
    "秘书 领导",
    "单位 企业 双方 各方 三方 中方 丹方 我方 贵方 对方 外方 局 厅 院 所 司 部 处 科 室 办 会 委 站 队 组 总 工",
)
_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤于虞"
)
_WHEN = (
    r"[\d一二三四五六七八九十两〇零]+"
    r"|下|本|这|上|明|今|年|月|春|夏|秋|冬|周|星期|收|(?<![委协学大事员议])会|签|近|尽|节|国庆|元旦|端午|中秋|当|之"
)
_DO = _any(
    "负责 牵头 提供 确认 起草 提交 组织 安排 编制 协调 落实 跟进 答复 回复 联系 对接 准备 完成 发送",
    "发出 汇总 翻译 审核 审阅 审查",
    "报送 上报 通知 邀请 派员 派 承担 整理 制定 研究 推荐 选定 推动 撰写 修改 补充 汇报 承办 主办",
    "核实 收集 开展 拟定 选派 转交",
    "办理 印发 筹备 征求 反馈 寄送 更新 签署 盖章 预订 测算 踏勘 采样 检测 介绍 参加 出席 发 交 报 做",
    "寄 定 订 写 查 问 请",
)
_ADVERB = (
    "(?:"
    + _any(
        "须 应 需 将 要 拟 可 请 再 先 也 都 尽快 尽早 及时 继续 共同 另行 抓紧 立即 同时 并 争取 预计",
        "计划 暂定 按时 按期",
        "同意 承诺 表示 希望 于 在 就 对 把 给 向 与 和 具体 统一 进一步 做好",
    )
    + "|(?<![委协学大事员议])会)"  # 管委会, 协会 end in what also means "will"
)

_RESPONSIBLE = (
    r"\b(?:hoved)?ansvarlig(?:e|t)?(?:\s+(?:part|person|organisation|for opgaven))?|\bansv\.?|\bansvar|\btovholder"
    r"|\bresp(?:onsible|\.)?|\bowner|\bassigned to|\bassignee|\bled by"
    r"|(?:负责|责任|牵头|承办|主办|经办|执行)(?:人|单位|方|部门|处室)|牵头"
)
_NAME_CHARACTER = r"(?!\.\s+[A-ZÆØÅ]|\s+[^\W\d_]+\s*[:：])[^,，;；。\n()（）\[\]【】]|(?<=\b[MDHF][rs])\."
EXPLICIT = lazy(
    rf"(?:{_RESPONSIBLE})(?:\s+for\s+[^\W\d_]+)?\s*(?:[:：=]|\s(?:er|is)\s)\s*(?P<name>(?:{_NAME_CHARACTER}){{1,60}})",
    re.IGNORECASE,
)
MENTION = lazy(r"[@＠](?P<name>[^\s@＠,，;；:：。、()（）\[\]【】][^@＠,，;；:：。、()（）\[\]【】\n]{0,60})")
TO_SOMEONE = lazy(
    r"(?:\b(?:til|fra|med|hos|sammen med|for|og|to|from|with|and|via|cc)|[给向与和跟同至从及对])\s*$",
    re.IGNORECASE,
)
MORE_OF_A_NAME = re.compile(r"\s+[A-ZÆØÅ][a-zæøå]")
BEFORE_COLON = lazy(r"(?P<name>[^:：\n]{1,60}?)\s*(?:[（(][^()（）]{1,40}[)）])?\s*[:：](?!\d|//)\s*")
IN_FRONT = lazy(r"[(（\[【](?P<name>[^()（）\[\]【】]{1,40})[)）\]】]\s*[*_]*\s*[:：]?\s*")
IN_BRACKETS = lazy(r"[(（\[【](?P<name>[^()（）\[\]【】]{1,60})[)）\]】]\s*[.。]?\s*$")
AFTER_DASH = lazy(r"(?:\s[-–—]|→|->|=>)\s*(?P<name>[^-–—→:：,，;；]{2,50}?)[.。]?\s*$")
_HEADWORDS = _any(
    "frist deadline due nb obs husk bemærk note status emne vedr vedrørende ad re inden senest",
    "forventet forventes dato sted",
    "remember please ps attention priority prioritet tidsfrist formål",
    "注意 备注 说明 时间 时限 期限 截止 截止日期 完成时间 内容 事项 目标 要求 其中 包括 如下 附件 另外 此外",
)
NOT_A_NAME = lazy(rf"\d|^(?:{_HEADWORDS})$", re.IGNORECASE)
# A line "Næste møde: …" opens something of its own; "Frist: …" and "负责人：…" go on with the item above.
OWN_LABEL = lazy(
    rf"(?!(?:{_RESPONSIBLE}|{_HEADWORDS})\s*[:：])"
    rf"(?:(?-i:[A-ZÆØÅ][a-zæøå-]+)(?:\s[^\W\d_]+){{0,2}}\s?:\s+\S|[{HAN}]{{2,6}}\s?[:：]\s*\S)",
    re.IGNORECASE,
)
NAME_SHAPE = lazy(
    r"[A-ZÆØÅ][\w.&/’'-]*(?:\s(?:[A-ZÆØÅ][\w.&/’'-]*|og|and|for|of|the|af|i|de|von|van|&|/|A/S|ApS)){0,7}"
    rf"|[{HAN}A-Za-z·]{{2,16}}",
)
BY_ZH = lazy(rf"由\s*(?P<rest>[{HAN}\w&/ ’'.·-]{{2,40}})")
BY_LATIN = lazy(
    r"\b(?:(?:\w+es|\w+et|\w+te|\w+t)\s+(?:\w+\s+){0,3}af"
    r"|(?:sent|done|made|written|led|given|\w+ed)\s+(?:\w+\s+){0,3}by|varetages af)\s+",
    re.IGNORECASE,
)
_ACTIVE = _any(
    "sender udsender fremsender eftersender videresender udarbejder bekræfter udpeger svarer besvarer",
    "leverer afleverer kontakter",
    "undersøger ringer inviterer koordinerer laver skriver følger sørger tager planlægger opdaterer",
    "deler oversætter booker",
    "arrangerer forbereder vender melder afklarer fremlægger indkalder samler kommenterer godkender",
    "underskriver stiller",
    "bestiller tjekker giver finder henter indsender uploader foreslår organiserer deltager afholder",
    "orienterer informerer",
    "rykker formidler præsenterer udfører gennemfører varetager vurderer indhenter oplyser regner",
    "spørger holder prøver",
    "skal vil bør må kan har",
    "will shall should must sends prepares drafts confirms provides contacts delivers writes",
    "coordinates invites checks",
    "translates arranges",
)
_IN_BRACKETS = r"(?:\s[(（][^()（）]{1,40}[)）])?"  # "Mette (CLEAN) sender"
SUBJECT_LATIN = lazy(
    r"(?P<name>[A-ZÆØÅ][\w&./’'-]*(?:\s(?:(?:og|and|&)\s)?[A-ZÆØÅ][\w&./’'-]*){0,3})"
    rf"{_IN_BRACKETS}\s+(?:(?:{_ACTIVE})\b|to\s+(?!be\b))(?!\s+(?:sted|plads)\b)",
)
# Two names, or a name of two words, is somebody whatever the verb: "Mette Juhl og Signe aftaler".
SUBJECT_NAMES = lazy(
    r"(?P<name>[A-ZÆØÅ][\w’'-]*\s(?:(?:og|and|&)\s)?[A-ZÆØÅ][\w’'-]*(?:\s(?:(?:og|and|&)\s)?[A-ZÆØÅ][\w’'-]*){0,3})"
    rf"{_IN_BRACKETS}\s+[a-zæøå]+(?:er|år|ør)\b(?!\s+(?:sted|plads)\b)",
)
IS_CHARGED = lazy(rf"(?:^|[（(，,；;])\s*(?P<name>[{HAN}]{{2,8}})负责(?=[）)，,；;。]|$)")
NO_SUBJECT = lazy(
    r"(?:vi|jeg|der|man|det|den|de|alle|begge|this|that|we|it|they|there|all|both|please|hvem|hvad|når|hvis|i)\b",
    re.IGNORECASE,
)
PASSIVE = lazy(r"\s+(?!mødes\b|ses\b|enes\b|forventes at\b|ventes at\b|ønskes at\b)\w*[a-zæøå]es\b")
_ROLES = (
    r"direktør|formand|leder|ledelse|medarbejder|administration|sekretariat|projektleder|ekspert|jurist|advokat|chef"
    r"|sekretær|specialist|rådgiver|konsulent|kontaktperson|folk|afdeling|kontor|director|staff|team|lawyer|expert"
)
GENITIVE_ROLE = lazy(rf"(?:['’]s|['’]|s)\s+(?:{_ROLES})")
GENITIVE = lazy(r"(?:['’]s|['’]|s)\s")
LEADING_WORD = lazy(r"(?:请|由|需|拟请|建议|Den\s|The\s)?\s*")
SUBJECT_ZH = lazy(
    rf"(?:请|由|需|拟请|建议)?(?P<name>[{HAN}·]{{1,14}}?)\s*(?=(?:在|于|将于|拟于|应于|需于|须于)\s*(?:{_WHEN})"
    rf"|(?:{_WHEN})[^，。,]{{0,10}}?(?:前|内|底|之前|以前)|{_ADVERB}{{0,3}}(?:{_DO})|拟|将)",
)
# NIRAS A/S提交…, 请GEUS于…前: a Latin name that does what the Chinese words after it say.
SUBJECT_MIXED = lazy(
    r"(?:请|由|需|拟请|建议)?\s*(?P<name>[A-ZÆØÅ][A-Za-zÆØÅæøå\d&./’'-]*(?:\s[A-ZÆØÅ][A-Za-zÆØÅæøå\d&./’'-]*){0,3})"
    rf"\s*(?!检测|监测|采样|研究|翻译|培训|测算)(?=(?:在|于|将于|拟于|应于|需于|须于)\s*(?:{_WHEN})"
    rf"|(?:{_WHEN})[^，。,]{{0,10}}?(?:前|内|底|之前|以前)|{_ADVERB}{{0,3}}(?:{_DO})|拟|将|预计)",
)
BEFORE_DASH = lazy(r"(?P<name>[^-–—:：,，;；。\n]{2,60}?)(?:\s[-–—]+\s|(?<=[\u3400-\u9fff])[-–—]+(?=[\u3400-\u9fff]))")
# A company, a municipality or a guest is somebody whatever the verb: "Orbicon A/S afrapporterer".
SUBJECT_COMPANY = lazy(
    r"(?P<name>[A-ZÆØÅ][\w&.’'-]*(?:\s[A-ZÆØÅ][\w&.’'-]*){0,3}\s(?:A/S|ApS|Kommune))\s+[a-zæøå]+(?:er|år|ør)\b"
    r"|(?P<acronym>[A-ZÆØÅ]{3,8})\s+(?:forventes|ventes|is\sexpected)\s(?:at|to)\b"
)
VERB_DA = lazy(r"\s+[a-zæøå]+(?:er|år|ør)\b(?!\s+(?:sted|plads)\b)")
COMPANY = lazy(r".*\s(?:A/S|ApS|Kommune|GmbH|AB|Ltd\.?|Inc\.?)", re.DOTALL)
# A bulleted line that says who or by when in so many words is a task, labelled or not.
ASSIGNED = lazy(
    rf"(?:^|[\s(（,，;；])(?:{_RESPONSIBLE})\s*[:：=]\s*\S|^Ansvarlig\s+for\s+[^\W\d_]+\s+er\s"
    r"|(?:^|[\s(（,，;；])(?:tidsfrist|frist|deadline|due(?: date)?|期限|截止(?:日期|时间)?|完成(?:时限|时间))"
    r"\s*[:：]\s*\S"
    r"|[(（](?:tidsfrist|frist|deadline|due)\s+\S",
    re.IGNORECASE,
)
OUR_BODY = lazy(
    r"(?:我|本|贵)(?P<end>研究所|研究院|公司|中心|集团|大区|所|厅|院|局|司|部|办|会)|(?P<inner>所|厅|院|局|司)里",
)
IS_BODY = lazy(rf"[{HAN}A-Za-z·]{{0,12}}(?:{_BODY_ENDING})")
IS_PERSON = lazy(rf"[{_SURNAME}][{HAN}]{{1,2}}|[{_SURNAME}](?:工|总|处|局|主任)")
NOT_IN_NAME = lazy(r"[由请的把]")
AFTER_BODY = lazy(
    r"(?:领导|外事处|有关(?:部门|处室)|方面|代表|专家|人员|\s*[(（/].*|\s+(?:og|and|samt|&)\s.*|[和与及、].*)?",
)
WHO_THEN_DOES = lazy(
    rf"(?P<who>[{HAN}A-Za-z·]{{2,14}}?)(?={_ADVERB}{{0,3}}(?:{_DO})|(?:在|于)\s*(?:{_WHEN})|与|和|同)",
)
PARTS = lazy(r"[,，;；、]|\s[-–—]\s")
# What may stand between one who does it and the next: CLEAN og JEPD, 省厅、CLEAN, Mette Holm (CLEAN), @A @B.
ONE_MORE = lazy(
    r"(?P<bracket>\s*[(（]\s*)|(?P<comma>\s*[,，]\s*)(?:(?:og|samt|and)\s+)?[@＠]?"
    r"|(?P<list>\s*[;；、/]\s*[@＠]?|\s+(?=[@＠])[@＠]|\s+(?:og|samt|and|&)\s+[@＠]?|\s*(?:以及|[和及])\s*[@＠]?)"
    r"|(?P<with>\s*[与跟同]\s*[@＠]?)",
    re.IGNORECASE,
)
TOGETHER_ZH = lazy(r"\s*(?:双方|两家)?(?:共同|一起|联合|分别|各自|均|都|各)")
WITH_SOMEBODY = lazy(
    r"\s*(?:具体|进一步|保持|做好|进行|就.{1,12})?(?:对接|联系|沟通|协商|商定|商量|洽谈|接洽|衔接|核对|确认|讨论|会谈)"
)

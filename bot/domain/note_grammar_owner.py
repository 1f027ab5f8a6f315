"""Who does what an action says: by mention, by name before a colon, by "ansvarlig", 由…负责, or as its subject."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.language import Language
from bot.domain.term import Match, Term
from bot.domain.termbase import Termbase

_HAN = "\u3400-\u9fff"
_BODY_ENDING = (
    "委员会|办公室|研究院|研究所|管理处|人民政府|公司|集团|中心|政府|大学|学院|协会|联盟|大区|小组|专家组|工作组|代表团|秘书处"
    "|主任|经理|处长|局长|厅长|所长|院长|市长|科长|部长|主席|博士|教授|老师|先生|女士|工程师|专家|同志|秘书|领导|双方|各方|三方|中方|丹方|我方|贵方|对方|外方"
    "|局|厅|院|所|司|部|处|科|室|办|会|委|站|队|组|总|工"
)
_SURNAME = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤于虞"
_WHEN = r"[\d一二三四五六七八九十两〇零]+|下|本|这|上|明|今|年|月|春|夏|秋|冬|周|星期|收|会|签|近|尽|节|国庆|元旦|端午|中秋|春节|当|之"
_DO = (
    "负责|牵头|提供|确认|起草|提交|组织|安排|编制|协调|落实|跟进|答复|回复|联系|对接|准备|完成|发送|发出|汇总|翻译|审核|审阅|审查|报送|上报"
    "|通知|邀请|派员|派|承担|整理|制定|研究|推荐|选定|推动|撰写|修改|补充|汇报|承办|主办|核实|收集|开展|拟定|选派|转交|办理|印发|筹备|征求|反馈|发|交|报|做"
)
_ADVERB = r"(?:须|应|需|将|要|拟|会|可|请|再|先|也|都|尽快|尽早|及时|继续|共同|另行|抓紧|立即|同时|并|争取|预计|计划|暂定|按时|按期|同意|承诺|表示|希望|于|在|就|对|把|给|向|与|和)"

_EXPLICIT = re.compile(
    r"(?:\b(?:hoved)?ansvarlig(?:e|t)?(?:\s+(?:part|person|organisation|for opgaven))?|\bansv\.?|\bansvar|\btovholder|\bresp(?:onsible|\.)?"
    r"|\bowner|\bassigned to|\bassignee|\bled by|负责人|责任人|责任单位|负责单位|牵头单位|承办单位|主办单位|责任方|负责方|负责部门|责任部门|牵头部门|牵头)"
    r"\s*(?:[:：=]|\s(?:er|is)\s)\s*(?P<name>[^,，;；。\n()（）\[\]【】]{1,60})",
    re.IGNORECASE,
)
_MENTION = re.compile(r"[@＠](?P<name>[^\s@＠,，;；:：。、()（）\[\]【】][^@＠,，;；:：。、()（）\[\]【】\n]{0,60})")
_TO_SOMEONE = re.compile(
    r"(?:\b(?:til|fra|med|hos|sammen med|for|og|to|from|with|for|and|via|cc)|[给向与和跟同至从及对])\s*$",
    re.IGNORECASE,
)
_BEFORE_COLON = re.compile(r"(?P<name>[^:：\n]{1,60}?)\s*(?:[（(][^()（）]{1,40}[)）])?\s*[:：](?!\d|//)\s*")
_IN_FRONT = re.compile(r"[(（\[【](?P<name>[^()（）\[\]【】]{1,40})[)）\]】]\s*[:：]?\s*")
_IN_BRACKETS = re.compile(r"[(（\[【](?P<name>[^()（）\[\]【】]{1,60})[)）\]】]\s*[.。]?\s*$")
_AFTER_DASH = re.compile(r"(?:\s[-–—]|→|->|=>)\s*(?P<name>[^-–—→:：,，;；]{2,50}?)[.。]?\s*$")
_NOT_A_NAME = re.compile(
    r"\d|^(?:frist|deadline|due|nb|obs|husk|bemærk|note|status|emne|vedr|vedrørende|ad|re|inden|senest|forventet|forventes|dato|sted"
    r"|remember|please|ps|attention|priority|prioritet|注意|备注|说明|时间|时限|期限|截止|截止日期|完成时间|内容|事项|目标|要求|其中|包括|如下|附件|另外|此外)$",
    re.IGNORECASE,
)
_NAME_SHAPE = re.compile(
    rf"[A-ZÆØÅ][\w.&/’'-]*(?:\s(?:[A-ZÆØÅ][\w.&/’'-]*|og|and|for|of|the|af|i|de|von|van|&|A/S|ApS)){{0,7}}|[{_HAN}A-Za-z·]{{2,16}}",
)
_BY_ZH = re.compile(rf"由\s*(?P<rest>[{_HAN}\w&/ ’'.·-]{{2,40}})")
_BY_LATIN = re.compile(
    r"\b(?:(?:\w+es|\w+et|\w+te|\w+t)\s+(?:\w+\s+){0,3}af|(?:sent|done|made|written|led|given|\w+ed)\s+(?:\w+\s+){0,3}by|varetages af)\s+",
    re.IGNORECASE,
)
_ACTIVE = (
    r"sender|udsender|fremsender|eftersender|videresender|udarbejder|bekræfter|udpeger|svarer|besvarer|leverer|kontakter|undersøger|ringer|inviterer"
    r"|koordinerer|laver|skriver|følger|sørger|tager|planlægger|opdaterer|deler|oversætter|booker|arrangerer|forbereder|vender|melder|afklarer"
    r"|fremlægger|indkalder|samler|kommenterer|godkender|underskriver|stiller|bestiller|tjekker|giver|finder|henter|indsender|uploader|foreslår"
    r"|organiserer|deltager|afholder|orienterer|informerer|rykker|formidler|præsenterer|udfører|gennemfører|varetager|vurderer|indhenter|oplyser"
    r"|skal|vil|bør|må|kan|har"
    r"|to|will|shall|should|must|sends|prepares|drafts|confirms|provides|contacts|delivers|writes|coordinates|invites|checks|translates|arranges"
)
_SUBJECT_LATIN = re.compile(
    rf"(?P<name>[A-ZÆØÅ][\w&./’'-]*(?:\s[A-ZÆØÅ][\w&./’'-]*){{0,3}})\s+(?:{_ACTIVE})\b(?!\s+(?:sted|plads)\b)",
)
_NO_SUBJECT = frozenset(
    [
        "vi",
        "jeg",
        "der",
        "man",
        "det",
        "den",
        "de",
        "alle",
        "begge",
        "this",
        "that",
        "we",
        "i",
        "it",
        "they",
        "there",
        "all",
        "both",
        "please",
        "hvem",
        "hvad",
        "når",
        "hvis",
    ]
)
_PASSIVE = re.compile(r"\s+(?!mødes\b|ses\b|enes\b)\w*[a-zæøå]es\b")
_GENITIVE_ROLE = re.compile(
    r"[s’']{1,2}\s+(?:direktør|formand|leder|ledelse|medarbejder|administration|sekretariat|projektleder|eksperter?|director|staff|team)"
)
_SUBJECT_ZH = re.compile(
    rf"(?:请|由|需|拟请|建议)?(?P<name>[{_HAN}·]{{1,14}}?)(?=(?:在|于|将于|拟于|应于|需于|须于)\s*(?:{_WHEN})"
    rf"|(?:{_WHEN})[^，。,]{{0,10}}?(?:前|内|底|之前|以前)|{_ADVERB}{{0,3}}(?:{_DO})|拟|将)",
)
_OUR_BODY = re.compile(
    r"(?:我|本|贵)(?P<end>研究所|研究院|公司|中心|集团|大区|所|厅|院|局|司|部|办|会)|(?P<inner>所|厅|院|局|司)里"
)
_IS_BODY = re.compile(rf"[{_HAN}A-Za-z·]{{0,12}}(?:{_BODY_ENDING})")
_IS_PERSON_ZH = re.compile(rf"[{_SURNAME}][{_HAN}]{{1,2}}|[{_SURNAME}](?:工|总|处|局|主任)")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who does it: the Danish form of a known organisation, or the words as written."""

    name: str
    term: Term | None = None

    @property
    def known(self) -> bool:
        """Whether it is an organisation of the termbase."""
        return self.term is not None


class OwnerReader:
    """Reads owners in one note: it knows the note's participants, for 我所 and 我厅."""

    def __init__(
        self,
        termbase: Termbase,
        language: Language,
        participants: Iterable[str] = (),
        people: Mapping[str, str] | None = None,
    ) -> None:
        self._termbase = termbase
        self._language = language
        self._people = people or {}
        self._present = tuple(term for name in participants if (term := termbase.organisation(name)) is not None)

    def read(self, text: str) -> Owner | None:
        """The owner an action names; None when it names none."""
        if found := _EXPLICIT.search(text):
            return self.named(found["name"])
        matches = [m for m in self._termbase.find(text, self._language) if m.term.kind == "organisation"]
        for rule in (self._before_colon, self._mentioned, self._in_front, self._subject, self._by):
            if owner := rule(text, matches):
                return owner
        return self._at_end(text)

    def named(self, name: str) -> Owner | None:
        """An owner said by name: of the termbase, of the people, 我所, or as written."""
        bare = name.strip(" \t\u00a0\u3000@＠*_.。,，:：;；-–—")
        if not bare:
            return None
        term = self._termbase.organisation(bare) or self._ours(bare)
        if term is None and (whole := self._leading(bare)) is not None:
            term = whole.term
        return Owner(term.forms.get("da") or bare, term) if term else Owner(bare)

    def _leading(self, name: str) -> Match | None:
        """A known organisation with a role after it: 省厅领导, CLEAN (Mette), JEPDs direktør."""
        matches = [m for m in self._termbase.find(name, self._language) if m.term.kind == "organisation"]
        if not matches or matches[0].start:
            return None
        rest = name[matches[0].end :]
        if re.fullmatch(
            r"(?:领导|外事处|有关(?:部门|处室)|方面|代表|专家|人员|\s*[(（/].*|\s+(?:og|and|samt|&)\s.*|[和与及、].*)?",
            rest,
        ):
            return matches[0]
        return matches[0] if _GENITIVE_ROLE.match(rest) else None

    def _ours(self, text: str) -> Term | None:
        """The known participant whose Chinese name ends as 我所, 我厅, 本院 do."""
        found = _OUR_BODY.match(text)
        if not found:
            return None
        end = found["end"] or found["inner"]
        for term in self._present:
            names = (term.forms.get("zh", ""), *term.variants.get("zh", ()))
            if any(name.endswith(end) for name in names):
                return term
        return None

    def _before_colon(self, text: str, _: list[Match]) -> Owner | None:
        found = _BEFORE_COLON.match(text)
        if not found:
            return None
        name = found["name"].strip().lstrip("@＠")
        if front := _IN_FRONT.fullmatch(found.group().strip()):
            name = front["name"]
        owner = self.named(name)
        if owner is None or owner.known or name in self._people:
            return owner
        is_name = _NAME_SHAPE.fullmatch(name) and not _NOT_A_NAME.search(name)
        return owner if is_name and (name[0] < "\u2e80" or self._looks_like_body(name)) else None

    def _looks_like_body(self, name: str) -> bool:
        return bool(_IS_BODY.fullmatch(name) or _IS_PERSON_ZH.fullmatch(name))

    def _mentioned(self, text: str, matches: list[Match]) -> Owner | None:
        for found in _MENTION.finditer(text):
            if found.start() and _TO_SOMEONE.search(text, 0, found.start()):
                continue
            return self._mention(found["name"], found.start("name"), matches)
        return None

    def _mention(self, name: str, at: int, matches: list[Match]) -> Owner | None:
        for match in matches:
            if match.start == at:
                return Owner(match.term.forms.get("da") or match.found, match.term)
        for person in sorted(self._people, key=len, reverse=True):
            if name.startswith(person):
                return Owner(person)
        if ours := self._ours(name):
            return Owner(ours.forms.get("da") or name, ours)
        words = name.split()
        taken = [words[0]]
        for word in words[1:]:
            if not (word[0].isupper() and word[0] < "\u2e80" and taken[0][0].isupper()):
                break
            taken.append(word)
        return self.named(_without_verb(" ".join(taken)))

    def _by(self, text: str, matches: list[Match]) -> Owner | None:
        if found := _BY_ZH.search(text):
            start = found.start("rest")
            for match in matches:
                if match.start == start:
                    return Owner(match.term.forms.get("da") or match.found, match.term)
            rest = found["rest"]
            if ours := self._ours(rest):
                return Owner(ours.forms.get("da") or rest, ours)
            name = _without_verb(rest)
            if name != rest:
                return self.named(name)
        for found in _BY_LATIN.finditer(text):
            for match in matches:
                if match.start == found.end():
                    return Owner(match.term.forms.get("da") or match.found, match.term)
        return None

    def _in_front(self, text: str, _: list[Match]) -> Owner | None:
        found = _IN_FRONT.match(text)
        owner = self.named(found["name"]) if found else None
        return owner if owner and (owner.known or owner.name in self._people) else None

    def _subject(self, text: str, matches: list[Match]) -> Owner | None:
        if found := re.match(r"(?:请|由|需|拟请|建议|Den\s|The\s)?\s*", text):
            for match in matches:
                if match.start == found.end():
                    return self._subject_known(text, match)
        for person in sorted(self._people, key=len, reverse=True):
            if text.startswith(person) and not text[len(person) : len(person) + 1].isalpha():
                return Owner(person)
        if ours := self._ours(text):
            return Owner(ours.forms.get("da") or text[:2], ours)
        if (found := _SUBJECT_LATIN.match(text)) and found["name"].lower() not in _NO_SUBJECT:
            return self.named(found["name"])
        found = _SUBJECT_ZH.match(text)
        name = found["name"] if found else ""
        return self.named(name) if self._looks_like_body(name) and not re.search("[由请的把]", name) else None

    def _subject_known(self, text: str, match: Match) -> Owner | None:
        rest = text[match.end :]
        if re.match(r"[s’']{1,2}\s", rest) and not _GENITIVE_ROLE.match(rest):
            return None
        if rest.startswith("的") or _PASSIVE.match(rest):
            return None
        return Owner(match.term.forms.get("da") or match.found, match.term)

    def _at_end(self, text: str) -> Owner | None:
        for pattern in (_IN_BRACKETS, _AFTER_DASH):
            if not (found := pattern.search(text)):
                continue
            for part in re.split(r"[,，;；、]|\s[-–—]\s", found["name"]):
                name = part.strip()
                if name in self._people or self._termbase.organisation(name) is not None or self._ours(name):
                    return self.named(name)
        return None


def _without_verb(name: str) -> str:
    """A Chinese name without what it is told to do: 市外办确认 → 市外办."""
    found = re.match(
        rf"(?P<who>[{_HAN}A-Za-z·]{{2,14}}?)(?={_ADVERB}{{0,3}}(?:{_DO})|(?:在|于)\s*(?:{_WHEN})|与|和|同)", name
    )
    return found["who"] if found else name

"""The words by which visits and events are told from other work, in three languages."""

import re


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


DANISH_EVENT = re.compile(
    r"[\wæøå/-]*(?:besøg(?:et|ene)?|mødet?|møder(?:ne)?|konference[rn]?(?:ne)?|seminar(?:et|er|erne)?|workshop(?:pen|s|pene)?"
    r"|kursus|kurset|kurser(?:ne)?|kursusforløb|delegation(?:en|er|erne)?|studietur(?:en|e|ene)?|studierejsen?|rundturen?"
    r"|rundvisning(?:en|er)?|ekskursion(?:en|er)?|besigtigelse[rn]?|symposi(?:um|et|er)|webinar(?:et|er)?|messen?|topmødet?"
    r"|kongres(?:sen|ser)?|forum(?:met)?|(?:tema|kursus|fag|møde|studie|inspirations|åbent-hus-)dag(?:en|e)?|[a-zæøå]*vandring(?:en|er)?|ceremoni(?:en|er)?|udstilling(?:en|er)?|tjenesterejsen?|delegationsrejsen?"
    r"|efteruddannelse|reception(?:en)?)"
)
DANISH_ACTOR = re.compile(r"[\w-]*delegation(?:en|er|erne)?")
DANISH_VISITING = _words("besøger gæster mødes genbesøger besigtiger rejser ankommer ankomme")
DANISH_GOING = _words(
    """deltager deltage deltagelse inviterer invitere inviteres rejse kommer komme holder holde
    afholder afholde afholdes vært værter medvært imod arrangerer arrangeres gennemfører gennemføres""",
)
DANISH_WORK = re.compile(
    r"(?:(?:ud|til|frem|ind|over)?send|skriv|udarbejd|lav|planlægger?$|forbered|koordiner|evaluer|aflys|foreslå|bekræft|book"
    r"|bestil|find|udpeg|lever|aflever|oversæt|indkald|aftal|fastlæg|fastsæt|afklar|undersøg|betal|finansier|følg|opsummer"
    r"|dokumenter|rapporter|vurder|godkend|samler?$|indsaml|offentliggør|opdater|revider|rykk?er|kontakt|spørg|svar|meld"
    r"|tilmeld|orienter|drøft|forelæg|fremlæg|tryk|print|køb|reserver|ansøg|søg|udfyld|underskriv|sikr|tjek|kontroller"
    r"|gennemgå|upload|del(?:er?|es)$|omdel|ret(?:ter?|tes)$|formuler|beskriv|beregn|analyser|prøvetag|mål(?:er?|es)$|tag(?:er)?$"
    r"|optag|overrækk|præsenter|viser?$|giver?$|giv$|færdiggør|udkast|skaff|ordn|organiser|sørg|hent|rens|bor(?:er)?$|etabler)\w*"
)
DANISH_BEFORE = _words("til om fra af for før inden efter under på ved med i mellem omkring vedrørende forud siden")
DANISH_BETWEEN = _words(
    "den det de en et vores jeres deres sit sin sine min mit dette denne disse hvert hver begge to tre"
)
DANISH_AWAY = re.compile(
    r"\bpå (?:gen|modtagelses|arbejds|officielt |kort |privat )*"
    r"(?:besøg|studietur|studierejse|kursus|rundvisning|ekskursion|besigtigelse|tjenesterejse|delegationsrejse)\b"
)
DANISH_LEAVING = re.compile(  # but not: takes minutes, comes up with figures
    r"\btag(?:er)?(?= (?:på|imod)\b)|\bkommer(?= til (?!at\b|enighed|orde))"
)
QUANTITIES = _words("række serie runde par antal series round number couple")

ENGLISH_EVENT = re.compile(
    r"(?:re-?)?visits?|conferences?|workshops?|seminars?|meetings?|delegations?|symposi(?:um|a)|forums?|trips?|tours?"
    r"|courses?|trainings?|exhibitions?|fairs?|webinars?|summits?|congress(?:es)?|excursions?|missions?|ceremon(?:y|ies)|exchanges?|receptions?|inspections?|study-tours?"
)
ENGLISH_ACTOR = re.compile(r"delegations?")
ENGLISH_VISITING = _words("hosts visiting travel travels travelling arrive arrives")
ENGLISH_COMING = re.compile(r"\bcom(?:e|es|ing)(?= to (?!an agreement|a decision|terms)\w+)")
ENGLISH_GOING = _words(
    """attend attends attending attendance participate participates participation participating invite invites
    host hosts hold holds held
    join joins organises organizes""",
)
ENGLISH_WORK = re.compile(
    r"(?:send|write|draft|prepar|plan$|plans$|planning|coordinat|evaluat|cancel|propos|confirm|book|order|find|appoint|nominat"
    r"|deliver|translat|agree|clarif|investigat|pay|financ|fund|follow|summar|document|report|assess|approv|collect|publish"
    r"|updat|revis|remind|contact|ask|answer|repl|inform|discuss|submit|present|print|buy|reserv|appl|fill|sign|ensur|check"
    r"|review|upload|shar|correct|formulat|describ|calculat|analys|measur|take|record|finish|arrang|provid|circulat|list"
    r"|settl|registe?r|mak|get|giv|compil)\w*"
)
ENGLISH_BEFORE = _words(
    "to for from of on about before after during at in with by until regarding following towards under"
)
ENGLISH_VERB_BEFORE = _words("will shall to can may would should must and")

CHINESE_EVENT = re.compile(
    r"(?:回访|来访|到访|互访|出访|访问团?|访丹|访华|访欧|走访|考察团?|参观|年会|例会|大会|研讨会|座谈会|论坛|交流会|洽谈会|推介会|博览会"
    r"|展览会|见面会|培训班|研修班|培训|讲座|代表团|团组|工作坊|会谈|会晤|会面|率团|开班|开会|接待|仪式|典礼|来[华丹宁苏哥访]|实习|赴丹|赴华|会议)"
)
CHINESE_ACTOR = re.compile(r"代表团|访问团|考察团|团组")
CHINESE_TRAVEL = re.compile(r"访|来|赴|抵|到达|参观|考察|参加|出席|率")
CHINESE_WORK = re.compile(
    r"准备|筹备|起草|编写|编制|撰写|整理|提交|发送|发来|发给|发至|寄|提供|翻译|确认|确定|协调|落实|预[订定]|购买|办理|申请|审[核批]|修改"
    r"|完善|汇总|统计|收集|通知|回复|答复|反馈|打印|印制|发布|公布|制[定作]|拟[定订写稿]|推荐|递交|联系|支付|结算|报销|讨论|评估|总结|介绍|上传"
    r"|分享|记录|起稿|核对|商定|告知|报送|上报|提出|完成|取消|布置|租"
)
CHINESE_HEAD = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z]{0,6}的)?(?:相关|有关|初步|正式|详细)?"
    r"(?:纪要|记录|报告|材料|资料|日程|行程|议程|方案|计划|邀请|名单|通知|总结|预算|费用|经费|论文|手册|教材|课件|新闻稿|照片|签到|场地|会场|室"
    r"|欢迎词|流程|礼品|意见|成果|回执|报名|翻译|酒店|签证|机票|要求|内容|主题|讲稿|发言|函|语言|师|中心|机构|网站|平台|系统|基地|需求|课程表|证书|议题|提纲)"
)
CHINESE_ANCHOR = re.compile(r"(?:结束)?(?:之|以)?(?:前(?!来|往)|后|期间|时(?!间)|中(?!国|方|心)|上(?!海|旬|半))")

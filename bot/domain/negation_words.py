"""The words by which Danish, Chinese and English deny, and the ideas for which each has its own."""

from collections.abc import Mapping

from bot.domain.language import Language

_U = (  # the beginning of a Danish word that denies: uegnet, urenset; not uge, under, udvikling, ulykke
    r"u(?!d(?!okument)|g[ea]|n(?:der|dt|g|i)|t(?:opi|ah)|r(?:[bnst]|[ai]n|o\b|oli)|l(?:ykk|emp|t[ri])|held|vejr|kra)"
)
_LITTLE = r"不(?:太|很|够|甚|十分|特别|算)?(?:[大多高长快强厚深久常](?!于)|明显|显著|理想|充分|频繁)"
_NO_PROBLEM = r"(?:不存在|没有|无)(?:[^，。；]{0,4}的)?[^，。；]{0,4}(?:问题|困难|障碍)"
IDIOMS: dict[Language, str] = {
    "da": r"ikke u(?:betydelig|væsentlig|almindelig|sædvanlig|rimelig|interessant)\w*|(?:u(?:heldigvis|lykkelig"
    r"|rolig|trolig|almindelig|mådelig|undgåelig|betinget|middelbar))\w*|ikke (?:\w+ ){0,2}(?:uden om|undgå\w*"
    r"|lade være)|ikke (?:kun|bare|alene|blot|mindst|desto mindre|sandt)|om ikke andet|uden ?for|uden om"
    r"|uden videre|uanset"
    r"|(?:om|hvorvidt) eller ej|eller ej",
    "en": r"not (?:only|just|merely|least)|whether or not|nothing but|no\. ?\d|no matter|non-profit"
    r"|no later than|no (?:less|more|fewer) than",
    "zh": r"不[仅但只光断久过管论然错愧妨禁等]|不同(?!意(?!见))|不得不|不可不|不能不|无不|无锡|无论|无人机|无线|无机"
    r"|(?:带来|造成|诸多)不便|不便之处|无害化|无偿|无障碍|非[常洲得]|未来(?!得及)|差不多|不动产|不锈钢|不少(?!于)|对不起|了不起|否则|没收"
    r"|既然|非[^，。；不]{1,15}不(?:可|行)"
    r"|不(?:远[千万]里|遗余力|谋而合|约而同|折不扣|相上下|虚此行|胜感激|吝|失为|计其数|辞辛[劳苦]|失时机|负众望)"
    r"|(?:不可|无法|难以|不能)避免|相差无几|无微不至|一丝不苟|[络源][绎源]不[绝断]|层出不穷|名不虚传|独一无二|无私|无缝"
    r"|[是能可与会]否|[是要能会]不[是要能会]|可不可以|别的|别[处墅]|[个分特类级区识性辨差国鉴]别",
}
MAYBE: dict[Language, str] = {
    "da": _U + r"[a-zæøå]{3,}|[a-zæøå]{3,}(?:løst?|løse|frit?|frie)"
    r"|non-\w+|stop\w*|afly[st]\w*|fritag\w*|hindr\w*",
    "en": r"un(?!ti|de|it|iv|io|iq|if|le)\w{3,}|non-?\w+|in(?:valid|correct|complete|dependent|formal|adequate)\w*"
    r"|illegal\w*"
    r"|exempt\w*|dis(?:c\w*nt|sat|ab)\w*|free of|\w+-free|fail\w*|cancel\w*|stop\w*|yet to|avoid\w*|declin\w*",
    "zh": r"(?:不得?|未|没有|不可|不应)(?:超过|晚于|迟于|少于|低于|高于|多于|大于|小于)|非|有待|停(?![车留放靠机])"
    r"|取消|防止|阻止|不合格|不达标|不便|不利|不良|莫|史无前例|前所未有|密不可分|供不应求|迫不及待|势不可挡|无可厚非",
}
SURELY: dict[Language, str] = {
    "da": r"ikke(?:-\w+)?|ingen(?:ting|sinde)?|intet|aldrig|ej|uden|næppe|hverken|umulig\w*|nej"
    r"|" + _U + r"[a-zæøå]{2,}(?:lige?t?|bare?t?|[^lr]ige?t?|sete?|[nlrd]ede?|[gnlrsfkv]et)",
    "en": r"not|\w+n[’']t|cannot|no|never|without|neither|none|nobody|nothing",
    "zh": r"没有?|未|勿|别|并非|绝非|而非|无|不|缺[少乏]|禁止|严禁|拒绝|否决|避免|以免|各执",
}
# One idea that each language denies in its own way: what stands on both sides is taken out of both.
IDEAS: tuple[Mapping[Language, str], ...] = (
    {"da": r"ikke [^.,;]{0,40}?(?:mere|flere|dybere|længere|højere|senere|mindre|færre|lavere|overs[kt]\w*|over)"
     r"|højst|maks\w*|senest|mindst|minimum|op til",
     "en": r"not [^.,;]{0,40}?(?:exceed\w*|more|later|deeper|longer|higher|less|fewer|over)|at (?:most|least)"
     r"|no (?:more|later|less|fewer) than"
     r"|max\w*|minimum|up to",
     "zh": r"(?:不[得能应可]?|未|没有)(?:超过|晚于|迟于|少于|低于|高于|多于|大于|小于)"},
    {"da": r"(?:ingen|uden) tvivl|utvivlsomt?", "en": r"(?:no|without) doubt|undoubtedly",
     "zh": r"无疑|没有疑问|肯定|必然"},
    {"da": r"medmindre|hvis ikke",
     "en": r"unless|if not|barring",
     "zh": r"除非|除[^，。；]{1,14}外|[若如](?:果)?[^，。]{0,12}(?:未|不|没有|无)|[没无]有?(?:特殊|意外)"},
    {"da": r"ekskl\w*|fraregnet", "en": r"exclu\w*|net of", "zh": r"[不未](?:含|包括|计)"},
    {"da": r"u(?:klar|afklaret|kendt|vis)\w*",
     "en": r"un(?:clear|known|certain|resolved)",
     "zh": r"不(?:明|清|确定)|未[知明定]|待定|待明确|(?:明确|确定|查明|澄清)[之以]?前"},
    {"da": r"uenig\w*|ikke (?:\w+ )?enig\w*", "en": r"disagree\w*",
     "zh": r"各执[一己]|争议|意见不一|不一致|不同意|分歧|未[^，。]{0,20}一致|异议"},
    {"da": r"mang(?:el|ler|lede|let|lende)\w*|savn\w*|utilstrækkelig\w*",
     "en": r"lack\w*|missing|wanting|still needs?|short of",
     "zh": r"缺|不足|有待|尚待|中断|空白|未|没有?|无|欠"},
    {"da": r"forb(?:ud|yd|ød)\w*",
     "en": r"prohibit\w*|forbid\w*|ban(?:ned)?",
     "zh": r"禁止?|严禁|不得|不准|不允许|不可"},
    {"da": r"afvi[st]\w*|afsl(?:å|og|ag)\w*|nægt\w*|(?:takk|sig|sag|svar)\w* nej",
     "en": r"refus\w*|reject\w*|declin\w*|den(?:y|ied|ies)|turn\w* (?:\w+ )?down|(?:sa\w+|answer\w*) no",
     "zh": r"拒[绝不]?|谢绝|否决|否认|驳回|退回|不(?:同意|接受|予|肯|愿)|未(?:予)?(?:通过|获|批准)"},
    {"da": r"und(?:gå|gik|gås)\w*", "en": r"avoid\w*", "zh": r"避免|防止|以免|规避"},
    {"da": r"(?:ingen|ikke|uden) overskr\w*", "en": r"(?:no|not) exceed\w*", "zh": r"达标|合格|[未不]超标|[不未]超过"},
    {"da": r"u(?:bebyg|brug|udnyt)\w*",
     "en": r"un(?:built|used|developed)",
     "zh": r"未[^，。]{0,3}(?:开发|建|利用|使用)|空置|闲置"},
    {"da": r"uafhængig\w*", "en": r"independent\w*", "zh": r"独立|自主|无关|不(?:受|依赖)"},
    {"da": r"ubestemt", "en": r"indefinite\w*", "zh": r"无限期|不定|待定"},
    {"da": r"uden (?:\w+ )?(?:aftale|tilladelse|samtykke|accept|godkendelse|lov)",
     "en": r"without (?:\w+ )?(?:permission|consent|approval|agreement)",
     "zh": r"擅自|私自|未经(?:[^，。；不]{0,12}(?:同意|许可|批准|允许|授权))?"},
    {"da": r"utilfreds\w*|ikke (?:\w+ )?tilfreds\w*", "en": r"dissatisf\w*|not (?:\w+ )?(?:satisf|happy)\w*",
     "zh": r"不满意?"},
    {"da": r"fraråd\w*", "en": r"advis\w* against", "zh": r"不(?:建议|宜|主张|赞成)|劝阻"},
    {"da": r"til gode at", "en": r"yet to", "zh": r"[尚还仍][未没]有?"},
    {"da": r"lad være", "en": r"do not|don't", "zh": r"请?勿|不要|别|切忌"},
    {"da": r"undla\w*", "en": r"refrain\w*|fail\w*", "zh": r"避免|勿|不"},
    {"da": r"forhindr\w*|fravær\w*|udeble?[iv]\w*|afbud\w*",
     "en": r"prevent\w*|absen\w*|unable|fail\w* to (?:appear|come|attend)",
     "zh": r"未能|不能|无法|不到位|未|缺席|不在|防止|阻止"},
    {"da": r"næppe|umulig\w*", "en": r"hardly|unlikely|impossible",
     "zh": r"难以?|恐怕?|未必|不(?:太|大)?可能|无法|不(?:容易|易|能|现实)"},
    {"da": r"mislyk\w*", "en": r"fail\w*|unsuccessful\w*", "zh": r"失败|未成功|未果|没有成功"},
    {"da": r"udestå\w*", "en": r"outstanding|pending", "zh": r"未|待|尚"},
    {"da": r"uændret", "en": r"unchanged", "zh": r"不变|照常|如常|保持|维持|(?:未|没有?|无)[^，。]{0,4}变"},
    {"da": r"i stedet for|frem for|snarere end", "en": r"instead of|rather than",
     "zh": r"而不是?|而非|不是|代替|替代|取代|改[为用]"},
    {"da": r"ikke (?:bare|blot|kun|alene|uden videre)", "en": r"not (?:just|simply|merely|only)",
     "zh": r"不[能可得应要]*(?:只是?|仅仅?|简单|单纯?|光|一味)"},
)  # fmt: skip
# As above, but none of the Danish and English words counts by itself: Chinese may well say them without a denial.
VERBS: tuple[Mapping[Language, str], ...] = (
    {"da": r"ikke (?:forlad|fjern|flyt|ændr)\w*", "en": r"stay\w*|remain\w*|keep|kept", "zh": r"留在|保持|维持|保留"},
    {"da": r"(?:ikke|næppe)(?: \w+){0,2} udelukk\w*|ikke umulig\w*",
     "en": r"(?:not|cannot)(?: be)? (?:excluded?|ruled? out)|not impossible", "zh": r"不(?:能)?排除|不无可能"},
    {"da": r"kan ikke(?: \w+){0,4} (?:uden|undvære)", "en": r"cannot(?: \w+){0,4} without",
     "zh": r"离不开|缺不了|少不了"},
    {"da": r"(?:ikke|ingen)(?: \w+){0,3} (?:problem|hindring|vanskelig|udfordring)\w*",
     "en": r"(?:not|no)(?: \w+){0,3} (?:problem|obstacle|difficult|trouble)\w*", "zh": _NO_PROBLEM},
    {"da": r"(?:ikke|ingen)(?: \w+){0,1} (?:stor|mange|meget|høj|lang|hurtig|stærk|god|tydelig|synlig|særlig|dyb"
     r"|ofte|ideel)\w*",
     "en": r"(?:not|no)(?: \w+){0,1} (?:big|large|many|much|high|long|fast|strong|good|clear|visible|significant"
     r"|deep|often|ideal)\w*",
     "zh": _LITTLE},
    {"da": r"ikke(?: \w+){0,2} (?:så|lev\w*|svar\w*|nå\w*)",
     "en": r"not(?: \w+){0,2} (?:as|so|live up)",
     "zh": r"不[如及]"},
    {"da": r"(?:endnu|stadig) ikke|ikke endnu", "en": r"not yet|yet to|still not", "zh": r"[有尚]待"},
    {"da": r"ikke(?: \w+){0,3} (?:deltag|kom|mød|være)\w*",
     "en": r"(?:not|unable)(?: \w+){0,3} (?:attend|come|join|take part)\w*",
     "zh": r"(?:未|没|不)能?(?:出席|参加|到场|与会|前来)"},
    {"da": r"u(?:be)?rørt\w*", "en": r"un(?:touched|disturbed)", "zh": r"静置|原[状样封地]|保持|未(?:动|受)"},
    {"da": r"åb[ne]n?t?e?|uafklaret|uløst\w*|ubesvaret",
     "en": r"open|unresolved|outstanding|pending",
     "zh": r"悬而未决|未决"},
    {"da": r"afly[st]\w*|annuller\w*|ophæv\w*", "en": r"cancel\w*|call\w* off|revok\w*", "zh": r"取消|撤销|作废"},
    {"da": r"stop\w*|stands\w*|indstil\w*|afbr[uøy]d\w*|ophør\w*|luk\w*|ligge\w* stille|lå stille",
     "en": r"stop\w*|halt\w*|suspend\w*|interrupt\w*|ceas\w*|clos\w*",
     "zh": r"停[止产工业抽运用]|关[停闭]|中止|终止|中断"},
    {"da": r"fritag\w*|frit?", "en": r"exempt\w*|free", "zh": r"免[除收于]?"},
    {"da": r"utæt\w*", "en": r"leak\w*", "zh": r"渗漏|泄漏|漏"},
    {"da": r"ulovlig\w*|uretmæssig\w*|ugyldig\w*",
     "en": r"illegal\w*|unlawful\w*|invalid\w*",
     "zh": r"违[法规反]|非法|作废|失效|无效"},
    {"da": r"ufarlig\w*|uskad\w*|ubeskadig\w*",
     "en": r"harmless\w*|safe\w*|unharmed|undamaged|intact",
     "zh": r"安全|完好|无[害损恙]|未受损"},
    {"da": r"uforurene\w*", "en": r"uncontaminated|unpolluted|clean", "zh": r"清洁|洁净|干净|未(?:受|被)?污染"},
    {"da": r"uvildig\w*|upartisk\w*", "en": r"impartial\w*|unbiased", "zh": r"公正|独立|第三方|中立"},
    {"da": r"ujævn\w*|uens\w*|ulige", "en": r"uneven\w*|unequal", "zh": r"参差|不[均一齐等]|差异"},
    {"da": r"ubrugt\w*|uudnytte\w*", "en": r"unused|unspent", "zh": r"闲置|空置|剩余|结余|未[用使]用?"},
    {"da": r"ugunstig\w*|uheldig\w*", "en": r"unfavourable|unfortunate\w*", "zh": r"不[利幸良当巧]|恶劣|遗憾"},
    {"da": r"usikker\w*", "en": r"uncertain\w*|unsafe", "zh": r"存疑|风险|不(?:确定|安全|稳定|明)|没有?把握|尚难"},
    {"da": r"uvurderlig\w*", "en": r"invaluable", "zh": r"宝贵|无价|不可估量"},
    {"da": r"utallig\w*", "en": r"countless", "zh": r"无数|许多|众多|大量"},
    {"da": r"uformel\w*", "en": r"informal\w*", "zh": r"非正式|私下"},
)  # fmt: skip
# Said without a denial on the one side and often with one on the other: where both stand, neither counts.
# A word of the first list alone counts nothing.
PARAPHRASES: tuple[Mapping[Language, str], ...] = (
    {"da": r"kun", "en": r"only", "zh": r"(?:除非[^。；]{1,12}，|非)[^，。；不]{0,12}不(?:得|能|可|准|予)"},
    {"da": r"for (?!at\b)\w+", "en": r"too \w+", "zh": r"不[够足]|来不及|赶不上"},
    {"da": r"vent\w* (?:\w+ )?på", "en": r"wait\w* for|await\w*", "zh": r"[尚还仍][未没]有?"},
    {"da": r"\w*barriere\w*", "en": r"barriers?", "zh": r"不通"},
    {"da": r"mulig\w*|kan|risiko\w*",
     "en": r"possib\w*|may|might|could|risk", "zh": r"不(?:能)?排除|不无可能"},
    {"da": r"kræve\w*|afhæng\w*|forudsæt\w*|behov|brug for",
     "en": r"requir\w*|depend\w*|needs?", "zh": r"离不开|缺不了|少不了"},
    {"da": r"på plads|i orden|sikret|klart?|godt?|problemfrit?|let",
     "en": r"in (?:place|order)|secured|fine|good|smooth\w*",
     "zh": _NO_PROBLEM},
    {"da": r"små|lille|ringe|lav\w*|kort\w*|få|lidt|svag\w*|begrænset|dårlig\w*|langsom\w*|beskeden\w*|sjælden\w*"
     r"|mindre|tynd\w*",
     "en": r"small\w*|little|low\w*|short\w*|few|slight\w*|weak\w*|limited|poor\w*|slow\w*|modest|rare\w*|seldom"
     r"|less|thin",
     "zh": _LITTLE},
    {"da": r"\w+(?:ere|igere|mindre|bagud)(?= end)|bag|under",
     "en": r"(?:more|less|worse|slower|lower|\w+er)(?: \w+)? than|behind|below",
     "zh": r"不[如及]"},
    {"da": r"skal|bør|må|afvent\w*|venter|udestå\w*|mangler(?: stadig)? at",
     "en": r"remains?|to be|must|should|needs?|await\w*|pending",
     "zh": r"[有尚]待"},
    {"da": r"kan ikke (?:vente|udsættes|udskydes)|haste\w*|straks|akut\w*|omgående",
     "en": r"cannot wait|urgent\w*|immediate\w*",
     "zh": r"刻不容缓|不容(?:拖延|延误)|迫不及待"},
    {"da": r"udeble?[iv]\w*|(?:optaget|syg|væk)\b(?![^.;]{0,80}\b(?:delt[ao]g|mødt|kom))",
     "en": r"(?:busy|occupied|ill|away)\b(?![^.;]{0,80}\b(?:attend|came|took part))",
     "zh": r"(?:未|没|不)能?(?:出席|参加|到场|与会|前来)|缺席"},
)  # fmt: skip
# What only Chinese says with a denial: beside the words of the other language that denial may be missing there.
CHINESE_WAYS: tuple[Mapping[Language, str], ...] = (
    {"da": r"(?:mindre|færre|kortere|lavere) end|under|knap", "en": r"(?:less|fewer|shorter) than|under|short of",
     "zh": r"不[到足满](?=[一二两三四五六七八九十半百千\d])"},
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
NO_MORE: dict[Language, str] = {
    "da": r"højst|maks\w*|senest|op til|ikke|ingen|inden|mindst|minimum|under",
    "en": r"at (?:most|least)|max\w*|no |not|up to|within|by|below|minimum",
    "zh": r"[不未没][^，。]{0,4}(?:超过|晚于|迟于|高于|多于|大于|少于|低于)|最[多高迟晚少低]|至[多少迟]|以[内下上前]",
}
MORE: dict[Language, str] = {
    "da": r"over\b|mere|flere|overs[kt]\w*|højere|dybere|længere|senere|mindre|færre|under|lavere|efter",
    "en": r"over|more|exceed\w*|above|higher|later|deeper|longer|less|fewer|below|lower",
    "zh": r"(?<!不得)(?<![不未没可有能最])(?:超过|晚于|迟于|高于|多于|大于|少于|低于)",
}

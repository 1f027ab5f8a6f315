"""Words that decide whether prose says what its items say: times, titles, negations, hedges, plain links."""

# ruff: noqa: E501, SIM905  patterns and lists of words read as text

import re

from bot.domain.language import Language

_DA_TIME = (
    r"primo|medio|ultimo|senest|tidligst|inden|efter|før|siden|udgangen|begyndelsen|midten|slutningen|"
    r"forår\w*|sommer\w*|efterår\w*|vinter\w*|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|"
    r"december|mandag\w*|tirsdag\w*|onsdag\w*|torsdag\w*|fredag\w*|lørdag\w*|søndag\w*|kvartal\w*|halvår\w*|månedlig\w*|"
    r"måned\w*|uge\w*|ugentlig\w*|årlig\w*|år|årets|dage?\w*|arbejdsdage?\w*|i dag|i morgen|i går|næste|sidste|forrige"
)
_EN_TIME = (
    r"early|mid|late|latest|before|after|by|until|since|end|beginning|spring|summer|autumn|fall|winter|january|"
    r"february|march|april|june|july|august|september|october|november|december|\w+days?|days?|weeks?|weekly|months?|"
    r"monthly|quarters?|quarterly|years?|yearly|annual\w*|today|tomorrow|yesterday|next|last|previous"
)
_ZH_TIME = (
    r"上旬|中旬|下旬|月底|月初|年底|年初|季末|春季?|夏季|秋季?|冬季|每?季度|上半年|下半年|每年|每月|每周|年度|星期[一二三四五六日天]|"
    r"[上下本每]?周[一二三四五六日末]?|[上下本]个?[月年]|今[天年]|明[天年]|昨天|去年|[内前后底](?=[完提交答召举签开启确回派组，。；、]|$)|以前|以后|之前|之后|以内"
)
TIMES: dict[Language, re.Pattern[str]] = {
    "da": re.compile(rf"\b(?:{_DA_TIME})\b", re.IGNORECASE),
    "en": re.compile(rf"\b(?:{_EN_TIME})\b", re.IGNORECASE),
    "zh": re.compile(_ZH_TIME),
}
TITLES: dict[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"\b(?:vice|under|over|general)?(?:borgmester|formand|direktør|minister|chef|leder|rektor|professor|guvernør|"
        r"sekretær|ambassadør|konsul)\w*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:vice|deputy)[ -])?(?:mayor|chair\w*|director|minister|head|leader|professor|governor|secretary|"
        r"ambassador)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"副?(?:[市省县区]长|主席|主任|厅长|局长|处长|司长|部长|所长|院长|校长|会长|书记|教授|博士|经理|总裁|大使|秘书长)"
    ),
}
NEGATIONS: dict[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"\b(?:ikke(?! kun| alene| mindst| blot)|ingen|intet|aldrig|hverken|uden(?! for)|nej|ej|undlad\w*|undgå\w*|"
        r"afvis\w*|afslå\w*|nægt\w*|forby\w*|forbud\w*|mangle\w*|opgive\w*|aflys\w*|udsæt\w*|udsat)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:not(?! only)|no|none|never|neither|nor|without|cannot|refus\w+|reject\w*|declin\w+|cancel\w*|postpone\w*)\b"
        r"|n[’']t\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"未(?!来)|不(?!仅|但|断|同意见|同的|少|过|动产|论|管|久)|没有?|无(?!锡|论|偿|缝|疑)|非(?!常|洲)|拒绝|否(?!则)|禁止|勿|取消|推迟|暂停|尚待"
    ),
}
HEDGES: dict[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"\b(?:forvent\w*|foreslå\w*|foreslog|forslag\w*|ønske[rt]?|ønskede|overvej\w*|håbe\w*|agte\w*|måske|muligvis|"
        r"eventuelt|evt|kan|kunne|bør|burde|foreløbig\w*|vil gerne|planlægge\w*|planlagt\w*|undersøge[rs]? muligheden)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:expect\w*|propos\w+|suggest\w*|wish\w*|hope\w*|consider\w*|may(?! \d)|might|could|can|should|possibl\w+|"
        r"plan(?:s|ned|ning)?(?= to)|intend\w*|would like)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"拟|希望|建议|预计|预期|愿意|愿(?!景)|初步|可能|可以|考虑|争取|打算|计划(?=[在于将向赴率派访])|有意|提议|应当?(?=[在于])"
    ),
}
NUMBER_WORDS: dict[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"\b(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|tyve|tredive|fyrre|halvtreds\w*|"
        r"hundrede?\w*|tusinde?\w*|million\w*|milliard\w*|begge|anden|andet|tredje|fjerde|femte|halv\w*|dobbelt\w*|flere|"
        r"alle|samtlige|første|eneste|mindst|højst|maksimalt|minimum|op til|mere end|mindre end|færre|flest|fleste|næsten|omkring|cirka|ca)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand|million|billion|"
        r"both|second|third|fourth|half|double|several|all|first|only|at least|at most|up to|more than|less than|fewer|most|almost|about|approximately)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"[二三四五六七八九十百千万亿两半〇零](?![分])[一二三四五六七八九十百千万亿]*|一[二三四五六七八九十百千万到至][一二三四五六七八九十百千万]*"
        r"|第一|首[次个批份]|[全所]部|所有|唯一|多[个家次项]|各(?=[方家市])|至少|最多|不超过|超过|以上|以下|大约|约(?=\d|[一二三四五六七八九十])|左右|多数|少数|部分"
    ),
}
SIDES: dict[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"\b(?:dansk|kinesisk|svensk|norsk|finsk|tysk|engelsk|fransk|hollandsk|amerikansk|russisk|japansk|koreansk|europæisk|"
        r"nordisk|udenlandsk|international)\w*|\b(?:danmark|kina|tyskland|sverige|norge|europa|usa|eu)s?\b"
        r"|\b(?:parterne|deltagerne|begge parter|delegationen|kineserne|danskerne|værterne|gæsterne|vi|os|vores)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:danish|chinese|swedish|norwegian|german|french|american|european|nordic|foreign|international|denmark|china|"
        r"parties|participants|delegation|we|us|our)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"中文|英文|丹麦文|双方|各方|中方|丹方|外方|我方|对方|三方|两国|中国|丹麦|德国|瑞典|挪威|欧洲|欧盟|国外|国内|国际|我们|他们|代表团"
    ),
}
"""Whose side something is of, which is as much as a name."""
DONE: dict[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"\b(?:har|havde|fik|blev|er blevet|færdig\w*|afslutte\w+)\b|\b(?:er|var)\s+(?:\w+\s+)?\w{3,}(?:et|dt|rt|gt)\b"
        r"|\b\w{3,}(?:ede|dte|gte|kte|lte|rte|ste(?<!næste)(?<!sidste)(?<!første)(?<!bedste)|dt)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:has|have|had|was|were|did|done|finished|completed|\w{2,}ed|sent|made|gave)\b", re.IGNORECASE
    ),
    "zh": re.compile(r"已(?!知)|了(?!解)|完毕|完了|曾(?!经理)"),
}
"""What makes of something to be done something that was done."""
UNITS: dict[Language, re.Pattern[str]] = {
    "da": re.compile(
        r"(\d[\d.,]*)\s*(%|‰|procent|kr\b|kroner|dkk|rmb|yuan|euro|eur|usd|\$|€|¥|mio|mia|arbejdsdag|hverdag|dag|uge|måned|år|"
        r"time|minut|km|m²|m2|m3|mg|µg|kg|ton|ha\b|hektar|meter|grund|virksomhed|møde|person|deltager)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(\d[\d.,]*)\s*(%|‰|percent|dkk|rmb|yuan|euro|eur|usd|\$|€|¥|million|billion|working day|day|week|month|year|hour|"
        r"minute|km|m²|m2|mg|µg|kg|ton|ha\b|hectare|site|compan|meeting|person|participant)",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(\d[\d.,]*)\s*(%|‰|个?工作日|天|周|个月|年|月|[日号]|小时|分钟|点|元|万|亿|亩|公顷|吨|公斤|千克|毫克|米|公里|个|家|次|份|名|人|项|场)"
    ),
}
OPENERS: dict[Language, frozenset[str]] = {
    "da": frozenset(
        """der det de den dette disse denne på i ved efter desuden endvidere samtidig herudover derudover
        derfor dermed hertil også mødet man en et for fra med til som når hvis om under mellem herefter endelig
        aftalen beslutningen resultatet og at ifølge""".split()
    ),
    "en": frozenset(
        """the there this these that both in on at after also furthermore moreover besides it they a an for from
        with to as if under between finally and according""".split()
    ),
    "zh": frozenset(),
}
LINKS_DA = frozenset(
    """der det de den dette disse denne som og eller men samt hvor når hvis at om på i ved til fra for af med efter inden
    under over mellem mod hos er var bliver blev være været har havde skal skulle vil ville kan kunne bør må en et sin sit
    sine deres dens dets også desuden endvidere samtidig derfor dermed hertil herudover derudover møde mødet mødets
    parterne part enige enighed aftalt aftaler aftale aftalen besluttet beslutter beslutning beslutningen drøftet drøfter
    drøftede fremgår understreges fremhæver fremhæves nævnes tages holdes sker gennemføres gøres laves ansvar ansvarlig
    ansvarlige opgave opgaven opgaver sender sendes hvilket hvilken derefter herefter deltagerne deltager hvem begge hver
    hvert ikke ingen begynde starter start blandt andet fælles dog""".split()
)
LINKS_EN = frozenset(
    """the a an of to in on at for from with by and or but is are was were be been has have had will shall would should
    this that these those it they their its also furthermore moreover meeting parties party agreed agreement decided
    decision agree agrees decides both which who after before during between responsible action actions""".split()
)
LINKS_ZH = re.compile(
    r"会议|双方|各方|同意|决定|商定|达成|一致|并且|同时|此外|另外|其中|以及|由于|对于|关于|有关|进行|开展|负责|提供|提交|完成|确认|"
    r"表示|指出|强调|说明|介绍|提出|认为|要求|需要|应当|将于|将由|将在|已经|已于|目前|之间|通过|根据|按照|作为|成为|为了|因此|协议|"
    r"待办|事项|任何|工作|相关|方面|情况|内容|共同|继续|进一步|参加|出席|会上|本次|此次|该|其|的|了|和|与|及|或|由|将|在|于|对|向|为|是|"
    r"并|也|还|把|被|给|从|到|以|就|而|则|即|等|这|那|已|会|所|之|中|上|请|需|各"
)
SURNAMES = (
    "王李张刘陈杨黄赵吴徐孙朱胡郭林罗郑梁谢宋唐邓冯韩曹彭萧蔡潘董袁叶蒋杜魏丁沈姚卢傅钟姜崔谭廖汪戴贾韦邱侯邹熊孟秦阎薛"
    "尹段雷黎史龙陶贺顾毛郝龚邵钱严武何高马周许曾吕苏余方石夏白江范陆金任程邢覃聂祝鲁耿翟倪季"
)

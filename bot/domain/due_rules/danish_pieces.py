"""The pieces that the patterns of Danish are put together from."""

from bot.domain.due_rules.danish_words import COUNT, ORDINAL, SHORT, UNITS
from bot.domain.due_rules.grammar import Pieces, any_of

_DAYS = "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag"
_NOUNS = (
    "møde|konference|workshop|seminar|besøg|underskriv|underskrift|godkend|vedtag|vedtæg|modtag|lever|afslutning|"
    "drøftels|høring|behandling|tilbud|svar|rejse|studietur|opstart|kick-?off|indgåels|gennemgang|evaluering|"
    "præsentation|prøvetagning|udtagning|bestilling|betaling|offentliggør|fremsend|aflever|kursus|uddannelse|messe|"
    "inspektion|besigtigelse|aflæggelse|tilsagn|bevilling|accept|bekræftels|analyse|rapport|udkast"
)
_PHRASES = (
    r"(?:\s+(?:af|fra|til|med|hos|på|i|om|for|mellem)\s+(?:(?:den|det|de|en|et|vores|jeres)\s+)?(?!\d"
    r"|<TIME><END>)<LETTER>+){0,3}"
)

PIECES = Pieces(
    {
        "LETTER": r"[^\s,.;:()!?\"“”„»«]",
        "END": r"(?![a-zæøåé0-9])",
        "DAYS": _DAYS,
        "WD": rf"(?P<wd>{_DAYS})",
        "WD2": rf"(?P<wd2>{_DAYS})",
        "WDP": rf"(?:(?P<wd>{_DAYS}|man|tirs|ons|tors|fre|lør|søn)\.?,?\s+)?",
        "D": r"(?P<d>\d{1,2}|<ORD>)(?:\.|(?:st|nd|rd|th|ste|te|de|ende)\b|(?<=[a-z])|(?=\s))",
        "ORD": any_of(ORDINAL),
        "Q": r"(?P<q>\d|<ORD>)\.?",
        "H": r"(?P<h>\d|<ORD>)\.?",
        "M": r"(?P<m>[a-zæøå]{3,10})(?![a-zæøåé])<DOT>",
        "DOT": "(?:(?:" + "|".join(f"(?<=\\b{short})" for short in SHORT) + r")\.)?",
        "Y": r"(?:[-.,/]?\s*(?:af\s+|i\s+)?(?P<y>(?:19|2[01])\d\d|['’]\d\d)(?!\d)"
        r"|\.?\s+(?:i\s+)?(?P<yw>(?:til\s)?næste\sår|dette\sår|i\sår|sidste\sår|i\sfjor|samme\sår|d\.å\.?)<END>)",
        # behind a day and a month two figures are a year, too
        "YD": r"(?:<Y>|[-/](?P<y2>\d\d)(?![\d.]|\s*[a-zæøå])|\s+(?P<yy>\d\d)(?=\s*(?:$|[,;)!?]|\.(?!\d)|kl\.?\s)))",
        "N": r"(?:(?:ca\.?|cirka|omkring|højst|maks\.?|maksimalt|op\s+til)\s*)?(?P<n>\d{1,4}|" + any_of(COUNT) + ")",
        "N2": r"(?P<n2>\d{1,4}|" + any_of(COUNT) + ")",
        "U": "(?P<u>(?:" + any_of(UNITS) + ")(?:ers|ene|erne|ens|es|en|et|er|ne|ns|[enrs])?)<END>",
        "LENGTH": r"(?:(?:(?:et|en)\s+)?(?P<half>halvt?)|<N>(?:\s*(?:-|til|eller)\s*<N2>)?)\s+<U>",
        "ART": r"(?:(?:den|d|dag|dags)\b\.?\s*)?",
        "REL": r"(?P<rel>næstkommende|næste|denne|dette|indeværende|den\skommende|det\skommende|kommende"
        r"|sidste|forrige)",
        "S": r"(?P<s>(?:forår|sommer|efterår|vinter)(?:et|en)?s?)",
        "NOUN": rf"(?:[a-zæøå-]*(?:{_NOUNS})[a-zæøå]*)",
        "WHICH": r"(?:(?:den|det|de|vores|deres|jeres|et|en)\s+)?"
        r"(?:(?:næste|kommende|førstkommende|første|andet|anden|sidste|afsluttende|endelige?|endt|planlagte)\s+)?",
        "GATHERING": r"(?:[a-zæøå-]*(?:møde|konference|workshop|seminar|besøg|underskrivelse|godkendelse"
        r"|rejse|aflevering"
        r"|høring|præsentation|evaluering|studietur|indvielse|messe)(?:t|et|n|en|r|rne|pen|turen)?|kursusstart|opstart(?:en)?)",
        "FEAST": r"(?:(?:mellem\s+)?jul(?:en)?(?:\s+og\s+nytår)?|juleaften|påsken?|pinsen?|skærtorsdag"
        r"|langfredag|grundlovsdag|nytår(?:et)?"
        r"|sankthans|(?:sommer|efterårs|vinter|jule|påske|forårs|industri)?ferien?|helligdagene|kinesisk\s+nytår)",
        "EVENT": r"(?:(?:den|det|de|vores|deres|jeres|et|en)\s+)?"
        r"(?!nu<END>|i\s|næste\s+(?:uge|måned|år)|(?:<DAYS>)<END>|<FEAST><END>|\d|(?:den|d\.)\s)"
        r"(?:(?<=\bat\s)(?!.*\bog\b)[^,.;:()!?]{3,60}(?<!\s)"
        r"|(?:vi|de|man|i)\s+(?:har\s+|er\s+)?<LETTER>+(?:\s+<LETTER>+)?"
        r"|<LETTER>+\s+(?:har|er|bliver)\s+(?:blevet\s+)?<LETTER>+"
        r"|(?:(?:næste|kommende|første|andet|anden|sidste|afsluttende|endelige?|endt|planlagte)\s+|<LETTER>{3,}s\s+)?"
        r"<LETTER>+" + _PHRASES + ")",
        "HAPPENING": rf"<WHICH>(?:<LETTER>{{3,}}s\s+)?<NOUN>{_PHRASES}",
        "CLAUSE": r"(?:(?!(?:du|man|hver|hvert)\s)<LETTER>+\s+){1,5}?(?:foreligger|ankommer|[a-zæøå]{3,}es"
        r"|(?:er|har|bliver)\s+(?:blevet\s+)?(?:endeligt\s+)?(?:[a-zæøå]+(?:et|dt|agt|ørt|jort)|klar|færdige?|på\s+plads|kommet|hørt|i\s+hus))"
        r"(?:(?:\s+(?:fra|hos|af|med|til)\s+(?!\d|<TIME><END>)<LETTER>+)|\s+[a-zæøå]{3,}(?:en|et|ne)(?<!siden))?"
        r"<END>",
        "WHICHONE": r"første|anden|tredje|fjerde|sidste|næste|kommende|forrige|følgende|start|slut|midt",
        "TIME": r"(?:(?:<DAYS>)e?n?|(?:arbejds|hver|helligd?|bank)?dag(?:e|en|ene|s)?|uge(?:n|r|rne|ns)?"
        r"|måned(?:en|er|erne|ens|s)?"
        r"|kvartal(?:et|er|ets)?|halvår(?:et)?|år(?:et|ets)?|primo|medio|ultimo|starten|start|midt|slut|begyndelsen|midten|slutningen|udgangen"
        r"|først|sidst|halvdel(?:en)?|halvanden|halvvejs|sidste(?!\s+frist)|første|anden|tredje|fjerde|næste|kommende|forrige|følgende|hver|hvert"
        r"|weekend(?:en)?|morgen|aften|døgn|senere|siden|efter|før|inden|senest|tidligst|ikke|undtagen|hen\s+mod|op\s+mod)",
    }
)

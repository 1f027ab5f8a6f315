"""How Danish names days and spans of days."""

from functools import cache

from bot.domain.due_rules import lengths
from bot.domain.due_rules.danish_events import waiting
from bot.domain.due_rules.danish_pieces import PIECES
from bot.domain.due_rules.danish_rules import dates, from_now, relatives, spans
from bot.domain.due_rules.danish_words import vocabulary
from bot.domain.due_rules.grammar import Grammar

_pattern, _rule = PIECES.pattern, PIECES.rule


@cache
def grammar() -> Grammar:
    """The grammar of Danish, compiled on first use."""
    return Grammar(
        language="da",
        words=vocabulary(),
        rules=(*dates(), *spans(), *relatives(), *from_now(), *waiting()),
        spaced=True,
        label=_pattern(
            r"\b(?:\w*frist(?:en)?|deadline|forfald(?:er|sdato|sdag)?|tidspunkt|termin|due)\s*(?:er|[:=]|-\s)\s*"
        ),
        nothing=_pattern(r"(?:ingen|intet|-)\s*$"),
        preposition=_pattern(
            r"\b(?:den|d\.|til|pr\.?|frist|deadline|dato|i\s+løbet\s+af)\s*$|[(:]\s*$|\s-\s*$"
            r"|\b(?:\w{3,}es|skal|vil|bør|sker|\w+et|færdig\w*|klar)\b[^.;:()]*\bi\s*$"
        ),
        lead=_pattern(
            r"(?:(?:forventes|ventes|forventeligt|forventet|planlagt|planlægges|afleveres|leveres|færdig|klar|sker|engang|"
            r"i\s+løbet\s+af|hen\s+over|i|den|d\.|til|pr\.?|på|ca\.?|cirka|omkring|formentlig|helst|gerne)[\s:]+)*"
        ),
        skipped=_pattern(
            r"hver(?:t)?<END>\s+(?:(?:anden|andet|tredje|fjerde|\d+\.)\s+)?(?:[a-zæøå]+)(?:\s+i\s+[a-zæøå]+)?"
            r"|(?:(?:den\s+)?<ORD>\s+)?(?:<DAYS>)\s+i\s+(?:hver|måneden)\b|om\s+(?:<DAYS>)en<END>"
            r"|i\s+(?:<DAYS>)s<END>"
            r"|siden\s+(?:den\s+)?(?:\d+\.\s*)?[a-zæøå]+(?:\s+(?:19|2[01])\d\d)?"
        ),
        length=_rule("length", r"<LENGTH>", lengths.within),
        counted_from=_rule(
            "so long from a day",
            r"(?:(?P<by>senest|inden\s+for|indenfor|inden|mindst)\s+)?(?:<LENGTH>|(?P<one>dagen|hverdagen|arbejdsdagen))\s+"
            r"(?:efter|fra|(?P<back>før|inden|forud\s+for))\s+(?:fra\s+)?",
            lengths.counted,
        ),
        beside_before=_pattern(
            r"\d\.,\s*$|(?:\b\d\.?\s+(?:og|eller|til)|\b\d{1,2}\.?|\btidligere\send|\b<TIME>(?:\s+(?:i|af|på|om|for|ved|til))*)\s+"
            r"(?:den\s|d\.\s?)?$"
            r"|\b(?:efter|siden)\s+(?!aftale|planen)(?:(?!senest|inden|før|frist)[^\W_][^\s,:;()]*\s+){1,2}(?:den\s|d\.\s?|i\s|på\s)?$"
        ),
        beside_after=_pattern(
            r"\s*\(\s*(?:eller|og)\s|\s*,\s*\d{1,2}\.?\s*(?:,|og\s|eller\s)\s*\d|\s+(?:eller\s+(?:senere|før|tidligere)|kvartal|uge)<END>|\s*(?:[-/]|til)\s*\d|\s+['’]?\d\d?(?=\s*(?:$|[,;)!?]))"
        ),
        time_after=_pattern(r"\s+(?:(?:i|af|på|om|ved)\s+)*<TIME><END>"),
        joint=_pattern(
            r"(?:(?:den|i(?:\s+løbet\s+af)?|ved|til|på|pr\.?|om|med(?:\s+udgangen\s+af)?)|(?:fyraften|dagens\s+slutning|kl\.?\s*\d{1,2}(?:[.:]\d\d)?)"
            r"(?:\s+(?:på|den|d\.))?)\s+"
        ),
        gathering=_pattern(r"<WHICH><GATHERING>(?:\s+i\s+[a-zæøå]+)??(?:,?\s+(?:den|d\.|i|på|til))?\s+"),
        by_before=_pattern(
            r"(?:allerede\s+)?(?:senest|ikke\s+senere\s+end|til\s+og\s+med|t\.o\.m\.|inden\s+for"
            r"|(?P<before>inden(?!\s+for\b)|før|forinden|indtil|frem\s+til|op\s+til))\s+"
        ),
        over=_pattern(r"\s+(?:er\s+)?(?:omme|gået|ude|slut|udløbet)<END>"),
        by_after=_pattern(
            r"(?P<before>(?!))|\s+(?:som\s+det\s+)?(?:senest|seneste)<END>(?!\s+\d)|,?\s+(?:inden|før|senest)\s+(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?"
        ),
        part_before=_pattern(
            r"(?:ved\s+)?(?:(primo|medio|start|midt)(?:\s?[-/]\s?|\s(?:og|eller|til)\s)(medio|ultimo|midt|slut)(?=\s)|(primo|medio|ultimo)|(starten|begyndelsen|midten|slutningen|udgangen|afslutningen|udløbet|enden"
            r"|(?:første|anden|sidste|1\.|2\.)\s+halvdel)\s+af|(start|slut|ult\.|prim\.|med\.)(?=\s)"
            r"|(først|sidst|tidligt|sent|midt)\s+(?:i|på)|(?:det\s+|den\s+)?(tidlige|sene))\s+(?:den\s+)?"
        ),
        range_before=_pattern(r"(?:fra(?:\s+og\s+med)?|mellem|i\s+perioden(?:\s+fra)?|i\s+dagene)\s+"),
        range_join=_pattern(r"\s*(?:-|\s(?:til\s+og\s+med|til)\s|(?P<listed>/|\s(?:og|eller)\s))\s*"),
        open_before=_pattern(
            r"(?:(?:efter|fra(?:\s+og\s+med)?|tidligst|ikke\s+før|først\s+efter|ikke\s+inden)\s+)(?:i\s+)?"
            r"(?!.{1,30}?\s(?:til|og)\s)"
        ),
        open_after=_pattern(r"\s+(?:og\s+(?:frem|fremefter|fremad|senere|derefter|videre)|fremefter|fremover)<END>"),
        glue=_pattern(r"\s*(?:,\s*|\(\s*)?(?:(?:i|af|på|den|d\.)\s+)?"),
        left_over=_pattern(r"\b(?!(?:<WHICHONE>)<END>(?!\s+<TIME><END>))<TIME><END>"),
        tail=_pattern(
            r"\s+(?:formiddag|eftermiddag|middag|aften)(?![a-zæøå])"
            r"|,?\s*(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*-\s*\d{1,2}(?:[.:]\d\d)?)?"
            r"|,?\s+\d{1,2}[.:]\d\d(?:\s*-\s*\d{1,2}[.:]\d\d)?(?!\d)"
        ),
    )

"""What a real MediaWiki shows of a page is what stands in the note, whatever signs people have written."""

import unicodedata
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.domain.record import Item, Note, Space, Text
from bot.domain.wiki_page import PageName, meeting_of
from bot.render.plain import plain
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from tests.contracts.wiki.mediawiki import Wiki
from tests.contracts.wiki.mediawiki import mediawiki as mediawiki_fixture

mediawiki = mediawiki_fixture
SPACE = Space(1, "Jiangsu", ("da", "zh"))
TITLES = {
    PageName(meeting_of(7), "da"): "Jiangsu 3 Møde/da",
    PageName(meeting_of(7), "zh"): "Jiangsu 3 Møde/zh",
}
NASTY = [
    "{{delete}} og {{{1|x}}} og {{subst:PAGENAME}}",
    "[[Kategori:Alt|x]] [[File:a.jpg|thumb]] [http://a.dk b] [[da:Jord]]",
    "~~~~ og ~~~ og ~~~~~",
    "__TOC__ __NOTOC__ __NOINDEX__ {{!}} {{PAGENAME}}",
    "{| class=x\n|-\n| celle\n|}",
    "<script>alert(1)</script><b>fed</b><!-- skjult --><br>",
    "<nowiki>'''fed'''</nowiki> <pre>x</pre> <ref>y</ref>",
    "</div></span></nowiki> --> <!--",
    "مرحبا \u202eomvendt\u202c \u2067x\u2069 שלום",
    " indledt med blank\n  og to",
    ":indrykket\n;begreb: forklaring\n*stjerne\n#nummer\n----",
    "== Overskrift ==\n=x=",
    "''kursiv'' '''fed''' '''''begge''''' d'Artagnan'",
    "-{zh-hans:汉字;zh-hant:漢字}- 土壤与地下水",
    "http://example.dk/a_b?c=d&e=f mailto:a@b.dk tel:+45 //x.dk",
    "RFC 1234 PMID 12345 ISBN 978-3-16-148410-0",
    "&amp; &lt; &#91; &nbsp; AT&T &unknown; \u00a0x",
    "\u0338kombineret og a\u030a \u1100\u1161\u11a8",
    "#REDIRECT [[Andet]]",
    "\x7f'\"`UNIQ--nowiki-00000000-QINU`\"'\x7f",
    "<!--item 40-->x<!--/item--> <!--jordbro a b c-->",
    "⟦1⟧ \\ / % %20 $1 @mette #123",
    "__UDENINDHOLD__ #OMDIRIGERING [[x]]",
    "{{#if:1|a|b}} {{int:mainpage}} {{Special:Recentchanges}}",
    "1. april\n- [ ] opgave\n> citat `kode`",
]


class Visible(HTMLParser):
    """The text a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in {"br", "p", "li", "ul", "div", "h2"}:
            self.text += "\n"


def shown(wiki: Wiki, text: str) -> str:
    form = {"action": "parse", "title": "Jiangsu 3 Møde/da", "text": text, "contentmodel": "wikitext"}
    answer = wiki.person().ask(form | {"prop": "text|categories", "disablelimitreport": "1", "disableeditsection": "1"})
    assert [one["category"] for one in answer["parse"]["categories"]] == ["Jiangsu"]
    visible = Visible()
    visible.feed(answer["parse"]["text"])
    return one_line(visible.text)


def one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(plain(text).split()))


def note_with(words: list[str]) -> Note:
    items = tuple(
        Item(40 + at, 7, f"3.{at}", str(at), "paragraph", Text(10 + at, "da", said))
        for at, said in enumerate(words, start=1)
    )
    title = Text(1, "da", words[0])
    return Note(7, 1, 3, 1, "da", title, date(2017, 1, 10), title, None, None, items, "Mette", "", "")


def visible_of(note: Note) -> str:
    title = one_line(note.title.content)
    head = f"{title} 中文 · Møder · Åbne opgaver Dato: 10. januar 2017 Sted: {title} skrevet af Mette"
    items = " ".join(f"{item.ref} {one_line(item.text.content)}" for item in note.items)
    foot = (
        "Jordbro skriver denne side ud fra referaterne i »Jiangsu« i Slack. "
        "Det, du ændrer i et punkt eller i mødets titel, sted, formål eller deltagere, vises dér som et forslag."
    )
    return one_line(f"{head} {items} {foot}")


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    i18n.load()


def test_nasty_text_is_shown_as_it_was_written(mediawiki: Wiki) -> None:
    note = note_with(NASTY)
    page = PageWriter(MARKUPS["mediawiki"]).meeting(note, SPACE, "da", TITLES)

    assert shown(mediawiki, page) == visible_of(note)


SIGNS = st.sampled_from([
    *("[[", "]]", "{{", "}}", "{|", "|}", "|-", "|", "'''", "''", "~~~~", "__TOC__", "<b>", "</div>", "<!--", "-->"),
    *("<nowiki>", "</nowiki>", "&lt;", "&#x5b;", "==", "\n", "\n*", "\n:", "\n;", "\n#", "\n ", "----", "-{", "}-"),
    *("http://a.dk", "RFC 1", "ISBN 1234567890", "土壤", "。", "jord", " ", "a", "'", "_", "\u0338", "\u202e", "é"),
])  # fmt: skip
WORDS = st.lists(SIGNS, min_size=1, max_size=8).map("".join) | st.text(max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
@given(words=st.lists(WORDS, min_size=6, max_size=10))
def test_any_text_is_shown_as_it_was_written(mediawiki: Wiki, words: list[str]) -> None:
    note = note_with(words)
    page = PageWriter(MARKUPS["mediawiki"]).meeting(note, SPACE, "da", TITLES)

    assert shown(mediawiki, page) == visible_of(note)

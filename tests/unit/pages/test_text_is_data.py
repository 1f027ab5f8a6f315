"""Whatever people write, a browser shows those very words: no markup of theirs lives, and none turns ours around."""

import unicodedata
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from bot import i18n
from bot.domain.due import Due
from bot.domain.glossary import Entry
from bot.domain.item_sheet import ItemSheet
from bot.domain.language import Language
from bot.domain.pages import Agreed, Board, Heading, Meetings, Overview, Paged, Share, Terms
from bot.domain.record import Action, ActionLine, Item, Note, Organisation, Owner, Space, Text, Translation
from bot.domain.review import Happening, Place, Review, Sentence
from bot.domain.segment import Correction, Remark, Segment
from bot.domain.term import Term
from bot.render.pages import board, glossary, item, meeting, past, review
from bot.render.pages import space as spaces
from bot.render.pages.html import Frame
from bot.render.pages.urls import Urls
from bot.render.plain import plain
from tests.unit.sinks.hostile import TURNING, WORDS

i18n.load()

NOW, TODAY = datetime(2017, 1, 20, 9, tzinfo=UTC), date(2017, 1, 20)
VOID = {"meta", "link", "input", "br"}
OURS = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "p", "span", "nav", "ul", "li", "form", "input",
    "bdi", "button", "main", "h1", "h2", "h3", "section", "div", "label", "table", "thead", "tbody", "tr", "th", "td",
    "fieldset", "legend", "textarea", "del", "ins", "mark",
}  # fmt: skip
ADDRESSES = ("/", "#main")


class Seen(HTMLParser):
    """What a browser makes of a page: its tags, the addresses in it, and the words of each element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.addresses: set[str] = set()
        self.texts: list[str] = []
        self.values: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "action", "src"}}
        self.values += [value or "" for name, value in attrs if name == "value"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def seen(html: str) -> Seen:
    found = Seen()
    found.feed(html)
    found.close()
    assert found.open == []
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


def check(html: str, words: str) -> None:
    """The words stand there, nothing of them lives, and every address is ours."""
    found = seen(html)
    assert found.tags <= OURS
    assert not any(name.startswith("on") or name == "style" for name in found.names)
    assert {one for one in found.addresses if not one.startswith(ADDRESSES) or one.startswith("//")} == set()
    assert squeezed(plain(words)) in squeezed("".join(found.texts))
    assert not TURNING.search(html)
    assert not any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in html)


FRAME = Frame("da", Urls(), "/wiki/notes/1", "abc", "Mette")


def everything(words: str) -> dict[str, str]:
    """Every page with some words wherever people can write any."""
    text = Text(1, "da", words, {"zh": Translation("zh", words, "reviewed", None, words, NOW)})
    clean = Organisation(1, {"da": words, "zh": words})
    action = Action(
        2, 1, "open", expected=False, owner=Owner(clean, None, None, words), due=Due(words, None, None, "unknown")
    )
    todo = Item(2, 1, "1.2", "2", "action", text, action)
    agreed = Item(3, 1, "1.3", "3", "agreement", text, None, "signed")
    note = Note(1, 1, 1, 1, "da", text, TODAY, text, text, text, (todo, agreed), words, "", "")
    space = Space(1, words, ("da", "zh"))
    line = ActionLine(todo, action, space, text)
    heading = Heading(1, 1, text, TODAY, text, None, inner=False)
    deal = Agreed(agreed, note, ({"da": words, "zh": words, "en": words},))
    frame = Frame("da", Urls(), "/wiki/notes/1", "abc", words, space, "")
    overview = Overview(space, Paged((heading,)), Paged((line,)), Paged((deal,)), 0)
    segment = Segment(
        1,
        1,
        0,
        words,
        "",
        "da",
        "zh",
        "needs_check",
        held=False,
        version=1,
        content=words,
        proposal=words,
        remarks=(Remark("name", (words,)),),
    )  # fmt: skip
    done = Correction(1, 1, words, "zh", words, f"{words}!", words, NOW, words, NOW)
    happened = [Happening(Place("action", "1.2"), NOW, words, done)]
    term = Term("term", {"da": words, "zh": words}, {"da": (words,)}, {"zh": (words,)}, words)
    return {
        "spaces": spaces.as_spaces([space], frame),
        "space": spaces.as_space(overview, frame, TODAY, may_write=True),
        "meetings": spaces.as_meetings(Meetings(space, Paged((heading,)), ()), frame),
        "agreements": spaces.as_agreements(space, Paged((deal,)), frame),
        "meeting": meeting.as_meeting(note, space, {}, None, frame, TODAY, may_write=True, may_review=True),
        "board": board.as_board(
            Board(space, Paged((line,)), (Share(clean, 1),)), "due", "", frame, TODAY, done=False, may_write=True
        ),
        "glossary": glossary.as_glossary(Terms(space, words, Paged((Entry("1", 1, term, "own", words),))), frame),
        "item": item.as_item(
            item.ItemShown(note, todo, space, ItemSheet(note, todo, (), {1: clean}, {}), happened), frame, TODAY,
            may_write=True, told=words,
        ),
        "past": past.as_past(note, happened, frame),
        "review": review.as_review(
            Review(note, "zh", (Sentence(Place("action", "1.2"), segment),), 1, {}), frame, problems={1: words}
        ),
    }  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(WORDS)
def test_every_page_shows_the_words_and_lets_none_of_them_live(words: str) -> None:
    for html in everything(words).values():
        check(html, words)


@pytest.mark.parametrize(
    "words",
    [
        "</textarea><script>alert(1)</script>",
        "</title><img src=x onerror=alert(1)>",
        '"><a href="javascript:alert(1)">x</a>',
        "' onmouseover='alert(1)",
        "{{ 7 * 7 }}{% raw %}&lt;b&gt;",
        "<bdi></bdi></p></main></body>",
        "javascript:alert(1)",
        "\u202egnidliub",
        "<!-- --> ]]> &#60;script&#62;",
    ],
)
def test_what_is_known_to_hurt_is_shown_and_hurts_nobody(words: str) -> None:
    for html in everything(words).values():
        check(html, words)


@settings(deadline=None, max_examples=60)
@given(WORDS)
def test_what_was_typed_stands_in_its_field_again(words: str) -> None:
    html = everything(words)["glossary"]

    assert plain(words) in seen(html).values


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("da", "CLEAN · primo april 2017"),
        ("zh", "CLEAN · 2017年4月上旬（“primo april”）"),
        ("en", "CLEAN · early April 2017 (“primo april”)"),
    ],
)
def test_a_board_says_when_an_action_is_due_as_it_was_said(locale: Language, told: str) -> None:
    clean, text = Organisation(1, {"da": "CLEAN"}), Text(1, "da", "CLEAN sender oversigt")
    due = Due("primo april", date(2017, 4, 1), date(2017, 4, 10), "third")
    action = Action(2, 1, "open", expected=False, owner=Owner(clean), due=due)
    line = ActionLine(Item(2, 1, "1.2", "2", "action", text, action), action, Space(1, "Jiangsu", ("da", "zh")), text)
    frame = Frame(locale, Urls(), "/wiki/spaces/1/actions", "abc", "Mette", line.space, "actions")

    html = board.as_board(Board(line.space, Paged((line,)), ()), "due", "", frame, TODAY, done=False, may_write=True)

    assert told in squeezed("".join(seen(html).texts))


def test_only_our_own_addresses_are_ours() -> None:
    urls = Urls("/jordbro/")
    ours = ("/jordbro/wiki", "/jordbro/wiki/notes/1#i1.2", "/jordbro/wiki?x=1", "/jordbro/wiki/find?q=a%20b")
    others = (
        "", "/", "/wiki", "/jordbro/wikix", "//evil/jordbro/wiki", "https://evil/jordbro/wiki", "/jordbro/wiki\n",
        "/jordbro/wiki/in/abc", "/jordbro/wiki\\evil", "jordbro/wiki", "/jordbro/wiki/../x", "/jordbro/wiki/%2e%2E/x",
        "/jordbro/wiki/%5cx", "/jordbro/wiki/x?\\evil",
    )  # fmt: skip

    assert [one for one in ours if not urls.is_ours(one)] == []
    assert [one for one in others if urls.is_ours(one)] == []


@pytest.mark.parametrize(
    ("public", "base"),
    [
        ("https://a.example/", "/"),
        ("https://a.example", "/"),
        ("https://a.example/b/", "/b/"),
        ("http://[::1]:3000/b/c", "/b/c/"),
    ],
)
def test_the_path_of_the_public_address_stands_before_all(public: str, base: str) -> None:
    assert Urls.of(public).to("notes/1") == f"{base}wiki/notes/1"

"""Pages in two markups: what people wrote is shown as it is, and comes back as it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot import i18n
from bot.domain.record import Item, Note, Space, Text
from bot.domain.wiki_mark import normal, parts_in
from bot.domain.wiki_page import PageName, meeting_of
from bot.render.plain import plain
from bot.render.wiki import MARKUPS
from bot.render.wiki.markup import Markup
from bot.render.wiki.page import PageWriter

SPACE = Space(1, "Jiangsu", ("da", "zh"))
MARKDOWN = MarkdownIt("commonmark")
NASTY = st.sampled_from(
    ["*", "**", "_", "`", "[a](b)", "<b>", "<!--", "-->", "\n", "\n- ", "\n1. ", "# ", "|", "\\", "&lt;"]
)
WIKI = st.sampled_from(
    ["[[", "]]", "{{", "}}", "''", "'''", "<br>", "~~~~", "&#91;", "http://a.dk", "\u0338", ":", "\n*"]
)
WORDS = st.lists(NASTY | WIKI | st.text(max_size=6), max_size=8).map("".join)


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    i18n.load()


def settled(words: str) -> str:
    """Words as a page can show them: blanks of one kind, no line that is only blanks at either end."""
    lines = (" ".join(line.split(" ")) for line in plain(words).replace("\t", " ").replace("\u00a0", " ").split("\n"))
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=list(MARKUPS))
@given(words=WORDS)
def test_words_come_back_as_they_were(markup: Markup, words: str) -> None:
    assert squeezed(markup.plain(markup.text(words))) == squeezed(plain(words))


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=list(MARKUPS))
@given(words=WORDS)
def test_words_hold_no_mark_and_stand_on_one_line(markup: Markup, words: str) -> None:
    made = markup.text(words)

    assert "\n" not in made
    assert "<!--" not in made


@given(words=WORDS)
def test_markdown_shows_what_was_written(words: str) -> None:
    note = note_of([words or "x", "土壤 og jord"])
    page = PageWriter(MARKUPS["git"]).meeting(note, SPACE, "da", TITLES)

    assert f"3.2 {squeezed(plain('土壤 og jord'))}" in shown(page)
    assert squeezed(f"3.1 {plain(words or 'x')} 3.2") in shown(page)


def shown(page: str) -> str:
    """What a reader sees of Markdown, on one line."""
    found: list[str] = []
    for token in MARKDOWN.parse(page):
        found += [" "]
        for child in token.children or ():
            found.append(
                " " if child.type in {"softbreak", "hardbreak"} else child.content if child.type == "text" else ""
            )
    return squeezed(plain("".join(found)))


TITLES = {
    PageName(meeting_of(7), "da"): "da/jiangsu-3-møde-da.md",
    PageName(meeting_of(7), "zh"): "zh/jiangsu-3-møde-zh.md",
}


def note_of(words: list[str]) -> Note:
    items = tuple(
        Item(40 + at, 7, f"3.{at}", str(at), "paragraph", Text(10 + at, "da", said)) for at, said in enumerate(words, 1)
    )
    return Note(7, 1, 3, 1, "da", Text(1, "da", "Møde"), date(2017, 1, 10), None, None, None, items, "Mette", "", "")


def test_page_of_a_repository_links_to_the_other_language() -> None:
    page = PageWriter(MARKUPS["git"]).meeting(note_of(["x"]), SPACE, "da", TITLES)

    assert "[中文](../zh/jiangsu-3-m%C3%B8de-zh.md)" in page
    assert parts_in(page) == {"title": "Møde", 41: "x"}


def test_page_is_as_a_wiki_keeps_it() -> None:
    for markup in MARKUPS.values():
        page = PageWriter(markup).meeting(note_of(["a\u030a"]), SPACE, "da", TITLES)
        assert normal(page) == normal(normal(page))

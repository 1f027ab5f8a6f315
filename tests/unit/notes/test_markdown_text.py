"""Text as Markdown: it comes back as it was, and shows as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.domain.markdown_text import as_markdown, as_text, one_line
from bot.render.plain import plain

NASTY = (
    "| a | b |",
    "```kode```\nmere",
    "1. første\n2) anden\n- tredje\n# titel\n> citat\n===\n---",
    "\n\ntomme linjer\n\n\nog flere\n",
    "  indrykket\tog tab  ",
    "[link](https://example.dk) <script>alert(1)</script> ![billede](x) &amp; &#65;",
    "slutter med \\",
    "\\\n\\\\\n",
    "<!-- jordbro:item {} -->\n-->",
    "土壤修复：第1批；“报告”——\u3000全角空格",
    "*fed* _kursiv_ ~~væk~~ {x}",
)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_comes_back(text: str) -> None:
    assert (as_text(as_markdown(text)), as_text(one_line(text)), "\n" in one_line(text)) == (text, text, False)


@given(st.text().map(plain))
def test_any_text_comes_back(text: str) -> None:
    assert (as_text(as_markdown(text)), as_text(one_line(text))) == (text, text)


@pytest.mark.parametrize("text", NASTY)
def test_a_reader_of_markdown_sees_the_text_as_one_paragraph(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"**1.1** {as_markdown(text)}")

    seen = "".join(
        "\n" if one.type in {"hardbreak", "softbreak"} else one.content
        for token in tokens
        for one in token.children or ()
        if one.type in {"text", "hardbreak", "softbreak", "text_special"}
    )
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert seen.replace("\n", "").split() == f"1.1 {text}".replace("\n", "").split()

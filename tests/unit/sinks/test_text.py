"""Single pieces of text for Slack: nothing comes alive, nothing that can be seen is lost, no letter is cut apart."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.domain.graphemes import edge, head
from bot.render.blocks import (
    BUTTON,
    HEADER,
    OPTION,
    SECTION,
    bold,
    bold_link,
    button,
    clipped,
    context,
    cut,
    escape,
    header,
    long_text,
    message,
    option,
    section,
    sentence,
)
from bot.render.chart_message import beside_file
from bot.render.plain import plain
from bot.slack.payloads import pack, unpack
from bot.slack.quiet import quiet
from bot.workspace.rules import check_message_blocks
from tests.unit.sinks.hostile import CALLING, CLUSTERS, PIECES, TEXTS, WORDS, alive, alive_beside

i18n.load()

LONG = st.builds(lambda text, times: text * times, WORDS, st.sampled_from([1, 10, 400]))
NOTHING = "\u2060"  # what takes no room
ADDRESS = "https://region.slack.com/archives/C1/p1484902800000100"
LETTERS = (*CLUSTERS, "a", "&", "<", "江", "\r\n", "\n", " ")
LINES = settings(deadline=None)


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@LINES
@given(TEXTS)
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    assert unescaped(escape(text)) == plain(text)
    assert alive(section(escape(text))) == []


@LINES
@given(TEXTS)
def test_plain_text_loses_only_what_cannot_be_seen(text: str) -> None:
    letters = [one for one in text if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}]

    shown = plain(text).replace("\ufffd", "")

    assert [one for one in shown if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Cn"}] == [
        one for one in letters if one != "\ufffd"
    ]


@LINES
@given(LONG)
def test_text_in_every_shape_of_block_stays_text(text: str) -> None:
    blocks = [
        header(text),
        section(bold(text), button(text, "a", pack(words=text[:100]))),
        section(bold_link(text, ADDRESS)),
        *long_text(text)[:40],
    ]

    check_message_blocks(blocks)
    assert alive(blocks) == []
    assert alive(option(text, "v")) == []


@LINES
@given(LONG)
def test_the_text_beside_blocks_calls_and_links_nobody(text: str) -> None:
    for made in (sentence(text), message(section(bold_link(text, ADDRESS)))):
        assert alive_beside(quiet(made.text)) == []
        assert len(quiet(made.text).encode()) <= 4000 + 3 * len(CALLING.findall(made.text))


@LINES
@given(TEXTS)
def test_what_comes_with_a_file_holds_no_address(text: str) -> None:
    told = quiet(beside_file(f"https://x.dk {text}", "da"))

    assert alive_beside(told) == []
    assert re.search(r"[a-z]://|www\.\w", told, re.IGNORECASE) is None
    shown = escape(f"https://x.dk {text}").replace(NOTHING, "")
    assert told.replace(NOTHING, "").endswith(shown)


@LINES
@given(TEXTS, st.lists(PIECES, max_size=3))
def test_what_a_button_carries_is_json_whatever_stands_in_it(text: str, words: list[str]) -> None:
    assert unpack(pack(list=text, words=words)) == {"list": text, "words": words}


@LINES
@given(st.lists(st.sampled_from(LETTERS), max_size=60), st.integers(8, 80))
def test_a_cut_parts_no_letter_from_what_belongs_to_it(letters: list[str], length: int) -> None:
    text = "".join(letters)
    places = {sum(map(len, letters[:count])) for count in range(len(letters) + 1)}

    assert edge(text, length) in places
    assert text.startswith(head(text, length))
    assert len(head(text, length)) <= length


@LINES
@given(st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=400), st.sampled_from([BUTTON, HEADER, OPTION, 24]))
def test_a_shortened_text_ends_behind_a_whole_letter(letters: list[str], length: int) -> None:
    text = "".join(letters)
    whole = {"".join(letters[:count]) for count in range(len(letters) + 1)}

    shown = cut(text, length)

    assert shown == text or shown.removesuffix("…") in whole
    assert len(shown) <= length


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=12).map(lambda few: few * (1800 // len(few))))
def test_paragraphs_and_clipped_markup_break_between_letters(letters: list[str]) -> None:
    text = "".join(letters)
    starts = {"".join(letters[:count]) for count in range(len(letters) + 1)}
    pieces = [block["text"]["text"] for block in long_text(text)]

    assert "".join(pieces) == text
    assert ["".join(pieces[:count]) in starts for count in range(len(pieces))] == [True] * len(pieces)
    assert max(map(len, pieces)) <= SECTION
    assert clipped(text, 500).removesuffix("…") in starts
    spoken = sentence(text).text.removesuffix("…")
    assert spoken in starts


def test_a_letter_with_endless_accents_is_cut_all_the_same() -> None:
    text = "e" + "\u0301" * 5000

    assert len(cut(text, 75)) == 75
    assert edge("👍🏽", 1) == 1


@pytest.mark.parametrize("text", ["\u202e", "\x1b", "\x00\ufeff"])
def test_words_of_which_nothing_can_be_seen_break_no_message(text: str) -> None:
    blocks = [header(text), section(escape(text), button(text, "a", "v")), context(escape(text))]

    check_message_blocks(blocks)
    assert alive(blocks) == []
    assert message(*blocks).text == "\ufffd\n\ufffd\n\ufffd"

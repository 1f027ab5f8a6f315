"""A summary as its reader sees it: prose where they can have it, every line with its number and its state."""

from datetime import UTC, date, datetime

import pytest

from bot import i18n
from bot.domain.language import Language
from bot.domain.meeting import Kind
from bot.domain.record import Item, Note, Text, Translation, TranslationState
from bot.domain.summary import Agreed, NoteSummary, Sentence, Summary
from bot.render import summary as render
from bot.render.blocks import spoken

AT = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def catalogues() -> None:
    i18n.load()


def text(number: int, danish: str, chinese: str | None = None, state: TranslationState = "machine") -> Text:
    by = "Li Wei" if state == "reviewed" else None
    return Text(number, "da", danish, {"zh": Translation("zh", chinese, state, "test", by, AT if by else None)})


def item(number: int, kind: Kind, words: Text) -> Item:
    return Item(number, 1, f"4.{number}", str(number), kind, words)


PARAGRAPH = item(1, "paragraph", text(1, "Et. To.", "一。二。"))
DECISION = item(2, "decision", text(2, "Driftsmøde.", "例会。"))
AGREEMENT = item(3, "agreement", text(3, "MoU.", "备忘录。"))
LAST = item(4, "paragraph", text(4, "Slut.", "完。"))
NOTE = Note(
    1, 1, 4, 1, "da", text(9, "Møde", "会议"), date(2017, 1, 10), None, text(8, "Plan", "计划"), None,
    (PARAGRAPH, DECISION, AGREEMENT, LAST), "Mette", "", "",
)  # fmt: skip
KEY = Sentence(text(1, "Et.", "一。"), ("4.1",))


def made(key: Sentence = KEY, *prose: Sentence) -> NoteSummary:
    parties: tuple[dict[Language, str], ...] = ({"da": "CLEAN", "zh": "CLEAN"}, {"da": "NIES", "zh": "南京环科所"})
    return NoteSummary(NOTE, (DECISION,), (Agreed(AGREEMENT, parties),), (), (key,), prose)


def lines(summary: NoteSummary, language: Language) -> list[str]:
    shown = render.for_reader(Summary("", (summary,)), language, {}, shareable=False)
    return spoken(shown.blocks).splitlines()


def test_what_all_translations_are_is_said_once() -> None:
    assert lines(made(), "zh") == [
        "4 · 会议",
        "2017年1月10日",
        "目的",
        "§4 计划",
        "决定",
        "§4.2 例会。",
        "协议",
        "§4.3 备忘录。 → 协议，预计签署 · CLEAN · 南京环科所",
        "其他要点",
        "§4.1 一。",
        "另有 1 条未列出。",
        "译文状态：机器翻译。",
    ]


def test_each_line_says_it_where_they_differ_and_a_doubtful_one_has_its_original_below() -> None:
    doubtful = Sentence(text(1, "Et.", "一。", "needs_check"), ("4.1",))

    told = lines(made(doubtful), "zh")

    assert told[-4:] == ["其他要点", "§4.1 一。 （机器翻译，需要核对）", "↳ Et.", "另有 1 条未列出。"]
    assert "§4.2 例会。 （机器翻译）" in told


def test_reviewed_line_says_by_whom_and_when() -> None:
    reviewed = Sentence(text(1, "Et.", "一。", "reviewed"), ("4.1",))

    assert "§4.1 一。 （Li Wei已于2017年1月20日审校）" in lines(made(reviewed), "zh")


def test_prose_stands_in_the_place_of_key_sentences_and_its_items_are_not_left_out() -> None:
    prose = (Sentence(text(20, "Alt er aftalt.", "都谈妥了。"), ("4.1", "4.4")),)

    assert lines(made(KEY, *prose), "da")[-2:] == ["Kort fortalt", "§4.1, §4.4 Alt er aftalt."]
    assert lines(made(KEY, *prose), "zh")[-3:] == ["概要", "§4.1, §4.4 都谈妥了。", "译文状态：机器翻译。"]


def test_prose_that_is_not_whole_in_the_readers_language_gives_way_to_key_sentences() -> None:
    prose = (Sentence(text(20, "Et.", "一。"), ("4.1",)), Sentence(text(21, "To.", None, "pending"), ("4.4",)))

    assert "概要" not in lines(made(KEY, *prose), "zh")
    assert "Kort fortalt" in lines(made(KEY, *prose), "da")


def test_outdated_words_have_the_original_below_and_not_where_both_are_posted() -> None:
    outdated = Sentence(text(1, "Et.", "一。", "outdated"), ("4.1",))
    post = render.for_channel(Summary("", (made(outdated),)), ("da", "zh"), "Mette")

    assert "↳ Et." in lines(made(outdated), "zh")
    assert "↳" not in post.text


def test_every_line_below_a_heading_names_its_item() -> None:
    headings = {"Formål", "Beslutninger", "Aftaler", "Åbne opgaver", "Det vigtigste ellers"}

    told = lines(made(), "da")[2:-1]

    assert [line for line in told if line not in headings and not line.startswith("§4")] == []

"""Items that say themselves that they were decided, and tasks among conclusions."""

from datetime import date

import pytest

from bot.domain.language import Language
from bot.domain.note_grammar import parse_note
from bot.domain.termbase import Termbase

ON = date(2019, 11, 5)
HEADS: dict[Language, str] = {"da": "Statusmøde\n", "zh": "会议纪要\n", "en": "Status meeting\n"}


def kinds(language: Language, words: str, termbase: Termbase) -> list[str]:
    return [
        item.kind for item in parse_note(HEADS[language] + words, language=language, on=ON, termbase=termbase).items
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "Besluttet at prøvetagningen udsættes."),
        ("da", "Det blev besluttet, at prøvetagningen udsættes til efter ferien."),
        ("da", "Det er enstemmigt vedtaget at bruge triaden."),
        ("da", "Mødet besluttede at udsætte prøvetagningen."),
        ("da", "Pilotprojekt Yixing\nBesluttet at prøvetagningen udsættes."),
        ("zh", "会议决定，采样工作推迟至暑假以后进行。"),
        ("zh", "会议决定采样推迟。"),
        ("zh", "经讨论，双方一致决定推迟采样。"),
        ("zh", "经研究决定由CLEAN牵头。"),
        ("en", "It was decided to postpone the sampling."),
        ("en", "The meeting decided that the sampling is postponed."),
    ],
)
def test_what_says_that_it_was_decided_is_a_decision(language: Language, words: str, termbase: Termbase) -> None:
    assert kinds(language, f"1. {words}\n2. Andet · 其他\n", termbase)[0] == "decision"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "Vi drøftede, hvad der blev besluttet i marts."),
        ("da", "Det blev ikke besluttet, hvem der betaler."),
        ("da", "CLEAN beslutter, hvornår der bores."),
        ("zh", "决定书已经收到。"),
        ("zh", "这是决定性的一步。"),
        ("zh", "会议尚未决定采样时间。"),
        ("zh", "由省厅决定采样时间。"),
        ("en", "We discussed what was decided in March."),
        ("en", "It was not decided who pays."),
    ],
)
def test_what_only_speaks_of_deciding_is_none(language: Language, words: str, termbase: Termbase) -> None:
    assert kinds(language, f"1. {words}\n2. Andet · 其他\n", termbase)[0] == "paragraph"


def test_tasks_among_conclusions_are_actions(termbase: Termbase) -> None:
    note = parse_note(
        "Kick-off\n\nKonklusioner:\n- Triaden bruges som metode.\n- To grunde findes (ansvarlig: JEPD)\n"
        "- CLEAN sender vejledningen (frist: 15. december)\n- Parterne mødes igen i foråret.\n",
        language="da", on=ON, termbase=termbase,
    )  # fmt: skip

    assert [(item.kind, item.owner, str(item.due.end) if item.due else "") for item in note.items] == [
        ("decision", None, ""),
        ("action", "JEPD", ""),
        ("action", "CLEAN", "2019-12-15"),
        ("decision", None, ""),
    ]

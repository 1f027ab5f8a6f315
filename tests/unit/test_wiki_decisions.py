"""Whatever partners do to a page and we to a note: nothing vanishes that nobody was shown, and a decision ends it."""

import random
import re
from dataclasses import dataclass, field

import pytest

from bot.domain.wiki import RemotePage
from bot.domain.wiki_mark import Part, marked, normal, part, parts_in
from bot.domain.wiki_page import PageName
from bot.domain.wiki_plan import Plan, There, keep_ours, plan, there
from bot.render.wiki import MARKUPS
from bot.render.wiki.page import PageWriter
from bot.services.publish_question import question
from bot.services.publish_unit import Planned, Wanted
from tests.contracts.wiki.memory import MemoryWiki

PAGES = 400
NAME = PageName("meeting:1", "da")
WRITER = PageWriter(MARKUPS["mediawiki"])
_OURS, _THEIRS = re.compile(r"SLACK\d"), re.compile(r"WIKI\d")


@dataclass
class Made:
    """A made-up meeting: item → its sentences, and what stands behind them."""

    items: list[tuple[int, list[str], str]]
    said: int = 0

    def page(self) -> str:
        lines = [f"== {part('title', 'Titel')} ==", "", f"* Sted: {part('place', 'Nanjing')}", ""]
        for number, (item, sentences, behind) in enumerate(self.items, start=1):
            lines += [f"'''1.{number}''' {part(item, ' '.join(sentences))}{f'<br />→ {behind}' if behind else ''}", ""]
        return marked("\n".join([*lines, "''Fod''", "", "[[Category:X]]"]), "k" * 32, *NAME)

    def change(self, dice: random.Random) -> None:
        """What people do in Slack."""
        self.said += 1
        word, at = f"SLACK{self.said}", dice.randrange(len(self.items))
        item, sentences, behind = self.items[at]
        match dice.choice(["sentence", "insert", "remove", "behind"]):
            case "sentence":
                there_now = [*sentences]
                there_now[dice.randrange(len(there_now))] = f"Vores {word} ord."
                self.items[at] = (item, there_now, behind)
            case "insert":
                self.items.insert(at, (100 + self.said, [f"Ny {word} linje."], ""))
            case "behind":
                self.items[at] = (item, sentences, f"JEPD · {word}")
            case _ if len(self.items) > 1:
                del self.items[at]


def partner(text: str, dice: random.Random, said: int) -> str:
    """What people do in the wiki."""
    word, parts = f"WIKI{said}", parts_in(text)
    items: list[Part] = [one for one in parts if isinstance(one, int)]
    if not items:
        return text
    item = dice.choice(items)
    was, line = part(item, parts[item]), next(one for one in text.split("\n") if f"<!--item {item}-->" in one)
    sentences = re.split(r"(?<=\.) ", parts[item])
    sentences[dice.randrange(len(sentences))] = f"Deres {word} ord."
    return dice.choice(
        [
            text.replace(was, part(item, " ".join(sentences))),
            text.replace(was, part(item, f"{parts[item]} Mere {word} her.")),
            text.replace(line, f"{line} — {word} note"),
            text.replace(line, f"{line}\n\nAfsnit {word} af partneren."),
            text.replace(f"{line}\n", ""),
            text.replace(was, f"<!--item {item}-->{parts[item]} Slut {word}."),
            re.sub("<!--.*?-->", "", text),
        ]
    )


@dataclass
class Tried:
    """A page on which both sides were at work, and what becomes of it."""

    seed: int
    wanted: str = ""
    theirs: str = ""
    found: There = field(default_factory=lambda: There("", ""))
    plan: Plan = field(default_factory=lambda: Plan(""))

    def __post_init__(self) -> None:
        dice = random.Random(self.seed)  # noqa: S311  made-up pages
        numbers = range(1, dice.randint(3, 7))
        made = Made(
            [(one, [f"Sætning {one} {letter} her." for letter in "abc"[: dice.randint(1, 3)]], "") for one in numbers]
        )
        base = made.page()
        for _ in range(dice.randint(0, 2)):
            made.change(dice)
        text = base
        for said in range(dice.randint(1, 3)):
            text = partner(text, dice, said)
        self.wanted, self.theirs = made.page(), normal(text)
        self.found = there(self.theirs, base, "", None)
        self.plan = plan(self.found, self.wanted)

    def shown(self) -> str:
        """All that people see of theirs in the question."""
        remote = RemotePage("1", "Side", "1", self.theirs)
        planned = Planned(Wanted(NAME, "Side", self.wanted, None, None), None, remote, self.plan)
        asked = question(1, planned, self.plan, MemoryWiki(), WRITER)
        return " ".join(
            [*(one.theirs for one in (*asked.changes, *asked.lost)), *(theirs for _, theirs in asked.others)]
        )


@pytest.fixture(scope="module")
def tried() -> list[Tried]:
    return [Tried(seed) for seed in range(PAGES)]


def test_made_up_pages_are_of_every_kind(tried: list[Tried]) -> None:
    assert any(one.plan.clashes for one in tried)
    assert any(one.plan.edited for one in tried)
    assert any(one.plan.lost for one in tried)
    assert any(one.plan.removed for one in tried)
    assert any(not one.plan.wants_answer for one in tried)


def test_what_is_written_without_a_question_about_a_clash_holds_all_of_both_sides(tried: list[Tried]) -> None:
    for one in tried:
        if not one.plan.clashes:
            both = set(_OURS.findall(one.wanted)) | set(_THEIRS.findall(one.theirs))
            assert {word for word in both if word not in one.plan.text} == set(), one.seed


def test_whoever_decides_for_ours_has_seen_all_of_theirs_that_goes(tried: list[Tried]) -> None:
    for one in tried:
        if one.plan.wants_answer:
            kept = keep_ours(one.found, one.wanted)
            gone = {word for word in _THEIRS.findall(one.theirs) if word not in kept}
            assert {word for word in gone if word not in one.shown()} == set(), one.seed
            assert parts_in(kept) == parts_in(one.wanted), one.seed


def test_what_was_decided_for_ours_is_not_asked_about_again(tried: list[Tried]) -> None:
    for one in tried:
        if one.plan.wants_answer:
            kept = keep_ours(one.found, one.wanted)
            assert not plan(There(kept, one.wanted), one.wanted).wants_answer, one.seed

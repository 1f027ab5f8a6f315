"""The words people use to ask: which thing, which scope, which period, in three languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.domain.digest_request import DigestWord
from bot.domain.engine_choice import EngineWord
from bot.domain.export import AskedExport, ExportForm, FeedVerb
from bot.domain.language import Language, guess_language
from bot.domain.person import Role
from bot.domain.search_read import FindWord
from bot.domain.summary import Period
from bot.domain.trip import ReportForm
from bot.domain.typed_report import AskedReport, asked_report

Scope = Literal["mine", "done", "overdue", "all"]
SpaceVerb = Literal[
    "create",
    "bind",
    "organisations",
    "add",
    "contact",
    "engines",
    "role",
    "side",
    "internal",
    "channels",
    "check",
    "unbind",
    "speaker",
    "card",
    "retention",
    "log",
    "export",
]
PublishWord = Literal["status", "connect"]
GlossaryVerb = Literal["add", "change", "remove", "import", "export"]

_FIRST = re.compile(r"\s*([^\s:：,，。]+)[ \t]*[:：,，。]?[ \t]*\n?")
_INNER = re.compile(r"\s*([^\s:：,，。]+)[ \t]*([:：]|\n)?[ \t]*")
NEAREST = 3


class Kept(NamedTuple):
    """The beginning of a note that may be for one side alone: the word that says so, and the note without it.

    It is `sure` where a colon or the end of the line stands behind the word; any other note may begin with it too.
    """

    word: str
    rest: str
    sure: bool


class Said(NamedTuple):
    """What somebody asked for: the route's word, in which language they said it, and the rest."""

    word: str
    language: Language | None
    rest: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """All words of all languages; keys are in lower case."""

    words: Mapping[str, tuple[str, Language]]  # what is said → route and language
    scopes: Mapping[str, Scope]
    periods: Mapping[str, Period]
    space_verbs: Mapping[str, SpaceVerb]
    languages: Mapping[str, Language]
    engine_words: Mapping[str, EngineWord] = field(default_factory=dict)
    glossary_verbs: Mapping[str, GlossaryVerb] = field(default_factory=dict)
    export_words: Mapping[str, ExportForm] = field(default_factory=dict)
    feed_words: Mapping[str, FeedVerb] = field(default_factory=dict)
    digest_words: Mapping[str, DigestWord] = field(default_factory=dict)
    chart_words: frozenset[str] = frozenset()
    role_words: Mapping[str, Role] = field(default_factory=dict)
    inner_words: frozenset[str] = frozenset()
    forget_words: frozenset[str] = frozenset()
    for_ever_words: frozenset[str] = frozenset()
    find_words: Mapping[str, FindWord] = field(default_factory=dict)
    publish_words: Mapping[str, PublishWord] = field(default_factory=dict)
    report_forms: Mapping[str, ReportForm] = field(default_factory=dict)
    report_both: frozenset[str] = frozenset()

    def space_verb(self, text: str) -> tuple[SpaceVerb | None, str]:
        """What is to be done with a space, and the rest; Chinese needs no blank between the two."""
        first, _, rest = text.strip().partition(" ")
        if first.lower() in self.space_verbs:
            return self.space_verbs[first.lower()], rest.strip()
        for word, verb in self.space_verbs.items():
            if not word.isascii() and first.startswith(word) and guess_language(word) == "zh":
                return verb, text.strip()[len(word) :].lstrip(" :：,，")
        return None, text.strip()

    def publish_word(self, text: str) -> PublishWord | None:
        """What is to be done with a space's wikis, where it is not to publish."""
        words = text.split()
        return self.publish_words.get(words[0].lower(), "status") if words else None

    def asks_to_forget(self, text: str) -> bool:
        """Whether somebody wants to be forgotten; blanks between the words are optional."""
        return "".join(text.lower().split()) in self.forget_words

    def glossary_verb(self, text: str) -> tuple[GlossaryVerb | None, str]:
        """What is to be done with the glossary, and the rest; a word that is no verb is one to look up."""
        first, *others = text.strip().split(maxsplit=1)[:2] or [""]
        rest = others[0] if others else ""
        if verb := self.glossary_verbs.get(first.lower()):
            return verb, rest.strip()
        for word, verb in self.glossary_verbs.items():  # 添加地下水=grundvand: Chinese needs no blank
            if verb == "add" and not word.isascii() and text.strip().startswith(word) and re.search("[=＝]", text):
                return verb, text.strip()[len(word) :].lstrip(" :：,，")
        return None, text.strip()

    def export_of(self, text: str) -> AskedExport | None:
        """The file of actions that the last or the first word names; the others choose what is in it."""
        words = text.split()
        for named, more in ((words[-1:], words[:-1]), (words[:1], words[1:])):
            form = self.export_words.get(named[0].lower()) if named else None
            if form is None:
                continue
            others = [word for word in more if self.glossary_verbs.get(word.lower()) != "export"]
            verb = self.feed_words.get(others[0].lower()) if form == "calendar" and len(others) == 1 else None
            return AskedExport(form, "" if verb else " ".join(others), verb)
        return None

    def report_of(self, text: str) -> AskedReport:
        """The report that some words ask for: of which trip, in which languages, as which files."""
        return asked_report(text, self.languages, self.report_forms, self.report_both)

    def chart_of(self, text: str) -> str | None:
        """What is to be in a picture, where the first or the last word asks for one."""
        words = text.split()
        for named, more in ((words[:1], words[1:]), (words[-1:], words[:-1])):
            if named and named[0].lower() in self.chart_words:
                return " ".join(more)
        return None

    def read(self, text: str) -> Said | None:
        """The first word of a text, if it asks for something; Chinese needs no blank behind it.

        Actions may be asked for the other way round as well: "my actions", "mine opgaver", "我的待办"; so may a note
        that is for one side alone: "internal note", "internt referat", "内部纪要".
        """
        return self._first(text) or self._scoped(text) or self._kept(text)

    def kept_of(self, text: str) -> Kept | None:
        """Whether a note begins with the word for what one side keeps to itself."""
        found = _INNER.match(text)
        if found is None:
            return None
        first = found[1].lower()
        if first in self.inner_words:
            rest, sure = text[found.end() :].lstrip(), bool(found[2]) or found.end() == len(text)
            return Kept(found[1], text.strip() if rest[:1] in {",", "，", "。"} else rest, sure=sure)
        begun = next((word for word in self.inner_words if not word.isascii() and first.startswith(word)), None)
        return Kept(begun, text.strip(), sure=False) if begun else None

    def _kept(self, text: str) -> Said | None:
        for word in self.inner_words:
            rest = text[len(word) :]
            if text[: len(word)].lower() == word and (rest[:1].isspace() or not word.isascii()):
                said = self._first(rest)
                if said and said.word == "note":
                    return said._replace(rest=f"{word}: {said.rest}".strip())
        return None

    def _scoped(self, text: str) -> Said | None:
        for scope in self.scopes:
            if text[: len(scope)].lower() == scope:
                said = self._first(text[len(scope) :].removeprefix("的"))
                if said and said.word == "actions":
                    return said._replace(rest=f"{scope} {said.rest}".strip())
        return None

    def _first(self, text: str) -> Said | None:
        found = _FIRST.match(text)
        if found is None:
            return None
        first = found[1].lower()
        if first in self.words:
            return Said(*self.words[first], text[found.end() :])
        for word in sorted(self.words, key=len, reverse=True):
            if not word.isascii() and first.startswith(word) and self.words[word][1] == "zh":
                return Said(*self.words[word], text[found.start(1) + len(word) :].lstrip(" :：,，"))
        return None

    def nearest(self, text: str) -> tuple[str, ...]:
        """Three routes whose words look most like what was said, nearest first."""
        first = (text.split() or [""])[0].lower()
        ranked = process.extract(first, list(self.words), scorer=DamerauLevenshtein.normalized_similarity, limit=None)
        return tuple(dict.fromkeys(self.words[word][0] for word, _, _ in ranked))[:NEAREST]


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions somebody asked for: the scopes they named, and the words that were none."""

    scopes: frozenset[Scope] = frozenset()
    words: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str, scopes: Mapping[str, Scope]) -> "ActionFilter":
        """Read a few words.

        Args:
            text: what stood behind the command.
            scopes: the words for each scope in every language.
        """
        named: set[Scope] = set()
        words = []
        for word in text.split():
            scope = scopes.get(word.lower())
            if scope is None:
                words.append(word)
            else:
                named.add(scope)
        return cls(frozenset(named), tuple(words))

"""From sentences to translations: names, terms and markup hidden, engines asked, all put back and verified.

Each sentence is handed on as soon as it is finished. One whose placeholders do not come back exactly
once goes to the next engine; where nobody keeps them it is asked for in the pieces between them, where
there is nothing an engine could lose: worse grammar, no loss, and a remark. One that came back in the
language it was sent in goes to the next engine too, and is kept with its remark if that is no better.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.checks import check
from bot.domain.markup import TOKEN
from bot.domain.pair import Pair
from bot.domain.segment import Remark
from bot.domain.term import Match
from bot.engines.base import NO_HINTS, Hints
from bot.engines.chain import Chain, NoEngine, Translated
from bot.engines.masking import Masked, masked
from bot.engines.pieces import has_letters

DOUBTFUL = frozenset({"untranslated", "script"})  # another engine may do better
_LATIN_MARKS = {
    "，": ", ",
    "、": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "！": "! ",
    "？": "? ",
    "（": " (",
    "）": ") ",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A translation, who made it ("" where no engine was needed), and what a reviewer should look at."""

    text: str
    engine: str
    remarks: tuple[Remark, ...] = ()
    version: str = ""
    english: str | None = None  # what an engine that goes through English made in between


Keep = Callable[[int, Outcome], None]


def translate_sentences(
    sentences: Sequence[str],
    pair: Pair,
    chain: Chain,
    matches: Sequence[Sequence[Match]] = (),
    *,
    keep: Keep,
    hints: Hints = NO_HINTS,
) -> None:
    """Translate sentences, each handed on once, as soon as it is finished, in any order.

    Args:
        sentences: one line each, as people wrote them.
        pair: the direction.
        chain: who is asked.
        matches: known names and terms of each sentence; empty means none anywhere.
        keep: is given the place of a sentence and what became of it.
        hints: what the engines may know beside the sentences.

    Raises:
        NoEngine: some sentences were not handed on, because nobody could answer.
    """
    if pair.source == pair.target:
        for place, sentence in enumerate(sentences):
            keep(place, Outcome(sentence, ""))
        return
    _Work(sentences, pair, matches or [()] * len(sentences), keep).run(chain, hints)


class _Work:
    """The sentences of one call, and how far they are."""

    def __init__(self, sentences: Sequence[str], pair: Pair, matches: Sequence[Sequence[Match]], keep: Keep) -> None:
        self.sentences, self.pair, self.matches, self._keep = sentences, pair, matches, keep
        self.hidden = [masked(one, found, pair) for one, found in zip(sentences, matches, strict=True)]
        self.open = [place for place, one in enumerate(self.hidden) if one.needs_engine]
        self.left = set(self.open)
        self._seen = self.hidden  # the sentences as the engine at work sees them
        self._damaged: set[int] = set()
        self._doubtful: dict[int, Outcome] = {}
        self._given: dict[str, str] = {}  # translation → the source it is of

    def run(self, chain: Chain, hints: Hints) -> None:
        """Hand on what needs no engine, what engines answer, and what is mended; raises `NoEngine` for the rest."""
        for place in set(range(len(self.sentences))) - self.left:
            one = self.hidden[place]
            self._keep(place, Outcome(one.unmasked(one.core).text, ""))
        refusal = self._ask(chain, hints) if self.open else None
        for place, outcome in self._doubtful.items():
            self._hand_on(place, outcome)
        if self._damaged & self.left:
            self._mend(chain, hints)
        if refusal is not None and self.left:
            raise refusal

    def _ask(self, chain: Chain, hints: Hints) -> NoEngine | None:
        try:
            chain.ask(self._prepare, self.pair, self._take, hints)
        except NoEngine as problem:
            return problem
        return None

    def _prepare(self, *, knows_terms: bool) -> list[str]:
        """The cores for an engine; one that knows the terms gets them with the grammar around them."""
        self._seen = self.hidden
        if knows_terms:
            bare = [[match for match in found if match.term.is_name] for found in self.matches]
            self._seen = [masked(one, found, self.pair) for one, found in zip(self.sentences, bare, strict=True)]
        return [self._seen[place].core for place in self.open]

    def _take(self, asked: int, answer: Translated, more: bool) -> bool:  # noqa: FBT001  as `Take` says
        place = self.open[asked]
        one = self._seen[place]
        if not one.is_whole(answer.text):
            self._damaged.add(place)
            return False
        outcome = self._outcome(place, one, answer.text, answer, answer.english)
        if more and any(remark.name in DOUBTFUL for remark in outcome.remarks):
            self._doubtful.setdefault(place, outcome)
            return False
        self._hand_on(place, self._better(place, outcome))
        return True

    def _better(self, place: int, outcome: Outcome) -> Outcome:
        """The first answer, where the last one is no better."""
        doubtful = any(remark.name in DOUBTFUL for remark in outcome.remarks)
        return self._doubtful.get(place, outcome) if doubtful else outcome

    def _hand_on(self, place: int, outcome: Outcome) -> None:
        if place in self.left:
            self.left.discard(place)
            self._given.setdefault(outcome.text, self.sentences[place])
            self._keep(place, outcome)

    def _outcome(
        self, place: int, one: Masked, core: str, by: Translated, english: str | None, *first: Remark
    ) -> Outcome:
        restored, source = one.unmasked(core), self.sentences[place]
        remarks = [*first, *check(source, restored.text, self.pair, self.matches[place], others=self._given)]
        if not restored.whole and not any(remark.name == "placeholder" for remark in remarks):
            remarks.append(Remark("placeholder", restored.unknown))
        told = one.in_english(english) if english is not None else None
        return Outcome(restored.text, by.engine, tuple(dict.fromkeys(remarks)), by.version, told)

    def _mend(self, chain: Chain, hints: Hints) -> None:
        """Translate what nobody kept whole between its placeholders; each is handed on with its last piece."""
        lost = {place: list(self.hidden[place].pieces()) for place in sorted(self._damaged & self.left)}
        wanted = {
            place: dict.fromkeys(text.strip() for _, text in own if has_letters(text)) for place, own in lost.items()
        }
        asked = list(dict.fromkeys(text for own in wanted.values() for text in own))
        made: dict[str, Translated] = {}

        def take(piece: int, answer: Translated, _more: bool) -> bool:  # noqa: FBT001  as `Take` says
            made[asked[piece]] = answer
            for place, own in wanted.items():
                if asked[piece] in own and own.keys() <= made.keys():
                    self._hand_on(place, self._joined(place, lost[place], made))
            return True

        chain.ask(lambda *, knows_terms: asked, self.pair, take, hints)  # noqa: ARG005  pieces have no terms

    def _joined(self, place: int, pieces: Sequence[tuple[str, str]], made: Mapping[str, Translated]) -> Outcome:
        answers = {text: answer.text for text, answer in made.items()}
        english = {text: answer.english for text, answer in made.items() if answer.english is not None}
        own = [text.strip() for _, text in pieces if text.strip() in made]
        one = self.hidden[place]
        core = one.with_pieces([head + _piece(text, answers, self.pair) for head, text in pieces])
        whole = all(text in english for text in own)
        middle = one.with_pieces([head + _piece(text, english, self.pair) for head, text in pieces]) if whole else None
        stray = any(TOKEN.search(answers[text]) for text in own)
        first = (Remark("pieced"), *([Remark("placeholder")] if stray else []))
        return self._outcome(place, one, core, made[own[0]], middle, *first)


def _piece(text: str, answers: Mapping[str, str], pair: Pair) -> str:
    """A stretch in the other language, with the blanks around it; punctuation alone is exchanged here."""
    core = text.strip()
    if core not in answers:
        chinese = pair.source == "zh"
        return "".join(_LATIN_MARKS.get(character, character) for character in text) if chinese else text
    start = text.index(core)
    return text[:start] + TOKEN.sub("", answers[core]) + text[start + len(core) :]

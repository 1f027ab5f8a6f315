"""The neural engine on this machine: Firefox's models by `fxtranslate`; nothing leaves the machine.

There are models between English and each language, so Danish and Chinese meet in English. They run
in a process of their own (`bot.engines.worker`) and are loaded there from files, never downloaded
on the way: `fxtranslate`'s own loader would ask the network for what is missing.
"""

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.sentences import sentences
from bot.engines.answers import cleaned
from bot.engines.base import (
    NO_HINTS,
    Answer,
    BadAnswer,
    Engine,
    EngineBroken,
    EngineSettings,
    Hints,
    NotInstalled,
    Pivoted,
    UnsupportedPair,
    gathered,
)
from bot.engines.pieces import Plan, characters, no_longer_than
from bot.engines.worker import Worker

Leg = tuple[str, str]
Translate = Callable[[str], str]
Load = Callable[[Path, Leg], Translate]

CODES: Mapping[Language, str] = MappingProxyType({"da": "da", "zh": "zh-Hans", "en": "en"})
LEGS: tuple[Leg, ...] = (("da", "en"), ("en", "zh-Hans"), ("zh-Hans", "en"), ("en", "da"))
_FILES = {"model": "model.*.bin", "source": "srcvocab.*.spm", "target": "trgvocab.*.spm", "both": "vocab.*.spm"}


_TOGETHER = 8  # sentences at a time: an answer is not held back by the rest of a long note
_SENTENCE = 500  # characters; the models were trained on sentences, and forget the end of longer ones
_shorter = no_longer_than(_SENTENCE, characters)


def _cut(line: str) -> list[str]:
    return [piece for sentence in sentences(line) for piece in _shorter(sentence)]


def _file(folder: Path, leg: Leg, pattern: str) -> Path | None:
    """The one file of a kind in the folder of a model, the newest by name; None where there is none."""
    found = sorted((folder / "-".join(leg)).glob(pattern))
    return found[-1] if found else None


def installed(folder: Path) -> bool:
    """Whether all four models are in the folder, with their vocabularies."""
    return all(_complete(folder, leg) for leg in LEGS)


def _complete(folder: Path, leg: Leg) -> bool:
    files = {kind: _file(folder, leg, pattern) for kind, pattern in _FILES.items()}
    return bool(files["model"] and (files["both"] or (files["source"] and files["target"])))


def install_models(folder: Path, progress: Callable[[int, int, str], None]) -> None:
    """Download the four models (about 150 MB) that are not in the folder yet; files are verified.

    Args:
        folder: made if it is not there. `FXTRANSLATE_RECORDS_URL` names a server of one's own.
        progress: told how many are there, of how many, and which comes next ("" at the end).

    Raises:
        NotInstalled: the package is not there.
        EngineBroken: the download failed; what is complete stays.
    """
    _package_version()
    from fxtranslate import discovery  # noqa: PLC0415  an optional package, five megabytes of machine code

    folder.mkdir(parents=True, exist_ok=True)
    for done, leg in enumerate(LEGS):
        progress(done, len(LEGS), "-".join(leg))
        if _complete(folder, leg):
            continue
        try:
            discovery.add_models(*leg, str(folder), progress=False)
        except ValueError as error:  # the package's only error: no route, no network, a wrong checksum
            raise EngineBroken(f"download of {'-'.join(leg)}: {error}", passing=True) from None
    progress(len(LEGS), len(LEGS), "")


def load_model(folder: Path, leg: Leg) -> Translate:
    """A model from its files. Runs in the worker's process and must stay in the thread that called it.

    Raises:
        ValueError: the files are no model.
        OSError: they cannot be read.
    """
    from fxtranslate import Translator  # noqa: PLC0415  only in the process that needs it

    model = _file(folder, leg, _FILES["model"])
    source = _file(folder, leg, _FILES["source"]) or _file(folder, leg, _FILES["both"])
    target = _file(folder, leg, _FILES["target"]) or source
    shortlist = _file(folder, leg, "lex.*.bin")
    if model is None or source is None or target is None:
        raise ValueError("a model is not complete")
    words = shortlist.read_bytes() if shortlist else None
    translate: Translate = Translator(model.read_bytes(), source.read_bytes(), target.read_bytes(), words).translate
    return translate


def serve(connection: Connection, folder: Path, load: Load) -> None:
    """Translate in a process of its own, until the other side closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the bot, which ends this
    models: dict[Leg, Translate] = {}
    connection.send("ready")
    while True:
        try:
            legs, texts = connection.recv()
        except EOFError:
            return
        connection.send(_answer(models, load, folder, legs, texts))


def _answer(
    models: dict[Leg, Translate], load: Load, folder: Path, legs: Sequence[Leg], texts: list[str]
) -> list[list[str]] | str:
    """The texts after each leg, or the name of the error."""
    stages: list[list[str]] = []
    try:
        for leg in legs:
            if leg not in models:
                models[leg] = load(folder, leg)
            texts = [models[leg](text) if text else "" for text in texts]
            stages.append(texts)
    except (ValueError, OSError, RuntimeError) as error:
        return type(error).__name__
    return stages


def _package_version() -> str:
    try:
        return version("fxtranslate")
    except PackageNotFoundError:
        raise NotInstalled("the package fxtranslate is not installed (the extra 'local')") from None


class Local(Engine):
    """Firefox's models, with English in between, kept for the reviewer."""

    name = "local"
    leaves_machine = False

    def __init__(self, settings: EngineSettings, load: Load = load_model) -> None:
        self.version = _package_version()
        if not installed(settings.models):
            raise NotInstalled("the models are not installed: jordbro engines install")
        self.settings = settings
        self._worker = Worker(serve, settings.models, load)

    def supports(self, pair: Pair) -> bool:
        """Whether there are models for both languages."""
        return pair.source in CODES and pair.target in CODES and pair.source != pair.target

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        """As the contract says."""
        return gathered(self.answers(texts, pair), len(texts))

    def answers(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> Iterator[Answer]:  # noqa: ARG002  the models take none
        """As the contract says, a few sentences at a time: the package's own cutting breaks Danish dates."""
        if not self.supports(pair):
            raise UnsupportedPair(f"{self.name}: {pair.source} to {pair.target}")
        plan, middle = Plan(texts, pair, _cut), Plan(texts, pair, _cut)
        legs = _legs(pair)
        for number in plan.blank():
            yield Answer(number, texts[number])
        bad: BadAnswer | None = None
        for start in range(0, len(plan.asked), _TOGETHER):
            stages = self._stages(plan.asked[start : start + _TOGETHER], legs)
            for offset, answer in enumerate(stages[-1]):
                if isinstance(reply := cleaned(plan.asked[start + offset], answer), BadAnswer):
                    bad = reply
                    continue
                middle.answered(start + offset, stages[0][offset])
                for number in plan.answered(start + offset, reply):
                    yield Answer(number, plan.text(number), middle.text(number, "en") if len(legs) > 1 else None)
        if bad is not None:
            raise bad

    def _stages(self, asked: list[str], legs: list[Leg]) -> list[list[str]]:
        stages = self._worker.ask((legs, asked), self.settings.timeout)
        if isinstance(stages, str):
            raise EngineBroken(stages)
        return [[" ".join(text.split()) for text in stage] for stage in stages]

    def close(self) -> None:
        """End the process."""
        self._worker.close()


def _legs(pair: Pair) -> list[Leg]:
    """The models to go through: one to or from English, else two."""
    source, target = CODES[pair.source], CODES[pair.target]
    return [(source, target)] if "en" in (source, target) else [(source, "en"), ("en", target)]

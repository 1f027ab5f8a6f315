"""An engine that writes down what it is asked and answers what a test wants."""

from collections.abc import Callable, Sequence

from bot.domain.pair import Pair
from bot.engines.base import Engine, EngineBroken, Pivoted


class RecordingEngine(Engine):
    """Marks what it translates; `down` and `damage` make it fail."""

    name, version, leaves_machine = "recording", "1", False

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.down = False
        self.damage: Callable[[str], str] = lambda text: text

    def supports(self, pair: Pair) -> bool:
        """Everything."""
        del pair
        return True

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        """Every text with a mark of its language in front."""
        if self.down:
            raise EngineBroken("down", passing=True)
        self.asked += [(text, pair.target) for text in texts]
        mark = {"da": "Oversat: ", "zh": "译文：", "en": "Translated: "}[pair.target]
        return Pivoted([self.damage(mark + text) for text in texts])

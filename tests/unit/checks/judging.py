"""What the checks say of a sentence and its translation, with the shipped termbase."""

from bot.data import termbase
from bot.domain.checks import check
from bot.domain.pair import Pair
from bot.domain.segment import Remark

DA_ZH, ZH_DA, DA_EN, ZH_EN, EN_ZH = (
    Pair("da", "zh"), Pair("zh", "da"), Pair("da", "en"), Pair("zh", "en"), Pair("en", "zh"),
)  # fmt: skip


def remarks(pair: Pair, source: str, translation: str) -> dict[str, Remark]:
    """The remarks by name."""
    found = check(source, translation, pair, termbase().find(source, pair.source))
    assert len({remark.name for remark in found}) == len(found)
    return {remark.name: remark for remark in found}

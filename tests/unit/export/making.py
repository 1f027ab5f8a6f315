"""Actions for tests of files, made as the store would give them."""

from datetime import UTC, date, datetime

from bot.domain.due import Due, Precision
from bot.domain.language import Language
from bot.domain.person import SlackChannel
from bot.domain.record import (
    Action,
    ActionLine,
    ActionStatus,
    CardPlace,
    Item,
    Organisation,
    Owner,
    Space,
    StatusChange,
    Text,
    Translation,
    TranslationState,
)

NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)
CHANGED = datetime(2017, 1, 19, 16, 30, 5, tzinfo=UTC)
BY_METTE = StatusChange("Mette Holm", CHANGED)
ADDRESS = "https://region.slack.com/"
JIANGSU = Space(1, "Jiangsu", ("da", "zh"))
CARD = CardPlace(SlackChannel("T0REGION", "C0JIANGSU"), "1484902800.000100")
LINK = "https://region.slack.com/archives/C0JIANGSU/p1484902800000100"
CLEAN = Owner(Organisation(1, {"da": "CLEAN"}))
JEPD = Owner(Organisation(2, {"da": "JEPD", "zh": "江苏省环境保护厅"}))


def text(
    words: str, other: str | None = None, *, language: Language = "da", state: TranslationState = "machine"
) -> Text:
    into: Language = "zh" if language == "da" else "da"
    return Text(7, language, words, {into: Translation(into, other, state)} if other else {})


def due(said: str, start: date | None, end: date | None, precision: Precision = "day", *, certain: bool = True) -> Due:
    return Due(said, start, end, precision, certain)


def line(
    words: Text | str,
    when: Due | None,
    *owners: Owner,
    status: ActionStatus = "open",
    expected: bool = False,
    item_id: int = 12,
    ref: str = "3.10",
    space: Space = JIANGSU,
    reason: Text | None = None,
    card: CardPlace | None = CARD,
    changed: StatusChange | None = BY_METTE,
) -> ActionLine:
    lead, *others = owners or (Owner(),)
    action = Action(item_id, 4, status, expected, lead, when, changed, tuple(others), reason)
    said = words if isinstance(words, Text) else text(words)
    item = Item(item_id, 3, ref, ref.partition(".")[2], "action", said, action)
    return ActionLine(item, action, space, text("Møde med JEPD", "与江苏省环境保护厅会谈"), card)

"""Actions for timelines, made without a store."""

from datetime import date

from bot.domain.due import Due, Precision
from bot.domain.record import Action, ActionLine, ActionStatus, Item, Organisation, Owner, Space, Text, Translation

TODAY = date(2026, 11, 27)  # a Friday
MONDAY = date(2026, 11, 23)

CLEAN = Organisation(1, {"da": "CLEAN"})
JEPD = Organisation(
    2,
    {"da": "JEPD", "zh": "江苏省环境保护厅", "en": "Jiangsu Provincial Environmental Protection Department"},
)
NOBODY = Owner()
JIANGSU = Space(1, "Jiangsu", ("da", "zh"))


def of(organisation: Organisation) -> Owner:
    return Owner(organisation=organisation)


def a_line(
    number: int,
    owner: Owner,
    start: date | None,
    end: date | None,
    *,
    words: str = "CLEAN sender",
    zh: str = "CLEAN提交草案",
    expected: bool = False,
    status: ActionStatus = "open",
    precision: Precision = "day",
    others: tuple[Owner, ...] = (),
    space: Space = JIANGSU,
) -> ActionLine:
    """An open action numbered 1.`number`; without an end it has no due date."""
    text = Text(number, "da", words, {"zh": Translation("zh", zh, "machine")})
    due = Due("som sagt", start, end, precision) if end else None
    action = Action(number, 1, status, expected, owner, due, others=others)
    item = Item(number, 1, f"1.{number}", str(number), "action", text, action)
    return ActionLine(item, action, space, text)


def a_half_year() -> list[ActionLine]:
    """One of everything that a picture shows."""
    mette = Owner(person_id=7, person_name="Mette Holm")
    return [
        a_line(1, of(JEPD), date(2027, 3, 1), date(2027, 3, 31), words="Genbesøg fra Suzhou", expected=True),
        a_line(2, of(CLEAN), None, date(2026, 12, 15)),
        a_line(3, of(JEPD), date(2027, 1, 11), date(2027, 1, 20), words="Køb af $5 og $7"),
        a_line(4, of(CLEAN), None, date(2026, 11, 1)),
        a_line(5, of(CLEAN), date(2026, 10, 1), date(2026, 10, 31), expected=True),
        a_line(6, mette, date(2027, 5, 1), date(2027, 8, 31), others=(of(JEPD),)),
        a_line(7, NOBODY, date(2026, 11, 30), date(2026, 12, 6), expected=True),
        a_line(8, of(CLEAN), None, date(2027, 12, 1)),
        a_line(9, of(CLEAN), None, None),
    ]

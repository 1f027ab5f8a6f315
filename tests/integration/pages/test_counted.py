"""A page costs as many questions to the store in a large record as in a small one."""

from bot.store import people
from bot.store.database import Database
from tests.benchmarks.pages_store import fill
from tests.integration.making import a_place, counted
from tests.integration.pages.visiting import Browser

FEW, MANY = 12, 120

PAGES = (
    "/wiki",
    "/wiki/find?q=grundvand",
    "/wiki/spaces/{space}",
    "/wiki/spaces/{space}/meetings",
    "/wiki/spaces/{space}/meetings?page=2",
    "/wiki/spaces/{space}/actions",
    "/wiki/spaces/{space}/actions?by=due&page=2",
    "/wiki/spaces/{space}/agreements",
    "/wiki/spaces/{space}/glossary",
    "/wiki/spaces/{space}/partners",
    "/wiki/spaces/{space}/find?q=grundvand",
    "/wiki/notes/{note}",
    "/wiki/notes/{note}/history",
    "/wiki/notes/{note}/review",
    "/wiki/items/{item}",
)


def costs(db: Database, meetings: int, channel: str) -> dict[str, int]:
    """The statements of each page, in a space of so many meetings."""
    place = a_place(db, channel, channel, f"U0{channel}")
    filled = fill(db, place.space_id, meetings)
    with db.write() as tx:
        people.set_language(tx, place.viewer.person.id, "zh")
    browser = Browser(db)
    browser.sign_in(place.viewer)
    found = {}
    for page in PAGES:
        address = page.format(space=place.space_id, note=filled.note, item=filled.action)
        assert browser.get(address).status == 200, address  # what is kept ready is ready
        with counted(db) as statements:
            browser.get(address)
        found[page] = len(statements)
    browser.client.close()
    return found


def test_every_page_costs_as_many_questions_at_ten_times_the_meetings(db: Database) -> None:
    few = costs(db, FEW, "C0FEW")
    many = costs(db, MANY, "C0MANY")

    assert many == few
    assert max(few.values()) <= 30


def test_every_line_of_a_list_stands_on_one_of_its_pages(db: Database) -> None:
    place = a_place(db)
    fill(db, place.space_id, MANY)
    browser = Browser(db)
    browser.sign_in(place.viewer)
    for page, kind in (
        ("meetings", "notes"),
        ("actions", "items"),
        ("actions?by=due", "items"),
        ("agreements", "items"),
    ):
        seen: list[str] = []
        address = f"/wiki/spaces/{place.space_id}/{page}"
        while address:
            text = browser.get(address).text
            seen += dict.fromkeys(_links(text.partition("<main")[2], kind))
            address = _next(text)

        assert (page, len(seen), len(set(seen))) == (page, MANY, MANY)
    browser.client.close()


def _links(text: str, kind: str) -> list[str]:
    """The lines of a list: the first link of each."""
    return [part.partition('"')[0] for part in text.split(f'href="/wiki/{kind}/')[1:]]


def _next(text: str) -> str:
    return text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")

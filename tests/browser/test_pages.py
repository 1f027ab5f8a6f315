"""Our pages before one's eyes: three languages, wide and narrow, for who sees and for who listens, and on paper."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from bot.domain.language import LANGUAGES, Language
from bot.services.find_read import MOST_TEXTS
from tests.browser.conftest import FullShot, Shot
from tests.browser.pages_world import World, served
from tests.integration.finding.many import copy_newest
from tests.integration.making import item_with

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

WIDE, NARROW = ViewportSize(width=1400, height=900), ViewportSize(width=390, height=800)
TAGS = {"da": "da", "zh": "zh-Hans", "en": "en"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with served(tmp_path_factory.mktemp("pages")) as made:
        yield made


def addresses(world: World) -> dict[str, str]:
    """Every page, by a name for its picture."""
    space, note = f"wiki/spaces/{world.place.space_id}", f"wiki/notes/{world.note.id}"
    return {
        "spaces": "wiki",
        "space": space,
        "meetings": f"{space}/meetings",
        "trip": f"{space}/meetings?trip=1",
        "meeting": note,
        "meeting-one": f"{note}?lang=da",
        "meeting-chinese": f"wiki/notes/{world.chinese.id}",
        "meeting-internal": f"wiki/notes/{world.inner.id}",
        "history": f"{note}/history",
        "review": f"{note}/review",
        "board": f"{space}/actions",
        "board-due": f"{space}/actions?by=due",
        "board-done": f"{space}/actions?done=1",
        "agreements": f"{space}/agreements",
        "glossary": f"{space}/glossary",
        "glossary-word": f"{space}/glossary?q=grundvand",
        "partners": f"{space}/partners",
        "item": f"wiki/items/{item_with(world.note, 'oversigt').id}",
        "found": f"{space}/find?q=oprensning",
        "found-nothing": f"{space}/find?q=marsmand",
        "missing": "wiki/notes/999",
    }


def signed_in(page: Page, world: World, language: Language) -> None:
    page.goto(world.link())
    page.get_by_role("button").click()
    page.goto(f"{world.url}wiki/language/{language}")


def wrong(page: Page) -> list[str]:
    """What axe-core finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html']}"
        for one in found
        if one["impact"] in {"serious", "critical", "moderate"}
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_by_everyone(world: World, page: Page, full_shot: FullShot, language: Language) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    world.speak("zh")  # so that there is something to review
    signed_in(page, world, language)
    for name, address in addresses(world).items():
        page.set_viewport_size(WIDE)
        page.goto(world.url + address)
        expect(page.locator("html")).to_have_attribute("lang", TAGS[language])
        assert language == "zh" or (name, wrong(page)) == (name, [])
        full_shot(page, f"pages-{name}-{language}-wide")
        page.set_viewport_size(NARROW)
        assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, NARROW["width"])
        assert language != "zh" or (name, wrong(page)) == (name, [])  # one width of each language will do
        full_shot(page, f"pages-{name}-{language}-narrow")

    assert {urlsplit(one).netloc for one in asked} == {urlsplit(world.url).netloc}
    assert page.locator("script").count() == 0


def test_a_search_that_goes_on_can_be_read_by_everyone(tmp_path: Path, page: Page, full_shot: FullShot) -> None:
    with served(tmp_path) as world:
        copy_newest(world.db, MOST_TEXTS)
        for language in LANGUAGES:
            signed_in(page, world, language)
            for size, viewport in (("wide", WIDE), ("narrow", NARROW)):
                page.set_viewport_size(viewport)
                page.goto(f'{world.url}wiki/find?q="planen går"')  # which stand the other way round
                further = page.locator("a[href*='behind=']")
                expect(further).to_be_visible()
                assert wrong(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
                full_shot(page, f"pages-found-further-{language}-{size}")
            further.click()
            expect(further).to_have_count(0)


def test_an_action_far_down_a_list_is_done_where_it_is_pressed(world: World, page: Page, shot: Shot) -> None:
    signed_in(page, world, "da")
    page.set_viewport_size(ViewportSize(width=390, height=420))
    page.goto(f"{world.url}wiki/spaces/{world.place.space_id}/actions")
    button = page.get_by_role("button", name="Udført").last
    button.scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    button.click()

    told = page.locator(".told.done")
    expect(told).to_be_in_viewport()
    expect(told).to_contain_text("er markeret som udført")
    assert scrolled > 100
    expect(page.locator(":target")).to_be_in_viewport()
    shot(page, "pages-done-narrow")
    told.get_by_role("link").click()
    page.get_by_role("button", name="Genåbn").click()


def test_what_was_typed_comes_back_when_the_session_has_ended(world: World, page: Page, full_shot: FullShot) -> None:
    world.speak("zh")
    signed_in(page, world, "zh")
    page.set_viewport_size(NARROW)
    page.goto(f"{world.url}wiki/notes/{world.note.id}/review")
    page.locator("textarea").first.fill("我花了半小时写的更正。")
    page.context.clear_cookies()
    page.locator("main form button").click()

    expect(page.locator("textarea")).to_have_value("我花了半小时写的更正。")
    assert wrong(page) == []
    full_shot(page, "pages-typed-comes-back-narrow")


def test_a_meeting_stands_side_by_side_when_wide_and_one_below_the_other_when_narrow(world: World, page: Page) -> None:
    signed_in(page, world, "da")
    page.set_viewport_size(WIDE)
    page.goto(f"{world.url}wiki/notes/{world.note.id}")
    item = page.locator("[id='i1.3']")
    danish, chinese = item.locator("[lang=da].words"), item.locator("[lang=zh-Hans].words")
    expect(danish).to_have_text("Driftsmøde hvert kvartal, skiftevis i København og Nanjing.")
    expect(chinese).to_have_text("每季度召开一次运营会议，轮流在哥本哈根和南京举行。")
    left, right = danish.bounding_box(), chinese.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == pytest.approx(right["y"], abs=8)

    page.set_viewport_size(NARROW)
    above, below = danish.bounding_box(), chinese.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    assert above["x"] == pytest.approx(below["x"], abs=16)


def test_a_person_without_a_mouse_reaches_the_content_and_marks_an_action_done(world: World, page: Page) -> None:
    world.speak("da")
    signed_in(page, world, "da")
    page.goto(f"{world.url}wiki/items/{item_with(world.note, 'booker').id}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the note above it
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Udført")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Opgave, udført")
    expect(page.get_by_role("button", name="Genåbn")).to_be_visible()


def test_a_sentence_is_corrected_in_the_form_and_seen_on_the_meeting(
    world: World, page: Page, full_shot: FullShot
) -> None:
    world.speak("zh")
    signed_in(page, world, "zh")
    page.goto(f"{world.url}wiki/notes/{world.note.id}/review")
    field = page.get_by_label("中文").first
    expect(field).to_have_value("就2017年至2018年工作计划及首批两个试点场地达成一致。")

    field.fill("就2017—2018年工作计划和首批两个试点场地达成一致。")
    page.get_by_role("button", name="批准").click()
    full_shot(page, "pages-review-saved-zh")
    page.get_by_role("link", name="关于南通老煤气厂场地修复的工作会议").click()

    expect(page.get_by_text("就2017—2018年工作计划和首批两个试点场地达成一致。")).to_be_visible()


def test_on_paper_there_is_the_record_and_nothing_to_press(world: World, page: Page, full_shot: FullShot) -> None:
    signed_in(page, world, "da")
    page.goto(f"{world.url}wiki/notes/{world.note.id}")
    page.emulate_media(media="print")

    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_text("Driftsmøde hvert kvartal")).to_be_visible()
    full_shot(page, "pages-meeting-print")


def test_who_is_not_signed_in_is_told_how_and_signs_in_by_a_button(
    world: World, page: Page, full_shot: FullShot
) -> None:
    page.goto(f"{world.url}wiki/notes/{world.note.id}")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    assert wrong(page) == []
    full_shot(page, "pages-signed-out")
    page.goto(world.link())
    assert wrong(page) == []
    full_shot(page, "pages-sign-in")

    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(f"{world.url}wiki")
    page.locator("form.out button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")

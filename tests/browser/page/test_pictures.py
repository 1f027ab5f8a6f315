"""Pictures of messages and homes: seen by who sees the message, scaled to the pane, opened in full size."""

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.unit.workspace.conftest import Json, image, png, section, uploaded

from .content import plain

pytestmark = pytest.mark.browser

CHANNEL = "C0JIANGSU"
ALT = "Tidslinje marts til august 2017: besøg fra Suzhou i marts, konference i Nanjing i juni"
WIDE = png(1600, 700)


def post(client: WebClient, *blocks: Json) -> None:
    client.chat_postMessage(channel=CHANNEL, text="Ugen", blocks=list(blocks))


def left(page: Page) -> Locator:
    return page.locator("#pane-left")


def loaded(picture: Locator) -> tuple[int, int]:
    """Wait for a picture and give its own size."""
    picture.scroll_into_view_if_needed()
    size = picture.evaluate("img => img.decode().then(() => [img.naturalWidth, img.naturalHeight])")
    return size[0], size[1]


def test_picture_fits_both_panes_and_opens_in_full_size(visited: Page, client: WebClient, shot: Shot) -> None:
    title = plain("Det næste halve år · 未来半年")
    post(client, section("*Ugens oversigt* · 每周摘要"), image(uploaded(client, WIDE), ALT, title=title))

    for pane in ("#pane-left", "#pane-right"):
        picture = visited.locator(pane).get_by_role("img", name=ALT)
        assert loaded(picture) == (1600, 700)
        assert picture.evaluate("img => img.width <= img.closest('.message-body').clientWidth")
        assert picture.evaluate("img => Math.abs(img.width / img.height - 1600 / 700) < 0.02")
    shot(visited, "picture")

    opener = left(visited).get_by_role("button", name=ALT)
    expect(opener).to_have_attribute("title", "Vis billedet i fuld størrelse")
    opener.click()
    viewer = visited.get_by_role("dialog", name=ALT)
    expect(viewer).to_have_attribute("lang", "da")
    expect(viewer.get_by_role("link", name="Åbn i egen fane")).to_have_attribute("href", opener_source(opener))
    assert loaded(viewer.locator(".viewer-body img")) == (1600, 700)
    assert viewer.locator(".viewer-body img").evaluate("img => img.width") == 1600
    shot(visited, "picture-full-size")
    viewer.get_by_role("button", name="Luk").click()

    expect(viewer).to_have_count(0)
    expect(opener).to_be_focused()


def opener_source(opener: Locator) -> str:
    return str(opener.locator("img").get_attribute("src"))


def test_picture_is_reached_opened_and_closed_by_keyboard(visited: Page, client: WebClient) -> None:
    post(client, image(uploaded(client, WIDE), "时间线：三月来访"))
    opener = visited.locator("#pane-right").get_by_role("button", name="时间线：三月来访")
    expect(opener).to_be_visible()
    visited.locator("#pane-right").get_by_role("log").focus()

    for _ in range(4):
        visited.keyboard.press("Tab")
        if opener.evaluate("node => node === document.activeElement"):
            break
    visited.keyboard.press("Enter")
    viewer = visited.get_by_role("dialog", name="时间线：三月来访")
    expect(viewer.get_by_role("button", name="关闭")).to_be_focused()
    visited.keyboard.press("Escape")

    expect(viewer).to_have_count(0)
    expect(opener).to_be_focused()


def test_narrow_window_scales_pictures_and_scrolls_the_large_one(visited: Page, client: WebClient, shot: Shot) -> None:
    visited.set_viewport_size({"width": 390, "height": 800})
    post(client, section("*Ugens oversigt*"), image(uploaded(client, WIDE), ALT))
    assert loaded(left(visited).get_by_role("img", name=ALT)) == (1600, 700)
    assert visited.evaluate("document.documentElement.scrollWidth") <= 390
    shot(visited, "picture-narrow")

    left(visited).get_by_role("button", name=ALT).click()

    body = visited.locator(".viewer-body")
    assert body.evaluate("node => node.scrollWidth > node.clientWidth && node.clientWidth <= 390")
    shot(visited, "picture-full-size-narrow")


def test_picture_of_one_reader_is_no_picture_for_another(
    visited: Page, workspace: LocalWorkspace, client: WebClient
) -> None:
    file_id = uploaded(client, WIDE)
    client.chat_postEphemeral(channel=CHANNEL, user="U0METTE", text="x", blocks=[image(file_id, ALT)])
    assert loaded(left(visited).get_by_role("img", name=ALT)) == (1600, 700)

    answer = visited.request.get(f"{workspace.url}/_control/file?user=U0LI&file={file_id}")

    assert answer.status == 404


def test_picture_that_cannot_be_had_is_told_in_words(
    visited: Page, workspace: LocalWorkspace, client: WebClient
) -> None:
    file_id = uploaded(client, WIDE)
    block = image(file_id, ALT)
    visited.set_viewport_size({"width": 390, "height": 800})
    visited.route("**/_control/file*", lambda route: route.abort())
    post(client, block)

    expect(left(visited).locator(".image")).to_have_text(f"Billede: {ALT}")
    assert workspace.world.files[file_id].content == WIDE


def test_pictures_beside_texts_and_shared_files_are_shown(visited: Page, client: WebClient, shot: Shot) -> None:
    small = {"type": "image", "slack_file": {"id": uploaded(client, png(84, 84))}, "alt_text": "logo"}
    post(
        client,
        section("*CLEAN* følger op") | {"accessory": small},
        {"type": "context", "elements": [small, {"type": "mrkdwn", "text": "kilde"}]},
    )
    client.files_upload_v2(channel=CHANNEL, content=WIDE, filename="kurve.png", title="Kurven", initial_comment="her")
    client.files_upload_v2(channel=CHANNEL, content="a;b", filename="tal.csv")

    card, shared, table = (left(visited).locator(".message").nth(n) for n in range(3))
    for picture in (card.locator(".thumbnail"), card.locator("img.tiny"), shared.locator("img.picture")):
        loaded(picture)
    expect(shared.get_by_role("link", name="Kurven")).to_be_visible()
    shot(visited, "pictures-small-and-shared")
    with visited.expect_download() as saved:
        table.get_by_role("link", name="tal.csv").click()
    assert saved.value.suggested_filename == "tal.csv"


def test_home_shows_its_picture(visited: Page, client: WebClient) -> None:
    view = {"type": "home", "blocks": [section("Hej"), image(uploaded(client, WIDE), ALT)]}
    client.views_publish(user_id="U0METTE", view=view)

    left(visited).get_by_role("tab", name="Jordbro · Hjem").click()

    assert loaded(left(visited).locator(".home").get_by_role("img", name=ALT)) == (1600, 700)

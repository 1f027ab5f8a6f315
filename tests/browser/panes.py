"""The two panes of the local workspace, as who tests in a browser uses them."""

from playwright.sync_api import Locator, Page, expect

DANISH, CHINESE = "#pane-left", "#pane-right"


def write(page: Page, pane: str, text: str) -> None:
    """Type something and send it; what was sent before has been taken by then, or Enter would do nothing."""
    expect(page.locator(f"{pane} .composer[aria-busy=true]")).to_have_count(0)
    page.locator(f"{pane} .compose-input").fill(text)
    page.locator(f"{pane} .compose-input").press("Enter")


def message(page: Page, pane: str, words: str) -> Locator:
    """The last message in which some words stand."""
    return page.locator(f"{pane} [data-ts]").filter(has_text=words).last


def dialog(page: Page, pane: str) -> Locator:
    """The forms that are open."""
    return page.locator(f"{pane} [role=dialog]")

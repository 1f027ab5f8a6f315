"""The control server of the page tests, and the page opened on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from . import content
from .server import ControlServer


@pytest.fixture
def control() -> Iterator[ControlServer]:
    server = ControlServer(content.world(), content.views())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def opened(page: Page, control: ControlServer) -> Page:
    """Give the page after both panes have shown their first view."""
    page.goto(control.url)
    for pane in ("#pane-left", "#pane-right"):
        page.locator(f"{pane} .message").first.wait_for()
    return page

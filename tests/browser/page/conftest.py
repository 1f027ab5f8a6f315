"""The control server of the page tests, or a whole workspace with an app, and the page opened on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace
from tests.unit.workspace.conftest import RecordingApp

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


@pytest.fixture
def clock() -> ManualClock:
    """Give half past nine on a Monday in Copenhagen, half past four in Nanjing."""
    return ManualClock(1_488_789_000)


@pytest.fixture
def workspace(clock: ManualClock) -> Iterator[LocalWorkspace]:
    """Give a real workspace, for what the page and the server do together."""
    with LocalWorkspace.start(clock=clock) as found:
        yield found


@pytest.fixture
def app(workspace: LocalWorkspace) -> RecordingApp:
    recording = RecordingApp()
    workspace.use_dispatch(recording)
    return recording


@pytest.fixture
def client(workspace: LocalWorkspace) -> WebClient:
    return WebClient(token=workspace.bot_token, base_url=workspace.api_url)


@pytest.fixture
def visited(page: Page, workspace: LocalWorkspace) -> Page:
    """Give the page of the workspace: Mette on the left, 李明 on the right."""
    page.goto(workspace.url)
    for pane in ("#pane-left", "#pane-right"):
        page.locator(f"{pane} [role=tab]").first.wait_for()
    return page

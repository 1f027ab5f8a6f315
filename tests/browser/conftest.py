"""Chromium for the browser tests: one per session, one clean page per test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, expect, sync_playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Shot = Callable[[Page, str], None]
FullShot = Callable[[Page, str], None]


def chromium_path(playwright: Playwright) -> str | None:
    """Find a Chromium: the one named by JORDBRO_CHROMIUM, the system's, or Playwright's own."""
    named = os.environ.get("JORDBRO_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return found or (own if Path(own).exists() else None)


@pytest.fixture(scope="module")
def patience() -> Iterator[None]:
    """Cards come by jobs: a busy machine takes its time."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium_path(playwright)
        if path is None:
            missing = "no Chromium here: install one, or name it in JORDBRO_CHROMIUM"
            if os.environ.get("CI") == "true":
                pytest.fail(missing)
            pytest.skip(missing)
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Give a clean page that may talk to this machine only and may not fail behind our back."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, timezone_id="Europe/Copenhagen")
    context.set_default_timeout(8000)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    opened.on("request", lambda request: wrong.extend(_elsewhere(request)))
    yield opened
    context.close()
    assert wrong == []


def _elsewhere(request: Request) -> list[str]:
    host = urlsplit(request.url).hostname
    return [] if host in {"127.0.0.1", "localhost", "::1", None} else [f"asked another host: {request.url}"]


@pytest.fixture
def shot() -> Shot:
    """Save a picture of the page into the folder named by JORDBRO_SHOTS, if there is one."""

    def save(page: Page, name: str) -> None:
        folder = os.environ.get("JORDBRO_SHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return save


@pytest.fixture
def full_shot() -> FullShot:
    """The same of all of the page, as far down as it goes."""

    def save(page: Page, name: str) -> None:
        folder = os.environ.get("JORDBRO_SHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return save

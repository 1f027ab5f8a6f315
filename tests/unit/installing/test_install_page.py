"""The pages of an installation: whole in every language, and nothing in them that is not ours."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from defusedxml.ElementTree import fromstring

from bot import i18n
from bot.domain.language import LANGUAGES, Language
from bot.render.install_page import PAGES, STYLE_HASH, Page, as_page


@pytest.fixture(autouse=True, scope="module")
def catalogue() -> None:
    i18n.load()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_page_is_whole_and_loads_nothing(page: Page, locale: Language) -> None:
    made = as_page(page, locale, team="Region Hovedstaden")

    assert (made.startswith("<!doctype html>"), "%{" in made, made.count("<h1>"), "<p>" in made) == (
        True,
        False,
        1,
        True,
    )
    assert re.findall(r"(?:src|href|https?:)", made) == []
    assert re.findall(r'lang="([^"]+)"', made) == [{"da": "da", "zh": "zh-Hans", "en": "en"}[locale]]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_can_be_begun_again_has_a_button_that_begins(locale: Language) -> None:
    with_button = {page for page in PAGES if '<form method="post" action="install">' in as_page(page, locale)}

    assert with_button == {"start", "refused", "expired", "organisation", "failed"}


def test_the_name_of_a_workspace_is_text() -> None:
    made = as_page("done", "da", team='<script>alert("%{team}")</script> & co')

    assert "<script" not in made
    assert made.count("&lt;script&gt;alert(&quot;%{team}&quot;)&lt;/script&gt; &amp; co") == 2


def test_the_policy_has_the_hash_of_the_style_that_is_there() -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", as_page("start", "en"), re.DOTALL)

    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" == STYLE_HASH


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_well_formed(page: Page) -> None:
    made = as_page(page, "zh", team="A & B")
    body = made[made.index("<body>") : made.index("</html>")]

    assert fromstring(body).find("main/h1") is not None

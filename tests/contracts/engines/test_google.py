"""Google's mobile page."""

import html

import pytest

from bot.domain.pair import Pair
from bot.engines import ENGINES, Engine, EngineSettings
from bot.engines.base import RateLimited
from tests.contracts.engines.contract import DA_ZH, VendorContract
from tests.contracts.engines.server import Reply, Seen, Vendor


class GoogleWire(Vendor):
    def texts(self, request: Seen) -> list[str]:
        return [request.query["q"]]

    def reply(self, translations: list[str]) -> Reply:
        page = f'<html><body><div class="result-container">{html.escape(translations[0])}</div></body></html>'
        return Reply(page.encode(), content_type="text/html; charset=utf-8")

    def answer(self, request: Seen) -> Reply:
        if self.fault == "captcha":
            return Reply(b"", 302, headers=(("Location", "https://www.google.com/sorry/index?q=x"),))
        return super().answer(request)

    def unsupported(self) -> Reply:
        return Reply(b"", 400)


class TestGoogle(VendorContract):
    says_unsupported = False

    def make_vendor(self) -> Vendor:
        return GoogleWire()

    def make_engine(self, url: str, timeout: float) -> Engine:
        return ENGINES["google"](EngineSettings(urls={"google": f"{url}/m"}, timeout=timeout))

    def test_chinese_is_simplified(self, engine: Engine, vendor: Vendor) -> None:
        engine.translate(["hej"], DA_ZH)

        assert {"sl": "da", "tl": "zh-CN", "q": "hej"}.items() <= vendor.seen[0].query.items()

    def test_addresses_stay_short(self, engine: Engine, vendor: Vendor) -> None:
        text = "双方同意以土壤和地下水为重点编制年度工作计划，省厅外事处负责起草。" * 60

        answer = engine.translate([text], Pair("zh", "da"))[0]

        assert answer.replace(" ", "") == text
        assert max(len(seen.target) for seen in vendor.seen) < 2000

    def test_entities_are_characters_again(self, engine: Engine) -> None:
        assert engine.translate(['jord & "vand"'], DA_ZH) == ['JORD & "VAND"']

    def test_the_captcha_is_a_rate_limit(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "captcha"

        with pytest.raises(RateLimited):
            engine.translate(["hej"], DA_ZH)

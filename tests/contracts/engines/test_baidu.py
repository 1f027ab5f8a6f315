"""Baidu Fanyi."""

import json

import pytest

from bot.engines import ENGINES, Engine, EngineSettings
from bot.engines.base import BadCredentials, EngineBroken, EngineError, RateLimited
from tests.contracts.engines.contract import DA_ZH, KEY, VendorContract
from tests.contracts.engines.server import Reply, Seen, Vendor


class BaiduWire(Vendor):
    code = "54003"

    def texts(self, request: Seen) -> list[str]:
        return request.query["q"].split("\n")

    def reply(self, translations: list[str]) -> Reply:
        lines = [{"src": "", "dst": text} for text in translations]
        return Reply(json.dumps({"from": "dan", "to": "zh", "trans_result": lines}).encode())

    def unsupported(self) -> Reply:
        return self.error("58001")

    def answer(self, request: Seen) -> Reply:
        if self.fault == "code":
            return self.error(self.code)
        if self.fault == "too few":
            return self.reply(["KUN EN"])
        return super().answer(request)

    def error(self, code: str) -> Reply:
        return Reply(
            json.dumps({"error_code": code, "error_msg": f"no: {[seen.target for seen in self.seen]}"}).encode()
        )


class TestBaidu(VendorContract):
    def make_vendor(self) -> BaiduWire:
        return BaiduWire()

    def make_engine(self, url: str, timeout: float) -> Engine:
        settings = EngineSettings(urls={"baidu": url}, keys={"baidu": KEY}, baidu_app_id="2017", timeout=timeout)
        return ENGINES["baidu"](settings)

    def test_lines_travel_together_and_signed(self, engine: Engine, vendor: Vendor) -> None:
        engine.translate(["den ene", "den anden"], DA_ZH)

        assert [(seen.query["q"], seen.query["from"], seen.query["to"]) for seen in vendor.seen] == [
            ("den ene\nden anden", "dan", "zh")
        ]
        assert KEY not in vendor.seen[0].target

    def test_an_answer_with_too_few_lines_is_broken(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "too few"

        with pytest.raises(EngineBroken):
            engine.translate(["den ene", "den anden"], DA_ZH)

    @pytest.mark.parametrize(
        ("code", "error"),
        [("54003", RateLimited), ("54005", RateLimited), ("54001", BadCredentials), ("52001", EngineBroken)],
    )
    def test_codes(self, engine: Engine, vendor: BaiduWire, code: str, error: type[EngineError]) -> None:
        vendor.fault, vendor.code = "code", code

        with pytest.raises(error):
            engine.translate(["hej"], DA_ZH)

    @pytest.mark.parametrize("settings", [EngineSettings(keys={"baidu": KEY}), EngineSettings(baidu_app_id="2017")])
    def test_it_needs_an_id_and_a_key(self, settings: EngineSettings) -> None:
        with pytest.raises(BadCredentials):
            ENGINES["baidu"](settings)

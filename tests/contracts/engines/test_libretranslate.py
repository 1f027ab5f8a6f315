"""A LibreTranslate server."""

import json

import pytest

from bot.domain.pair import Pair
from bot.engines import ENGINES, Engine, EngineSettings
from bot.engines.base import BadCredentials
from tests.contracts.engines.contract import DA_ZH, KEY, VendorContract
from tests.contracts.engines.server import Reply, Seen, Vendor


class LibreWire(Vendor):
    def texts(self, request: Seen) -> list[str]:
        return [request.query["q"]]

    def reply(self, translations: list[str]) -> Reply:
        return Reply(json.dumps({"translatedText": translations[0]}).encode())

    def answer(self, request: Seen) -> Reply:
        known = self.fault != "newer" or request.query["target"] == "zh-Hans"
        return super().answer(request) if known else self.unsupported()

    def unsupported(self) -> Reply:
        return Reply(b'{"error": "da is not supported"}', 400)


class TestLibreTranslate(VendorContract):
    def make_vendor(self) -> Vendor:
        return LibreWire()

    def make_engine(self, url: str, timeout: float) -> Engine:
        settings = EngineSettings(urls={"libretranslate": url}, keys={"libretranslate": KEY}, timeout=timeout)
        return ENGINES["libretranslate"](settings)

    def test_danish_and_chinese_have_the_servers_names(self, engine: Engine, vendor: Vendor) -> None:
        engine.translate(["hej"], DA_ZH)
        engine.translate(["你好"], Pair("zh", "da"))

        asked = [(seen.method, seen.query["source"], seen.query["target"]) for seen in vendor.seen]
        assert asked == [("POST", "da", "zh"), ("POST", "zh", "da")]

    def test_a_newer_server_has_another_name_for_chinese(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "newer"

        answers = [engine.translate(["hej"], DA_ZH), engine.translate(["du"], DA_ZH)]

        assert answers == [["HEJ"], ["DU"]]
        assert [seen.query["target"] for seen in vendor.seen] == ["zh", "zh-Hans", "zh-Hans"]

    def test_requests_side_by_side_find_it_out_together(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "newer"
        texts = [f"sætning {number}" for number in range(40)]

        assert engine.translate(texts, DA_ZH) == [text.upper() for text in texts]

    def test_as_many_requests_side_by_side_as_the_settings_allow(self, vendor: Vendor) -> None:
        settings = EngineSettings(urls={"libretranslate": vendor.url}, parallel={"libretranslate": 2})
        engine = ENGINES["libretranslate"](settings)
        vendor.seconds = 0.05

        engine.translate([f"sætning {number}" for number in range(8)], DA_ZH)

        engine.close()
        assert vendor.most_at_once == 2

    def test_the_url_works_without_its_last_slash(self, engine: Engine, vendor: Vendor) -> None:
        engine.translate(["hej"], DA_ZH)

        assert vendor.seen[0].target.startswith("/translate?")

    def test_without_a_url_it_cannot_be_built(self) -> None:
        with pytest.raises(BadCredentials):
            ENGINES["libretranslate"](EngineSettings())

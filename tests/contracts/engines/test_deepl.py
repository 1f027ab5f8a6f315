"""DeepL by its own package."""

import json

import pytest

from bot.domain.pair import Pair
from bot.engines import ENGINES, Engine, EngineSettings
from bot.engines.base import BadCredentials, EngineBroken, RateLimited
from tests.contracts.engines.contract import DA_ZH, KEY, VendorContract
from tests.contracts.engines.server import Reply, Seen, Vendor


class DeepLWire(Vendor):
    def texts(self, request: Seen) -> list[str]:
        texts: list[str] = json.loads(request.body)["text"]
        return texts

    def reply(self, translations: list[str]) -> Reply:
        made = [{"detected_source_language": "DA", "text": text, "billed_characters": 1} for text in translations]
        return Reply(json.dumps({"translations": made}).encode())

    def unsupported(self) -> Reply:
        return Reply(b'{"message": "Value for \'target_lang\' not supported."}', 400)

    def answer(self, request: Seen) -> Reply:
        if self.fault == "code":
            return self.failure(456)
        if self.fault == "too few":
            return self.reply(["KUN EN"])
        return super().answer(request)


class TestDeepL(VendorContract):
    def make_vendor(self) -> Vendor:
        return DeepLWire()

    def make_engine(self, url: str, timeout: float) -> Engine:
        return ENGINES["deepl"](EngineSettings(urls={"deepl": url}, keys={"deepl": KEY}, timeout=timeout))

    @pytest.mark.parametrize(
        ("pair", "languages"),
        [
            (Pair("da", "zh"), ("DA", "ZH-HANS")),
            (Pair("zh", "da"), ("ZH", "DA")),
            (Pair("da", "en"), ("DA", "EN-GB")),
            (Pair("en", "zh"), ("EN", "ZH-HANS")),
        ],
    )
    def test_languages_have_deepls_names(
        self, engine: Engine, vendor: Vendor, pair: Pair, languages: tuple[str, str]
    ) -> None:
        engine.translate(["hej"], pair)

        body = json.loads(vendor.seen[0].body)
        assert (body["source_lang"], body["target_lang"]) == languages

    def test_fifty_texts_travel_together(self, engine: Engine, vendor: Vendor) -> None:
        engine.translate([f"tekst nummer {number}" for number in range(120)], DA_ZH)

        assert [len(vendor.texts(seen)) for seen in vendor.seen] == [50, 50, 20]

    def test_an_answer_with_too_few_texts_is_broken(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "too few"

        with pytest.raises(EngineBroken):
            engine.translate(["den ene", "den anden"], DA_ZH)

    def test_a_used_up_quota_is_a_rate_limit(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "code"

        with pytest.raises(RateLimited):
            engine.translate(["hej"], DA_ZH)

    def test_without_a_key_it_cannot_be_built(self) -> None:
        with pytest.raises(BadCredentials):
            ENGINES["deepl"](EngineSettings())

"""Microsoft Translator."""

import json

import pytest

from bot.engines import ENGINES, Engine, EngineSettings
from bot.engines.base import BadCredentials, RateLimited
from tests.contracts.engines.contract import DA_ZH, KEY, VendorContract
from tests.contracts.engines.server import Reply, Seen, Vendor


class MicrosoftWire(Vendor):
    code = 401000

    def texts(self, request: Seen) -> list[str]:
        return [one["text"] for one in json.loads(request.body)]

    def reply(self, translations: list[str]) -> Reply:
        return Reply(
            json.dumps([{"translations": [{"text": text, "to": "zh-Hans"}]} for text in translations]).encode()
        )

    def failure(self, status: int) -> Reply:
        return self.error(status * 1000 + 999, status)

    def unsupported(self) -> Reply:
        return self.error(400036, 400)

    def answer(self, request: Seen) -> Reply:
        return self.error(self.code, 200) if self.fault == "code" else super().answer(request)

    def error(self, code: int, status: int) -> Reply:
        said = f"no good: {[(seen.body.decode(), seen.headers) for seen in self.seen]}"
        return Reply(json.dumps({"error": {"code": code, "message": said}}).encode(), status)


class TestMicrosoft(VendorContract):
    def make_vendor(self) -> MicrosoftWire:
        return MicrosoftWire()

    def make_engine(self, url: str, timeout: float) -> Engine:
        settings = EngineSettings(
            urls={"microsoft": f"{url}/translate?api-version=3.0"},
            keys={"microsoft": KEY},
            microsoft_region="northeurope",
            timeout=timeout,
        )
        return ENGINES["microsoft"](settings)

    def test_building_it_asks_nothing(self, engine: Engine, vendor: Vendor) -> None:
        assert (engine.name, vendor.seen) == ("microsoft", [])

    def test_key_and_region_travel_in_the_headers(self, engine: Engine, vendor: Vendor) -> None:
        engine.translate(["hej"], DA_ZH)

        seen = vendor.seen[0]
        assert (seen.query["from"], seen.query["to"]) == ("da", "zh-hans")
        assert seen.headers["Ocp-Apim-Subscription-Key"] == KEY
        assert seen.headers["Ocp-Apim-Subscription-Region"] == "northeurope"
        assert KEY not in seen.target

    def test_a_used_up_quota_is_a_rate_limit(self, engine: Engine, vendor: MicrosoftWire) -> None:
        vendor.fault, vendor.code = "code", 403001

        with pytest.raises(RateLimited):
            engine.translate(["hej"], DA_ZH)

    def test_without_a_key_it_cannot_be_built(self) -> None:
        with pytest.raises(BadCredentials):
            ENGINES["microsoft"](EngineSettings())

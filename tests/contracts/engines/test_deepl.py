"""DeepL by its own package."""

import html
import json
import logging
import re
from dataclasses import replace

import pytest

from bot.domain.pair import Pair
from bot.engines import ENGINES, Engine, EngineSettings
from bot.engines.base import BadCredentials, EngineBroken, Hints, RateLimited
from tests.contracts.engines.contract import DA_ZH, KEY, VendorContract
from tests.contracts.engines.server import Reply, Seen, Vendor, translation


class DeepLWire(Vendor):
    """Translates XML: what stands in the tag it was told to ignore stays, entities are characters."""

    def __init__(self) -> None:
        super().__init__()
        self.glossaries: dict[str, dict[str, str]] = {}
        self.glossary_fault = False

    def texts(self, request: Seen) -> list[str]:
        texts: list[str] = json.loads(request.body)["text"] if request.target.endswith("/translate") else []
        return texts

    def translated(self, text: str) -> str:
        return "".join(
            part if part.startswith("<x>") else html.escape(translation(html.unescape(part)), quote=False)
            for part in re.split(r"(<x>\d+</x>)", text)
        )

    def reply(self, translations: list[str]) -> Reply:
        made = [{"detected_source_language": "DA", "text": text, "billed_characters": 1} for text in translations]
        return Reply(json.dumps({"translations": made}).encode())

    def unsupported(self) -> Reply:
        return Reply(b'{"message": "Value for \'target_lang\' not supported."}', 400)

    def answer(self, request: Seen) -> Reply:
        if "/glossaries" in request.target:
            return self.failure(456) if self.glossary_fault else self.glossary(request)
        wanted = json.loads(request.body).get("glossary_id")
        if wanted and wanted not in self.glossaries:
            return Reply(b'{"message": "Glossary not found"}', 404)
        if self.fault == "code":
            return self.failure(456)
        if self.fault == "too few":
            return self.reply(["KUN EN"])
        return super().answer(request)

    def glossary(self, request: Seen) -> Reply:
        if request.method == "DELETE":
            self.glossaries.pop(request.target.rpartition("/")[2], None)
            return Reply(b"", 204)
        if request.method == "GET":
            return Reply(json.dumps({"glossaries": [self.info(key) for key in self.glossaries]}).encode())
        body = json.loads(request.body)
        key = f"g{len(self.seen)}"
        self.glossaries[key] = body
        return Reply(json.dumps(self.info(key)).encode(), 201)

    def info(self, key: str) -> dict[str, object]:
        body = self.glossaries[key]
        told = {"ready": True, "creation_time": "2017-01-10T09:00:00.000Z", "entry_count": 1, "glossary_id": key}
        return {name: body[name] for name in ("name", "source_lang", "target_lang")} | told


TERMS = Hints("Arbejdsmøde i Nanjing", (("jordforurening", "土壤污染"), ("grundvand", "地下水")), "7")


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

        assert sorted(len(vendor.texts(seen)) for seen in vendor.seen) == [20, 50, 50]

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

    def test_placeholders_travel_as_tags_and_everything_else_as_xml(self, engine: Engine, vendor: Vendor) -> None:
        texts = ["[#1]s udkast & <a> til [#12]", "5 < 6 &amp; 7"]

        answers = engine.translate(texts, DA_ZH)

        body = json.loads(vendor.seen[0].body)
        assert answers == ["[#1]S UDKAST & <A> TIL [#12]", "5 < 6 &AMP; 7"]
        assert body["text"] == ["<x>1</x>s udkast &amp; &lt;a&gt; til <x>12</x>", "5 &lt; 6 &amp;amp; 7"]
        assert (body["tag_handling"], body["ignore_tags"]) == ("xml", ["x"])

    def test_a_tag_that_lost_its_half_loses_its_number(self, engine: Engine, vendor: DeepLWire) -> None:
        vendor.translated = lambda text: text.replace("</x>", "").replace("<x>1", "<x>")  # type: ignore[method-assign]

        assert engine.translate(["[#1] sender"], DA_ZH) == ["sender"]

    def test_what_the_note_is_about_is_told_and_not_translated(self, engine: Engine, vendor: Vendor) -> None:
        list(engine.answers(["grunden er forurenet"], DA_ZH, Hints("Tilsyn i Nanjing")))

        body = json.loads(vendor.seen[0].body)
        assert (body["text"], body["context"]) == (["grunden er forurenet"], "Tilsyn i Nanjing")

    def test_the_terms_become_a_glossary_once(self, engine: Engine, vendor: DeepLWire) -> None:
        knows = [engine.knows_terms(DA_ZH, TERMS) for _ in range(3)]
        list(engine.answers(["jordforureningen"], DA_ZH, TERMS))

        (key,) = vendor.glossaries
        assert knows == [True] * 3
        assert vendor.glossaries[key]["entries"] == "jordforurening\t土壤污染\ngrundvand\t地下水"
        assert json.loads(vendor.seen[-1].body)["glossary_id"] == key
        assert [seen.method for seen in vendor.seen] == ["GET", "POST", "POST"]

    def test_another_process_finds_the_glossary_again(self, engine: Engine, vendor: DeepLWire) -> None:
        engine.knows_terms(DA_ZH, TERMS)
        other = self.make_engine(vendor.url, 20.0)

        assert other.knows_terms(DA_ZH, TERMS)

        other.close()
        assert [seen.method for seen in vendor.seen] == ["GET", "POST", "GET"]

    def test_changed_terms_take_the_place_of_the_old_ones_of_the_same_space(
        self, engine: Engine, vendor: DeepLWire
    ) -> None:
        vendor.glossaries["theirs"] = {"name": "ours, not the bot's", "source_lang": "da", "target_lang": "zh"}
        engine.knows_terms(DA_ZH, TERMS)
        engine.knows_terms(DA_ZH, replace(TERMS, scope="8"))
        engine.knows_terms(DA_ZH, replace(TERMS, terms=TERMS.terms[:1]))

        names = sorted(one["name"][:17] for one in vendor.glossaries.values())
        assert names == ["jordbro-7-da-zh-" + names[0][-1], "jordbro-8-da-zh-" + names[1][-1], "ours, not the bot"]

    def test_a_glossary_that_cannot_be_made_stops_no_translation(self, engine: Engine, vendor: DeepLWire) -> None:
        vendor.glossary_fault = True

        knows = [engine.knows_terms(DA_ZH, TERMS) for _ in range(3)]
        answers = [answer.text for answer in engine.answers(["hej"], DA_ZH, TERMS)]

        assert (knows, answers) == ([False] * 3, ["HEJ"])
        assert len(vendor.seen) == 2  # one question for the glossary, and the translation

    def test_a_glossary_that_somebody_deleted_is_made_again(self, engine: Engine, vendor: DeepLWire) -> None:
        engine.knows_terms(DA_ZH, TERMS)
        vendor.glossaries.clear()

        assert [answer.text for answer in engine.answers(["hej"], DA_ZH, TERMS)] == ["HEJ"]
        assert len(vendor.glossaries) == 1

    @pytest.mark.parametrize("fault", ["refused", ""])
    def test_glossaries_tell_neither_the_key_nor_the_terms(
        self, engine: Engine, vendor: DeepLWire, fault: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        vendor.glossary_fault = bool(fault)

        with caplog.at_level(logging.DEBUG):
            engine.knows_terms(DA_ZH, TERMS)

        for secret in (KEY, "jordforurening", "土壤污染"):
            assert secret not in caplog.text

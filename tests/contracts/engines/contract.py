"""What every engine does, whoever answers it; a vendor's own test says only how its wire looks."""

import io
import logging
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import ClassVar, cast

import pytest

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines.base import (
    BadAnswer,
    BadCredentials,
    Engine,
    EngineBroken,
    EngineError,
    RateLimited,
    UnsupportedPair,
)
from tests.contracts.engines.server import RETRY_AFTER, Fault, Vendor, running, translation

DA_ZH = Pair("da", "zh")
KEY = "key-that-nobody-may-see"
TEXT = "hemmelig sætning om grunden"
TIMEOUT = 0.8  # seconds


def long_text(number: int) -> str:
    """So long that no vendor takes many of them in one request."""
    return f"sætning {number}" + " om jord og grundvand" * 60


def answered_until(engine: Engine, texts: list[str], error: type[EngineError]) -> dict[int, str]:
    """What is handed on before the error, which must come."""
    answers: dict[int, str] = {}
    try:
        for answer in engine.answers(texts, DA_ZH):
            answers[answer.place] = answer.text
    except error:
        return answers
    raise AssertionError("no error")


class EngineContract:
    """What holds of every engine. A subclass gives a fixture `engine` that answers with `translation`."""

    def test_answers_have_the_order_and_length_of_the_texts(self, engine: Engine) -> None:
        texts = ["den ene", "den anden", "den tredje", "den ene"]

        answers = engine.translate(texts, DA_ZH)

        assert answers == [translation(text) for text in texts]

    def test_blanks_and_lines_stay(self, engine: Engine) -> None:
        text = "  første linje \n\n\t- anden linje\r\n   \nsidste\n"

        assert engine.translate([text, "", " \n "], DA_ZH) == [translation(text), "", " \n "]

    def test_two_hundred_texts(self, engine: Engine) -> None:
        texts = [f"sætning nummer {number} om jord" for number in range(200)]

        assert engine.translate(texts, DA_ZH) == [translation(text) for text in texts]

    def test_a_long_text_loses_nothing_to_the_pieces(self, engine: Engine) -> None:
        text = " ".join(f"Sætning {number} handler om [#{number}] og grundvand, sagde han." for number in range(150))

        answer = engine.translate([text], Pair("da", "en"))[0]

        assert answer == translation(text)

    def test_a_sentence_of_six_thousand_characters_is_translated_to_its_end(self, engine: Engine) -> None:
        words = [f"jord{number}" for number in range(800)]
        text = " ".join(words) + " slut"

        (answer,) = engine.translate([text], Pair("da", "en"))

        assert len(text) > 6000
        assert answer == translation(text)

    def test_other_languages_and_characters_come_through(self, engine: Engine) -> None:
        texts = [
            "vi er enige om å undersøke grunnvannet",
            "vi är överens om att undersöka",
            "雙方同意以土壤為重點",
            "the parties agreed on soil og jord 土壤",
        ]

        assert engine.translate(texts, DA_ZH) == [translation(text) for text in texts]

    def test_each_answer_knows_its_text(self, engine: Engine) -> None:
        texts = ["den ene", "", "den anden", "7", "den ene"]

        answers = sorted(engine.answers(texts, DA_ZH), key=lambda answer: answer.place)

        assert [(answer.place, answer.text) for answer in answers] == list(enumerate(map(translation, texts)))

    def test_threads_get_their_own_answers(self, engine: Engine) -> None:
        texts = [[f"tråd {thread} tekst {number}" for number in range(6)] for thread in range(16)]

        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda own: engine.translate(own, DA_ZH), texts))

        assert answers == [[translation(text) for text in own] for own in texts]

    def test_an_empty_list_and_what_has_no_letters_come_back(self, engine: Engine) -> None:
        texts = ["👍", "…", "。。。", "2017-2018", "15/3", "[#1] [#2]", ""]

        assert engine.translate(texts, DA_ZH) == texts
        assert engine.translate([], DA_ZH) == []

    def test_a_pair_the_engine_does_not_know(self, engine: Engine) -> None:
        pair = Pair("da", cast("Language", "sv"))

        with pytest.raises(UnsupportedPair):
            engine.translate([TEXT], pair)

        assert (engine.supports(pair), engine.supports(DA_ZH)) == (False, True)


class VendorContract(EngineContract, ABC):
    """What holds of every engine over HTTP. A subclass says how the vendor's wire looks."""

    says_unsupported: ClassVar[bool] = True  # the vendor has an answer for languages it does not know

    @abstractmethod
    def make_vendor(self) -> Vendor:
        """The vendor's wire."""

    @abstractmethod
    def make_engine(self, url: str, timeout: float) -> Engine:
        """The engine, pointed at the wire, with `KEY` as its key."""

    @pytest.fixture
    def vendor(self) -> Iterator[Vendor]:
        with running(self.make_vendor()) as vendor:
            yield vendor

    @pytest.fixture
    def engine(self, vendor: Vendor) -> Iterator[Engine]:
        engine = self.make_engine(vendor.url, 20.0)
        yield engine
        engine.close()

    @pytest.fixture
    def hurried(self, vendor: Vendor) -> Iterator[Engine]:
        engine = self.make_engine(vendor.url, TIMEOUT)
        yield engine
        engine.close()

    def test_nothing_is_asked_for_an_empty_list(self, engine: Engine, vendor: Vendor) -> None:
        assert engine.translate([], DA_ZH) == []
        assert vendor.seen == []

    def test_what_has_no_letters_is_never_sent(self, engine: Engine, vendor: Vendor) -> None:
        texts = ["👍", "…", "。。。", "2017-2018", "15/3", "[#1] [#2]"]

        assert engine.translate(texts, DA_ZH) == texts
        assert vendor.seen == []

    def test_identical_lines_are_asked_once(self, engine: Engine, vendor: Vendor) -> None:
        engine.translate(["samme linje\nsamme linje", "samme linje"], DA_ZH)

        assert [text for request in vendor.seen for text in vendor.texts(request)] == ["samme linje"]

    @pytest.mark.parametrize("fault", ["silence", "drip"])
    def test_the_deadline_holds(self, hurried: Engine, vendor: Vendor, fault: Fault) -> None:
        vendor.fault = fault
        start = time.monotonic()

        with pytest.raises(EngineBroken):
            hurried.translate([TEXT, "en anden tekst"], DA_ZH)

        assert time.monotonic() - start < TIMEOUT + 2  # the other side sleeps for ten

    def test_429_says_when_to_come_back(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "rate limit"

        with pytest.raises(RateLimited) as raised:
            engine.translate([TEXT], DA_ZH)

        assert raised.value.retry_after == RETRY_AFTER
        assert len(vendor.seen) == 1

    def test_429_with_a_date_that_has_passed(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "rate limit with a date"

        with pytest.raises(RateLimited) as raised:
            engine.translate([TEXT], DA_ZH)

        assert raised.value.retry_after == 1

    def test_429_with_a_date(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "rate limit until"

        with pytest.raises(RateLimited) as raised:
            engine.translate([TEXT], DA_ZH)

        assert 80 < raised.value.retry_after <= 91

    def test_answers_that_arrive_in_another_order_stand_in_the_right_place(
        self, engine: Engine, vendor: Vendor
    ) -> None:
        vendor.fault = "late"
        texts = [long_text(number) for number in range(6)]

        assert engine.translate(texts, DA_ZH) == [translation(text) for text in texts]

    def test_what_was_answered_before_it_broke_is_handed_on_and_no_more_is_asked(
        self, engine: Engine, vendor: Vendor
    ) -> None:
        vendor.fault, vendor.good = "breaks", 2
        texts = [long_text(number) for number in range(60)]

        answers = answered_until(engine, texts, EngineBroken)

        paid = [text for request in vendor.seen[:2] for text in vendor.texts(request)]
        assert len(answers) > 0
        assert sorted(answers.values()) == sorted(translation(text) for text in texts if text in paid)
        assert len(vendor.seen) < len(texts)

    def test_one_text_without_an_answer_keeps_none_of_the_others_from_theirs(
        self, engine: Engine, vendor: Vendor
    ) -> None:
        vendor.fault = "one empty"
        texts = ["den ene", "tom", "den anden"]

        answers = answered_until(engine, texts, BadAnswer)

        assert answers == {0: translation("den ene"), 2: translation("den anden")}

    def test_control_characters_in_an_answer_go(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "control"

        assert engine.translate(["den ene"], DA_ZH) == [translation("den ene")]

    def test_answers_to_each_others_texts_are_none(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "mixed"
        texts = [f"[#{number}] sender {number} prøver" for number in range(1, 4)]
        answers: dict[int, str] = {}

        with suppress(BadAnswer):
            for answer in engine.answers(texts, DA_ZH):
                answers[answer.place] = answer.text

        together = max(len(vendor.texts(request)) for request in vendor.seen)
        right = {place: translation(text) for place, text in enumerate(texts)}
        assert answers == (right if together == 1 else {})

    @pytest.mark.parametrize("fault", ["forbidden", "unauthorized"])
    def test_a_refused_key_is_bad_credentials(self, engine: Engine, vendor: Vendor, fault: Fault) -> None:
        vendor.fault = fault

        with pytest.raises(BadCredentials):
            engine.translate([TEXT], DA_ZH)

        assert len(vendor.seen) == 1

    @pytest.mark.parametrize(
        "fault", ["error", "page", "garbage", "half", "cut", "hang up", "redirect", "empty", "tags"]
    )
    def test_what_is_no_answer_is_broken(self, engine: Engine, vendor: Vendor, fault: Fault) -> None:
        vendor.fault = fault

        with pytest.raises(EngineBroken):
            engine.translate([TEXT], DA_ZH)

        assert len(vendor.seen) <= 2

    def test_a_fault_that_passes_is_asked_once_more(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "error once"

        assert engine.translate([TEXT], DA_ZH) == [translation(TEXT)]
        assert len(vendor.seen) == 2

    def test_a_vendor_that_is_not_there_is_broken(self, vendor: Vendor) -> None:
        with running(self.make_vendor()) as gone:
            url = gone.url
        engine = self.make_engine(url, 5.0)

        with pytest.raises(EngineBroken):
            engine.translate([TEXT], DA_ZH)

        engine.close()
        assert vendor.seen == []

    def test_a_pair_the_vendor_does_not_know(self, engine: Engine, vendor: Vendor) -> None:
        vendor.fault = "unsupported"

        with pytest.raises(UnsupportedPair if self.says_unsupported else EngineBroken):
            engine.translate([TEXT], DA_ZH)

    def test_a_pair_the_engine_does_not_know_is_never_sent(self, engine: Engine, vendor: Vendor) -> None:
        pair = Pair("da", cast("Language", "sv"))

        with pytest.raises(UnsupportedPair):
            engine.translate([TEXT], pair)

        assert (engine.supports(pair), engine.supports(DA_ZH), vendor.seen) == (False, True, [])

    @pytest.mark.parametrize(
        "fault",
        ["none", "rate limit", "forbidden", "error", "page", "garbage", "half", "hang up", "empty", "unsupported"],
    )
    def test_nothing_tells_the_key_or_the_text(
        self, engine: Engine, vendor: Vendor, fault: Fault, caplog: pytest.LogCaptureFixture
    ) -> None:
        vendor.fault = fault
        told = io.StringIO()

        with caplog.at_level(logging.DEBUG):
            try:
                engine.translate([TEXT], DA_ZH)
            except EngineError as error:
                told.write(f"{error} {error!r} {error.reason}")
                traceback.print_exception(error, file=told)
        told.write(caplog.text + repr(engine) + repr(getattr(engine, "settings", "")))

        for secret in (KEY, TEXT, TEXT.split(maxsplit=1)[0], TEXT.split(maxsplit=1)[0].upper()):
            assert secret not in told.getvalue()

"""The local engine, with models that behave as recorded in place of 150 MB of real ones.

Everything of ours is real: files, legs, cutting, the process and its death. Only the function that
turns a model's files into a translator is replaced, by one with the two habits of the real thing: it
belongs to the thread that made it, and it takes one sentence.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.domain.pair import Pair
from bot.engines import ENGINES, Engine, EngineSettings
from bot.engines.base import EngineBroken, NotInstalled
from bot.engines.local import LEGS, Leg, Local, install_models, installed, load_model
from tests.contracts.engines.contract import DA_ZH, EngineContract
from tests.contracts.engines.server import translation


def fake_model(_folder: Path, leg: Leg) -> Callable[[str], str]:
    """A model as the worker's process sees it; some words make it misbehave."""
    home = threading.get_ident()

    def translate(text: str) -> str:
        assert threading.get_ident() == home
        if text == "sover":
            time.sleep(60)
        if text == "dør":
            os._exit(1)
        if text == "tomt":
            return ""
        if text == "fejl":
            raise ValueError(text)
        return f"{text}({leg[0]})" if text.startswith("mærk") else translation(text)

    return translate


def put_models(folder: Path, without: str = "") -> None:
    for leg in LEGS:
        place = folder / "-".join(leg)
        place.mkdir(parents=True)
        code = "".join(leg).replace("-", "").lower()
        kinds = ("srcvocab", "trgvocab") if leg[1] == "zh-Hans" else ("vocab",)
        for name in (f"model.{code}.intgemm.alphas.bin", *(f"{kind}.{code}.spm" for kind in kinds)):
            if not without or without not in name:
                (place / name).write_bytes(b"not a model")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("models")
    put_models(folder)
    engine = Local(EngineSettings(models=folder, timeout=20), fake_model)
    yield engine
    engine.close()


class TestLocal(EngineContract):
    def test_nothing_leaves_the_machine(self, engine: Engine) -> None:
        assert engine.leaves_machine is False

    def test_danish_and_chinese_meet_in_english_which_is_kept(self, engine: Engine) -> None:
        made = engine.translate_pivoted(["mærk. Hej. 2017"], DA_ZH)

        assert made.english == ["mærk.(da) HEJ. 2017"]
        assert made.texts == ["mærk.(da)(en) HEJ. 2017"]

    def test_english_needs_one_model_and_keeps_nothing(self, engine: Engine) -> None:
        made = engine.translate_pivoted(["mærk"], Pair("en", "da"))

        assert (made.texts, made.english) == (["mærk(en)"], None)

    @pytest.mark.parametrize("word", ["fejl", "tomt", "dør"])
    def test_a_model_that_fails_is_broken_and_the_next_text_works(self, engine: Engine, word: str) -> None:
        with pytest.raises(EngineBroken) as raised:
            engine.translate([word], DA_ZH)

        assert word not in str(raised.value)
        assert engine.translate(["hej"], DA_ZH) == ["HEJ"]

    def test_the_deadline_kills_a_model_that_does_not_come_back(self, tmp_path: Path) -> None:
        put_models(tmp_path)
        engine = Local(EngineSettings(models=tmp_path, timeout=0.5), fake_model)
        engine.translate(["hej"], DA_ZH)
        start = time.monotonic()

        with pytest.raises(EngineBroken):
            engine.translate(["sover"], DA_ZH)

        assert time.monotonic() - start < 5
        assert engine.translate(["hej"], DA_ZH) == ["HEJ"]
        engine.close()

    def test_files_that_are_no_models_are_broken(self, tmp_path: Path) -> None:
        put_models(tmp_path)
        engine = ENGINES["local"](EngineSettings(models=tmp_path))

        with pytest.raises(EngineBroken) as raised:
            engine.translate(["hej"], DA_ZH)

        assert raised.value.reason == "ValueError"
        engine.close()


def test_without_models_it_cannot_be_built(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled):
        ENGINES["local"](EngineSettings(models=tmp_path))


@pytest.mark.parametrize("without", ["model.daen", "vocab.enda", "srcvocab", "trgvocab"])
def test_models_are_installed_when_all_files_are_there(tmp_path: Path, without: str) -> None:
    put_models(tmp_path / "all")
    put_models(tmp_path / "some", without)

    assert installed(tmp_path / "all")
    assert not installed(tmp_path / "some")
    assert not installed(tmp_path / "none")


def test_the_package_reads_model_and_vocabulary_by_our_names(tmp_path: Path) -> None:
    put_models(tmp_path)

    with pytest.raises(ValueError, match="version"):  # the package's own words for bytes that are no model
        load_model(tmp_path, ("en", "zh-Hans"))


class _Records(BaseHTTPRequestHandler):
    """A server of model records that has none of ours."""

    def do_GET(self) -> None:
        body = json.dumps({"data": []}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Say nothing."""


def test_installing_tells_how_far_it_is_and_why_it_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Records)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", f"http://127.0.0.1:{server.server_port}/records")
    told: list[tuple[int, int, str]] = []

    with pytest.raises(EngineBroken, match="da-en"):
        install_models(tmp_path / "models", lambda *so_far: told.append(so_far))

    server.shutdown()
    server.server_close()
    thread.join()
    assert told == [(0, 4, "da-en")]


def test_installing_again_asks_nobody(tmp_path: Path) -> None:
    put_models(tmp_path)
    told: list[tuple[int, int, str]] = []

    install_models(tmp_path, lambda *so_far: told.append(so_far))

    assert told[-1] == (4, 4, "")


def test_the_names_of_engines_import_no_vendor() -> None:
    script = (
        "import sys, bot.engines; print({'deepl', 'deep_translator', 'requests', 'fxtranslate'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  ours

    assert done.stdout == "set()\n"

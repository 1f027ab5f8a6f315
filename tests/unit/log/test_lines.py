"""No text, whoever logs it, ends a line, starts another, or passes for a field that we wrote."""

import json
import logging
import re
import unicodedata
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import log
from tests.unit.log.lines import Reading, fields_of

_NUMBERS = count(1)
ANY = st.text(st.characters(codec=None), max_size=60) | st.text(
    st.sampled_from(list("\n\r\x1b[0m\x00\x85\u2028\u202e\ud800 =\"\\'{}:,abc")), max_size=30
)
FORGED = '\n2017-01-20T09:00:00.000+00:00 ERROR bot: "forged" event_id=1'
SECRET = "hunter-2-hunter"
TOKENS = (
    "xoxb-2222-3333-abcDEF",
    "xoxp-9-8-7-deadbeef",
    "xoxe.xoxb-1-MTIz-abc",
    "xoxe-1-abcdef0123",
    "xapp-1-A1-2-abcdef",
)


def broken(problem: Exception, cause: Exception | None = None) -> Exception:
    """An exception as it is once it was raised."""
    try:
        raise problem from cause
    except type(problem) as raised:
        return raised


def unseen(text: str) -> list[str]:
    return [one for one in text if unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp", "Cs"} and one != "\n"]


@given(event=ANY, name=ANY, value=ANY)
@example(event="done", name="x", value=FORGED)
@example(event=FORGED, name=FORGED, value=FORGED)
@example(event="a job broke kind=card", name="a b", value="card job=3")
def test_text_line_is_one_line_with_the_fields_that_were_logged(event: str, name: str, value: str) -> None:
    with Reading(f"lines.{next(_NUMBERS)}", "text") as reading:
        log.get(reading.name).warning(event, who=value, inner={name: [value]})

    written = reading.written
    (line,) = written.splitlines()
    found = fields_of(line)
    assert written.count("\n") == 1
    assert unseen(written) == []
    assert set(found) == {"message", "who", "inner"}
    assert found["message"] == event


@given(event=ANY, name=ANY, value=ANY)
@example(event=FORGED, name=FORGED, value=FORGED)
def test_json_line_is_one_object_with_what_was_logged(event: str, name: str, value: str) -> None:
    with Reading(f"lines.{next(_NUMBERS)}", "json") as reading:
        log.get(reading.name).warning(event, who=value, inner={name: [value]})

    found = json.loads(reading.written)
    assert reading.written.count("\n") == 1
    assert unseen(reading.written) == []
    assert set(found) == {"time", "level", "logger", "message", "who", "inner"}
    assert (found["message"], found["who"]) == (event, value)


@pytest.mark.parametrize("form", ["text", "json"])
@given(said=ANY)
@example(said=FORGED)
def test_line_of_a_library_is_one_line(form: str, said: str) -> None:
    with Reading(f"lines.{next(_NUMBERS)}", form) as reading:
        logging.getLogger(reading.name).error("it says %s", said)

    assert reading.written.count("\n") == 1
    assert len(reading.written.splitlines()) == 1
    assert unseen(reading.written) == []


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("token", TOKENS)
def test_tokens_are_masked_wherever_they_stand(form: str, token: str) -> None:
    with Reading("lines.tokens", form) as reading:
        logger = log.get("lines.tokens")
        logging.getLogger("lines.tokens").warning("sent with %s", token)
        logger.warning("sent", header=f"Bearer {token}", inner={token: [token, {"a": token}]})
        logger.warning("as a field", bot_token="anything at all", url=f"wss://h/?ticket={token}&x=1")
        logger.error("broke", exc_info=broken(RuntimeError(f"{token} was refused")))

    assert token not in reading.written
    assert token.split("-", 1)[1] not in reading.written
    assert "anything at all" not in reading.written


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("secret", [SECRET, 'with "quotes" and \\', "mit ø og 土", "p%40ss+word="])
def test_secrets_of_the_settings_are_masked_wherever_they_stand(form: str, secret: str) -> None:
    with Reading("lines.secrets", form, (secret,)) as reading:
        logger = logging.getLogger("lines.secrets")
        logger.error("refused: %s", secret)
        log.get("lines.secrets").error(secret, why=[secret], inner={secret: secret})
        problem = broken(ValueError(secret))
        logger.error("it broke: %s", problem, exc_info=problem)
        log.get("lines.secrets").error("it broke", problem=problem)

    assert secret not in reading.written
    assert json.dumps(secret)[1:-1] not in reading.written
    assert json.dumps(secret, ensure_ascii=False)[1:-1] not in reading.written


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("postgresql://jordbro:s3cr3t/x@h:5432/n", "s3cr3t"),
        ("Authorization: Bearer abc.def-ghi", "abc.def-ghi"),
        ("POST https://hooks.slack.com/commands/T1/2/abcdef", "abcdef"),
        ("GET /calendar/aGVtbWVsaWc.ics HTTP/1.1", "aGVtbWVsaWc"),
        ("oauth: client_secret=0123456789abcdef&code=987.654", "0123456789abcdef"),
        ("oauth: client_secret=0123456789abcdef&code=987.654", "987.654"),
        ('{"refresh_token": "abc-def", "ok": true}', "abc-def"),
        ("DeepL-Auth-Key 2f1c-77:fx", "2f1c-77"),
    ],
)
def test_what_gives_access_is_masked(said: str, hidden: str) -> None:
    with Reading("lines.access", "text") as reading:
        logging.getLogger("lines.access").error(said)

    assert hidden not in reading.written
    assert "***" in reading.written


def test_what_broke_is_told_without_its_words() -> None:
    with Reading("lines.broke", "text") as reading:
        problem = broken(ValueError("endnu flere ord"), broken(KeyError("ordførerens ord")))
        logging.getLogger("lines.broke").error("Failed to run (error: %s)", problem, exc_info=problem)

    (line,) = reading.written.splitlines()
    assert "ord" not in str(fields_of(line)["message"])
    assert "flere ord" not in line
    assert re.search(r'broke="ValueError at \S+test_lines.py:\d+ \w+ caused by KeyError at \S+', line)


def test_what_nobody_caught_is_one_line() -> None:
    problem = broken(ValueError("ord\nog flere"))
    with Reading("bot", "text") as reading:
        log.uncaught(type(problem), problem, None)

    assert "nobody caught this" in reading.written
    assert "ord" not in reading.written
    assert reading.written.count("\n") == 1


def test_lines_about_a_delivery_carry_its_id_and_no_others_do() -> None:
    number = log.event_id("message:T1:C1:1.2")
    with Reading("lines.event", "json") as reading:
        with log.about(event_id=number, surface="dm", job=""):
            log.get("lines.event").info("ours")
            logging.getLogger("lines.event").info("a library's")
        log.get("lines.event").info("afterwards")

    ours, theirs, afterwards = map(json.loads, reading.written.splitlines())
    assert (ours["event_id"], theirs["event_id"], ours["surface"]) == (number, number, "dm")
    assert "event_id" not in afterwards
    assert "job" not in ours


def test_a_repeated_delivery_has_the_same_id_and_nameless_ones_have_their_own() -> None:
    assert log.event_id("message:T1:C1:1.2") == log.event_id("message:T1:C1:1.2")
    assert log.event_id("message:T1:C1:1.2") != log.event_id("message:T1:C1:1.3")
    assert log.event_id("trigger:") != log.event_id("trigger:")
    assert re.fullmatch(r"[0-9a-f]{12}", log.event_id("trigger:"))

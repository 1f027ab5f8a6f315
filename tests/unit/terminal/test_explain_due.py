"""`jordbro explain due`: the rule, the interval, whose days were counted, and what is not known."""

import json
from pathlib import Path

from tests.unit.terminal.test_terminal import jordbro


def explained(folder: Path, words: str, *options: str, language: str = "en") -> dict[str, str]:
    """The lines that were printed, by their names; indented ones after a dot."""
    done = jordbro("explain", "due", words, *options, folder=folder, language=language)
    assert done.stderr == ""
    found: dict[str, str] = {}
    for line in done.stdout.splitlines():
        name, _, value = line.partition(":")
        found[name.replace("  ", ".")] = value.strip()
    return found


def test_rule_reference_day_and_calendar_are_printed(tmp_path: Path) -> None:
    assert explained(tmp_path, "inden for 5 arbejdsdage", "--on", "2023-05-03") == {
        "said": "inden for 5 arbejdsdage",
        "from": "–",
        "to": "2023-05-11",
        "precision": "day",
        "rule": "within",
        "certain": "True",
        "on": "2023-05-03",
        "calendar": "DK",
    }


def test_year_that_nobody_has_the_holidays_of_is_warned_of_in_the_readers_language(tmp_path: Path) -> None:
    chinese = explained(tmp_path, "10个工作日内", "--on", "2098-12-28", language="zh_CN.UTF-8")
    danish = explained(
        tmp_path, "10个工作日内", "--on", "2150-12-28", "--calendar", "DK", "--lang", "zh", language="da_DK.UTF-8"
    )

    assert (chinese["to"], chinese["certain"]) == ("2099-01-09", "False")
    assert chinese["warning"] == ("没有中国 2098, 2099 年的节假日和调休数据：计算工作日时只排除了周末。请核对日期。")
    assert danish["warning"].startswith("Vi har ikke de danske helligdage for 2150, 2151:")


def test_clock_is_started_on_the_day_it_happened(tmp_path: Path) -> None:
    found = explained(tmp_path, "收到草案后10个工作日内", "--on", "2017-01-10", "--happened", "2017-01-20")

    assert (found["precision"], found["rule"], found["calendar"]) == ("event", "so long after an event", "CN")
    assert {name: value for name, value in found.items() if name.startswith(".")} == {
        ".event": "收到草案",
        ".on": "2017-01-20",
        ".said": "收到草案后10个工作日内",
        ".from": "–",
        ".to": "2017-02-08",
        ".precision": "day",
        ".rule": "so long after an event",
        ".certain": "True",
    }


def test_words_that_wait_for_nothing_start_no_clock(tmp_path: Path) -> None:
    assert explained(tmp_path, "primo april", "--on", "2017-01-10", "--happened", "2017-02-01")["happened"] == "–"


def test_clock_of_an_unknown_year_is_warned_of_as_well(tmp_path: Path) -> None:
    found = explained(tmp_path, "10 working days after receipt", "--on", "2150-01-10", "--happened", "2150-01-20")

    assert found[".warning"].startswith("The Danish holidays of 2150 are not in our data")
    assert "warning" not in found


def test_machines_are_given_the_clock_but_no_sentences(tmp_path: Path) -> None:
    options = ("--on", "2017-01-10", "--happened", "2017-02-01", "--json")
    done = jordbro("explain", "due", "to uger før besøget", *options, folder=tmp_path)

    assert json.loads(done.stdout) == {
        "said": "to uger før besøget",
        "from": None,
        "to": None,
        "precision": "event",
        "happened": {
            "event": "besøget",
            "said": "to uger før besøget",
            "from": "2017-01-18",
            "to": "2017-01-18",
            "precision": "day",
        },
    }


def test_day_that_does_not_exist_is_told(tmp_path: Path) -> None:
    done = jordbro("explain", "due", "efter mødet", "--happened", "31. februar", folder=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", "not a day: 31. februar\n")

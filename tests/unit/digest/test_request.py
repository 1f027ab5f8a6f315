"""What people say behind the word for the digest, in three languages."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from bot.domain.digest_change import DigestChange
from bot.domain.digest_request import DIGEST_WORDS, DigestRequest, read_request
from bot.domain.errors import Unreadable
from bot.domain.language import LANGUAGES
from bot.domain.person import Channel, SlackChannel
from bot.domain.preferences import DigestChannel, DigestSettings, Preferences
from bot.render.digest_settings import described

i18n.load()
WORDS = {said: word for word in DIGEST_WORDS for said in i18n.words(f"digest_words.{word}")}
SPOKEN = {said: language for language in LANGUAGES for said in i18n.words(f"language_words.{language}")}


def read(text: str) -> DigestRequest:
    return read_request(text, WORDS, SPOKEN)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", DigestRequest()),
        ("on", DigestRequest(is_on=True)),
        ("slå fra", DigestRequest(is_on=False)),
        ("关闭", DigestRequest(is_on=False)),
        ("time 8:30", DigestRequest(at="08:30")),
        ("kl. 8.30", DigestRequest(at="08:30")),
        ("kl 9", DigestRequest(at="09:00")),
        ("at 0930", DigestRequest(at="09:30")),
        ("３:30 pm", DigestRequest(at="15:30")),
        ("时间 9点半", DigestRequest(at="09:30")),
        ("上午九点", DigestRequest(at="09:00")),
        ("下午两点", DigestRequest(at="14:00")),
        ("kl. 9 dansk tid", DigestRequest(at="09:00", clock="DK")),
        ("北京时间8:30", DigestRequest(at="08:30", clock="CN")),
        ("fredag", DigestRequest(weekday=4)),
        ("完整清单周五", DigestRequest(week=True, weekday=4)),
        ("sprog dansk og kinesisk", DigestRequest(languages=("da", "zh"))),
        ("语言丹麦文", DigestRequest(languages=("da",))),
        ("languages all", DigestRequest(languages=())),
        ("afsnit nyt, frister", DigestRequest(sections=("due", "new"))),
        ("栏目 全部", DigestRequest(sections=())),
        ("preview week", DigestRequest(preview=True, week=True)),
        ("预览完整清单", DigestRequest(preview=True, week=True)),
        ("vis hele listen", DigestRequest(preview=True, week=True)),
        ("mit til kl. 7", DigestRequest(mine=True, is_on=True, at="07:00")),
        ("我的开启", DigestRequest(mine=True, is_on=True)),
    ],
)
def test_words_are_read(text: str, meant: DigestRequest) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("kl. 5", "digest_time"),
        ("17:01", "digest_time"),
        ("25:00", "digest_time"),
        ("9:75", "digest_time"),
        ("晚上9点", "digest_time"),
        ("time", "digest_time"),
        ("hver tirsdag eftermiddag", "digest_unclear"),
        ("on off", "digest_unclear"),
        ("nyt", "digest_unclear"),
        ("sections", "digest_unclear"),
        ("søndag", "digest_unclear"),
    ],
)
def test_what_is_not_understood_comes_back(text: str, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)

    assert (caught.value.key, caught.value.typed) == (key, text)


@given(st.text(max_size=40) | st.lists(st.sampled_from([*WORDS, *SPOKEN, "8:30", "9", "点"]), max_size=6).map("".join))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        found = read(text)

        assert found.at is None or "06:00" <= found.at <= "17:00"


JIANGSU = DigestChannel(Channel(1, SlackChannel("T", "C"), 1, ("da", "zh")))


def test_a_time_counts_by_the_clock_of_whoever_says_it() -> None:
    by_li = DigestChange.asked(DigestRequest(at="09:00"), "Asia/Shanghai", "zh").of_channel(JIANGSU)
    by_mette = DigestChange.asked(DigestRequest(at="09:00"), "Europe/Copenhagen", "da").of_channel(JIANGSU)
    said = DigestChange.asked(DigestRequest(at="09:00", clock="DK"), "Asia/Shanghai", "zh").of_channel(JIANGSU)

    assert by_li == DigestSettings(at="09:00", zone="Asia/Shanghai")
    assert by_mette == said == DigestSettings(at="09:00", zone="Europe/Copenhagen")


def test_what_is_not_said_stays() -> None:
    before = DigestSettings(
        is_on=False, at="10:00", zone="Asia/Shanghai", weekday=4, languages=("zh",), sections=("due",)
    )
    channel = DigestChannel(JIANGSU.channel, before)

    assert DigestChange().of_channel(channel) == before
    assert DigestChange(is_on=True).of_channel(channel) == replace(before, is_on=True)
    assert DigestChange(languages=("zh", "da"), sections=()).of_channel(channel).languages == ()
    assert DigestChange(zone="Mars/Olympus").of_channel(channel) == before
    assert DigestChange(is_on=True, at="07:00", weekday=2).of_person(Preferences(zone="Asia/Tokyo")) == Preferences(
        zone="Asia/Tokyo", digest=True, digest_at="07:00", weekday=2
    )


@pytest.mark.parametrize(
    ("now", "chinese"), [(datetime(2017, 1, 20, tzinfo=UTC), "15:30"), (datetime(2017, 7, 20, tzinfo=UTC), "14:30")]
)
def test_the_time_is_told_by_both_clocks(now: datetime, chinese: str) -> None:
    told = described(JIANGSU, "zh", now).splitlines()[0]

    assert told == f"发送时间：每个工作日哥本哈根 08:30，目前相当于上海（北京时间） {chinese}。没有内容时不发送。"

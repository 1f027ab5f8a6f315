"""TMX: what other tools write is read as the standard says, what cannot be read is named, the rest is kept."""

import io
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.tmx import Found, Kept, Left, Trouble, Unit, language_of, read, write
from bot.domain.xml_units import NotReadable
from tests.effort import growth

HEAD = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="Other" srclang="*all*" o-tmf="x" segtype="sentence"/>
<body>
"""
PAIR = '<tuv xml:lang="da"><seg>Hej</seg></tuv><tuv xml:lang="zh-CN"><seg>你好</seg></tuv>'
AT = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)


def tmx(*units: str, head: str = HEAD) -> bytes:
    return (head + "\n".join(units) + "\n</body></tmx>\n").encode()


def every(content: bytes, *, both_ways: bool = False) -> list[Unit | Left]:
    return list(read(io.BytesIO(content), both_ways=both_ways))


def pairs(content: bytes, *, both_ways: bool = False) -> list[tuple[str, str, str, str]]:
    units = every(content, both_ways=both_ways)
    return [pair[:4] for unit in units if isinstance(unit, Unit) for pair in unit.pairs]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("da", "da"),
        ("da-DK", "da"),
        ("DA_dk", "da"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hans", "zh"),
        ("zh-Hans-TW", "zh"),
        ("en-GB", "en"),
        ("EN-US", "en"),
        ("zh-TW", None),
        ("zh-Hant", None),
        ("nb", None),
        ("dan", None),
        ("", None),
    ],
)
def test_languages_are_known_by_their_tags(tag: str, language: str | None) -> None:
    assert language_of(tag) == language


def test_each_language_is_source_of_each_other_where_the_file_says_so() -> None:
    unit = f'<tu>{PAIR}<tuv xml:lang="en-GB"><seg>Hello</seg></tuv><tuv xml:lang="de"><seg>Hallo</seg></tuv></tu>'

    found = pairs(tmx(unit))

    assert {pair[:2] for pair in found} == {
        *(("da", "zh"), ("da", "en"), ("zh", "da")),
        *(("zh", "en"), ("en", "da"), ("en", "zh")),
    }
    assert ("da", "en", "Hej", "Hello") in found


@pytest.mark.parametrize("where", ["header", "unit"])
def test_a_named_source_language_is_the_only_source(where: str) -> None:
    head = HEAD.replace("*all*", "da-DK") if where == "header" else HEAD
    named = " srclang='da-DK'" if where == "unit" else ""
    content = tmx(f"<tu{named}>{PAIR}</tu>", head=head)

    assert pairs(content) == [("da", "zh", "Hej", "你好")]
    assert len(pairs(content, both_ways=True)) == 2


def test_the_last_change_of_a_sentence_names_person_and_time() -> None:
    made = 'creationid="Ole" creationdate="20150101T080000Z"'
    changed = '<tuv xml:lang="zh" changeid="Li Wei" changedate="20170120T090000Z"><seg>你好</seg></tuv>'
    unit = f'<tu srclang="da" {made}><tuv xml:lang="da"><seg>Hej</seg></tuv>{changed}</tu>'
    plain = f'<tu srclang="da" {made}>{PAIR}</tu>'

    (first, second) = [unit.pairs for unit in every(tmx(unit, plain)) if isinstance(unit, Unit)]

    assert first == (Found("da", "zh", "Hej", "你好", "Li Wei", AT),)
    assert second == (Found("da", "zh", "Hej", "你好", "Ole", datetime(2015, 1, 1, 8, tzinfo=UTC)),)


def test_formatting_codes_go_and_highlighted_words_stay() -> None:
    segment = (
        'Vi <bpt i="1">&lt;b&gt;</bpt>er<ept i="1">&lt;/b&gt;</ept> <hi type="term">helt <ph x="2"/>enige</hi>'
        '<ph type="lb">&lt;br/&gt;</ph>i <it pos="begin">x<sub>note</sub></it>Nanjing.\n      <ut>{\\i}</ut>'
    )
    unit = f'<tu srclang="da"><tuv xml:lang="da"><seg>{segment}</seg></tuv><tuv xml:lang="zh"><seg>好</seg></tuv></tu>'

    assert pairs(tmx(unit)) == [("da", "zh", "Vi er helt enige i Nanjing.", "好")]


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ("<tu><tuv xml:lang='da'><seg>Hej</tuv></tu>", "broken"),
        ("<tu><tuv xml:lang='da'><seg>Tom & Jerry</seg></tuv></tu>", "broken"),
        ("<tu><tuv xml:lang='da'><seg>&bomb;</seg></tuv></tu>", "broken"),
        ("<tu><tuv xml:lang='da'><seg>Hej</seg></tuv>", "broken"),
        ("<tu/>", "one_language"),
        ("<tu><tuv xml:lang='da'><seg>Hej</seg></tuv></tu>", "one_language"),
        ("<tu><tuv xml:lang='da'><seg>Hej</seg></tuv><tuv xml:lang='zh-TW'><seg>你們</seg></tuv></tu>", "one_language"),
        ("<tu><tuv xml:lang='da'><seg>Hej</seg></tuv><tuv><seg>你好</seg></tuv></tu>", "no_language"),
        ("<tu><tuv xml:lang='da'><seg>Hej</seg></tuv><tuv xml:lang='zh'><seg> </seg></tuv></tu>", "empty"),
        ("<tu><tuv xml:lang='da'><seg>Hej</seg></tuv><tuv xml:lang='zh'/></tu>", "empty"),
        (f"<tu srclang='en'>{PAIR}</tu>", "no_source"),
        (f"<tu srclang='fr'>{PAIR}</tu>", "no_source"),
        (f"<tu><tuv xml:lang='da'><seg>{'x' * 7000}</seg></tuv></tu>", "too_long"),
    ],
)
def test_a_unit_that_cannot_be_used_is_named_and_the_rest_is_read(unit: str, why: Trouble) -> None:
    found = every(tmx(f"<tu>{PAIR}</tu>", unit, f"<tu>{PAIR}</tu>"))

    assert [one for one in found if isinstance(one, Left)] == [Left(2, 6, why)]
    assert [(one.number, one.line) for one in found if isinstance(one, Unit)] == [(1, 5), (3, 7)]


def test_a_third_language_that_is_empty_costs_the_others_nothing() -> None:
    assert len(pairs(tmx(f"<tu>{PAIR}<tuv xml:lang='en'><seg/></tuv></tu>"))) == 2


def test_the_last_unit_of_a_file_that_was_cut_off_is_named() -> None:
    found = every(tmx(f"<tu>{PAIR}</tu>", f"<tu>{PAIR}</tu>")[:-40])

    assert [type(one) for one in found] == [Unit, Left]


def test_what_is_in_a_comment_is_not_there() -> None:
    assert len(every(tmx(f"<!-- <tu>{PAIR}</tu>\n -->", f"<tu>{PAIR}</tu>"))) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_files_are_read_in_their_encoding(encoding: str) -> None:
    head = HEAD.replace("?>", f' encoding="{encoding.removesuffix("-sig")}"?>', 1)

    assert len(pairs(tmx(f"<tu>{PAIR}</tu>", head=head).decode().encode(encoding))) == 2


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "kind"),
        (b"da;zh\nHej;\xe4\xbd\xa0\n", "kind"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "encoding"),
        (b"<html><body>tu</body></html>", "kind"),
        (tmx(f"<tu>{PAIR}</tu>", head=HEAD.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', BOMB)), "entities"),
        (tmx(f"<tu>{PAIR}</tu>", head=HEAD.replace("?>", ' encoding="rot13"?>', 1)), "encoding"),
        (tmx(f"<tu>{PAIR}</tu>", head=HEAD.replace("?>", ' encoding="nonsense"?>', 1)), "encoding"),
        (tmx(f"<tu>{PAIR}</tu>").replace("你".encode(), b"\xff"), "encoding"),
    ],
)
def test_what_is_no_tmx_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(NotReadable) as refused:
        every(content)

    assert refused.value.why == why


SENTENCES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)
KEPT = st.lists(
    st.builds(
        Kept,
        st.just("da"),
        st.sampled_from(["zh", "en"]),
        SENTENCES,
        SENTENCES,
        SENTENCES,
        st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    ),
    max_size=5,
)


@given(KEPT)
def test_what_was_written_is_read_again(kept: list[Kept]) -> None:
    content = "".join(write(kept)).encode()

    units = every(content)

    assert [tuple(pair) for unit in units if isinstance(unit, Unit) for pair in unit.pairs] == [
        (one.source_language, one.target_language, one.source, one.target, one.by, one.at)
        for one in kept
        if one.source.strip() and one.target.strip()
    ]


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 100))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(noise: bytes, at: int, gone: int) -> None:
    content = tmx(f"<tu>{PAIR}</tu>", f"<tu>{PAIR}</tu>")
    with suppress(NotReadable):
        every(content[:at] + noise + content[at + gone :])


def test_what_xml_cannot_say_is_left_out() -> None:
    written = "".join(write([Kept("da", "zh", "a\x0bb\x00\ud800c", "好 <&> \"'", "Li", AT)]))

    assert pairs(written.encode()) == [("da", "zh", "a b  c", "好 <&> \"'")]


class Watched(io.BytesIO):
    """A file that knows how much of it was asked for at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.most = max(self.most, len(self.getvalue()) if size is None or size < 0 else size)
        return super().read(size)


def test_long_files_are_read_in_small_pieces() -> None:
    file = Watched(tmx(*[f"<tu>{PAIR}</tu>"] * 20_000))

    assert len(list(read(file))) == 20_000
    assert file.most < 100_000
    assert growth(lambda count: list(read(io.BytesIO(tmx(*[f"<tu>{PAIR}</tu>"] * count)))), 500) < 5

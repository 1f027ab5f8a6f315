"""Merging, titles, marks and addresses: the rules by which pages are published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.record import Text
from bot.domain.wiki_address import is_allowed
from bot.domain.wiki_mark import mark_of, marked, with_words
from bot.domain.wiki_merge import Clash, merge
from bot.domain.wiki_page import IN_INDEX, NEWEST, Entry, lists_of
from bot.domain.wiki_plan import keep_ours, plan, there
from bot.domain.wiki_title import page_path, page_title

SENTENCES = ["第一句。", "第二句。", "第三句。", "第四句。"]
LINE = "".join(SENTENCES)


def test_two_sentences_of_one_chinese_line_are_merged() -> None:
    ours, theirs = LINE.replace("第一句", "我们的"), LINE.replace("第三句", "他们的")

    assert merge(LINE, ours, theirs).text == "我们的。第二句。他们的。第四句。"


def test_neighbouring_sentences_are_merged() -> None:
    ours, theirs = LINE.replace("第一句", "我们的"), LINE.replace("第二句", "他们的")

    assert merge(LINE, ours, theirs).text == "我们的。他们的。第三句。第四句。"


def test_same_sentence_is_a_clash() -> None:
    ours, theirs = LINE.replace("第二句", "我们的"), LINE.replace("第二句", "他们的")

    merged = merge(LINE, ours, theirs)

    assert merged.clashes == (Clash("第二句。", "我们的。", "他们的。"),)
    assert merge(LINE, ours, theirs).text == ours


def test_sentence_added_behind_one_that_changed_is_kept() -> None:
    assert merge("Et.\n", "Et nyt.\n", "Et.\nTo.\n").text == "Et nyt.\nTo.\n"
    assert merge("Et.\n", "Et.\nTo.\n", "Et nyt.\n").text == "Et nyt.\nTo.\n"


def test_two_additions_in_the_same_place_are_a_clash() -> None:
    assert merge("Et.\n", "Et.\nVores.\n", "Et.\nDeres.\n").clashes
    assert merge("Et.\n", "Nyt.\nVores.\n", "Et.\nDeres.\n").clashes


def test_sentence_removed_there_and_changed_here_is_a_clash() -> None:
    assert merge("Et.\nTo.\nTre.\n", "Et.\nTo ny.\nTre.\n", "Et.\nTre.\n").clashes


TEXT = st.lists(st.sampled_from(["Et. ", "To. ", "Tre.", "\n", "一。", "二。", "x"]), max_size=12).map("".join)


@given(base=TEXT, ours=TEXT)
def test_side_that_changed_nothing_gives_the_other_sides_text(base: str, ours: str) -> None:
    assert merge(base, ours, base).text == ours
    assert merge(base, base, ours).text == ours
    assert merge(base, ours, ours).text == ours


@given(base=TEXT, ours=TEXT, theirs=TEXT)
def test_merge_is_the_same_from_both_sides(base: str, ours: str, theirs: str) -> None:
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)

    assert bool(one.clashes) == bool(other.clashes)
    if not one.clashes:
        assert one.text == other.text


TITLES = st.text(max_size=300) | st.sampled_from(
    ["a/b", "Talk:x", "x#y", "[[x]]", "~~~~", "%41", "&amp;", "土" * 200, ""]
)


@given(space=TITLES, name=TITLES)
def test_title_is_legal(space: str, name: str) -> None:
    title = page_title(space, name, "da")

    assert len(title.encode()) <= 255
    assert title.endswith("/da")
    assert not set(title[:-3]) & set("<>[]{}|#_:/\n\t")
    assert title == title.strip()
    assert title[:-3]


@given(space=TITLES, name=TITLES)
def test_path_is_one_file_in_the_folder_of_its_language(space: str, name: str) -> None:
    path = page_path(space, name, "zh")

    assert path.startswith("zh/")
    assert path.endswith("-zh.md")
    assert path.count("/") == 1
    assert ".." not in path
    assert len(path.encode()) < 200


@pytest.mark.parametrize(
    "space", ["江苏省环境保护厅与丹麦首都大区土壤污染防治合作项目" * 3, "Samarbejde om forurenet jord " * 6]
)
def test_long_name_of_a_space_leaves_every_page_one_of_its_own(space: str) -> None:
    names = [
        *(f"{number} {'Arbejdsmøde om jord ' * 5}" for number in range(1, 40)),
        "Møder",
        "Møder 2017",
        "Åbne opgaver",
    ]

    for made, least in ((page_title, 255), (page_path, 140)):
        pages = {made(one, name, "da") for name in names for one in (space, f"{space} 2018")}
        assert len(pages) == 2 * len(names)
        assert max(len(page.encode()) for page in pages) <= least


def test_mark_says_whether_somebody_has_touched_the_page() -> None:
    page = marked("Indhold.", "0" * 32, "meeting:4", "da")

    whole, touched = mark_of(page), mark_of(page.replace("Indhold", "Andet"))

    assert whole is not None
    assert touched is not None
    assert (whole[:3], whole.whole) == (("0" * 32, "meeting:4", "da"), True)
    assert (touched[:3], touched.whole) == (("0" * 32, "meeting:4", "da"), False)
    assert mark_of("Indhold.") is None


def test_words_of_items_are_put_in_their_place() -> None:
    page = "A <!--item 4-->et<!--/item--> B <!--item 5-->to<!--/item-->"

    assert with_words(page, {5: "nyt"}) == "A <!--item 4-->et<!--/item--> B <!--item 5-->nyt<!--/item-->"


def test_item_that_a_partner_has_doubled_is_nobodys_words() -> None:
    ours = marked("<!--item 4-->et<!--/item-->", "0" * 32, "meeting:4", "da")
    theirs = ours.replace("<!--item 4-->et<!--/item-->", "<!--item 4-->et<!--/item--><!--item 4-->to<!--/item-->")

    made = plan(there(theirs, ours, "", None), ours)
    assert made.edited == ()
    assert [(part, "et" in instead) for part, instead in made.lost] == [(4, True)]
    assert keep_ours(there(theirs, ours, "", None), ours) == ours


ALLOWED = ("https://wiki.example.dk/w/", "http://127.0.0.1:8080", "file:///srv/git")


@pytest.mark.parametrize(
    ("address", "folders", "is_it"),
    [
        ("https://wiki.example.dk/w/api.php", False, True),
        ("https://WIKI.example.dk:443/w/api.php", False, True),
        ("http://127.0.0.1:8080/api.php", False, True),
        ("file:///srv/git/jord.git", True, True),
        ("file:///srv/git/jord.git", False, False),
        ("file:///srv/github", True, False),
        ("https://wiki.example.dk/wiki/api.php", False, False),
        ("https://wiki.example.dk/w/../secret", False, False),
        ("https://wiki.example.dk/w/%2e%2e/secret", False, False),
        ("https://wiki.example.dk/w/?x=1", False, False),
        ("https://wiki.example.dk/w/#x", False, False),
        ("https://wiki.example.dk@evil.dk/w/", False, False),
        ("https://mette:hemmeligt@wiki.example.dk/w/", False, False),
        ("https://wiki.example.dk.evil.dk/w/", False, False),
        ("https://wiki.example.dk:8443/w/", False, False),
        ("http://wiki.example.dk/w/", False, False),
        ("http://127.0.0.1:9090/", False, False),
        ("http://169.254.169.254/latest/meta-data/", False, False),
        ("gopher://127.0.0.1:8080/", False, False),
        (" https://wiki.example.dk/w/", False, False),
        ("https://wiki.example.dk/w\\..\\x", False, False),
        ("https://[::1", False, False),
        ("", False, False),
    ],
)
def test_address_is_allowed_only_below_one_that_the_operator_named(address: str, folders: bool, is_it: bool) -> None:  # noqa: FBT001  a table
    assert is_allowed(address, ALLOWED, folders=folders) is is_it


def test_nothing_is_allowed_where_nothing_was_named() -> None:
    assert not is_allowed("https://wiki.example.dk/w/api.php", ())


def test_more_meetings_than_a_list_holds_have_a_list_for_each_year() -> None:
    title = Text(1, "da", "Møde")
    entries = [Entry(at, at, date(2017 - at % 3, 1, 1) if at % 7 else None, title) for at in range(IN_INDEX + 1)]

    lists = lists_of(entries)

    assert lists.years == [2017, 2016, 2015]
    assert {entry.note_id for found in lists.pages.values() for entry in found} == set(range(IN_INDEX + 1))
    assert len(lists.pages["index"]) >= NEWEST

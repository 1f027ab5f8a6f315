"""Every kind of block and element is shown as Slack means it, and text stays text."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Shot

from . import content
from .content import METTE, SHARED, WANG, bot_message, button, mrkdwn, plain, section, with_ids
from .server import ControlServer

pytestmark = pytest.mark.browser

Json = dict[str, Any]


def show(page: Page, control: ControlServer, *blocks: Json, text: str = "kort") -> Locator:
    """Let the app post these blocks in the shared channel, and give the message on Mette's side."""
    said = bot_message("1484040000.000100", text, with_ids(list(blocks)) or None)
    control.change(METTE, lambda view: view["channels"][0]["messages"].append(said))
    shown = page.locator('#pane-left [data-ts="1484040000.000100"]')
    shown.wait_for()
    return shown


def test_text_from_people_is_never_markup(opened: Page, control: ControlServer) -> None:
    evil = "<script>window.hit=1</script><img src=x onerror='window.hit=1'> &lt;b&gt;fed&lt;/b&gt;"
    shown = show(
        opened,
        control,
        section(evil),
        {"type": "header", "text": plain(evil)},
        {"type": "markdown", "text": evil + " [x](javascript:alert(1))"},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": evil},
                        {"type": "link", "url": "javascript:alert(1)", "text": "her"},
                    ],
                }
            ],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": evil}]]},
        section(f"<javascript:alert(1)|{evil}>", accessory=button(evil, "press")),
    )

    expect(shown.locator("script, img, a[href^=javascript]")).to_have_count(0)
    assert opened.evaluate("window.hit") is None
    expect(shown.locator(".section").first).to_contain_text(
        "<script>window.hit=1</script><img src=x onerror='window.hit=1'> <b>fed</b>"
    )


def test_mrkdwn_formats_links_mentions_dates_and_quotes(opened: Page, control: ControlServer) -> None:
    text = (
        "*fed* _kursiv_ ~slettet~ `kode &amp; *ikke fed*` "
        "<https://example.org/a_b_c|se her> <@U2WANG> <#C1SHARED|> <!here>"
        "\n&gt; citat *fedt*\n&gt; anden linje\n• første\n• anden"
        "\n```blok\n*rå*```efter <!date^1484038800^{date_long}|da>"
    )
    shown = show(opened, control, section(text)).locator(".text")

    expect(shown.locator("b").first).to_have_text("fed")
    expect(shown.locator("i")).to_have_text("kursiv")
    expect(shown.locator("s")).to_have_text("slettet")
    expect(shown.locator("code")).to_have_text("kode & *ikke fed*")
    expect(shown.locator("a")).to_have_attribute("href", "https://example.org/a_b_c")
    assert shown.locator(".mention").all_text_contents() == ["@王江峰", "#jord-jiangsu", "@her"]
    expect(shown.locator("blockquote")).to_have_text("citat fedtanden linje")
    assert shown.locator(".item").all_text_contents() == ["•første", "•anden"]
    expect(shown.locator("pre")).to_have_text("blok\n*rå*")
    expect(shown.locator("time")).to_have_text("tirsdag den 10. januar 2017")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("10. januar 2017", "10. januar 2017"),
        ("a*b*c 2*3*4 snake_case_name", "a*b*c 2*3*4 snake_case_name"),
        ("* ikke fed * og *fed*, ok", "* ikke fed * og <b>fed</b>, ok"),
        ("中*文*字，*粗体*。", "中*文*字，<b>粗体</b>。"),
        ("*_begge_*", "<b><i>begge</i></b>"),
        ("a &lt; b &amp;&amp; c &gt; d", "a &lt; b &amp;&amp; c &gt; d"),
        ("&amp;lt;", "&amp;lt;"),
        ("uafsluttet *fed og `kode", "uafsluttet *fed og `kode"),
        (":white_check_mark: :findes_ikke: 10:30:00", "✅ :findes_ikke: 10:30:00"),
        ("<ukendt> <!noget> <@lille>", "&lt;ukendt&gt; &lt;!noget&gt; &lt;@lille&gt;"),
    ],
)
def test_mrkdwn_leaves_alone_what_is_no_formatting(opened: Page, control: ControlServer, text: str, html: str) -> None:
    shown = show(opened, control, section(text))

    assert shown.locator(".text").inner_html() == html


def test_verbatim_text_has_no_found_links_and_mentions(opened: Page, control: ControlServer) -> None:
    text = "https://example.org @here"
    shown = show(opened, control, section(text), {"type": "section", "text": mrkdwn(text) | {"verbatim": True}})

    expect(shown.locator(".text").nth(0).locator("a, .mention")).to_have_count(2)
    expect(shown.locator(".text").nth(1).locator("a, .mention")).to_have_count(0)


def test_rich_text_shows_lists_styles_and_references(opened: Page, control: ControlServer) -> None:
    def words(text: str, **style: bool) -> Json:
        return {"type": "text", "text": text, "style": style}

    shown = show(
        opened,
        control,
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        words("fed", bold=True),
                        words(" begge", bold=True, italic=True),
                        {"type": "emoji", "name": "x", "unicode": "1f1e9-1f1f0"},
                        {"type": "user", "user_id": WANG},
                        {"type": "broadcast", "range": "channel"},
                        {"type": "date", "timestamp": 1484038800, "format": "{date_num}", "fallback": "da"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "offset": 2,
                    "elements": [{"type": "rich_text_section", "elements": [words("tre")]}],
                },
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": 1,
                    "elements": [{"type": "rich_text_section", "elements": [words("inde")]}],
                },
                {"type": "rich_text_quote", "elements": [words("citat")]},
                {"type": "rich_text_preformatted", "elements": [words("a < b & *c*")]},
            ],
        },
    ).locator(".rich-text")

    assert shown.locator(".lines").first.inner_text() == "fed begge🇩🇰@王江峰@kanal10.01.2017"
    expect(shown.locator("b > i, i > b")).to_have_text(" begge")
    expect(shown.locator("ol")).to_have_attribute("start", "3")
    expect(shown.locator("ul.depth-1 li")).to_have_text("inde")
    expect(shown.locator("blockquote")).to_have_text("citat")
    expect(shown.locator("pre")).to_have_text("a < b & *c*")


def test_markdown_block_shows_a_safe_subset(opened: Page, control: ControlServer) -> None:
    source = (
        "# Titel\n\n**fed** og _kursiv_ med `kode`\n\n"
        "- en\n- to\n  - inde\n\n1. første\n\n> citat\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n```\n<b>rå</b>\n```\n![billede](https://example.org/x.png)"
    )
    shown = show(opened, control, {"type": "markdown", "text": source}).locator(".markdown")

    expect(shown.locator("h3")).to_have_text("Titel")
    expect(shown.locator("ul ul li")).to_have_text("inde")
    expect(shown.locator("ol li")).to_have_text("første")
    expect(shown.locator("blockquote")).to_have_text("citat")
    assert shown.locator("td").all_text_contents() == ["1", "2"]
    expect(shown.locator("pre")).to_have_text("<b>rå</b>")
    expect(shown.locator("img, b b")).to_have_count(0)


def test_tables_fields_context_and_images(opened: Page, control: ControlServer) -> None:
    cell = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "5", "style": {"bold": True}}]}
        ],
    }
    shown = show(
        opened,
        control,
        {
            "type": "table",
            "column_settings": [{}, {"align": "right"}],
            "rows": [
                [{"type": "raw_text", "text": "Part"}, {"type": "raw_text", "text": "Antal"}],
                [{"type": "raw_text", "text": "CLEAN"}, cell],
            ],
        },
        {"type": "section", "fields": [mrkdwn("*Frist:* primo april"), mrkdwn("*期限：* 4月上旬")]},
        {
            "type": "context",
            "elements": [{"type": "image", "image_url": "/local/soil.svg", "alt_text": "jord"}, mrkdwn("kilde")],
        },
        {
            "type": "image",
            "image_url": "https://example.org/far.png",
            "alt_text": "en grund langt væk",
            "title": plain("Grunden"),
        },
        {"type": "divider"},
    )

    assert shown.locator("th").all_text_contents() == ["Part", "Antal"]
    expect(shown.locator("td.align-right b")).to_have_text("5")
    expect(shown.locator(".field")).to_have_count(2)
    expect(shown.locator(".field").nth(1)).to_have_attribute("lang", "zh-Hans")
    expect(shown.locator("img")).to_have_attribute("alt", "jord")
    expect(shown.locator(".image")).to_contain_text("en grund langt væk")
    expect(shown.locator("hr")).to_have_count(1)


def test_unknown_block_is_shown_as_its_json(opened: Page, control: ControlServer) -> None:
    shown = show(
        opened,
        control,
        {"type": "hologram", "size": 3},
        {"type": "actions", "elements": [{"type": "dial", "action_id": "d"}]},
    )

    expect(shown.locator(".unknown").nth(0)).to_contain_text('"size": 3')
    expect(shown.locator(".unknown").nth(1)).to_contain_text('"dial"')


def test_button_sends_its_place_and_the_state_around_it(opened: Page, control: ControlServer) -> None:
    date = {"type": "datepicker", "action_id": "when", "initial_date": "2017-04-03"}
    shown = show(opened, control, {"type": "actions", "elements": [date, button("Gem", "save", style="primary")]})

    shown.get_by_role("button", name="Gem").click()

    expect(shown.locator(".spelled-out")).to_have_text("mandag den 3. april 2017")
    opened.wait_for_timeout(200)
    assert control.called("action") == [
        {
            "user": METTE,
            "container": {"type": "message", "channel": SHARED, "ts": "1484040000.000100"},
            "block_id": "b0",
            "action_id": "save",
            "state": {"b0": {"when": {"type": "datepicker", "selected_date": "2017-04-03"}}},
        }
    ]


def test_confirmation_is_asked_and_can_be_refused(opened: Page, control: ControlServer) -> None:
    done = opened.locator("#pane-left").get_by_role("button", name="Udført · 完成")

    done.click()
    ask = opened.get_by_role("alertdialog", name="Er opgaven udført?")
    ask.get_by_role("button", name="Ikke endnu").click()
    refused = control.called("action")
    expect(done).to_be_focused()
    done.click()
    ask.get_by_role("button", name="Ja, udført").click()
    expect(ask).to_have_count(0)
    opened.wait_for_timeout(200)

    assert refused == []
    assert [call["action_id"] for call in control.called("action")] == ["done"]


def test_overflow_menu_works_by_keyboard(opened: Page, control: ControlServer) -> None:
    more = opened.locator("#pane-left .actions").get_by_label("Flere valg")

    more.press("Enter")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    opened.wait_for_timeout(200)

    assert control.called("action")[0]["value"] == {"text": plain("Kopiér link · 复制链接"), "value": "link"}
    expect(more).to_be_focused()


def test_select_in_a_message_sends_the_whole_option(opened: Page, control: ControlServer) -> None:
    options = [{"text": plain("Dansk"), "value": "da"}, {"text": plain("中文"), "value": "zh"}]
    pick = {"type": "static_select", "action_id": "language", "placeholder": plain("Sprog"), "options": options}
    shown = show(opened, control, section("Sprog?", accessory=pick))

    shown.get_by_role("combobox", name="Sprog").select_option("中文")
    opened.wait_for_timeout(200)

    assert control.called("action")[0]["value"] == options[1]


def test_long_bilingual_card_reads_in_both_panes(opened: Page, shot: Shot) -> None:
    shot(opened, "card-in-both-panes")
    for pane in ("#pane-left", "#pane-right"):
        card = opened.locator(f'{pane} [data-ts="1484039000.000100"]')

        expect(card.get_by_role("heading", name="Møde med JEPD · 与江苏省环境保护厅会谈")).to_be_visible()
        assert card.locator(".block").count() == len(content.CARD)
        assert card.evaluate("node => node.scrollWidth <= node.clientWidth")

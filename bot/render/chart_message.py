"""The messages around the picture of a half-year: that it comes, the picture, and what to say without it."""

from datetime import date

from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import actions, button, escape, header, image, long_text, message, section, sentence
from bot.slack.message import Block, Message
from bot.slack.payloads import pack
from bot.slack.quiet import without_links

ASKED = 300  # characters of what was asked that a button carries along


def coming(locale: Language, *, here: bool) -> Message:
    """It is being drawn; `here` says that it comes where it was asked for."""
    return sentence(t("chart.coming_here" if here else "chart.coming", locale))


def chart_button(asked: str, locale: Language) -> Block:
    """The button that has the picture drawn, to stand among the controls of a list; `asked` gave that list."""
    return button(t("button.chart", locale), "actions.chart", pack(list=asked[:ASKED]))


def as_message(file_id: str, alt: str, asked: str, locale: Language) -> Message:
    """The picture, and the button that draws it anew."""
    title = alt.partition("\n")[0]
    again = button(t("button.chart_again", locale), "actions.chart", pack(list=asked[:ASKED]))
    made = message(header(title), image(file_id, alt), actions([again]))
    return Message(str(escape(title)), made.blocks)


def beside_file(alt: str, locale: Language) -> str:
    """What stands beside the picture where it comes as a file: what it shows, too."""
    return without_links(escape(f"{t('chart.as_file', locale)}\n{alt}"))


def in_words(alt: str, code: str, locale: Language) -> Message:
    """What the picture would show, where Slack takes none; `code` is its word for why."""
    return message(section(escape(t("chart.cannot_upload", locale, code=code))), *long_text(alt))


def file_name(day: date, locale: Language) -> str:
    """What the file is called."""
    return f"{t('chart.file', locale)}-{day.isoformat()}.png"

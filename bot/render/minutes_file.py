"""A meeting, or a trip, as a Markdown file in all its languages, to be read by people and read back by Jordbro."""

from collections.abc import Callable, Iterator

from bot.domain.language import Language
from bot.domain.markdown_text import as_markdown, one_line
from bot.domain.minutes_file import ASIDE, Element, MinutesFile, Sentence, mark
from bot.domain.record import Item
from bot.i18n import t
from bot.render import words
from bot.render.card import label_key
from bot.render.plain import plain

_NOTHING = "…"  # where there are no words yet


def as_minutes_file(made: MinutesFile, aside: Callable[[Element], str] = lambda _: "") -> str:
    """Write a file.

    Args:
        made: what is in it.
        aside: what to say of a part in words for people; it is not read back.
    """
    blocks = [mark(made.kind, made.about)]
    for element in made.elements:
        blocks.append("\n".join([mark(element.kind, element.about), *_text(made, element)]))
        said = aside(element)
        if said:
            blocks.append(f"{mark(ASIDE, {})}\n*{one_line(plain(said))}*")
        blocks += ["\n".join(_other(language, sentences)) for language, sentences in element.others.items()]
    return "\n\n".join(blocks) + "\n"


def said_of(item: Item, language: Language) -> str:
    """What an item is, who is to do it and when: below its words."""
    if item.kind == "paragraph":
        return ""
    parts = [t(label_key(item), language)]
    if item.action:
        parts += [words.owners(item.action.owners, language), words.when(item.action, language, item.text.language)]
    return " · ".join(part for part in parts if part)


def _text(made: MinutesFile, element: Element) -> Iterator[str]:
    content = as_markdown(plain(element.content))
    if element.kind == "title":
        yield f"# {content}"
    elif element.kind == "item":
        yield f"**{made.about.get('number')}.{element.about.get('number')}** {content}"
    else:
        yield f"**{t(f'minutes.{element.kind}', made.about['language'])}** {content}"


def _other(language: Language, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    standings = [{**one.standing, **({"none": True} if one.content is None else {})} for one in sentences]
    yield f"> {mark(language, {'sentences': standings})}"
    for number, one in enumerate(sentences, start=1):
        line = _NOTHING if one.content is None else one_line(plain(one.content))
        yield f"> {line}" + ("\\" if number < len(sentences) else "")

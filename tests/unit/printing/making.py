"""Documents to be printed, made of a few words."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.render.report.document import Block, Document, PageWords, Sender, Words

SENDER = Sender("Region Hovedstaden", "Center for Regional Udvikling", ("Kongens Vænge 2",), "Telefon 38 66 50 00", "")


def document(
    *texts: str, languages: Sequence[Language] = ("da",), title: str = "Rapport", notices: tuple[str, ...] = ()
) -> Document:
    """A document with an item for each text, the same in each language."""
    blocks = [
        Block("item", f"§1.{number}", tuple(Words(one, text, "Aftale", "→ i morgen") for one in languages))
        for number, text in enumerate(texts, start=1)
    ]
    return Document(
        tuple(languages),
        SENDER,
        tuple("Dato: 19. januar 2017" for _ in languages),
        Block("part", "", tuple(Words(one, title) for one in languages)),
        tuple("Delegationstur" for _ in languages),
        tuple(blocks),
        notices,
        tuple(PageWords("Side ", " af ", "") for _ in languages),
    )

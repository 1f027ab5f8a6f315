"""Which report somebody asks for in a few words: "Suzhou dansk pdf", "苏州 双语"."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.trip import ReportForm


class AskedReport(NamedTuple):
    """Words of the trip's title, the languages in which it is wanted, and the files; none of a kind: as usual."""

    words: str
    languages: tuple[Language, ...] = ()
    both: bool = False
    forms: tuple[ReportForm, ...] = ()


def asked_report(
    text: str, languages: Mapping[str, Language], forms: Mapping[str, ReportForm], both: Collection[str]
) -> AskedReport:
    """Read the words behind the command: languages and files stand at the end, the rest is a trip's title.

    Args:
        text: what stood behind the command.
        languages: the words for each language.
        forms: the words for each kind of file.
        both: the words for side by side.
    """
    words = text.split()
    found = AskedReport("")
    while words:
        last = words[-1].lower().strip(",，。、")
        if last in languages and languages[last] not in found.languages:
            found = found._replace(languages=(languages[last], *found.languages))
        elif last in forms:
            found = found._replace(forms=(forms[last], *found.forms))
        elif last in both:
            found = found._replace(both=True)
        else:
            break
        words.pop()
    return found._replace(words=" ".join(words))

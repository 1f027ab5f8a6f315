"""The pages without any record: signing in, and that something is not there or could not be done."""

from collections.abc import Sequence
from typing import Literal

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.i18n import t
from bot.render import answers
from bot.render.pages.html import Frame, as_html

Notice = Literal["signed_out", "expired", "missing", "refused", "forged", "away", "broken"]
"""Nobody is signed in; a link leads nowhere any more; something is not there, was not done, or could not be."""

_OTHERWISE = {"review_without_language": "pages.review.no_language"}  # the sentence of Slack asks for a button


def as_sign_in(address: str, who: str, frame: Frame) -> str:
    """The page behind a link: one button, so that whoever only looks at the link has not used it up."""
    return as_html("sign_in.html", frame, t("pages.sign_in.title", frame.locale), address=address, who=who)


def as_notice(notice: Notice, frame: Frame, told: str = "", *, typed: Sequence[str] = (), again: str = "") -> str:
    """A page that says why there is no other.

    Args:
        notice: what kind of page.
        frame: around it.
        told: instead of the usual sentence.
        typed: what somebody wrote into a form, which comes back to be copied.
        again: the address to open again afterwards.
    """
    said = told or t(f"pages.notice.{notice}.text", frame.locale)
    title = t(f"pages.notice.{notice}.title", frame.locale)
    return as_html("notice.html", frame, title, lines=said.split("\n"), typed=typed, again=again)


def problem(error: UserError, locale: Language) -> str:
    """Why something was not done, in one sentence."""
    other = _OTHERWISE.get(error.key)
    return t(other, locale) if other else answers.problem(error, locale)

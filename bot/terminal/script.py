"""The main job played by a Danish and a Chinese colleague; what each of them sees is printed."""

from collections.abc import Callable

from bot.domain.language import Language
from bot.i18n import t
from bot.workspace.driver import LocalWorkspace
from bot.workspace.person import Person
from bot.workspace.seen import Seen

CHANNEL = "jord-jiangsu"
PATIENCE = 20.0  # seconds for an answer; they take a fraction of one
WIDTH = 72

NOTE = """## Note 7 · 19. januar 2017 · Nanjing · møde med JEPD
Formål: Politisk introduktion af Region Hovedstaden.
1. Akademiet ønsker at begynde med en eller to forurenede grunde som pilotprojekter.
Beslutning: Driftsmøde hvert kvartal; mødesprog dansk og kinesisk, arbejdssprog engelsk.
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts)"""


def play(workspace: LocalWorkspace) -> int:
    """Log, list, mark done, summarise, share; every step must be seen by who should see it."""
    scene = Scene(workspace)
    mette, li = scene.mette, scene.li
    scene.does(mette, "da", "/note …", lambda: mette.command("/note", NOTE, channel=CHANNEL))
    card = scene.card("7 · møde med JEPD")
    scene.shows(mette, "da", "card", card)
    scene.shows(li, "zh", "card", card)
    scene.does(li, "zh", "@jordbro 待办", lambda: li.mention("@jordbro 待办", channel=CHANNEL))
    scene.does(mette, "da", "/actions JEPD", lambda: mette.command("/actions", "JEPD", channel=CHANNEL))
    scene.does(li, "zh", "@jordbro 摘要", lambda: li.mention("@jordbro 摘要", channel=CHANNEL))
    summary = scene.does(mette, "da", "/summary", lambda: mette.command("/summary", "", channel=CHANNEL))
    mette.press(t("button.share", "da"), on=summary)
    scene.shows(li, "zh", "shared", scene.card(t("summary.shared_by", "zh", who=mette.user.real_name)))
    li.press(action_id="item.done", on=card)
    scene.shows(mette, "da", "done", scene.card(t("kind.action_done", "da")))
    print(f"\n{t('demo.played', 'da')}\n{t('demo.played', 'zh')}")
    return 0


class Scene:
    """Two people in one channel, and a printed account of what they do and see."""

    def __init__(self, workspace: LocalWorkspace) -> None:
        self._workspace = workspace
        self.mette, self.li = workspace.user("mette"), workspace.user("li")

    def does(self, person: Person, language: Language, what: str, act: Callable[[], object]) -> Seen:
        """Let somebody do something, and print the answer that only they see."""
        before = {seen.ts for seen in person.messages(CHANNEL)}
        act()
        answer = self._waited(lambda: _newest(person, lambda seen: seen.ephemeral and seen.ts not in before))
        _print(t("demo.does", language, who=person.user.real_name, what=what), answer)
        return answer

    def shows(self, person: Person, language: Language, what: str, seen: Seen) -> None:
        """Print a message of the channel as somebody sees it."""
        _print(t(f"demo.sees_{what}", language, who=person.user.real_name), seen)

    def card(self, words: str) -> Seen:
        """The message in the channel on which some words stand."""
        return self._waited(lambda: _newest(self.mette, lambda seen: not seen.ephemeral and words in seen.plain))

    def _waited(self, there: Callable[[], list[Seen]]) -> Seen:
        self._workspace.wait_until(there, timeout=PATIENCE)
        return there()[0]


def _newest(person: Person, fits: Callable[[Seen], bool]) -> list[Seen]:
    found = [seen for seen in person.messages(CHANNEL) if seen.name == "Jordbro" and fits(seen)]
    return found[-1:]


def _print(heading: str, seen: Seen) -> None:
    print(f"\n{'═' * WIDTH}\n{heading}\n{'─' * WIDTH}\n{seen.plain}", flush=True)

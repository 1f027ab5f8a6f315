"""Which engines may see a space's text: said by command, mention and form, told to both partners, obeyed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.pair import Pair
from bot.domain.person import SlackUser
from bot.engines.base import Pivoted, RateLimited
from bot.engines.guard import Guard
from bot.services.engine_usage import list_usage
from bot.services.shared_states import SharedStates
from bot.store import people, roles
from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import CHANNEL, Bot, card, cards, running
from tests.scenarios.engine import RecordingEngine

INTERN = "jord-internt"
LI = SlackUser("T0JEPD", "U0LI")


class Named(RecordingEngine):
    """A recording engine under another's name, which may be told to wait."""

    def __init__(self, name: str, *, leaves_machine: bool) -> None:
        super().__init__()
        self.name, self.leaves_machine = name, leaves_machine
        self.limit = 0.0

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        if self.limit:
            raise RateLimited(self.limit)
        return super().translate_pivoted(texts, pair)


@pytest.fixture
def local() -> Named:
    return Named("local", leaves_machine=False)


@pytest.fixture
def google() -> Named:
    return Named("google", leaves_machine=True)


@pytest.fixture
def other() -> Named:
    return Named("house", leaves_machine=True)


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path, google: Named, local: Named, other: Named) -> Iterator[Bot]:
    with running(workspace, f"sqlite:///{store_path}", google, local, other) as made:
        with made.db.write() as tx:  # the partner is an owner too: others do not choose engines
            li = people.find(tx, LI) or people.add(tx, LI)
            roles.set_role(tx, 1, li.id, "owner")
        yield made


ALL_DA = """\
Jiangsu
Hvem må oversætte
Alle motorer, der er slået til:
• google: teksten går til Google, en virksomhed i USA
• local: teksten bliver på den maskine, Jordbro kører på
• house: teksten forlader den maskine, Jordbro kører på
Tryk på »Hvem må oversætte« for at ændre det, eller skriv for eksempel: @jordbro samarbejde motorer kun lokal, \
eller alle, eller ingen. Tidligere oversættelser bliver stående.
[Hvem må oversætte]"""

TOLD = """\
{who} har besluttet: fra nu af må kun disse motorer oversætte teksterne i »Jiangsu«.
• local: teksten bliver på den maskine, Jordbro kører på
{who} 已决定：今后只有以下引擎可以翻译“Jiangsu”的文字。
• local：文字留在土桥所在的机器上"""


def test_the_policy_is_shown_with_where_text_goes(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/space", "motorer", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == ALL_DA


def test_a_partner_without_commands_keeps_text_on_the_machine_and_everyone_is_told(
    bot: Bot, google: Named, local: Named
) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")

    li.mention("@jordbro 合作 引擎 仅本地", channel=CHANNEL)

    assert card(mette).plain == TOLD.format(who="李明")
    assert [seen.plain.splitlines()[2:5] for seen in li.messages(CHANNEL) if seen.ephemeral] == [
        ["只用这些引擎：", "• local：文字留在土桥所在的机器上", "已启用但这里不用：google、house。"]
    ]
    mette.command("/note", "Beslutning: Vi mødes igen.", channel=CHANNEL)
    assert (google.asked, bool(local.asked)) == ([], True)


@pytest.mark.parametrize("said", ["引擎仅本地", "引擎 只用 local", "engines only local", "motorer kun lokalt"])
def test_any_of_the_three_languages_will_do(bot: Bot, said: str) -> None:
    li = bot.user("li", "zh")

    li.mention(f"@jordbro 合作 {said}", channel=CHANNEL)

    assert card(li).plain == TOLD.format(who="李明")


def test_the_form_does_what_words_do(bot: Bot, google: Named, local: Named) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")
    li.mention("@jordbro 合作", channel=CHANNEL)

    li.press("由谁翻译", on=li.last(CHANNEL))
    li.submit({"哪些翻译引擎可以看到这个合作的文字？": "只用下面选定的引擎"})
    form = li.modal
    assert form is not None
    assert list(form.errors.values()) == ["请至少选择一个引擎，或在上面选“都不用”。"]
    li.submit({"引擎": ["local：文字留在土桥所在的机器上"]})

    assert card(mette).plain == TOLD.format(who="李明")
    mette.command("/note", "Beslutning: Vi mødes igen.", channel=CHANNEL)
    assert (google.asked, bool(local.asked)) == ([], True)


def test_nobody_may_translate_and_then_everybody_may(bot: Bot, google: Named, local: Named) -> None:
    mette = bot.user("mette", "da")
    mette.command("/space", "motorer ingen", channel=CHANNEL)
    assert card(mette).plain.splitlines()[0] == (
        "Mette Holm har besluttet: fra nu af må ingen motor oversætte teksterne i »Jiangsu«."
    )
    mette.command("/note", "Beslutning: Vi mødes igen.", channel=CHANNEL)
    asked_before = google.asked + local.asked
    waiting = card(mette).plain

    mette.command("/space", "motorer alle", channel=CHANNEL)

    assert asked_before == []
    assert "译文：" not in waiting
    note_card = [seen for seen in cards(mette) if "Vi mødes igen" in seen.plain][-1]
    assert "译文：Vi mødes igen." in note_card.plain  # what waited was asked for again
    assert google.asked != []


def test_what_waits_for_an_engine_goes_to_the_one_that_is_allowed_now(bot: Bot, google: Named, local: Named) -> None:
    mette = bot.user("mette", "da")
    mette.command("/space", "motorer google", channel=CHANNEL)
    google.limit = 600.0
    mette.command("/note", "Beslutning: Vi mødes igen.", channel=CHANNEL)
    assert local.asked == []

    mette.command("/space", "motorer google, local", channel=CHANNEL)

    assert {language for _, language in local.asked} == {"zh"}
    assert any("译文：Vi mødes igen." in seen.plain for seen in cards(mette))


def test_translations_of_an_engine_that_may_no_more_stay(bot: Bot, google: Named) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", "Beslutning: Vi mødes igen.", channel=CHANNEL)
    before = card(mette).plain
    asked = len(google.asked)

    mette.command("/space", "motorer lokal", channel=CHANNEL)

    assert [seen.plain for seen in cards(mette) if "Vi mødes igen" in seen.plain] == [before]
    assert len(google.asked) == asked


def test_the_same_again_is_told_to_nobody_else(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/space", "motorer lokal", channel=CHANNEL)
    told = len(cards(mette))

    mette.command("/space", "motorer kun lokal", channel=CHANNEL)

    assert len(cards(mette)) == told
    assert "Kun disse motorer:" in mette.last(CHANNEL).plain


UNKNOWN = """\
»{name}« er ikke en motor, der er slået til her. Der er: google, local, house. \
Du kan også skrive alle eller ingen."""


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "deepl",
            UNKNOWN.format(name="deepl"),
        ),
        ("kun", "Nævn motorer, eller skriv alle eller ingen. Der er: google, local, house."),
        (
            "alle undtagen google",
            UNKNOWN.format(name="undtagen"),
        ),
    ],
)
def test_what_is_not_there_is_answered_with_what_there_is(bot: Bot, said: str, answer: str) -> None:
    mette = bot.user("mette", "da")

    mette.command("/space", f"motorer {said}", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.startswith(answer)
    assert cards(mette) == []


def test_in_a_direct_message_the_only_space_is_meant_and_its_channels_are_told(bot: Bot) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")
    li.mention("@jordbro 合作", channel=CHANNEL)

    li.dm("合作 引擎 仅本地")

    assert card(mette).plain == TOLD.format(who="李明")


def test_a_partner_gets_to_the_form_from_home(bot: Bot) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")

    li.open_home()
    li.press("这个合作")
    li.press("由谁翻译", on=li.last())
    li.submit({"哪些翻译引擎可以看到这个合作的文字？": "都不用"})

    assert "不用任何引擎" in li.last().plain
    assert card(mette).plain.splitlines()[1] == "李明 已决定：今后任何引擎都不能翻译“Jiangsu”的文字。"


def test_somebody_in_several_spaces_says_it_in_a_channel(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/space", "opret Internt", channel=INTERN)

    mette.dm("samarbejde motorer kun lokal")

    assert mette.last().plain.startswith("Du er med i flere samarbejder.")
    mette.mention("@jordbro samarbejde motorer kun lokal", channel=INTERN)
    assert "»Internt«" in card(mette, INTERN).plain
    assert cards(mette) == []


def test_a_channel_of_no_space_decides_nothing(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.mention("@jordbro samarbejde motorer ingen", channel=INTERN)

    assert mette.last(INTERN).plain == "Kanalen hører ikke til et samarbejde endnu."
    assert cards(mette) == []


def test_what_engines_did_is_counted_for_the_space(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", "Beslutning: Vi mødes igen.", channel=CHANNEL)

    counted = {one.usage.engine: one for one in list_usage(bot.db, 1, now=bot.now)}
    google = counted["google"]  # the others may have been asked too: the answer does not look like Chinese
    assert (google.space, google.usage.calls, google.usage.failures) == ("Jiangsu", 1, 0)
    assert google.usage.characters == len("Vi mødes igen") + len("Vi mødes igen.")  # the title and the item


def test_the_page_of_a_space_says_who_may_translate(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/space", "motorer local", channel=CHANNEL)

    mette.command("/space", "", channel=CHANNEL)

    shown = mette.last(CHANNEL).plain
    assert (
        "Hvem må oversætte\n"
        "Kun disse motorer:\n"
        "• local: teksten bliver på den maskine, Jordbro kører på\n"
        "Slået til, men bruges ikke her: google, house.\n"
    ) in shown
    assert "[Hvem må oversætte]" in shown


def test_a_rate_limited_engine_rests_and_the_next_one_answers(bot: Bot, google: Named) -> None:
    mette = bot.user("mette", "da")
    google.limit = 60.0

    mette.command("/note", "Beslutning: Vi mødes igen.", channel=CHANNEL)
    google.limit = 0.0
    mette.command("/note", "Beslutning: Vi skriver sammen.", channel=CHANNEL)

    assert google.asked == []
    assert any("译文：Vi skriver sammen." in seen.plain for seen in cards(mette))


class TimeOf:
    """The time of a bot, as engines are paused by it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def now(self) -> float:
        return self._bot.now.timestamp()


def test_a_day_without_engines_loses_nothing(bot: Bot, google: Named, local: Named, other: Named) -> None:
    mette = bot.user("mette", "da")
    bot.runtime.chain.guard = Guard(TimeOf(bot), SharedStates(bot.db))
    everyone = (google, local, other)
    for engine in everyone:
        engine.down = True
    for number in range(4):
        mette.command("/note", f"Beslutning: Vi mødes {number + 1} gange.", channel=CHANNEL)
    assert all("译文：" not in seen.plain for seen in cards(mette))

    for engine in everyone:
        engine.down = False
    bot.now += timedelta(days=1)
    bot.drain()

    assert len([seen for seen in cards(mette) if "译文：" in seen.plain]) == 4

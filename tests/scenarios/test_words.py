"""Help, words that are nearly right, mentions inside a sentence, and the choice of a language."""

import pytest

from bot.domain.language import Language
from tests.scenarios.bot import CHANNEL, Bot

HELP_DA = """\
Det kan Jordbro
{note}@jordbro referat gemmer et mødereferat: skriv det efter ordet, eller udelad det og få en formular.
{actions}@jordbro opgaver viser åbne opgaver: mine, en organisation, udførte, forfaldne, alle eller et ord.
{summary}@jordbro resumé giver et resumé på dit sprog: \
seneste, i dag, uge, måned, siden en dato, et referatnummer eller ord.
{find}@jordbro søg finder referater og punkter ud fra ord på alle sprog, dage, organisationer, slags og "præcise ord".
{review}@jordbro gennemse viser, hvilke oversættelser til dit sprog der venter på dig: sammenlign, ret og godkend dem.
{language}@jordbro sprog vælger det sprog, Jordbro svarer dig på.
{digest}@jordbro overblik viser, hvordan og hvornår det daglige overblik kommer: \
til, fra, kl. 8.30, fredag, afsnit, vis, mit.
{settings}@jordbro indstillinger viser og ændrer dit sprog, din tidszone, dine påmindelser og dit eget overblik.
{space}@jordbro samarbejde viser samarbejdet: kanaler, organisationer og personer.
{glossary}@jordbro ordliste slår et fagord eller navn op på alle sprog; tilføj, ret, fjern, importer og eksporter.
{report}@jordbro rapport laver den trykte rapport om en rejse på begge sprog: \
hvilke møder, hvad der kom ud af dem, og hvad der er planlagt.
{wiki}@jordbro wiki giver dig et link til referaterne som sider, hvor begge sprog står ved siden af hinanden; \
fra logger dig ud overalt.
{publish}@jordbro udgiv lægger de fælles møder i en partners wiki på begge sprog; status viser, hvordan de står dér.
@jordbro hjælp viser denne liste.
{hint}
[Skriv referat] [Åbne opgaver] [Resumé] [Søg] [Gennemse] [Sprog] [Overblik] [Indstillinger] \
[Samarbejdet] [Ordliste] [Rejserapporter] [Læs som sider] [Udgiv] [Hjælp]"""
WORDS = (
    "note",
    "actions",
    "summary",
    "find",
    "review",
    "language",
    "digest",
    "settings",
    "space",
    "glossary",
    "report",
    "wiki",
    "publish",
)
BOTH = "Alt kan også gøres med en omtale, også for partnere fra et andet arbejdsområde: @jordbro og et af ordene."
MENTIONS = "Skriv @jordbro og et af ordene på et af de tre sprog, eller tryk på en knap."


def test_the_umbrella_command_alone_is_the_help_with_commands(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/jordbro", channel=CHANNEL)

    commands = {word: f"/{word} · " for word in WORDS}
    assert mette.last(CHANNEL).plain == HELP_DA.format(hint=BOTH, **commands)


@pytest.mark.parametrize("said", ["@jordbro", "@jordbro hjælp", "@jordbro help", "@jordbro 帮助", "Tak @jordbro"])
def test_help_for_a_partner_names_no_commands(bot: Bot, said: str) -> None:
    li = bot.user("li", "da")

    li.mention(said, channel=CHANNEL)

    assert li.last(CHANNEL).plain == HELP_DA.format(hint=MENTIONS, **dict.fromkeys(WORDS, ""))


@pytest.mark.parametrize(
    ("text", "first_line"),
    [
        ("actions", "Der er ingen åbne opgaver her."),
        ("待办", "Der er ingen åbne opgaver her."),
        ("resumé", "Der er ingen referater her endnu. Skriv det første med @jordbro referat."),
        (
            "sprog",
            "Hvilket sprog skal jeg tale med dig? · 你希望我用哪种语言？ · Which language shall I speak with you?",
        ),
        ("samarbejde", "Jiangsu"),
        ("合作", "Jiangsu"),
        ("hjælp", "Det kan Jordbro"),
        ("referat Beslutning: Vi ses.", "Gemt som referat 1, »Vi ses«, med ét punkt. Kortet kommer i kanalen."),
        ("kort", "Jeg kender ikke »kort«. Mente du en af disse?"),
    ],
)
@pytest.mark.parametrize("by", ["command", "mention"])
def test_the_umbrella_and_a_mention_know_the_same_words(bot: Bot, by: str, text: str, first_line: str) -> None:
    mette = bot.user("mette", "da")

    if by == "command":
        mette.command("/jordbro", text, channel=CHANNEL)
    else:
        mette.mention(f"@jordbro {text}", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.splitlines()[0] == first_line


@pytest.mark.parametrize(
    "said",
    [
        "@jordbro 待办",
        "@jordbro待办",
        "@jordbro，待办",
        "请 @jordbro 待办",
        "待办 @jordbro",
        "Kan du vise os det, @jordbro: opgaver",
        "hej  @jordbro  actions",
        "@jordbro\nopgaver",
        "@jordbro @jordbro opgaver",
    ],
)
def test_a_mention_anywhere_in_a_sentence(bot: Bot, said: str) -> None:
    li = bot.user("li", "zh")

    li.mention(said, channel=CHANNEL)

    assert li.last(CHANNEL).plain == "这里没有未完成的待办。"


@pytest.mark.parametrize(
    ("said", "told", "buttons"),
    [
        ("opgver", "Jeg kender ikke »opgver«. Mente du en af disse?", "Åbne opgaver"),
        ("refereat", "Jeg kender ikke »refereat«. Mente du en af disse?", "Skriv referat"),
        ("resume'", "Jeg kender ikke »resume'«. Mente du en af disse?", "Resumé"),
        ("<!channel>", "Jeg kender ikke »<!channel>«. Mente du en af disse?", ""),
    ],
)
def test_an_unknown_word_gets_the_three_nearest(bot: Bot, said: str, told: str, buttons: str) -> None:
    mette = bot.user("mette", "da")

    mette.mention(f"@jordbro {said}", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.splitlines()[0] == told
    offered = list(mette.last(CHANNEL).buttons)
    assert len(offered) == 3
    assert buttons in {offered[0], ""}
    mette.press(offered[0], on=mette.last(CHANNEL))


@pytest.mark.parametrize(
    ("named", "language", "told"),
    [
        ("dansk", "da", "Fremover svarer jeg dig på dansk."),
        ("kinesisk", "zh", "好的，以后我用中文回复你。"),
        ("中文", "zh", "好的，以后我用中文回复你。"),
        ("丹麦语", "da", "Fremover svarer jeg dig på dansk."),
        ("English", "en", "From now on I answer you in English."),
        ("EN", "en", "From now on I answer you in English."),
        ("engelsk", "en", "From now on I answer you in English."),
    ],
)
def test_a_language_is_chosen_by_word(bot: Bot, named: str, language: Language, told: str) -> None:
    li = bot.user("li")

    li.mention(f"@jordbro language {named}", channel=CHANNEL)
    assert li.last(CHANNEL).plain == told
    li.mention("@jordbro 待办", channel=CHANNEL)

    none = {
        "da": "Der er ingen åbne opgaver her.",
        "zh": "这里没有未完成的待办。",
        "en": "There are no open actions here.",
    }
    assert li.last(CHANNEL).plain == none[language]


def test_an_unknown_language_is_asked_for_with_buttons(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/language", "tysk", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == (
        "Jeg taler dansk, kinesisk og engelsk. Hvilket skal det være?\n[Dansk] [中文] [English]"
    )
    mette.press("English", on=mette.last(CHANNEL))

    assert mette.last(CHANNEL).plain == "From now on I answer you in English."


def test_somebody_new_is_asked_once_for_their_language_and_then_never(bot: Bot) -> None:
    li = bot.user("li")
    question = "Hvilket sprog skal jeg tale med dig? · 你希望我用哪种语言？ · Which language shall I speak with you?"

    li.mention("@jordbro 待办", channel=CHANNEL)
    assert li.last(CHANNEL).plain == f"这里没有未完成的待办。\n{question}\n[Dansk] [中文] [English]"
    asked = li.last(CHANNEL)
    li.mention("@jordbro 待办", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "这里没有未完成的待办。"
    li.press("Dansk", on=asked)
    li.mention("@jordbro 待办", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "Der er ingen åbne opgaver her."


@pytest.mark.parametrize("asked", ["待办 CLEAN", "摘要 1", "待办"])
def test_names_and_numbers_say_nothing_of_a_persons_language(bot: Bot, asked: str) -> None:
    li = bot.user("li")
    li.mention("@jordbro 帮助", channel=CHANNEL)

    li.press("待办", on=li.last(CHANNEL))
    li.mention(f"@jordbro {asked}", channel=CHANNEL)

    assert li.last(CHANNEL).plain[0] in "这没"


def test_a_command_of_one_name_keeps_the_language_of_before(bot: Bot) -> None:
    wang = bot.user("wang")
    bot.space("jord-internt", "Internt")

    wang.command("/actions", "CLEAN", channel="jord-internt")

    assert wang.last("jord-internt").plain.splitlines()[0] == "没有找到符合的待办。"


def test_of_several_answers_only_the_first_asks_for_the_language(bot: Bot) -> None:
    li = bot.user("li")

    li.mention(f"@jordbro 纪要 {'。' * 20_000}", channel=CHANNEL)

    asked = [seen for seen in li.messages(CHANNEL) if "[Dansk] [中文] [English]" in seen.plain]
    assert len([seen for seen in li.messages(CHANNEL) if seen.ephemeral]) > 1
    assert len(asked) == 1

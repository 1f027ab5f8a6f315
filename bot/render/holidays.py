"""Why a country does not work today, in the reader's language: its libraries name holidays in one language each."""

from collections.abc import Mapping
from datetime import date

from bot.domain.digest import Away
from bot.domain.language import Language
from bot.i18n import t
from bot.render import words

NAMES: Mapping[str, str] = {
    "Nytårsdag": "new_year",
    "Skærtorsdag": "maundy_thursday",
    "Langfredag": "good_friday",
    "Påskedag": "easter_sunday",
    "Anden påskedag": "easter_monday",
    "Store bededag": "prayer_day",
    "Kristi himmelfartsdag": "ascension",
    "Pinsedag": "whit_sunday",
    "Anden pinsedag": "whit_monday",
    "Juledag": "christmas",
    "Anden juledag": "second_christmas",
    "New Year's Day": "new_year",
    "Spring Festival": "spring_festival",
    "Tomb-sweeping Day": "tomb_sweeping",
    "Labour Day": "labour_day",
    "Dragon Boat Festival": "dragon_boat",
    "National Day": "national_day",
    "Mid-autumn Festival": "mid_autumn",
    "Anti-Fascist 70th Day": "victory_day",
}
"""What the libraries `holidays` (in Danish) and `chinese_calendar` (in English) call their holidays."""


def holiday(name: str, locale: Language) -> str:
    """A holiday's name in the reader's language; as the library says it where that is a new one."""
    keys = [NAMES.get(one.strip()) for one in name.split(";")]
    if None in keys:
        return name
    return t("list.comma", locale).join(t(f"holiday.{key}", locale) for key in keys)


def away(one: Away, locale: Language, today: date) -> str:
    """A sentence about a country that does not work today: why, and until when."""
    country = t(f"digest.country.{one.calendar}", locale)
    why = "holiday" if one.day_off.name else "weekend"
    name = holiday(one.day_off.name, locale) if one.day_off.name else ""
    until = one.day_off.until
    if until == today:
        return t(f"digest.away_today_{why}", locale, country=country, name=name)
    return t(f"digest.away_until_{why}", locale, country=country, name=name, when=day(until, locale))


def day(when: date, locale: Language) -> str:
    """A day near by, without its year."""
    return t("digest.day", locale, month=words.month_name(when, locale), day=when.day)

"""Which language a text is written in."""

import pytest

from bot.domain.language import Language, guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi mødtes med JEPD i dag", "da"),
        ("CLEAN sender udkast inden fredag", "da"),
        ("Aftale underskrevet", "da"),
        ("Region Hovedstaden (丹麦首都大区) sender listen til JEPD", "da"),
        ("省厅提供名单", "zh"),
        ("CLEAN与Ejlskov A/S签署MoU", "zh"),
        ("Region Hovedstaden与JEPD会谈", "zh"),
        ("待办：CLEAN下周五前提交", "zh"),
        ("CLEAN will send the list by Friday", "en"),
        ("Meeting with JEPD", "en"),
        ("Minutes of the steering committee", "en"),
        ("<@U012AB> <https://example.com/the/of/and|link> tak for mødet :thumbsup:", "da"),
        ("see you <@U012AB>", "en"),
        ("```the code of the thing``` og så videre", "da"),
        ("Ejlskov A/S sender tilbudsramme for in situ-oprensning inden for to uger", "da"),
        ("NIRAS A/S afleverer rapport i morgen", "da"),
        ("Budget, frist: primo april", "da"),
        ("GEUS sender data", "da"),
        ("Miljøstyrelsen kommenterer notat", "da"),
        ("Draft MoU by Friday", "en"),
        ("Return visit expected in autumn", "en"),
        ("NIRAS A/S delivers report tomorrow", "en"),
        ("COWI: rapport", "da"),
        ("Site visit Suzhou", "en"),
        ("常州市外办 OK", "zh"),
        ("Invitation til Suzhou", "da"),
        ("in situ remediation", "en"),
        ("Prøver tages i uge 12", "da"),
        ("Oversigt over virksomheder", "da"),
        ("Tilbud for oprensning", "da"),
        ("", "da"),
        ("👍", "da"),
        ("12/3", "da"),
    ],
)
def test_language_is_guessed(text: str, language: Language) -> None:
    assert guess_language(text) == language

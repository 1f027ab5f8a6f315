"""What the parts of a report are about, what its letterhead says, and which report a few words ask for."""

import pytest

from bot import app, i18n
from bot.domain.grammar import Grammar
from bot.domain.letterhead import Letterhead, packed, read_letterhead, unpacked
from bot.domain.report_sections import section_of
from bot.domain.trip import SectionName
from bot.domain.typed_report import AskedReport


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    i18n.load()
    return app.grammar()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Operatør model og arbejdsfordeling på jordsporet", "division"),
        ("Hvem gør hvad", "division"),
        ("Division of labour", "division"),
        ("双方职责分工", "division"),
        ("Hovedaktiviteter på delegationsturen", "activities"),
        ("Main activities during the visit", "activities"),
        ("出访期间主要活动", "activities"),
        ("Opfyldelse af tures mål", "aims"),
        ("Målopfyldelse", "aims"),
        ("Fulfilment of the aims", "aims"),
        ("访问目标完成情况", "aims"),
        ("Deltagerrespons efter turen", "response"),
        ("Tilbagemeldinger fra virksomhederne", "response"),
        ("Response of the participants", "response"),
        ("代表团反馈", "response"),
        ("Primære aktiviteter i 2017", "ahead"),
        ("Next steps", "ahead"),
        ("下一步工作计划", "ahead"),
        ("Baggrund", "other"),
        ("Økonomi", "other"),
    ],
)
def test_a_heading_says_what_its_part_is_about(heading: str, name: SectionName) -> None:
    assert section_of(heading) == name


@pytest.mark.parametrize(
    ("lines", "letterhead"),
    [
        (
            ("Side 2", "Center for Regional", "Udvikling", "Kongens Vænge 2", "3400 Hillerød",
             "Telefon +45 38 66 50 00", "Web www.regionh.dk", "Dato: 19. januar 2017"),
            Letterhead("", "Center for Regional Udvikling", ("Kongens Vænge 2", "3400 Hillerød"),
                       "+45 38 66 50 00", "www.regionh.dk"),
        ),
        (
            ("Aarhus Kommune", "Teknik og Miljø", "Karen Blixens Boulevard 7", "8220 Brabrand", "Tlf.: 89 40 44 00"),
            Letterhead("Aarhus Kommune", "Teknik og Miljø",
                       ("Karen Blixens Boulevard 7", "8220 Brabrand"), "89 40 44 00"),
        ),
        (
            ("江苏省环境保护厅", "对外合作处", "南京市江东北路176号", "电话：025-86266111", "日期：2017年1月19日"),
            Letterhead("江苏省环境保护厅", "对外合作处", ("南京市江东北路176号",), "025-86266111"),
        ),
        (("http://www.clean.dk",), Letterhead(web="http://www.clean.dk")),
        ((), Letterhead()),
    ],
)  # fmt: skip
def test_a_letterhead_is_read_and_kept(lines: tuple[str, ...], letterhead: Letterhead) -> None:
    assert read_letterhead(lines) == letterhead
    assert unpacked(packed(letterhead)) == letterhead


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", AskedReport("")),
        ("Suzhou", AskedReport("Suzhou")),
        ("Suzhou dansk", AskedReport("Suzhou", ("da",))),
        ("Suzhou tur 2017 kinesisk dansk pdf", AskedReport("Suzhou tur 2017", ("zh", "da"), forms=("pdf",))),
        ("苏州 双语 word", AskedReport("苏州", both=True, forms=("docx",))),
        ("dansk jord", AskedReport("dansk jord")),
        ("Danish, Chinese, both", AskedReport("", ("da", "zh"), both=True)),
    ],
)
def test_words_say_which_report(grammar: Grammar, text: str, asked: AskedReport) -> None:
    assert grammar.report_of(text) == asked

"""Sentences by an outsider: variants, inflections, names inside names, and titles after the name of a town."""

import pytest

from bot.domain.language import Language
from bot.domain.termbase import Termbase


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "da",
            "JEPDs direktør og Region Hovedstadens formand mødtes",
            [("JEPD", "JEPD"), ("Region Hovedstaden", "Region Hovedstaden"), ("formand", "formand")],
        ),
        ("da", "Mail fra JEDP’s kontor", [("JEPD", "JEDP")]),
        (
            "da",
            "grundvandsprøver og jordforureningsloven",
            [("grundvand", "grundvand"), ("jordforurening", "jordforurening")],
        ),
        (
            "da",
            "De forurenede grunde i Suzhou Kommune",
            [("forurenet grund", "forurenede grunde"), ("Suzhou Kommune", "Suzhou Kommune")],
        ),
        (
            "da",
            "Nantong Environmental Protection Bureaus leder",
            [("Nantong Environmental Protection Bureau", "Nantong Environmental Protection Bureau")],
        ),
        (
            "da",
            "samarbejdsaftalerne med Ejlskovs partnere",
            [("samarbejdsaftale", "samarbejdsaftalerne"), ("Ejlskov A/S", "Ejlskov")],
        ),
        (
            "da",
            "REGION HOVEDSTADEN og Regionhovedstaden",
            [("Region Hovedstaden", "REGION HOVEDSTADEN"), ("Region Hovedstaden", "Regionhovedstaden")],
        ),
        ("da", "rensning, renoveringen og oprensningerne", [("oprensning", "oprensningerne")]),
        (
            "da",
            "delegationens pilotprojekt i Jiangsu-provinsen",
            [("delegation", "delegationens"), ("pilotprojekt", "pilotprojekt"), ("Jiangsu", "Jiangsu")],
        ),
        ("da", "MoU’et og MoUen", [("MoU", "MoU’et"), ("MoU", "MoUen")]),
        (
            "da",
            "viceborgmesterens besøg hos borgmestrene",
            [("viceborgmester", "viceborgmesterens"), ("borgmester", "borgmestrene")],
        ),
        ("da", "handlingsplanen for grundvandet", [("aktionsplan", "handlingsplanen"), ("grundvand", "grundvandet")]),
        (
            "da",
            "Nanjing Institute of Environmental Sciences (NIES)",
            [("NIES", "Nanjing Institute of Environmental Sciences"), ("NIES", "NIES")],
        ),
        ("da", "Jordforureningen", [("jordforurening", "Jordforureningen")]),
        (
            "da",
            "Danish Soil Partnerships operatører",
            [("Danish Soil Partnership", "Danish Soil Partnership"), ("operatør", "operatører")],
        ),
        ("zh", "南通市市长", [("Nantong", "南通市"), ("borgmester", "市长")]),
        ("zh", "苏州市长", [("Suzhou", "苏州"), ("borgmester", "市长")]),
        ("zh", "王市长和李副市长", [("borgmester", "市长"), ("viceborgmester", "副市长")]),
        (
            "zh",
            "南通市环境保护局位于南通",
            [("Nantong Environmental Protection Bureau", "南通市环境保护局"), ("Nantong", "南通")],
        ),
        (
            "zh",
            "省厅与省环科院签署谅解备忘录",
            [("JEPD", "省厅"), ("Jiangsu Academy of Environmental Science", "省环科院"), ("MoU", "谅解备忘录")],
        ),
        ("zh", "江苏省环境保护厅厅长", [("JEPD", "江苏省环境保护厅")]),
        (
            "zh",
            "江苏省南京市污染地块修复",
            [("Jiangsu", "江苏省"), ("Nanjing", "南京市"), ("forurenet grund", "污染地块"), ("oprensning", "修复")],
        ),
        ("zh", "请ＣＬＥＡＮ联系Ejlskov A/S", [("CLEAN", "ＣＬＥＡＮ"), ("Ejlskov A/S", "Ejlskov A/S")]),
        ("zh", "苏州市人民政府市长", [("Suzhou Kommune", "苏州市人民政府"), ("borgmester", "市长")]),
        ("zh", "大区议会主席率代表团回访", [("formand", "主席"), ("delegation", "代表团"), ("genbesøg", "回访")]),
        ("zh", "JEDP的邮件", [("JEPD", "JEDP")]),
        (
            "zh",
            "原位修复试点与地下水监测",
            [("in situ-oprensning", "原位修复"), ("pilotprojekt", "试点"), ("grundvand", "地下水")],
        ),
        (
            "en",
            "The Capital Region of Denmark's chairman met the mayors",
            [("Region Hovedstaden", "Capital Region of Denmark"), ("formand", "chairman"), ("borgmester", "mayors")],
        ),
        (
            "en",
            "two vice mayors visited contaminated sites near Nantong",
            [("viceborgmester", "vice mayors"), ("forurenet grund", "contaminated sites"), ("Nantong", "Nantong")],
        ),
        (
            "en",
            "Groundwater and soil contamination; work plans",
            [("grundvand", "Groundwater"), ("jordforurening", "soil contamination"), ("arbejdsplan", "work plans")],
        ),
        ("zh", "南通市长期支持项目", [("Nantong", "南通市")]),
        ("zh", "南通市长江路", [("Nantong", "南通市")]),
    ],
)
def test_terms_of_an_unseen_sentence(
    termbase: Termbase, language: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    matches = termbase.find(text, language)

    assert [(match.term.forms["da"], match.found) for match in matches] == expected
    assert [text[match.start : match.end] for match in matches] == [match.found for match in matches]

"""Wrong translations that each check must catch, in every direction."""

import pytest

from bot.domain.checks import check
from bot.domain.pair import Pair
from bot.domain.segment import Remark
from bot.domain.term import Match, Term
from tests.unit.checks.judging import DA_EN, DA_ZH, EN_ZH, ZH_DA, ZH_EN, remarks

WRONG: list[tuple[str, Pair, str, str]] = [
    ("name", DA_ZH, "JEPD sender udkastet.", "江苏环境厅发送草案。"),
    ("name", DA_ZH, "Region Hovedstadens formand deltog.", "哥本哈根大区主席出席。"),
    ("name", DA_ZH, "Mr. Yu Xingnan bød velkommen.", "余兴南先生致欢迎辞。"),
    ("name", ZH_DA, "省厅将发送草案。", "Provinsens miljøafdeling sender udkastet."),
    ("name", ZH_DA, "南京环科所的报告。", "Rapporten fra Nanjing Miljøinstitut."),
    ("name", DA_EN, "NIES svarer i morgen.", "The environmental institute will reply tomorrow."),
    ("name", ZH_EN, "苏州市环保局派人参加。", "The Suzhou environment office sends somebody."),
    ("name", EN_ZH, "CLEAN pays for the trip.", "清洁公司支付旅费。"),
    ("name", DA_ZH, "JEPD og CLEAN mødes, og JEPD betaler.", "江苏省环境保护厅与CLEAN会面，费用由后者承担。"),
    ("number", DA_ZH, "Fristen er den 15. marts.", "截止日期为3月16日。"),
    ("number", DA_ZH, "Budgettet er 1,5 mio. kr.", "预算为15万丹麦克朗。"),
    ("number", DA_ZH, "Vi tager femogtyve prøver.", "我们采集二十六个样品。"),
    ("number", ZH_DA, "项目总投资1.2亿元。", "Projektet koster i alt 12 mio. yuan."),
    ("number", ZH_DA, "会议下午2点半开始。", "Mødet begynder kl. 15.30."),
    ("number", ZH_DA, "十五个样品超标。", "Femten prøver af 50 overskrider grænsen."),
    ("number", DA_EN, "Mødet er den 3. juni 2017.", "The meeting is on 3 July 2017."),
    ("number", DA_EN, "Det varer halvanden uge.", "It takes two and a half weeks."),
    ("number", ZH_EN, "完成率为12.5%。", "The completion rate is 125%."),
    ("number", EN_ZH, "Please reply by 5 p.m. on 12 May.", "请在5月12日下午4点前答复。"),
    ("negation", DA_ZH, "Planen er ikke godkendt.", "方案已获批准。"),
    ("negation", DA_ZH, "Planen er godkendt.", "方案未获批准。"),
    ("negation", DA_ZH, "Der er ingen tegn på forurening.", "有污染迹象。"),
    ("negation", ZH_DA, "中方尚未答复。", "Den kinesiske side har svaret."),
    ("negation", ZH_DA, "中方已经答复。", "Den kinesiske side har ikke svaret."),
    ("negation", ZH_DA, "未经同意不得公开数据。", "Data kan offentliggøres med samtykke."),
    ("negation", DA_EN, "Vi har aldrig fået rapporten.", "We have received the report."),
    ("negation", DA_EN, "Vi har fået rapporten.", "We have not received the report."),
    ("negation", ZH_EN, "土壤未受污染。", "The soil is polluted."),
    ("negation", ZH_EN, "报告已获批准。", "The report was not approved."),
    ("negation", EN_ZH, "The site must not be used.", "该场地必须使用。"),
    ("negation", EN_ZH, "The site may be used.", "该场地不可使用。"),
    # what a paraphrase would hide
    ("negation", DA_ZH, "Jorden er uegnet til genanvendelse.", "该土壤适合再利用。"),
    ("negation", ZH_DA, "会议室不大。", "Mødelokalet er ikke lille."),
    ("negation", ZH_DA, "会议室不大。", "Mødelokalet er stort."),
    ("negation", ZH_DA, "不排除追加投资的可能。", "Det er ikke muligt, at der investeres mere."),
    ("negation", ZH_DA, "该问题有待进一步研究。", "Spørgsmålet skal ikke undersøges nærmere."),
    ("negation", ZH_DA, "市长因病未出席会议。", "Borgmesteren var syg og deltog i mødet."),
    ("negation", DA_ZH, "Vi kan ikke komme uden om at spørge naboerne.", "我们不得询问邻居。"),
    ("negation", ZH_DA, "合同期内不得擅自更换负责人。", "Lederen må udskiftes uden aftale."),
    ("negation", ZH_EN, "该方案不够具体。", "The plan is not too vague."),
    ("negation", ZH_DA, "这项工作非做不可。", "Arbejdet skal ikke gøres."),
    ("negation", DA_ZH, "Entreprenøren fraråder at grave.", "承包商建议开挖。"),
    ("negation", ZH_DA, "修复过程中未发生事故。", "Oprensningen forløb med ulykker."),
    ("untranslated", DA_ZH, "Planen drøftes igen på næste møde.", "Planen drøftes igen på næste møde."),
    ("untranslated", DA_ZH, "Planen drøftes igen på næste møde.", "方案drøftes igen på下次会议。"),
    ("untranslated", ZH_DA, "下次会议再讨论方案。", "下次会议再讨论方案。"),
    ("untranslated", DA_EN, "Planen drøftes igen på næste møde.", "Planen drøftes igen på næste møde."),
    ("untranslated", ZH_EN, "下次会议再讨论方案。", "下次会议再讨论方案。"),
    ("untranslated", EN_ZH, "The plan is discussed again.", "The plan is discussed again."),
    ("untranslated", DA_ZH, "Planen drøftes igen.", ""),
    ("script", DA_ZH, "Mødet er udsat til næste uge.", "會議延期到下週，請與環保廳聯繫。"),
    ("script", DA_ZH, "Mødet er udsat til næste uge.", "<p>会议推迟到下周。</p>"),
    ("script", DA_ZH, "Mødet er udsat til næste uge.", "The meeting is postponed until next week."),
    ("script", ZH_DA, "会议推迟到下周，方案还没有准备好。", "Møtet er utsatt til neste uke, og avtalen er ikke klar."),
    ("script", ZH_DA, "会议推迟到下周，方案还没有准备好。", "Mötet är uppskjutet och planen är inte klar än."),
    ("script", ZH_DA, "会议推迟到下周，方案还没有准备好。", "Das Treffen wird verschoben, der Plan ist nicht fertig."),
    ("script", ZH_DA, "会议推迟到下周，方案还没有准备好。", "The meeting is postponed, and the plan is not ready."),
    ("script", ZH_DA, "会议推迟到下周。", "Mødet er 推迟 til næste uge."),
    ("script", DA_EN, "Mødet er udsat til næste uge.", "The meeting is 推迟 until next week."),
    ("script", ZH_EN, "会议推迟到下周，方案还没有准备好。", "Mødet er udsat til næste uge, og planen er ikke klar."),
    ("script", EN_ZH, "The meeting is postponed until next week.", "Mødet er udsat til næste uge."),
    ("length", DA_ZH, "Parterne gennemgik planen for prøvetagning og aftalte at mødes igen til sommer.", "双方同意。"),
    ("length", DA_ZH, "Enig.", "双方完全同意并决定在今年夏天再次召开会议讨论采样方案和费用分担问题。"),
    ("length", ZH_DA, "双方审议了采样方案，同意在夏天再次会面，并就费用分担问题继续讨论。", "Enig."),
    ("length", DA_EN, "Parterne gennemgik planen for prøvetagning og aftalte at mødes igen til sommer.", "Agreed."),
    ("length", ZH_EN, "双方审议了采样方案，同意在夏天再次会面，并就费用分担问题继续讨论。", "Agreed."),
    ("length", EN_ZH, "The parties reviewed the sampling plan and agreed to meet again in the summer.", "同意。"),
    ("cut", DA_ZH, "Parterne drøftede planen og prisen.", "双方讨论了方案和"),
    ("cut", DA_ZH, "Parterne drøftede planen (se bilaget).", "双方讨论了方案（见附件。"),
    ("cut", ZH_DA, "双方讨论了方案和价格。", "Parterne drøftede planen og"),
    ("cut", ZH_DA, "双方讨论了方案和价格", "Parterne drøftede planen,"),
    ("cut", DA_EN, "Parterne drøftede planen og prisen.", "The parties discussed the plan and"),
    ("cut", ZH_EN, "双方讨论了方案和价格。", "The parties discussed the plan..."),
    ("cut", EN_ZH, "The parties discussed the plan and the price.", "双方讨论了方案，"),
    ("placeholder", DA_ZH, "<@U1ABC> sender planen.", "发送方案。"),
    ("placeholder", DA_ZH, "JEPD sender planen.", "[#1]发送江苏省环境保护厅方案。"),
    ("placeholder", ZH_DA, "请发至 a@b.dk 。", "Send det til a@b.com."),
    ("placeholder", DA_EN, "Se https://clean.dk/x for mere.", "See https://clean.dk/y for more."),
    ("placeholder", ZH_EN, "请联系 <@U1ABC> 。", "Please contact <@U1ABD>."),
    ("placeholder", EN_ZH, "Call +45 38 66 50 00 please.", "请致电+45 38 66 50 01。"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "pair", "source", "translation"), WRONG)
def test_a_wrong_translation_is_told(name: str, pair: Pair, source: str, translation: str) -> None:
    assert name in remarks(pair, source, translation)


@pytest.mark.parametrize(
    ("pair", "source", "used", "translation"),
    [
        (DA_ZH, "Parterne underskriver et MoU.", "合作备忘录", "双方签署合作备忘录。"),
        (EN_ZH, "The parties sign a MoU.", "合作备忘录", "双方签署合作备忘录。"),
        (ZH_DA, "双方签署谅解备忘录。", "hensigtserklæring", "Parterne underskriver en hensigtserklæring."),
        (ZH_EN, "双方签署谅解备忘录。", "letter of intent", "The parties sign a letter of intent."),
        (DA_EN, "Parterne underskriver et MoU.", "letter of intent", "The parties sign a letter of intent."),
    ],
)
def test_a_forbidden_word_is_told(pair: Pair, source: str, used: str, translation: str) -> None:
    term = Term(
        "term",
        {"da": "MoU", "zh": "谅解备忘录", "en": "memorandum of understanding"},
        forbidden={"zh": ("合作备忘录",), "da": ("hensigtserklæring",), "en": ("letter of intent",)},
    )
    word = "谅解备忘录" if pair.source == "zh" else "MoU"
    match = Match(term, word, source.index(word), source.index(word) + len(word))

    assert Remark("forbidden", (used,)) in check(source, translation, pair, [match])


@pytest.mark.parametrize(
    ("pair", "first", "second", "translation"),
    [
        (DA_ZH, "Vi tager prøver i Suzhou.", "Rapporten er færdig nu.", "我们在苏州采集样品。"),
        (ZH_DA, "我们在苏州采集样品。", "报告现已完成。", "Vi tager prøver i Suzhou."),
        (DA_EN, "Vi tager prøver i Suzhou.", "Rapporten er færdig nu.", "We take samples in Suzhou."),
        (ZH_EN, "我们在苏州采集样品。", "报告现已完成。", "We take samples in Suzhou."),
        (EN_ZH, "We take samples in Suzhou.", "The report is finished now.", "我们在苏州采集样品。"),
    ],
)
def test_one_translation_of_two_sentences_is_told(pair: Pair, first: str, second: str, translation: str) -> None:
    assert Remark("same", (first,)) in check(second, translation, pair, others={translation: first})


def test_a_changed_number_is_told_with_both_values() -> None:
    found = remarks(DA_ZH, "Fristen er den 15. marts.", "截止日期为3月16日。")

    assert found["number"] == Remark("number", ("-15", "+16"))


def test_a_missing_name_is_told_in_the_form_it_should_have() -> None:
    found = remarks(ZH_DA, "省厅将发送草案。", "Miljøministeriet sender udkastet.")

    assert found["name"] == Remark("name", ("JEPD",))

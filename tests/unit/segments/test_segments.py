"""A text is its sentences and the white space between; an edit touches the sentences that changed, and no other."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pair import Pair
from bot.domain.segments import joined, matched, pieces

DA_ZH, ZH_DA, DA_EN = Pair("da", "zh"), Pair("zh", "da"), Pair("da", "en")
SENTENCES = [
    "CLEAN sender udkast til MoU på fredag.",
    "Formanden overrakte en formel invitation.",
    "Målet er at skabe projekter og kontrakter.",
    "双方同意以土壤和地下水为重点。",
    "Næste møde holdes i Nanjing den 15. marts.",
    "省厅建议丹方派员参加6月在南京举行的年会。",
    "Prøverne er taget, og grænsen er 0,4 mg/kg.",
]
WRITTEN = st.lists(st.sampled_from([*SENTENCES, " ", "  ", "\n", "\n\n", "\t", "\u2028", "Ja. ", "。", "x"])).map(
    "".join
)


@given(st.one_of(st.text(), WRITTEN))
def test_sentences_and_gaps_joined_are_the_text(text: str) -> None:
    found = pieces(text)

    assert "".join(source + gap for source, gap in found) == text.strip()
    assert all(source and source == source.strip() and not gap.strip() for source, gap in found)
    assert not found or not found[-1].gap


@given(WRITTEN)
def test_a_sentence_is_one_sentence_and_has_no_line_end(text: str) -> None:
    for source, _ in pieces(text):
        assert [piece.source for piece in pieces(source)] == [source]
        assert len(source.splitlines()) == 1


@given(st.lists(st.sampled_from(SENTENCES[:3]), min_size=1), st.sampled_from([" ", "  ", "\n", "\n\n"]))
def test_danish_as_danish_words_has_the_same_lines(sentences: list[str], gap: str) -> None:
    text = gap.join(sentences)
    found = pieces(text)

    made = joined([piece.source for piece in found], [piece.gap for piece in found], DA_EN)

    assert made == (text if "\n" in gap else " ".join(sentences))


def test_translations_have_the_blanks_of_their_language() -> None:
    chinese, danish = ["双方同意。", "下周签署。"], ["Vi er enige.", "Vi underskriver."]

    assert joined(chinese, [" ", ""], DA_ZH) == "双方同意。下周签署。"
    assert joined(danish, ["", ""], ZH_DA) == "Vi er enige. Vi underskriver."
    assert joined(danish, ["\n\n", ""], ZH_DA) == "Vi er enige.\n\nVi underskriver."
    assert joined(["等等……", "下周签署。"], [" ", ""], DA_ZH) == "等等……下周签署。"
    assert joined(["见www.clean.dk.", "下周签署。"], [" ", ""], DA_ZH) == "见www.clean.dk. 下周签署。"
    assert joined([], [], DA_ZH) == ""


@given(st.lists(st.sampled_from(SENTENCES)), st.lists(st.sampled_from([*SENTENCES, "Ny.", "Noget andet."])))
def test_every_old_sentence_is_at_most_one_new_one(old: list[str], new: list[str]) -> None:
    pairs = matched(old, new)

    assert len(set(pairs.values())) == len(pairs)
    assert all(0 <= now < len(new) and 0 <= before < len(old) for now, before in pairs.items())
    for sentence in set(old) & set(new):  # as many keep their words as there are on both sides
        kept = [now for now, before in pairs.items() if new[now] == old[before] == sentence]
        assert len(kept) == min(old.count(sentence), new.count(sentence))


@given(st.lists(st.sampled_from(SENTENCES), max_size=12))
def test_nothing_edited_is_nothing_touched(sentences: list[str]) -> None:
    assert matched(sentences, sentences) == {place: place for place in range(len(sentences))}


@given(
    st.permutations(SENTENCES),
    st.permutations(SENTENCES),
    st.integers(0, len(SENTENCES) - 1),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["Qwxz 99 hjkl.", "完全另外的话题！"])), max_size=3),
    st.lists(st.sampled_from(SENTENCES), max_size=2, unique=True),
)
def test_one_edited_sentence_touches_one_whatever_happens_around_it(
    old: list[str], moved: list[str], place: int, inserted: list[tuple[int, str]], removed: list[str]
) -> None:
    edited = old[place]
    after = edited[:-1] + (" 2018。" if edited.endswith("。") else ", siger vi 2018.")
    new = [
        after if sentence == edited else sentence for sentence in moved if sentence not in removed or sentence == edited
    ]
    for at, sentence in inserted:
        new.insert(at, sentence)

    pairs = matched(old, new)

    assert {old[before] for now, before in pairs.items() if new[now] != old[before]} == {edited}
    assert old[pairs[new.index(after)]] == edited


def test_a_repeated_sentence_keeps_its_place() -> None:
    old = ["Ja.", "Vi mødes i marts.", "Ja.", "Ja."]

    assert matched(old, ["Ja.", "Vi mødes i april.", "Ja.", "Ja."]) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert matched(old, ["Ja.", "Ja.", "Ja."]) == {0: 0, 1: 2, 2: 3}


def test_another_sentence_in_the_place_is_another_one() -> None:
    assert matched(["Vi mødes."], ["Grundvandet er forurenet med olie."]) == {}

"""Tokens, sentences and pipelines, against the real spaCy."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import pipeline
from annotate.articles import Article
from annotate.errors import PipelineLoadError, PipelineMissingError
from annotate.pipeline import (
    TOKENIZER_NAME,
    apply_tokenizer_rules,
    blank,
    import_spacy,
    installed_pipelines,
    load_pipeline,
    pieces_of,
    pipeline_info,
    read_text,
    sentences_of,
    tokenise,
    tokenise_names,
    tokenizer_rules,
    tokens_of,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
news = st.lists(
    st.sampled_from(
        [
            "Kyiv",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "U.S.-led",
            ".",
            "’s",
            "(",
            "[2]",
            "2014",
            "don't",
            ":)",
            "\u00a0",
        ]
    ),
    max_size=80,
).map("".join)


def surfaces(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in tokens_of(text, language)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("U.S.-led", "U.S. - led"),
        ("U.N.-brokered", "U.N. - brokered"),
        ("U.S.–Ukraine", "U.S. – Ukraine"),
        ("U.S.’s", "U.S. ’s"),
        ("Covid-19", "Covid-19"),
        ("post-Covid-19", "post - Covid-19"),
        ("F-16", "F-16"),
        ("F-16s.", "F-16s ."),
        ("Sept.11", "Sept. 11"),
        ("Feb.24", "Feb. 24"),
        ("6.30am", "6.30 am"),
        ("10:15p.m.", "10:15 p.m."),
        ("Kyiv[1]", "Kyiv [ 1 ]"),
        ("troops.[2]", "troops . [ 2 ]"),
        ("“over.”[3][4]", "“ over . ” [ 3 ] [ 4 ]"),
        ("1939–45", "1939 – 45"),
        ("2014-2018", "2014 - 2018"),
        ("mid-2021", "mid - 2021"),
        ("end.”He", "end . ” He"),
        ("Kyiv(Reuters)", "Kyiv ( Reuters )"),
        ("Kyiv’s", "Kyiv ’s"),
        ("pro-Russian", "pro - Russian"),
        ("$2bn", "$ 2bn"),
        ("Lt. Col. Reed", "Lt. Col. Reed"),
        ("al-Assad", "al - Assad"),
    ],
)
def test_spans_that_annotators_need_have_token_edges(text: str, tokens: str) -> None:
    assert surfaces(text) == tokens.split(" ")


@given(st.lists(st.text("abU.S-’’'éß12 ()", min_size=1, max_size=12), max_size=8))
def test_names_have_the_tokens_that_they_have_in_a_text(names: list[str]) -> None:
    for name, tokens in zip(names, tokenise_names(names), strict=True):
        if name == " ".join(name.split()):
            assert tokens == surfaces(name)


@pytest.mark.parametrize("name", ["cannot", "New York", "Gonna", "St. Paul", "N'Djamena", "U.S."])
def test_names_with_exceptions_have_the_tokens_of_a_text(name: str) -> None:
    assert tokenise_names([name]) == [surfaces(name)]


def test_the_tokens_say_what_made_them() -> None:
    assert tokens_of("a b").tokenizer == TOKENIZER_NAME == tokenizer_rules()["name"]


def test_rules_travel_as_plain_data() -> None:
    spacy = import_spacy()
    nlp = spacy.blank("en")
    rules = json.loads(json.dumps(tokenizer_rules()))

    assert apply_tokenizer_rules(nlp, rules)
    text = "U.S.-led troops.[2] left on Sept.11 with F-16s (Lt. Reed)."
    assert [token.text for token in nlp(text)] == surfaces(text)


def test_rules_survive_in_a_saved_pipeline(tmp_path: Path) -> None:
    nlp = blank("en")
    nlp.to_disk(tmp_path / "saved")
    again = load_pipeline(str(tmp_path / "saved")).nlp

    assert [token.text for token in again("U.S.-led Kyiv[1]")] == surfaces("U.S.-led Kyiv[1]")


def test_a_language_without_such_rules_is_left_alone() -> None:
    assert not apply_tokenizer_rules(import_spacy().blank("zh"), tokenizer_rules())
    assert surfaces("北京", "zh") == ["北", "京"]


@pytest.mark.parametrize("language", ["no-such-language", "", "ja", "xx", "uk"])
def test_every_language_has_tokens(language: str) -> None:
    assert surfaces("Київ, 2014.", language)[0] == "Київ"


def test_an_article_is_tokenised_by_its_language() -> None:
    article = Article(id="1", text="北京", language="zh")

    assert len(tokenise(article)) == 2


@given(st.one_of(texts, news))
def test_tokens_are_those_of_spacy_without_blanks(text: str) -> None:
    doc = blank_english()(text)

    assert surfaces(text) == [token.text for token in doc if not token.is_space]


@given(st.one_of(texts, news))
def test_tokens_are_sorted_disjoint_and_cover_all_but_blanks(text: str) -> None:
    pairs = list(tokens_of(text))

    assert all(one[1] <= two[0] for one, two in pairwise(pairs))
    covered = {index for start, end in pairs for index in range(start, end)}
    assert all(text[index].isspace() for index in set(range(len(text))) - covered)


@given(st.one_of(texts, news), st.integers(1, 30))
def test_pieces_make_the_text_whatever_their_size(text: str, size: int) -> None:
    pieces = list(pieces_of(text, size))

    assert "".join(piece for _, piece in pieces) == text
    assert all(text.startswith(piece, base) and piece for base, piece in pieces)


@given(
    st.lists(st.sampled_from(["Kyiv ", "U.S.-led  ", "fell.\n\n", "\t(2) ", "he’s "]), max_size=40)
)
def test_tokens_do_not_depend_on_where_a_text_is_cut(words: list[str]) -> None:
    text = "".join(words)
    nlp = blank_english()
    cut = [
        (base + token.idx, token.text)
        for base, piece in pieces_of(text, 25)
        for token in nlp(piece)
        if not token.is_space
    ]

    assert cut == [(token.idx, token.text) for token in nlp(text) if not token.is_space]


def test_a_text_longer_than_spacy_takes() -> None:
    line = "The U.S.-led talks in Kyiv ended.\n"
    text = line * (1_050_000 // len(line))

    assert len(text) > 1_000_000
    assert len(tokens_of(text)) == len(surfaces(line)) * (len(text) // len(line))


@pytest.mark.parametrize("sign", ["(", "'", "-", ".", "=", "“", "a", "中", "a-", "http://a"])
def test_runs_without_blanks_end(sign: str) -> None:
    text = sign * (60_000 // len(sign))

    assert "".join(surfaces(text)) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("A headline\nThe story. It ends", ["A headline", "The story.", "It ends"]),
        ("Lt. Gen. Reed of the U.S. Army left. He rests.",
         ["Lt. Gen. Reed of the U.S. Army left.", "He rests."]),
        ("She said: “No.” He left.", ["She said: “No.”", "He left."]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentences_of(text)] == sentences


@given(news)
def test_sentences_share_out_the_tokens(text: str) -> None:
    tokens, firsts = read_text(text)

    assert list(tokens) == list(tokens_of(text))
    assert firsts == sorted(set(firsts))
    assert not len(tokens) or firsts[0] == 0
    assert all(index < len(tokens) for index in firsts)


def test_the_import_leaves_the_command_line_alone() -> None:
    program = (
        "import sys\n"
        "from annotate.pipeline import import_spacy\n"
        "spacy = import_spacy()\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "assert import_spacy() is spacy is sys.modules['spacy']\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "import spacy.cli\n"
        "assert callable(spacy.cli.app)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_nothing_heavy_is_imported_with_the_module() -> None:
    program = (
        "import sys, annotate.pipeline, annotate.suggesters as s\n"
        "s.available()\n"
        "heavy = {'spacy', 'thinc', 'numpy', 'babel', 'sqlite_utils'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


# --- pipelines -----------------------------------------------------------------------------------


def test_an_installed_package_is_listed_without_loading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "en_dev_tiny", labels={"ner": ["PERSON"], "spancat": ["ATTACK"]})
    monkeypatch.syspath_prepend(str(tmp_path))

    (info,) = [each for each in installed_pipelines() if each.name == "en_dev_tiny"]

    assert info == pipeline_info("en_dev_tiny")
    assert (info.title, info.version, info.language) == ("en_tiny", "1.2.3", "en")
    assert info.labels == (("ner", "PERSON"), ("spancat", "ATTACK"))
    assert info.finds_spans
    assert "en_dev_tiny" not in sys.modules


def test_a_package_without_readable_meta_is_not_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "en_dev_broken", labels={})
    (tmp_path / "en_dev_broken" / "meta.json").write_text("{", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    assert "en_dev_broken" not in {each.name for each in installed_pipelines()}
    with pytest.raises(PipelineLoadError):
        pipeline_info("en_dev_broken")


@pytest.mark.parametrize("name", ["en_core_web_nothing", "/no/such/folder", "no such", "os", ""])
def test_a_pipeline_that_is_not_there(name: str) -> None:
    with pytest.raises((PipelineMissingError, PipelineLoadError)) as caught:
        load_pipeline(name)

    assert caught.value.fields["suggester"] == name


def test_a_folder_that_is_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(PipelineLoadError) as caught:
        load_pipeline(str(tmp_path))

    assert caught.value.fields["reason"] == "no readable meta.json"


def test_a_damaged_pipeline_gives_the_reason(tmp_path: Path) -> None:
    blank("en").to_disk(tmp_path / "saved")
    config = tmp_path / "saved" / "config.cfg"
    config.write_text(config.read_text().replace('lang = "en"', 'lang = "qq"'), encoding="utf-8")

    with pytest.raises(PipelineLoadError) as caught:
        load_pipeline(str(tmp_path / "saved"))

    assert "qq" in str(caught.value.fields["reason"])
    assert caught.value.fields["suggester"] == str(tmp_path / "saved")


def test_a_pipeline_of_another_spacy_is_loaded_with_a_warning(tmp_path: Path) -> None:
    blank("en").to_disk(tmp_path / "saved")
    meta_file = tmp_path / "saved" / "meta.json"
    meta = json.loads(meta_file.read_text())
    meta_file.write_text(json.dumps(meta | {"spacy_version": ">=3.1.0,<3.2.0"}), encoding="utf-8")

    loaded = load_pipeline(str(tmp_path / "saved"))

    assert any("W095" in warning for warning in loaded.warnings)
    assert loaded.info.spacy_version == ">=3.1.0,<3.2.0"


def blank_english():  # noqa: ANN201 - a spaCy class, which is not imported here
    """A tokenizer as every article gets it, made once."""
    if not hasattr(blank_english, "nlp"):
        blank_english.nlp = pipeline.blank("en")  # type: ignore[attr-defined]
    return blank_english.nlp.tokenizer  # type: ignore[attr-defined]


def install(folder: Path, name: str, *, labels: dict[str, list[str]]) -> None:
    """Put a package as `spacy package` builds it into `folder`, without its model."""
    package, facts = folder / name, folder / f"{name}-1.2.3.dist-info"
    package.mkdir()
    facts.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('was imported')\n", encoding="utf-8")
    meta = {"lang": "en", "name": "tiny", "version": "1.2.3", "labels": labels}
    (package / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (facts / "METADATA").write_text(f"Name: {name}\nVersion: 1.2.3\n", encoding="utf-8")
    entry = f"[spacy_models]\n{name} = {name}\n"
    (facts / "entry_points.txt").write_text(entry, encoding="utf-8")


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="ab ,.", max_size=30),
            st.integers(90, 450).map("-".__mul__),
            st.integers(190, 210).map("=".__mul__),
        ),
        max_size=8,
    )
)
def test_the_quick_look_misses_no_run_of_signs(pieces: list[str]) -> None:
    text = "".join(pieces)
    expected = [match.span() for match in pipeline._SIGNS.finditer(text)]
    assert pipeline._wild_runs(text) == expected


def test_tokens_are_the_same_without_what_words_look_like() -> None:
    text = "Dr. O'Neil's U.S.-backed e-mail: see https://a.example/b?c=d (10km, $2bn) :-) don't…"
    plain, bare = pipeline.blank(), pipeline.blank()
    vocab: Any = bare.vocab
    vocab.lex_attr_getters = {}
    assert [token.text for token in pipeline.make_doc(bare, text)] == [
        token.text for token in pipeline.make_doc(plain, text)
    ]

"""The registry: what is available, how it is created, and what others may add."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.errors import PipelineLoadError, PipelineMissingError
from annotate.spans import Layer
from annotate.suggesters import available, create, default_names
from tests.annotate.suggesters.marked import article
from tests.annotate.test_pipeline import install


def test_built_in_suggesters_are_default() -> None:
    infos = {info.name: info for info in available()}

    # "news" asks the other two itself, so they are offered but not run beside it.
    assert "news" in default_names()
    assert not {"rules", "lexicon"} & set(default_names())
    assert infos["news"].layers == set(Layer)
    assert infos["rules"].layers == {Layer.ENTITY}
    assert infos["lexicon"].layers == {Layer.EVENT}
    assert all(info.title and info.description for info in infos.values())


@pytest.mark.parametrize("name", ["news", "rules", "lexicon"])
def test_what_is_created_keeps_its_name_and_proposes_for_its_layers(name: str) -> None:
    suggester = create(name)
    proposals = suggester.suggest(article("Rebels attacked Kyiv on 2 April."))

    assert suggester.name == name
    assert suggester.version
    assert proposals
    assert {each.layer for each in proposals} <= suggester.layers
    assert {each.suggester for each in proposals} == {name}


@pytest.mark.parametrize(
    "name", ["", "nothing", "spacy:", "spacy:en_core_web_nothing", "spacy:/no/x"]
)
def test_unknown_names_are_missing(name: str) -> None:
    with pytest.raises((PipelineMissingError, PipelineLoadError)):
        create(name)


def test_installed_pipelines_are_offered_but_not_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "en_dev_small", labels={"ner": ["PERSON"], "spancat": ["ATTACK"]})
    monkeypatch.syspath_prepend(str(tmp_path))

    (info,) = [each for each in available() if each.name == "spacy:en_dev_small"]

    assert not info.is_default
    assert Layer.ENTITY in info.layers


@pytest.fixture(autouse=True)
def forget_modules() -> Iterator[None]:
    """Each test brings its own module of the same name."""
    yield
    sys.modules.pop("shouts_suggester", None)


def bring(folder: Path, source: str) -> None:
    """Install a package that brings a suggester "shouts" through the entry point."""
    facts = folder / "shouts-0.1.dist-info"
    facts.mkdir()
    (folder / "shouts_suggester.py").write_text(source, encoding="utf-8")
    (facts / "METADATA").write_text("Name: shouts\nVersion: 0.1\nSummary: Loud\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text(
        "[spandesk.suggesters]\nshouts = shouts_suggester:make\n", encoding="utf-8"
    )


def test_without_the_model_rules_and_lexicon_are_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.suggesters.news_model.shipped_folder", lambda: tmp_path)

    assert {"rules", "lexicon"} <= set(default_names())
    assert "news" not in {info.name for info in available()}
    with pytest.raises(PipelineMissingError):
        create("news")


def test_others_may_bring_a_suggester(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(
        tmp_path,
        "from annotate.spans import Layer\n"
        "from annotate.suggestions import Proposal\n"
        "class Shouts:\n"
        "    name, version, layers = 'shouts', '0.1', frozenset({Layer.EVENT})\n"
        "    def suggest(self, article):\n"
        "        at = article.text.find('!')\n"
        "        return [Proposal(at, at + 1, 'SHOUT', Layer.EVENT, 1.0, 'shouts')]\n"
        "make = Shouts\n",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    (info,) = [each for each in available() if each.name == "shouts"]

    assert (info.version, info.description, info.is_default) == ("0.1", "Loud", True)
    assert create("shouts").suggest(article("Oh!"))[0].start == 2


@pytest.mark.parametrize("source", ["import no_such_module\n", "make = 3\n", ""])
def test_a_broken_one_is_reported(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tmp_path, source)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(PipelineLoadError) as caught:
        create("shouts")
    assert caught.value.fields["suggester"] == "shouts"


def test_a_lexicon_path_may_hold_a_colon(tmp_path: Path) -> None:
    folder = tmp_path / "a:b"
    folder.mkdir()
    file = folder / "mine.toml"
    file.write_text(
        'format = 1\n[triggers]\nATTACK = [{ word = "raid", score = 1 }]\n', encoding="utf-8"
    )

    assert create(f"lexicon:{file}").suggest(article("a raid"))[0].label == "ATTACK"
    assert json.loads(json.dumps(create(f"lexicon:{file}").name)).endswith("mine.toml")

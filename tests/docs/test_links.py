"""Links lead somewhere, named paths and commands are there, and no page names a machine."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, code_blocks, links, name, pages

EVERY_PAGE = pytest.mark.parametrize("page", pages(), ids=name)
_MODULE = re.compile(r"`((?:annotate|gui|tests|resources|docs)/[\w./-]*?)`")


@EVERY_PAGE
def test_links_resolve(page: Path) -> None:
    for target in links(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+://", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{name(page)} links to {target}"
        if anchor:
            assert anchor in anchors(found.read_text(encoding="utf-8")), target


@EVERY_PAGE
def test_links_stay_inside_and_point_to_http_only_by_tls(page: Path) -> None:
    for target in links(page.read_text(encoding="utf-8")):
        assert not target.startswith(("/", "http:", "file:")), target


@EVERY_PAGE
def test_paths_of_ours_exist(page: Path) -> None:
    if page.is_relative_to(ROOT / "resources" / "models"):
        pytest.skip("names what its build makes")
    for path in _MODULE.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), f"{name(page)} names {path}"


@EVERY_PAGE
def test_pages_name_no_place_on_a_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"(?<![\w.~/:-])/(?:home|root|tmp|work|usr|var|Users|mnt)\b[\w/.-]*", text)
    assert not found
    assert not re.search(r"\b[A-Z]:\\", text)


@EVERY_PAGE
def test_make_targets_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][\w-]*):", makefile, re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    commands = [line for _, block in code_blocks(text) for line in block.splitlines()]
    commands += re.findall(r"`(make [^`]+)`", text)
    named = [
        word
        for line in commands
        if line.startswith("make ")
        for word in shlex.split(line, comments=True)[1:]
        if "=" not in word
    ]
    assert set(named) <= targets


def test_every_guide_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "guide" / "index.md"
    listed = set(links(index.read_text(encoding="utf-8")))
    assert {page.name for page in index.parent.glob("*.md")} - {"index.md"} <= listed


def test_every_decision_is_in_the_list_and_numbered_once() -> None:
    first = ROOT / "docs" / "adr" / "0001-record-decisions.md"
    listed = set(links(first.read_text(encoding="utf-8")))
    others = sorted(page for page in first.parent.glob("*.md") if page != first)
    assert {page.name for page in others} <= listed
    numbers = [page.name[:4] for page in (first, *others)]
    assert len(set(numbers)) == len(numbers)
    for page in (first, *others):
        title = page.read_text(encoding="utf-8").partition("\n")[0]
        assert title.startswith(f"# {int(page.name[:4])}. ")


def test_code_names_decisions_that_exist() -> None:
    folder = ROOT / "docs" / "adr"
    for source in (*(ROOT / "annotate").rglob("*.py"), *(ROOT / "gui").rglob("*.py")):
        for number in re.findall(r"docs/adr/(\d{4})", source.read_text(encoding="utf-8")):
            assert list(folder.glob(f"{number}-*.md")), f"{source.name} names decision {number}"


def test_the_pictures_of_readme_and_guide_are_pictures_and_small() -> None:
    for shown in ("screenshot.png", "frames.png", "frames-open.png"):
        picture = (ROOT / "docs" / shown).read_bytes()
        assert picture.startswith(b"\x89PNG\r\n")
        assert len(picture) <= 400_000

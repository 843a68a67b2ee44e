"""A whole article by keyboard alone, from suggestions to done, and how many keys a span takes.

`SPANDESK_ARTICLES=FOLDER python -m pytest tests/e2e/test_keyboard_session.py -s -p no:randomly`
prints the figures, for the sample and for every text file in the folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotate.articles import Article, ArticleState
from annotate.project import Project
from annotate.sample import make_sample
from annotate.schema.label_schema import Label
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.suggestions import Suggestion
from annotate.text import normalise_text
from gui.dialogs.chooser import Chooser
from tests.e2e.conftest import Start
from tests.e2e.hands import Hands, MouseCounter

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("keyboard_session")]

FOLDER = os.environ.get("SPANDESK_ARTICLES", "")
MISSING = 10
"""Spans that no suggester has found and the annotator adds."""
Key = tuple[Layer, int, int, str]


@dataclass
class Annotator:
    """Judges every suggestion in turn, adds what is missing, and only presses keys.

    `wanted` is what the annotator means to have in the end; it is kept apart from what the
    program makes of the keys.
    """

    hands: Hands
    wanted: set[Key] = field(default_factory=set)
    keys: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)

    def counted(self, kind: str, do: Callable[[], None]) -> None:
        """Do something of a kind and count the keys that it took."""
        before = self.hands.pressed
        do()
        self.keys[kind] += self.hands.pressed - before
        self.times[kind] += 1

    # -- suggestions -------------------------------------------------------------------------------

    def judge_all(self) -> None:
        """Decide on suggestions until none is open."""
        turn = 0
        while self.hands.desk.open_count:
            item = self.hands.session.focused
            if not isinstance(item, Suggestion):
                self.counted("go on", lambda: self.hands.press("Tab"))
                item = self.hands.session.focused
            assert isinstance(item, Suggestion), "a suggestion is open but none is in focus"
            self.judge(item, turn)
            turn += 1

    def judge(self, item: Suggestion, turn: int) -> None:
        """Two of ten get another label, one other boundaries, one is wrong, six are right."""
        hands, desk = self.hands, self.hands.desk
        if turn % 10 == 3:
            self.counted("reject", lambda: hands.press("X"))
        elif turn % 10 in (5, 8):
            others = [x for x in hands.project.schema.in_layer(item.layer) if x.name != item.label]
            label = others[turn % len(others)]
            self.wanted.add((item.layer, item.start, item.end, label.name))
            self.counted("other label", lambda: self.give(label))
        elif turn % 10 == 7 and self.is_free(item.layer, item.end, item.end + 30):
            end = desk.tokens.end_beside(item.end, 1)
            self.wanted.add((item.layer, item.start, end, item.label))
            self.counted("other boundaries", lambda: hands.press("K"))
        else:
            self.wanted.add((item.layer, item.start, item.end, item.label))
            self.counted("accept", lambda: hands.press("A"))

    def is_free(self, layer: Layer, start: int, end: int) -> bool:
        """Whether nothing of the layer lies there, so that a longer span hides no suggestion."""
        desk = self.hands.desk
        found = (*desk.spans.overlapping(start, end), *desk.suggestions.overlapping(start, end))
        return end < len(desk.article.text) and all(item.layer is not layer for item in found)

    def give(self, label: Label) -> None:
        """Give a label: by its key if it has one, else by the fewest letters that find it."""
        keys = self.hands.window.label_keys(label.layer, label.name)
        if keys:
            self.hands.press(keys)
            return

        def choose(chooser: Chooser) -> None:
            for letter in label.name.lower():
                found = chooser.list.currentIndex().data()
                if found == label.name:
                    break
                self.hands.type(letter)
            while chooser.list.currentIndex().data() != label.name:
                self.hands.press("Down")
            self.hands.press("Return")

        self.hands.answer(Chooser, choose)
        self.hands.press("L")

    # -- what is missing ---------------------------------------------------------------------------

    def missing(self) -> Iterator[tuple[int, int, Label]]:
        """Stretches of one to three tokens all over the article that no gold span touches."""
        desk, schema = self.hands.desk, self.hands.project.schema
        pairs = list(desk.tokens)
        labels = (*schema.in_layer(Layer.ENTITY)[:3], *schema.in_layer(Layer.EVENT)[:4])
        step = max(len(pairs) // (MISSING + 1), 4)
        for number, beginning in enumerate(range(step, len(pairs) - step, step)):
            for first in range(beginning, beginning + step - 3):
                start, end = pairs[first][0], pairs[first + number % 3][1]
                words = desk.article.text[start:end]
                is_words = all(sign.isalnum() or sign == " " for sign in words)
                if is_words and not desk.spans.overlapping(start, end):
                    yield start, end, labels[number % len(labels)]
                    break

    def add_missing(self) -> None:
        """Go to each place, select it and give its label."""
        self.hands.press("Esc", "Ctrl+Home")
        for start, end, label in list(self.missing()):
            self.wanted.add((label.layer, start, end, label.name))
            self.counted("go to a place", lambda start=start: self.go_to(start))
            self.counted("add", lambda end=end, label=label: self.add(end, label))

    def go_to(self, offset: int) -> None:
        """Look for the word there, or walk when that is shorter."""
        hands, view = self.hands, self.hands.view
        words = hands.desk.article.text[offset : offset + 30]
        # The hands of a test can only type what is on an English keyboard.
        is_far = len(hands.desk.article.text[view.caret : offset].split()) > 6
        if not is_far or not words[:5].isascii():
            self.walk(offset)
            return
        hands.press("Ctrl+F")
        for sign in words:
            is_there = view.selection is not None and view.selection[0] == offset
            if is_there or not sign.isascii():
                break
            hands.type(sign)
        for _ in hands.window.pane.find_bar.hits:
            if view.selection is None or view.selection[0] != offset:
                hands.press("Return")
        hands.press("Esc")
        assert view.selection is not None
        assert view.selection[0] == offset

    def walk(self, offset: int) -> None:
        """Move the caret there by the longest steps that do not go past it."""
        view = self.hands.view
        assert view.caret <= offset
        for step in ("Ctrl+Down", "Ctrl+PgDown", "Ctrl+", ""):
            while view.caret < offset:
                before = view.caret
                self.hands.press(step if step.endswith("Down") else step + self.onwards())
                if not before < view.caret <= offset:
                    self.back(step, before)
                    break
        assert view.caret == offset

    def back(self, step: str, before: int) -> None:
        """One step too far: back again; by a sentence or paragraph that may be farther."""
        view = self.hands.view
        if view.caret > before:
            opposite = step.replace("Down", "Up")
            self.hands.press(opposite if opposite.endswith("Up") else step + self.backwards())
        while view.caret < before:
            self.hands.press(f"Ctrl+{self.onwards()}")

    def onwards(self) -> str:
        """The arrow that points where the paragraph at the caret goes."""
        paragraphs = self.hands.view._paragraphs
        is_from_right = paragraphs.is_right_to_left(paragraphs.block_at(self.hands.view.caret))
        return "Left" if is_from_right else "Right"

    def backwards(self) -> str:
        """The other arrow."""
        return "Right" if self.onwards() == "Left" else "Left"

    def add(self, end: int, label: Label) -> None:
        """Select by tokens up to `end`, from what the search has selected, then give the label."""
        while (self.hands.view.selection or (0, 0))[1] < end:
            self.hands.press(f"Shift+{self.onwards()}")
        while (self.hands.view.selection or (0, 0))[1] > end:
            self.hands.press(f"Shift+{self.backwards()}")
        assert self.hands.session.selection is not None
        self.give(label)

    # -- figures -----------------------------------------------------------------------------------

    def figures(self, name: str) -> str:
        """Keys by kind of work, and for each span of the result."""
        spans = len(self.wanted)
        total = sum(self.keys.values())
        lines = [f"{name}: {spans} spans, {total} keys, {total / spans:.2f} a span"]
        lines += [
            f"  {kind}: {self.times[kind]} times, {keys / self.times[kind]:.2f} keys each"
            for kind, keys in sorted(self.keys.items())
        ]
        return "\n".join(lines)


def gold_of(project: Project, article_id: str) -> set[Key]:
    """What is on the disk."""
    return {span.key for span in project.annotations(article_id).spans}  # type: ignore[misc]


def annotate(hands: Hands, qapp: QApplication) -> Annotator:
    """Annotate the open article; the figures are of the keys between its opening and the next."""
    counter = MouseCounter()
    qapp.installEventFilter(counter)
    hands.until_suggested()
    article_id = hands.desk.article.id
    hands.pressed = 0
    annotator = Annotator(hands)
    annotator.judge_all()
    annotator.add_missing()
    hands.until_saved()
    assert gold_of(hands.project, article_id) == annotator.wanted
    annotator.counted("done", lambda: hands.press("Ctrl+Return"))
    hands.until_saved()
    assert hands.state_of(article_id) is ArticleState.DONE
    qapp.removeEventFilter(counter)
    assert counter.count == 0
    assert not hands.failures
    assert hands.project.check() == []
    return annotator


def has_both_layers(keys: Sequence[Key] | set[Key]) -> bool:
    """Whether entities and events are there."""
    return {key[0] for key in keys} == set(Layer)


def test_a_sample_article_from_suggestions_to_done(
    start: Start, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "sample.spandesk"
    make_sample(path)
    hands = start(path)
    annotator = annotate(hands, qapp)
    print("\n" + annotator.figures("sample"))
    assert has_both_layers(annotator.wanted)
    assert annotator.times["add"] >= MISSING // 2
    spans = len(annotator.wanted)
    assert spans > 50
    # One key accepts; what is added takes the way there and the tokens. Far less than two a span.
    assert sum(annotator.keys.values()) / spans < 2.5
    assert annotator.keys["accept"] == annotator.times["accept"]
    assert annotator.keys["reject"] == annotator.times["reject"]
    assert annotator.keys["other boundaries"] == annotator.times["other boundaries"]


@pytest.mark.parametrize(
    "path", sorted(Path(FOLDER).glob("*.txt")) if FOLDER else [], ids=lambda path: path.stem
)
def test_an_article_of_a_folder_from_suggestions_to_done(
    start: Start, qapp: QApplication, tmp_path: Path, path: Path
) -> None:
    try:
        text = normalise_text(path.read_text(encoding="utf-8")).text
    except UnicodeDecodeError:
        pytest.skip("no UTF-8")
    if not 30 <= len(text.split()) <= 3000:
        pytest.skip("no article")
    project = Project.create(
        tmp_path / "one.spandesk", find_schema("news"), articles=[Article("one", text)]
    )
    project.close()
    annotator = annotate(start(project.path), qapp)
    print("\n" + annotator.figures(path.stem))
    assert annotator.wanted

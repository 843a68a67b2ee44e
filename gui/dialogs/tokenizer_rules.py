"""Tokenizer rules of the project: cut a word for the span in focus, see what else it changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QRadioButton, QWidget

from annotate.compat import override
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.tokenizer.preview import RulePreview
from annotate.tokenizer.rules import RuleKind, TokenizerRule, with_rules
from gui.dialogs.parts import Dialog, line, note, plain
from gui.jobs import Jobs
from gui.theme import SPACE
from gui.words import article_count


class TokenizerRulesDialog(Dialog):
    """Offers rules for one span, with a preview of each, and lists the rules that there are."""

    rules_chosen = Signal(object)
    """All rules of the project from now on, a tuple of `TokenizerRule`."""

    def __init__(
        self,
        project: str,
        known: tuple[TokenizerRule, ...],
        offers: Sequence[tuple[TokenizerRule, ...]],
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        """`project` is the path of its file; each of `offers` would make the span fit."""
        super().__init__(self.tr("Tokenizer rules"), parent)
        self._project = project
        self._known = known
        self._jobs = jobs
        self._job_id = ""
        self.add(
            note(
                self.tr(
                    "Tokens are what a pipeline learns. A rule cuts words of this project further; "
                    "it holds in the window, in every export and in the trained pipeline."
                )
            )
        )
        self.offers: list[QRadioButton] = []
        self._rules_of: dict[QRadioButton, tuple[TokenizerRule, ...]] = {}
        for rules in offers:
            button = QRadioButton(", ".join(self._words(rule) for rule in rules))
            button.toggled.connect(self._on_offer)
            self.offers.append(button)
            self._rules_of[button] = rules
            self.add(button)
        self.preview = plain()
        self.preview.setVisible(bool(offers))
        self.examples = QListWidget()
        self.examples.setObjectName("card")
        self.examples.setAccessibleName(self.tr("Words that would be cut"))
        self.examples.setVisible(bool(offers))
        self.add(self.preview)
        self.add(self.examples, 2)
        if offers:
            self.add(line())
        self._build_rules()
        self.remove = self.add_button(self.tr("Remove rule"), self._on_remove, is_left=True)
        self.remove.setVisible(bool(known))
        self.remove.setEnabled(False)
        self.add_button(self.tr("Close"), self.reject)
        self.add_rule = self.add_button(self.tr("Add rule"), self._on_add, is_primary=True)
        self.add_rule.setVisible(bool(offers))
        self.add_rule.setEnabled(False)
        jobs.job_finished.connect(self._on_finished)
        jobs.job_failed.connect(self._on_failed)
        self.resize(620, 480 if offers else 320)
        if self.offers:
            self.offers[0].setChecked(True)

    def _build_rules(self) -> None:
        known = self._known
        self.add(plain(self.tr("Rules of this project:") if known else self.tr("No rule yet.")))
        self.rules = QListWidget()
        self.rules.setObjectName("card")
        self.rules.setAccessibleName(self.tr("Rules of this project"))
        for rule in known:
            self.rules.addItem(self._words(rule))
        self.rules.currentItemChanged.connect(self._on_rule)
        self.rules.setVisible(bool(known))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.rules)
        self.add(row, 1)
        if not known:
            self.body.addStretch(0)

    @property
    def is_looking(self) -> bool:
        """Whether a preview is on its way."""
        return bool(self._job_id)

    @override
    def done(self, result: int) -> None:
        """Stop a preview that nobody waits for any more."""
        self._stop()
        super().done(result)

    def _words(self, rule: TokenizerRule) -> str:
        if rule.kind is RuleKind.SIGN:
            return self.tr("Cut every word at “{text}”").format(text=rule.text)
        return self.tr("Cut “{word}” into {pieces}").format(
            word=rule.text, pieces=" | ".join(rule.pieces)
        )

    def _chosen(self) -> tuple[TokenizerRule, ...]:
        return next((self._rules_of[each] for each in self.offers if each.isChecked()), ())

    def _on_offer(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's
        if not is_on:
            return
        self._stop()
        self.examples.clear()
        self.add_rule.setEnabled(False)
        self.preview.setText(self.tr("Looking at every article…"))
        self._job_id = self._jobs.run_function(
            "preview_rules",
            project=self._project,
            before=self._known,
            after=with_rules(self._known, self._chosen()),
        )

    def _on_finished(self, job_id: str, value: object) -> None:
        if not job_id or job_id != self._job_id or not isinstance(value, RulePreview):
            return
        self._job_id = ""
        self.preview.setText(
            self.tr(
                "Places that change: {places}, in {articles}. Gold spans that begin to fit the "
                "tokens: {fitting}, that cease to: {broken}."
            ).format(
                places=value.places,
                articles=article_count(value.articles),
                fitting=value.fitting,
                broken=value.broken,
            )
        )
        for text, pieces, count in value.words:
            shown = " ".join(text.split())
            self.examples.addItem(f"{shown}  →  {' | '.join(pieces)}   × {count}")
        self.add_rule.setEnabled(value.places > 0)

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if job_id and job_id == self._job_id:
            self._job_id = ""
            self.preview.setText(sentence(error))

    def _on_rule(self, row: QListWidgetItem | None, _: object = None) -> None:
        self.remove.setEnabled(row is not None)

    def _on_add(self) -> None:
        self.rules_chosen.emit(with_rules(self._known, self._chosen()))
        self.accept()

    def _on_remove(self) -> None:
        gone = self.rules.currentRow()
        self.rules_chosen.emit(tuple(r for place, r in enumerate(self._known) if place != gone))
        self.accept()

    def _stop(self) -> None:
        if self._job_id:
            self._jobs.cancel(self._job_id)
            self._job_id = ""

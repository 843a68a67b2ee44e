"""Flows of the guard: is the project ready to train, and do spans fit the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from gui.words import counted

if TYPE_CHECKING:
    from annotate.tokenizer.rules import TokenizerRule
    from annotate.training.export import ExportOptions
    from gui.dialogs.readiness import ReadinessDialog
    from gui.main_window import MainWindow
    from gui.readiness import ReadinessCheck


class GuardFlows(QObject):
    """The target "guard" of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`; nothing is loaded before a flow begins."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.check: ReadinessCheck | None = None
        """What looks before an export; none before it was asked for."""
        self._dialog: ReadinessDialog | None = None
        self._session.project_closed.connect(self._close)

    # -- before an export --------------------------------------------------------------------------

    def show_readiness(self, options: ExportOptions | None = None) -> None:
        """Look at what an export would hold, with these options or the usual ones."""
        suggesting = self._session.suggesting
        if self._session.project is None or suggesting is None:
            return
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        from annotate.training.export import ExportOptions
        from gui.dialogs.readiness import ReadinessDialog
        from gui.readiness import ReadinessCheck

        if self.check is None:
            self.check = ReadinessCheck(self._session, suggesting.jobs, self)
        dialog = self._dialog = ReadinessDialog(
            self.check, options or ExportOptions(), self._window.appearance, self._window
        )
        dialog.place_chosen.connect(self._window.suggest_flows.go_to)
        dialog.export_wanted.connect(self._window.exchange.export_spacy)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.show()
        dialog.start()

    # -- while annotating --------------------------------------------------------------------------

    def snap(self, how: str = "expand") -> None:
        """Put the span in focus on whole tokens, or have the tokens cut by a "rule".

        "expand" takes those that it touches, "contract" those inside it.
        """
        if how == "rule":
            self.show_rules()
            return
        from annotate.snapping import fit_of, snap
        from annotate.spans import Span

        session, desk, span = self._session, self._session.desk, self._session.focused
        if desk is None or not isinstance(span, Span):
            return
        edit = snap(desk, span, expands=how == "expand", hand=session.hand())
        if edit is not None:
            session.push(edit, "snap")
        elif fit_of(desk.tokens, span) is None:
            self._window.banner.say_here(self.tr("This span begins and ends with tokens already."))
        else:
            self._window.banner.say_here(
                self.tr("There is no whole token to put it on, or the label stands there already.")
            )

    def snap_all(self) -> None:
        """Put every span of the article that is off the tokens on the tokens that it touches."""
        from annotate.project import Why
        from annotate.snapping import off_tokens, snap_all

        session, desk = self._session, self._session.desk
        if desk is None:
            return
        before = len(off_tokens(desk))
        if not before:
            self._window.banner.say_here(self.tr("Every span begins and ends with tokens."))
            return
        session.push(snap_all(desk, hand=session.hand()), "snap all", why=Why.BULK)
        left = len(off_tokens(desk))
        words = counted(
            before - left,
            self.tr("1 span snapped to tokens."),
            self.tr("{count} spans snapped to tokens."),
        )
        if left:
            rest = counted(left, self.tr("1 fits nowhere."), self.tr("{count} fit nowhere."))
            words = f"{words} {rest}"
        self._window.banner.say(
            words,
            button=self.tr("Undo"),
            help_with=session.undo,
            until=session.undo_stack.indexChanged,
            is_of_article=True,
        )

    # -- tokenizer rules ---------------------------------------------------------------------------

    def show_rules(self) -> None:
        """Show the tokenizer rules of the project, and offer those that make the span fit."""
        from annotate.snapping import fit_of
        from annotate.spans import Span
        from annotate.tokenizer.rules import SETTING, rules_from, sign_rules, word_rules
        from gui.dialogs.tokenizer_rules import TokenizerRulesDialog

        session, desk, span = self._session, self._session.desk, self._session.focused
        project, suggesting = session.project, session.suggesting
        if project is None or suggesting is None:
            return
        session.settle()
        known = rules_from(project.setting(SETTING))
        offers: list[tuple[TokenizerRule, ...]] = []
        if desk is not None and isinstance(span, Span) and fit_of(desk.tokens, span) is not None:
            text, tokens = desk.article.text, desk.tokens
            words = word_rules(text, tokens, span.start, span.end, known)
            signs = sign_rules(text, tokens, span.start, span.end)
            offers = [rules for rules in (words, signs) if rules]
        dialog = TokenizerRulesDialog(
            str(project.path), known, offers, suggesting.jobs, self._window
        )
        dialog.rules_chosen.connect(self._keep_rules)
        dialog.exec()
        dialog.deleteLater()

    def _keep_rules(self, rules: tuple[TokenizerRule, ...]) -> None:
        """Keep the rules in the project, and have the open article cut anew."""
        from annotate.errors import AnnotateError
        from annotate.tokenizer.rules import SETTING, as_setting

        project, suggesting = self._session.project, self._session.suggesting
        if project is None or suggesting is None:
            return
        try:
            project.set_setting(SETTING, as_setting(rules)).result()
        except AnnotateError as error:
            self._window.flows.report(error)
            return
        suggesting.look_again()

    def _forget(self) -> None:
        self._dialog = None

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()

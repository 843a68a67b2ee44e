"""What goes along when articles are removed: asked where somebody has finished some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.dialogs.parts import Dialog, note, plain
from gui.words import counted

if TYPE_CHECKING:
    from annotate.removing import Going


class RemovalDialog(Dialog):
    """Says how many articles, done ones and gold spans would go, and that they come back."""

    def __init__(self, going: Going, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Remove articles"))
        self.heading.setText(
            counted(
                going.articles, self.tr("Remove 1 article?"), self.tr("Remove {count} articles?")
            )
        )
        self.add(plain(self._what_goes(going)))
        self.add(
            note(
                self.tr(
                    "Nothing is deleted. Undo takes it back, also after a restart; and what is "
                    "removed stands under “Removed” in the list, to be brought back as it was."
                )
            )
        )
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(
            counted(going.articles, self.tr("Remove"), self.tr("Remove {count}")),
            self.accept,
            is_primary=True,
        )
        self.resize(460, 0)

    def _what_goes(self, going: Going) -> str:
        if not going.done:
            said = self.tr("None of them is done. Gold spans that go along: {count}.")
            return said.format(count=going.spans)
        done = counted(
            going.done, self.tr("1 of them is done."), self.tr("{count} of them are done.")
        )
        if going.articles == 1:
            done = self.tr("It is done.")
        spans = self.tr(
            "Gold spans that go along: {count}. Training, export and figures are without them then."
        )
        return f"{done} {spans.format(count=going.spans)}"

"""A verdict on a report's file: colour, shape and words, then every reason and every signature."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.verdict import CheckedSignature, Finding, ReportFacts, Verdict, VerdictStatus
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.icons import icon
from tmfcheck.gui.theme import SPACE
from tmfcheck.seal_messages import DISTRUSTS, VERDICT_SENTENCES, VERDICTS, finding_words
from tmfcheck.wording import LEVELS, msr_words

_LOOKS: Mapping[VerdictStatus, tuple[str, str, str]] = {
    VerdictStatus.SIGNED_INTACT: ("badge-check", "yes", "note"),
    VerdictStatus.INTACT: ("check", "yes", "note"),
    VerdictStatus.NOT_PROVEN: ("circle", "warning", "warning"),
    VerdictStatus.ALTERED: ("triangle-alert", "danger", "danger"),
    VerdictStatus.FOREIGN: ("x", "danger", "danger"),
    VerdictStatus.DAMAGED: ("x", "danger", "danger"),
}
"""Shape, its colour and the card's kind."""

_SHAPE_PX = 32


class VerdictCard(QWidget):
    """Shows one verdict after another."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE * 4)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a verdict in place of the one before."""
        elements.empty(self._column)
        self._column.addWidget(self._build_head(verdict))
        if verdict.report is not None:
            self._column.addWidget(self._build_report(verdict, verdict.report))
        if verdict.signatures:
            self._column.addWidget(elements.text(self._context.texts.gettext("Digital signatures"), "section"))
        for signature in verdict.signatures:
            self._column.addWidget(self._build_signature(signature))

    def _build_head(self, verdict: Verdict) -> QFrame:
        gettext = self._context.texts.gettext
        picture, colour, kind = _LOOKS[verdict.status]
        shape = QLabel()
        side = self._context.theme.text_px(_SHAPE_PX)
        shape.setPixmap(icon(picture, self._context.theme, colour=colour).pixmap(side, side))
        shape.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = elements.column(spacing=SPACE)
        self.title = elements.text(gettext(VERDICTS[verdict.status]), "title")
        self.sentence = elements.text(gettext(VERDICT_SENTENCES[verdict.status]))
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        for finding in verdict.problems:
            words.addWidget(self._build_line(finding, "strong"))
        for finding in verdict.notes:
            words.addWidget(self._build_line(finding, "small"))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addWidget(shape)
        row.addLayout(words, 1)
        card = elements.card(row, kind=kind)
        card.setAccessibleName(self.title.text())
        card.setAccessibleDescription(self.sentence.text())
        return card

    def _build_line(self, finding: Finding, role: str) -> QLabel:
        return elements.text(f"– {finding_words(finding, self._context.texts)}", role)

    def _build_report(self, verdict: Verdict, report: ReportFacts) -> QFrame:
        gettext, texts = self._context.texts.gettext, self._context.texts
        recomputed = {
            True: gettext("the same"),
            False: gettext("different"),
            None: gettext("nothing to compute"),
        }[verdict.recomputed_equal]
        closed = texts.moment(report.closed_at) if report.closed_at else gettext("Not closed")
        msr = msr_words(report, texts)
        level = gettext(LEVELS[report.level]) if report.level else "–"
        lines = {
            gettext("Facility"): report.facility,
            gettext("Assessed by"): report.assessed_by,
            gettext("Closed"): f"{closed}, {report.closed_by}" if report.closed_by else closed,
            gettext("Result"): f"MSR {msr} · {level}",
            gettext("Results computed anew"): recomputed,
            gettext("Version"): self._chain_words(verdict, report),
            gettext("Content fingerprint"): grouped(report.fingerprint),
        }
        return self._build_lines(lines)

    def _chain_words(self, verdict: Verdict, report: ReportFacts) -> str:
        gettext, number = self._context.texts.gettext, self._context.texts.number
        known = [link for link in verdict.chain if link.known]
        words = number(report.revision)
        if len(verdict.chain) > 1:
            words += " · " + gettext("in your archive: {known} of {all}").format(
                known=number(len(known)), all=number(len(verdict.chain))
            )
        return words

    def _build_signature(self, signature: CheckedSignature) -> QFrame:
        gettext, texts = self._context.texts.gettext, self._context.texts
        trust = gettext("trusted") if signature.distrust is None else gettext(DISTRUSTS[signature.distrust])
        clock = gettext("by the signer’s own clock")
        seen = gettext("invisible") if signature.page is None else gettext("page {page}").format(page=signature.page)
        lines = {
            gettext("Signed by"): ", ".join(part for part in (signature.name, signature.stated_name) if part),
            gettext("Signed"): f"{texts.moment(signature.signed_at)} · {clock}",
            gettext("Reason"): signature.reason or "–",
            gettext("Content"): gettext("what it covers is unchanged") if signature.intact else gettext("broken"),
            gettext("Certificate"): trust,
            gettext("Issued by"): signature.issuer,
            gettext("Valid"): f"{texts.date(signature.not_before.date())} – {texts.date(signature.not_after.date())}",
            gettext("Place"): seen,
        }
        return self._build_lines(lines, kind="card" if signature.intact else "danger")

    def _build_lines(self, lines: Mapping[str, str], kind: str = "card") -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 4)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(lines.items()):
            grid.addWidget(elements.text(label, "muted", wraps=False), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = elements.text(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, row, 1)
        return elements.card(grid, kind=kind)

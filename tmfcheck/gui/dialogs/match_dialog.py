"""Proposes to which questions photos belong, by the times they were taken and answers were given."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHeaderView, QSpinBox, QTreeWidget, QTreeWidgetItem, QWidget

from tmfcheck.domain.evidence import Evidence
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.evidence.evidence_words import taken_words
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.theme import SPACE

USUAL_TOLERANCE_MINUTES = 10
_MOST_MINUTES = 24 * 60
_ROW = Qt.ItemDataRole.UserRole


class MatchDialog(FormDialog):
    """A preview that follows the clock's difference as it is set; only ticked proposals are stored."""

    def __init__(
        self, context: GuiContext, presenter: AssessmentPresenter, photos: tuple[Evidence, ...], parent: QWidget
    ) -> None:
        """Of ``photos``, those with a time are proposed; how many have none is said."""
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("Match photos by time"), gettext("Put to these questions"), 860)
        self._presenter = presenter
        self._photos = {photo.id: photo for photo in photos if photo.taken_at is not None}
        self._timeless = len(photos) - len(self._photos)
        self._build_clock()
        self._build_table()
        self.show_proposals()
        self.offset.setFocus()

    def _build_clock(self) -> None:
        gettext = self.context.texts.gettext
        self.offset = self._make_minutes(-_MOST_MINUTES, 0)
        self.tolerance = self._make_minutes(1, USUAL_TOLERANCE_MINUTES)
        names = (gettext("The camera's clock is ahead by"), gettext("Photo and answer at most apart"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 4)
        for column, (name, field) in enumerate(zip(names, (self.offset, self.tolerance), strict=True)):
            field.setAccessibleName(name)
            grid.addWidget(elements.text(name, "strong"), 0, column)
            grid.addWidget(field, 1, column)
        words = gettext(
            "A photo belongs to the next answer given after it was taken, else to the one before. "
            "Give a negative number where the camera's clock was behind this computer's."
        )
        self.fields.addWidget(elements.text(words, "muted"))
        self.fields.addSpacing(SPACE * 2)
        self.fields.addLayout(grid)
        self.fields.addSpacing(SPACE * 3)

    def _make_minutes(self, least: int, value: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(least, _MOST_MINUTES)
        field.setValue(value)
        field.lineEdit().setTextMargins(SPACE * 2, 0, 0, 0)
        field.setSuffix(" " + self.context.texts.gettext("min"))
        field.valueChanged.connect(lambda _minutes: self.show_proposals())
        return field

    def _build_table(self) -> None:
        gettext = self.context.texts.gettext
        self.table = QTreeWidget()
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(gettext("Proposals"))
        self.table.setHeaderLabels([gettext("Photo"), gettext("Taken"), gettext("Question"), gettext("Time between")])
        self.table.setMinimumHeight(self.context.theme.control_height() * 8)
        header = self.table.header()
        header.setStretchLastSection(False)
        for column in (0, 1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.itemChanged.connect(lambda _item, _column: self._count())
        self.summary = elements.text("", "muted")
        self.fields.addWidget(self.table, 1)
        self.fields.addWidget(self.summary)

    # ------------------------------------------------------------ showing

    def show_proposals(self) -> None:
        """Propose anew, with every found question ticked."""
        from tmfcheck.services.evidence import match_by_time

        local = self.context.desk.clock().astimezone().utcoffset() or timedelta()
        proposals = match_by_time(
            self._presenter.state,
            self._photos.values(),
            timedelta(minutes=self.tolerance.value()),
            local + timedelta(minutes=self.offset.value()),
        )
        self.table.blockSignals(True)
        self.table.clear()
        for proposal in proposals:
            self.table.addTopLevelItem(
                self._make_row(self._photos[proposal.evidence_id], proposal.question_id, proposal.distance)
            )
        self.table.blockSignals(False)
        self._count()

    def _make_row(self, photo: Evidence, question_id: str | None, distance: timedelta | None) -> QTreeWidgetItem:
        texts, pack = self.context.texts, self._presenter.state.pack
        title = texts.gettext("no answer near, or several")
        if question_id is not None:
            title = f"{question_id}  {self.context.content.pick(pack.question_by_id[question_id].text)}"
        row = QTreeWidgetItem(
            [photo.caption or photo.file_name, taken_words(texts, photo), title, self._apart(distance)]
        )
        row.setData(0, _ROW, (photo.id, question_id))
        row.setToolTip(2, elements.plain_tip(title))
        if question_id is None:
            row.setFlags(Qt.ItemFlag.ItemIsSelectable)
        else:
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(0, Qt.CheckState.Checked)
        return row

    def _apart(self, distance: timedelta | None) -> str:
        """How long after the photo the answer came; negative where it came first."""
        if distance is None:
            return ""
        minutes = distance.total_seconds() / 60
        return f"{self.context.texts.number(minutes, 1)} {self.context.texts.gettext('min')}"

    def _rows(self) -> list[QTreeWidgetItem]:
        found = (self.table.topLevelItem(number) for number in range(self.table.topLevelItemCount()))
        return [row for row in found if row is not None]

    def chosen(self) -> dict[str, str]:
        """By photo the question it shall go to: the ticked proposals."""
        ticked = (row.data(0, _ROW) for row in self._rows() if row.checkState(0) == Qt.CheckState.Checked)
        return {photo: question for photo, question in ticked if question is not None}

    def _count(self) -> None:
        texts, chosen = self.context.texts, len(self.chosen())
        words = texts.gettext("To be put to a question: {chosen} of {all} photos.")
        self.summary.setText(words.format(chosen=texts.number(chosen), all=texts.number(len(self._photos))))
        if not self._photos and not self._timeless:
            self.summary.setText(texts.gettext("Every photo with a time is at a question already."))
        elif self._timeless:
            words = texts.ngettext(
                "{number} photo has no time of its own and has to be put by hand.",
                "{number} photos have no time of their own and have to be put by hand.",
                self._timeless,
            )
            told = words.format(number=texts.number(self._timeless))
            self.summary.setText(f"{self.summary.text()} {told}" if self._photos else told)
        self.confirm_button.setEnabled(bool(chosen))

    def store(self) -> None:
        self._presenter.evidence.assign(self.chosen())

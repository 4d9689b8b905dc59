"""The evidence of the open assessment as screens know it: photos, files, documents and the visit, and every change."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from tmfcheck.domain.evidence import Evidence, EvidenceFile, EvidenceKind, PhotoSize, Pin, Visit
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.evidence.intake import Intake
from tmfcheck.gui.evidence.preparer import Incoming
from tmfcheck.gui.evidence.thumbnails import Thumbnails
from tmfcheck.gui.presenters.document_presenter import DocumentPresenter
from tmfcheck.gui.presenters.removals import Removal, Removals, RemovedKind

if TYPE_CHECKING:
    from tmfcheck.gui.context import GuiContext
    from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
    from tmfcheck.services.evidence import PreparedFile


class EvidencePresenter(QObject):
    """Shares the state of the assessment's presenter: what changes here comes back by its ``state_changed``."""

    def __init__(self, context: GuiContext, assessment: AssessmentPresenter) -> None:
        super().__init__(assessment)
        self._context = context
        self._assessment = assessment
        self.intake = Intake(self._begin, self)
        self.intake.failed.connect(context.report_problem)
        self.thumbnails = Thumbnails(partial(self._copy, size=PhotoSize.THUMB), self)
        self.removals = Removals(assessment.note_undoable, assessment.forget_undoable, self)
        self.register = DocumentPresenter(context, assessment, self.removals)

    # ------------------------------------------------------------ what is there

    @property
    def file(self) -> EvidenceFile:
        """Everything the assessment rests on."""
        return self._assessment.state.evidence

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed."""
        return self._assessment.lock is not None

    def find(self, evidence_id: str) -> Evidence | None:
        """Evidence by its id; None where it was removed."""
        return next((item for item in self.file.items if item.id == evidence_id), None)

    def picture(self, item: Evidence) -> QPixmap:
        """A picture as large as a screen needs it, upright, without drawings; empty where it cannot be read."""
        picture = QPixmap()
        if item.is_photo:
            try:
                picture.loadFromData(self._copy(item.sha256, PhotoSize.SCREEN))
            except TmfCheckError as error:
                self._context.report_problem(error)
        return picture

    def original(self, sha256: str) -> bytes:
        """The stored file, bit for bit; raises TmfCheckError."""
        from tmfcheck.services import evidence

        return evidence.original(self._context.desk, sha256)

    def original_in_steps(self, sha256: str) -> Generator[None, None, bytes]:
        """The same in short steps; the bytes are the generator's value."""
        from tmfcheck.services import evidence

        return evidence.original_in_steps(self._context.desk, sha256)

    def _copy(self, sha256: str, size: PhotoSize) -> bytes:
        from tmfcheck.services import evidence

        return evidence.picture(self._context.desk, sha256, size)

    # ------------------------------------------------------------ taking in

    def add_files(
        self, paths: Sequence[Path], question_id: str | None = None, kind: EvidenceKind | None = None
    ) -> None:
        """Attach files to a question, or to none yet, in the background."""
        if not self.is_locked:
            self.intake.add([Incoming(path, path.name, question_id, kind) for path in paths])

    def add_picture(self, picture: QImage, question_id: str | None = None) -> None:
        """Attach a pasted picture in the background."""
        if not self.is_locked and not picture.isNull():
            moment = self._context.desk.clock().astimezone()
            self.intake.add([Incoming(picture, f"{moment:%Y-%m-%d %H.%M.%S}.png", question_id)])

    def file_document(self, document_id: str, path: Path) -> None:
        """Keep a document's file in the register, in the background."""
        if not self.is_locked:
            self.intake.add([Incoming(path, path.name, document_id=document_id)])

    def go_on_from(self, before: EvidencePresenter) -> None:
        """Take in what is on its way to the same assessment, which was read anew; nothing of it is prepared twice."""
        self.intake.deleteLater()
        self.intake = before.intake
        self.intake.hand_over(self._begin, self)

    def stop(self) -> None:
        """Give up what is still on its way; called before the assessment is left."""
        self.intake.stop()

    def _begin(self, incoming: Incoming, prepared: PreparedFile) -> Generator[None, None, bool]:
        """The steps that store a file; the value is False where the assessment has it already."""
        from tmfcheck.services import documents, evidence

        desk, state, by = self._context.desk, self._assessment.state, self._assessment.by
        if incoming.document_id is not None:
            yield from documents.put_file_in_steps(desk, prepared)
            self.register.put_file(incoming.document_id, prepared)
            return True
        if self._is_known(incoming, prepared.sha256):
            return False
        item = yield from evidence.attach_in_steps(
            desk, state, prepared, incoming.question_id, kind=incoming.kind, by=by
        )
        self._assessment.take(evidence.with_evidence(self._assessment.state, item))
        return True

    def _is_known(self, incoming: Incoming, sha256: str) -> bool:
        """Whether the question has this very file; for no question, whether the assessment has it anywhere."""
        present = self.file.with_content(sha256)
        if incoming.kind is EvidenceKind.PLAN:
            return any(item.kind is EvidenceKind.PLAN for item in present)
        return any(incoming.question_id in (None, item.question_id) for item in present)

    # ------------------------------------------------------------ changing

    def change(self, evidence_id: str, **changes: object) -> bool:
        """Store other values of evidence, such as ``caption`` or ``rotation``; whether they are stored."""
        from tmfcheck.services import evidence

        item = self.find(evidence_id)
        if item is None or self.is_locked:
            return False
        changed = replace(item, **changes)  # type: ignore[arg-type]
        if changed == item:
            return True
        desk, by = self._context.desk, self._assessment.by
        return self._assessment.change(lambda: evidence.change(desk, self._assessment.state, changed, by))

    def assign(self, questions: Mapping[str, str | None]) -> bool:
        """Put evidence, by its id, under questions, or under none (None), in one step; whether it is stored there."""
        before = {name: item.question_id for name in questions if (item := self.find(name)) is not None}
        wanted = {name: questions[name] for name in before if questions[name] != before[name]}
        if self.is_locked or not self._assign(wanted):
            return False
        self._assessment.note_undoable(partial(self._assign_again, {name: before[name] for name in wanted}))
        return True

    def _assign_again(self, questions: Mapping[str, str | None]) -> bool:
        return self._assign({name: question for name, question in questions.items() if self.find(name) is not None})

    def _assign(self, questions: Mapping[str, str | None]) -> bool:
        from tmfcheck.services import evidence

        desk, by = self._context.desk, self._assessment.by
        return self._assessment.change(lambda: evidence.assign(desk, self._assessment.state, questions, by))

    def remove(self, evidence_id: str) -> bool:
        """Take evidence away; it can be brought back until the assessment is closed."""
        return self.remove_all([evidence_id])

    def remove_all(self, evidence_ids: Sequence[str]) -> bool:
        """Take several pieces of evidence away in one step; whether all of them are gone."""
        from tmfcheck.services import evidence

        items = [item for item in map(self.find, evidence_ids) if item is not None]
        desk, by, ids = self._context.desk, self._assessment.by, [item.id for item in items]
        if self.is_locked or not items:
            return False
        is_gone = self._assessment.change(lambda: evidence.remove(desk, self._assessment.state, *ids, by=by))
        if is_gone:
            names = tuple(item.caption or item.file_name for item in items)
            self.removals.note(Removal(RemovedKind.EVIDENCE, names, partial(self._restore, items)))
        return is_gone

    def _restore(self, items: Sequence[Evidence]) -> bool:
        """Bring removed evidence back; what is back already stays."""
        from tmfcheck.services import evidence

        if items[0].question_id is not None:
            self._assessment.go_to(items[0].question_id)
        set_aside = {item.id for item in self.file.removed}
        desk, by, ids = self._context.desk, self._assessment.by, [item.id for item in items if item.id in set_aside]
        return self._assessment.change(lambda: evidence.restore(desk, self._assessment.state, *ids, by=by))

    def set_pin(self, evidence_id: str, pin: Pin | None) -> bool:
        """Give a photo another place, or none; the place it had can be brought back."""
        item = self.find(evidence_id)
        if item is None or item.pin == pin or not self.change(evidence_id, pin=pin):
            return False
        bring_back = partial(self._pin_again, evidence_id, item.pin)
        if pin is None:
            name = item.caption or item.file_name
            self.removals.note(Removal(RemovedKind.PIN, (name,), bring_back))
        else:
            self.removals.forget()
            self._assessment.note_undoable(bring_back)
        return True

    def _pin_again(self, evidence_id: str, pin: Pin | None) -> bool:
        return self.find(evidence_id) is None or self.change(evidence_id, pin=pin)

    def reorder(self, question_id: str | None, ids: Sequence[str]) -> bool:
        """Put the evidence of a question into another order."""
        from tmfcheck.services import evidence

        if self.is_locked:
            return False
        desk, by = self._context.desk, self._assessment.by
        return self._assessment.change(lambda: evidence.reorder(desk, self._assessment.state, question_id, ids, by))

    # ------------------------------------------------------------ the visit

    def write_visit(self, visit: Visit) -> None:
        """Store the record of the visit; raises TmfCheckError, and nothing is changed."""
        from tmfcheck.services import visits

        desk, state, by = self._context.desk, self._assessment.state, self._assessment.by
        self._assessment.take(visits.write_visit(desk, state, visit, by))

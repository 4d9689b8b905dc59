"""The pictures of the evidence screen for ``tests.screenshots``, and something to see on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.scenes_for_tests import scene
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Annotation, AnnotationKind, Document, EvidenceKind, Person, Pin, Visit
from tmfcheck.gui.screens.assessment_screen import AssessmentScreen
from tmfcheck.gui.screens.evidence_screen import EvidenceScreen
from tmfcheck.services import documents, evidence, visits
from tmfcheck.services.desk import Desk

if TYPE_CHECKING:
    from tests.screenshots import Studio


def give_evidence(desk: Desk, state: AssessmentState, asked: list[str]) -> None:
    """Photos at questions and at none, one with drawings, a plan with a pin, documents and a visit."""
    present = state.assessment.question
    places = [present, present, present, *asked[:3], None, None]
    for number, question in enumerate(places):
        prepared = evidence.prepare_bytes(scene(number), f"IMG_{number + 20}.jpg")
        state = evidence.attach(desk, state, prepared, question, caption="Kadamjai, 2" if number % 2 else "")
    plan = evidence.prepare_bytes(scene(9), "plan.jpg")
    state = evidence.attach(desk, state, plan, kind=EvidenceKind.PLAN)
    drawn = state.evidence.of_question(present or "")[0]
    marks = (
        Annotation(AnnotationKind.ARROW, ((0.2, 0.2), (0.5, 0.42))),
        Annotation(AnnotationKind.ELLIPSE, ((0.55, 0.3), (0.8, 0.5))),
        Annotation(AnnotationKind.MEASURE, ((0.2, 0.75), (0.6, 0.65)), "2.4 m"),
    )
    pin = Pin(plan_id=state.evidence.plans[0].id, x=0.4, y=0.6)
    state = evidence.change(desk, state, replace(drawn, annotations=marks, pin=pin))
    for number, valid_to in (("12", date(2025, 1, 1)), ("7-2", None)):
        document = Document("", state.assessment.id, f"Kadamjai {number}", number, date(2014, 5, 1), valid_to)
        state = documents.add_document(desk, state, document)
    state = documents.cite(desk, state, present or "", state.evidence.documents[0].id, "12–14")
    person = Person("A. Sample", "geotechnician", "Kadamjai")
    visits.write_visit(desk, state, Visit((person,), datetime(2026, 11, 28, 4, tzinfo=UTC), weather="−12 °C"))


def photograph_evidence(studio: Studio, *name: str) -> None:
    """The parts of the evidence screen, a photo with drawings, and the dialogs on the way."""
    studio.show("evidence")
    studio.wait_for_thumbnails()
    studio.photograph("evidence-photos", *name)
    for part in ("documents", "visit", "plan"):
        studio.window.show_screen("evidence", part)
        studio.photograph(f"evidence-{part}", *name)
    screen = studio.window.current_screen()
    if not isinstance(screen, EvidenceScreen):
        raise TypeError("no evidence is shown")
    screen.show_part("documents")
    state = screen.presenter.state
    screen.presenter.evidence.register.remove(state.evidence.documents[0].id)
    studio.photograph("evidence-removed", *name)
    screen.presenter.undo()
    with studio.dialog("document", *name):
        screen.show_part("documents")
        screen.part.take_keyboard()
        QTest.keyClick(screen.part, Qt.Key.Key_Return)
    with studio.dialog("match-by-time", *name):
        screen.show_part("photos")
        QTest.keyClick(screen.part, Qt.Key.Key_T)
    studio.show("assessment")
    assessment = studio.window.current_screen()
    if isinstance(assessment, AssessmentScreen):
        with studio.dialog("cite", *name):
            assessment.evidence.cite()
        with studio.dialog("photo", *name):
            assessment.evidence.open(assessment.card.strip.items[0].id)

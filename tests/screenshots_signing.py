"""Photographs of signing and verifying, for ``tests.screenshots``: dialogs over the report, verdicts of four files."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog

from tests.scenes_for_tests import scene
from tmfcheck.domain.evidence import SignatoryRole, SignatureKind
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.main_window import MainWindow
from tmfcheck.gui.screens.report_screen import ReportScreen
from tmfcheck.gui.screens.verify_screen import VerifyScreen
from tmfcheck.gui.signing.pen_dialog import PenDialog
from tmfcheck.gui.signing.seal_dialog import SealDialog
from tmfcheck.gui.signing.signatures_dialog import SignaturesDialog
from tmfcheck.seals.trial_key import trial_signer
from tmfcheck.services import assessing, listing, signing
from tmfcheck.services.evidence import prepare_bytes
from tmfcheck.services.sealing import SigningWish, signed_bytes

STROKE = tuple((0.3 + at * 0.02, 0.5 + 0.3 * math.sin(at / 4) * math.cos(at / 23)) for at in range(110))


class Studio(Protocol):
    """What is needed of the studio in ``tests.screenshots``."""

    folder: Path
    context: GuiContext
    window: MainWindow

    def photograph(self, *name: str) -> None: ...
    def dialog(self, *name: str) -> AbstractContextManager[None]: ...


def photograph_signing(studio: Studio, wait_until: Callable[[Callable[[], bool]], None], *name: str) -> None:
    """The ways to sign the closed assessment, and what verifying says of an honest, a signed and a changed file."""
    context = studio.context
    closed = next(each for each in listing.list_assessments(context.desk) if each.is_closed)
    if not signing.signatures_of(context.desk, closed.id):
        give = {"function": "Director", "remarks": "The crest was raised in May."}
        signing.add_signature(
            context.desk, closed.id, role=SignatoryRole.INSPECTOR, name="Sample inspector", strokes=(STROKE,)
        )
        signing.add_signature(
            context.desk,
            closed.id,
            role=SignatoryRole.OPERATOR,
            name="Sample operator",
            kind=SignatureKind.REFUSED,
            **give,
        )
    context.open_assessment(closed.id)
    context.go("report")
    page = studio.window.current_screen()
    if not isinstance(page, ReportScreen):
        raise TypeError("no report is shown")
    wait_until(lambda: page.report is not None)
    with studio.dialog("signatures", *name):
        page.show_signatures()
    with studio.dialog("signatures-removed", *name):
        page.show_signatures()
        remove_a_page(page.findChildren(SignaturesDialog)[-1])
    with studio.dialog("signed-page-remove", *name):
        page.show_signatures()
        page.findChildren(SignaturesDialog)[-1].remove_buttons[0].click()
    with studio.dialog("sign-screen", *name):
        state = assessing.load_state(context.desk, closed.id)
        form = PenDialog(context, state, page)
        form.pad.show_strokes([STROKE])
        form.open()
    with studio.dialog("sign-digitally", *name):
        page.show_sealing()
    close_all(page)
    photograph_verdicts(studio, page.report.content if page.report else b"", wait_until, *name)


def remove_a_page(dialog: SignaturesDialog) -> None:
    """Attach two scans of signed pages and take one away."""
    desk, assessment_id = dialog.context.desk, dialog._state.assessment.id
    for number in range(2 - len(signing.signed_pages(desk, assessment_id))):
        scan = prepare_bytes(scene(number), f"Kadamjai-{number + 1}.jpg")
        signing.keep_signed_page(desk, assessment_id, scan, "Sample inspector")
    dialog.show_all()
    dialog._remove(signing.signed_pages(desk, assessment_id)[-1])


def close_all(page: ReportScreen) -> None:
    for dialog in page.findChildren(QDialog):
        if isinstance(dialog, SealDialog | SignaturesDialog | PenDialog):
            dialog.reject()


def photograph_verdicts(
    studio: Studio, content: bytes, wait_until: Callable[[Callable[[], bool]], None], *name: str
) -> None:
    now = datetime.now(UTC)
    signed = signed_bytes(
        content, trial_signer(now, "TMFCheck trial certificate"), SigningWish(is_visible=True, reason="Received"), now
    )
    files = {"intact": content, "signed": signed, "altered": content + b"% more"}
    studio.context.go("verify")
    page = studio.window.current_screen()
    if not isinstance(page, VerifyScreen):
        raise TypeError("no verifying is shown")
    for kind, data in files.items():
        file = studio.folder / f"{kind}.pdf"
        file.write_bytes(data)
        page.verdict = None
        page.verify(file)
        wait_until(lambda: page.verdict is not None)
        studio.photograph(f"verify-{kind}", *name)

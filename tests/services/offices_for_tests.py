"""An archive with closed assessments and their reports, and the tools of those who change reports."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import pikepdf
from PIL import Image

from tests.certificates_for_tests import PASSWORD, identity
from tests.closing_for_tests import close_as_it_is
from tests.services.desks_for_tests import started
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.content_document import canonical_bytes
from tmfcheck.domain.report_options import EVERYTHING, ReportOptions
from tmfcheck.domain.verdict import Verdict, VerdictStatus
from tmfcheck.reports import embedding
from tmfcheck.seals.key_file import open_key_file
from tmfcheck.services import answering, assessing, evidence, report_data, reporting
from tmfcheck.services.desk import Desk
from tmfcheck.services.report_data import ASSESSMENT_FILE, MANIFEST_FILE, PACK_FILE, PREVIOUS_FILE
from tmfcheck.services.sealing import SigningWish, signed_bytes

SIGNED, INTACT, NOT_PROVEN = VerdictStatus.SIGNED_INTACT, VerdictStatus.INTACT, VerdictStatus.NOT_PROVEN
ALTERED, FOREIGN, DAMAGED = VerdictStatus.ALTERED, VerdictStatus.FOREIGN, VerdictStatus.DAMAGED


@dataclass
class Office:
    """An archive with a closed assessment and its reports; everything that costs time is made once."""

    desk: Desk

    @cached_property
    def closed(self) -> str:
        return self._close("no")

    @cached_property
    def other(self) -> str:
        return self._close("yes")

    def _close(self, value: str) -> str:
        state = started(self.desk)
        given = {question.id: Answer(value, "measured", comment="Трещина") for question in state.questions}
        answering.answer_many(self.desk, state, given)
        return close_as_it_is(self.desk, state.assessment.id).assessment.id

    @cached_property
    def report(self) -> bytes:
        return self.print(self.closed)

    @cached_property
    def others_report(self) -> bytes:
        return self.print(self.other)

    def print(self, assessment_id: str, language: str = "ru", options: ReportOptions = EVERYTHING) -> bytes:
        state = assessing.load_state(self.desk, assessment_id)
        return reporting.report_bytes(reporting.report_model(self.desk, state, options), language)

    @cached_property
    def with_photo(self) -> str:
        """A closed assessment with a photo of one question."""
        state = started(self.desk)
        picture = io.BytesIO()
        Image.effect_noise((400, 300), 60).save(picture, "JPEG")
        prepared = evidence.prepare_bytes(picture.getvalue(), "crest.jpg")
        state = evidence.attach(self.desk, state, prepared, state.questions[0].id, caption="Гребень")
        return close_as_it_is(self.desk, state.assessment.id).assessment.id

    @cached_property
    def signed(self) -> bytes:
        return sign(self.report)

    @cached_property
    def signed_twice(self) -> bytes:
        return sign(self.signed, "rsa", is_visible=True)


def sign(content: bytes, kind: str = "ec", **wish: Any) -> bytes:
    made = identity(kind, authority=True)
    return signed_bytes(content, open_key_file(made.p12, PASSWORD), SigningWish(**wish), datetime.now().astimezone())


def codes(verdict: Verdict) -> set[str]:
    return {each.code for each in verdict.problems}


def attached(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(content)) as document:
        return embedding.read_files(document, report_data.LIMITS)


def rebuilt(content: bytes, change: Any) -> bytes:
    """A file as an attacker with the program's source makes it: changed, and its own digest computed anew."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(
            target,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return embedding._with_own_digest(target.getvalue())


def with_files(content: bytes, **files: bytes) -> bytes:
    """The same pages with other data attached."""
    names = {"assessment": ASSESSMENT_FILE, "pack": PACK_FILE, "manifest": MANIFEST_FILE}
    names |= {"previous": PREVIOUS_FILE} if "previous" in files else {}
    new = {name: attached(content)[name] for name in names.values()}
    new |= {names[short]: data for short, data in files.items()}

    def change(document: pikepdf.Pdf) -> None:
        for name in names.values():
            document.attachments[name].obj.EF.F.write(new[name])
            document.attachments[name].obj.EF.UF.write(new[name])

    return rebuilt(content, change)


def changed_assessment(content: bytes, **change: Any) -> dict[str, bytes]:
    """Assessment and manifest of a report as an attacker would rebuild them together, fingerprint included."""
    import hashlib

    files = attached(content)
    document = json.loads(files[ASSESSMENT_FILE])
    for path, value in change.items():
        part = document
        *steps, last = path.split("__")
        for step in steps:
            part = part[step]
        part[last] = value
    data = canonical_bytes(document)
    manifest = json.loads(files[MANIFEST_FILE])
    manifest["fingerprint"] = hashlib.sha256(data).hexdigest()
    return {"assessment": data, "manifest": canonical_bytes(manifest)}

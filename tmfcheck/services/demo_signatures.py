"""The signatures of the sample: invented strokes on the pad, and a seal whose certificate says that it is a trial."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import SignatoryRole
from tmfcheck.domain.verdict import Verdict
from tmfcheck.errors import ReportError
from tmfcheck.i18n import N_, Texts
from tmfcheck.services import sealing, signing, verifying
from tmfcheck.services.demo_answers import PERSON, SampleWords
from tmfcheck.services.demo_evidence import INSPECTOR, OPERATOR, OPERATORS_MAN, SECOND_INSPECTOR
from tmfcheck.services.desk import Desk, utc_now
from tmfcheck.services.output_files import replace_file

Point = tuple[float, float]

CERTIFICATE = N_("TMFCheck trial certificate")
SEAL_REASON = N_("Trial only")
REMARKS = N_("Sample: we agree about the freeboard. The fence along the road is already being repaired.")
_POINTS = 90
_START, _LENGTH = 0.3, 1.9


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A signed copy of a report, and the verdict on it where it was asked for."""

    path: Path
    verdict: Verdict | None


def sign_on_the_pad(desk: Desk, state: AssessmentState, words: SampleWords) -> None:
    """Two inspectors and the operator, who remarks something; the strokes are nobody's handwriting."""
    inspector, operator = words.line(INSPECTOR), words.line(OPERATOR)
    for role, name, function, strokes, remarks in (
        (SignatoryRole.INSPECTOR, words.first(PERSON), inspector, _scrawl(7, 0.34, 0.10), ""),
        (SignatoryRole.INSPECTOR, words.line(SECOND_INSPECTOR), inspector, _scrawl(4, 0.26, 0.22), ""),
        (SignatoryRole.OPERATOR, words.line(OPERATORS_MAN), operator, _scrawl(10, 0.30, 0.06), words.lines(REMARKS)),
    ):
        signing.add_signature(
            desk, state.assessment.id, role=role, name=name, function=function, strokes=strokes, remarks=remarks
        )


def _scrawl(loops: int, height: float, width: float) -> tuple[tuple[Point, ...], ...]:
    """Loops that grow smaller to the right, and a line under them: a shape, not a name."""

    def along(part: float) -> Point:
        turn = 2 * math.pi * loops * part
        fading = 1 - 0.75 * part
        x = _START + _LENGTH * part + width * (1 - math.cos(turn))
        return x, 0.48 - 0.1 * part + height * fading * math.sin(turn + 0.9)

    written = tuple(along(step / _POINTS) for step in range(_POINTS + 1))
    under = ((_START + 0.5, 0.86), (_START + 1.3, 0.8), (_START + 2.3, 0.76))
    return written, under


def seal_copy(desk: Desk, report: Path, language: str, *, is_verified: bool) -> SignedCopy:
    """A copy of a report beside it, digitally signed with a key made for this one occasion, and verified if wished.

    Raises ReportError REPORT_NOT_WRITTEN, SealError.
    """
    from tmfcheck.seals.trial_key import trial_signer

    texts, now = Texts(language), utc_now()
    wish = sealing.SigningWish(is_visible=True, reason=texts.gettext(SEAL_REASON), name=texts.gettext(PERSON))
    signer = trial_signer(now, texts.gettext(CERTIFICATE))
    signed = sealing.signed_bytes(report.read_bytes(), signer, wish, now)
    target = report.with_name(f"{report.stem}-signed.pdf")
    try:
        replace_file(target, signed)
    except OSError as error:
        raise ReportError("REPORT_NOT_WRITTEN", path=target, reason=error.strerror or str(error)) from error
    return SignedCopy(target, verifying.verify(target, desk) if is_verified else None)

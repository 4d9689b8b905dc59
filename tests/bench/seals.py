"""Signing and verifying the sample's report, against hashing the same bytes as often as verifying must."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.clock import Line, in_turn, median, milliseconds
from tests.bench.illustrated import PHOTOS, illustrated_archive
from tmfcheck.domain.verdict import VerdictStatus
from tmfcheck.seals.trial_key import trial_signer
from tmfcheck.services import assessing, demo, reporting
from tmfcheck.services.opening import AccessMode, open_desk
from tmfcheck.services.sealing import SigningWish, signed_bytes
from tmfcheck.services.verifying import verify_bytes

RUNS = 5


def lines(folder: Path) -> Iterator[Line]:
    """The sample's report, then one with a hundred photos; signing is measured with its first import, then without."""
    made = demo.make_demo(folder / "seals", ["en"])
    report, now = made.reports[0].read_bytes(), datetime.now(UTC)
    signer = trial_signer(now, "TMFCheck bench")

    def sign() -> bytes:
        return signed_bytes(report, signer, SigningWish(is_visible=True, reason="Bench"), now)

    first = milliseconds(sign)
    signing, _ = in_turn(sign, lambda: hashlib.sha256(report), RUNS)
    name = f"signing the sample's report ({len(report) / 1e6:.1f} MB) visibly; the first time {first:,.0f} ms"
    yield Line(name, f"{median(signing):,.0f} ms", aim="< 1,000 ms")
    yield _verifying("verifying it: printed again, every score computed anew", sign())
    report = _illustrated(folder)
    name = f"verifying a signed report of 230 answers and {PHOTOS} photos ({len(report) / 1e6:.1f} MB)"
    yield _verifying(name, signed_bytes(report, signer, SigningWish(is_visible=True), now))


def _verifying(name: str, signed: bytes) -> Line:
    if verify_bytes(signed).status is not VerdictStatus.SIGNED_INTACT:
        raise RuntimeError("the signed report does not verify")
    verifying, _ = in_turn(lambda: verify_bytes(signed), lambda: hashlib.sha256(signed), RUNS)
    return Line(name, f"{median(verifying):,.0f} ms", aim="< 2,000 ms")


def _illustrated(folder: Path) -> bytes:
    archive, assessment = illustrated_archive(folder)
    with open_desk(archive, mode=AccessMode.READ) as desk:
        return reporting.report_bytes(reporting.report_model(desk, assessing.load_state(desk, assessment)), "en")

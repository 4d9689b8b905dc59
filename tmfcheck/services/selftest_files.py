"""The part of the self-test that tries what large libraries do: photos, office files, digital signatures."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from tmfcheck.domain.report_model import ReportModel
from tmfcheck.services import evidence, reporting, sealing


def try_photos(taken_at: datetime) -> str:
    """A picture is read with what its camera wrote, in every copy; the decoder for HEIC is there."""
    from tmfcheck.photos.heic_process import decoder_version
    from tmfcheck.photos.sample_pictures import sample_photo

    photo = sample_photo("crest", "self-test", taken_at=taken_at, latitude=40.0, longitude=71.0, direction_deg=90.0)
    prepared = evidence.prepare_bytes(photo, "sample.jpg")
    if not prepared.copies or prepared.camera.taken_at is None:
        raise ValueError("the sample photo was not read whole")
    return f"{prepared.media_type}, {len(prepared.copies)} copies, libheif {decoder_version()}"


def try_office_files(model: ReportModel) -> str:
    """The report becomes a Word file and a workbook."""
    made = {"DOCX": reporting.word_bytes(model, "kk"), "XLSX": reporting.workbook_bytes(model, "ru")}
    for name, content in made.items():
        if not zipfile.is_zipfile(io.BytesIO(content)):
            raise ValueError(f"{name}: not a package")
    return ", ".join(made)


def try_digital_signature(model: ReportModel, now: datetime) -> str:
    """A report is signed with a key made for the occasion, and the seal is found in the file again."""
    from tmfcheck.seals.sealing import count_seals
    from tmfcheck.seals.trial_key import trial_signer

    report = reporting.report_bytes(model, "en")
    signed = sealing.signed_bytes(
        report, trial_signer(now, "TMFCheck self-test"), sealing.SigningWish(is_visible=True), now
    )
    if count_seals(signed) != 1:
        raise ValueError("the signature is not in the file")
    return "PAdES"

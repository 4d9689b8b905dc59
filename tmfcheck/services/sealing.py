"""Signing a report's file digitally, with a certificate from a key file; the report itself needs no archive for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.domain.report_manifest import read_manifest
from tmfcheck.errors import InputError, ReportError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.services.desk import utc_now
from tmfcheck.services.names import check_texts
from tmfcheck.services.output_files import replace_file
from tmfcheck.services.report_data import LIMITS, MANIFEST_FILE

if TYPE_CHECKING:
    from tmfcheck.seals.signer import Signer

MAX_REPORT_BYTES = 200_000_000
MAX_KEY_FILE_BYTES = 1_000_000
MAX_PASSWORD_BYTES = 10_000
MAX_WORDS = 200


@dataclass(frozen=True, slots=True)
class SigningWish:
    """How a report is to be signed: with a visible stamp or unseen, why, and under which stated name."""

    is_visible: bool = False
    reason: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SignedReport:
    """What was made: where it lies, whose certificate it was, from whom and until when that is valid (aware)."""

    path: Path
    name: str
    issuer: str
    not_after: datetime


def read_password(path: Path) -> str:
    """The password in a UTF-8 file; one line end after it is ignored.

    Raises InputError INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_NOT_UTF8; none carries anything of the password.
    """
    content = _read(path, MAX_PASSWORD_BYTES)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("INPUT_NOT_UTF8", path=path) from None
    return words.removesuffix("\n").removesuffix("\r")


def sign_report(
    report: Path,
    out: Path,
    key_file: Path,
    *,
    password: str,
    wish: SigningWish,
    clock: Callable[[], datetime] = utc_now,
) -> SignedReport:
    """Sign ``report`` with a PKCS#12 key file and write the result to ``out``, whole or not at all.

    ``out`` may be the report itself: it is replaced only by the finished file. Raises InputError, ReportError
    (STAMP_NO_ROOM, REPORT_NOT_WRITTEN) and SealError; the report is then as it was.
    """
    return sign_content(_read(report, MAX_REPORT_BYTES), out, key_file, password=password, wish=wish, clock=clock)


def sign_content(
    content: bytes,
    out: Path,
    key_file: Path,
    *,
    password: str,
    wish: SigningWish,
    clock: Callable[[], datetime] = utc_now,
) -> SignedReport:
    """As ``sign_report``, of a report whose bytes are at hand."""
    from tmfcheck.seals.key_file import open_key_file

    signer = open_key_file(_read(key_file, MAX_KEY_FILE_BYTES), password)
    signed = signed_bytes(content, signer, wish, clock())
    try:
        replace_file(out, signed)
    except OSError as error:
        raise ReportError("REPORT_NOT_WRITTEN", path=out, reason=error.strerror or str(error)) from error
    facts = signer.facts()
    return SignedReport(out, facts.name, facts.issuer, facts.not_after)


def signed_bytes(content: bytes, signer: Signer, wish: SigningWish, now: datetime) -> bytes:
    """A report's bytes with one more signature behind them, by any signer; raises as ``sign_report``."""
    from tmfcheck.seals.sealing import SealWish, Stamp, count_seals, seal

    for name, words in (("reason", wish.reason), ("name", wish.name)):
        check_texts(**{name: words})
        if len(words) > MAX_WORDS:
            raise InputError("TEXT_TOO_LONG", name=name, limit=MAX_WORDS)
    signer.check(now)
    earlier = count_seals(content)
    stamp = None
    if wish.is_visible:
        from tmfcheck.reports.stamp import StampWords, draw_stamp, stamp_place

        page, box = stamp_place(content, earlier, _stamp_places(content))
        said = StampWords(signer.facts().name, wish.name, now, wish.reason)
        stamp = Stamp(draw_stamp(said, Texts(_language(content))), page, box)
    return seal(content, signer, SealWish(wish.reason, wish.name, stamp))


def _stamp_places(content: bytes) -> int:
    """How many stamps a report keeps room for; on other people's papers as many as find place at their foot."""
    import pikepdf

    from tmfcheck.reports.embedding import read_files
    from tmfcheck.reports.page_digests import PageError
    from tmfcheck.reports.stamp import COLUMNS, ROWS

    with pikepdf.open(io.BytesIO(content)) as document:
        try:
            return read_manifest(read_files(document, LIMITS)[MANIFEST_FILE]).stamp_places
        except (PageError, KeyError, AttributeError, TypeError, InputError):
            return COLUMNS * ROWS


def _language(content: bytes) -> str:
    """The language the report itself is in, so that its stamps speak it too; English where it names none of ours."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        named = str(document.Root.get("/Lang", ""))[:2]
    return named if named in LANGUAGES else "en"


def _read(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    if len(content) > limit:
        raise InputError("INPUT_TOO_LARGE", path=path, limit=max(1, limit // 1_000_000))
    return content

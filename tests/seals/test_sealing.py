"""Digital signatures: made with key files of every kind, refused with a code, checked by us and by other programs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from tests.certificates_for_tests import PASSWORD, authority_pem, identity
from tests.seals.pdfs_for_tests import certified_pdf, encrypted_pdf, plain_pdf, rewritten
from tmfcheck.errors import SealError
from tmfcheck.seals.checking import Distrust, check_seals, read_roots
from tmfcheck.seals.key_file import KeyFile, open_key_file
from tmfcheck.seals.sealing import SealWish, Stamp, count_seals, seal


def signer(kind: str = "ec", **options: object) -> KeyFile:
    return open_key_file(identity(kind, **options).p12, PASSWORD)  # type: ignore[arg-type]


def refused(code: str) -> pytest.RaisesExc[SealError]:
    return pytest.RaisesExc(SealError, check=lambda error: error.code == code)


needs_poppler = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")


# ------------------------------------------------------------------ key files


@pytest.mark.parametrize(("kind", "mechanism"), [("rsa", "sha256_rsa"), ("ec", "sha256_ecdsa")])
def test_a_key_file_opens_with_its_password(kind: str, mechanism: str) -> None:
    opened = signer(kind)
    assert opened.mechanism == mechanism
    assert opened.facts().name == "Айгүл Сағынова"
    opened.check(datetime.now(UTC))


@pytest.mark.parametrize("password", ["wrong", "", PASSWORD + "\n"])
def test_a_wrong_password_is_told_and_nowhere_repeated(password: str) -> None:
    with refused("KEY_PASSWORD_WRONG") as caught:
        open_key_file(identity().p12, password)
    assert caught.value.data == {}
    assert caught.value.__cause__ is None


def test_a_key_file_without_password_opens_with_an_empty_one() -> None:
    assert open_key_file(identity(password="").p12, "").facts().name
    with refused("KEY_PASSWORD_WRONG"):
        open_key_file(identity(password="").p12, "some")


@pytest.mark.parametrize("content", [b"", b"not a key file", identity().p12[:-30], plain_pdf(), identity().pem])
def test_what_is_no_key_file_is_refused(content: bytes) -> None:
    with refused("KEY_FILE_DAMAGED"):
        open_key_file(content, PASSWORD)


def test_a_certificate_without_its_key_cannot_sign() -> None:
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
    from cryptography.x509 import load_pem_x509_certificate

    alone = load_pem_x509_certificate(identity().pem)
    content = pkcs12.serialize_key_and_certificates(b"", None, None, [alone], NoEncryption())
    with refused("KEY_FILE_WITHOUT_KEY"):
        open_key_file(content, "")


def test_a_key_of_another_kind_is_refused() -> None:
    with refused("CERTIFICATE_KEY_UNKNOWN"):
        open_key_file(identity("ed25519").p12, PASSWORD)


def test_a_key_file_shows_nothing_of_its_key() -> None:
    opened = signer("rsa")
    assert not hasattr(opened, "__dict__")
    assert "PrivateKey" not in repr(opened)


@pytest.mark.parametrize(
    ("kind", "options", "code"),
    [
        ("ec", {"days": (-10, -1)}, "CERTIFICATE_EXPIRED"),
        ("ec", {"days": (1, 10)}, "CERTIFICATE_NOT_YET_VALID"),
        ("ec", {"usage": "key_encipherment"}, "CERTIFICATE_NOT_FOR_SIGNING"),
        ("ec", {"purpose": "SERVER_AUTH"}, "CERTIFICATE_NOT_FOR_SIGNING"),
        ("weak", {}, "CERTIFICATE_KEY_WEAK"),
    ],
)
def test_an_unsuitable_certificate_is_refused(kind: str, options: dict[str, object], code: str) -> None:
    with refused(code):
        signer(kind, **options).check(datetime.now(UTC))


@pytest.mark.parametrize("options", [{"usage": "content_commitment"}, {"usage": None}, {"purpose": "EMAIL_PROTECTION"}])
def test_a_certificate_for_persons_is_taken(options: dict[str, object]) -> None:
    signer("ec", **options).check(datetime.now(UTC))


# ------------------------------------------------------------------- signing


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_signature_is_an_update_behind_the_untouched_report(kind: str) -> None:
    report = plain_pdf()
    signed = seal(report, signer(kind), SealWish("Received", "A. Sagynova"))
    assert signed.startswith(report)
    (found,) = check_seals(signed)
    assert (found.name, found.stated_name, found.reason) == ("Айгүл Сағынова", "A. Sagynova", "Received")
    assert found.intact
    assert found.covers_whole_file
    assert found.ends_at == len(signed)
    assert found.box is None
    assert found.signed_at is not None
    assert abs((found.signed_at - datetime.now(UTC)).total_seconds()) < 60
    assert b"/ETSI.CAdES.detached" in signed


def test_several_sign_one_after_another_and_each_stays_intact() -> None:
    once = seal(plain_pdf(), signer("rsa"), SealWish("first"))
    twice = seal(once, signer("ec", name="B. Operator"), SealWish("second"))
    thrice = seal(twice, signer("ec"), SealWish("third"))
    assert count_seals(thrice) == 3
    found = check_seals(thrice)
    assert [each.reason for each in found] == ["first", "second", "third"]
    assert [each.intact for each in found] == [True, True, True]
    assert [each.covers_whole_file for each in found] == [False, False, True]
    assert [each.ends_at for each in found] == [len(once), len(twice), len(thrice)]


def test_a_visible_signature_stands_in_its_box() -> None:
    stamp = Stamp(plain_pdf(1), 1, (50, 60, 200, 110))
    signed = seal(plain_pdf(), signer(), SealWish(stamp=stamp))
    (found,) = check_seals(signed)
    assert found.box == (1, (50, 60, 200, 110))
    with pikepdf.open(io.BytesIO(signed)) as document:
        assert "/Annots" not in document.pages[0]
        assert document.pages[1].Annots[0].AP.N.Subtype == "/Form"


def test_a_signature_is_looked_for_where_it_is_drawn_and_not_where_it_says() -> None:
    from pyhanko.pdf_utils.generic import NameObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    from tmfcheck.seals.sealing import _DoorSigner

    writer = IncrementalPdfFileWriter(io.BytesIO(plain_pdf()))
    append_signature_field(writer, SigFieldSpec("elsewhere", on_page=0, box=(50, 60, 200, 110)))
    field = writer.root["/AcroForm"]["/Fields"][0]
    field[NameObject("/P")] = writer.find_page_for_modification(1)[0]
    made = PdfSigner(PdfSignatureMetadata(field_name="elsewhere"), _DoorSigner(signer())).sign_pdf(writer)
    (found,) = check_seals(bytes(made.getvalue()))
    assert found.box == (0, (50, 60, 200, 110))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (plain_pdf()[:700], "REPORT_DAMAGED"),
        (plain_pdf() + b"<html>", "REPORT_DAMAGED"),
        (b"", "REPORT_DAMAGED"),
        (b"no PDF", "REPORT_DAMAGED"),
        (encrypted_pdf(), "REPORT_ENCRYPTED"),
        (encrypted_pdf("secret"), "REPORT_ENCRYPTED"),
        (certified_pdf(), "REPORT_CERTIFIED"),
    ],
    ids=["cut", "more behind", "empty", "no PDF", "locked", "secret", "certified"],
)
def test_what_cannot_be_signed_is_refused(content: bytes, code: str) -> None:
    with refused(code):
        seal(content, signer(), SealWish())


def test_files_saved_in_other_ways_are_signed_too() -> None:
    for content in (
        rewritten(plain_pdf(), linearize=True),
        rewritten(plain_pdf(), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ):
        (found,) = check_seals(seal(content, signer(), SealWish()))
        assert found.intact


class CardSigner:
    """Another provider, as a card or a national service would be: it has no key file at all."""

    def __init__(self) -> None:
        self._behind = signer("ec", authority=True)
        self.asked = 0

    certificate = property(lambda self: self._behind.certificate)
    chain = property(lambda self: self._behind.chain)
    mechanism = property(lambda self: self._behind.mechanism)
    signature_size = property(lambda self: self._behind.signature_size)

    def facts(self) -> object:
        return self._behind.facts()

    def check(self, now: datetime) -> None:
        self._behind.check(now)

    def sign(self, content: bytes) -> bytes:
        self.asked += 1
        return self._behind.sign(content)


def test_any_provider_with_the_doors_members_can_sign() -> None:
    card = CardSigner()
    (found,) = check_seals(seal(plain_pdf(), card, SealWish()), read_roots(authority_pem(), "root"))  # type: ignore[arg-type]
    assert card.asked == 1
    assert found.trusted


# -------------------------------------------------------------------- trust


def test_trust_is_said_apart_and_with_its_reason() -> None:
    signed = seal(plain_pdf(), signer("ec", authority=True), SealWish())
    for roots, distrust in (
        ((), Distrust.NO_ROOTS),
        (read_roots(identity("rsa").pem, "other"), Distrust.UNKNOWN_ISSUER),
        (read_roots(authority_pem(), "root"), None),
    ):
        (found,) = check_seals(signed, roots)
        assert (found.trusted, found.distrust, found.intact) == (distrust is None, distrust, True)


def test_a_certificate_signed_by_itself_is_trusted_when_it_is_named() -> None:
    signed = seal(plain_pdf(), signer("rsa"), SealWish())
    assert check_seals(signed, read_roots(identity("rsa").pem, "own"))[0].trusted


def test_a_certificate_with_the_roots_name_but_another_key_is_not_trusted() -> None:
    forged = seal(plain_pdf(), signer("ec", name="Test Root"), SealWish())
    assert not check_seals(forged, read_roots(authority_pem(), "root"))[0].trusted


def test_a_certificate_over_at_the_time_of_signing_is_not_trusted() -> None:
    expired = identity("ec", days=(-10, -1))
    signed = seal(plain_pdf(), open_key_file(expired.p12, PASSWORD), SealWish())
    (found,) = check_seals(signed, read_roots(expired.pem, "own"))
    assert (found.intact, found.trusted, found.distrust) == (True, False, Distrust.NOT_VALID_THEN)


def test_a_file_without_certificates_is_no_root() -> None:
    for content in (b"", b"nothing", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", plain_pdf()):
        with refused("ROOT_UNREADABLE"):
            read_roots(content, "file")


# ------------------------------------------------------------------- attacks


def test_a_changed_byte_anywhere_under_a_signature_is_found() -> None:
    signed = seal(plain_pdf(), signer(), SealWish("reason"))
    contents = re.search(rb"/Contents <([0-9a-fA-F]+)>", signed)
    assert contents is not None
    for place in range(0, len(signed), max(1, len(signed) // 150)):
        if contents.start(1) <= place < contents.end(1):
            continue  # the signature itself, its padding included
        changed = signed[:place] + bytes([signed[place] ^ 0x01]) + signed[place + 1 :]
        try:
            found = check_seals(changed)
        except SealError:
            continue
        assert not any(each.intact and each.covers_whole_file for each in found), place


def test_something_appended_behind_the_signature_is_found() -> None:
    signed = seal(plain_pdf(), signer(), SealWish())
    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = writer.add_object(TextStringObject("other"))
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    (found,) = check_seals(target.getvalue())
    assert not found.intact
    assert not found.covers_whole_file


# -------------------------------------------------------- other people's tools


@needs_poppler
@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_pdfsig_finds_every_signature_valid(kind: str, tmp_path: Path) -> None:
    once = seal(plain_pdf(), signer(kind), SealWish(stamp=Stamp(plain_pdf(1), 1, (50, 60, 200, 110))))
    file = tmp_path / "signed.pdf"
    file.write_bytes(seal(once, signer(kind), SealWish()))
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, encoding="utf-8", check=False).stdout
    assert told.count("Signature is Valid.") == 2
    assert "Total document signed" in told
    assert "Айгүл Сағынова" in told


@needs_qpdf
def test_qpdf_finds_no_fault_in_a_signed_file(tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(seal(plain_pdf(), signer(), SealWish(stamp=Stamp(plain_pdf(1), 1, (50, 60, 200, 110)))))
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr

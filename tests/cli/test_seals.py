"""Signing and verifying on the command line."""

from __future__ import annotations

import pytest

from tests.certificates_for_tests import PASSWORD, identity
from tests.cli.conftest import Terminal
from tests.seals.pdfs_for_tests import encrypted_pdf, plain_pdf
from tmfcheck.seals.checking import check_seals


@pytest.fixture
def keys(terminal: Terminal) -> tuple[str, ...]:
    """The arguments that name key file and password."""
    key = terminal.folder / "key.p12"
    key.write_bytes(identity().p12)
    return ("--p12", str(key), "--password-file", terminal.file("password", PASSWORD + "\n"))


def test_a_report_is_signed_without_an_archive(terminal: Terminal, keys: tuple[str, ...]) -> None:
    report, out = terminal.folder / "report.pdf", terminal.folder / "signed.pdf"
    report.write_bytes(plain_pdf())
    told = terminal.ok(
        "sign", str(report), *keys, "--out", str(out), "--visible", "--reason", "Received", "--name", "A."
    )
    assert "Айгүл Сағынова" in told
    assert str(out) in told
    assert PASSWORD not in told
    (found,) = check_seals(out.read_bytes())
    assert (found.intact, found.reason, found.stated_name) == (True, "Received", "A.")
    assert not terminal.archive.exists()


def test_refusals_are_sentences_and_write_nothing(terminal: Terminal, keys: tuple[str, ...]) -> None:
    out = terminal.folder / "out.pdf"
    cut, locked = terminal.folder / "cut.pdf", terminal.folder / "locked.pdf"
    cut.write_bytes(plain_pdf()[:500])
    locked.write_bytes(encrypted_pdf())
    assert "damaged" in terminal.refused("sign", str(cut), *keys, "--out", str(out))
    assert "encrypted" in terminal.refused("sign", str(locked), *keys, "--out", str(out))
    assert "cannot be read" in terminal.refused("sign", str(terminal.folder / "none.pdf"), *keys, "--out", str(out))
    wrong = (*keys[:3], terminal.file("wrong", "other"))
    told = terminal.refused("sign", str(locked), *wrong, "--out", str(out))
    assert "password" in told
    assert "other" not in told
    assert not out.exists()

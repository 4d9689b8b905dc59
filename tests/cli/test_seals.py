"""Signing and verifying on the command line."""

from __future__ import annotations

import json
from typing import Any

import pypdf
import pytest

from tests.certificates_for_tests import PASSWORD, identity
from tests.cli.conftest import Terminal
from tests.closing_for_tests import close_as_it_is
from tests.seals.pdfs_for_tests import encrypted_pdf, plain_pdf
from tmfcheck.seals.checking import check_seals
from tmfcheck.services.opening import AccessMode, open_desk


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


def verified(terminal: Terminal, *arguments: str) -> tuple[int, dict[str, Any]]:
    code, out, err = terminal("verify", *arguments, "--json")
    assert err == ""
    return code, json.loads(out)


def test_a_report_is_verified_against_the_archive_and_without_it(
    terminal: Terminal, assessment: str, keys: tuple[str, ...]
) -> None:
    report, signed = terminal.folder / "report.pdf", terminal.folder / "signed.pdf"
    terminal.ok("report", assessment, "--lang", "kk", "--out", str(report))
    code, verdict = verified(terminal, str(report))
    assert (code, verdict["status"], verdict["problems"], verdict["recomputed_equal"]) == (0, "not_proven", [], True)
    terminal.ok("sign", str(report), *keys, "--out", str(signed))
    code, verdict = verified(terminal, str(signed))
    assert (code, verdict["status"]) == (0, "signed_intact")
    assert [(each["name"], each["trusted"], each["intact"]) for each in verdict["signatures"]] == [
        ("Айгүл Сағынова", False, True)
    ]
    root = terminal.folder / "root.pem"
    root.write_bytes(identity().pem)
    assert verified(terminal, str(signed), "--trust", str(root))[1]["signatures"][0]["trusted"] is True
    told = terminal.ok("verify", str(signed), "--trust", str(root))
    assert "Signed and unchanged" in told
    assert "Кадамжай" in told
    assert "trusted" in told


def test_whatever_a_file_is_there_is_always_json(terminal: Terminal) -> None:
    for name, content, status in (
        ("plain.pdf", plain_pdf(), "foreign"),
        ("words.txt", b"words", "foreign"),
        ("cut.pdf", plain_pdf()[:400], "damaged"),
        ("empty.pdf", b"", "damaged"),
        ("locked.pdf", encrypted_pdf("x"), "damaged"),
    ):
        file = terminal.folder / name
        file.write_bytes(content)
        code, verdict = verified(terminal, str(file))
        assert (code, verdict["status"]) == (2, status)
        assert verdict["problems"][0]["sentence"]
    code, verdict = verified(terminal, str(terminal.folder / "none.pdf"))
    assert (code, verdict["status"]) == (2, "damaged")
    assert (verdict["signatures"], verdict["recomputed_equal"]) == ([], None)


def test_a_changed_report_is_told_plainly(terminal: Terminal, assessment: str) -> None:
    report = terminal.folder / "report.pdf"
    terminal.ok("report", assessment, "--lang", "en", "--out", str(report))
    report.write_bytes(report.read_bytes().replace(b"/Title", b"/Tit1e", 1))
    code, out, err = terminal("verify", str(report))
    assert (code, err) == (2, "")
    assert "Do not rely on it" in out


def test_an_archive_that_cannot_be_read_hinders_no_verifying(terminal: Terminal) -> None:
    terminal.archive.write_bytes(b"no archive")
    file = terminal.folder / "plain.pdf"
    file.write_bytes(plain_pdf())
    code, out, err = terminal("verify", str(file), "--json")
    assert (code, json.loads(out)["status"]) == (2, "foreign")
    assert "not a TMFCheck archive" in err


def test_a_certificate_to_trust_that_is_none_is_refused(terminal: Terminal) -> None:
    wrong = terminal.file("root.pem", "nothing")
    assert "no certificate" in terminal.refused("verify", "x.pdf", "--trust", wrong)
    code, out, err = terminal("verify", "x.pdf", "--trust", wrong, "--json")
    verdict = json.loads(out)
    assert (code, verdict["status"], verdict["problems"][0]["code"]) == (2, None, "ROOT_UNREADABLE")
    assert verdict["sentence"] in err
    (terminal.folder / "plain.pdf").write_bytes(plain_pdf())
    assert verdict.keys() == verified(terminal, str(terminal.folder / "plain.pdf"))[1].keys()


def test_too_little_known_is_said_as_the_interval_on_the_paper(terminal: Terminal, assessment: str) -> None:
    report = terminal.folder / "report.pdf"
    terminal.ok("report", assessment, "--lang", "en", "--out", str(report))
    facts = verified(terminal, str(report))[1]["report"]
    assert not facts["enough_information"]
    shown = f"{facts['msr_percent']:.0f}–{facts['msr_high_percent']:.0f}\u00a0%"
    assert facts["msr_percent"] < facts["msr_high_percent"]
    assert shown in terminal.ok("verify", str(report))
    printed = pypdf.PdfReader(report).pages[0].extract_text()
    assert shown.replace("\u00a0", " ") in printed.replace("\u00a0", " ")


def test_a_scan_of_a_signed_page_is_attached_to_a_closed_assessment(terminal: Terminal, assessment: str) -> None:
    scan = terminal.folder / "scan.pdf"
    scan.write_bytes(plain_pdf())
    assert "still open" in terminal.refused("assessment", "scan", assessment, str(scan))
    with open_desk(terminal.archive, mode=AccessMode.CREATE) as desk:
        close_as_it_is(desk, assessment)
    made = terminal.json("assessment", "scan", assessment, str(scan), "--by", "Clerk")
    assert (made["file_name"], made["media_type"]) == ("scan.pdf", "application/pdf")
    assert "scan.pdf" in terminal.ok("assessment", "scans", assessment)
    out = terminal.folder / "back.pdf"
    terminal.ok("assessment", "scans", assessment, "--export", made["id"], "--out", str(out))
    assert out.read_bytes() == scan.read_bytes()
    terminal.ok("assessment", "scans", assessment, "--remove", made["id"])
    assert terminal.json("assessment", "scans", assessment) == []

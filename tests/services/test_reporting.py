"""Reports on the disk: whole or not at all, the same for a closed assessment for good."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.closing_for_tests import close_as_it_is
from tests.packs_for_tests import given
from tests.services.desks_for_tests import FACILITY, desk_on
from tmfcheck.errors import InputError, ReportError
from tmfcheck.i18n import Texts
from tmfcheck.services import answering, assessing, facilities, reporting
from tmfcheck.services.opening import AccessMode, open_desk


def leftovers(folder):
    return [each.name for each in folder.iterdir() if each.name.startswith(".")]


def test_a_report_is_written_in_one_language_or_two(tmp_path, desk, state):
    state = answering.answer_many(desk, state, given(A1_01="no", A1_02="mostly_yes"))
    for second in (None, "kk"):
        out = tmp_path / f"report-{second}.pdf"
        reporting.write_report(desk, state, out, "ru", second)
        assert out.read_bytes().startswith(b"%PDF-")
    assert leftovers(tmp_path) == []


def test_a_second_language_equal_to_the_first_changes_nothing(desk, state):
    model = reporting.report_model(desk, state)
    assert reporting.report_bytes(model, "en", "en") == reporting.report_bytes(model, "en")


def test_the_report_of_a_closed_assessment_stays_the_same(path, desk, state):
    closed = close_as_it_is(desk, state.assessment.id)
    first = reporting.report_bytes(reporting.report_model(desk, closed), "kk")
    desk.close()
    with desk_on(path) as later:
        again = assessing.load_state(later, state.assessment.id)
        assert reporting.report_bytes(reporting.report_model(later, again), "kk") == first


def test_an_earlier_report_is_replaced(tmp_path):
    out = tmp_path / "report.pdf"
    out.write_bytes(b"old")
    reporting.save_report(out, b"new")
    assert out.read_bytes() == b"new"


@pytest.mark.parametrize("language", ["de", "", "EN"])
def test_an_unknown_language_is_refused_before_anything_is_written(tmp_path, desk, state, language):
    for languages in ((language, None), ("en", language)):
        with pytest.raises(InputError, match="LANGUAGE_UNKNOWN"):
            reporting.write_report(desk, state, tmp_path / "report.pdf", *languages)
    assert not (tmp_path / "report.pdf").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "folder.pdf").mkdir()
    for out in (tmp_path / "missing" / "report.pdf", tmp_path / "folder.pdf"):
        with pytest.raises(ReportError) as caught:
            reporting.save_report(out, b"content")
        assert (caught.value.code, caught.value.data["path"]) == ("REPORT_NOT_WRITTEN", out)
    assert leftovers(tmp_path) == []


def test_a_file_marked_read_only_stays_even_for_an_administrator(tmp_path):
    out = tmp_path / "report.pdf"
    out.write_bytes(b"old")
    out.chmod(0o444)
    with pytest.raises(ReportError) as caught:
        reporting.save_report(out, b"new")
    assert caught.value.data["reason"] == "the file is read-only"
    assert out.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_only_a_file_is_ever_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for out in (pipe, Path()):
        with pytest.raises(ReportError):
            reporting.save_report(out, b"new")
    assert pipe.is_fifo()


def test_a_full_disk_leaves_the_earlier_report_and_no_leftovers(tmp_path, monkeypatch):
    out = tmp_path / "report.pdf"
    out.write_bytes(b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportError) as caught:
        reporting.save_report(out, b"new")
    assert caught.value.data["reason"] == "No space left on device"
    assert out.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_the_word_report_shows_where_the_facility_lies_as_the_printed_one_does(tmp_path):
    with open_desk(tmp_path / "a.tmfcheck", mode=AccessMode.CREATE, user="Tester") as desk:
        place = {"latitude": 40.13, "longitude": 71.73}
        facility = facilities.add_facility(desk, {**FACILITY, **place}).facility
        started = assessing.start_assessment(desk, facility.id, "unece-tmf", "A", by="Inspector")
        content = reporting.word_bytes(reporting.report_model(desk, assessing.load_state(desk, started.id)), "ru")
    pictures = Document(io.BytesIO(content)).element.body.iter(qn("wp:docPr"))
    assert [picture.get("descr") for picture in pictures].count(Texts("ru").gettext("Location")) == 1

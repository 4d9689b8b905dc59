"""The sample: complete, marked as a sample, repeatable, and never made over somebody's archive."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.desks_for_tests import FACILITY
from tmfcheck.domain.evaluation import Level
from tmfcheck.domain.measures import Decision
from tmfcheck.errors import ArchiveError, InputError
from tmfcheck.services import assessing, demo, evidence, facilities, listing, signing, verifying
from tmfcheck.services.demo_answers import ANSWERS
from tmfcheck.services.opening import AccessMode, open_desk, shipped_library


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return demo.make_demo(tmp_path_factory.mktemp("demo"), ["en", "ru", "kk"])


@pytest.fixture(scope="module")
def state(made):
    with open_desk(made.archive, mode=AccessMode.READ) as desk:
        (heading,) = listing.list_assessments(desk)
        return assessing.load_state(desk, heading.id)


def test_the_sample_has_its_archive_and_a_report_in_each_language(made):
    folder = made.archive.parent
    assert [each.name for each in made.reports] == ["report-en.pdf", "report-ru.pdf", "report-kk.pdf"]
    assert all(each.read_bytes().startswith(b"%PDF-") for each in made.reports)
    assert [each.path.name for each in made.signed] == [f"report-{each}-signed.pdf" for each in ("en", "ru", "kk")]
    made_files = [*made.reports, *(each.path for each in made.signed)]
    assert sorted(each.name for each in folder.iterdir()) == sorted(["demo.tmfcheck", *(e.name for e in made_files)])


def test_inspectors_and_operator_signed_on_the_pad_under_names_that_say_they_are_invented(made, state):
    with open_desk(made.archive, mode=AccessMode.READ) as desk:
        signatures = signing.signatures_of(desk, state.assessment.id)
    assert [each.role for each in signatures] == ["inspector", "inspector", "operator"]
    assert {each.fingerprint for each in signatures} == {state.assessment.fingerprint}
    assert all(sum(map(len, each.strokes)) > 50 for each in signatures)
    assert {each.name for each in signatures} == {each.name for each in state.evidence.visit.people}
    assert all("Sample" in each.name and "Sample" in each.function for each in signatures)
    assert [bool(each.remarks) for each in signatures] == [False, False, True]


def test_the_first_signed_copy_is_verified_while_it_is_made(made):
    assert [copy.verdict is not None for copy in made.signed] == [True, False, False]


def test_the_signed_copies_are_unchanged_and_their_certificate_is_trusted_by_nobody(made):
    for copy, report, certificate in zip(
        made.signed,
        made.reports,
        ["TMFCheck trial certificate", "Пробный сертификат", "Сынақ сертификаты"],
        strict=True,
    ):
        assert copy.path.read_bytes().startswith(report.read_bytes())
        verdict = copy.verdict or verifying.verify(copy.path)
        assert (verdict.status, verdict.problems, verdict.notes) == ("signed_intact", (), ())
        (signature,) = verdict.signatures
        assert (signature.name, signature.issuer, signature.trusted) == (certificate, f"CN={certificate}", False)
        assert signature.not_after - signature.not_before < timedelta(days=1)


def test_the_facility_has_the_published_figures_the_towns_place_and_nothing_else(state):
    assert state.facility.is_sample
    assert state.facility.plain_facts() == {
        "commodity": "antimony · сурьма · сүрме",
        "start_year": 1971,
        "altitude_m": 1100,
        "area_m2": 115_000,
        "volume_m3": 2_592_000,
        "capacity_m3": 2_600_000,
        "latitude": 40.13,
        "longitude": 71.73,
    }


def test_every_question_is_answered_and_every_text_says_that_it_is_a_sample(state):
    overall = state.evaluation.overall
    assert state.assessment.is_closed
    assert not overall.provisional
    assert set(ANSWERS) == {each.id for each in state.pack.questions_of("A")}
    texts = [text for each in state.given.values() for text in (each.comment, each.document) if text]
    texts += [
        text for each in state.decisions.values() for text in (each.owner, each.reason, each.term_reason, each.cost)
    ]
    assert all(text.startswith("Sample: ") for text in texts if text)
    assert all("Пример: " in text and "Үлгі: " in text for text in texts if text)


def test_the_sample_shows_every_kind_of_answer_and_decision(state):
    assert {each.value for each in state.given.values()} == {
        "yes",
        "mostly_yes",
        "mostly_no",
        "no",
        "unknown",
        "not_applicable",
    }
    assert state.dangers
    assert {each.decision for each in state.decisions.values()} == set(Decision)
    assert any(each.is_own for each in state.decisions.values())
    assert any(each.term and not each.is_own for each in state.decisions.values())
    assert state.level is Level.DOES_NOT
    assert {item.term for item in state.programme} == {"short", "medium", "long"}


def test_the_evidence_is_drawn_placed_and_marked_as_invented(state):
    file = state.evidence
    photos = [item for item in file.items if item.question_id]
    assert len(photos) == 7
    assert all(item.taken_at and item.latitude and item.direction_deg is not None for item in photos)
    assert {item.pin.plan_id for item in photos} == {plan.id for plan in file.plans}
    assert {each.kind for item in photos for each in item.annotations} == {"freehand", "measure", "arrow", "ellipse"}
    assert len(file.expired_on(state.assessment.started_at.date())) == 1
    assert {each.question_id for each in file.citations} >= {"A2.01", "A2.04", "A2.10", "A2.14"}
    visit = file.visit
    texts = [item.caption for item in file.items] + [document.title for document in file.documents]
    texts += [visit.weather, visit.route, visit.instruments, visit.refusals]
    assert all(text.startswith("Sample: ") and "Пример: " in text and "Үлгі: " in text for text in texts)


def test_the_drawn_photos_fit_the_times_of_the_answers(state):
    photos = [item for item in state.evidence.items if item.question_id]
    proposals = evidence.match_by_time(state, photos, timedelta(minutes=2))
    assert [each.question_id for each in proposals] == [item.question_id for item in photos]


def test_a_second_run_replaces_the_sample_with_the_same(made):
    before = [each.read_bytes() for each in made.reports]
    again = demo.make_demo(made.archive.parent, ["en", "ru", "kk"])
    assert (again.archive, again.reports) == (made.archive, made.reports)
    assert [each.path for each in again.signed] == [each.path for each in made.signed]
    assert [each.read_bytes() for each in again.reports] == before


def test_only_the_languages_asked_for_are_written(tmp_path):
    assert [each.name for each in demo.make_demo(tmp_path, ["kk"]).reports] == ["report-kk.pdf"]
    assert not (tmp_path / "report-en.pdf").exists()


def test_an_archive_with_real_facilities_is_never_replaced(tmp_path):
    path = tmp_path / "demo.tmfcheck"
    with open_desk(path, packs=shipped_library()) as desk:
        facilities.add_facility(desk, FACILITY)
    before = path.read_bytes()
    with pytest.raises(InputError, match="DEMO_NOT_REPLACED"):
        demo.make_demo(tmp_path, ["en"])
    assert path.read_bytes() == before
    assert not (tmp_path / "report-en.pdf").exists()


def test_the_users_own_archive_is_never_replaced(tmp_path, monkeypatch):
    path = tmp_path / "demo.tmfcheck"
    monkeypatch.setenv("TMFCHECK_ARCHIVE", str(path))
    open_desk(path, packs=shipped_library()).close()
    with pytest.raises(InputError, match="DEMO_NOT_REPLACED"):
        demo.make_demo(tmp_path, ["en"])


def test_a_sample_that_is_open_in_a_program_is_not_replaced(made):
    with open_desk(made.archive) as desk:
        assert not desk.archive.is_read_only
        with pytest.raises(InputError, match="DEMO_IN_USE"):
            demo.make_demo(made.archive.parent, ["en"])


def test_other_files_of_that_name_are_left_alone(tmp_path):
    path = tmp_path / "demo.tmfcheck"
    path.write_text("my notes", encoding="utf-8")
    with pytest.raises(ArchiveError, match="ARCHIVE_NOT_AN_ARCHIVE"):
        demo.make_demo(tmp_path, ["en"])
    assert path.read_text(encoding="utf-8") == "my notes"


def test_wrong_languages_and_folders_are_refused(tmp_path):
    with pytest.raises(InputError, match="LANGUAGE_UNKNOWN"):
        demo.make_demo(tmp_path / "new", ["en", "de"])
    assert not (tmp_path / "new").exists()
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="FOLDER_UNUSABLE"):
        demo.make_demo(tmp_path / "file", ["en"])


def test_sample_speaks_the_languages_of_its_reports_alone(tmp_path):
    made = demo.make_demo(tmp_path, ["kk"])
    with open_desk(made.archive, mode=AccessMode.READ) as desk:
        (heading,) = listing.list_assessments(desk)
        state = assessing.load_state(desk, heading.id)
    assert all(each.comment.startswith("Үлгі: ") for each in state.given.values() if each.comment)
    assert "Sample" not in heading.started_by

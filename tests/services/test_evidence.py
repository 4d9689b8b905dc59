"""Evidence by the story: attached, changed, set aside, ordered, shown; checked first and kept bit for bit."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import Image

from tests.closing_for_tests import close_as_it_is
from tests.pictures_for_tests import NEAR_ALMATY, encoded, photo, picture
from tests.seals.pdfs_for_tests import plain_pdf
from tests.services.desks_for_tests import started
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import Annotation, AnnotationKind, EvidenceKind, PhotoSize, Pin
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import AnswerError, AssessmentError, EvidenceError, InputError
from tmfcheck.services import answering, assessing, evidence
from tmfcheck.storage.contents import PART_BYTES


def prepared(number=0, name="IMG_1.JPG", **facts):
    return evidence.prepare_bytes(photo(number, **facts), name)


def reloaded(desk, state):
    return assessing.load_state(desk, state.assessment.id)


@pytest.fixture
def with_photo(desk, state):
    return evidence.attach(desk, state, prepared(), "A1.01", caption=" Crest, looking north ")


def test_a_photo_is_kept_bit_for_bit_with_what_the_camera_wrote(desk, state):
    file = prepared(offset="+05:00", place=NEAR_ALMATY)
    attached = evidence.attach(desk, state, file, "A1.01", caption=" Crest ", by="Photographer")
    (item,) = attached.evidence.of_question("A1.01")
    assert (item.kind, item.file_name, item.media_type) == (EvidenceKind.PHOTO, "IMG_1.JPG", "image/jpeg")
    assert (item.caption, item.added_by, item.size) == ("Crest", "Photographer", len(file.content))
    assert item.taken_at == datetime(2026, 6, 9, 9, 30, tzinfo=timezone(timedelta(hours=5)))
    assert (item.latitude, item.longitude) == (pytest.approx(43.258333), pytest.approx(76.95))
    assert item.direction_deg == pytest.approx(271.5)
    assert evidence.original(desk, item.sha256) == file.content
    assert reloaded(desk, state).evidence == attached.evidence


def test_a_camera_without_zone_keeps_its_own_time(desk, state):
    attached = evidence.attach(desk, state, prepared(), None)
    (item,) = reloaded(desk, state).evidence.unassigned
    assert item.taken_at == datetime(2026, 6, 9, 9, 30)  # noqa: DTZ001 - a camera's own time
    assert attached.evidence.unassigned == (item,)


def test_a_document_is_kept_and_is_no_picture(desk, state):
    file = evidence.prepare_bytes(plain_pdf(), "permit.pdf")
    (item,) = evidence.attach(desk, state, file, "A1.01").evidence.items
    assert (item.kind, item.media_type, item.is_photo) == (EvidenceKind.FILE, "application/pdf", False)
    with pytest.raises(EvidenceError, match="NOT_A_PICTURE"):
        evidence.picture(desk, item.sha256, PhotoSize.SMALL)


@pytest.mark.parametrize("size", list(PhotoSize))
def test_copies_of_every_size_can_be_had_and_are_kept(desk, state, size):
    file = evidence.prepare_bytes(encoded(image=picture(3000, 2000)), "large.jpg")
    evidence.attach(desk, state, file)
    copy = evidence.picture(desk, file.sha256, size)
    edges = {"thumb": 256, "small": 640, "medium": 1000, "screen": 1600, "full": 2400}
    with Image.open(io.BytesIO(copy)) as shown:
        assert (shown.format, max(shown.size)) == ("JPEG", edges[size])
    assert desk.archive.contents.copy(file.sha256, size) == copy


def test_attaching_in_steps_rests_between_short_transactions_and_ends_in_the_same(desk, state):
    file = evidence.prepare_bytes(b"\x01" * (PART_BYTES + 1), "notes.bin")
    steps = evidence.attach_in_steps(desk, state, file, "A1.01")
    assert [next(steps), next(steps)] == [None, None]
    assert reloaded(desk, state).evidence.items == ()
    answered = answering.answer_question(desk, state, "A1.01", Answer("yes")).state
    with pytest.raises(StopIteration) as end:
        next(steps)
    after = evidence.with_evidence(answered, end.value.value)
    assert after == reloaded(desk, state)
    assert evidence.original(desk, file.sha256) == file.content


def test_steps_given_up_leave_nothing_behind(desk, state):
    file = evidence.prepare_bytes(b"\x01" * (PART_BYTES + 1), "notes.bin")
    steps = evidence.attach_in_steps(desk, state, file)
    next(steps)
    steps.close()
    with desk.archive.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM content_part").scalar() == 0
    evidence.attach(desk, state, file)
    assert evidence.original(desk, file.sha256) == file.content


def test_a_caption_a_turn_drawings_and_a_place_are_changed_without_touching_the_picture(desk, with_photo):
    item = with_photo.evidence.items[0]
    drawn = Annotation(AnnotationKind.ARROW, ((0.1, 0.2), (0.5, 0.6)))
    pin = Pin(latitude=43.2, longitude=76.9)
    wanted = replace(item, caption="New", rotation=90, annotations=(drawn,), pin=pin, question_id=None)
    state = evidence.change(desk, with_photo, replace(wanted, file_name="other.exe", sha256="0" * 64, latitude=1.0))
    assert state.evidence.items == (wanted,)
    assert reloaded(desk, state).evidence.items == (wanted,)
    assert evidence.original(desk, item.sha256) == photo()
    line = assessing.history(desk, state.assessment.id)[-1]
    assert (line.kind, line.before["caption"]) == (HistoryKind.EVIDENCE_CHANGED, "Crest, looking north")
    assert (line.after["caption"], line.after["rotation"]) == ("New", 90)


def test_a_change_that_changes_nothing_leaves_no_line(desk, with_photo):
    lines = len(assessing.history(desk, with_photo.assessment.id))
    assert evidence.change(desk, with_photo, with_photo.evidence.items[0]) is with_photo
    assert len(assessing.history(desk, with_photo.assessment.id)) == lines


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        ("ROTATION_WRONG", {"rotation": 45}),
        ("ANNOTATION_WRONG", {"annotations": (Annotation(AnnotationKind.ARROW, ((0.1, 0.2),)),)}),
        ("ANNOTATION_WRONG", {"annotations": (Annotation(AnnotationKind.TEXT, ((0.1, 0.2),), " "),)}),
        ("ANNOTATION_WRONG", {"annotations": (Annotation(AnnotationKind.ELLIPSE, ((0.1, 0.2), (1.1, 0.2))),)}),
        ("ANNOTATION_WRONG", {"annotations": (Annotation(AnnotationKind.TEXT, ((0.1, float("nan")),), "x"),)}),
        ("ANNOTATION_WRONG", {"annotations": (Annotation(AnnotationKind.TEXT, ((0.1, 0.1),), "x"),) * 201}),
        ("PIN_WRONG", {"pin": Pin()}),
        ("PIN_WRONG", {"pin": Pin(latitude=91.0, longitude=0.0)}),
        ("PIN_WRONG", {"pin": Pin(latitude=43.0)}),
        ("PIN_WRONG", {"pin": Pin(plan_id="nothing", x=0.5, y=0.5)}),
        ("KIND_NEEDS_PICTURE", {"kind": EvidenceKind.FILE}),
        ("QUESTION_UNKNOWN", {"question_id": "Z9.99"}),
        ("TEXT_TOO_LONG", {"caption": "x" * 50_001}),
        ("EVIDENCE_UNKNOWN", {"id": "nothing"}),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_changes(desk, with_photo, error, changes):
    with pytest.raises((EvidenceError, AnswerError, InputError), match=error):
        evidence.change(desk, with_photo, replace(with_photo.evidence.items[0], **changes))
    assert reloaded(desk, with_photo).evidence == with_photo.evidence


def test_a_pin_stands_on_a_plan_of_this_assessment_alone(desk, with_photo):
    drawing = evidence.prepare_bytes(encoded("PNG"), "plan.png")
    state = evidence.attach(desk, with_photo, drawing, kind=EvidenceKind.PLAN)
    (plan,) = state.evidence.plans
    other = evidence.attach(desk, started(desk), drawing, kind=EvidenceKind.PLAN)
    (foreign,) = other.evidence.plans
    item = state.evidence.of_question("A1.01")[0]
    state = evidence.change(desk, state, replace(item, pin=Pin(plan.id, 0.25, 0.75)))
    assert reloaded(desk, state).evidence.of_question("A1.01")[0].pin == Pin(plan.id, 0.25, 0.75)
    for wrong in (Pin(foreign.id, 0.5, 0.5), Pin(plan.id, 0.5, 1.5), Pin(plan.id, 0.5, 0.5, 43.0, 76.0)):
        with pytest.raises(EvidenceError, match="PIN_WRONG"):
            evidence.change(desk, state, replace(item, pin=wrong))


def test_only_a_picture_can_be_a_photo_or_a_plan(desk, state):
    with pytest.raises(EvidenceError, match="KIND_NEEDS_PICTURE"):
        evidence.attach(desk, state, evidence.prepare_bytes(b"text", "a.txt"), kind=EvidenceKind.PLAN)
    assert reloaded(desk, state).evidence.items == ()


def test_a_removed_photo_comes_back_whole_until_the_assessment_is_closed(desk, with_photo):
    (item,) = with_photo.evidence.items
    with pytest.raises(EvidenceError, match="EVIDENCE_UNKNOWN"):
        evidence.remove(desk, with_photo, item.id, "nothing")
    assert reloaded(desk, with_photo).evidence == with_photo.evidence
    gone = evidence.remove(desk, with_photo, item.id)
    assert gone.evidence.items == ()
    assert [each.id for each in gone.evidence.removed] == [item.id]
    assert reloaded(desk, gone).evidence == gone.evidence
    with pytest.raises(EvidenceError, match="EVIDENCE_UNKNOWN"):
        evidence.change(desk, gone, replace(item, caption="x"))
    back = evidence.restore(desk, gone, item.id)
    assert back.evidence == with_photo.evidence
    assert reloaded(desk, back).evidence == with_photo.evidence


def test_the_order_of_a_question_is_the_users(desk, state):
    for number in range(3):
        state = evidence.attach(desk, state, prepared(number, f"{number}.jpg"), "A1.01")
    state = evidence.attach(desk, state, prepared(9, "loose.jpg"))
    ids = [item.id for item in state.evidence.of_question("A1.01")]
    state = evidence.reorder(desk, state, "A1.01", ids[::-1])
    assert [item.id for item in state.evidence.of_question("A1.01")] == ids[::-1]
    assert reloaded(desk, state).evidence == state.evidence
    for wrong in (ids[:2], [*ids, ids[0]], [*ids[:2], "nothing"]):
        with pytest.raises(EvidenceError, match="ORDER_WRONG"):
            evidence.reorder(desk, state, "A1.01", wrong)


def test_the_same_photo_twice_is_stored_once(desk, state):
    state = evidence.attach(desk, state, prepared(), "A1.01")
    state = evidence.attach(desk, state, prepared(name="copy.jpg"), "A1.02")
    first, second = state.evidence.items
    assert (first.sha256, first.id) == (second.sha256, first.id)
    assert first.id != second.id
    with desk.archive.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM content").scalar() == 1
    assert state.evidence.with_content(first.sha256) == (first, second)


def test_a_closed_assessment_takes_nothing_more(desk, with_photo):
    item = with_photo.evidence.items[0]
    close_as_it_is(desk, with_photo.assessment.id)
    closed = reloaded(desk, with_photo)
    assert replace(closed.evidence, explanations={}) == with_photo.evidence
    for state in (closed, with_photo):  # what a window still holds from before closing is refused by the file itself
        for act in (
            lambda state=state: evidence.attach(desk, state, prepared(5), "A1.01"),
            lambda state=state: evidence.change(desk, state, replace(item, caption="x")),
            lambda state=state: evidence.remove(desk, state, item.id),
        ):
            with pytest.raises(AssessmentError, match="ASSESSMENT_CLOSED"):
                act()
    assert reloaded(desk, with_photo).evidence == closed.evidence


def test_an_unknown_question_is_refused_before_anything_is_stored(desk, state):
    with pytest.raises(AnswerError, match="QUESTION_UNKNOWN"):
        evidence.attach(desk, state, prepared(), "B1.01")
    with desk.archive.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM content").scalar() == 0


def test_photos_are_proposed_to_the_question_answered_next(desk, state):
    state = answering.answer_question(desk, state, "A1.01", Answer("yes")).state
    answered_at = state.answers["A1.01"].answered_at
    local = (answered_at - timedelta(minutes=1)).astimezone(UTC).replace(tzinfo=None) + timedelta(hours=5)
    state = evidence.attach(desk, state, prepared(time=local.strftime("%Y:%m:%d %H:%M:%S")))
    items = state.evidence.unassigned
    near = evidence.match_by_time(state, items, timedelta(minutes=10), utc_offset=timedelta(hours=5))
    assert [each.question_id for each in near] == ["A1.01"]
    assert [each.question_id for each in evidence.match_by_time(state, items, timedelta(minutes=10))] == [None]

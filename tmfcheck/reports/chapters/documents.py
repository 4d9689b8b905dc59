"""The register of documents, the permits that run out, and the list of all evidence with its fingerprints."""

from __future__ import annotations

from tmfcheck.domain.evidence import Document, Evidence
from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import DASH, Texts
from tmfcheck.reports.assessment_tables import citing_words
from tmfcheck.reports.blocks import Block, Text, run_in, spoken
from tmfcheck.reports.chapters.photos import taken_words
from tmfcheck.reports.elements import column_head, paragraph
from tmfcheck.reports.flow import LINED, Row
from tmfcheck.reports.style import BODY, SMALL, SMALL_INK, SMALL_STRONG, STRONG
from tmfcheck.reports.voice import Voice, as_given
from tmfcheck.wording import SEEN_AS

SHARES = (10, 82, 34, 44)
EVIDENCE_SHARES = (10, 18, 76, 66)


def documents(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the register: each document once, with every question that cites it."""
    labels = (voice.gettext("No."), voice.gettext("Document"), voice.gettext("Valid to"), voice.gettext("Cited by"))
    head = column_head(labels, SHARES)
    numbered = enumerate(model.state.evidence.documents, 1)
    return [head, *(_document(model, number, document, voice, head) for number, document in numbered)]


def _document(model: ReportModel, number: int, document: Document, voice: Voice, head: Row) -> Row:
    issued = "" if document.issued_on is None else voice.texts.date(document.issued_on)
    about = ", ".join(part for part in (document.number, issued) if part)
    title: list[Block] = [Text(document.title, STRONG)]
    if about:
        title.append(Text(about, BODY))
    title += run_in(voice.gettext("Seen as"), voice.gettext(SEEN_AS[document.seen_as]), before=2)
    if document.note:
        title += run_in(voice.gettext("Note"), as_given(document.note), before=2)
    valid: list[Block] = [Text(voice.texts.date(document.valid_to), BODY)]
    if document.is_expired(model.day_of_papers):
        valid += spoken(voice.gettext("expired"), SMALL_STRONG)
    cited = Text(", ".join(citing_words(model, document, voice.texts)) or DASH, BODY)
    return Row(((Text(str(number), STRONG),), tuple(title), tuple(valid), (cited,)), SHARES, look=LINED, head=head)


def evidence_list(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the list: every photo, file and plan with what names its original beyond doubt."""
    labels = (voice.gettext("No."), voice.gettext("Question"), voice.gettext("File"), voice.gettext("Fingerprint"))
    head = column_head(labels, EVIDENCE_SHARES)
    note = voice.gettext(
        "The fingerprint (SHA-256) belongs to the original as it was attached; photos are printed smaller and turned."
    )
    return [
        paragraph(note, SMALL, keep_with_next=True),
        head,
        *(_line(model, item, voice.texts, head) for item in model.state.evidence_in_order),
    ]


def _line(model: ReportModel, item: Evidence, texts: Texts, head: Row) -> Row:
    about: list[Block] = [Text(item.file_name, BODY)]
    if item.caption:
        about.append(Text(item.caption, SMALL_INK))
    if taken := taken_words(item, texts):
        about.append(Text(taken, SMALL))
    about.append(Text(f"{texts.moment(item.added_at)} · {item.added_by}", SMALL))
    number = (Text(str(model.state.evidence_numbers[item.id]), STRONG),)
    digits = grouped(item.sha256, 16)
    cells = (number, (Text(item.question_id or DASH, BODY),), tuple(about), (Text(digits, SMALL),))
    return Row(cells, EVIDENCE_SHARES, look=LINED, head=head)

"""The commands on signatures: sign a report's file, verify one, attach what was signed on paper."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tmfcheck.cli.session import Session
from tmfcheck.domain.assessment import Assessment
from tmfcheck.domain.evidence import SignedPage
from tmfcheck.domain.plain_values import to_plain
from tmfcheck.domain.verdict import CheckedSignature, Finding, Verdict
from tmfcheck.errors import EvidenceError, TmfCheckError
from tmfcheck.messages import sentence
from tmfcheck.seal_messages import DISTRUSTS, VERDICT_SENTENCES, VERDICTS, finding_words
from tmfcheck.services.assessing import find_assessment
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import the_only_match
from tmfcheck.wording import LEVELS, msr_words


def sign(arguments: Namespace, session: Session) -> None:
    """Sign a report with a certificate from a file."""
    from tmfcheck.services.sealing import SigningWish, read_password, sign_report

    wish = SigningWish(arguments.visible, arguments.reason, arguments.name)
    password = read_password(Path(arguments.password_file))
    report, out, key_file = (Path(name) for name in (arguments.report, arguments.out, arguments.p12))
    made = sign_report(report, out, key_file, password=password, wish=wish)
    _, texts = session.texts.gettext, session.texts
    session.say(_("Signed by {name}: {path}").format(name=made.name, path=made.path))
    session.say(
        _("The certificate was issued by {issuer} and is valid until {day}.").format(
            issuer=made.issuer, day=texts.date(made.not_after.astimezone().date())
        )
    )


def verify(arguments: Namespace, session: Session) -> int:
    """Verify a report's file; the exit code says whether anything speaks against it."""
    from tmfcheck.services import verifying

    try:
        roots = verifying.read_roots(Path(name) for name in arguments.trust)
    except TmfCheckError as error:
        if arguments.json:
            session.print_json(_nothing_verified(error, session))
        raise
    with _archive(session) as desk:
        verdict = verifying.verify(Path(arguments.file), desk, roots)
    if arguments.json:
        session.print_json(verdict_document(verdict, session))
    else:
        _print_verdict(verdict, session)
    return 0 if verdict.status.is_good else 2


def _archive(session: Session) -> Any:
    """The local archive, which need not be there and need not be sound: a file is verified without it too."""
    if not session.path.exists():
        return nullcontext()
    try:
        return session.reading()
    except TmfCheckError as error:
        session.refuse(error)
        return nullcontext()


def verdict_document(verdict: Verdict, session: Session) -> dict[str, Any]:
    """A verdict as JSON data, its findings with their sentences."""
    return {
        "status": verdict.status.value,
        "sentence": session.texts.gettext(VERDICT_SENTENCES[verdict.status]),
        "problems": _findings(verdict.problems, session),
        "notes": _findings(verdict.notes, session),
        "signatures": [_signature(each) for each in verdict.signatures],
        "recomputed_equal": verdict.recomputed_equal,
        "pages_by": verdict.pages_by,
        "report": None if verdict.report is None else _plain(verdict.report),
        "chain": [_plain(link) for link in verdict.chain],
    }


def _nothing_verified(error: TmfCheckError, session: Session) -> dict[str, Any]:
    """In the shape of a verdict, without one: a program that reads JSON is told what stopped it there, too."""
    words = sentence(error, session.texts)
    return {
        "status": None,
        "sentence": words,
        "problems": [{"code": error.code, "sentence": words}],
        "notes": [],
        "signatures": [],
        "recomputed_equal": None,
        "pages_by": None,
        "report": None,
        "chain": [],
    }


def _findings(findings: Sequence[Finding], session: Session) -> list[dict[str, Any]]:
    return [{"code": each.code, **each.data, "sentence": finding_words(each, session.texts)} for each in findings]


def _signature(signature: CheckedSignature) -> dict[str, Any]:
    return _plain(signature)


def _plain(value: Any) -> dict[str, Any]:
    """Every field of a dataclass as a JSON value, also those that are empty."""
    return {name: to_plain(getattr(value, name)) for name in value.__dataclass_fields__}


def _print_verdict(verdict: Verdict, session: Session) -> None:
    _, texts = session.texts.gettext, session.texts
    session.say(f"{_(VERDICTS[verdict.status])}. {_(VERDICT_SENTENCES[verdict.status])}")
    for finding in (*verdict.problems, *verdict.notes):
        session.say(f"- {finding_words(finding, texts)}")
    if verdict.report is not None:
        report = verdict.report
        session.print_facts(
            {
                _("Facility"): report.facility,
                _("Assessment"): report.assessment_id,
                _("Assessed by"): report.assessed_by,
                _("Closed"): texts.moment(report.closed_at),
                _("Content fingerprint"): report.fingerprint,
                "MSR": msr_words(report, texts),
                _("Level"): _(LEVELS[report.level]) if report.level else "–",
            }
        )
    for signature in verdict.signatures:
        session.say(signature_line(signature, session))


def signature_line(signature: CheckedSignature, session: Session) -> str:
    """One signature: whose, when, whether unchanged, whether trusted."""
    _, texts = session.texts.gettext, session.texts
    state = _("what it covers is unchanged") if signature.intact else _("broken")
    trust = _("trusted") if signature.distrust is None else _(DISTRUSTS[signature.distrust])
    parts = (signature.name, signature.stated_name, texts.moment(signature.signed_at), signature.reason, state, trust)
    return _("Signature: {words}").format(words=", ".join(part for part in parts if part))


def scan(arguments: Namespace, session: Session) -> None:
    """Attach a scan or photo of a signed page to a closed assessment."""
    from tmfcheck.services import signing

    with session.writing() as desk:
        page = signing.attach_signed_page(desk, arguments.assessment, Path(arguments.file), arguments.by)
    if arguments.json:
        session.print_json(_page_document(page))
    else:
        session.say(page.id)


def scans(arguments: Namespace, session: Session) -> None:
    """List the signed pages of an assessment, export one, or take one away."""
    from tmfcheck.services import signing

    opening = session.writing if arguments.remove else session.reading
    with opening() as desk:
        assessment = find_assessment(desk, arguments.assessment)
        if arguments.export:
            _export_page(desk, assessment, arguments, session)
            return
        if arguments.remove:
            by = arguments.by or assessment.closed_by or assessment.started_by
            signing.remove_signed_page(desk, _page_named(desk, assessment, arguments.remove), by)
        pages = signing.signed_pages(desk, assessment.id)
    if arguments.json:
        session.print_json([_page_document(page) for page in pages])
        return
    _, texts = session.texts.gettext, session.texts
    rows = [(page.id, page.file_name, page.added_by, texts.moment(page.added_at)) for page in pages]
    session.print_table((_("Id"), _("File"), _("By"), _("Added")), rows)


def _export_page(desk: Desk, assessment: Assessment, arguments: Namespace, session: Session) -> None:
    from tmfcheck.services import signing
    from tmfcheck.services.output_files import write_file

    page = _page_named(desk, assessment, arguments.export)
    out = Path(arguments.out or page.file_name)
    write_file(out, signing.signed_page_bytes(desk, page))
    session.say(session.texts.gettext("Signed page: {path}").format(path=out))


def _page_named(desk: Desk, assessment: Assessment, word: str) -> SignedPage:
    from tmfcheck.services import signing

    pages = {page.id: page for page in signing.signed_pages(desk, assessment.id)}
    unknown = EvidenceError("SIGNED_PAGE_UNKNOWN", page=word)
    return pages[the_only_match(word, pages, unknown, unknown)]


def _page_document(page: SignedPage) -> dict[str, Any]:
    return _plain(page)

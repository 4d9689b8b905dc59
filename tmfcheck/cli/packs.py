"""The commands on method packs: list, show, check."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from tmfcheck.cli.session import Session
from tmfcheck.errors import PackError
from tmfcheck.messages import problem_sentence
from tmfcheck.services import method_packs


def list_packs(arguments: Namespace, session: Session) -> None:
    """Every pack of this machine, unusable ones marked."""
    packs = session.packs.list()
    if arguments.json:
        session.print_json([method_packs.summary_document(pack) for pack in packs])
        return
    _ = session.texts.gettext
    rows = [
        (pack.id, pack.edition, session.texts.pick(pack.title) if pack.title else _("cannot be used"), str(pack.folder))
        for pack in packs
    ]
    session.print_table((_("Pack"), _("Edition"), _("Title"), _("Folder")), rows)


def show_pack(arguments: Namespace, session: Session) -> None:
    """A pack in resolved form, or its sections and questions for people."""
    document = method_packs.pack_document(session.packs, arguments.pack, arguments.group)
    if arguments.json:
        session.print_json(document)
        return
    texts = session.texts
    session.say(f"{document['id']} {document['edition']} · {texts.pick(document['title'])}")
    session.say(f"SHA-256 {document['fingerprint']}")
    for section in document["sections"]:
        questions = [question for question in document["questions"] if question["section"] == section["id"]]
        if questions:
            session.say(f"\n{texts.pick(section['title'])}")
        for question in questions:
            mark = "▲" if question["critical"] else " "
            session.say(f"  {question['id']} {mark} {texts.pick(question['text'])}")


def check_pack(arguments: Namespace, session: Session) -> None:
    """Every problem of a pack; PackError PACK_UNUSABLE when one is an error."""
    problems = session.packs.check(Path(arguments.folder))
    if arguments.json:
        session.print_json([_problem_document(problem, session) for problem in problems])
    for problem in () if arguments.json else problems:
        session.say(f"{problem.severity}: {problem_sentence(problem, session.texts)}")
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        raise PackError("PACK_UNUSABLE", pack=arguments.folder, count=errors)
    if not arguments.json:
        session.say(session.texts.gettext("The pack can be used. Warnings: {count}.").format(count=len(problems)))


def _problem_document(problem: Any, session: Session) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.file,
        "item": problem.item,
        "place": problem.place,
        "language": problem.language,
        "message": problem_sentence(problem, session.texts),
    }

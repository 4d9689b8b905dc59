"""The words of the commands on evidence: their arguments and help, in the user's language."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from tmfcheck.cli import evidence
from tmfcheck.i18n import Texts

if TYPE_CHECKING:
    from tmfcheck.cli.session import Session

    Command = Callable[[Namespace, Session], None]
    Add = Callable[[str, Command, str], ArgumentParser]


def add_evidence_commands(add: Add, texts: Texts) -> None:
    """The commands under ``assessment``; ``add`` makes one from its name, function and help."""
    _ = texts.gettext
    attach = _add_attach(add, texts)
    listing = add("evidence", evidence.show_evidence, _("list photos, files and documents"))
    document = _add_document(add, texts)
    cite = add("cite", evidence.cite_document, _("let an answer rest on a document"))
    papers = add("papers", evidence.take_over_papers, _("take the facility's papers over as documents"))
    visit = add("visit", evidence.write_visit, _("write down the visit from a JSON file"))
    for parser in (listing, document, cite, papers, visit):
        parser.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
    document.add_argument("title", metavar="TITLE", help=_("the title of the document"))
    cite.add_argument("question", metavar="QUESTION", help=_("for example A1.07"))
    cite.add_argument("document", metavar="DOCUMENT", help=_("the document's id or the beginning of it"))
    cite.add_argument("--page", metavar="TEXT", default="", help=_("the pages"))
    visit.add_argument("--from", dest="source", metavar="F.json", required=True, help=_("the record of the visit"))
    for parser in (attach, listing, document):
        parser.add_argument("--json", action="store_true", help=_("print JSON and nothing else"))
    for parser in (attach, document, cite, papers, visit):
        parser.add_argument("--by", metavar="NAME", help=_("who does it (else who started the assessment)"))


def _add_attach(add: Add, texts: Texts) -> ArgumentParser:
    _ = texts.gettext
    attach = add("attach", evidence.attach, _("attach photos and other files to a question"))
    attach.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
    attach.add_argument("question", metavar="QUESTION", help=_("for example A1.07; - for no question"))
    attach.add_argument("files", metavar="FILE", nargs="+", help=_("JPEG, PNG, HEIC, WebP, TIFF or any other file"))
    attach.add_argument("--caption", metavar="TEXT", default="", help=_("what is to be seen"))
    attach.add_argument("--plan", action="store_true", help=_("a sketch or plan of the site, for pins"))
    return attach


def _add_document(add: Add, texts: Texts) -> ArgumentParser:
    _ = texts.gettext
    document = add("document", evidence.add_document, _("put a document into the register"))
    document.add_argument("--number", metavar="TEXT", default="", help=_("its number"))
    document.add_argument("--issued", metavar="DATE", help=_("issued on, as 2027-03-31"))
    document.add_argument("--valid-to", metavar="DATE", help=_("valid to, as 2027-03-31"))
    document.add_argument("--seen", choices=("paper", "file", "not_shown"), default="paper", help=_("how it was seen"))
    document.add_argument("--note", metavar="TEXT", default="", help=_("a note"))
    document.add_argument("--file", metavar="FILE", help=_("the file to keep with it"))
    return document

"""The words of the commands on signatures: sign, verify, and the pages signed on paper."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from tmfcheck.cli import seals
from tmfcheck.i18n import Texts

if TYPE_CHECKING:
    from tmfcheck.cli.session import Session

    Command = Callable[[Namespace, Session], int | None]
    Add = Callable[[str, Command, str], ArgumentParser]


def add_seal_commands(add: Add, texts: Texts) -> None:
    """The commands on a report's file, which need no archive."""
    _ = texts.gettext
    sign = add("sign", seals.sign, _("sign a report digitally (PAdES), without an archive"))
    sign.add_argument("report", metavar="REPORT.pdf", help=_("the report, signed before or not"))
    sign.add_argument("--p12", metavar="F", required=True, help=_("your certificate and key (PKCS#12: .p12, .pfx)"))
    sign.add_argument("--password-file", metavar="F", required=True, help=_("a file with the password of the key"))
    sign.add_argument("--out", metavar="F.pdf", required=True, help=_("where the signed report is written"))
    sign.add_argument("--visible", action="store_true", help=_("with a stamp on the last page"))
    sign.add_argument("--reason", metavar="TEXT", default="", help=_("why it is signed"))
    sign.add_argument("--name", metavar="TEXT", default="", help=_("who signs, beside the certificate's own name"))
    verify = add("verify", seals.verify, _("verify a report: unchanged, by whom signed, ours"))
    verify.add_argument("file", metavar="F.pdf", help=_("the report to verify"))
    trust_help = _("a certificate you trust (PEM or DER); may be given more than once")
    verify.add_argument("--trust", metavar="CERT", nargs="+", action="extend", default=[], help=trust_help)
    verify.add_argument("--json", action="store_true", help=_("print JSON and nothing else"))


def add_scan_commands(add: Add, texts: Texts) -> None:
    """The commands on the pages of a closed assessment that were signed on paper."""
    _ = texts.gettext
    scan = add("scan", seals.scan, _("attach a scan of a signed page to a closed assessment"))
    scans = add("scans", seals.scans, _("list, export or remove the scans of signed pages"))
    for parser in (scan, scans):
        parser.add_argument("assessment", metavar="ID", help=_("its id or the beginning of it"))
        parser.add_argument("--by", metavar="NAME", help=_("who does it"))
        parser.add_argument("--json", action="store_true", help=_("print JSON and nothing else"))
    scan.add_argument("file", metavar="FILE", help=_("a PDF or a picture"))
    scans.add_argument("--export", metavar="PAGE", help=_("write the file of this page"))
    scans.add_argument("--out", metavar="F", help=_("where it is written"))
    scans.add_argument("--remove", metavar="PAGE", help=_("take this page away; the history keeps that it was there"))

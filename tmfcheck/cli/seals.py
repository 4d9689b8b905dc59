"""The commands on digital signatures: sign a report's file, and verify one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tmfcheck.cli.session import Session


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

"""The commands on the archive file itself: its backups, one now, and putting one back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tmfcheck.cli.session import Session
from tmfcheck.services import backups


def list_backups(arguments: Namespace, session: Session) -> None:
    """The copies of the archive, newest first; the archive itself may be damaged or gone."""
    found = backups.list_backups(session.path)
    if arguments.json:
        session.print_json([{"path": str(each.path), "made_at": each.made_at.isoformat()} for each in found])
        return
    _ = session.texts.gettext
    session.print_table(
        (_("Made"), _("Copy")), [(session.texts.moment(each.made_at), str(each.path)) for each in found]
    )


def make_backup(arguments: Namespace, session: Session) -> None:
    """Copy the archive now and verify the copy."""
    with session.reading() as desk:
        made = backups.make_backup(desk)
    session.say(session.texts.gettext("Copy: {path}").format(path=made.path))


def restore_backup(arguments: Namespace, session: Session) -> None:
    """Put a copy in the archive's place; the present file is set aside."""
    aside = backups.restore_backup(session.path, Path(arguments.copy))
    _ = session.texts.gettext
    session.say(_("Restored: {path}").format(path=session.path))
    if aside is not None:
        session.say(_("The former file now lies here: {path}").format(path=aside))

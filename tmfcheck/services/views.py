"""Saved views of the register: keep one under a name, list, rename and remove them."""

from __future__ import annotations

from dataclasses import dataclass

from tmfcheck.domain.saved_view import SavedView
from tmfcheck.errors import InputError
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import check_texts, checked_person
from tmfcheck.services.register_view import RegisterView, view_document, view_from_document

MAX_VIEW_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class NamedView:
    """A view and the name it is kept under."""

    name: str
    view: RegisterView


def list_views(desk: Desk) -> tuple[NamedView, ...]:
    """Every saved view, by name; raises ArchiveError."""
    return tuple(NamedView(each.name, view_from_document(each.document)) for each in desk.archive.views.all())


def keep_view(desk: Desk, name: str, view: RegisterView, by: str | None = None) -> NamedView:
    """Store a view; one that has this name already is replaced.

    Raises InputError VIEW_NAME_MISSING or a text error, ArchiveError.
    """
    person, named = checked_person(desk.user if by is None else by), NamedView(_checked_name(name), view)
    desk.archive.views.put(SavedView(named.name, view_document(view)), by=person, at=desk.clock())
    return named


def rename_view(desk: Desk, name: str, new_name: str, by: str | None = None) -> NamedView:
    """Give a view another name; the new one is stored before the old one goes, so that none is ever lost.

    Raises InputError VIEW_UNKNOWN, VIEW_NAME_TAKEN, VIEW_NAME_MISSING or a text error, ArchiveError.
    """
    views = {each.name: each.view for each in list_views(desk)}
    if name not in views:
        raise InputError("VIEW_UNKNOWN", name=name)
    checked = _checked_name(new_name)
    if checked == name:
        return NamedView(name, views[name])
    if checked in views:
        raise InputError("VIEW_NAME_TAKEN", name=checked)
    renamed = keep_view(desk, checked, views[name], by)
    remove_view(desk, name, by)
    return renamed


def remove_view(desk: Desk, name: str, by: str | None = None) -> None:
    """Remove a view; the facilities it shows are not touched. Raises ArchiveError."""
    desk.archive.views.remove(name, by=checked_person(desk.user if by is None else by), at=desk.clock())


def _checked_name(name: str) -> str:
    """A name of one line without outer spaces."""
    checked = " ".join(name.split())
    check_texts(name=checked)
    if not checked or len(checked) > MAX_VIEW_NAME_LENGTH:
        raise InputError("VIEW_NAME_MISSING", limit=MAX_VIEW_NAME_LENGTH)
    return checked

"""What a Word file says of its making: no thumbnail, no leftover parts, no other program's name."""

from __future__ import annotations

from typing import Any

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_EXTENDED = _OFFICE + "extended-properties"
_CUSTOM_XML = _OFFICE + "customXml"
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>TMFCheck</Application></Properties>"
)


def tidy(document: Any, *, is_own: bool) -> None:
    """Take away the picture of another document and the name of another program.

    ``is_own`` is a document begun by the program: its library leaves parts in it that nothing needs.
    """
    package = document.part.package
    _drop(package.rels, _THUMBNAIL)
    for link in package.rels.values():
        if link.reltype == _EXTENDED:
            link.target_part._blob = _APPLICATION
    if is_own:
        _drop(document.part.rels, _STYLES_WITH_EFFECTS)
        _drop(document.part.rels, _CUSTOM_XML)


def _drop(links: Any, kind: str) -> None:
    for name in [name for name, link in links.items() if link.reltype == kind]:
        del links[name]

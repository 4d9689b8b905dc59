"""The signature's own bytes: accepted in the one form they were written in, refused in every other."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from asn1crypto import parser

from tests.certificates_for_tests import PASSWORD, identity
from tests.seals.pdfs_for_tests import plain_pdf
from tmfcheck.seals.checking import check_seals
from tmfcheck.seals.container import is_container_as_written
from tmfcheck.seals.key_file import open_key_file
from tmfcheck.seals.sealing import SealWish, seal

KINDS = pytest.mark.parametrize("kind", ["rsa", "ec"])
OCTETS, CONTEXT_0 = 4, (2, 0)
SHA256 = bytes.fromhex("300d06096086480165030402010500")
SHA256_WITHOUT_PARAMETERS = bytes.fromhex("300b0609608648016503040201")
Parts = list[bytes]
Tag = tuple[int, int]
Change = Callable[[Tag, Parts], Parts]


def signed_file(kind: str) -> bytes:
    return seal(plain_pdf(), open_key_file(identity(kind).p12, PASSWORD), SealWish())


def gap_of(signed: bytes) -> bytes:
    """What stands between the two signed ranges."""
    found = re.search(rb"/Contents (<[0-9a-fA-F]+>)", signed)
    assert found is not None
    return found.group(1)


def parts_of(content: bytes) -> Parts:
    parts = []
    while content:
        end = parser.peek(content)
        parts.append(content[:end])
        content = content[end:]
    return parts


def rebuilt(raw: bytes, change: Change) -> bytes:
    """A DER structure with the parts of each of its structures changed, from the innermost on."""
    class_, method, tag, _header, content, _trailer = parser.parse(raw)
    if method:
        parts = [rebuilt(each, change) for each in parts_of(content)]
        content = b"".join(change((class_, tag), parts))
    return bytes(parser.emit(class_, method, tag, content))


def with_changed(whole: bytes, change: Change) -> bytes:
    raw = bytes.fromhex(whole[1:-1].decode())
    made = rebuilt(raw[: parser.peek(raw)], change)
    return b"<" + made.ljust(len(raw), b"\0").hex().encode() + b">"


def nothing(_tag: Tag, parts: Parts) -> Parts:
    return parts


def saying_the_digest(algorithm: bytes) -> Change:
    """The certificate that signed is named by its SHA-256; to say so means the same, but was not written."""

    def change(_tag: Tag, parts: Parts) -> Parts:
        first = parser.parse(parts[0])
        is_named = (first[2], len(first[4]), len(parts)) == (OCTETS, 32, 2)
        return [algorithm, *parts] if is_named else parts

    return change


def turning_the_attributes(tag: Tag, parts: Parts) -> Parts:
    """A set means the same in any order; DER knows one."""
    return parts[::-1] if tag == CONTEXT_0 and len(parts) > 1 else parts


@KINDS
def test_what_was_written_is_accepted_in_digits_of_either_case(kind: str) -> None:
    written = gap_of(signed_file(kind))
    assert with_changed(written, nothing) == written.lower()
    assert is_container_as_written(written.lower())
    assert is_container_as_written(written.upper())
    assert not is_container_as_written(written[:100].lower() + written[100:].upper())


@KINDS
@pytest.mark.parametrize(
    "change",
    [saying_the_digest(SHA256), saying_the_digest(SHA256_WITHOUT_PARAMETERS), turning_the_attributes],
    ids=["digest", "digest without parameters", "order"],
)
def test_the_same_said_in_another_way_breaks_the_signature(kind: str, change: Change) -> None:
    signed = signed_file(kind)
    written = gap_of(signed)
    changed = with_changed(written, change)
    assert changed != written.lower()
    assert check_seals(signed)[0].intact
    assert not check_seals(signed.replace(written, changed))[0].intact


@KINDS
def test_what_the_library_drops_in_silence_is_refused(kind: str) -> None:
    written = gap_of(signed_file(kind))
    assert not is_container_as_written(with_changed(written, saying_the_digest(SHA256)))
    assert not is_container_as_written(with_changed(written, turning_the_attributes))


def test_what_is_no_signature_is_refused() -> None:
    written = gap_of(signed_file("ec"))
    for other in (b"<>", b"<3003020101>", written[:600] + b">", written[:-3] + b"01>"):
        assert not is_container_as_written(other), other

"""The resolved form of a pack: the canonical JSON that is printed, kept in archives and covered by the fingerprint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import msgspec

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import PackError
from tmfcheck.packs.fields import fraction_hook


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack with its canonical document (UTF-8 JSON) and the SHA-256 of that document."""

    pack: Pack
    document: bytes
    fingerprint: str


def load(pack: Pack) -> LoadedPack:
    """A pack with its canonical document and fingerprint.

    The pack is read back from the document, so that everything made of it is the same today and from an archive later.
    """
    document = _encode(pack)
    return LoadedPack(pack_from_json(document), document, fingerprint_of(document))


def fingerprint_of(document: bytes) -> str:
    """The SHA-256 of a canonical document, as hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()


def to_document(pack: Pack) -> dict[str, Any]:
    """The resolved form as plain JSON data; exact numbers are whole numbers or texts such as ``2/3``."""
    document: dict[str, Any] = msgspec.json.decode(_encode(pack))
    return document


def pack_from_json(document: bytes) -> Pack:
    """The pack of a resolved document; raises PackError PACK_DAMAGED when it is not one."""
    try:
        return msgspec.json.decode(document, type=Pack, dec_hook=fraction_hook)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise PackError("PACK_DAMAGED", reason=str(error)) from error


def _encode(pack: Pack) -> bytes:
    return msgspec.json.encode(pack, enc_hook=_plain_number, order="sorted")


def _plain_number(value: Any) -> int | str:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    raise NotImplementedError(type(value))

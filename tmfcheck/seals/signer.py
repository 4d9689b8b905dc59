"""The signing door: what anything that signs must offer, a key file today, a card or a national service tomorrow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tmfcheck.seals.certificate import CertificateFacts


class Signer(Protocol):
    """Somebody's certificate and the means to sign with its key, wherever that key lies.

    A new provider is a class with these members, and a line where ``services.sealing`` chooses one.
    """

    @property
    def certificate(self) -> bytes:
        """The signer's certificate, DER."""

    @property
    def chain(self) -> Sequence[bytes]:
        """Further certificates up to the root, DER, in any order; may be empty."""

    @property
    def mechanism(self) -> str:
        """How it signs, in the words of CMS: ``sha256_rsa``, ``sha256_ecdsa`` ..."""

    @property
    def signature_size(self) -> int:
        """The most bytes ``sign`` returns."""

    def facts(self) -> CertificateFacts:
        """What the certificate says."""

    def check(self, now: datetime) -> None:
        """Raise SealError where no valid signature can be made now."""

    def sign(self, content: bytes) -> bytes:
        """The raw signature over content, hashed as ``mechanism`` says; raises SealError where it cannot be made."""

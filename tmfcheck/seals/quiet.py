"""Keeps the library from writing on stderr: what it finds is told by this room's answers and errors alone."""

from __future__ import annotations

import logging
import warnings

from cryptography.utils import CryptographyDeprecationWarning


def keep_quiet() -> None:
    """Let the records of the signature library, and warnings of odd certificates, go nowhere; harmless twice."""
    warnings.filterwarnings("ignore", category=CryptographyDeprecationWarning)
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())

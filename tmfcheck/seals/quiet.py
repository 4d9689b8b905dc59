"""Keeps the library from writing on stderr: what it finds is told by this room's answers and errors alone."""

from __future__ import annotations

import logging


def keep_quiet() -> None:
    """Let the records of the signature library go nowhere; harmless twice."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())

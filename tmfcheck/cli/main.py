"""One run of the command line: parse, run, and turn what went wrong into a sentence and an exit code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence

from tmfcheck.cli.arguments import build_parser
from tmfcheck.cli.session import Session
from tmfcheck.errors import InputError, TmfCheckError
from tmfcheck.i18n import Texts, machine_language

DONE, BUG, REFUSED = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Run one command; 0 done, 2 the user's or the environment's fault, 1 a bug."""
    _speak_utf8()
    texts = Texts(machine_language())
    namespace = build_parser(texts).parse_args(arguments)
    session = Session(texts, namespace.archive)
    try:
        code = namespace.run(namespace, session)
        print(end="", flush=True)
    except TmfCheckError as error:
        session.refuse(error)
        return REFUSED
    except BrokenPipeError:
        _stop_printing()
        return DONE
    except OSError as error:  # what a service could foresee it has named; this is the terminal's own, or a full disk
        _stop_printing()
        named = (error.filename, error.strerror or error)
        session.refuse(InputError("SYSTEM_REFUSED", reason=": ".join(str(part) for part in named if part)))
        return REFUSED
    except KeyboardInterrupt:
        session.warn(texts.gettext("Stopped. What was stored before stays stored."))
        return REFUSED
    except Exception:  # noqa: BLE001 - the outermost door: a bug is shown whole, and named as one
        traceback.print_exc()
        session.warn(
            texts.gettext("This is a fault of the program, not yours. The archive holds what was stored before.")
        )
        return BUG
    return DONE if code is None else int(code)


def _stop_printing() -> None:
    """Send the rest nowhere, so that the end of the program does not fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

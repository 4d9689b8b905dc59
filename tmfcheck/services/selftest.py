"""Whether this installation works: packs, archive, fonts, translations and reports, tried in a temporary folder."""

from __future__ import annotations

import platform
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tmfcheck import __version__
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.errors import TmfCheckError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.paths import resources_folder
from tmfcheck.services import answering, assessing, facilities, reporting
from tmfcheck.services.desk import Desk, utc_now
from tmfcheck.services.opening import AccessMode, open_desk, shipped_library
from tmfcheck.services.selftest_files import try_digital_signature, try_office_files, try_photos

SHIPPED_PACK = "unece-tmf"
_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")
_TRANSLATED = "Does not meet the requirements"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried; ``detail`` tells what was found or what went wrong."""

    name: str
    ok: bool
    detail: str


def run() -> list[Check]:
    """Every check in turn; none of them touches the user's archive, and a failing one does not stop the rest."""
    checks: dict[str, Callable[[], str]] = {
        "program": _program,
        "translations": _translations,
        "fonts": _fonts,
        "method pack": _method_pack,
        "archive": _archive,
        "archive upgrade": _archive_upgrade,
        "reports": _reports,
        "photos": lambda: try_photos(utc_now()),
        "office files": lambda: try_office_files(_model()),
        "digital signature": lambda: try_digital_signature(_model(), utc_now()),
    }
    return [_tried(name, check) for name, check in checks.items()]


def _tried(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=check())
    except TmfCheckError as error:
        return Check(name, ok=False, detail=error.code)
    except Exception as error:  # noqa: BLE001 - whatever breaks is exactly what a self-test has to tell
        return Check(name, ok=False, detail=f"{type(error).__name__}: {error}")


def _program() -> str:
    return f"TMFCheck {__version__}, Python {platform.python_version()}, {platform.system()}"


def _translations() -> str:
    missing = [code for code in LANGUAGES if code != "en" and Texts(code).gettext(_TRANSLATED) == _TRANSLATED]
    if missing:
        raise LookupError(f"no translations for {', '.join(missing)}")
    return ", ".join(LANGUAGES)


def _fonts() -> str:
    missing = [name for name in _FONTS if not (resources_folder() / "fonts" / name).is_file()]
    if missing:
        raise LookupError(f"missing: {', '.join(missing)}")
    return ", ".join(_FONTS)


def _method_pack() -> str:
    loaded = shipped_library().load(SHIPPED_PACK)
    return f"{loaded.pack.id} {loaded.pack.edition}, {len(loaded.pack.questions)} questions"


def _archive() -> str:
    """An answer is durable at once: a plain copy of the open file holds it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "selftest.tmfcheck"
        with open_desk(path, mode=AccessMode.CREATE, user="selftest") as desk:
            state = _answered(desk)
            copy = Path(shutil.copy(path, Path(folder) / "copy.tmfcheck"))
        with open_desk(copy, mode=AccessMode.READ, user="selftest") as reader:
            copied = assessing.load_state(reader, state.assessment.id)
        if copied.answers != state.answers:
            raise ValueError("a copy of the open archive does not hold the answer")
    return "a stored answer was found again in a copy of the open file"


def _answered(desk: Desk) -> AssessmentState:
    """A facility with an assessment and one answer."""
    facility = facilities.add_facility(desk, {"name": "Self-test", "country": "KZ", "is_sample": True}).facility
    assessment = assessing.start_assessment(desk, facility.id, SHIPPED_PACK, "A", by="selftest")
    state = assessing.load_state(desk, assessment.id)
    answer = Answer("no", basis="measured", comment="ә ғ қ ң ө ұ ү һ і")
    return answering.answer_question(desk, state, state.questions[0].id, answer).state


def _archive_upgrade() -> str:
    from tmfcheck.storage.upgrade import CURRENT

    newest = CURRENT.steps().get_current_head()
    if newest is None or int(newest) != CURRENT.version:
        raise LookupError(f"the steps lead to {newest}, this program needs {CURRENT.version}")
    return f"archive version {CURRENT.version}"


def _model() -> ReportModel:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "selftest.tmfcheck"
        with open_desk(path, mode=AccessMode.CREATE, user="selftest") as desk:
            return reporting.report_model(desk, _answered(desk))


def _reports() -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "selftest.tmfcheck"
        with open_desk(path, mode=AccessMode.CREATE, user="selftest") as desk:
            state = _answered(desk)
            for language in LANGUAGES:
                out = Path(folder) / f"report-{language}.pdf"
                reporting.write_report(desk, state, out, language)
                if not out.read_bytes().startswith(b"%PDF-"):
                    raise ValueError(f"{language}: not a PDF")
    return ", ".join(LANGUAGES)

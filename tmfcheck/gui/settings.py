"""What a user chose for the window and where they left it, in one small file; for the frame and the settings page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QLocale, QSettings, QStandardPaths

from tmfcheck.gui.theme import LARGEST_TEXT_PERCENT, SMALLEST_TEXT_PERCENT, ThemeName
from tmfcheck.i18n import LANGUAGES
from tmfcheck.paths import settings_file

MOST_WHC_DRAFTS = 50
SHORTEST_DELAY_MS, LONGEST_DELAY_MS = 0, 3000


class Settings:
    """Typed access to the settings file; a value that cannot be read counts as not set and never stops the program."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_file()
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat)

    def flush(self) -> None:
        """Write to the file now."""
        self._store.sync()

    @property
    def window_language(self) -> str:
        return self._word("language/window", tuple(LANGUAGES), _system_language())

    @window_language.setter
    def window_language(self, language: str) -> None:
        self._store.setValue("language/window", language)

    @property
    def content_language(self) -> str:
        return self._word("language/content", tuple(LANGUAGES), self.window_language)

    @content_language.setter
    def content_language(self, language: str) -> None:
        self._store.setValue("language/content", language)

    @property
    def report_language(self) -> str:
        return self._word("language/report", tuple(LANGUAGES), self.window_language)

    @report_language.setter
    def report_language(self, language: str) -> None:
        self._store.setValue("language/report", language)

    @property
    def second_report_language(self) -> str | None:
        return self._word("language/second_report", tuple(LANGUAGES), "") or None

    @second_report_language.setter
    def second_report_language(self, language: str | None) -> None:
        self._store.setValue("language/second_report", language or "")

    @property
    def theme(self) -> ThemeName:
        return ThemeName(self._word("look/theme", tuple(ThemeName), ThemeName.LIGHT))

    @theme.setter
    def theme(self, name: ThemeName) -> None:
        self._store.setValue("look/theme", str(name))

    @property
    def text_percent(self) -> int:
        return self._whole("look/text_percent", 100, SMALLEST_TEXT_PERCENT, LARGEST_TEXT_PERCENT)

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._store.setValue("look/text_percent", percent)

    @property
    def moves_on_after_answer(self) -> bool:
        return self._word("assessment/moves_on", ("yes", "no"), "yes") == "yes"

    @moves_on_after_answer.setter
    def moves_on_after_answer(self, moves_on: bool) -> None:
        self._store.setValue("assessment/moves_on", "yes" if moves_on else "no")

    @property
    def move_on_delay_ms(self) -> int:
        """The breath between an answer and the next question."""
        return self._whole("assessment/move_on_delay_ms", 350, SHORTEST_DELAY_MS, LONGEST_DELAY_MS)

    @move_on_delay_ms.setter
    def move_on_delay_ms(self, delay: int) -> None:
        self._store.setValue("assessment/move_on_delay_ms", delay)

    @property
    def user_name(self) -> str:
        """The name that stands beside every change."""
        return str(self._store.value("user/name", "") or "") or _login_name()

    @user_name.setter
    def user_name(self, name: str) -> None:
        self._store.setValue("user/name", name.strip())

    @property
    def assessment_id(self) -> str | None:
        """The assessment that was open last."""
        return str(self._store.value("place/assessment", "") or "") or None

    @assessment_id.setter
    def assessment_id(self, assessment_id: str | None) -> None:
        self._store.setValue("place/assessment", assessment_id or "")

    @property
    def place(self) -> tuple[str, Any]:
        """The screen that was shown last, and what on it."""
        import json

        try:
            argument = json.loads(str(self._store.value("place/argument", "null")))
        except ValueError:
            argument = None
        return str(self._store.value("place/screen", "home")), argument

    @place.setter
    def place(self, place: tuple[str, Any]) -> None:
        import json

        self._store.setValue("place/screen", place[0])
        self._store.setValue("place/argument", json.dumps(place[1]))

    @property
    def register_view(self) -> Any:
        """How the register was looked at last, as plain values; None at first."""
        import json

        try:
            return json.loads(str(self._store.value("register/view", "null")))
        except ValueError:
            return None

    @register_view.setter
    def register_view(self, document: Any) -> None:
        import json

        self._store.setValue("register/view", json.dumps(document))

    def whc_draft(self, facility_id: str) -> Any:
        """What was typed last to find this facility's water hazard class, as plain values; "" for no facility."""
        return self._whc_drafts().get(facility_id)

    def keep_whc_draft(self, facility_id: str, document: Any) -> None:
        """Keep what is typed, None forgets it; of many the newest are kept. It is in the file when this returns."""
        import json

        drafts = {name: draft for name, draft in self._whc_drafts().items() if name != facility_id}
        if document is not None:
            drafts[facility_id] = document
        newest = dict(list(drafts.items())[-MOST_WHC_DRAFTS:])
        self._store.setValue("whc/drafts", json.dumps(newest))
        self.flush()

    def _whc_drafts(self) -> dict[str, Any]:
        import json

        try:
            stored = json.loads(str(self._store.value("whc/drafts", "{}")))
        except ValueError:
            stored = {}
        return stored if isinstance(stored, dict) else {}

    @property
    def report_choices(self) -> Any:
        """What the last report held, as plain values; None at first."""
        import json

        try:
            return json.loads(str(self._store.value("report/choices", "null")))
        except ValueError:
            return None

    @report_choices.setter
    def report_choices(self, document: Any) -> None:
        import json

        self._store.setValue("report/choices", json.dumps(document))

    @property
    def export_folder(self) -> Path:
        """Where the last report was put; the user's documents at first, or the home where there are none."""
        stored = str(self._store.value("report/folder", "") or "")
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        wished = (Path(stored) if stored else None, Path(documents), Path.home())
        return next((folder for folder in wished if folder is not None and folder.is_dir()), Path())

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._store.setValue("report/folder", str(folder))

    @property
    def map_layers(self) -> list[tuple[str, bool]]:
        """The user's own layers of the map, the uppermost first: path, and whether it is shown."""
        import json

        try:
            stored = json.loads(str(self._store.value("map/layers", "[]")))
            return [(str(path), bool(is_shown)) for path, is_shown in stored]
        except (ValueError, TypeError):
            return []

    @map_layers.setter
    def map_layers(self, layers: list[tuple[str, bool]]) -> None:
        import json

        self._store.setValue("map/layers", json.dumps(layers))

    @property
    def layer_folder(self) -> Path:
        """Where the last layer was found."""
        stored = str(self._store.value("map/folder", "") or "")
        return Path(stored) if stored and Path(stored).is_dir() else Path.home()

    @layer_folder.setter
    def layer_folder(self, folder: Path) -> None:
        self._store.setValue("map/folder", str(folder))

    @property
    def evidence_folder(self) -> Path:
        """Where photos were taken from last; the user's pictures at first, or the home where there are none."""
        stored = str(self._store.value("evidence/folder", "") or "")
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        wished = (Path(stored) if stored else None, Path(pictures), Path.home())
        return next((folder for folder in wished if folder is not None and folder.is_dir()), Path())

    @evidence_folder.setter
    def evidence_folder(self, folder: Path) -> None:
        self._store.setValue("evidence/folder", str(folder))

    @property
    def geometry(self) -> QByteArray:
        stored = self._store.value("window/geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)

    def _word(self, key: str, words: tuple[str, ...], otherwise: str) -> str:
        stored = str(self._store.value(key, otherwise))
        return stored if stored in words else otherwise

    def _whole(self, key: str, otherwise: int, low: int, high: int) -> int:
        try:
            stored = int(str(self._store.value(key, otherwise)))
        except ValueError:
            return otherwise
        return min(high, max(low, stored))


def _system_language() -> str:
    """The machine's language where the program speaks it, else English."""
    language = QLocale.system().name().split("_")[0]
    return language if language in LANGUAGES else "en"


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""

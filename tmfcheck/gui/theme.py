"""The look in numbers: colours, type, spacing and answer marks of the three themes, for all that is styled or painted.

Conventions: widgets get their look from the one style sheet (``resources/styles/tmfcheck.qss``) through dynamic
properties (``tmfcheck.gui.elements`` sets them); a widget that paints itself takes colours and sizes from
``context.theme`` and never writes a colour down. Spacing comes in steps of 4: ``SPACE * n``. Sizes of text go through
``theme.text_px`` or ``theme.font``, so that Ctrl + and Ctrl - reach them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette

from tmfcheck.paths import resources_folder

FONT_FAMILY = "DejaVu Sans"
SPACE = 4
RADIUS = 6
SMALLEST_TEXT_PERCENT, LARGEST_TEXT_PERCENT, TEXT_STEP_PERCENT = 80, 200, 10


class ThemeName(StrEnum):
    """The themes a user can choose."""

    LIGHT = "light"
    DARK = "dark"
    FIELD = "field"


class TypeSize(IntEnum):
    """The type scale in pixels at 100 % text size."""

    SMALL = 12
    BODY = 14
    LEAD = 16
    TITLE = 20
    DISPLAY = 28


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of a theme as ``#rrggbb``.

    ``line`` only separates; ``border`` outlines a control and is a mark (3:1). ``..._soft`` are backgrounds for text.
    Answer colours are marks on ``surface`` and ``page``; ``on_accent`` and ``on_answer`` are text on the full colour.
    """

    page: str
    surface: str
    sidebar: str
    raised: str
    line: str
    border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    focus: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    yes: str
    mostly_yes: str
    mostly_no: str
    no: str
    unknown: str
    not_applicable: str
    critical: str
    on_answer: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme at one text size; ``control_px`` is the height of a target, ``ring_px`` the width of the focus ring."""

    name: ThemeName
    colours: Colours
    control_px: int = 36
    ring_px: int = 2
    outline_px: int = 1
    is_bold: bool = False
    text_percent: int = 100

    def text_px(self, size: TypeSize | int) -> int:
        """A size of the type scale at the chosen text size, in pixels."""
        return max(9, round(int(size) * self.text_percent / 100))

    def wide(self, pixels: int) -> int:
        """A width that words must fit into, at the chosen text size."""
        return round(pixels * self.text_percent / 100)

    def control_height(self) -> int:
        """The height of a button or field in pixels; grows with the text."""
        return max(self.control_px, round(self.control_px * self.text_percent / 100))

    def quiet_height(self) -> int:
        """The height of a secondary target in pixels: a little lower, except where gloves are worn."""
        return self.control_height() if self.name is ThemeName.FIELD else self.control_height() - SPACE

    def font(self, size: TypeSize | int = TypeSize.BODY, *, bold: bool = False) -> QFont:
        """The font for painted text."""
        font = QFont(FONT_FAMILY)
        font.setPixelSize(self.text_px(size))
        font.setBold(bold or self.is_bold)
        return font

    def colour(self, name: str) -> QColor:
        """A colour by its token, for painting."""
        return QColor(getattr(self.colours, name))

    def answer_colour(self, answer: str | None) -> QColor:
        """The mark's colour of an answer word; a border grey where nothing was answered."""
        return self.colour(answer if answer is not None and answer in ANSWER_MARKS else "border")


ANSWER_MARKS: Mapping[str, str] = {
    "yes": "●",
    "mostly_yes": "◕",
    "mostly_no": "◔",
    "no": "○",
    "unknown": "?",
    "not_applicable": "–",
}
"""The shape of each answer word where it is written as text; the painted "no" is a ring with a bar."""

CRITICAL_MARK = "▲"

_LIGHT = Colours(
    page="#F5F6F6",
    surface="#FFFFFF",
    sidebar="#EBEEEE",
    raised="#F5F6F6",
    line="#DDE2E3",
    border="#859095",
    text="#1B2326",
    muted="#57646A",
    disabled="#87939A",
    accent="#0B6B6B",
    accent_strong="#075252",
    accent_soft="#DCEEED",
    on_accent="#FFFFFF",
    focus="#0B6B6B",
    danger="#B3261E",
    danger_soft="#FBE9E7",
    warning="#8A5A00",
    warning_soft="#FCF1DA",
    yes="#0A7350",
    mostly_yes="#4F7F1D",
    mostly_no="#A85B00",
    no="#B3261E",
    unknown="#6A4FA3",
    not_applicable="#66727A",
    critical="#B3261E",
    on_answer="#FFFFFF",
)

_DARK = Colours(
    page="#15191B",
    surface="#1D2326",
    sidebar="#111416",
    raised="#262D31",
    line="#30393D",
    border="#76848B",
    text="#E9EDEE",
    muted="#A8B4BA",
    disabled="#758289",
    accent="#56BDB5",
    accent_strong="#7FD3CC",
    accent_soft="#17403E",
    on_accent="#06211F",
    focus="#7FD3CC",
    danger="#FF8A80",
    danger_soft="#43201E",
    warning="#F0BE62",
    warning_soft="#3C2E12",
    yes="#4CC38A",
    mostly_yes="#A3CF62",
    mostly_no="#F0A63C",
    no="#FF8A80",
    unknown="#B9A2F2",
    not_applicable="#9DAAB1",
    critical="#FF8A80",
    on_answer="#10100F",
)

_FIELD = Colours(
    page="#FFFFFF",
    surface="#FFFFFF",
    sidebar="#FFFFFF",
    raised="#FFFFFF",
    line="#000000",
    border="#000000",
    text="#000000",
    muted="#000000",
    disabled="#5E5E5E",
    accent="#004747",
    accent_strong="#000000",
    accent_soft="#D2ECEB",
    on_accent="#FFFFFF",
    focus="#0046D6",
    danger="#9B0000",
    danger_soft="#FFFFFF",
    warning="#6B3F00",
    warning_soft="#FFFFFF",
    yes="#005A38",
    mostly_yes="#315C00",
    mostly_no="#8A4300",
    no="#9B0000",
    unknown="#4B2A8F",
    not_applicable="#3D4448",
    critical="#9B0000",
    on_answer="#FFFFFF",
)

_THEMES: Mapping[ThemeName, Theme] = {
    ThemeName.LIGHT: Theme(ThemeName.LIGHT, _LIGHT),
    ThemeName.DARK: Theme(ThemeName.DARK, _DARK),
    ThemeName.FIELD: Theme(ThemeName.FIELD, _FIELD, control_px=48, ring_px=4, outline_px=2, is_bold=True),
}


def theme_named(name: ThemeName | str, text_percent: int = 100) -> Theme:
    """A theme at a text size; the size is kept within 80 to 200 %."""
    percent = min(LARGEST_TEXT_PERCENT, max(SMALLEST_TEXT_PERCENT, text_percent))
    return replace(_THEMES[ThemeName(name)], text_percent=percent)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours, 1 to 21, after WCAG 2.2."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def style_sheet(theme: Theme) -> str:
    """The one style sheet of the program, filled with a theme's colours and sizes."""
    source = (resources_folder() / "styles" / "tmfcheck.qss").read_text(encoding="utf-8")
    return Template(source).substitute(_tokens(theme))


def _tokens(theme: Theme) -> dict[str, str]:
    colours = {name: getattr(theme.colours, name) for name in Colours.__dataclass_fields__}
    sizes = {f"text_{size.name.lower()}": f"{theme.text_px(size)}px" for size in TypeSize}
    # The quiet line stays low, unless gloves are worn.
    quiet = theme.control_height() if theme.name is ThemeName.FIELD else theme.text_px(26)
    # Black on white, the rest of a progress bar is white paper with an outline.
    is_field = theme.name is ThemeName.FIELD
    return {
        **colours,
        "track": theme.colours.surface if is_field else theme.colours.line,
        "track_border": f"1px solid {theme.colours.border}" if is_field else "none",
        **sizes,
        "styles": (resources_folder() / "styles").as_posix(),
        "check": "check-dark" if theme.name is ThemeName.DARK else "check-light",
        "chevron": "black" if theme.name is ThemeName.FIELD else "grey",
        "radio_radius": f"{9 + theme.ring_px}px",
        "family": FONT_FAMILY,
        "weight": "bold" if theme.is_bold else "normal",
        "radius": f"{RADIUS}px",
        "ring": f"{theme.ring_px}px",
        "outline": f"{theme.outline_px}px",
        # A control keeps its size when its outline becomes the focus ring.
        "control": f"{theme.control_height() - 2 * theme.ring_px}px",
        "control_plain": f"{theme.control_height() - 2 * theme.outline_px}px",
        "pad": f"{12 - theme.ring_px if theme.ring_px < 4 else 10}px",
        "pad_plain": f"{12 - theme.outline_px}px",
        "pad_close": f"{6 - theme.ring_px}px",
        "pad_close_plain": f"{6 - theme.outline_px}px",
        "row": f"{theme.control_height()}px",
        "quiet_row": f"{quiet - 2 * theme.outline_px}px",
        "quiet_row_focused": f"{quiet - 2 * theme.ring_px}px",
        "half_number": f"{theme.text_px(TypeSize.DISPLAY) // 2}px",
    }


def palette(theme: Theme) -> QPalette:
    """The palette behind the style sheet, for what Qt paints by itself."""
    filled = QPalette()
    roles = {
        QPalette.ColorRole.Window: "page",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        filled.setColor(role, theme.colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        filled.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return filled

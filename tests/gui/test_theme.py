"""Every theme can be read: contrast of texts 4.5:1 and of marks 3:1, and the style sheet names only known tokens."""

from __future__ import annotations

import pytest

from tmfcheck.gui.theme import ANSWER_MARKS, Theme, ThemeName, TypeSize, contrast, style_sheet, theme_named

THEMES = [theme_named(name) for name in ThemeName]
TEXT_ON_BACKGROUND = [
    *[(text, back) for text in ("text", "muted", "accent", "danger", "warning") for back in ("page", "surface")],
    *[("text", back) for back in ("sidebar", "raised", "accent_soft", "danger_soft", "warning_soft")],
    ("danger", "danger_soft"),
    ("warning", "warning_soft"),
    ("accent", "accent_soft"),
    ("accent_strong", "accent_soft"),
    ("muted", "sidebar"),
    ("muted", "raised"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("surface", "text"),
    *[("on_answer", answer) for answer in ANSWER_MARKS],
]
MARK_ON_BACKGROUND = [
    *[(mark, back) for mark in (*ANSWER_MARKS, "critical") for back in ("page", "surface", "accent_soft")],
    *[(mark, back) for mark in ("border", "focus", "accent") for back in ("page", "surface")],
    ("focus", "sidebar"),
    ("disabled", "surface"),
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("front", "back"), TEXT_ON_BACKGROUND)
def test_text_can_be_read_on_its_background(theme: Theme, front: str, back: str) -> None:
    assert contrast(getattr(theme.colours, front), getattr(theme.colours, back)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("mark", "back"), MARK_ON_BACKGROUND)
def test_mark_can_be_seen_on_its_background(theme: Theme, mark: str, back: str) -> None:
    assert contrast(getattr(theme.colours, mark), getattr(theme.colours, back)) >= 3


def test_contrast_agrees_with_the_published_examples() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_style_sheet_is_filled_completely(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "${" not in sheet
    assert theme.colours.accent in sheet


def test_text_size_follows_the_percentage_and_stays_within_limits() -> None:
    assert theme_named("light", 150).text_px(TypeSize.BODY) == 21
    assert theme_named("light", 500).text_percent == 200
    assert theme_named("light", 10).text_percent == 80


def test_field_theme_has_big_targets() -> None:
    assert theme_named("field").control_height() >= 48
    assert theme_named("field").is_bold

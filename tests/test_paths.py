"""Names proposed for files, whatever the facility is called."""

from __future__ import annotations

from tmfcheck.paths import safe_file_name


def test_a_proposed_name_is_allowed_on_every_system():
    assert safe_file_name('Кадамжай: "A/B"? ') == "Кадамжай_ _A_B_"
    assert safe_file_name("x" * 119 + ". " + "y" * 30) == "x" * 119
    assert safe_file_name(". /. ") == "_"

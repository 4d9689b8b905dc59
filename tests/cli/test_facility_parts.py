"""Dams and papers of a facility at the terminal."""

from __future__ import annotations

from tests.cli.conftest import Terminal

DOCUMENT = {
    "name": "Kadamjai",
    "country": "KG",
    "dams": [{"name": "Main", "height_m": 38, "factor_of_safety": 1.3, "load_case": "static", "safety_year": 2019}],
    "papers": [
        {"kind": "permit", "title": "Water permit", "number": "17/4", "valid_to": "2020-06-30"},
        {"kind": "insurance", "title": "Liability", "valid_to": "2999-01-01"},
    ],
}


def test_dams_and_papers_go_in_and_are_shown(terminal: Terminal) -> None:
    added = terminal.json("facility", "add", "--from", terminal.file("f.json", DOCUMENT))
    shown = terminal.json("facility", "show", added["id"])
    assert shown["dams"][0]["factor_of_safety"] == 1.3
    assert shown["dams"][0]["length_m"] is None
    assert shown["papers"][0]["valid_to"] == "2020-06-30"
    words = terminal.ok("facility", "show", added["id"])
    assert "Dam Main · height 38 m · factor of safety 1.3 (static, 2019)" in words
    assert "Permit · Water permit · No. 17/4 · expired on 30 Jun 2020" in words
    assert "valid until 1 Jan 2999" in words


def test_a_wrong_dam_is_named_and_nothing_is_stored(terminal: Terminal) -> None:
    wrong = DOCUMENT | {"dams": [{"name": "Main", "height_m": 3800}]}
    assert "dams[1].height_m" in terminal.refused("facility", "add", "--from", terminal.file("f.json", wrong))
    assert not terminal.archive.exists() or terminal.json("facility", "list") == []

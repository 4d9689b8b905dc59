"""The map from the terminal: three kinds of file, the edges asked for, and plain words for what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tmfcheck.paths import resources_folder


@pytest.fixture
def placed(terminal: Terminal) -> Terminal:
    """A terminal whose archive has a facility on the map and one that is nowhere."""
    for number, facts in enumerate(({"lat": 40.15, "lon": 71.71, "volume_m3": 2592000}, {})):
        source = terminal.file(f"{number}.json", {"name": f"Хвостохранилище {number}", "country": "KG", **facts})
        terminal.ok("facility", "add", "--from", source)
    return terminal


@pytest.mark.parametrize(
    ("ending", "beginning"), [("pdf", b"%PDF-"), ("png", b"\x89PNG"), ("svg", b"<?xml"), ("PDF", b"%PDF-")]
)
def test_the_ending_chooses_the_kind_of_file(placed: Terminal, ending: str, beginning: bytes) -> None:
    out = placed.folder / f"map.{ending}"
    code, said, warned = placed("map", "--out", str(out))
    assert (code, said) == (0, f"Map: {out}\n")
    assert warned == "1 has no coordinates and is not shown\n"
    assert out.read_bytes().startswith(beginning)


def svg(terminal: Terminal, *arguments: str) -> str:
    out = terminal.folder / "map.svg"
    assert terminal("map", "--out", str(out), *arguments)[0] == 0
    return out.read_text(encoding="utf-8")


def test_edges_language_and_colours_are_taken(placed: Terminal) -> None:
    drawn = svg(placed, "--bbox", "69,39,76,43.5", "--lang", "ru", "--by", "status")
    assert "КЫРГЫЗСТАН" in drawn
    assert "Хвостохранилище 0" in drawn
    assert "Бесхозяйный" in drawn


def test_western_and_southern_edges_are_no_options(placed: Terminal) -> None:
    assert "CHILE" in svg(placed, "--bbox", "-76,-40,-66,-25")


@pytest.mark.parametrize("edges", ["80,39,66,45", "1,2,3", "a,b,c,d", "0,0,0,0", "0,-90,10,10", "nan,1,2,3", ""])
def test_impossible_edges_are_refused_and_nothing_is_written(placed: Terminal, edges: str) -> None:
    out = placed.folder / "map.pdf"
    assert "west,south,east,north" in placed.refused("map", "--out", str(out), f"--bbox={edges}")
    assert not out.exists()


def test_another_kind_of_file_is_refused(placed: Terminal) -> None:
    out = placed.folder / "map.docx"
    assert ".pdf, .png, .svg" in placed.refused("map", "--out", str(out))
    assert not out.exists()


def test_a_folder_that_is_not_there_is_named(placed: Terminal) -> None:
    assert "nowhere" in placed.refused("map", "--out", str(placed.folder / "nowhere" / "map.pdf"))


def test_without_an_archive_nothing_is_drawn(terminal: Terminal) -> None:
    out = terminal.folder / "map.pdf"
    terminal.refused("map", "--out", str(out))
    assert not out.exists()


def test_the_map_data_is_small_and_carries_its_terms() -> None:
    folder = resources_folder() / "map"
    assert sum(path.stat().st_size for path in folder.glob("*.json")) < 1_500_000
    terms = (folder / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    for data in folder.glob("*.json"):
        assert data.name in terms
    licences = {path.name for path in folder.glob("LICENSE-*.txt")}
    assert licences
    assert all(Path(name).name in terms for name in licences)

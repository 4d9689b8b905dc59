"""A pack written to a folder and read again is the identical pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs.small_pack import spoil, write_small_pack
from tmfcheck.errors import PackError
from tmfcheck.packs.library import PackLibrary
from tmfcheck.packs.writer import write_pack
from tmfcheck.paths import shipped_packs_folder

CONDITION = """applies_if = { any = [
  { fact = "whc", at_least = 2 },
  { all = [{ fact = "has_liner", one_of = [true] }, { fact = "status", none_of = ["operated"] }] },
] }
measures = ["""


def fingerprint(folder: Path) -> str:
    return PackLibrary([]).load(folder).fingerprint


def test_small_pack_comes_back_identical(tmp_path: Path) -> None:
    source = write_small_pack(tmp_path / "source")
    spoil(source, "questions.toml", "measures = [", CONDITION)
    spoil(source, "questions.toml", "why in English", 'two lines\\n\\nwith \\"quotes\\" and \\\\ a backslash')
    write_pack(PackLibrary([]).load(source).pack, tmp_path / "copy")
    assert fingerprint(tmp_path / "copy") == fingerprint(source)


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in shipped_packs_folder().glob("*/pack.toml")), ids=lambda path: path.name
)
def test_shipped_pack_comes_back_identical(tmp_path: Path, folder: Path) -> None:
    write_pack(PackLibrary([]).load(folder).pack, tmp_path / "copy")
    assert fingerprint(tmp_path / "copy") == fingerprint(folder)


def test_writer_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    source = write_small_pack(tmp_path / "source")
    pack = PackLibrary([]).load(source).pack
    with pytest.raises(PackError) as caught:
        write_pack(pack, source)
    assert caught.value.code == "FOLDER_NOT_EMPTY"

"""The library finds packs by id and folder, keeps their compiled form honest, and gives each a lasting fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs.small_pack import spoil, write_small_pack
from tmfcheck.errors import PackError
from tmfcheck.packs.library import PackLibrary
from tmfcheck.packs.resolved import fingerprint_of, load, pack_from_json, to_document


@pytest.fixture
def library(tmp_path: Path) -> PackLibrary:
    write_small_pack(tmp_path / "packs" / "small")
    return PackLibrary([tmp_path / "packs"], tmp_path / "cache")


def fresh(library: PackLibrary) -> PackLibrary:
    """A library as the next start of the program has it: same folders, nothing in memory."""
    return PackLibrary(library.folders, library.cache)


def test_load_finds_a_pack_by_id_edition_and_folder(library: PackLibrary, tmp_path: Path) -> None:
    by_id = library.load("small")
    assert library.load("small@1") is by_id
    assert library.load(tmp_path / "packs" / "small") is by_id
    assert library.load(str(tmp_path / "packs" / "small")) is by_id


@pytest.mark.parametrize("name", ["smal", "small@2", "/nowhere", "", "long" * 2000])
def test_load_says_that_a_pack_is_unknown(library: PackLibrary, name: str) -> None:
    with pytest.raises(PackError) as caught:
        library.load(name)
    assert caught.value.code == "PACK_UNKNOWN"


def test_load_says_that_a_named_pack_is_damaged(library: PackLibrary, tmp_path: Path) -> None:
    spoil(tmp_path / "packs" / "small", "measures.toml", 'cost = "low"\n', "")
    with pytest.raises(PackError) as caught:
        library.load("small")
    assert caught.value.code == "PACK_UNUSABLE"
    assert [problem.place for problem in caught.value.data["found"] if problem.code == "FIELD_MISSING"] == ["cost"]
    (summary,) = library.list()
    assert summary.problems


def test_usable_packs_are_those_without_an_error_each_read_in_its_turn(library: PackLibrary, tmp_path: Path) -> None:
    write_small_pack(tmp_path / "packs" / "broken")
    spoil(tmp_path / "packs" / "broken", "measures.toml", 'cost = "low"\n', "")
    write_small_pack(tmp_path / "packs" / "third")
    found = library.usable()
    first = next(found)
    assert library.known(first.fingerprint) is first.pack
    assert [*found] == [library.load(tmp_path / "packs" / "third")]
    assert library.load(tmp_path / "packs" / "small") is first
    assert fresh(library).known(first.fingerprint) is None


def test_compiled_form_is_used_until_a_source_changes(library: PackLibrary, tmp_path: Path) -> None:
    first = library.load("small")
    (compiled,) = (tmp_path / "cache" / "packs").iterdir()
    assert fresh(library).load("small") == first
    spoil(tmp_path / "packs" / "small", "questions.toml", "text in English", "other words")
    changed = fresh(library).load("small")
    assert changed.pack.questions[0].text["en"] == "other words"
    assert changed.fingerprint != first.fingerprint
    assert compiled.exists()


def test_damaged_compiled_form_is_read_anew(library: PackLibrary, tmp_path: Path) -> None:
    first = library.load("small")
    (compiled,) = (tmp_path / "cache" / "packs").iterdir()
    compiled.write_bytes(compiled.read_bytes()[:200])
    assert fresh(library).load("small") == first


def test_library_without_a_writable_cache_still_reads(library: PackLibrary, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert PackLibrary(library.folders, blocked).load("small").pack.id == "small"


def test_newest_edition_wins_and_both_can_be_named(library: PackLibrary, tmp_path: Path) -> None:
    other = write_small_pack(tmp_path / "packs" / "small-2")
    spoil(other, "pack.toml", 'edition = "1"', 'edition = "2"')
    assert library.load("small").pack.edition == "2"
    assert library.load("small@1").pack.edition == "1"
    assert [summary.edition for summary in library.list()] == ["1", "2"]


def test_resolved_document_gives_back_the_identical_pack(library: PackLibrary) -> None:
    loaded = library.load("small")
    again = pack_from_json(loaded.document)
    assert again == loaded.pack
    assert load(again).document == loaded.document
    assert fingerprint_of(loaded.document) == loaded.fingerprint


def test_resolved_document_writes_exact_numbers(library: PackLibrary) -> None:
    document = to_document(library.load("small").pack)
    assert [option["value"] for option in document["answers"]] == [1, "2/3", "1/3", 0, 0, None]
    assert document["questions"][0]["weight"] == 1
    assert document["questions"][0]["measures"] == [{"id": "M-DAM-01", "when": ["no", "mostly_no", "unknown"]}]


@pytest.mark.parametrize("document", [b"", b"[]", b'{"id": "x"}', b"\xff\xfe", b"[" * 100_000])
def test_stored_document_that_is_no_pack_is_refused(document: bytes) -> None:
    with pytest.raises(PackError) as caught:
        pack_from_json(document)
    assert caught.value.code == "PACK_DAMAGED"

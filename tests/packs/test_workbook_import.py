"""Any workbook becomes a pack through a small map; what the map or the cells get wrong is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tmfcheck.domain.pack import Critical, Pack
from tmfcheck.errors import InputError
from tmfcheck.packs.library import PackLibrary
from tmfcheck.packs.workbook_import import read_foreign_workbook
from tmfcheck.packs.workbook_map import MAX_BYTES, read_map
from tmfcheck.packs.workbook_reader import ReadWorkbook
from tmfcheck.packs.writer import write_pack
from tmfcheck.paths import shipped_packs_folder

SHIPPED = Path(__file__).parent / "foreign"


@pytest.fixture(scope="module")
def base() -> Pack:
    return PackLibrary([shipped_packs_folder()]).load("unece-tmf").pack


@pytest.fixture
def read(tmp_path: Path, base: Pack) -> Callable[..., ReadWorkbook]:
    """Reads the made-up workbook after changing cells (``sheet!cell`` to value) or the map (old to new)."""
    for name in ("workbook.xlsx", "map.toml"):
        shutil.copy(SHIPPED / name, tmp_path / name)

    def make(cells: dict[str, object] | None = None, mapped: dict[str, str] | None = None) -> ReadWorkbook:
        workbook = openpyxl.load_workbook(tmp_path / "workbook.xlsx")
        for place, value in (cells or {}).items():
            sheet, _, cell = place.partition("!")
            workbook[sheet][cell] = value
        workbook.save(tmp_path / "workbook.xlsx")
        text = (tmp_path / "map.toml").read_text("utf-8")
        for old, new in (mapped or {}).items():
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / "map.toml").write_text(text, "utf-8")
        return read_foreign_workbook(tmp_path / "workbook.xlsx", read_map(tmp_path / "map.toml"), base)

    return make


def test_made_up_workbook_becomes_a_pack(read: Callable[..., ReadWorkbook], tmp_path: Path) -> None:
    pack = read().pack
    assert pack is not None
    assert [question.id for question in pack.questions] == ["A1.01", "A1.02", "A1.03", "A2.1"]
    first, second, third, last = pack.questions
    assert first.text == {"ru": "Свободен ли гребень дамбы от трещин?", "en": "Is the crest free of cracks?"}
    assert (first.critical, first.categories) == (Critical.CONDITION, ("dam",))
    assert [link.id for link in first.measures] == ["N-1", "N-2"]
    assert second.section == first.section != third.section
    assert (last.weight, last.how_to_check["ru"]) == (2, "Прочитайте титульный лист.")
    assert pack.answer_by_id["mostly_yes"].value == Fraction(3, 4)
    assert pack.answer_by_id["mostly_yes"].credibility == Fraction(1, 2)
    assert pack.measure_by_id["N-2"].cost == "high"
    assert pack.languages == ("en", "ru")
    write_pack(pack, tmp_path / "made")
    assert PackLibrary([]).load(tmp_path / "made").pack == pack


@pytest.mark.parametrize(
    ("cells", "code", "item", "place"),
    [
        ({"Осмотр!F4": "Плотина"}, "WORD_NOT_MAPPED", "row 4", "F"),
        ({"Осмотр!E5": None}, "TEXT_MISSING", "row 5", "text"),
        ({"Осмотр!H7": "N-9"}, "ID_UNKNOWN", "row 7 (A1.03)", "measures"),
        ({"Осмотр!A5": "01"}, "ID_TWICE", "row 5", "id"),
        ({"Документы!G2": "тяжёлый"}, "FIELD_WRONG", "row 2", "weight"),
        ({"Меры!G3": None}, "FIELD_MISSING", "row 3", "term"),
        ({"Ответы!A3": "Почти"}, "WORD_NOT_MAPPED", "row 3", "A"),
        ({"Ответы!C3": "3/2"}, "ANSWER_VALUE_WRONG", "row 3 (mostly_yes)", "value"),
    ],
)
def test_problems_name_sheet_row_and_column(
    read: Callable[..., ReadWorkbook], cells: dict[str, object], code: str, item: str, place: str
) -> None:
    result = read(cells)
    found = [problem for problem in result.problems if problem.code == code]
    sheet = next(iter(cells)).partition("!")[0]
    assert (sheet, item, place) in [(problem.file, problem.item, problem.place) for problem in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sheet = "Осмотр"', 'shet = "Осмотр"'),
        ('subgroup = "A1"', "subgroup = 1"),
        ("[pack]", "[pack"),
        ('edition = "2026-test"', ""),
        pytest.param('edition = "2026-test"', f"edition = {'[' * 100_000}", id="deep"),
        pytest.param('edition = "2026-test"', f"edition = {'9' * 5_000}", id="long"),
    ],
)
def test_map_that_cannot_be_used_is_refused(read: Callable[..., ReadWorkbook], old: str, new: str) -> None:
    with pytest.raises(InputError) as caught:
        read(mapped={old: new})
    assert caught.value.code == "MAP_WRONG"


def test_a_map_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InputError) as caught:
        read_map(path)
    assert caught.value.code == "INPUT_TOO_LARGE"


def test_missing_sheet_is_named_with_those_there_are(read: Callable[..., ReadWorkbook]) -> None:
    with pytest.raises(InputError) as caught:
        read(mapped={'sheet = "Меры"': 'sheet = "Мероприятия"'})
    assert (caught.value.code, caught.value.data["sheet"]) == ("SHEET_MISSING", "Мероприятия")
    assert "Меры" in caught.value.data["sheets"]

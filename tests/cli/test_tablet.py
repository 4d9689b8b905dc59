"""A tablet's round trip: pyxform accepts the form, its submission comes back after a preview, strangers are refused."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.cli.conftest import Terminal

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pyxform.xls2xform import convert

XFORMS = "{http://www.w3.org/2002/xforms}"


@pytest.fixture
def model(terminal: Terminal) -> Xml.Element:
    """The form's empty submission, as pyxform makes it."""
    path = terminal.folder / "form.xlsx"
    terminal.ok("pack", "export-xlsform", "unece-tmf", str(path))
    converted = convert(xlsform=path, validate=False)
    assert not converted.warnings
    for language in ("English (en)", "Русский (ru)", "Қазақша (kk)"):
        assert f'lang="{language}"' in converted.xform
    root = Xml.fromstring(converted.xform)
    instance = root.find(f".//{XFORMS}instance")
    assert instance is not None
    return instance[0]


def fill(model: Xml.Element, path: Path, values: dict[str, str]) -> str:
    """A submission with these values; every field must exist in the form."""
    left = dict(values)
    for node in model.iter():
        name = node.tag.rpartition("}")[2]
        if name in left:
            node.text = left.pop(name)
    assert left == {}
    path.write_bytes(Xml.tostring(model, encoding="utf-8"))
    return str(path)


def values_for(terminal: Terminal, **changes: str) -> dict[str, str]:
    fingerprint = terminal.json("pack", "show", "unece-tmf")["fingerprint"]
    return {"checklist_group": "A", "pack_fingerprint": fingerprint, **changes}


def test_submission_is_shown_first_and_stored_when_asked(
    terminal: Terminal, assessment: str, model: Xml.Element
) -> None:
    given = {"A1_01": "no", "A1_01_comment": "Ұрлық ізі <бар>", "A1_01_danger": "danger", "A1_02": "unknown"}
    values = values_for(terminal, **given, A1_02_reason="weather", A1_03="yes", A1_03_basis="measured")
    source = fill(model, terminal.folder / "s.xml", values)
    shown = terminal.json("assessment", "import-xlsform", assessment, source)
    assert shown == {"answers": 3, "changes": ["A1.01", "A1.02", "A1.03"], "replaces": [], "stored": False}
    assert terminal.json("assessment", "show", assessment)["answers"] == {}
    terminal.ok("assessment", "import-xlsform", assessment, source, "--apply", "--by", "Tablet")
    answers = terminal.json("assessment", "show", assessment)["answers"]
    assert (answers["A1.01"]["comment"], answers["A1.01"]["danger"]) == ("Ұрлық ізі <бар>", True)
    assert (answers["A1.02"]["reason"], answers["A1.03"]["basis"]) == ("weather", "measured")
    assert answers["A1.01"]["by"] == "Tablet"
    again = terminal.json("assessment", "import-xlsform", assessment, source)
    assert again["changes"] == []


def test_preview_says_which_answers_would_be_replaced(terminal: Terminal, assessment: str, model: Xml.Element) -> None:
    terminal.ok("assessment", "answer", assessment, "A1.01", "yes")
    source = fill(model, terminal.folder / "s.xml", values_for(terminal, A1_01="no"))
    assert terminal.json("assessment", "import-xlsform", assessment, source)["replaces"] == ["A1.01"]


@pytest.mark.parametrize("separator", ["-", "/"])
def test_row_of_a_csv_export_comes_in(terminal: Terminal, assessment: str, separator: str) -> None:
    path = terminal.folder / "export.csv"
    values = values_for(terminal, A1_01="no")
    prefix = separator.join(["group_A", "section_A1_access", ""])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([name if name in ("checklist_group", "pack_fingerprint") else prefix + name for name in values])
        writer.writerow(values.values())
        writer.writerow(["yes" if name == "A1_01" else value for name, value in values.items()])
    assert "2" in terminal.refused("assessment", "import-xlsform", assessment, str(path))
    terminal.ok("assessment", "import-xlsform", assessment, str(path), "--row", "2", "--apply")
    assert terminal.json("assessment", "show", assessment)["answers"]["A1.01"]["value"] == "yes"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"checklist_group": "B"}, "B"),
        ({"pack_fingerprint": "0" * 64}, "2026"),
        ({"A1_01": "perhaps"}, "perhaps"),
    ],
)
def test_strange_submission_is_refused_whole(
    terminal: Terminal, assessment: str, model: Xml.Element, changes: dict[str, str], named: str
) -> None:
    source = fill(model, terminal.folder / "s.xml", {**values_for(terminal, A1_02="yes"), **changes})
    assert named in terminal.refused("assessment", "import-xlsform", assessment, source, "--apply")
    assert terminal.json("assessment", "show", assessment)["answers"] == {}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<data>",
        "<data><other/></data>",
        "<?xml version='1.0' encoding='utf-7'?><data/>",
        "<?xml version='1.0' encoding='nonsense'?><data/>",
        '<!DOCTYPE d [<!ENTITY a "aaaa">]><data><checklist_group>&a;</checklist_group></data>',
    ],
)
def test_file_that_is_no_submission_is_refused(terminal: Terminal, assessment: str, content: str) -> None:
    source = terminal.file("s.xml", content)
    assert "s.xml" in terminal.refused("assessment", "import-xlsform", assessment, source)

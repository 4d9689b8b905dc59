"""The blank checklist names every question of its group, in the languages asked for, the same bytes each time."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest

from tests.packs_for_tests import make_pack, question
from tmfcheck.i18n import Texts
from tmfcheck.reports.checklist import render_checklist

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def printed(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_checklist_holds_every_question_of_its_group(language: str) -> None:
    pack = make_pack()
    text = printed(render_checklist(pack, "A", UNDATED, Texts(language)))
    for each in pack.questions_of("A"):
        assert each.id in text
        assert each.text[language] in " ".join(text.split())


def test_checklist_speaks_two_languages() -> None:
    text = " ".join(printed(render_checklist(make_pack(), "A", UNDATED, Texts("kk"), Texts("ru"))).split())
    assert "Question A1.01? (қаз)" in text
    assert "Question A1.01? (рус)" in text


def test_checklist_gives_the_same_bytes_and_bears_the_fingerprint() -> None:
    first, second = (render_checklist(make_pack(), "A", UNDATED, Texts("ru"), fingerprint="ab" * 32) for _ in range(2))
    assert first == second
    assert "abababababab" in printed(first)


def test_long_checklist_runs_over_pages_and_keeps_its_codes() -> None:
    pack = make_pack([question(f"A1.{number:02d}") for number in range(1, 100)])
    content = render_checklist(pack, "A", UNDATED, Texts("kk"), Texts("en"))
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) > 10
    assert "A1.99" in printed(content)

"""Every finding of the verifier has its sentence with the data it names."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import tmfcheck
from tmfcheck.domain.verdict import Finding, VerdictStatus
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.seal_messages import DISTRUSTS, FINDING_SENTENCES, VERDICT_SENTENCES, VERDICTS, finding_words
from tmfcheck.seals.checking import Distrust


def found() -> list[tuple[str, set[str]]]:
    """Code and data names of every finding made with a literal code."""
    made = []
    for file in (Path(tmfcheck.__file__).parent / "services").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Finding", "_nothing")
            ):
                codes = [each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
                data = node.args[1] if len(node.args) > 1 else None
                keys = (
                    {key.value for key in data.keys if isinstance(key, ast.Constant)}
                    if isinstance(data, ast.Dict)
                    else set()
                )
                names = keys | {keyword.arg or "" for keyword in node.keywords}
                made += [(code, names) for code in codes if isinstance(code, str)]
    return made


def test_every_finding_has_a_sentence_and_every_sentence_a_finding() -> None:
    assert {code for code, _ in found()} == set(FINDING_SENTENCES)


@pytest.mark.parametrize(("code", "names"), found())
def test_a_finding_carries_what_its_sentence_names(code: str, names: set[str]) -> None:
    needed = {name for _, name, _, _ in string.Formatter().parse(FINDING_SENTENCES[code]) if name}
    assert needed == names
    for language in LANGUAGES:
        assert "{" not in finding_words(Finding(code, dict.fromkeys(needed, "●")), Texts(language))


def test_every_verdict_and_every_distrust_has_words() -> None:
    assert set(VERDICTS) == set(VERDICT_SENTENCES) == set(VerdictStatus)
    assert set(DISTRUSTS) == {each.value for each in Distrust}

"""JSON from outside: read strictly, refused with a code that names the fault, never a crash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmfcheck.domain.answers import Answer
from tmfcheck.errors import InputError
from tmfcheck.services import input_files
from tmfcheck.services.input_files import parse_json, read_answers, read_json


def test_read_json_reads_utf8_with_and_without_a_mark(tmp_path):
    for mark in ("", "\ufeff"):
        path = tmp_path / "in.json"
        path.write_text(mark + '{"атауы": "Қадамжай", "n": 1.5}', encoding="utf-8")
        assert read_json(path) == {"атауы": "Қадамжай", "n": 1.5}


@pytest.mark.parametrize(
    ("content", "code", "named"),
    [
        (b"", "INPUT_NOT_JSON", "line"),
        (b'{"a": 1,}', "INPUT_NOT_JSON", "column"),
        (b'{"a": 1} x', "INPUT_NOT_JSON", "line"),
        (b'\xff\xfe{"a"', "INPUT_NOT_UTF8", "path"),
        ('{"a": "я"}'.encode("cp1251"), "INPUT_NOT_UTF8", "path"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "INPUT_KEY_TWICE", "key"),
        (b'{"a": NaN}', "INPUT_NOT_A_NUMBER", "word"),
        (b"[-Infinity]", "INPUT_NOT_A_NUMBER", "word"),
        (b'"\\ud800"', "TEXT_NOT_UNICODE", "name"),
        (b'{"\\udfff": 1}', "TEXT_NOT_UNICODE", "name"),
        (b"[" * 100_000, "INPUT_NOT_JSON", "line"),
        (b"9" * 10_000, "INPUT_NOT_JSON", "line"),
    ],
)
def test_broken_json_is_refused_with_its_place(tmp_path, content, code, named):
    path = tmp_path / "in.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_json(path)
    assert caught.value.code == code
    assert named in caught.value.data


def test_a_key_given_twice_is_named():
    with pytest.raises(InputError) as caught:
        parse_json(b'{"A1.01": "yes", "A1.01": "no"}', "in.json")
    assert caught.value.data == {"path": "in.json", "key": "A1.01"}


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(tmp_path, monkeypatch):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError, match="INPUT_UNREADABLE"):
            read_json(path)
    monkeypatch.setattr(input_files, "MAX_BYTES", 10)
    (tmp_path / "big.json").write_bytes(b'"123456789"')
    with pytest.raises(InputError, match="INPUT_TOO_LARGE"):
        read_json(tmp_path / "big.json")


@given(st.binary(max_size=200))
def test_any_bytes_are_either_json_or_an_input_error(content):
    try:
        parse_json(content, "in.json")
    except InputError as error:
        assert error.code.startswith(("INPUT_", "TEXT_"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_any_json_value_is_either_answers_or_an_input_error(value):
    try:
        assert all(isinstance(answer, Answer) for answer in read_answers(value).values())
    except InputError as error:
        assert error.code in ("OBJECT_EXPECTED", "KEY_UNKNOWN", "TEXT_EXPECTED", "TRUE_OR_FALSE_EXPECTED")


def test_answers_are_words_nulls_or_objects_bare_or_under_their_name():
    bare = {"A1.01": "yes", "A1.02": None, "A1.03": {"value": "no", "basis": "told", "comment": "x", "danger": True}}
    expected = {"A1.01": Answer("yes"), "A1.02": Answer(), "A1.03": Answer("no", "told", None, "x", danger=True)}
    assert read_answers(bare) == expected
    assert read_answers({"answers": bare}) == expected
    assert read_answers({"pack": "test-pack", "group": "A", "answers": bare}) == expected
    with pytest.raises(InputError, match="KEY_UNKNOWN"):
        read_answers({"answers": bare, "A1.04": "yes"})

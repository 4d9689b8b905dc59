"""Saved views of the register: kept under a name, renamed without a loss, read even where odd."""

from __future__ import annotations

import pytest

from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.saved_view import SavedView
from tmfcheck.errors import InputError
from tmfcheck.services.register import RankBy
from tmfcheck.services.register_view import (
    USUAL_COLUMNS,
    Column,
    GroupBy,
    RegisterView,
    WordFilter,
    view_document,
    view_from_document,
)
from tmfcheck.services.views import MAX_VIEW_NAME_LENGTH, keep_view, list_views, remove_view, rename_view

SPECIAL = RegisterView(
    columns=(Column.NAME, Column.TRI),
    rank_by=RankBy.NEXT,
    sort=Column.TRI,
    descending=True,
    filters=frozenset({WordFilter.TRANSBOUNDARY, WordFilter.DANGER}),
    country="KG",
    group_by=GroupBy.CATCHMENT,
)


def test_a_view_comes_back_as_it_was_kept(desk):
    kept = keep_view(desk, "  Syr  Darya ", SPECIAL)
    assert kept.name == "Syr Darya"
    assert [(each.name, each.view) for each in list_views(desk)] == [("Syr Darya", SPECIAL)]


def test_a_view_of_the_same_name_is_replaced(desk):
    keep_view(desk, "One", SPECIAL)
    keep_view(desk, "One", RegisterView())
    assert [each.view for each in list_views(desk)] == [RegisterView()]


def test_renaming_keeps_the_view_and_takes_no_other_ones_name(desk):
    keep_view(desk, "One", SPECIAL)
    keep_view(desk, "Two", RegisterView())
    with pytest.raises(InputError) as refused:
        rename_view(desk, "One", "Two")
    assert refused.value.code == "VIEW_NAME_TAKEN"
    rename_view(desk, "One", "Three")
    assert {each.name: each.view for each in list_views(desk)} == {"Three": SPECIAL, "Two": RegisterView()}
    with pytest.raises(InputError, match="VIEW_UNKNOWN"):
        rename_view(desk, "One", "Four")


@pytest.mark.parametrize("name", ["", "   ", "x" * (MAX_VIEW_NAME_LENGTH + 1)])
def test_a_view_without_a_usable_name_is_not_kept(desk, name):
    with pytest.raises(InputError, match="VIEW_NAME_MISSING"):
        keep_view(desk, name, SPECIAL)
    assert list_views(desk) == ()


def test_removing_leaves_a_line_in_the_history(desk):
    keep_view(desk, "One", SPECIAL, by="Analyst")
    before = desk.archive.last_change()
    remove_view(desk, "One", by="Analyst")
    assert list_views(desk) == ()
    assert desk.archive.last_change() == before + 1
    assert HistoryKind.VIEW_REMOVED in HistoryKind


@pytest.mark.parametrize(
    "stored",
    [None, [], "view", {"columns": "name"}, {"columns": [1, None]}, {"filters": {"a": 1}}, {"country": 7, "sort": []}],
)
def test_a_view_that_cannot_be_read_is_the_usual_one(stored):
    assert view_from_document(stored) == RegisterView()


def test_words_nobody_knows_any_more_are_left_out():
    document = view_document(SPECIAL) | {"columns": ["gone", "name", "name"], "rank_by": "moon"}
    read = view_from_document(document)
    assert read.columns == (Column.NAME,)
    assert read.rank_by is RankBy.TRI
    assert read.filters == SPECIAL.filters
    assert view_from_document({"columns": ["gone"]}).columns == USUAL_COLUMNS


def test_a_foreign_document_in_the_archive_is_shown_as_usual(desk):
    desk.archive.views.put(SavedView("Strange", {"columns": 3}), by="Tester", at=desk.clock())
    assert list_views(desk)[0].view == RegisterView()

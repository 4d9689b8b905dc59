"""The register in the orders people ask for: kept once made, ready before a heading is pressed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.test_register_screen import names, opened
from tests.gui.window import Shop
from tmfcheck.gui.presenters.register_order import RegisterOrder
from tmfcheck.gui.screens.register_screen import RegisterScreen
from tmfcheck.services.register import RankBy
from tmfcheck.services.register_view import Column, RegisterView

KNOWN = {"status": "operated", "pga_g": 0.01, "in_flood_zone": False, "factor_of_safety": 1.7, "start_year": 2010}
KNOWN |= {"population_downstream": 0, "receiving_water": "none"}


@pytest.fixture
def screen(shop: Shop, qtbot: QtBot) -> RegisterScreen:
    """By name A to F: B and E alike in everything, D and F without a volume, C first by hazard, A first by risk."""
    shop.add_facility("A", **{**KNOWN, "population_downstream": 99_999, "whc": 1}, volume_m3=10**4, operator="Zeta")
    shop.add_facility("B", **KNOWN, volume_m3=10**3, whc=1, operator="beta")
    shop.add_facility("C", **KNOWN, volume_m3=10**6, whc=1, operator="Beta")
    shop.add_facility("D", **KNOWN, whc=3)
    shop.add_facility("E", **KNOWN, volume_m3=10**3, whc=1, operator="Алма")
    shop.add_facility("F", **KNOWN, whc=0, operator="alpha")
    return opened(shop, qtbot)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (RegisterView(), "ACBEDF"),
        (RegisterView(descending=True), "BECADF"),
        (RegisterView(rank_by=RankBy.THI), "CABEDF"),
        (RegisterView(rank_by=RankBy.NEXT), "DFACBE"),
        (RegisterView(sort=Column.TRI, descending=True), "ACBEDF"),
        (RegisterView(sort=Column.TRI), "BECADF"),
        (RegisterView(sort=Column.THI, rank_by=RankBy.TRI, descending=True), "CABEDF"),
        (RegisterView(sort=Column.NAME, descending=True), "FEDCBA"),
        (RegisterView(sort=Column.OPERATOR), "FBCAED"),
        (RegisterView(sort=Column.OPERATOR, descending=True), "EABCFD"),
        (RegisterView(sort=Column.COUNTRY, descending=True), "ABCDEF"),
    ],
)
def test_every_order_is_the_same_made_at_once_or_kept(
    screen: RegisterScreen, view: RegisterView, expected: str
) -> None:
    presenter = screen.presenter
    shown = replace(view, columns=presenter.view.columns)
    for _ in range(2):
        presenter.use_view(shown)
        assert "".join(names(screen)) == expected
        for other in (RankBy.THI, RankBy.NEXT, RankBy.TRI):
            presenter.rank_by(other)
        presenter.sort_by(Column.TRI)


def test_orders_are_ready_in_small_steps_before_they_are_asked_for(screen: RegisterScreen) -> None:
    presenter = screen.presenter
    asked: list[Column] = []
    original = presenter.words.sort_key

    def watched(column: Column):  # type: ignore[no-untyped-def]
        asked.append(column)
        return original(column)

    presenter.words.sort_key = watched  # type: ignore[method-assign]
    order = RegisterOrder(presenter.words)
    order.take(presenter.shown)
    assert len(list(order.prepare([Column.TRI, Column.OPERATOR, Column.NAME, Column.QUESTIONS]))) == 2
    assert asked == [Column.TRI, Column.OPERATOR]
    order.of(RegisterView(sort=Column.TRI))
    order.of(RegisterView(sort=Column.OPERATOR, descending=True))
    assert asked == [Column.TRI, Column.OPERATOR]
    order.take(presenter.shown[:2])
    assert len(order.of(RegisterView(sort=Column.TRI))) == 2
    assert asked == [Column.TRI, Column.OPERATOR, Column.TRI]


def test_a_change_is_seen_in_an_order_that_was_kept(shop: Shop, screen: RegisterScreen, qtbot: QtBot) -> None:
    screen.presenter.sort_by(Column.TRI)
    shop.window.show_screen("home")
    shop.add_facility("G", volume_m3=10**9)
    shop.window.show_screen("register")
    qtbot.waitUntil(lambda: names(screen)[0] == "G")

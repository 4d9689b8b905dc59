"""Numbers, units and coordinates as people write them: read exactly, or not at all."""

from __future__ import annotations

import pytest

from tmfcheck.lists.coordinates import read_angle, read_point, seems_swapped
from tmfcheck.lists.headings import field_of
from tmfcheck.lists.numbers import NumberUnclearError, decimal_sign, read_quantity
from tmfcheck.lists.units import UNITS, read_unit, unit_of_heading
from tmfcheck.lists.words import choice_of


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("1.234,5", None, 1234.5),
        ("1,234.5", None, 1234.5),
        ("1.234.567", None, 1234567),
        ("1 234 567,8", None, 1234567.8),
        ("2'592'000", None, 2592000),
        ("1.234", ",", 1234),
        ("1.234", ".", 1.234),
        ("0.234", None, 0.234),
        ("-20,9432", None, -20.9432),
        ("0", None, 0),
    ],
)
def test_a_number_is_read_by_what_it_proves_or_by_its_column(text, sign, expected):
    assert read_quantity(text, sign) == (expected, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "NUMBER_AMBIGUOUS"),
        ("12,345", "NUMBER_AMBIGUOUS"),
        ("1.23,456.7", "NOT_A_NUMBER"),
        ("12 34", "NOT_A_NUMBER"),
        ("10-20", "NOT_A_NUMBER"),
        ("> 5", "NOT_A_NUMBER"),
        ("many", "NOT_A_NUMBER"),
        ("", "NOT_A_NUMBER"),
    ],
)
def test_what_is_not_one_certain_number_is_refused(text, code):
    with pytest.raises(NumberUnclearError) as caught:
        read_quantity(text, None)
    assert caught.value.code == code


def test_a_column_proves_its_decimal_sign_only_when_it_does_not_contradict_itself():
    assert decimal_sign(["1.234", "2,5"]) == ","
    assert decimal_sign(["1.234", "0.5"]) == "."
    assert decimal_sign(["1.234", "5.678"]) is None
    assert decimal_sign(["1.5", "2,5"]) is None


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("m3", "m3"),
        ("млн м3", "million m3"),
        ("млн. м³", "million m3"),
        ("Mm3", "million m3"),
        ("million m3", "million m3"),
        ("millones de m3", "million m3"),
        ("тыс. т", "thousand t"),
        ("kt", "thousand t"),
        ("Mt", "million t"),
        ("toneladas", "t"),
        ("km", "km"),
        ("га", "ha"),
        ("MT", None),
        ("barrels", None),
    ],
)
def test_a_unit_is_read_or_not_known(words, unit):
    assert read_unit(words) == unit
    assert unit is None or unit in UNITS


@pytest.mark.parametrize(
    ("heading", "field", "unit"),
    [
        ("VOL_ACTUAL", "volume_m3", None),
        ("Накопленный объём, млн м3", "volume_m3", "million m3"),
        ("Capacity (Mt)", "capacity_t", "million t"),
        ("Capacidade (m³)", "capacity_m3", "m3"),
        ("height_m", "dam_height_m", "m"),
        ("Altura del muro (m)", "dam_height_m", "m"),
        ("Estado operacional", "status", None),
        ("Широта", "latitude", None),
        ("LONGITUD", "longitude", None),
        ("NOMBRE_EMPRESA_O_PRODUCTOR_MINERO", "operator", None),
        ("Nome da barragem", "name", None),
        ("CUT_COM", None, None),
    ],
)
def test_a_heading_names_its_field_and_unit(heading, field, unit):
    assert (field_of(heading), unit_of_heading(heading)) == (field, unit)


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("43.7386", 43.7386, None),
        ("43,7386", 43.7386, None),
        ("-68.604", -68.604, None),
        ("43°44'19\"N", 43.738611111, "latitude"),
        ("N 43° 44.316'", 43.7386, "latitude"),
        ("68 36 14.4 W", -68.604, "longitude"),
        ("51°19′13″ в.д.", 51.320277778, "longitude"),
        ("68°36'14,4\"O", -68.604, "longitude"),
    ],
)
def test_an_angle_is_read_in_its_notation(text, degrees, axis):
    angle = read_angle(text)
    assert angle is not None
    assert (angle.degrees, angle.axis) == (pytest.approx(degrees, abs=1e-8), axis)


@pytest.mark.parametrize("text", ["43°75'N", "43 N 12", "-43 S", "north", "1234.5"])
def test_what_is_no_angle_is_not_read(text):
    assert read_angle(text) is None


@pytest.mark.parametrize(
    "text", ["43.7386, 51.3203", "43,7386; 51,3203", "43.7386 51.3203", "43°44'19\" с.ш. 51°19'13\" в.д."]
)
def test_a_point_in_one_cell_is_read(text):
    pair = read_point(text)
    assert pair is not None
    assert [round(angle.degrees, 2) for angle in pair] == [43.74, 51.32]


def test_swapped_figures_are_suspected_by_range_and_by_country():
    assert seems_swapped(51.3203, 43.7386, "KZ")
    assert not seems_swapped(50, 55, "KZ"), "either way lies in the country"
    assert seems_swapped(71.28, 39.96, "KG")
    assert not seems_swapped(39.96, 71.28, "KG")
    assert seems_swapped(-102.3, 23.1, "MX")


def test_a_word_counts_only_where_its_meaning_is_certain():
    assert choice_of("status", "active (as stated in the file)") == ("operated", False)
    assert choice_of("status", "Действующее") == ("operated", True)
    assert choice_of("status", "suspended or active") == (None, False)
    assert choice_of("status", "active or closed") == (None, False)
    assert choice_of("status", "closed") == (None, False)


def test_one_number_with_its_decimals_is_not_taken_for_two_angles():
    assert read_point("48,5") is None
    assert read_point("48.5,66.1") is not None
    assert read_point("48,-66") is not None

"""The register for map programs as GeoJSON and KML, both in WGS 84 by their own rules, with the columns' types."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as Xml

from tmfcheck.domain.register_table import CellValue, ColumnKind, RegisterTable, TableColumn, TableRow

_KML_TYPES = {
    ColumnKind.TEXT: "string",
    ColumnKind.NUMBER: "double",
    ColumnKind.WHOLE: "int",
    ColumnKind.YES_NO: "bool",
    ColumnKind.DAY: "string",
}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SCHEMA = "register"


def geojson_bytes(table: RegisterTable) -> bytes:
    """A feature collection (RFC 7946); a facility without a point has a null geometry."""
    features = [_feature(table, row) for row in table.rows]
    document = {"type": "FeatureCollection", "name": "register", "features": features}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _feature(table: RegisterTable, row: TableRow) -> dict[str, Any]:
    names = (column.name for column in table.columns)
    geometry = None if row.point is None else {"type": "Point", "coordinates": list(row.point)}
    return {
        "type": "Feature",
        "id": row.values[0],
        "geometry": geometry,
        "properties": dict(zip(names, row.values, strict=True)),
    }


def kml_bytes(table: RegisterTable) -> bytes:
    """KML 2.2 with a typed schema; values nobody knows are left out."""
    root = Xml.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = Xml.SubElement(root, "Document")
    schema = Xml.SubElement(document, "Schema", name=_SCHEMA, id=_SCHEMA)
    for column in table.columns:
        Xml.SubElement(schema, "SimpleField", type=_KML_TYPES[column.kind], name=column.name)
    for row in table.rows:
        _placemark(document, table.columns, row)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _placemark(document: Xml.Element, columns: tuple[TableColumn, ...], row: TableRow) -> None:
    mark = Xml.SubElement(document, "Placemark")
    Xml.SubElement(mark, "name").text = _xml_text(row.values[1])
    data = Xml.SubElement(Xml.SubElement(mark, "ExtendedData"), "SchemaData", schemaUrl=f"#{_SCHEMA}")
    for column, value in zip(columns, row.values, strict=True):
        if value is not None and value != "":
            Xml.SubElement(data, "SimpleData", name=column.name).text = _xml_text(value)
    if row.point is not None:
        point = Xml.SubElement(mark, "Point")
        Xml.SubElement(point, "coordinates").text = f"{row.point[0]!r},{row.point[1]!r}"


def _xml_text(value: CellValue) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return _NOT_IN_XML.sub("", value) if isinstance(value, str) else repr(value)

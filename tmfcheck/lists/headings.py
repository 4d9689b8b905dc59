"""What a column holds, by the words of its heading in English, Russian, Spanish and Portuguese."""

from __future__ import annotations

import re
import unicodedata

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.lists.units import UNITS, unit_of_heading

_OWN_NAMES = {
    "name": "name",
    "country": "country",
    "notes": "notes",
    "lat": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "long": "longitude",
    "height_m": "dam_height_m",
    "length_m": "dam_length_m",
    "year_start": "start_year",
    "year_end": "end_year",
    "admin1": "region",
    "place": "nearest_settlement",
    "id": "registry_number",
}

# Tried in turn against the heading without accents, units and signs; the first that fits names the field.
_WORDS: tuple[tuple[str, str], ...] = (
    ("coordinates", r"coord(enadas?|inates?)?|координаты?|lat ?lon(g)?|gps"),
    ("latitude", r"lat(itude?)?|широта.*|latitud( .*)?"),
    ("longitude", r"lon(gitude?)?|долгота.*|longitud( geografica| w| oeste)?"),
    ("country", r"country( name| code)?|pais|страна|государство|iso ?[23]?"),
    ("site", r"nombre faena|faena|mine( name| site)?|mina|site name|рудник|месторождение|complexo|complejo"),
    (
        "operator",
        (
            r"operator( .*)?|company( .*)?|nombre empresa.*|empresa.*|operador.*|compania|empreendedor.*"
            r"|оператор.*|эксплуатирующая.*|недропользователь|предприятие|организация.*"
        ),
    ),
    (
        "name",
        (
            r"(facility|tsf|tmf|dam|tailings( dam| facility)?|storage)( name)?|name( of.*)?|nombre( .*)?|nome( .*)?"
            r"|(наименование|название)( .*)?|хвостохранилище|объект|barragem|deposito|relave"
        ),
    ),
    ("owner", r"owner( .*)?|propietario.*|dueno|proprietario.*|собственник.*|владелец.*"),
    ("status", r"status( .*)?|estado( operacional| actual| del deposito)?|situacao.*|состояние|статус.*"),
    ("registry_number", r"(facility |registry |register )?(id|no|number|code)|codigo.*|numero|n|номер|рег.*номер|код"),
    ("capacity_t", r"tonelaje (autorizado|aprobado)|(design |authori[sz]ed )?capacity tonn.*|проектн.* масса"),
    ("mass_t", r"tonelaje( actual| depositado)?|tonnage|mass|масса.*|massa|(stored |current )?tonnes|toneladas.*"),
    (
        "capacity_m3",
        (
            r"vol(umen|ume)? (autorizado|aprobado|proyectado|maximo)|(design |authori[sz]ed |total )?capacity"
            r"|capacidade?( .*)?|volume (de projeto|maximo|projetado)|(проектн|полн).*(объем|емкость|вместимость)"
            r"|вместимость|емкость"
        ),
    ),
    (
        "volume_m3",
        (
            r"vol(umen|ume)?( (actual|atual|depositado|almacenado|armazenado|stored|current|of tailings).*)?"
            r"|(stored|current|tailings) volume|(накопленный |фактический |текущий )?объем.*"
        ),
    ),
    ("area_m2", r"area|superficie( .*)?|surface area|площадь.*"),
    ("dam_height_m", r"(dam |maximum |max )?height.*|altura( .*)?|(макс.* )?высота( .*)?"),
    ("dam_length_m", r"(dam |crest )length|largo.*|longitud (del )?muro|comprimento.*|длина.*"),
    ("altitude_m", r"altitude?|elevation|cota|altitud|высота над.*|абс.* отметка"),
    (
        "start_year",
        (
            r"(start|commission\w*|construction|opening) ?(year)?|year (start|commissioned|built|opened)"
            r"|ano (de )?(inicio|construccion|construcao).*|inicio( .*)?|год (ввода|начала|постройки).*|год"
        ),
    ),
    (
        "end_year",
        (
            r"(end|closure|closing) ?(year)?|year (end|closed)|ano (de )?(cierre|fechamento|encerramento|termino).*"
            r"|год (закрытия|консервации|окончания).*"
        ),
    ),
    (
        "raise_method",
        (
            r"rais(e|ing) (method|type)|construction (method|type)|metodo (constructivo|construtivo).*"
            r"|(способ|тип|метод) (намыва|наращивания|возведения).*"
        ),
    ),
    ("commodity", r"commodity|commodities|mineral|recurso|minerio.*|mineral(es)?|полезное.*|сырье|металл.*"),
    ("region", r"region|state|province|oblast|область|регион|estado|uf|departamento"),
    ("district", r"district|comuna|municipio|provincia|район|rayon"),
    ("nearest_settlement", r"(nearest )?(settlement|town|village|place)|ciudad|localidad|населенный пункт|поселок"),
    ("river", r"river|rio|река"),
    ("catchment", r"(river )?(basin|catchment)|cuenca|bacia|бассейн.*"),
    ("population_downstream", r"population.*|poblacion.*|populacao.*|население.*"),
    (
        "factor_of_safety",
        r"(factor of safety|safety factor|fos)|factor de seguridad|fator de seguranca|.*запас.*устойч.*",
    ),
    ("notes", r"notes?|remarks?|comments?|observacion(es)?|observac(ao|oes)|примечани[ея]|комментари[ий]"),
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _WORDS)


def field_of(heading: str) -> str | None:
    """The field a heading names: a fact, name, country, notes, site or coordinates; None where it names none."""
    plain = heading.strip().lower()
    named = _OWN_NAMES.get(plain) or (plain if plain in FACT_DEFINITIONS else None)
    if named is not None:
        return named
    words = _bare_words(heading)
    found = next((field for field, pattern in _COMPILED if pattern.fullmatch(words)), None)
    return _by_unit(found, unit_of_heading(heading))


def _bare_words(heading: str) -> str:
    """The heading in small letters without accents, brackets, units and signs."""
    without_unit = re.sub(r"[(\[][^()\[\]]*[)\]]|,[^,]*$", " ", heading)
    apart = unicodedata.normalize("NFKD", without_unit.lower().replace("й", "\x01"))
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("\x01", "й")
    return " ".join(re.sub(r"[^0-9a-zа-я]+", " ", letters.replace("№", "no")).split())


def _by_unit(field: str | None, unit: str | None) -> str | None:
    """A volume or capacity given in tonnes is a mass: both have a field of their own."""
    if unit is None or UNITS[unit][0] != "t":
        return field
    return {"volume_m3": "mass_t", "capacity_m3": "capacity_t"}.get(field or "", field)

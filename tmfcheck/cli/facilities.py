"""The commands on facilities: add, list, show, print."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from tmfcheck.cli.session import Session
from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility
from tmfcheck.doubt_messages import doubt_sentence
from tmfcheck.i18n import Texts
from tmfcheck.parts_wording import PAPER_KINDS, dam_words, paper_words
from tmfcheck.services import facilities, listing
from tmfcheck.services.facility_parts import part_document
from tmfcheck.services.input_files import read_json
from tmfcheck.wording import FACTS, fact_text


def add_facility(arguments: Namespace, session: Session) -> None:
    """Add a facility from a JSON file and print its id."""
    document = read_json(Path(arguments.source))
    with session.writing() as desk:
        added = facilities.add_facility(desk, document, by=arguments.by)
    for name in added.kept_as_notes:
        message = session.texts.gettext("“{fact}” is not a known facility fact; it was kept in the notes.")
        session.warn(message.format(fact=name))
    if arguments.json:
        session.print_json({"id": added.facility.id})
    else:
        session.say(added.facility.id)


def list_facilities(arguments: Namespace, session: Session) -> None:
    """Every facility of the archive."""
    with session.reading() as desk:
        found = listing.list_facilities(desk)
    if arguments.json:
        session.print_json([facility_document(facility) for facility in found])
        return
    _ = session.texts.gettext
    rows = [(facility.id, session.texts.country(facility.country), facility.name) for facility in found]
    session.print_table((_("Id"), _("Country"), _("Name")), rows)


def print_sheet(arguments: Namespace, session: Session) -> None:
    """Write one page on a facility: facts, indices, place, questions."""
    from tmfcheck.services import facility_sheets
    from tmfcheck.services.output_files import write_file

    texts = Texts(arguments.lang or session.texts.language)
    pack, out = session.packs.load(arguments.pack).pack, Path(arguments.out)
    with session.reading() as desk:
        facility = facilities.find_facility(desk, arguments.facility)
        doubts = facility_sheets.sheet_questions(desk, facility)
        questions = [doubt_sentence(doubt.code, doubt.data, texts) for doubt in doubts]
        model = facility_sheets.facility_sheet(desk, pack, facility, questions)
    write_file(out, facility_sheets.sheet_bytes(model, texts.language, arguments.second_lang))
    session.say(session.texts.gettext("Facility sheet: {path}").format(path=out))


def show_facility(arguments: Namespace, session: Session) -> None:
    """One facility with its facts."""
    with session.reading() as desk:
        facility = facilities.find_facility(desk, arguments.facility)
        today = desk.today()
    if arguments.json:
        session.print_json(facility_document(facility))
        return
    texts = session.texts
    facts = {
        texts.gettext(FACTS[name]): fact_text(texts, FACT_DEFINITIONS[name], known.value)
        for name, known in facility.facts.items()
    }
    session.say(f"{facility.name} · {texts.country(facility.country)} · {facility.id}")
    session.print_facts(facts)
    _print_parts(facility, session, today)
    if facility.notes:
        session.say(facility.notes)


def _print_parts(facility: Facility, session: Session, today: date) -> None:
    """The dams with their figures and the papers with their days, one a line."""
    texts = session.texts
    for dam in facility.dams:
        session.say(" · ".join((texts.gettext("Dam {name}").format(name=dam.name), *dam_words(texts, dam))))
    for paper in facility.papers:
        session.say(" · ".join((texts.gettext(PAPER_KINDS[paper.kind]), *paper_words(texts, paper, today))))


def facility_document(facility: Facility) -> dict[str, Any]:
    """A facility as JSON data: facts with value, quality and day."""
    facts = {
        name: {"value": known.value, "quality": known.quality, "as_of": _day(known.as_of)}
        for name, known in facility.facts.items()
    }
    return {
        "id": facility.id,
        "name": facility.name,
        "country": facility.country,
        "facts": facts,
        "dams": [part_document(dam) for dam in facility.dams],
        "papers": [part_document(paper) for paper in facility.papers],
        "notes": facility.notes,
        "is_sample": facility.is_sample,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

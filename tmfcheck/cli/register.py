"""The commands on the register: take a list in, undo that, list, rank, export."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tmfcheck.cli.outputs import day_named
from tmfcheck.cli.session import Session
from tmfcheck.doubt_messages import doubt_sentence, finding_sentence
from tmfcheck.errors import InputError
from tmfcheck.i18n import Texts
from tmfcheck.lists.drafts import Finding
from tmfcheck.lists.list_map import read_map
from tmfcheck.services import register, register_import
from tmfcheck.services.register import Filter, RankBy, RegisterEntry
from tmfcheck.services.register_import import ImportPlan, PlannedDuplicate

LONGEST_VALUE = 120
"""Characters of a value that are shown in one line; JSON shows it whole."""


def guess_map(arguments: Namespace, session: Session) -> None:
    """Write a first map of a list."""
    made = register_import.guess_list(Path(arguments.source), arguments.country)
    out = Path(arguments.out)
    register_import.write_map(made, out)
    session.say(session.texts.gettext("Column map: {path}").format(path=out))


def import_list(arguments: Namespace, session: Session) -> None:
    """Show what a list would bring, and with ``--apply`` store it."""
    source = Path(arguments.source)
    guess = register_import.guess_list
    made = read_map(Path(arguments.map)) if arguments.map else guess(source, arguments.country)
    if arguments.apply:
        with session.writing() as desk:
            plan = register_import.plan_import(desk, source, made, arguments.duplicates)
            if not arguments.json:
                _print_plan(plan, session)
            register_import.apply_import(desk, plan, by=arguments.by)
    else:
        plan = register_import.plan_against(_surroundings(session), source, made, arguments.duplicates)
        if not arguments.json:
            _print_plan(plan, session)
    if arguments.json:
        session.print_json(plan_document(plan, session) | {"applied": bool(arguments.apply)})
    else:
        _say_what_next(plan, session, applied=arguments.apply)
    if plan.refused:
        raise InputError("LIST_ROWS_REFUSED", count=len({finding.row for finding in plan.refused}))


def _surroundings(session: Session) -> register_import.Surroundings:
    """What a preview is held against: the archive as it is read, or an empty register where there is none yet."""
    if not session.path.exists():
        return register_import.empty_surroundings()
    with session.reading() as desk:
        return register_import.surroundings_of(desk)


def undo_import(arguments: Namespace, session: Session) -> None:
    """Take the last import back whole."""
    with session.writing() as desk:
        undone = register_import.undo_import(desk, by=arguments.by)
    message = session.texts.gettext("Taken back: {file}. Removed: {added}, as before again: {changed}.")
    counts = {"added": len(undone.added), "changed": len(undone.changed)}
    session.say(message.format(file=undone.file, **counts))


def plan_document(plan: ImportPlan, session: Session) -> dict[str, Any]:
    """A plan as JSON data, its findings with their sentences."""
    return {
        "file": str(plan.path),
        "rows": plan.rows,
        "added": [{"id": each.id, "name": each.name} for each in plan.imported.added],
        "changed": [{"id": after.id, "name": after.name} for _, after in plan.imported.changed],
        "skipped_rows": list(plan.skipped),
        "findings": [_finding_document(each, session) for each in plan.findings],
        "duplicates": [_duplicate_document(each) for each in plan.duplicates],
    }


def _finding_document(finding: Finding, session: Session) -> dict[str, Any]:
    return {
        "row": finding.row or None,
        "column": finding.column,
        "value": finding.value,
        "code": finding.code,
        "reason": finding_sentence(finding, session.texts),
        "refuses_row": finding.refuses,
    }


def _duplicate_document(planned: PlannedDuplicate) -> dict[str, Any]:
    found = planned.duplicate
    return {
        "row": planned.row,
        "name": found.facility.name,
        "other": found.other.name,
        "other_row": planned.other_row,
        "other_id": found.other.id if planned.other_row is None else None,
        "ground": found.ground,
        "distance_km": None if found.distance_km is None else round(found.distance_km, 3),
        "decision": planned.decision,
    }


def _print_plan(plan: ImportPlan, session: Session) -> None:
    for finding in plan.findings:
        session.say(_finding_line(plan, finding, session))
    for planned in plan.duplicates:
        session.say(_duplicate_line(plan, planned, session))


def _finding_line(plan: ImportPlan, finding: Finding, session: Session) -> str:
    """File, row, column, value, reason: only those that there are."""
    row = session.texts.gettext("row {row}").format(row=finding.row) if finding.row else ""
    shown = finding.value if len(finding.value) <= LONGEST_VALUE else f"{finding.value[:LONGEST_VALUE]}…"
    value = f"“{shown}”" if shown else ""
    where = ", ".join(part for part in (plan.path.name, row, finding.column, value) if part)
    return f"{where}: {finding_sentence(finding, session.texts)}"


def _duplicate_line(plan: ImportPlan, planned: PlannedDuplicate, session: Session) -> str:
    _ = session.texts.gettext
    found = planned.duplicate
    messages: Mapping[bool, str] = {
        True: _("“{name}” may be the stored “{other}” ({distance})."),
        False: _("“{name}” may be “{other}” of row {row} ({distance})."),
    }
    distance = _("distance not known")
    if found.distance_km is not None:
        distance = _("{number} km apart").format(number=session.texts.number(found.distance_km, 1))
    told = messages[planned.other_row is None].format(
        name=found.facility.name, other=found.other.name, row=planned.other_row, distance=distance
    )
    decisions: Mapping[str | None, str] = {
        "merge": _("It is merged."),
        "skip": _("The row is skipped."),
        "keep": _("Both are kept."),
        None: _("Decide: merge, skip or keep."),
    }
    row = _("row {row}").format(row=planned.row)
    return f"{plan.path.name}, {row}: {told} {decisions[planned.decision]}"


def _say_what_next(plan: ImportPlan, session: Session, *, applied: bool) -> None:
    _ = session.texts.gettext
    counts = _("Rows: {rows}. New: {added}, completed: {changed}, skipped: {skipped}, questions: {findings}.")
    numbers = {"rows": plan.rows, "added": len(plan.imported.added), "changed": len(plan.imported.changed)}
    session.say(counts.format(skipped=len(plan.skipped), findings=len(plan.findings), **numbers))
    if applied:
        session.say(_("Stored. “tmfcheck register undo” takes it back."))
    else:
        session.say(_("Nothing is stored yet; --apply stores it."))


def list_register(arguments: Namespace, session: Session) -> None:
    """The facilities by name with their indices and what is questioned about them."""
    entries = _entries(arguments, session)
    if arguments.json:
        session.print_json([entry_document(entry, session) for entry in entries])
        return
    _ = session.texts.gettext
    rows = [
        (
            entry.facility.id[:8],
            session.texts.country(entry.facility.country),
            session.texts.number(entry.scored.indices.tri, 3),
            str(len(entry.doubts)),
            entry.facility.name,
        )
        for entry in entries
    ]
    session.print_table((_("Id"), _("Country"), "TRI", _("Questions"), _("Name")), rows)


def rank_register(arguments: Namespace, session: Session) -> None:
    """The facilities in the order asked for, with the interval of each rank and its terms."""
    by = RankBy(arguments.by)
    entries = register.in_order(_entries(arguments, session), by)
    if arguments.json:
        session.print_json([entry_document(entry, session) for entry in entries])
    elif by is RankBy.NEXT:
        _print_next(entries, session)
    else:
        _print_ranks(entries, by, session)


def export_register(arguments: Namespace, session: Session) -> None:
    """Write the register as the ending of the file says."""
    from tmfcheck.services.hazard_paper import ListOnPaper, filter_words
    from tmfcheck.services.register_export import write_register

    by, out = RankBy(arguments.by), Path(arguments.out)
    texts = Texts(arguments.lang or session.texts.language)
    loaded, wanted = session.packs.load(arguments.pack), _wanted(arguments)
    with session.reading() as desk:
        everything = register.register(desk, loaded.pack)
        entries = register.in_order(register.filtered(everything, wanted), by)
        paper = ListOnPaper(
            loaded.pack,
            loaded.fingerprint,
            total=len(everything),
            made_at=desk.clock(),
            language=texts.language,
            second_language=arguments.second_lang,
            by=by,
            filters=filter_words(wanted, texts),
        )
    write_register(entries, out, paper)
    session.say(session.texts.gettext("Register: {path}").format(path=out))


def _wanted(arguments: Namespace) -> Filter:
    country = arguments.country and register_import.required_country(arguments.country)
    since = day_named(arguments.not_visited_since) if arguments.not_visited_since else None
    return Filter(country, arguments.transboundary, since)


def _entries(arguments: Namespace, session: Session) -> Iterable[RegisterEntry]:
    pack = session.packs.load(arguments.pack).pack
    with session.reading() as desk:
        return register.register(desk, pack, _wanted(arguments))


def _print_ranks(entries: Iterable[RegisterEntry], by: RankBy, session: Session) -> None:
    _ = session.texts.gettext
    rows = []
    for entry in entries:
        rank = entry.rank if by is RankBy.TRI else entry.thi_rank
        place = f"{rank.rank} ({rank.low}–{rank.high})" if rank else "–"
        values = (entry.scored.indices.tri, entry.scored.indices.thi, entry.scored.indices.tei)
        flag = _border_words(entry, session)
        rows.append((place, *(session.texts.number(value, 3) for value in values), flag, entry.facility.name))
    session.print_table((_("Rank"), "TRI", "THI", "TEI", _("Border"), _("Name")), rows)


def _border_words(entry: RegisterEntry, session: Session) -> str:
    """The transboundary flag with the travel time, an exclamation mark where it is highlighted."""
    _ = session.texts.gettext
    flags, hours = entry.scored.flags, entry.scored.indices.travel_time_hours
    if not flags.possible:
        return "?" if flags.possible is None else _("no")
    time = _("time not known") if hours is None else _("{number} h").format(number=session.texts.number(hours, 1))
    radiological = [_("radiological: IAEA")] if flags.radiological else []
    return ("! " if flags.highlighted else "") + ", ".join([time, *radiological])


def _print_next(entries: Iterable[RegisterEntry], session: Session) -> None:
    _ = session.texts.gettext
    rows = []
    for entry in entries:
        priority = entry.priority
        place = _("danger") if priority.has_danger else str(priority.place or _("cannot be ranked"))
        terms = (session.texts.number(term.value, 2) + ("*" if term.assumed else "") for term in priority.terms)
        rows.append((place, session.texts.number(priority.value, 3), *terms, entry.facility.name))
    session.print_table((_("Place"), _("Priority"), "R", "C", "A", "O", _("Name")), rows)
    session.say(_("* not known, taken as the method says"))


def entry_document(entry: RegisterEntry, session: Session) -> dict[str, Any]:
    """One facility of the register as JSON data; null where there is none."""
    scored, rank, thi_rank = entry.scored.indices, entry.rank, entry.thi_rank
    terms = (*scored.terms, *scored.exposure)
    names = ("thi_basic", "thi", "thi_low", "thi_high", "tei", "tri", "tri_low", "tri_high", "travel_time_hours")
    return {
        "id": entry.facility.id,
        "name": entry.facility.name,
        "country": entry.facility.country,
        **{name: _rounded(getattr(scored, name)) for name in names},
        "terms": {
            each.id: None if each.id == "cap" and not scored.has_volume else _rounded(each.value) for each in terms
        },
        "assumed": list(scored.assumed),
        "gistm_class": scored.gistm_class,
        "rank": None if rank is None else {"rank": rank.rank, "low": rank.low, "high": rank.high},
        "thi_rank": None if thi_rank is None else {"rank": thi_rank.rank, "low": thi_rank.low, "high": thi_rank.high},
        "transboundary": {
            "possible": entry.scored.flags.possible,
            "highlighted": entry.scored.flags.highlighted,
            "radiological": entry.scored.flags.radiological,
        },
        "next": _priority_document(entry),
        "doubts": [
            {
                "code": each.code,
                "facts": list(each.facts),
                "reason": doubt_sentence(each.code, each.data, session.texts),
            }
            for each in entry.doubts
        ],
    }


def _priority_document(entry: RegisterEntry) -> dict[str, Any]:
    priority, visited = entry.priority, entry.standing.visited_on
    return {
        "place": priority.place,
        "can_be_ranked": priority.can_be_ranked,
        "open_danger": priority.has_danger,
        "priority": _rounded(priority.value),
        "terms": {
            term.id: {"value": _rounded(term.value), "weight": _rounded(term.weight), "assumed": term.assumed}
            for term in priority.terms
        },
        "visited_on": None if visited is None else visited.isoformat(),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)

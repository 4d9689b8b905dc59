"""A whole pack of one question, written to a folder, for tests that spoil one thing at a time."""

from __future__ import annotations

from pathlib import Path

TEXTS = '{name}.en = "{name} in English"\n{name}.ru = "{name} по-русски"\n{name}.kk = "{name} қазақша"\n'


def texts(*names: str) -> str:
    return "".join(TEXTS.format(name=name) for name in names)


def standing() -> str:
    return 'verified = false\nsource = "own"\n'


def _answers() -> str:
    values = {"yes": ("1", "1"), "mostly_yes": ("2/3", "1/2"), "mostly_no": ("1/3", "1/2"), "no": ("0", "1")}
    blocks = [
        f'[[answer]]\nid = "{word}"\nvalue = "{value}"\ncredibility = "{credibility}"\n{texts("label")}{standing()}'
        for word, (value, credibility) in {**values, "unknown": ("0", "0")}.items()
    ]
    return "".join([*blocks, f'[[answer]]\nid = "not_applicable"\n{texts("label")}{standing()}'])


def _figures() -> str:
    values = {
        "level_meets_percent": 90,
        "level_partly_percent": 60,
        "open_weight_limit_percent": 25,
        "evidence_limit_percent": 60,
        "critical_condition_factor": 3,
        "critical_management_factor": 2,
        "milestone_months": 12,
        "danger_confirm_hours": 24,
        "danger_review_days": 7,
        "danger_decision_days": 30,
    }
    return "".join(
        f'[[figure]]\nid = "{name}"\nvalue = {value}\nunit = ""\n{texts("title")}{standing()}'
        for name, value in values.items()
    )


def _time_frames() -> str:
    months = {"short": "months = 12\n", "medium": "months = 36\n", "long": ""}
    return "".join(
        f'[[time_frame]]\nid = "{term}"\n{line}{texts("title", "meaning")}{standing()}' for term, line in months.items()
    )


PACK = "".join(
    (
        'format = 1\nid = "small"\nedition = "1"\nlicence = "CC0-1.0"\nlanguages = ["en", "ru", "kk"]\n',
        texts("title", "description"),
        f'[review.en]\nstatus = "author"\n{texts("note")}',
        f'[[source]]\nid = "own"\nown = true\n{texts("title")}',
        f'[[group]]\nid = "A"\n{texts("title", "when_to_use")}',
        f'[[subgroup]]\nid = "A1"\ngroup = "A"\n{texts("title")}',
        f'[[category]]\nid = "dam"\nnumber = 1\n{texts("title")}',
        'short_title.en = "Dam"\nshort_title.ru = "Дамба"\nshort_title.kk = "Бөгет"\n',
        _answers(),
        f'[[basis]]\nid = "measured"\nis_evidence = true\n{texts("label")}',
        f'[[reason]]\nid = "weather"\n{texts("label")}',
        _figures(),
        _time_frames(),
        f'[[cost_class]]\nid = "low"\n{texts("label")}',
        f'[[addressee]]\nid = "operator"\n{texts("label")}',
        f'[[reference]]\nid = "guide"\nplaces = ["1"]\n{texts("short", "title", "note", "place")}',
    )
)

QUESTIONS = "".join(
    (
        f'[[section]]\nid = "A1.crest"\nsubgroup = "A1"\n{texts("title")}',
        '[[question]]\nid = "A1.01"\nsection = "A1.crest"\ncategories = ["dam"]\nreferences = ["guide:1"]\n',
        'measures = [{ id = "M-DAM-01", when = ["no", "mostly_no", "unknown"] }]\n',
        texts("text", "why", "how_to_check"),
    )
)

MEASURES = "".join(
    (
        '[[measure]]\nid = "M-DAM-01"\ncategory = "dam"\nterm = "short"\ncost = "low"\naddressee = "operator"\n',
        texts("title", "what", "why", "needs", "duration", "verification"),
    )
)

GLOSSARY = (
    "id,en,ru,kk,kk_sure,definition_en,definition_ru,definition_kk,note,avoid_ru\n"
    "dam,dam,дамба,бөгет,read,a wall,стена,қабырға,,плотин\n"
)


def write_small_pack(folder: Path) -> Path:
    """The small pack in ``folder``, without any problem."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {
        "pack.toml": PACK,
        "questions.toml": QUESTIONS,
        "measures.toml": MEASURES,
        "glossary.csv": GLOSSARY,
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace one piece of one file; the piece must be there."""
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")

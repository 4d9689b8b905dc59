"""A small assessment to click on: a pack of as many questions as wanted, an archive in a folder, and the context."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tmfcheck.domain.answers import Answer
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.settings import Settings
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import answering, assessing, facilities
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk

CATEGORIES = ["site", "dam", "water", "eia", "emergency", "monitoring", "training", "closure"]
CRITICAL = {3: "condition", 7: "management"}
FIND_OUT = '{ id = "M-MON-09", when = ["unknown"] }'
TERMS = ("short", "medium", "long")
PER_SECTION = 4


def three(name: str, en: str, ru: str, kk: str) -> str:
    return f'{name}.en = "{en}"\n{name}.ru = "{ru}"\n{name}.kk = "{kk}"\n'


def _section(number: int) -> str:
    part = "A1" if number % 2 else "A2"
    title = three("title", f"Stretch {number}", f"Участок дамбы {number}", f"Бөгет бөлігі {number}")
    return f'[[section]]\nid = "{part}.part{number}"\nsubgroup = "{part}"\n{title}'


def _question(number: int) -> str:
    section = number // PER_SECTION + 1
    part = "A1" if section % 2 else "A2"
    critical = CRITICAL.get(number % 10)
    lines = [
        f'[[question]]\nid = "{question_id(number)}"\nsection = "{part}.part{section}"',
        f'categories = ["{CATEGORIES[number % len(CATEGORIES)]}"]',
        f'critical = "{critical}"' if critical else "",
        f'measures = [{{ id = "M-DAM-{number % 9:02d}", when = ["no", "mostly_no"] }}, {FIND_OUT}]',
        three("text", f"Is part {number} in order?", f"В порядке ли часть {number}?", f"{number}-бөлік жарамды ма?"),
        three("why", "Water finds its way.", "Вода найдёт путь.", "Су жол табады."),
        three("how_to_check", "Walk along.", "Пройдите вдоль.", "Бойымен жүріңіз."),
    ]
    return "\n".join(lines)


def question_id(number: int) -> str:
    """The id of the n-th question, counted from 0, in walking order."""
    part = "A1" if (number // PER_SECTION + 1) % 2 else "A2"
    return f"{part}.{number + 1:02d}"


def _measure(name: str, term: str) -> str:
    interim = 'interim = "M-DAM-00"\n' if term != "short" else ""
    texts = "".join(
        three(key, f"{key} of {name}", f"{key} меры {name}", f"{name} шарасының {key}")
        for key in ("title", "what", "why", "needs", "duration", "verification")
    )
    head = f'[[measure]]\nid = "{name}"\ncategory = "dam"\nterm = "{term}"\ncost = "low"\naddressee = "operator"\n'
    return head + interim + texts


def write_pack(folder: Path, questions: int = 12) -> Path:
    """A pack ``sample`` with the frame of the shipped one and that many questions; returns the folder of packs."""
    target = folder / "packs" / "sample"
    (target / "questions").mkdir(parents=True)
    (target / "measures").mkdir()
    for name in ("pack.toml", "indices.toml", "references.toml", "glossary.csv"):
        shutil.copy(shipped_packs_folder() / "unece-tmf" / name, target / name)
    frame = (target / "pack.toml").read_text(encoding="utf-8").replace('id = "unece-tmf"', 'id = "sample"', 1)
    (target / "pack.toml").write_text(frame, encoding="utf-8")
    sections = "\n".join(_section(number + 1) for number in range((questions - 1) // PER_SECTION + 1))
    # Sections of one part stand together, as the format wants the walking order.
    body = sections + "\n" + "\n".join(_question(number) for number in range(questions))
    (target / "questions" / "A.toml").write_text(body, encoding="utf-8")
    measures = [_measure(f"M-DAM-{number:02d}", TERMS[number % 3]) for number in range(9)]
    measures.append(_measure("M-MON-09", "short"))
    (target / "measures" / "all.toml").write_text("\n".join(measures), encoding="utf-8")
    return target.parent


@dataclass
class Sample:
    """An open assessment in an archive of its own."""

    folder: Path
    context: GuiContext
    assessment_id: str

    @property
    def desk(self) -> Desk:
        return self.context.desk

    def answer(self, question: str, value: str | None, **more: object) -> None:
        """Answer as a service would, before a window shows it."""
        state = assessing.load_state(self.desk, self.assessment_id)
        answering.answer_question(self.desk, state, question, Answer(value, **more))  # type: ignore[arg-type]

    def open(self) -> None:
        """Make the assessment the open one."""
        self.context.open_assessment(self.assessment_id)

    def stored(self, question: str) -> Answer:
        """The answer as the archive file holds it, read anew."""
        state = assessing.load_state(self.desk, self.assessment_id)
        return state.given.get(question, Answer())


def make_sample(folder: Path, questions: int = 12, packs: Path | None = None, pack: str = "sample") -> Sample:
    """A desk with one facility and one assessment of group A, and a context with settings of its own."""
    library = PackLibrary([packs or write_pack(folder, questions)], folder / "cache")
    folder.mkdir(parents=True, exist_ok=True)
    desk = open_desk(folder / "test.tmfcheck", mode=AccessMode.CREATE, packs=library, user="Tester")
    added = facilities.add_facility(desk, {"name": "Kadamjai", "country": "KG"}, by="Tester")
    assessment = assessing.start_assessment(desk, added.facility.id, pack, "A", by="Tester")
    context = GuiContext(Settings(folder / "settings.ini"))
    context.settings.user_name = "Tester"
    context.use_languages(window="en", content="en")
    context.sit_down(desk)
    return Sample(folder, context, assessment.id)

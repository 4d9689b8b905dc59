"""No program word may reach paper without translation: the report in a made-up language has no Latin letters left."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from babel.messages.extract import extract_from_dir

import tmfcheck
from tests.reports.sample import GIVEN, printed, sample_model
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility, FactKind, FactQuality, FactValue
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.pack import Term
from tmfcheck.i18n import Texts
from tmfcheck.reports.pdf import render_pdf

LETTER = re.compile(r"[A-Za-z]")
PLACEHOLDER = re.compile(r"(\{[a-z_]+\})")
# Names, codes and signs that are the same in every language.
SAME_EVERYWHERE = re.compile(
    r"TMFCheck|MSR|UTC|CC-BY-4\.0|[AB]\d(\.\d+)?|M-[A-Z]{3}-\d\d|OWN-\d\d|\b[0-9a-f]{4,8}\b|\bA\b|\bsmall\b|English|MSK-64|\bg\b|\b[vwck]\b"
)


class StrangeTexts(Texts):
    """Kazakh content, and program words whose letters are all replaced; placeholders stay."""

    def __init__(self) -> None:
        super().__init__("kk")

    def gettext(self, message: str) -> str:
        return "".join(part if part.startswith("{") else LETTER.sub("ѧ", part) for part in PLACEHOLDER.split(message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


def every_fact() -> dict[str, FactValue]:
    """A value for every fact there is, with every quality in turn."""
    values = {FactKind.TEXT: "сөз", FactKind.NUMBER: 3.5, FactKind.WHOLE: 3, FactKind.YES_NO: True}
    return {
        fact.id: FactValue(
            fact.choices if fact.kind is FactKind.CHOICES else values.get(fact.kind, (fact.choices or ("",))[0]),
            quality,
        )
        for place, fact in enumerate(FACT_DEFINITIONS.values())
        for quality in (list(FactQuality)[place % len(FactQuality)],)
    }


@pytest.mark.parametrize("is_closed", [True, False])
@pytest.mark.parametrize("unanswered", [True, False])
def test_no_word_of_the_program_escapes_translation(*, is_closed: bool, unanswered: bool) -> None:
    given = {
        question: replace(answer, comment="сөз", document="құжат")
        for question, answer in GIVEN.items()
        if not unanswered
    } | {"A1.02": Answer("unknown", "told", "weather"), "A1.03": Answer("no", danger=True)}
    decisions = {
        "M-DAM-01": MeasureDecision(
            "M-DAM-01", Decision.ACCEPTED, owner="адам", cost="ақша", term=Term.LONG, term_reason="я"
        ),
        "M-EME-01": MeasureDecision("M-EME-01", Decision.REJECTED, reason="себеп"),
        "OWN-01": MeasureDecision("OWN-01", term=Term.SHORT, own_title="өзіміздікі", own_text="мәтін"),
    }
    facility = Facility("f", "Қадамжай", "KG", every_fact(), notes="ескерту")
    model = sample_model(given, facility=facility, decisions=decisions, is_closed=is_closed, by="Адам")
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(model, StrangeTexts()))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    left = [match.group() for match in re.finditer(r"\S*[A-Za-z]\S*", SAME_EVERYWHERE.sub("", text))]
    assert left == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_report_holds_no_english_label_that_has_a_translation(language: str) -> None:
    texts = Texts(language)
    package = Path(tmfcheck.__file__).parent
    words = {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in (*extract_from_dir(package / "reports"), *extract_from_dir(package))
    }
    labels = {word for word in words if len(word) > 6 and "{" not in word and texts.gettext(word) != word}
    text = printed(sample_model(by="Адам"), language)
    assert [label for label in labels if re.search(rf"\b{re.escape(label)}\b", text)] == []

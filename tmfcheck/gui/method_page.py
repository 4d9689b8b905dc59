"""The method pack as a page to read: what it is, how results come about, and the standing of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape

from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.pack import Figure, Pack
from tmfcheck.gui.html_page import html_table
from tmfcheck.i18n import DASH, LANGUAGES, N_, Texts
from tmfcheck.wording import REVIEW_STATES, UNITS, standing

CHAPTERS: Mapping[str, str] = {
    "pack": N_("Method pack"),
    "review": N_("Review of the languages"),
    "results": N_("How results come about"),
    "answers": N_("Values of the answers"),
    "figures": N_("Figures of the method"),
    "time_frames": N_("Time-frames of the measures"),
    "tables": N_("Tables of the method"),
    "sources": N_("Sources"),
    "references": N_("References"),
}

_RULES: Sequence[tuple[str, str]] = (
    (
        N_("MSR, meeting safety requirements"),
        N_(
            "For each applicable question the value of its answer times its weight; the sum of these, divided by the "
            "sum of the weights, in percent. Unknown and unanswered count as not met. Not applicable leaves the set."
        ),
    ),
    (
        N_("Interval of the MSR"),
        N_(
            "The lower end takes every unknown and unanswered question as not met, the upper end takes them as met. "
            "The wider the interval, the less is known."
        ),
    ),
    (
        N_("Strict MSR"),
        N_("The MSR if every “not applicable” given by hand counted as no. Calling things not applicable never pays."),
    ),
    (
        N_("Credibility"),
        N_(
            "How definite the answers are: yes and no count fully, the two mostly-answers half, unknown and unanswered "
            "nothing; weighted, in percent. It stands beside the MSR and is never mixed into it."
        ),
    ),
    (
        N_("Evidence share"),
        N_("The part of the applicable questions whose answer was measured, seen on site or read in a document."),
    ),
    (
        N_("Level"),
        N_(
            "“Does not meet” where a critical question on the condition of the works is no or mostly no, or the MSR is "
            "below {partly}. “Meets” from {meets}, unless a critical question on management falls short or a critical "
            "question is open. “Partly meets” otherwise. With more than {open} of the weight open or an evidence share "
            "below {evidence}, the interval is shown in place of a single figure."
        ),
    ),
    (
        N_("Score of a measure"),
        N_(
            "Each question that calls for the measure adds its weight times what is missing in its answer; critical "
            "questions on the condition count {condition}-fold, those on management {management}-fold. Measures are "
            "ordered by time-frame, then urgency, then score."
        ),
    ),
    (
        N_("Gain of a measure"),
        N_(
            "The rise of the MSR in percentage points if every question that calls for the measure became yes. Gains "
            "of several measures do not add up, because they share questions."
        ),
    ),
    (
        N_("Immediate danger"),
        N_("A mark on an answer stands above every level and puts its measures first."),
    ),
)


class MethodPage:
    """Writes the page as HTML; program words in the window's language, the pack's own in the content language."""

    def __init__(self, pack: Pack, fingerprint: str, texts: Texts, content: Texts) -> None:
        self._pack = pack
        self._fingerprint = fingerprint
        self._texts = texts
        self._content = content
        self._sources = {source.id: source for source in pack.sources}
        self._source_numbers = {source.id: number for number, source in enumerate(pack.sources, start=1)}

    def html(self) -> str:
        """All chapters, each with an anchor of its name."""
        return "".join(self._chapter(name, title) for name, title in CHAPTERS.items())

    def _chapter(self, name: str, title: str) -> str:
        body = getattr(self, f"_write_{name}")()
        return f'<a name="{name}"></a><h2>{escape(self._texts.gettext(title))}</h2>{body}'

    # ----------------------------------------------------------- chapters

    def _write_pack(self) -> str:
        gettext, pack = self._texts.gettext, self._pack
        digits = grouped(self._fingerprint)
        rows = (
            (gettext("Title"), self._content.pick(pack.title)),
            (gettext("Edition"), f"{pack.id}, {pack.edition}"),
            (gettext("Fingerprint of the pack"), digits),
            (gettext("Licence of the pack"), pack.licence),
        )
        paragraphs = self._content.pick(pack.description).split("\n\n")
        described = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
        return html_table((), rows, label_width=28) + described

    def _write_review(self) -> str:
        rows = []
        for language in self._pack.languages:
            review = self._pack.review[language]
            state = self._texts.gettext(REVIEW_STATES[review.status])
            rows.append((LANGUAGES[language], f"{state}. {self._content.pick(review.note)}"))
        return html_table((), rows, label_width=28)

    def _write_results(self) -> str:
        pack, texts = self._pack, self._texts
        limits = {
            "partly": texts.percent(pack.figure("level_partly_percent")),
            "meets": texts.percent(pack.figure("level_meets_percent")),
            "open": texts.percent(pack.figure("open_weight_limit_percent")),
            "evidence": texts.percent(pack.figure("evidence_limit_percent")),
            "condition": texts.number(pack.figure("critical_condition_factor")),
            "management": texts.number(pack.figure("critical_management_factor")),
        }
        rules = ((texts.gettext(name), texts.gettext(rule).format(**limits)) for name, rule in _RULES)
        return html_table((), rules, label_width=28)

    def _write_answers(self) -> str:
        gettext = self._texts.gettext
        head = (gettext("Answer"), gettext("Value"), gettext("Credibility"), gettext("Standing"))
        rows = (
            (
                self._content.pick(option.label),
                self._exact(option.value),
                self._exact(option.credibility),
                self._standing(option.verified, option.source),
            )
            for option in self._pack.answers
        )
        return html_table(head, rows)

    def _write_figures(self) -> str:
        gettext = self._texts.gettext
        head = (gettext("Figure"), gettext("Value"), gettext("Standing"))
        rows = (
            (self._content.pick(each.title), self._figure(each), self._standing(each.verified, each.source))
            for each in self._pack.figures.values()
        )
        return html_table(head, rows)

    def _write_time_frames(self) -> str:
        texts = self._texts
        head = (
            texts.gettext("Time-frame"),
            texts.gettext("Months"),
            texts.gettext("Standing"),
            texts.gettext("Meaning"),
        )
        rows = (
            (
                self._content.pick(frame.title),
                DASH if frame.months is None else texts.number(frame.months),
                self._standing(frame.verified, frame.source),
                self._content.pick(frame.meaning),
            )
            for frame in self._pack.time_frames
        )
        return html_table(head, rows)

    def _write_tables(self) -> str:
        gettext = self._texts.gettext
        head = (gettext("Table"), gettext("Rows"), gettext("Standing"))
        rows = (
            (
                self._content.pick(table.title),
                self._texts.number(len(table.rows)),
                self._standing(table.verified, table.source),
            )
            for table in self._pack.tables.values()
        )
        return html_table(head, rows)

    def _write_sources(self) -> str:
        rows = ((f"[{self._source_numbers[each.id]}]", self._content.pick(each.title)) for each in self._pack.sources)
        return html_table((), rows, label_width=6)

    def _write_references(self) -> str:
        pick = self._content.pick
        rows = ((pick(each.short), f"{pick(each.title)}. {pick(each.note)}") for each in self._pack.references)
        return html_table((), rows, label_width=28)

    # -------------------------------------------------------------- words

    def _standing(self, is_verified: bool, source: str) -> str:
        """Whether a figure was read in a primary text, with the number of its source."""
        words = standing(self._texts, self._pack, source, verified=is_verified)
        return f"{words}\u00a0[{self._source_numbers[source]}]"

    def _figure(self, figure: Figure) -> str:
        unit = self._texts.gettext(UNITS[figure.unit]) if figure.unit in UNITS else figure.unit
        return f"{self._texts.quantity(figure.value)}\u00a0{unit}".strip()

    def _exact(self, value: Fraction | None) -> str:
        if value is None:
            return DASH
        return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"

"""The score sheet: numerator, denominator and rule of every figure, for the whole, the categories and the sections."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.elements import column_head, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import BODY, RULE, SMALL, SMALL_INK, STRONG
from tmfcheck.reports.voice import Voice, Words
from tmfcheck.wording import LEVELS_SHORT

SHARES = (41, 17, 19, 19, 25, 26, 23)
LINE_LOOK = RowLook(above=3, below=3, rule=RULE)


def score_sheet(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter."""
    head = _head(voice)
    evaluation, pack = model.state.evaluation, model.state.pack
    whole = voice.gettext("All questions")
    categories = [
        (Words(f"{category.number}  {words.first}", words.second), evaluation.categories[category.id])
        for category in pack.categories
        for words in (voice.pick(category.title),)
    ]
    sections = [(voice.pick(each.section.title), each.score) for each in model.answer_sections]
    return [
        *_rules(model, voice),
        section_title(voice.gettext("Overall and by category")),
        head,
        _line(whole, evaluation.overall, voice, head, is_total=True),
        *(_line(title, score, voice, head) for title, score in categories),
        section_title(voice.gettext("By section")),
        head,
        *(_line(title, score, voice, head) for title, score in sections),
    ]


def _rules(model: ReportModel, voice: Voice) -> list[Row]:
    formulas = (
        voice.gettext(
            "MSR = 100 × Σ(w·v) / Σw over the applicable questions; w is the weight, v the value of the answer."
        ),
        voice.gettext(
            "Upper bound = 100 × (Σ(w·v) + weight unknown or unanswered) / Σw; the lower is the MSR. Own rule."
        ),
        voice.gettext("Strict MSR = 100 × Σ(w·v) / (Σw + weight of “not applicable” given by hand). Own rule."),
        voice.gettext("Credibility = 100 × Σ(w·c) / Σw; c is the credibility of the answer."),
        voice.gettext(
            "Evidence share = 100 × answers measured, seen or read in a document / applicable questions. Own rule."
        ),
        *(voice.both(partial(_limits, model, message)) for message in LEVEL_RULES),
        voice.gettext(
            "All sums are exact; only what is shown is rounded. Whole, categories and sections follow one rule."
        ),
    )
    return [Row((tuple(block for words in formulas for block in spoken(words, SMALL_INK, before=3)),))]


LEVEL_RULES = (
    N_(
        "Level “does not meet”: a critical question on the condition is answered no or mostly no, or the MSR is below"
        " {partly}. Own rule."
    ),
    N_(
        "Level “partly meets”: the MSR is below {meets}, or a critical question on management is answered no or mostly"
        " no, or any critical one is unknown, unanswered or not applicable by hand. Own rule."
    ),
    N_("Level “meets”: everything else. Own rule."),
    N_(
        "Not enough information: more than {open} of the weight is unknown or unanswered, or the evidence share is"
        " below {evidence}; then the interval is printed in place of the MSR. Own rule."
    ),
)


def _limits(model: ReportModel, message: str, texts: Texts) -> str:
    """A rule with the limits of the pack in it."""
    pack = model.state.pack
    return texts.gettext(message).format(
        partly=texts.percent(pack.figure("level_partly_percent")),
        meets=texts.percent(pack.figure("level_meets_percent")),
        open=texts.percent(pack.figure("open_weight_limit_percent")),
        evidence=texts.percent(pack.figure("evidence_limit_percent")),
    )


def _head(voice: Voice) -> Row:
    labels = (
        voice.gettext("Set of questions"),
        voice.gettext("MSR"),
        voice.gettext("Upper bound"),
        voice.gettext("Strict MSR"),
        voice.gettext("Credibility"),
        voice.gettext("Evidence"),
        voice.gettext("Level"),
    )
    return column_head(labels, SHARES, right=(1, 2, 3, 4, 5))


def _line(title: Words, score: Score, voice: Voice, head: Row, *, is_total: bool = False) -> Row:
    texts = voice.texts
    level: tuple[Block, ...] = (
        (Text(DASH, SMALL_INK),) if score.level is None else spoken(voice.gettext(LEVELS_SHORT[score.level]), SMALL_INK)
    )
    return Row(
        (
            spoken(title, STRONG if is_total else BODY),
            _ratio(texts, score.msr_percent, score.met, score.weight),
            _ratio(texts, score.msr_high_percent, score.met + score.open_weight, score.weight),
            _ratio(texts, score.msr_strict_percent, score.met, score.weight + score.by_hand_weight),
            _ratio(texts, score.credibility_percent, score.credible, score.weight),
            _ratio(texts, score.evidence_percent, Fraction(score.evidence), Fraction(score.applicable)),
            level,
        ),
        SHARES,
        look=LINE_LOOK,
        head=head,
    )


def _ratio(texts: Texts, percent: Fraction | None, part: Fraction, whole: Fraction) -> tuple[Block, ...]:
    """The percentage with numerator and denominator beneath."""
    shown = Text(texts.percent(percent, 1), SMALL_INK.aligned("right"))
    if percent is None:
        return (shown,)
    return (shown, Text(f"{texts.exact(part)}\u00a0/ {texts.exact(whole)}", SMALL.aligned("right")))

"""The result on page one: MSR with its bar and interval, level with its reasons, and the figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.charts import msr_bar
from tmfcheck.reports.elements import captioned
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import HEADING, SMALL, SMALL_INK, TINT, TITLE, VERDICT
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import LEVELS, TOO_FEW_CONFIRMED, msr_words, standing

UPPER_BAND = RowLook(above=8, below=5, ground=TINT, inset=6)
LOWER_BAND = RowLook(above=3, below=8, ground=TINT, inset=6)


def headline(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the result."""
    return [*_result(model, voice), *_figures(model, voice)]


def _result(model: ReportModel, voice: Voice) -> list[Row]:
    pack, score = model.state.pack, model.state.evaluation.overall
    texts = voice.texts
    label = voice.both(
        lambda each: each.gettext("Safety requirements met (MSR), {standing}").format(
            standing=msr_standing(model, each)
        )
    )
    level = as_given(DASH) if score.level is None else voice.gettext(LEVELS[score.level])
    limits = tuple(
        (pack.figure(name), texts.percent(pack.figure(name)))
        for name in ("level_partly_percent", "level_meets_percent")
    )
    own = voice.both(lambda each: each.gettext("Level, {standing}").format(standing=level_standing(model, each)))
    return [
        Row(
            (
                captioned((Text(msr_words(score, texts), TITLE),), label),
                (
                    *captioned(spoken(level, VERDICT), own),
                    *_level_reasons(model, voice, score),
                ),
            ),
            (62, 108),
            look=RowLook(above=8, below=2),
            keep_with_next=True,
        ),
        Row(
            ((msr_bar(score, f"{texts.gettext('MSR')} {msr_words(score, texts)}", height=11, limits=limits),),),
            look=RowLook(above=2, below=1),
            keep_with_next=True,
        ),
        Row((spoken(voice.both(lambda each: _bar_caption(each, score)), SMALL),), look=RowLook(above=1, below=10)),
    ]


def printed_result(state: AssessmentState, texts: Texts) -> tuple[str, ...]:
    """The MSR and the level as ``headline`` prints them, for whoever compares them with a printed page."""
    score = state.evaluation.overall
    return msr_words(score, texts), DASH if score.level is None else texts.gettext(LEVELS[score.level])


def msr_standing(model: ReportModel, texts: Texts) -> str:
    """Whether the values behind the MSR were read in the published method."""
    options = model.state.pack.answers
    least = next((option for option in options if not option.verified), options[0])
    return standing(texts, model.state.pack, least.source, verified=least.verified)


def level_standing(model: ReportModel, texts: Texts) -> str:
    """Whether the limits of the levels were read in the published method."""
    limit = model.state.pack.figures["level_meets_percent"]
    return standing(texts, model.state.pack, limit.source, verified=limit.verified)


def _level_reasons(model: ReportModel, voice: Voice, score: Score) -> tuple[Block, ...]:
    reasons: list[Words] = []
    if model.is_held_at_does_not(score):
        reasons.append(voice.gettext("A critical question on the condition of the facility is not met."))
    if model.is_held_at_partly(score):
        reasons.append(voice.gettext("A critical question is not met, unknown, unanswered or not applicable by hand."))
    if score.applicable and not score.enough_information:
        interval = N_("Not enough information: the interval is printed instead of a single figure.")
        reasons.append(voice.gettext(interval if score.open_weight else TOO_FEW_CONFIRMED))
    if not score.applicable:
        reasons.append(voice.gettext("No question is applicable: there is nothing to score."))
    return tuple(block for words in reasons for block in spoken(words, SMALL_INK))


def _bar_caption(texts: Texts, score: Score) -> str:
    if score.msr_percent is None:
        return texts.gettext("An empty set has no MSR.")
    if score.open_weight:
        return texts.gettext(
            "Up to {high} if everything unknown or unanswered proved to be met: slanted part of the bar, own rule."
        ).format(high=texts.percent(score.msr_high_percent))
    return texts.gettext("Nothing is unknown or unanswered: the figure has no interval.")


def _figures(model: ReportModel, voice: Voice) -> list[Row]:
    """Two bands of four figures each."""
    score, texts = model.state.evaluation.overall, voice.texts
    return [
        _band(
            (
                (_with_standing(model, voice, "Credibility"), texts.percent(score.credibility_percent)),
                (voice.gettext("Evidence share, own rule"), texts.percent(score.evidence_percent)),
                (_strict_label(voice, score), texts.percent(score.msr_strict_percent)),
                (voice.gettext("Critical questions not met"), _of(voice.texts, score.critical_not_met, score.critical)),
            ),
            UPPER_BAND,
        ),
        _band(
            (
                (voice.gettext("Applicable questions"), texts.number(Fraction(score.applicable))),
                (voice.gettext("Answered"), texts.number(Fraction(score.answered))),
                (voice.gettext("Answered “unknown”"), texts.number(Fraction(score.unknown))),
                (voice.gettext("Not applicable by hand"), texts.number(Fraction(score.by_hand))),
            ),
            LOWER_BAND,
        ),
    ]


def _band(figures: Sequence[tuple[Words, str]], look: RowLook) -> Row:
    cells = tuple(captioned((Text(value, HEADING),), label) for label, value in figures)
    return Row(cells, (1,) * len(figures), look=look, keep_with_next=True)


def _with_standing(model: ReportModel, voice: Voice, label: str) -> Words:
    return voice.both(lambda texts: f"{texts.gettext(label)}, {msr_standing(model, texts)}")


def _strict_label(voice: Voice, score: Score) -> Words:
    return voice.both(
        lambda texts: texts.ngettext(
            "MSR if {number} “not applicable” counted as no, own rule",
            "MSR if {number} “not applicable” counted as no, own rule",
            score.by_hand,
        ).format(number=score.by_hand)
    )


def _of(texts: Texts, part: int, whole: int) -> str:
    return texts.gettext("{part} of {whole}").format(part=part, whole=whole)

"""The result by category: the radar, and the table with MSR, interval, credibility, evidence and level."""

from __future__ import annotations

from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.pack import Category
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import DASH
from tmfcheck.reports.blocks import spoken
from tmfcheck.reports.charts import FEWEST_SPOKES, Spoke, msr_bar, radar, radar_legend
from tmfcheck.reports.elements import column_head, figure, paragraph
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import ASIDE, BODY, RULE, SMALL
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import LEVELS_SHORT, msr_words

SHARES = (54, 20, 18, 26, 28, 24)


def categories(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter."""
    pack, scores = model.state.pack, model.state.evaluation.categories
    rows = []
    if len(pack.categories) >= FEWEST_SPOKES:
        rows += _radar(model, voice)
    head = _head(voice)
    lines = [_line(category, scores[category.id], voice, head) for category in pack.categories]
    note = voice.gettext(
        "A question belongs to one or more categories. The bars show the MSR; the slanted part is what unknown and"
        " unanswered questions could add. A dash stands where no question is applicable."
    )
    return [*rows, head, *lines, paragraph(note, SMALL)]


def _radar(model: ReportModel, voice: Voice) -> list[Row]:
    spokes = [
        _spoke(category, model.state.evaluation.categories[category.id], voice)
        for category in model.state.pack.categories
    ]
    legend = (
        voice.gettext("MSR of a category, %"),
        voice.gettext("Upper bound of its interval (own rule)"),
    )
    labels = (legend[0].in_one_line, legend[1].in_one_line)
    return [
        Row(((radar(spokes),),), look=RowLook(above=2, below=0), keep_with_next=True),
        Row(((radar_legend(labels),),), look=RowLook(above=0, below=8), keep_with_next=True),
    ]


def _spoke(category: Category, score: Score, voice: Voice) -> Spoke:
    short = voice.pick(category.short_title)
    first = f"{category.number}  {short.first}  {msr_words(score, voice.texts)}"
    label = (first,) if short.second is None else (first, short.second)
    return Spoke(label, score.msr_percent, score.msr_high_percent)


def _head(voice: Voice) -> Row:
    labels = (
        voice.gettext("Category"),
        None,
        voice.gettext("MSR"),
        voice.gettext("Credibility"),
        voice.gettext("Evidence"),
        voice.gettext("Level"),
    )
    return column_head(labels, SHARES, right=(2, 3, 4))


def _line(category: Category, score: Score, voice: Voice, head: Row) -> Row:
    texts = voice.texts
    title = voice.pick(category.title)
    level = as_given(DASH) if score.level is None else voice.gettext(LEVELS_SHORT[score.level])
    return Row(
        (
            spoken(Words(f"{category.number}  {title.first}", title.second), BODY),
            (msr_bar(score, f"{texts.gettext('MSR')} {msr_words(score, texts)}"),),
            figure(msr_words(score, texts)),
            figure(texts.percent(score.credibility_percent)),
            figure(texts.percent(score.evidence_percent)),
            spoken(level, ASIDE),
        ),
        SHARES,
        look=RowLook(above=3.5, below=3.5, rule=RULE),
        head=head,
    )

"""What a correction's answers and facts come to, against the version it corrects: figures before and after, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.reports.blocks import Text, spoken
from tmfcheck.reports.chapters.change_figures import COMPUTED, ComputedLine
from tmfcheck.reports.chapters.change_table import change_head, change_row, reads, unseen
from tmfcheck.reports.elements import paragraph, section_title
from tmfcheck.reports.flow import Row
from tmfcheck.reports.style import BODY, SMALL, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import LEVELS, msr_words

_KINDS: Mapping[str, str] = {
    "categories": N_("Results by category"),
    "sections": N_("Results by section"),
    "critical_shortfalls": N_("Critical shortfalls"),
    "dangers": N_("Immediate dangers"),
    "indices": N_("Hazard and risk indices"),
    "measures": N_("Scores of the measures"),
    "programme": N_("Programme of measures"),
}
"""What is computed beside the overall result, by its key in the results, in printing order."""
FEW = 3
"""So many measures stand in lines of their own though they read alike."""


def overall_rows(model: ReportModel, voice: Voice) -> list[Row]:
    """The overall result of both versions: always MSR and level, and whatever else became another figure."""
    if model.previous is None or model.changes is None:
        return []
    before, after = (_overall(state.evaluation.overall, voice) for state in (model.previous, model.state))
    head = change_head(voice.gettext("Result"), voice)
    lines = [
        ComputedLine(spoken(name, BODY), spoken(was, BODY), spoken(now, BODY))
        for (name, was), (_, now) in zip(before, after, strict=True)
    ]
    shown = [*lines[:2], *(line for line in lines[2:] if line.is_seen)]
    rows = [change_row(line.name, line.before, line.after, head) for line in shown]
    if "overall" in model.changes.results and not any(line.is_seen for line in shown):
        rows.append(change_row((), (), unseen(voice), head))
    return [head, *rows]


def _overall(score: Score, voice: Voice) -> list[tuple[Words, Words]]:
    texts = voice.texts
    counts = ((N_("Applicable questions"), score.applicable), (N_("Answered"), score.answered))
    other = ((N_("Answered “unknown”"), score.unknown), (N_("Not applicable by hand"), score.by_hand))
    return [
        (voice.gettext("MSR"), as_given(msr_words(score, texts))),
        (voice.gettext("Level"), as_given(DASH) if score.level is None else voice.gettext(LEVELS[score.level])),
        (voice.gettext("Credibility"), as_given(texts.percent(score.credibility_percent))),
        (voice.gettext("Evidence"), as_given(texts.percent(score.evidence_percent))),
        (voice.gettext("Strict MSR"), as_given(texts.percent(score.msr_strict_percent))),
        (voice.gettext("Critical questions not met"), _not_met(score, voice)),
        *((voice.gettext(name), as_given(texts.number(count))) for name, count in (*counts, *other)),
    ]


def _not_met(score: Score, voice: Voice) -> Words:
    return voice.both(
        lambda texts: texts.gettext("{part} of {whole}").format(part=score.critical_not_met, whole=score.critical)
    )


def result_rows(model: ReportModel, voice: Voice) -> list[Row]:
    """Everything beside the overall result that was computed anew with another result."""
    if model.previous is None or model.changes is None:
        return []
    changed = dict.fromkeys(model.changes.results)
    names = [name for name in dict.fromkeys((*_KINDS, *changed)) if name in changed and name != "overall"]
    if not names:
        return []
    why = voice.gettext("Nobody entered these: they follow from the changes above and from the day of closing.")
    return [
        section_title(voice.gettext("Computed anew with another result")),
        paragraph(why, SMALL),
        *(row for name in names for row in _kind(name, model.previous, model.state, voice)),
    ]


def _kind(name: str, before: AssessmentState, after: AssessmentState, voice: Voice) -> list[Row]:
    """One kind of result with its heading; what differs in nothing that is shown is counted."""
    head = change_head(Words(""), voice)
    lines = list(COMPUTED[name](before, after, voice)) if name in COMPUTED else []
    seen = [line for line in lines if line.is_seen]
    shown = _gathered(seen, voice) if name == "programme" else seen
    rows = [change_row(line.name, line.before, line.after, head) for line in shown]
    hidden = sum(line.differs for line in lines) - len(seen)
    if not seen:
        rows.append(change_row((), (), unseen(voice), head))
    elif hidden:
        more = spoken(voice.both(lambda texts: _more(hidden, texts)), SMALL)
        rows.append(change_row((), (), more, head))
    # What a later version of the program computed beside these is named as it names it.
    title = voice.gettext(_KINDS[name]) if name in _KINDS else as_given(name)
    return [section_title(title), head, *rows]


def _gathered(lines: Iterable[ComputedLine], voice: Voice) -> Iterator[ComputedLine]:
    """Many measures whose suggested day moved alike, because the closing did, as one line with their numbers."""
    alike: dict[str, list[ComputedLine]] = {}
    for line in lines:
        alike.setdefault(str((reads(line.before), reads(line.after))), []).append(line)
    for group in alike.values():
        if len(group) <= FEW:
            yield from group
        else:
            count = voice.both(partial(_measures_words, len(group)))
            numbers = Text(", ".join(line.key for line in group), SMALL)
            yield ComputedLine((*spoken(count, STRONG), numbers), group[0].before, group[0].after)


def _measures_words(number: int, texts: Texts) -> str:
    return texts.ngettext("{number} measure", "{number} measures", number).format(number=texts.number(number))


def _more(number: int, texts: Texts) -> str:
    return texts.ngettext(
        "{number} more, changed in a detail that is not printed here.",
        "{number} more, changed in details that are not printed here.",
        number,
    ).format(number=texts.number(number))

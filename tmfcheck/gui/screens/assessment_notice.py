"""The one line above the questions: that the assessment is closed, or what filter and search leave."""

from __future__ import annotations

from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter, Lock


def notice_words(context: GuiContext, presenter: AssessmentPresenter) -> str:
    """What is to be said now; mostly nothing. That an archive can only be read stands above every screen already."""
    gettext, texts = context.texts.gettext, context.texts
    closed = presenter.state.assessment
    if presenter.lock is Lock.CLOSED:
        words = gettext("Closed by {name}, {moment}. Everything can be read; nothing can be changed any more.")
        return words.format(name=closed.closed_by, moment=texts.moment(closed.closed_at))
    if presenter.selection.is_everything:
        return ""
    count = len(presenter.found())
    if not count:
        return gettext("No question fits this filter. Only the present one is shown.")
    if not presenter.selection.search_words:
        return ""
    words = texts.ngettext(
        "{number} question has these words in its text, guidance or comment.",
        "{number} questions have these words in their text, guidance or comment.",
        count,
    )
    return words.format(number=texts.number(count))

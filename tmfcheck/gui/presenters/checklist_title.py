"""What the checklist of an assessment is called, for headings and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tmfcheck.i18n import Texts

if TYPE_CHECKING:
    from tmfcheck.domain.assessment import AssessmentState


def checklist_title(state: AssessmentState, content: Texts) -> str:
    """The title of the assessment's group in the language of the content."""
    group = next(group for group in state.pack.groups if group.id == state.assessment.group)
    return content.pick(group.title)

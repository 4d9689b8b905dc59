"""Copies through the services: made now, listed, put back."""

from __future__ import annotations

from tests.packs_for_tests import given
from tests.services.desks_for_tests import desk_on
from tmfcheck.services import answering, assessing, backups


def test_a_copy_can_be_made_listed_and_put_back(path, desk, state):
    copy = backups.make_backup(desk)
    answering.answer_many(desk, state, given(A1_01="no"))
    desk.close()
    assert backups.list_backups(path) == (copy.__class__(copy.path, copy.made_at.replace(microsecond=0)),)
    aside = backups.restore_backup(path, copy.path)
    with desk_on(path) as restored, desk_on(aside) as former:
        assert assessing.load_state(restored, state.assessment.id).answers == {}
        assert set(assessing.load_state(former, state.assessment.id).answers) == {"A1.01"}

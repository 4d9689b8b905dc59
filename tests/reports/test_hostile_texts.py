"""Foreign words are data: whatever a user, a file or a pack brings, the report prints it whole and nothing breaks."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.sample import (
    GIVEN,
    KADAMJAI,
    assert_within_margins,
    pages_of,
    printed,
    sample_model,
    small_pack,
    with_questions,
)
from tmfcheck.domain.answers import MAX_COMMENT_LENGTH, MAX_DOCUMENT_LENGTH, Answer
from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.pack import Term
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.pdf import render_pdf
from tmfcheck.reports.printable import one_line, printable
from tmfcheck.reports.typefaces import drawable_characters

HOSTILE = {
    "markup": "<b>bold</b> &amp; <para> </font> <img src='x'/> & < >",
    "percent": "{title} %s %(name)s {0} $x \\n",
    "emoji": "\U0001f600 and \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
    "right_to_left": "abc \u202edef\u202c \u200fghi \u2067jkl\u2069",
    "control": "a\x00b\x07c\x1b[31md\x7f\x9fe",
    "long_word": "W" * 3000,
    "combining": "e\u0301" + "u" + "\u0308" * 40,
    "chinese": "尾矿库",
    "private": "\ue000 \U000f0000",
    "surrogate": "\ud83d",
    "empty_lines": "\n\n\n",
    "parentheses": "(((())) \\ \\( unbalanced",
}


def with_comment(comment: str) -> ReportModel:
    return sample_model({**GIVEN, "A1.02": Answer("no", "measured", comment=comment, document=comment[:900])})


def test_markup_is_printed_as_it_was_typed() -> None:
    assert HOSTILE["markup"] in printed(with_comment(HOSTILE["markup"]))


def test_placeholders_in_user_text_are_not_filled() -> None:
    assert HOSTILE["percent"] in printed(with_comment(HOSTILE["percent"]))


def test_what_the_fonts_lack_is_printed_as_its_code() -> None:
    text = printed(with_comment(HOSTILE["emoji"] + HOSTILE["chinese"] + HOSTILE["private"] + HOSTILE["surrogate"]))
    for code in ("[U+1F600]", "[U+1F468][U+1F469][U+1F467]", "[U+5C3E]", "[U+E000]", "[U+F0000]", "[U+D83D]"):
        assert code in text
    assert "\u2764" in text


def test_direction_and_control_marks_leave_no_trace() -> None:
    text = printed(with_comment(HOSTILE["right_to_left"] + " " + HOSTILE["control"]))
    assert "abc def ghi jkl abc[31mde" in text
    assert not any(unicodedata.category(character) in ("Cc", "Cf") for character in text)


def test_line_ends_of_a_comment_are_kept() -> None:
    pages = "\n".join(pages_of(with_comment("first line\nsecond line\r\nthird line")))
    assert "first line\nsecond line\nthird line\n" in pages


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_break_nothing_wherever_they_stand(name: str) -> None:
    words = HOSTILE[name]
    facility = Facility(
        "f",
        words[:300],
        "KG",
        {"operator": FactValue(words[:2000]), "river": FactValue(words)},
        notes=words,
        is_sample=True,
    )
    decisions = {
        "M-DAM-01": MeasureDecision("M-DAM-01", Decision.REJECTED, reason=words, owner=words, cost=words),
        "M-EME-01": MeasureDecision("M-EME-01", term=Term.LONG, term_reason=words),
        "OWN-01": MeasureDecision("OWN-01", term=Term.SHORT, own_title=words, own_text=words),
    }
    given = {**GIVEN, "A1.01": Answer("no", comment=words, document=words[:MAX_DOCUMENT_LENGTH], danger=True)}
    model = sample_model(given, facility=facility, decisions=decisions, by=words[:200] or "x")
    content = render_pdf(model, Texts("ru"), Texts("kk"))
    assert_within_margins(content)


def test_hostile_words_in_a_pack_break_nothing() -> None:
    pack = small_pack()
    text = dict.fromkeys(("en", "ru", "kk"), HOSTILE["markup"] + HOSTILE["emoji"] + HOSTILE["long_word"])
    questions = tuple(replace(question, text=text) for question in pack.questions)
    measures = tuple(replace(measure, title=text, what=text, why=text) for measure in pack.measures)
    categories = tuple(replace(category, title=text, short_title=text) for category in pack.categories)
    hostile = replace(pack, questions=questions, measures=measures, categories=categories, title=text, description=text)
    render_pdf(sample_model(pack=hostile), Texts("kk"), Texts("en"))


def test_a_comment_of_the_greatest_length_runs_over_pages_and_loses_nothing() -> None:
    words = [f"word{place:05}" for place in range(MAX_COMMENT_LENGTH // 10)]
    comment = " ".join(words)
    assert len(comment) <= MAX_COMMENT_LENGTH
    text = printed(with_comment(comment))
    places = [text.index(word) for word in words]
    assert places == sorted(places)


def test_a_comment_of_lines_alone_runs_over_pages() -> None:
    model = with_comment("\n".join(str(line) for line in range(2000)))
    assert len(pages_of(model)) > 20


def test_many_dangers_run_over_page_one() -> None:
    pack = with_questions(60, measures_each=2)
    given = {question.id: Answer("no", "measured", danger=True, comment="Wet. " * 60) for question in pack.questions}
    model = sample_model(given, pack=pack, decisions={})
    assert "60 immediate dangers are open" in printed(model)
    assert_within_margins(render_pdf(model, Texts("en")))


def test_three_hundred_measures_are_ranked_through_all_chapters() -> None:
    pack = with_questions(100, measures_each=3)
    given = {question.id: Answer("no", "measured") for question in pack.questions}
    model = sample_model(given, pack=pack, decisions={})
    text = printed(model)
    assert "300 Raise the low crest" in text
    assert sum(len(chapter) for chapter in model.measure_chapters.values()) == 300
    for name in pack.measure_by_id:
        assert name in text


def test_nothing_answered_prints_a_provisional_report() -> None:
    text = printed(sample_model({}, is_closed=False, decisions={}))
    assert "Provisional" in text
    assert "0–100 %" in text
    assert text.count("Not answered") >= 6


def test_everything_not_applicable_has_no_score() -> None:
    given = {question: Answer("not_applicable", reason="weather") for question in GIVEN}
    text = printed(sample_model(given, decisions={}))
    assert "No question is applicable: there is nothing to score." in text
    assert "An empty set has no MSR." in text
    assert " 100 %" not in text.partition("Score sheet")[0].replace("MSR = 100", "")


def test_a_bare_facility_and_an_empty_group_print() -> None:
    bare = Facility("f", "X", "KZ")
    assert "No facts on the facility were given." in printed(sample_model(facility=bare))
    empty = replace(small_pack(), questions=())
    assert "There is no question to answer." in printed(sample_model({}, pack=empty, decisions={}))


class LongWindedTexts(Texts):
    """Program words three times as long as the English ones, without a space to break at in the first third."""

    def gettext(self, message: str) -> str:
        return f"{message.replace(' ', '_')} {message} {message}"


def test_labels_much_longer_than_the_english_ones_stay_within_the_margins() -> None:
    assert_within_margins(render_pdf(sample_model(facility=KADAMJAI), LongWindedTexts("kk"), LongWindedTexts("ru")))


@given(st.text())
def test_printable_text_holds_only_what_can_be_drawn(text: str) -> None:
    shown = printable(text)
    assert all(character == "\n" or ord(character) in drawable_characters() for character in shown)
    assert not any(unicodedata.category(character) in ("Cf", "Cs", "Co") for character in shown)
    assert printable(shown) == shown
    assert "\n" not in one_line(text)


@given(st.text(alphabet=st.characters(codec="koi8-r", categories=("L", "N", "P", "S"))))
def test_ordinary_text_is_printed_unchanged(text: str) -> None:
    assert printable(text) == unicodedata.normalize("NFC", text)

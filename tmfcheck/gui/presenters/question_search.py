"""Which questions contain typed words: their text and guidance in every language, and what was written down there."""

from __future__ import annotations

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.pack import Question
from tmfcheck.domain.text_search import Searchable, searchable, typed_words


class QuestionSearch:
    """Prepares each question's texts once, when it is searched for the first time."""

    def __init__(self) -> None:
        self._prepared: dict[str, Searchable] = {}
        self._words: tuple[str, ...] = ()

    def look_for(self, typed: str) -> None:
        """Take what stands in the search field."""
        self._words = typed_words(typed)

    def fits(self, question: Question, answer: Answer) -> bool:
        """Whether every word occurs in the question or in its answer's comment or document."""
        if not self._words:
            return True
        texts = self._prepared_texts(question)
        if not (answer.comment or answer.document):
            return texts.contains(self._words)
        own = searchable((answer.comment, answer.document))
        return all(texts.contains((word,)) or own.contains((word,)) for word in self._words)

    def _prepared_texts(self, question: Question) -> Searchable:
        if question.id not in self._prepared:
            texts = (*question.text.values(), *question.why.values(), *question.how_to_check.values())
            self._prepared[question.id] = searchable((question.id, *texts))
        return self._prepared[question.id]

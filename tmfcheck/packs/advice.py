"""What a pack's keeper should look at again: long texts, alike questions, impossible conditions, terms mixed up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from tmfcheck.domain.applicability import Condition, parts_of
from tmfcheck.domain.facility import FACT_DEFINITIONS, FactDefinition, FactKind
from tmfcheck.domain.pack import Pack, Question, Text
from tmfcheck.packs.problems import Problem, Severity

# Characters that still fit the question card, the guidance beside it, a line of the programme and a label of the radar.
LONGEST = {
    ("question", "text"): 230,
    ("question", "why"): 600,
    ("question", "how_to_check"): 1100,
    ("measure", "title"): 130,
    ("category", "short_title"): 18,
}
ALIKE = 0.75
Files = Mapping[tuple[str, str], str]
Place = tuple[str, str, str]
"""Kind, id and field of a text."""


def advise(pack: Pack, files: Files) -> Iterator[Problem]:
    """Warnings on a pack that holds together; ``files`` tells where an item stands."""
    texts = dict(_texts_of(pack))
    yield from _long_texts(texts, files)
    yield from _alike_questions(pack, files)
    yield from _avoided_words(pack, texts, files)
    yield from _translated_two_ways(texts, files)
    for question in pack.questions:
        if question.applies_if is not None and _never_holds(pack, question, question.applies_if):
            yield _warning("CONDITION_NEVER", ("question", question.id, "applies_if"), files)


def _warning(code: str, place: Place, files: Files, language: str = "", **data: object) -> Problem:
    kind, item, field = place
    file = files.get((kind, item), "")
    return Problem(code, file, f"{kind} {item}", field, language, Severity.WARNING, data)


def _texts_of(pack: Pack) -> Iterator[tuple[Place, Text]]:
    for question in pack.questions:
        for field in ("text", "why", "how_to_check"):
            yield ("question", question.id, field), getattr(question, field)
    for measure in pack.measures:
        for field in ("title", "what", "why", "needs", "verification", "duration"):
            yield ("measure", measure.id, field), getattr(measure, field)
    for section in pack.sections:
        yield ("section", section.id, "title"), section.title
    for category in pack.categories:
        yield ("category", category.id, "short_title"), category.short_title


def _long_texts(texts: Mapping[Place, Text], files: Files) -> Iterator[Problem]:
    for place, text in texts.items():
        limit = LONGEST.get((place[0], place[2]))
        for language, words in text.items():
            if limit is not None and len(words) > limit:
                yield _warning("TEXT_TOO_LONG", place, files, language, length=len(words), limit=limit)


def _alike_questions(pack: Pack, files: Files) -> Iterator[Problem]:
    """Questions of one group that share most of their words in the pack's first language."""
    for group in pack.groups:
        words = {question.id: _words(question.text[pack.languages[0]]) for question in pack.questions_of(group.id)}
        for first, second in combinations(words, 2):
            shared = len(words[first] & words[second]) / max(1, len(words[first] | words[second]))
            if shared >= ALIKE:
                yield _warning("QUESTIONS_ALIKE", ("question", second, "text"), files, target=first)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _avoided_words(pack: Pack, texts: Mapping[Place, Text], files: Files) -> Iterator[Problem]:
    """Words the glossary tells to avoid for a term, whatever their ending."""
    avoided = [
        (language, word, re.compile(rf"\b{re.escape(word)}", re.IGNORECASE), entry)
        for entry in pack.glossary
        for language, words in entry.avoid.items()
        for word in words
    ]
    for place, text in texts.items():
        for language, word, pattern, entry in avoided:
            if pattern.search(text.get(language, "")):
                right = entry.term[language]
                yield _warning("TERM_AVOIDED", place, files, language, word=word, right=right)


def _translated_two_ways(texts: Mapping[Place, Text], files: Files) -> Iterator[Problem]:
    """The same words in the first language that read differently in another."""
    seen: defaultdict[tuple[str, str], dict[str, Place]] = defaultdict(dict)
    for place, text in texts.items():
        source, *others = text.items()
        for language, words in others:
            known = seen[source[1].casefold(), language]
            if known and words not in known:
                first = next(iter(known.values()))
                yield _warning("TRANSLATED_TWO_WAYS", place, files, language, target=" ".join(first[:2]))
            known.setdefault(words, place)


def _never_holds(pack: Pack, question: Question, condition: Condition) -> bool:
    """Whether no facility and no answers at all could make the condition hold."""
    if condition.any:
        return all(_never_holds(pack, question, part) for part in condition.any)
    if condition.all:
        return any(_never_holds(pack, question, part) for part in condition.all) or _contradicts(condition)
    if condition.answer is not None:
        return not _is_earlier(pack, condition.answer, question) or not set(condition.one_of) & pack.answer_by_id.keys()
    definition = FACT_DEFINITIONS.get(condition.fact or "")
    return definition is not None and not _is_possible(condition, definition)


def _is_earlier(pack: Pack, named: str, question: Question) -> bool:
    order = [each.id for each in pack.questions_of(question.group)]
    return named in order and order.index(named) < order.index(question.id)


def _is_possible(condition: Condition, definition: FactDefinition) -> bool:
    words: set[object] = {True, False} if definition.kind is FactKind.YES_NO else set(definition.choices)
    if words and condition.one_of:
        return bool(words & set(condition.one_of))
    if words and condition.none_of:
        return bool(words - set(condition.none_of))
    low = max(limit for limit in (condition.at_least, definition.minimum, float("-inf")) if limit is not None)
    high = min(limit for limit in (condition.at_most, definition.maximum, float("inf")) if limit is not None)
    return low <= high


def _contradicts(condition: Condition) -> bool:
    """Two parts that must both hold ask one single-valued fact for different words."""
    asked: dict[str, set[object]] = {}
    for part in parts_of(condition):
        definition = FACT_DEFINITIONS.get(part.fact or "")
        if part.one_of and definition is not None and definition.kind is not FactKind.CHOICES:
            asked[definition.id] = asked.get(definition.id, set(part.one_of)) & set(part.one_of)
    return any(not words for words in asked.values())

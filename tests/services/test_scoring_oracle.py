"""The printed scores against an oracle: a second, plain reading of the method that sees nothing but the pack's JSON."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.packs_for_tests import OnePackLibrary
from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.services.opening import shipped_library
from tmfcheck.services.scoring import score_document

# ------------------------------------------------------- the oracle: methodology 3.4, 3.5 and 4, nothing else

VALUES = {"yes": Fraction(1), "mostly_yes": Fraction(2, 3), "mostly_no": Fraction(1, 3)}
CREDIBILITY = {"yes": Fraction(1), "mostly_yes": Fraction(1, 2), "mostly_no": Fraction(1, 2), "no": Fraction(1)}
EVIDENCE = ("measured", "seen_on_site", "document_seen")
FACTORS = {"condition": 3, "management": 2, None: 1}
TERMS = ("short", "medium", "long")
URGENCIES = ("danger", "condition", "management", "other")


def holds(condition, facts, words):
    """An unknown fact and an answer not yet given never hide a question."""
    if condition is None:
        return True
    if condition["all"] or condition["any"]:
        parts = [holds(each, facts, words) for each in condition["all"] or condition["any"]]
        return all(parts) if condition["all"] else any(parts)
    known = facts.get(condition["fact"]) if condition["fact"] else words.get(condition["answer"])
    if known is None:
        return True
    found = set(known) if isinstance(known, list) else {known}
    if condition["one_of"]:
        return bool(found & set(condition["one_of"]))
    if condition["none_of"]:
        return not found & set(condition["none_of"])
    low, high = (None if limit is None else Fraction(limit) for limit in (condition["at_least"], condition["at_most"]))
    return (low is None or known >= low) and (high is None or known <= high)


class Sheet:
    """The questions asked in one group, each as (question, word or None, basis, danger)."""

    def __init__(self, pack, group, answers, facts):
        words = {name: answer["value"] for name, answer in answers.items()}
        self.pack = pack
        self.rows = [
            (question, words.get(question["id"]), answers.get(question["id"], {}))
            for question in pack["questions"]
            if question["group"] == group and (facts is None or holds(question["applies_if"], facts, words))
        ]
        inside = [each["id"] for each in pack["subgroups"] if each["group"] == group]
        self.sections = [each["id"] for each in pack["sections"] if each["subgroup"] in inside]

    def result(self):
        categories = [each["id"] for each in self.pack["categories"]]
        return {
            "overall": scored(self.rows),
            "categories": {name: self.part(name) for name in categories},
            "sections": {name: self.part(name) for name in self.sections},
            "measures": self.measures(),
        }

    def part(self, name):
        return scored([row for row in self.rows if name in (*row[0]["categories"], row[0]["section"])])

    def measures(self):
        applicable = [row for row in self.rows if row[1] != "not_applicable"]
        total = sum(weight(row) for row in applicable)
        found = []
        for measure in self.pack["measures"]:
            linked = [(row, link) for row in applicable for link in row[0]["measures"] if link["id"] == measure["id"]]
            called = [row for row, link in linked if row[1] in link["when"]]
            if called:
                score = sum(weight(row) * factor(row) * lost(row) for row in called)
                share = 100 * score / sum(weight(row) * factor(row) for row, _ in linked)
                gain = 100 * sum(weight(row) * lost(row) for row in called) / total
                kinds = {"danger" if row[2].get("danger") else row[0]["critical"] for row in called}
                kinds |= {row[0]["critical"] for row in called}
                urgency = next((kind for kind in URGENCIES if kind in kinds), "other")
                place = (TERMS.index(measure["term"]), URGENCIES.index(urgency), -score, measure["id"])
                made = {"id": measure["id"], "term": measure["term"], "urgency": urgency, "score": shown(score)}
                made |= {"share_not_met": shown(share), "gain": shown(gain)}
                found.append((place, made | {"questions": [row[0]["id"] for row in called]}))
        return [made for _, made in sorted(found, key=lambda each: each[0])]


def weight(row):
    return Fraction(row[0]["weight"])


def factor(row):
    return FACTORS[row[0]["critical"]]


def lost(row):
    return 1 - VALUES.get(row[1], 0)


def shown(value):
    return None if value is None else float(round(value, 2))


def percent(part, whole):
    return 100 * Fraction(part) / whole if whole else None


def scored(rows):
    applicable = [row for row in rows if row[1] != "not_applicable"]
    by_hand = [row for row in rows if row[1] == "not_applicable"]
    open_rows = [row for row in applicable if row[1] in (None, "unknown")]
    total = sum(weight(row) for row in applicable)
    met = sum(weight(row) * VALUES.get(row[1], 0) for row in applicable)
    credible = sum(weight(row) * CREDIBILITY.get(row[1], 0) for row in applicable)
    share_open = percent(sum(weight(row) for row in open_rows), total)
    evidence = percent(sum(row[2].get("basis") in EVIDENCE for row in applicable), len(applicable))
    answered = sum(row[1] is not None for row in applicable)
    return {
        "msr_percent": shown(percent(met, total)),
        "msr_low_percent": shown(percent(met, total)),
        "msr_high_percent": shown(percent(met + sum(weight(row) for row in open_rows), total)),
        "msr_strict_percent": shown(percent(met, total + sum(weight(row) for row in by_hand))),
        "credibility_percent": shown(percent(credible, total)),
        "evidence_percent": shown(evidence),
        "level": level(percent(met, total), applicable, open_rows + by_hand),
        "enough_information": bool(applicable) and share_open <= 25 and evidence >= 60,
        "applicable": len(applicable),
        "answered": answered,
        "provisional": answered < len(applicable),
    }


def level(msr, applicable, not_told):
    if msr is None:
        return None
    short = {row[0]["critical"] for row in applicable if row[1] in ("no", "mostly_no")}
    if "condition" in short or msr < 60:
        return "does_not"
    is_capped = "management" in short or any(row[0]["critical"] for row in not_told)
    return "partly" if msr < 90 or is_capped else "meets"


# --------------------------------------------------------------------------------------------- the comparison


@pytest.fixture(scope="module")
def shipped():
    return OnePackLibrary(shipped_library().load("unece-tmf").pack)


@pytest.fixture(scope="module")
def weighted(shipped):
    """The shipped pack with weights of every kind, which it does not use yet."""
    pack, chance = shipped.loaded.pack, random.Random(0)
    weights = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(7, 3))
    return OnePackLibrary(
        replace(pack, questions=tuple(replace(each, weight=chance.choice(weights)) for each in pack.questions))
    )


def random_answers(chance, pack, group):
    """From nearly perfect to hopeless, with blanks, every basis, and marks of danger."""
    words = ("yes", "mostly_yes", "mostly_no", "no", "unknown", "not_applicable")
    liking = [chance.choice([0, 0.02, 0.1, 1, 8]) for _ in words[1:]]
    blanks, dangers = chance.choice([0, 0.05, 0.4]), chance.choice([0, 0.02, 0.3])
    is_proven = chance.random()
    bases = ("measured", "seen_on_site", "document_seen", "told", "none")
    return {
        question["id"]: {
            "value": chance.choices(words, [8, *liking])[0],
            "basis": chance.choice(bases[:3] if chance.random() < is_proven else bases[3:]),
            "danger": chance.random() < dangers,
        }
        for question in pack["questions"]
        if question["group"] == group and chance.random() >= blanks
    }


def random_facts(chance):
    """Whatever the conditions of a pack may look at."""
    facts = {}
    for name, definition in FACT_DEFINITIONS.items():
        if definition.kind == "yes_no":
            facts[name] = chance.random() < 0.5
        if definition.kind == "choice":
            facts[name] = chance.choice(definition.choices)
        if definition.kind == "choices":
            facts[name] = chance.sample(definition.choices, chance.randint(1, 3))
    facts["population_downstream"] = chance.choice([0, 1, 5_000])
    return {name: value for name, value in facts.items() if chance.random() < 0.6}


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("library", ["shipped", "weighted"])
def test_every_score_and_measure_equals_the_oracles(request, library, seed):
    packs, chance = request.getfixturevalue(library), random.Random(seed)
    pack, group = json.loads(packs.loaded.document), "ABC"[seed % 3] if seed < 15 else "A"
    answers = random_answers(chance, pack, group)
    facts = random_facts(chance) if chance.random() < 0.4 else None
    asked = {"pack": "unece-tmf", "group": group, "answers": answers} | ({} if facts is None else {"facts": facts})
    assert score_document(packs, asked) == Sheet(pack, group, answers, facts).result()


def test_the_random_answers_reach_every_level_and_urgency(shipped):
    """The comparison above would prove little on answers that are all alike."""
    pack, levels, urgencies = json.loads(shipped.loaded.document), set(), set()
    for seed in range(60):
        result = Sheet(pack, "A", random_answers(random.Random(seed), pack, "A"), None).result()
        levels |= {part["level"] for part in (result["overall"], *result["sections"].values())}
        urgencies |= {measure["urgency"] for measure in result["measures"]}
    assert levels == {"meets", "partly", "does_not", None}
    assert urgencies == set(URGENCIES)

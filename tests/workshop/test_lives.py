"""Imagined lives: no sentence contradicts the run, names know nothing of the person, nobody is converted."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import told
from hypothesis import given
from hypothesis import strategies as st

from simulator.experiments.policy import Policy
from simulator.model.recorder import YEARS as RECORDED
from simulator.workshop.first_names import NAMES, first_name
from simulator.workshop.life_check import contradictions
from simulator.workshop.lives import Fact, Kind, Sentence, choose_lives, kinds, tell, tell_all
from simulator.workshop.traces import YEARS, trace, trace_pair

RESIDENTS = 3000


@cache
def pair(history: int = 0):
    return trace_pair(told.study(RESIDENTS, 2), told.PLAN, history)


@cache
def rows(history: int = 0) -> tuple[int, ...]:
    return tuple(np.flatnonzero(pair(history).stay).tolist())


@cache
def every_sentence(language: str, history: int = 0) -> tuple[tuple[int, Sentence], ...]:
    """Every sentence about everybody who lives there to 2040, whatever their age, in one drawn history."""
    told_of = pair(history)
    return tuple((row, one) for row in rows(history) for one in tell(told_of, row, Kind.CHANGED, language).sentences)


def test_ten_thousand_sentences_and_no_contradiction():
    said = [(h, *one) for h in (0, 1) for language in ("fr", "en") for one in every_sentence(language, h)]
    assert len(said) >= 10_000
    assert {one.text: wrong for h, row, one in said if (wrong := contradictions(one, pair(h), row))} == {}


@given(st.data())
def test_a_wrong_fact_is_found_out(data):
    row, one = data.draw(st.sampled_from(every_sentence("fr")))
    numbers = [k for k, fact in enumerate(one.facts) if isinstance(fact.value, int)]
    if not numbers:
        return
    k, by = data.draw(st.sampled_from(numbers)), data.draw(st.sampled_from((-3, -1, 1, 2, 5)))
    wrong = replace(one.facts[k], value=one.facts[k].value + by)
    assert contradictions(replace(one, facts=(*one.facts[:k], wrong, *one.facts[k + 1 :])), pair(), row)


@given(st.sampled_from(range(3000)), st.integers(200, 2000))
def test_a_number_that_no_fact_gives_is_found_out(rank, number):
    row, one = every_sentence("en")[rank]
    known = {abs(n) for fact in one.facts for n in (fact.first, fact.last, fact.value) if isinstance(n, int)}
    if number not in known | {2025}:
        assert contradictions(replace(one, text=f"{one.text} {number}"), pair(), row)


def test_a_wrong_place_or_trade_is_found_out():
    row, at = rows()[0], (2025, 2025)
    held = tell(pair(), row, Kind.CHANGED).beginning[1].facts
    assert not contradictions(Sentence("", held), pair(), row)
    assert contradictions(Sentence("", (Fact("commune", "both", *at, "Ailleurs"),)), pair(), row)
    assert contradictions(Sentence("", (replace(held[1], value="elsewhere"),)), pair(), row)


DOMAINS = ("musée", "théâtre", "concert", "cinéma", "médiathèque", "fête")

GOING = (
    r"(?:\S+ ne fait pas de|aucune) sortie|(?P<one>\S+ sort au cours d’un mois|un mois de sortie)"
    r"|(?:\S+ sort au cours de )?(?P<count>\d+) mois"
)
PLACE = (
    rf"(?:au|à la|à une) ({'|'.join(DOMAINS)})[^(:,]*(?:, à une exposition[^(:,]*|, à la danse[^(:,]*)?(?:\((\d+)\))?"
)


def test_what_french_readers_read_is_what_was_lived():
    """The words themselves, read back with no help from their facts: spans, months, domains, spells of practice."""
    read = 0
    for row, one in every_sentence("fr"):
        found = re.match(r"(?:De (\d+) à (\d+)|En (\d+)), (.*)", one.text)
        told = found and re.match(GOING, found[4])
        if not told:
            continue
        first, last = (int(y) for y in ((found[1], found[2]) if found[1] else (found[3], found[3])))
        side = pair().plan if one.facts[0].side == "plan" else pair().reference
        lived = side.past[first - 2025 : last - 2025 + 1, :, row]
        count = int(told["count"] or (1 if told["one"] else 0))
        assert count == np.count_nonzero(lived)
        places = re.findall(PLACE, one.text.partition(":")[2])
        assert bool(places) == bool(count)
        for name, months in places:
            assert np.count_nonzero(lived & 1 << DOMAINS.index(name)) == int(months or count)
        read += 1
    assert read > 1000


def test_spells_of_practice_read_back():
    read = 0
    for row, one in every_sentence("fr"):
        if one.text.startswith("Un art pratiqué en amateur"):
            spells = re.findall(r"(\d{4})(?: à (\d{4}))?", one.text)
            years = {y for first, last in spells for y in range(int(first), int(last or first) + 1)}
            side = pair().plan if one.facts[0].side == "plan" else pair().reference
            assert years == {year for y, year in enumerate(YEARS) if y and side.practice[y, row]}
            read += 1
    assert read > 100


def test_a_trace_is_the_run():
    """Where nobody is born or dies, the rows' outings add up to the shares that the run tells, year by year."""
    study = told.study(400, 1, frozen=True)
    for policy in (Policy.none, told.PLAN):
        lived, run = trace(study, policy), study.run(policy, 0)
        weight = study.people.weight * (study.people.age >= 15)
        assert tuple(RECORDED.tolist()) == YEARS
        for d, name in enumerate(("MUS", "THE", "CON", "CIN", "BIB", "RUE")):
            share = ((lived.outings_in(d) > 0) * weight).sum(axis=1) / weight.sum()
            assert share == pytest.approx(run.share(name)[:, 0])
        assert (lived.practice * weight).sum(axis=1) / weight.sum() == pytest.approx(run.share("amateur")[:, 0])


def test_nothing_decided_changes_nobody():
    same = trace_pair(told.study(400, 1), Policy.none)
    assert Kind.CHANGED not in choose_lives(same)
    for life in tell_all(same):
        assert [one.text for one in life.plan] == [
            "La même vie\u00a0: mêmes sorties aux mêmes mois, même pratique. Le plan ne change rien ici."
        ]


def test_several_trajectories_and_the_same_ones_again():
    chosen = choose_lives(pair())
    assert {Kind.UNCHANGED, Kind.AT_HOME, Kind.AMATEUR} <= set(chosen)
    assert chosen == choose_lives(pair())
    assert len(set(chosen.values())) == len(chosen)
    fits = kinds(pair())
    assert all(fits[kind][row] and pair().stay[row] for kind, row in chosen.items())
    assert choose_lives(pair(), seed=99) != chosen


def test_staying_at_home_is_a_choice_and_everybody_is_imagined():
    for language, imagined, choice in (
        ("fr", "Personne imaginée", "«\u00a0Ne pas venir\u00a0» est un choix."),
        ("en", "Imagined person", "Staying at home is a choice."),
    ):
        for life in tell_all(pair(), language):
            page = life.to_dict()
            assert page["imagined"] == imagined
            assert choice in page["note"]
            assert (choice in page["ending"]) == (life.kind is Kind.AT_HOME)


GENDERED = re.compile(r"\b(il|elle|ils|elles|lui|he|she|him|her|his|hers)\b", re.IGNORECASE)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_tells_a_gender(language):
    assert not [one.text for _, one in every_sentence(language) if GENDERED.search(one.text)]


def test_names_are_drawn_whatever_the_person_is_like():
    """4,000 rows of another population: the name says nothing of sex, diploma or age (chi-squared, 1 in 1,000)."""
    from scipy.stats import chi2_contingency

    everybody = told.people(4000)
    names = np.array([NAMES.index(first_name(7, row)) for row in range(everybody.size)])
    assert np.unique(names).size == len(NAMES)
    for column in (everybody.sex, everybody.education, everybody.age // 20, everybody.commune):
        table = np.zeros((len(NAMES), int(column.max()) + 1))
        np.add.at(table, (names, column), 1)
        assert chi2_contingency(table[:, table.any(axis=0)]).pvalue > 0.001


def test_first_names_stay_with_their_row():
    assert first_name(1, 12) == first_name(1, 12)
    assert len({first_name(seed, 12) for seed in range(60)}) > 20
    assert len(set(NAMES)) == len(NAMES)

"""The strategies give what their names say, and shrink to what people can read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis.errors import InvalidArgument

from perfeval.exact import Fraction
from perfeval.model import Definition, Filing, RuleSet
from perfeval.notation import Measure, Quantity, read_actual, read_target
from perfeval.reading import dump_form, dump_ruleset, load_ruleset, parse_filing, parse_ruleset, ruleset_ids
from perfeval.scoring import score
from perfeval.source import has_errors
from perfeval.testing import (
    NASTY_CELLS,
    actuals,
    actuals_for,
    definitions,
    filings,
    quantities,
    rulesets,
    targets,
    texts,
)
from tests.effort import tries

QUICK = settings(max_examples=tries(30), suppress_health_check=[HealthCheck.too_slow])


@given(quantities(min_value=3, max_value=9, units=("人", "%")))
def test_quantities_lie_between_their_bounds(quantity: Quantity) -> None:
    """The bounds are those of the number, the units those that were asked for."""
    assert 3 <= quantity.value <= 9
    assert quantity.unit in ("人", "%")


@given(targets(signs=("at_most",)), actuals())
def test_targets_and_actuals_read_without_errors(target: Measure, actual: Measure) -> None:
    """A target has the sign that was asked for, an actual none, and both have a value."""
    assert (target.sign, actual.sign) == ("at_most", None)
    assert target.quantity is not None
    assert actual.quantity is not None
    assert not has_errors((*target.problems, *actual.problems))


def test_actuals_for_a_target_try_its_edges() -> None:
    """On the target, one last place beside it, nothing, and the bounds of the rule set are all found."""
    target = read_target("≥80.5%")
    rules = load_ruleset("sichuan-pidu-whole-2025")
    for wanted in ("80.5%", "80.4%", "80.6%", "0%", "56.35%", "104.65%"):
        assert (
            find(actuals_for(target, rules), lambda actual, wanted=wanted: actual.text == wanted).text
            == wanted
        )


def test_impossible_arguments_are_refused() -> None:
    """Bounds the wrong way round, and actuals for words, are mistakes of the programmer."""
    with pytest.raises(InvalidArgument, match="min_value"):
        quantities(min_value=5, max_value=3).example()
    with pytest.raises(InvalidArgument, match="no number"):
        actuals_for(read_target("显著提升"))


@QUICK
@given(definitions(min_rows=2, max_rows=5, max_depth=2))
def test_definitions_add_up(definition: Definition) -> None:
    """A definition has as many rows as asked for, below as many headings at most, and a hundred points."""
    assert 2 <= len(definition.leaves) <= 5
    assert all(len(leaf.path) <= 2 for leaf in definition.leaves)
    assert definition.points == 100


@QUICK
@given(definitions(scored=False))
def test_unscored_definitions(definition: Definition) -> None:
    """A form without points carries none at all."""
    assert not definition.scored


@pytest.mark.parametrize("name", ruleset_ids())
def test_filings_fit_their_rule_set(name: str) -> None:
    """A filing for a rule set has its points, its headings and its year: nothing about the form itself is wrong."""
    rules = load_ruleset(name)

    @settings(max_examples=tries(15), database=None)
    @given(filings(rules))
    def check(filing: Filing) -> None:
        """The form has no problem of its own, as far as the rule set could know."""
        told = score(filing, rules).own_problems
        own = {problem.code for problem in told if problem.severity == "error"}
        assert not own & {"PT21", "PT22", "PT25", "RS31"}

    check()


@QUICK
@given(filings(), rulesets())
def test_any_form_under_any_rule_set(filing: Filing, rules: RuleSet) -> None:
    """Whatever the form and the rules, each row has a score or says why not, and the rules survive being written."""
    report = score(filing, rules)
    for line in report:
        assert (line.score is None) == (line.value is None)
        assert line.score is not None or line.problems or line.status == "not_applicable"
        assert line.explain()
    again = score(filing, parse_ruleset(dump_ruleset(rules)))
    assert [line.value for line in again] == [line.value for line in report]
    assert again.total == report.total


def test_filings_shrink_to_one_row() -> None:
    """The smallest filing with a score below the points has one row and small whole numbers."""
    rules = load_ruleset("cn-2020")
    found = find(filings(rules), lambda filing: any(line.value == 0 for line in score(filing, rules)))
    (leaf,) = found.definition.leaves

    assert (leaf.indicator.target, found.actuals[leaf.key].actual) == (read_target("≥1"), read_actual("0"))
    assert parse_filing(dump_form(found)).definition.points == 100


def test_filings_for_a_definition() -> None:
    """Filings for a given form file its rows and no others."""
    form = find(definitions(min_rows=3), lambda definition: True)
    keys = {leaf.key for leaf in form.leaves}

    assert set(find(filings(definition=form), lambda filing: len(filing.actuals) == 3).actuals) == keys


def test_texts_hold_nasty_ones() -> None:
    """Among the texts are formulas, tags and separators; none is shorter than asked for."""
    for wanted in ("=1+1", "a|b", "<b>&amp;</b>"):
        assert find(texts(), lambda text, wanted=wanted: text == wanted) == wanted
    assert len(NASTY_CELLS) > 40
    assert Fraction(len(find(texts(min_size=5), lambda text: True))) >= 5

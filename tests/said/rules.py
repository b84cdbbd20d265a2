"""Rule sets written for the approval: one that names everything, one that names nothing, one that chooses otherwise."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from perfeval.model import RuleSet
from perfeval.reading import load_ruleset, parse_ruleset
from perfeval.testing import specimen

__all__ = ["RULES", "rules_of"]

RULES = {
    "full": """
years: {from: 2020, to: 2030}
rounding: {rate: {places: 2, mode: half_up}, score: {places: 2, mode: half_up}, tier_bounds: {places: 2}}
default_sign: {数量指标: at_least, 成本指标: at_most}
budget: {points: 10, floor: 60%, above_100: cap, zero_base: full, zero_base_spent: zero, clause: c_budget}
at_least: {shape: proportional, floor: 30%, clause: c_at_least}
at_most: {shape: reciprocal, floor: 30%, clause: c_at_most}
strict_edge: {shape: full, clause: c_strict}
equal: {tolerance: 5%, missed: {shape: proportional, clause: c_missed}, exceeded: {shape: linear, clause: c_exceeded}, clause: c_equal}
interval: {below: {shape: proportional, clause: c_below}, above: {shape: pass_fail}, clause: c_interval}
zero_target: {shape: pass_fail, clause: c_zero_target}
negative_target: {shape: zero, clause: c_negative_target}
negative_actual: {shape: zero, clause: c_negative_actual}
yes_no: {shape: pass_fail, missed: 50%, clause: c_yes_no}
deadline: {shape: deduct, each: 1, score: 10%, part: whole, days: calendar, clause: c_deadline}
frequency: {do: per_year, clause: c_frequency}
same_text: {do: met, clause: c_same_text}
not_applicable: {do: rescale, clause: c_not_applicable}
filed_score: {do: with_reason, clause: c_filed_score}
deduction: {do: with_reason, clause: c_deduction}
over_fulfilment: {measure: ratio, steps: [{from: 120%, do: warn}, {above: 150%, do: require_reason}, {from: 200%, do: multiply, by: 90%}, {above: 300%, do: subtract, by: 50%}, {from: 900%, do: zero}], clause: c_ladder}
tiers:
  met: {range: '[80%, 100%]', words: [达成], clause: c_met}
  partly_met: {range: '(60%, 80%)', words: [部分达成], clause: c_partly}
  not_met: {range: '[0%, 60%]', words: [未达成], score: 0%, clause: c_not}
methods:
  满意度: {shape: bands, of: actual, bands: [{from: 90%, score: 100%}, {above: 80%, score: 6}, {range: '[60%, 80%]', score: 50%}, {score: 0%}], clause: c_bands}
  偏离: {shape: bands, of: deviation, bands: [{range: '[0%, 10%]', score: 100%}, {range: '(10%, 15%]', score: 60%}, {above: 15%, score: 0%}], clause: c_bands}
  分段: {shape: piecewise, of: ratio, anchors: [{at: 80%, score: 60%}, {at: 100%, score: 100%}], below: zero, above: hold, clause: c_piecewise}
  分段实际: {shape: piecewise, of: actual, anchors: [{at: 50, score: 2}, {at: 80, score: 60%}, {at: 100, score: 100%}], clause: c_piecewise}
  扣分: {shape: deduct, each: 1, score: 2, part: whole, clause: c_deduct}
  扣百分: {shape: deduct, each: 5%, score: 10%, part: drop, clause: c_deduct}
  扣比例: {shape: deduct, of: ratio, each: 10%, score: 1, part: proportional, clause: c_deduct}
  累加: {shape: count, each: 1, score: 2, part: drop, clause: c_count}
  累加百分: {shape: count, each: 10%, score: 10%, part: proportional, clause: c_count}
  人工: {shape: manual, clause: c_manual}
  等级: {shape: tiers, clause: c_tiers}
  加分: {shape: proportional, cap: 120%, clause: c_cap}
  封顶: {shape: reciprocal, cap: 5, clause: c_cap}
  直线: {shape: linear, floor: 60%, clause: c_linear}
  直线封顶: {shape: linear, cap: 8, clause: c_linear}
  做到: {shape: pass_fail, missed: 20%, clause: c_pass}
  全给: {shape: full, clause: c_full}
  不给: {shape: zero, clause: c_none}
  本市: {shape: custom, function: said-half, clause: c_custom}
  外市: {shape: custom, function: said-nobody, clause: c_custom}
grades: {优: '[90, 120]', 良: '[80, 90)', 中: '[60, 80)', 差: '[0, 60)'}
explain:
  place: row
  score_below_points: {need: require_both, limit: 6}
  execution_below: {at: 90%, need: require_both}
  budget_changed: {at: 20%}
  total_below: {at: 80, need: require_both}
  qualitative: require_reason
""",
    "bare": """
budget: {points: 10}
explain: {place: form, score_below_points: {need: require_both}, execution_below: {at: 90%, need: require_both}, budget_changed: require_both}
""",
    "rescale": "not_applicable: rescale",
    "unruled": "budget: {points: 10, shape: problem}",
    "none": "years: {to: 2022}\nweights: {binding: true, variants: [{产出指标: 50, 效益指标: 40}, {产出指标: 60, 效益指标: 30}]}",
    "other": """
years: {from: 2020}
rounding: {score: {places: 1, mode: half_even}, total: scores_and_exact_budget}
default_sign: {数量指标: at_least}
weights: {variants: [{产出指标: 50, 效益指标: 40}]}
budget: {points: 10, base: initial, shape: bands, bands: [{from: 95%, score: 10}, {from: 80%, score: 70%}, {from: 50%, score: 3}, {score: 0}], above_100: zero, zero_base: zero, clause: c_budget}
at_least: {shape: proportional, cap: 120%, clause: c_at_least}
at_most: {shape: linear, floor: 60%, clause: c_at_most}
strict_edge: {shape: manual, clause: c_strict}
equal: {exceeded: {shape: full, clause: c_exceeded}}
interval: {above: {shape: linear, clause: c_above}}
zero_target: {shape: manual, clause: c_zero_target}
yes_no: {shape: zero, clause: c_yes_no}
deadline: {shape: deduct, each: 2, score: 3, part: drop, days: workday, clause: c_deadline}
not_applicable: {do: full, clause: c_not_applicable}
over_fulfilment: {measure: deviation, signs: [at_least], steps: [{above: 50%, do: warn}, {from: 80%, do: require_reason}, {from: 100%, do: subtract, by: 1}]}
calendar: {holidays: ['2024-07-02'], workdays: ['2024-07-06']}
tiers:
  met: {range: '[80%, 100%]', words: [达成], score: 100%, clause: c_met}
  not_met: {range: '[0%, 80%)', clause: c_not}
grades: {优: '[90, 120]', 良: '[80, 90)', 差: '[0, 80)'}
explain:
  place: form
  score_below_points: {need: require_both, limit: 8}
  budget_changed: {at: 10%, total_above: 50, need: require_both}
  total_below: {at: 95}
""",
}


@lru_cache
def rules_of(name: str) -> RuleSet:
    """Return a rule set: one of the above, the kit's specimen, or a shipped one."""
    if name == "specimen":
        return specimen()
    if name == "gaps":
        return _gaps(rules_of("other"))
    if name not in RULES:
        return load_ruleset(name)
    text = RULES[name]
    clauses = ", ".join(
        f"{one}: {{where: 第{number}条, says: {one} 的内容, basis: {'document' if number % 2 else 'practice'}, verified: {'true' if number % 3 else 'false'}}}"
        for number, one in enumerate(dict.fromkeys(re.findall(r"c_[a-z_]+", text)), 1)
    )
    return parse_ruleset(f"id: {name}\nclauses: {{{clauses}}}\n{text}", f"{name}.yaml")


def _gaps(rules: RuleSet) -> RuleSet:
    """Return a rule set with gaps, which only a program can make: no file with gaps is read."""
    assert rules.budget is not None
    return attrs.evolve(
        rules,
        id="gaps",
        budget=attrs.evolve(rules.budget, bands=rules.budget.bands[:1]),
        tiers={"met": rules.tiers["met"]},
        grades={"良": rules.grades["良"]},
        over_fulfilment=None,
    )

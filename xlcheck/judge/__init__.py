"""How likely it is that the meaning changed: a learned judge beside the rules, and what both say together."""

from __future__ import annotations

from xlcheck.judge.network import Judge, load_judge
from xlcheck.judge.risk import SUSPICION, final_risk, meaning_from_risk

__all__ = ["SUSPICION", "Judge", "final_risk", "load_judge", "meaning_from_risk"]

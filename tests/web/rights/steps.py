"""Which step each role may take from each state (workflow.md §2), said apart from the code."""

from __future__ import annotations

STEPS: dict[str, dict[str, set[str]]] = {
    "preparing": {"clerk": {"finish_1"}},
    "signing_1": {"head": {"reject_1", "submit_1"}},
    "submitted_1": {"sector": {"accept_1", "return_1"}},
    "review_1": {"sector": {"return_1"}, "budget": {"control"}},
    "control": {"clerk": {"draft"}, "head": {"draft"}},
    "drafting": {"clerk": {"finish_2"}},
    "signing_2": {"head": {"reject_2", "submit_2"}},
    "submitted_2": {"sector": {"accept_2", "return_2"}, "performance": {"return_2"}},
    "review_2": {
        "sector": {"return_2"},
        "performance": {"return_2"},
        "budget": {"government"},
    },
    "government": {"budget": {"congress"}},
    "congress": {"budget": {"approve"}},
    "approved": {"budget": {"release"}},
    "released": {"head": {"pass_on", "disclose"}},
    "passed_on": {"head": {"disclose"}},
    "disclosed": {"clerk": {"correct"}, "head": {"correct"}, "budget": {"close"}},
    "correction": {
        "clerk": {"withdraw"},
        "head": {"withdraw"},
        "budget": {"allow", "refuse"},
    },
    "correcting": {"clerk": {"finish_3", "withdraw"}, "head": {"withdraw"}},
    "signing_3": {"head": {"reject_3", "submit_3"}},
    "corrected": {"head": {"disclose"}, "budget": {"return_3"}},
    "closed": {},
}


def allowed(state: str, role: str) -> set[str]:
    """The steps of a role towards a budget that it covers; KeyError for a state unheard of."""
    return STEPS[state].get(role, set())

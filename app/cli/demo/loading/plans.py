"""Rows of plans, beside goals and agreements."""

from app.cli.demo.loading.case import Case

#: Tables whose rows begin with what they hang under, or with whose they are.
_UNDER_GOAL = {"plan_step", "goal_signature"}
_OF_PARTY = {"plan_interest", "goal_signature", "plan_step"}


def write_plans(case: Case) -> None:
    """Everything of the plan that hangs round the goals."""
    for row in case.home.plan_rows:
        goal = case.home.goals[row.goal] if row.goal is not None else None
        first: list[object] = [case.goals[row.goal]] if row.table in _UNDER_GOAL and row.goal is not None else []
        if row.table in _OF_PARTY:
            first.append(case.register.organisations[row.party] if row.party else None)
        if row.table == "goal_signature":
            first.append(case.persons[row.person] if row.person is not None else None)
        signed = case.signed(row, case.about(goal) if goal else ())
        key = case.ledger.put(row.table, *first, *row.values, *signed)
        if row.table == "plan_step":
            case.tell(signed, "plan", "plan_step.added", key)

"""Tables of a household's plan: goals and steps, what each party wants, money, and the course of who directs."""

from app.plan.models.course import Escalation, LowFlame, OwnPlan, PlanDirection
from app.plan.models.items import PlanItem
from app.plan.models.steps import PlanStep
from app.plan.models.table import GoalSignature, PlanFunding, PlanInterest

__all__ = [
    "Escalation",
    "GoalSignature",
    "LowFlame",
    "OwnPlan",
    "PlanDirection",
    "PlanFunding",
    "PlanInterest",
    "PlanItem",
    "PlanStep",
]

"""The team's mix, for coordinators: counts per strand, neighbourhood and month, never a household."""

from flask import render_template, request

from app.db import clock
from app.web.guard import Policy
from app.workspace.mixing import PERIODS, team_mix
from app.workspace.routes.desk import desk


@desk.route("/team/mix", policy=Policy("team.mix", functions=frozenset({"coordinator"})))
def mix() -> str:
    """Zorg, handhaving and activering per neighbourhood in the chosen period."""
    asked = request.args.get("months", "")
    months = int(asked) if asked.isdigit() and int(asked) in PERIODS else PERIODS[1]
    return render_template("workspace/mix.html", page=team_mix(months, clock.today()), periods=PERIODS)

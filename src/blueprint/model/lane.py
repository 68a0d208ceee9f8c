"""Lanes, their roles, and the three lines between them."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from blueprint.model.part import Part
from blueprint.model.values import Id, Text

Role = Literal["evidence", "customer", "frontstage", "backstage", "support"]

ROLES: tuple[Role, ...] = ("evidence", "customer", "frontstage", "backstage", "support")
"""The five roles, from the top of the drawing to its bottom."""

LINES: dict[Role, str] = {
    "customer": "line_of_interaction",
    "frontstage": "line_of_visibility",
    "backstage": "line_of_internal_interaction",
}
"""The line that runs below each role (Shostack 1984; Bitner, Ostrom and Morgan 2008)."""


class Lane(Part):
    """A lane of the drawing: a role under a name of its own, or a part of a role."""

    noun = "a lane"

    id: Id = Field(description="The lane's id. The id of a role renames that role's own lane.")
    role: Role = Field(
        description="The role it belongs to: `evidence`, `customer`, `frontstage`, `backstage` or `support`."
    )
    name: Text = Field(description="What the lane is called on the drawing.")

    @model_validator(mode="after")
    def _keeps_its_role(self) -> "Lane":
        if self.id in ROLES and self.id != self.role:
            message = "`{id}` is the id of the role's own lane, whose role can't be `{role}`"
            raise PydanticCustomError("lane", message, {"id": self.id, "role": self.role})
        return self

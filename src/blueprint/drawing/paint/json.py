"""Scene -> JSON: the shapes with their places, for programs that draw themselves."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from blueprint.drawing.scene import Group, Scene, Shape


def scene_json(scene: Scene) -> str:
    """The scene as JSON text: each shape with its `kind` (rect, text, path, icon, group), lengths in points."""
    data = {
        "id": scene.id,
        "title": scene.title,
        "description": scene.description,
        "language": scene.language,
        "width": scene.width,
        "height": scene.height,
        "boxes": scene.boxes,
        "items": [_shape(item) for item in scene.items],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _shape(shape: Shape) -> dict[str, Any]:
    kind = {"kind": type(shape).__name__.lower()}
    if isinstance(shape, Group):
        own: dict[str, Any] = {"id": shape.id, "role": shape.role, "title": shape.title}
        own |= {"part": shape.part} if shape.part else {}
        own |= {"ends": shape.ends} if shape.ends else {}
        return kind | own | {"items": [_shape(item) for item in shape.items]}
    return kind | asdict(shape)

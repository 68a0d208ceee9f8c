"""Two blueprints -> what changed from the one to the other, as data: no formatting."""

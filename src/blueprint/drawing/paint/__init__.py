"""From shapes to bytes: a painter knows shapes and themes, not blueprints."""

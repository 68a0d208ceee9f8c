"""The linter: rules, the engine that runs them, and the comments that suppress their findings."""

"""YAML text <-> model: nodes with places, errors, short forms; the only place that knows YAML."""

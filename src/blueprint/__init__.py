"""Service blueprints and customer-journey maps as code."""

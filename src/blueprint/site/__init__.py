"""A portfolio of blueprints as a static site: pages that lead to each other, and are written only where they change."""

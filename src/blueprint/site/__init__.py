"""A portfolio of blueprints as a static site: an index, a page for each, and where what they share is used."""

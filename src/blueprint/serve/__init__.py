"""The live preview: blueprints of a folder in a browser, on loopback, redrawn when they are saved."""

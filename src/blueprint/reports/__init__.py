"""Findings, figures and changes as text for people and for machines. Nothing here prints."""

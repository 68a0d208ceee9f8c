"""The words of single views and pages, in the languages of files: a module for each."""

"""Where everything goes: from rows, columns, cards and links to shapes at fixed places."""

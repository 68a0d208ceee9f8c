"""`python -m blueprint` is the command `blueprint`."""

from blueprint.cli.main import main

main()

"""BP002: the file is YAML, but no blueprint."""

from blueprint.checks.declaration import documents


@documents("BP002")
def not_the_format() -> None:
    """A key that the format doesn't have, a value of the wrong kind, or a key that is missing.

    A mistyped key would be information that silently gets lost, so it is an error. Keys that start with `x-` are
    kept and ignored: use them for what is your own.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - custmer: Sit down
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Sit down
            x-ticket: SHOE-12
    ```
    """

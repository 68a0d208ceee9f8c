"""BP005: the file is too large, too deep, or an alias bomb."""

from blueprint.checks.declaration import documents


@documents("BP005")
def beyond_bounds() -> None:
    """The file is larger than 16 MiB, nests deeper than 64 levels, or grows beyond 100,000 values through aliases.

    No service needs that; such a file was made by mistake, or to stop the program that reads it. An alias inside its
    own anchor would never end.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Sit down
            x-loop: &loop
              again: *loop
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: &sit Sit down
          - customer: *sit
    ```
    """

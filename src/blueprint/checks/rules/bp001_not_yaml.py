"""BP001: the file is not YAML."""

from blueprint.checks.declaration import documents


@documents("BP001")
def not_yaml() -> None:
    """The file can't be read as YAML, so nothing else about it can be judged.

    The message says what to change at the place where the reading stopped. Most often it is text that has to be
    quoted, because `: `, ` #`, `{`, `[`, `*`, `&`, `!`, `%` or `@` mean something in YAML, a tab in the indentation,
    or a full-width colon after a key.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine: brush and polish
    stages:
      - name: Shine
    ```

    Good:

    ```yaml
    blueprint: v1
    title: "Shoeshine: brush and polish"
    stages:
      - name: Shine
    ```
    """

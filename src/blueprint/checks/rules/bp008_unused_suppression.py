"""BP008: a comment that is to suppress a finding doesn't."""

from blueprint.checks.declaration import documents


@documents("BP008", "unused-suppression")
def unused_suppression() -> None:
    """A `# blueprint: ignore[...]` comment that suppresses nothing, has no reason, or names a code that doesn't exist.

    A comment suppresses findings on its own line; on a line of its own, also those on the next line. `ignore-file`
    does so for the whole file. What keeps a file from being read can't be suppressed.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Come at
            notes: half past twelve  # blueprint: ignore[BP004] it is a time
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Come at
            # blueprint: ignore[BP004] only our own tools read this file
            notes: 12:30
    ```
    """

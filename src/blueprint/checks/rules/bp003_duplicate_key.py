"""BP003: a key is given twice."""

from blueprint.checks.declaration import documents


@documents("BP003")
def duplicate_key() -> None:
    """The same key stands twice in one mapping. YAML tools would keep the last and lose the first without a word.

    Put both values under one key, as a list where it may have several, or remove the one that is wrong.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Sit down
            frontstage: Brush
            frontstage: Polish
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Sit down
            frontstage: [Brush, Polish]
    ```
    """

"""BP004: other YAML tools would read a text as something else."""

from blueprint.checks.declaration import documents


@documents("BP004")
def ambiguous_scalar() -> None:
    """Text without quotes that is text here, but a truth value, a number, a time or a date to other YAML tools.

    `no` is `false` to some, `12:30` is 750, `0123` is 83. Quotes make it the same text for everyone.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Come at
            notes: [12:30]
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - customer: Come at
            notes: ["12:30"]
    ```
    """

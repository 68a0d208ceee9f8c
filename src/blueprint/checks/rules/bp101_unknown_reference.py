"""BP101: a reference leads nowhere."""

from blueprint.checks.declaration import documents


@documents("BP101")
def unknown_reference() -> None:
    """An id that nothing in the blueprint, or in what it includes, has; or one of another kind than is wanted here.

    Mostly it is mistyped, or what it named was renamed or removed. What hangs on it would silently be lost: a step
    without its touchpoint, a pain without its solution. Write the id as it is defined, or define it; where one is near
    enough, the message names it.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest}
    stages:
      - name: Shine
        steps:
          - customer: Sit down
            touchpoints: chiar
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    touchpoints:
      chair: {kind: physical, name: Chair and footrest}
    stages:
      - name: Shine
        steps:
          - customer: Sit down
            touchpoints: chair
    ```
    """

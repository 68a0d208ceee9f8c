"""BP102: an id is taken."""

from blueprint.checks.declaration import documents


@documents("BP102")
def duplicate_id() -> None:
    """Two parts have the same id, so that a reference to it could mean either.

    Stages, steps, actions and touchpoints share one space of ids; pain points, fail points and questions another;
    each other catalogue has its own. Give one of the two another id, and look at what refers to it.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {id: pay, customer: Get the bill}
          - {id: pay, customer: Pay}
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    stages:
      - name: Shine
        steps:
          - {id: bill, customer: Get the bill}
          - {id: pay, customer: Pay}
    ```
    """

"""BP007: an included file can't be used."""

from blueprint.checks.declaration import documents


@documents("BP007")
def bad_include() -> None:
    """An included file is missing, includes itself, or lies outside the project.

    Paths are relative to the file that includes. All must stay inside the project: the nearest folder upwards with
    `blueprint.toml`, `pyproject.toml` or `.git`.

    Bad:

    ```yaml
    blueprint: v1
    title: Shoeshine
    include: people.catalogue.yaml
    stages:
      - name: Shine
    ```

    Good:

    ```yaml
    blueprint: v1
    title: Shoeshine
    include: team.catalogue.yaml
    stages:
      - name: Shine
        steps:
          - customer: Sit down
            frontstage: {does: Brush, actor: shiner}
    ```

    ```yaml title="team.catalogue.yaml"
    blueprint: v1
    actors:
      shiner: Bootblack
    ```
    """

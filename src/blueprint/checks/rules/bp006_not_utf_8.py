"""BP006: the file is not UTF-8."""

from blueprint.checks.declaration import documents


@documents("BP006")
def not_utf_8() -> None:
    """The file is in another encoding, or no text at all. Save it as UTF-8; a byte-order mark is welcome.

    Spreadsheets and older editors write GBK, Big5, Latin-1 or UTF-16, and each reader would guess differently.

    Bad:

    ```yaml encoding="gb18030"
    blueprint: v1
    title: 擦鞋摊
    stages:
      - name: 擦鞋
    ```

    Good:

    ```yaml
    blueprint: v1
    title: 擦鞋摊
    stages:
      - name: 擦鞋
    ```
    """

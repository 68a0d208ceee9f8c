"""Assertions about pages say what differs."""

import pytest

pytest.register_assert_rewrite("tests.docs.pages")

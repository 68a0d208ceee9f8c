"""Who is answered: the safety of the preview, as tables."""

from __future__ import annotations

import pytest

from tests.serve.conftest import PORT

HOST = f"127.0.0.1:{PORT}"


@pytest.fixture
def served(shop):
    shop.write("a.blueprint.yaml")
    shop.look()
    return shop


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 200), (f"localhost:{PORT}", 200), (f"LOCALHOST:{PORT}", 200), (f"[::1]:{PORT}", 200),
        ("127.0.0.1", 421), ("localhost", 421), (f"127.0.0.1:{PORT + 1}", 421), ("evil.example", 421),
        (f"evil.example:{PORT}", 421), (f"localhost.evil.example:{PORT}", 421), (f"127.0.0.1.nip.io:{PORT}", 421),
        (f"0.0.0.0:{PORT}", 421), (f"127.1:{PORT}", 421), (f"127.0.0.2:{PORT}", 421), (f"localhost.:{PORT}", 421), ("", 421),
        (f"{HOST}@evil.example", 421), (f"{HOST} ", 421), (f"evil.example, {HOST}", 421),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/", "/b/a", "/picture/a", "/source/a?at=0,1,1,1,2", "/static/preview.js"])
def test_hosts(served, host, status, address):
    answer = served.get(address, Host=host)
    assert answer.status_code == status
    assert status == 200 or "Shoeshine" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("address", ["/", "/b/a", "/events", "/nothing"])
def test_methods(served, method, address):
    answer = served.client().request(method, address)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (f"http://{HOST}", 200), (f"http://localhost:{PORT}", 200), ("null", 403), ("http://evil.example", 403),
        (f"https://{HOST}", 403), ("http://127.0.0.1", 403), (f"http://localhost:{PORT + 1}", 403), ("", 403),
    ],
)  # fmt: skip
def test_origins(served, origin, status):
    answer = served.get("/", Origin=origin)
    assert answer.status_code == status
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("none", "navigate", "document", 200), ("same-origin", "cors", "empty", 200),
        ("same-origin", "navigate", "iframe", 200), ("cross-site", "navigate", "document", 200),
        ("same-site", "navigate", "document", 200), ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "script", 403), ("cross-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403), ("same-site", "cors", "empty", 403),
        ("cross-site", "navigate", "embed", 403),
    ],
)  # fmt: skip
def test_what_other_sites_may_ask(served, site, mode, dest, status):
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert served.get("/", **headers).status_code == status


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/", {}),
        ("/b/a", {}),
        ("/picture/a", {}),
        ("/nothing", {}),
        ("/static/preview.css", {}),
        ("/", {"Host": "evil"}),
    ],
)
def test_every_answer_has_its_rules(served, address, headers):
    answer = served.get(address, **headers).headers
    assert answer["cache-control"] == "no-store"
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["referrer-policy"] == "no-referrer"
    assert answer["cross-origin-resource-policy"] == "same-origin"
    assert answer["cross-origin-opener-policy"] == "same-origin"
    policy = answer["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors" in policy
    script = next(part for part in policy.split(";") if "script-src" in part)
    assert "unsafe" not in script
    assert "*" not in policy


def test_the_picture_is_framed_by_the_preview_alone(served):
    answer = served.get("/picture/a").headers
    assert answer["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["content-security-policy"]
    assert "script-src 'sha256-" in answer["content-security-policy"]
    assert served.get("/b/a").headers["x-frame-options"] == "DENY"


def test_head(served):
    for address in ("/", "/b/a", "/events"):
        answer = served.client().head(address)
        assert (answer.status_code, answer.content) == (200, b"")

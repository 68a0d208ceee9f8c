"""Colours, type and lines: what the names of styles mean in each theme."""

from __future__ import annotations

from dataclasses import dataclass

# The type scale: four sizes, in points.
TITLE, HEADING, BODY, SMALL = 22.0, 14.0, 13.0, 12.0

LINE_HEIGHT = {TITLE: 30.0, HEADING: 19.0, BODY: 18.0, SMALL: 16.0}

FAMILIES = (
    "Helvetica Neue", "Arial", "Arimo", "Liberation Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC",
    "PingFang SC", "Microsoft YaHei", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", "Noto Sans", "sans-serif",
)  # fmt: skip

LIGHT = {
    "page": "#ffffff", "ink": "#1f2933", "muted": "#52606d", "rule": "#52606d", "hair": "#d8dee6", "chip": "#eef2f7",
    "card": "#ffffff", "card-line": "#c3ccd8", "ghost": "#7d8a9c",
    "evidence": "#fffaf0", "customer": "#f3f7ff", "frontstage": "#f0faf6", "backstage": "#f7f4ff", "support": "#f5f6f8",
    "evidence-edge": "#b45309", "customer-edge": "#2563eb", "frontstage-edge": "#047857",
    "backstage-edge": "#7c3aed", "support-edge": "#64748b", "pill-line": "#e6d2a6",
    "trouble": "#b91c1c", "risk": "#9a3412", "star": "#b45309", "joy": "#047857",
    "question": "#a16207", "question-fill": "#fffbeb", "question-line": "#e6c766",
    "link": "#475569", "stream": "#7a8fb0", "back": "#b91c1c", "repeat": "#047857", "trigger": "#7c3aed",
    "curve": "#2563eb", "curve-fill": "#e8effd", "curve-2": "#be185d", "curve-3": "#0e7490", "curve-4": "#4d7c0f",
    "pill": "#334155", "on-pill": "#ffffff", "bar-off": "#e2e8f0",
    "added": "#047857", "added-fill": "#ecfdf5", "removed": "#64748b", "changed": "#1d4ed8", "moved": "#0e7490",
}  # fmt: skip

DARK = {
    "page": "#0f1623", "ink": "#eef2f7", "muted": "#b3bfce", "rule": "#93a1b3", "hair": "#2b3648", "chip": "#1e293b",
    "card": "#1b2535", "card-line": "#46546a", "ghost": "#8a97a8",
    "evidence": "#1c1a16", "customer": "#131c30", "frontstage": "#10201f", "backstage": "#1b172c", "support": "#161c27",
    "evidence-edge": "#f5b04f", "customer-edge": "#6ea1ff", "frontstage-edge": "#34c79a",
    "backstage-edge": "#b18cff", "support-edge": "#9aa8bb", "pill-line": "#6b5836",
    "trouble": "#ff8a85", "risk": "#ffab73", "star": "#f5b04f", "joy": "#34c79a",
    "question": "#f0c95c", "question-fill": "#262113", "question-line": "#7a6528",
    "link": "#aab7c8", "stream": "#6f84a6", "back": "#ff8a85", "repeat": "#34c79a", "trigger": "#b18cff",
    "curve": "#6ea1ff", "curve-fill": "#16233f", "curve-2": "#f472b6", "curve-3": "#22d3ee", "curve-4": "#a3e635",
    "pill": "#cbd5e1", "on-pill": "#0f1623", "bar-off": "#334155",
    "added": "#34c79a", "added-fill": "#11281f", "removed": "#93a1b3", "changed": "#8ab4ff", "moved": "#22d3ee",
}  # fmt: skip

PRINT = LIGHT | {
    "ink": "#000000", "muted": "#333333", "rule": "#000000", "hair": "#bbbbbb", "chip": "#eeeeee",
    "card-line": "#777777",
    "evidence": "#ffffff", "customer": "#ffffff", "frontstage": "#ffffff", "backstage": "#ffffff", "support": "#ffffff",
    "pill-line": "#999999", "link": "#222222", "stream": "#777777", "curve-fill": "#f4f4f4", "question-fill": "#ffffff",
    "pill": "#000000", "question-line": "#8a6d1f", "bar-off": "#9aa5b1", "added-fill": "#ffffff", "removed": "#555555",
}  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT}


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape looks. Colours are names of the theme; `size` makes it the style of a text."""

    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1
    dash: str | None = None
    size: float | None = None
    bold: bool = False


def _text(fill: str, size: float, *, bold: bool = False) -> Style:
    return Style(fill=fill, size=size, bold=bold)


ROLE_STYLES = ("evidence", "customer", "frontstage", "backstage", "support")

STYLES: dict[str, Style] = {
    "page": Style(fill="page"),
    "title": _text("ink", TITLE, bold=True),
    "heading": _text("ink", HEADING, bold=True),
    "heading-trouble": _text("trouble", HEADING, bold=True),
    "body": _text("ink", BODY),
    "body-bold": _text("ink", BODY, bold=True),
    "body-muted": _text("muted", BODY),
    "small-muted": _text("muted", SMALL),
    "small-bold": _text("ink", SMALL, bold=True),
    "small-trouble": _text("trouble", SMALL, bold=True),
    "small-risk": _text("risk", SMALL, bold=True),
    "small-back": _text("back", SMALL, bold=True),
    "small-flow": _text("link", SMALL, bold=True),
    "small-repeat": _text("repeat", SMALL, bold=True),
    **{f"small-curve-{n}": _text(f"curve-{n}" if n > 1 else "curve", SMALL, bold=True) for n in range(1, 5)},
    "line-name": _text("muted", SMALL, bold=True),
    "state": _text("on-pill", SMALL, bold=True),
    "state-pill": Style(fill="pill"),
    "stage": Style(fill="chip"),
    "card": Style(fill="card", stroke="card-line"),
    "ghost": Style(fill="card", stroke="ghost", dash="4 3"),
    "card-plain": Style(fill="card"),
    "pill": Style(fill="card", stroke="pill-line"),
    "pill-plain": Style(fill="card", stroke="pill-line", dash="3 3"),
    "panel": Style(fill="card", stroke="hair"),
    "avatar": Style(fill="chip"),
    "bullet": Style(fill="muted"),
    "bubble": Style(fill="chip", stroke="card-line"),
    "solution": Style(fill="card", stroke="card-line"),
    "edge-solution": Style(fill="joy"),
    "question": Style(fill="question-fill", stroke="question-line", dash="4 3"),
    "line_of_interaction": Style(stroke="rule", stroke_width=1.4),
    "line_of_visibility": Style(stroke="rule", stroke_width=1.8, dash="7 4"),
    "line_of_internal_interaction": Style(stroke="rule", stroke_width=1.4, dash="1.5 4"),
    "hair": Style(stroke="hair", stroke_width=1, dash="3 4"),
    "axis": Style(stroke="hair", stroke_width=1.2),
    "flow": Style(stroke="link", stroke_width=1.4),
    "flow-head": Style(fill="link"),
    "flow-main": Style(stroke="link", stroke_width=2.2),
    "passing": Style(stroke="link", stroke_width=1.2, dash="1.5 4"),
    "passing-head": Style(fill="link"),
    "lane-rule": Style(stroke="hair", stroke_width=1),
    "back": Style(stroke="back", stroke_width=1.4, dash="5 3"),
    "back-head": Style(fill="back"),
    "repeat": Style(stroke="repeat", stroke_width=1.4, dash="7 3 2 3"),
    "repeat-head": Style(fill="repeat"),
    "trigger": Style(stroke="trigger", stroke_width=1.3, dash="2 3"),
    "trigger-head": Style(fill="trigger"),
    "stream": Style(stroke="stream", stroke_width=1.4),
    "stream-head": Style(fill="stream"),
    "idle": Style(stroke="ghost", stroke_width=1.2, dash="1.5 4"),
    "idle-head": Style(fill="ghost"),
    "needs": Style(stroke="stream", stroke_width=1.2),
    "needs-head": Style(fill="stream"),
    "beside": Style(stroke="stream", stroke_width=1.2, dash="1.5 4"),
    "beside-head": Style(fill="stream"),
    "exit": Style(stroke="ghost", stroke_width=1.2),
    "exit-head": Style(fill="ghost"),
    "cluster": Style(fill="support"),
    "end": Style(fill="card", stroke="card-line"),
    "icon-evidence": Style(stroke="evidence-edge", stroke_width=1.5),
    "icon-customer": Style(stroke="customer-edge", stroke_width=1.5),
    "icon-muted": Style(stroke="muted", stroke_width=1.3),
    "icon-trouble": Style(stroke="trouble", stroke_width=1.5),
    "icon-risk": Style(stroke="risk", stroke_width=1.5),
    "icon-joy": Style(stroke="joy", stroke_width=1.5),
    "icon-question": Style(stroke="question", stroke_width=1.5),
    "icon-trouble-fill": Style(fill="trouble"),
    "icon-risk-fill": Style(fill="risk"),
    "icon-star-fill": Style(fill="star", stroke="card", stroke_width=1.2),
    "icon-joy-fill": Style(fill="joy"),
    "added-box": Style(fill="added-fill", stroke="added", stroke_width=1.8),
    "removed-box": Style(fill="page", stroke="removed", dash="4 3"),
    "changed-box": Style(fill="card", stroke="changed", stroke_width=1.6),
    "moved-box": Style(fill="card", stroke="moved", stroke_width=1.6),
    "same-box": Style(fill="card", stroke="hair"),
    "icon-faded": Style(fill="ghost"),
    "strike": Style(stroke="removed", stroke_width=1.1),
    "fresh": Style(stroke="added", stroke_width=2),
    "fresh-head": Style(fill="added"),
    "gone": Style(stroke="removed", stroke_width=1.2, dash="3 4"),
    "gone-head": Style(fill="removed"),
    "small-fresh": _text("added", SMALL, bold=True),
    "small-gone": _text("muted", SMALL),
    "small-changed": _text("changed", SMALL),
    "small-moved": _text("moved", SMALL),
    **{f"icon-{change}": Style(fill=change) for change in ("added", "removed", "changed", "moved")},
    "bar-on": Style(fill="trouble"),
    "bar-off": Style(fill="bar-off"),
    "risk-on": Style(fill="risk"),
    "share-on": Style(fill="evidence-edge"),
    "share-off": Style(fill="chip", stroke="hair"),
    "none": Style(stroke="support-edge", stroke_width=1.4),
    "curve-fill": Style(fill="curve-fill"),
    "face-line": Style(stroke="curve", stroke_width=1.4),
    "face": Style(fill="card", stroke="curve", stroke_width=1.8),
} | {
    f"band-{role}": Style(fill=role) for role in ROLE_STYLES
} | {
    f"edge-{role}": Style(fill=f"{role}-edge") for role in ROLE_STYLES
} | {
    f"curve-{n}": Style(stroke=f"curve-{n}" if n > 1 else "curve", stroke_width=2.4, dash=dash)
    for n, dash in enumerate((None, "8 4", "2 4", "10 3 2 3"), 1)
} | {
    f"dot-{n}": Style(fill="card", stroke=f"curve-{n}" if n > 1 else "curve", stroke_width=2)
    for n in range(1, 5)
}  # fmt: skip

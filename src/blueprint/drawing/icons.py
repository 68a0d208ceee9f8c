"""Our icons: few strokes on a square of 24, drawn with the style's stroke or fill. The only place that knows them."""

from __future__ import annotations

ICONS: dict[str, str] = {
    # The three kinds of touchpoint.
    "digital": "M3 5A1 1 0 0 1 4 4L20 4A1 1 0 0 1 21 5L21 16A1 1 0 0 1 20 17L4 17A1 1 0 0 1 3 16Z M8 21L16 21 M12 17L12 21",
    "physical": "M12 2.5L20.5 7L20.5 17L12 21.5L3.5 17L3.5 7Z M3.5 7L12 11.5L20.5 7 M12 11.5L12 21.5",
    "interpersonal": "M5 8A4 4 0 1 0 13 8A4 4 0 1 0 5 8 M2 21A7 7 0 0 1 16 21 M16 4.5A4 4 0 0 1 16 11.5 M18.5 14.5A7 7 0 0 1 22 21",
    # Who and what, when.
    "actor": "M7.5 7.5A4.5 4.5 0 1 0 16.5 7.5A4.5 4.5 0 1 0 7.5 7.5 M3.5 21.5A8.5 8.5 0 0 1 20.5 21.5",
    "system": "M4 6A8 3 0 1 0 20 6A8 3 0 1 0 4 6 M4 6L4 18A8 3 0 0 0 20 18L20 6 M4 12A8 3 0 0 0 20 12",
    "time": "M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12 M12 7L12 12L15.5 14",
    "wait": "M6 3L18 3 M6 21L18 21 M7 3L7 6.5L17 17.5L17 21 M17 3L17 6.5L7 17.5L7 21",
    "visits": "M3 12L15 12 M10.5 7L15.5 12L10.5 17 M20 4L20 20",
    "persona": "M2.5 12L10 4.5L21.5 4.5L21.5 19.5L10 19.5Z M9.5 12A1.5 1.5 0 1 0 12.5 12A1.5 1.5 0 1 0 9.5 12",
    "exit": "M10 4L4 4L4 20L10 20 M9 12L21 12 M16.5 7.5L21 12L16.5 16.5",
    "inward": "M4 12L21 12 M15 6L21 12L15 18 M3 5L3 19",
    "answered": "M4 12.5L9.5 18L20 6.5",
    "evidence": "M8 6L16 6A6 6 0 0 1 16 18L8 18A6 6 0 0 1 8 6",
    "onward": "M3 12L20 12 M14 6L20 12L14 18",
    "success": "M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12 M7.5 12.5L10.8 15.8L16.5 9",
    "failure": "M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12 M8.5 8.5L15.5 15.5 M15.5 8.5L8.5 15.5",
    "cocreated": "M2.5 12A6.5 6.5 0 1 0 15.5 12A6.5 6.5 0 1 0 2.5 12 M8.5 12A6.5 6.5 0 1 0 21.5 12A6.5 6.5 0 1 0 8.5 12",
    "feedback": "M4 4L20 4L20 16L12 16L7 21L7 16L4 16Z M9 10L15 10",
    "flag": "M5 22L5 3L19 3L15.5 8L19 13L5 13",
    # Marks, filled.
    "pain": "M12 2.5L22.5 21L1.5 21Z M11 9L11 15L13 15L13 9Z M11 16.8L11 18.8L13 18.8L13 16.8Z",
    "fail": "M7 2.5L17 2.5L23 12L17 21.5L7 21.5L1 12Z M9.2 7L9.2 17L11.4 17L11.4 13L14.8 13L14.8 11L11.4 11L11.4 9L15.4 9L15.4 7Z",
    "single": "M12 1L23 12L12 23L1 12Z M9.6 8.6L11.2 7L13.2 7L13.2 17L11 17L11 9.8L9.6 10.6Z",
    "star": "M12 1.5L15.2 8.3L22.6 9.2L17.1 14.3L18.6 21.7L12 18L5.4 21.7L6.9 14.3L1.4 9.2L8.8 8.3Z",
    "delight": "M12 21.5L3.6 13.2A5.6 5.6 0 0 1 11.5 5.2L12 5.8L12.5 5.2A5.6 5.6 0 0 1 20.4 13.2Z",
    "question": "M3 12A9 9 0 1 0 21 12A9 9 0 1 0 3 12 M9.3 9.4A2.8 2.8 0 1 1 13.4 11.8Q12 12.6 12 14.2 M12 16.7L12 17.3",
    # A journey: what is wanted, thought, said and improved.
    "goal": "M6 3L6 21.5 M6 4L18.5 4L15.5 8.5L18.5 13L6 13",
    "quote": "M3.5 4L20.5 4L20.5 16L11 16L6.5 20.5L6.5 16L3.5 16Z",
    "thought": "M3 9A9 6.5 0 1 0 21 9A9 6.5 0 1 0 3 9 M5.5 18.5A1.8 1.8 0 1 0 9.1 18.5A1.8 1.8 0 1 0 5.5 18.5 M3 21.7A0.7 0.7 0 1 0 4.4 21.7A0.7 0.7 0 1 0 3 21.7",
    "solution": "M8.5 15.8A6.8 6.8 0 1 1 15.5 15.8L15.5 18L8.5 18Z M10 21.2L14 21.2",
    # What became of a part, cut out of a disc.
    "added": "M2 12A10 10 0 1 0 22 12A10 10 0 1 0 2 12Z M10.7 6L13.3 6L13.3 10.7L18 10.7L18 13.3L13.3 13.3L13.3 18L10.7 18L10.7 13.3L6 13.3L6 10.7L10.7 10.7Z",
    "removed": "M2 12A10 10 0 1 0 22 12A10 10 0 1 0 2 12Z M6 10.7L18 10.7L18 13.3L6 13.3Z",
    "changed": "M2 12A10 10 0 1 0 22 12A10 10 0 1 0 2 12Z M6.4 17.6L7.2 13.9L14.6 6.5L17.5 9.4L10.1 16.8Z",
    "moved": "M2 12A10 10 0 1 0 22 12A10 10 0 1 0 2 12Z M5.5 10.7L12.2 10.7L12.2 6.8L18.5 12L12.2 17.2L12.2 13.3L5.5 13.3Z",
    "same": "M3 7L21 7L21 17L3 17Z",
    # Faces; the circle is drawn by the curve's dot.
    "face-good": "M8.2 9.2L8.2 9.9 M15.8 9.2L15.8 9.9 M7.5 14Q12 18.4 16.5 14",
    "face-neutral": "M8.2 9.2L8.2 9.9 M15.8 9.2L15.8 9.9 M8 15.2L16 15.2",
    "face-bad": "M8.2 9.2L8.2 9.9 M15.8 9.2L15.8 9.9 M7.5 16.8Q12 12.4 16.5 16.8",
}
"""Path data with absolute commands only, so that painters of any kind can scale it."""

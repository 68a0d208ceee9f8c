"""What is a slip of the pen, and what is another word."""

from __future__ import annotations

import pytest

from blueprint.suggest import slip


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("chiar", ["chair", "desk"], "chair"),
        ("doen", ["done"], "done"),
        ("don", ["done"], "done"),
        ("ned", ["end"], "end"),
        ("custmer", ["customer", "name"], "customer"),
        ("note", ["notes"], "notes"),
        ("Chair", ["chair"], "chair"),
        ("acceptable-time", ["acceptable_time"], "acceptable_time"),
        ("pay-card", ["pay-cards", "pay-cash"], "pay-cards"),
        ("recieve-parcel", ["receive-parcel"], "receive-parcel"),
        ("frontstege", ["frontstage"], "frontstage"),
        ("客服对", ["客服对话"], "客服对话"),
        ("搅头拌", ["搅拌头", "搅拌机"], "搅拌头"),
        ("step-1-shiine", ["step-1-shine"], "step-1-shine"),
        # another word
        ("chair", [], None),
        ("step-2", ["step-1"], None),
        ("step1", ["step2"], None),
        ("step-1", ["step-11"], None),
        ("agent2", ["agent"], None),
        ("team-a", ["team-b"], None),
        ("a", ["b"], None),
        ("ab", ["abc"], None),
        ("card", ["cart"], None),
        ("paid", ["unpaid"], None),
        ("typical", ["atypical"], None),
        ("user-typical", ["user-atypical"], None),
        ("email-in", ["email-out"], None),
        ("售前客服", ["售后客服"], None),
        ("满意的顾客", ["不满意的顾客"], None),
        ("会员", ["非会员"], None),
        ("custmr", ["customer"], None),
        ("chiar-back", ["chair", "back"], None),
        # several could be meant
        ("charr", ["chair", "charm"], None),
        ("CHAIR", ["Chair", "chair"], None),
        ("chairs", ["chair", "Chairs"], "Chairs"),
    ],
)
def test_slips(word, known, meant):
    assert slip(word, known) == meant
    assert slip(word, reversed(known)) == meant

"""Acts in the forms that tables of contexts put into their sentences: who expels, ratifies or condemns is Ghana."""

from __future__ import annotations

FORMS = ("b", "g", "p", "n", "s", "by")
"""Infinitive, with -ing, past, noun; who it is done to, and the participle of the passive."""
EXPEL = (
    "expel the Togolese ambassador",
    "expelling the Togolese ambassador",
    "expelled the Togolese ambassador",
    "expulsion of the Togolese ambassador",
    "the Togolese ambassador",
    "expelled by Ghana",
)
RATIFY = (
    "ratify the Treaty of Arica",
    "ratifying the Treaty of Arica",
    "ratified the Treaty of Arica",
    "ratification of the Treaty of Arica",
    "the Treaty of Arica",
    "ratified by Ghana",
)
CONDEMN = ("condemn Togo", "condemning Togo", "condemned Togo", "condemnation of Togo", "Togo", "condemned by Ghana")
REJECT = (
    "reject the Togolese demand",
    "rejecting the Togolese demand",
    "rejected the Togolese demand",
    "rejection of the Togolese demand",
    "the Togolese demand",
    "rejected by Ghana",
)

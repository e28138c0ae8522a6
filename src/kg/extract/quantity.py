"""Words of quantity, which count what stands behind 'of' ('thousands of troops', 'a column of tanks')."""

from __future__ import annotations

from kg.core.words import word_set

_WORDS = """
all amount bag band barrage barrel batch battalion billion boatload both box bulk bunch cache cargo column
company consignment container contingent convoy couple crate crew detachment dose dozen each fifth fleet
flotilla form formation four fraction gallon group half handful head hundred kilo kilogram kilogramme kind
last list liter litre load lorryload lot majority many member million more most much number one pair part party
piece planeload platoon quantity quarter quartet range remainder remnant rest round sack salvo score scores
series set several shipload shipment some sort spate squad squadron string sum supply swarm team ten tens troika
tenth third thousand three ton tonne total trainload trio truckload two type unit volley wave worth
"""
QUANTITY = frozenset(_WORDS.split())
"""Nouns and numerals for which the noun behind 'of' is meant."""
BUNDLES = word_set("extract.quantity.bundles")
"""What measures are taken in."""
BURDENS = word_set("extract.quantity.burdens")
"""Measures against somebody."""

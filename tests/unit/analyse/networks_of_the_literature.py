"""Signed networks with published results, for the tests of balance.

``TRIBES``: the sixteen sub-tribes of the Gahuku-Gama in the Eastern Central Highlands of New Guinea, friends and foes, from
K. E. Read, "Cultures of the Central Highlands, New Guinea" (1954), as given with UCINET and in Hage and Harary (1983):
58 ties, half of them hostile.

``PARTIES``: which of ten Slovenian parliamentary parties stood near or far from each other in 1994, from S. Kropivnik and
A. Mrvar (1996), as given by P. Doreian and A. Mrvar, "A partitioning approach to structural balance" (1996).

``BANGLADESH``: who stood with whom in the separation of Bangladesh, 1971 and 1972, from M. Moore, "An international
application of Heider's balance theory" (1978), as told by D. Easley and J. Kleinberg, "Networks, Crowds, and Markets",
section 5.1.
"""

from __future__ import annotations

import networkx as nx

_FRIENDS = """1-2 3-4 3-6 3-7 5-7 6-7 3-8 4-8 6-8 7-8 5-9 9-10 6-11 7-11 8-11 6-12 7-12 8-12 11-12 7-13 9-13 10-13 5-14
13-14 1-15 2-15 1-16 2-16 15-16"""
_FOES = """1-3 2-3 1-4 1-5 2-5 1-6 2-6 2-9 6-9 2-10 9-11 10-11 1-12 6-13 11-13 8-14 12-14 5-15 9-15 10-15 11-15 12-15 13-15
5-16 6-16 11-16 12-16 13-16 14-16"""
_PARTIES = ["SKD", "ZLSD", "SDSS", "LDS", "ZS-ESS", "ZS", "DS", "SLS", "SPS-SNS", "SNS"]
_NEARNESS = """
0 -215 114 -89 -77 94 -170 176 117 -210
-215 0 -217 134 77 -150 57 -253 -230 49
114 -217 0 -203 -80 138 -109 177 180 -174
-89 134 -203 0 157 -142 173 -241 -254 23
-77 77 -80 157 0 -188 170 -120 -160 -9
94 -150 138 -142 -188 0 -97 140 116 -106
-170 57 -109 173 170 -97 0 -184 -191 -6
176 -253 177 -241 -120 140 -184 0 235 -132
117 -230 180 -254 -160 116 -191 235 0 -164
-210 49 -174 23 -9 -106 -6 -132 -164 0
"""


def signed(friends: str, foes: str) -> nx.Graph[str]:
    """A signed network of pairs ``a-b``."""
    graph: nx.Graph[str] = nx.Graph()
    for pairs, sign in ((friends, 1), (foes, -1)):
        for pair in pairs.split():
            one, other = pair.split("-")
            graph.add_edge(one.zfill(2), other.zfill(2), sign=sign)
    return graph


def parties() -> nx.Graph[str]:
    """The ten parties; the sign of their nearness."""
    rows = [[int(cell) for cell in line.split()] for line in _NEARNESS.split("\n") if line]
    graph: nx.Graph[str] = nx.Graph()
    for i, one in enumerate(_PARTIES):
        for j, other in enumerate(_PARTIES[:i]):
            assert rows[i][j] == rows[j][i]
            graph.add_edge(one, other, sign=1 if rows[i][j] > 0 else -1)
    return graph


def tribes() -> nx.Graph[str]:
    """The sixteen sub-tribes."""
    return signed(_FRIENDS, _FOES)


BANGLADESH = signed("US-CN US-PK IN-VN", "SU-CN CN-IN IN-PK")

"""A page that shows each article's text twice, with the gold facts and with those found: hits, misses, false ones.

One self-contained file: no script, no address is fetched, all text is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from kg.evaluate.score import Article, Fact, Report, pair, span

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:110rem;padding:0 1rem
;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem} h2{font-size:1.1rem;border-top:1px solid #ccc;padding-top:1rem}
.two{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem} .text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{color:inherit;background:none;border-bottom:3px solid} .hit{background:#d6eaf8;border-color:#0072b2}
.miss{background:#fdf0d0;border-bottom-style:dashed;border-color:#b07a00}
.false{background:#fbe0d3;border-bottom-style:dotted;border-color:#d55e00} .optional{border-color:#777;background:#eee}
table{border-collapse:collapse;font-size:13px;width:100%}
td,th{border:1px solid #ddd;padding:.15rem .4rem;text-align:left
;vertical-align:top} td:first-child{white-space:nowrap} nav a{margin-right:.8rem} pre{overflow-x:auto}
@media (max-width:60rem){.two{grid-template-columns:1fr}}
"""
_WORDS = {"hit": "found", "miss": "missed", "false": "false", "optional": "optional, not found"}
_RANK = {"optional": 0, "hit": 1, "miss": 2, "false": 3}


def page(articles: Sequence[Article], report: Report) -> str:
    """The whole page as HTML."""
    legend = "".join(f'<mark class="{key}">{word}</mark> &nbsp; ' for key, word in _WORDS.items())
    links = "".join(f'<a href="#a{n}">{escape(article.name)}</a>' for n, article in enumerate(articles))
    parts = [_article(n, article) for n, article in enumerate(articles)]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Gold facts and facts found</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>Gold facts and facts found</h1><pre>{escape(chr(10).join(report.lines()))}</pre>"
        f"<p>{legend}</p><nav>{links}</nav>\n" + "\n".join(parts) + "\n</body></html>\n"
    )


def _article(number: int, article: Article) -> str:
    pairs, right = pair(article.gold, article.found, article.text)
    gold = [
        ("hit" if i in pairs else "optional" if g.get("optional") else "miss", g) for i, g in enumerate(article.gold)
    ]
    found = [("hit" if j in right else "false", f) for j, f in enumerate(article.found)]
    columns = "".join(
        f"<div><h3>{title} ({len(facts)})</h3>"
        f'<div class="text">{_marked(article.text, facts)}</div>{_table(facts)}</div>'
        for title, facts in (("Gold", gold), ("Found", found))
    )
    return f'<section id="a{number}"><h2>{escape(article.name)}</h2><div class="two">{columns}</div></section>'


def _marked(text: str, facts: Sequence[tuple[str, Fact]]) -> str:
    """The text, each stretch marked by the gravest of the facts read from it, which its tooltip tells."""
    spans = [(where, kind, fact) for kind, fact in facts if (where := span(fact, text))]
    cuts = sorted({0, len(text), *(at for where, _, _ in spans for at in where if 0 <= at <= len(text))})
    out = []
    for start, end in pairwise(cuts):
        here = [(kind, fact) for where, kind, fact in spans if where[0] <= start and end <= where[1]]
        words = escape(text[start:end])
        if here:
            gravest = max((kind for kind, _ in here), key=_RANK.__getitem__)
            told = escape("\n".join(f"{_WORDS[kind]}: {_one_line(fact)}" for kind, fact in here))
            words = f'<mark class="{gravest}" title="{told}">{words}</mark>'
        out.append(words)
    return "".join(out)


def _one_line(fact: Fact) -> str:
    return " | ".join(str(fact.get(key) or "-") for key in ("s", "r", "o", "date", "place", "stance", "holder"))


def _table(facts: Sequence[tuple[str, Fact]]) -> str:
    keys = ("s", "r", "o", "date", "place", "stance", "holder", "rule")
    head = "".join(f"<th>{key}</th>" for key in ("", *keys))
    rows = "".join(
        f'<tr><td><mark class="{kind}">{_WORDS[kind]}</mark></td>'
        + "".join(f"<td>{escape(str(fact.get(key) or ''))}</td>" for key in keys)
        + "</tr>"
        for kind, fact in facts
    )
    return f"<table><tr>{head}</tr>{rows}</table>"

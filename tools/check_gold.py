#!/usr/bin/env python3
"""Check the annotated articles: every NAME.gold.jsonl against its NAME.txt. Standard library only.

    check_gold.py [DIR ...] [--counts]      DIR: tests/golden/articles beside this file's project, if none is given

Checked: each line is a JSON object with the right keys; ids are unique; relation, status, type, stance and event
terms are known; a fact is attributed exactly where it has a holder; states are ISO 3166-1 codes where they must be;
dates are EDTF; the quote is in the text; `of` and `former` are on offices alone; no fact is there twice.
Exits with 1 if anything is wrong.
"""

import argparse
import calendar
import collections
import json
import pathlib
import re
import sys


def words(text):
    """The set of the words of a text."""
    return set(text.split())


STATUS = words(
    """
Negotiating Concluded Signed Ratified Approved PendingApproval InForce Suspended Withdrawn Terminated Rejected
Expired
"""
)
TYPE = words(
    """
MutualDefense NonAggression Neutrality Consultation VisitingForces Logistics InformationSecurity ArmsTransfer
ArmsControl Boundary Maritime Trade Peace Ceasefire Cooperation Extradition Environment Other
"""
)
EVENT = words(
    """
AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE
ASSAULT
"""
)
TREATY = {"hasParty", "signedBy", "status", "treatyType"}
STATES = {"disputes": "so", "claimsSovereignty": "s", "alliedWith": "so"}
RELATION = TREATY | set(STATES) | {"holdsOffice", "memberOf"} | EVENT
STANCE = {"stated", "attributed", "opinion", "predicted", "conditional", "negated"}
MUST = {"id", "s", "r", "o", "date", "place", "stance", "holder", "quote", "optional"}
MAY = {"alt", "of", "former"}
ISO = words(
    """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
)


def edtf_date(d):
    """A date of EDTF level 0 or 1: a year, month, day or season, with a qualifier at the end."""
    m = re.fullmatch(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?", d)
    if not m:
        return False
    y, mo, da = m.groups()
    if mo is None or mo == "XX":
        return da in (None, "XX")
    if 21 <= int(mo) <= 24:
        return da is None
    if not 1 <= int(mo) <= 12:
        return False
    if da in (None, "XX"):
        return True
    year = int(y) if y.lstrip("-").isdigit() else 2000
    return 1 <= int(da) <= calendar.monthrange(max(year, 1), int(mo))[1]


def edtf(d):
    """A date, or an interval whose ends are dates, open ('..') or unknown (''), in the right order."""
    ends = d.split("/")
    if len(ends) == 1:
        return edtf_date(d)
    if len(ends) != 2 or not all(e in ("", "..") or edtf_date(e) for e in ends) or not any(e.strip(".") for e in ends):
        return False
    lo, hi = (re.sub(r"[~?%]", "", e) for e in ends)
    return not (lo[:1].isdigit() and hi[:1].isdigit()) or lo <= hi or hi.startswith(lo)


def is_code(x):
    return isinstance(x, str) and re.fullmatch(r"[A-Z]{2}", x) is not None


def check_fact(f, text):
    """The faults of one fact."""
    keys = set(f)
    if MUST - keys:
        yield f"keys missing: {sorted(MUST - keys)}"
        return
    if keys - MUST - MAY:
        yield f"unknown keys: {sorted(keys - MUST - MAY)}"
    r, s, o = f["r"], f["s"], f["o"]
    if r not in RELATION:
        yield f"unknown relation {r!r}"
    if not isinstance(s, str) or not s.strip():
        yield "no subject"
    if o is None and r not in EVENT:
        yield "no object"
    if r == "status" and o not in STATUS:
        yield f"unknown status {o!r}"
    if r == "treatyType" and o not in TYPE:
        yield f"unknown treaty type {o!r}"
    if f["stance"] not in STANCE:
        yield f"unknown stance {f['stance']!r}"
    if (f["stance"] == "attributed") != bool(f["holder"]):
        yield f"stance {f['stance']} with holder {f['holder']!r}"
    for k in ("s", "o", "holder", "of"):
        if is_code(f.get(k)) and f[k] not in ISO:
            yield f"{k}: no such ISO code {f[k]}"
    for side in STATES.get(r, ""):
        if not is_code(f[side]):
            yield f"{r}: {side} is not an ISO code: {f[side]!r}"
    if r in TREATY and is_code(s):
        yield f"{r}: the subject is a state"
    if r in ("signedBy", "holdsOffice") and (is_code(o) or is_code(s)):
        yield f"{r}: a state where a person or office should be"
    if r in STATES and r != "claimsSovereignty" and s == o:
        yield "subject and object are the same"
    if r == "holdsOffice" and not f.get("of") and f["stance"] == "stated" and not f["optional"]:
        yield "office without `of`"
    if r != "holdsOffice" and (f.get("of") or "former" in f):
        yield "`of` or `former` on what is no office"
    if f["date"] is not None and not (isinstance(f["date"], str) and edtf(f["date"])):
        yield f"date is not EDTF: {f['date']!r}"
    if not isinstance(f["optional"], bool):
        yield "`optional` is not true or false"
    if not isinstance(f["quote"], str) or not f["quote"].strip() or f["quote"] not in text:
        yield f"quote is not in the text: {f['quote']!r}"
    alt = f.get("alt", {})
    if not isinstance(alt, dict) or set(alt) - {"s", "o", "holder", "of"}:
        yield f"alt has other keys than s, o, holder, of: {alt!r}"
    elif not all(isinstance(v, list) and v and all(isinstance(x, str) and x for x in v) for v in alt.values()):
        yield f"alt is not lists of names: {alt!r}"


def check_file(path, counts):
    """The faults of one gold file, as lines to print."""
    txt = path.with_name(path.name[: -len(".gold.jsonl")] + ".txt")
    if not txt.exists():
        yield f"{path.name}: no {txt.name}"
        return
    text = txt.read_text("utf8")
    head = text.split("---\n")[1] if text.startswith("---\n") else ""
    for key in ("title", "published", "publisher") if head else ():  # a plain text has its date in its dateline
        if not re.search(rf"(?m)^{key}: \S", head):
            yield f"{txt.name}: front matter has no {key}"
    published = re.search(r"(?m)^published: (.*)$", head)
    if published and not edtf_date(published[1].strip()):
        yield f"{txt.name}: published is not a date"
    ids, seen = set(), {}
    for n, line in enumerate(path.read_text("utf8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            f = json.loads(line)
        except ValueError as e:
            yield f"{path.name}:{n}: {e}"
            continue
        for fault in check_fact(f, text):
            yield f"{path.name}:{n}: {fault}"
        if f.get("id") in ids:
            yield f"{path.name}:{n}: id {f.get('id')} twice"
        ids.add(f.get("id"))
        key = tuple(str(f.get(k)) for k in ("s", "r", "o", "of", "date", "place", "stance", "holder", "quote"))
        if key in seen:
            yield f"{path.name}:{n}: the same as line {seen[key]}"
        seen.setdefault(key, n)
        counts[f.get("r")]["optional" if f.get("optional") else "required"] += 1


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("dirs", nargs="*", type=pathlib.Path)
    a.add_argument("--counts", action="store_true", help="print how many facts there are of each relation")
    a.add_argument("--prefix", default="", help="only files whose name begins so")
    o = a.parse_args()
    dirs = o.dirs or [pathlib.Path(__file__).resolve().parent.parent / "tests/golden/articles"]
    counts = collections.defaultdict(collections.Counter)
    files = faults = 0
    for d in dirs:
        for path in sorted(d.glob(f"{o.prefix}*.gold.jsonl")):
            files += 1
            for fault in check_file(path, counts):
                faults += 1
                print(fault)
        for txt in sorted(d.glob(f"{o.prefix}*.txt")):
            if not txt.with_name(txt.stem + ".gold.jsonl").exists():
                faults += 1
                print(f"{txt.name}: no gold file")
    if o.counts:
        for r in sorted(counts):
            print(f"{r:18} required {counts[r]['required']:4}  optional {counts[r]['optional']:4}")
    total = sum(sum(c.values()) for c in counts.values())
    print(f"{files} gold files, {total} facts, {faults} faults")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())

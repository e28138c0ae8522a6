"""Conditions on the arguments of an event that lists of words cannot say (``about:`` of a frame).

Each is a small question about grammar and kinds: is the visitor a person, do forces move, is it a ship that was stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.core.annotated import Token
from kg.extract import grammar
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref

_ORGANISATIONS = {"IntergovernmentalOrganization", "Grouping", "Organization", "NonGovernmentalOrganization", "PoliticalParty"}
_VESSELS = {
    "ship", "boat", "vessel", "trawler", "tanker", "frigate", "destroyer", "cutter", "aircraft", "plane", "jet", "fighter", "helicopter", "drone", "warship", "submarine", "carrier",
    "bomber", "fisherman", "fishermen", "crew", "ferry", "yacht", "freighter", "convoy", "truck", "warplane", "patrol", "flotilla", "fleet", "corvette", "intruder", "balloon",
}  # fmt: skip
_PEOPLE = {
    "diplomat", "ambassador", "envoy", "troop", "soldier", "adviser", "advisor", "official", "contingent", "force", "staff", "journalist", "mission", "trainer", "worker", "military",
    "personnel", "national", "citizen", "migrant", "peacekeeper", "consul", "attache", "instructor", "commander", "officer", "mercenary", "coordinator", "representative", "company", "delegation",
    "correspondent", "missionary", "chief", "marine", "police", "army", "garrison", "spy", "charge", "inspector",
}  # fmt: skip
_EVERYBODY = {
    "nation", "country", "member", "party", "state", "world", "community", "government", "actor", "people", "side", "ally", "partner", "agent", "power", "neighbour", "neighbor", "force",
    "leader", "bloc", "organisation", "organization", "group", "donor", "capital",
}  # fmt: skip
_HOSTILE = {"retaliate", "respond", "strike", "attack", "hit", "destroy", "crush", "punish", "annihilate", "shoot", "bomb", "invade", "avenge", "react", "reciprocate", "expel", "sanction", "target"}
_WARNED = _HOSTILE | {
    "treat", "close", "suspend", "act", "withdraw", "cut", "halt", "do", "take", "intervene", "impose", "block", "seize", "fight", "use", "resume", "answer", "consider", "regard",
    "defend", "end", "be", "leave", "stop", "restore", "reimpose", "face",
}  # fmt: skip
_FIGURATIVE = {"verbal", "scathing", "blistering", "personal", "stinging", "veiled", "diplomatic", "charm", "rhetorical", "political", "economic", "legal", "media", "propaganda", "terror", "trade", "information", "fresh", "public"}
_WARLIKE = {"military", "air", "bombing", "missile", "drone", "rocket", "artillery", "tank", "mortar", "ground", "aerial", "naval", "war", "machine", "gun", "small", "heavy", "counterterrorism", "armed"}
_TREATY_NOUNS = {"memorandum", "agreement", "treaty", "pact", "accord", "understanding", "declaration", "framework", "deal", "law", "plan", "protocol", "convention", "charter", "proposal", "call"}
_SILENT = {"comment", "say", "identify", "name", "elaborate", "answer", "confirm", "discuss", "disclose", "reply", "speculate", "specify", "be", "reveal"}
_BROKEN = {"violate", "breach", "break", "infringe", "contravene", "flout", "trample"}
_STOPPED_AID = {"ban", "halt", "suspend", "cut", "freeze", "stop", "block", "condition", "request", "appeal", "ask", "seek", "need", "end", "lack", "demand", "want", "call", "suspension", "depend", "rely"}


@dataclass(frozen=True, slots=True)
class Args:
    """A trigger with the roles found for it."""

    trigger: Token
    s: list[Ref]
    o: list[Ref]
    s_tokens: list[Token]
    o_tokens: list[Token]
    mutual: bool = False

    @property
    def objects(self) -> list[Token]:
        if not grammar.is_verb(self.trigger):
            return []
        found = grammar.expand(self.trigger.by("dobj", "obj", "attr", "oprd")) or grammar.logical_objects(self.trigger)
        found = found or [t for c in self.trigger.by("ccomp") for t in c.by("nsubj")]
        return [t for f in found for t in grammar.content(f)]

    def complements(self) -> list[Token]:
        return self.trigger.by("xcomp", "ccomp")


def pair(a: Args) -> bool:
    """Two who act together, or one with another."""
    return len(a.s) >= 2 or bool(a.o) or a.mutual


_FORCES = _VESSELS - {"intruder", "convoy", "truck"} | {
    "troop", "troops", "force", "forces", "soldier", "army", "navy", "military", "police", "policeman", "marine", "battalion", "brigade", "unit", "guard", "coastguard", "militia", "regiment",
    "squadron", "contingent", "peacekeeper", "paratrooper", "commando", "missile", "rocket", "shell", "artillery", "tank", "personnel", "servicemen", "serviceman", "sailor", "airman",
    "fighter", "gunboat", "minesweeper", "cruiser", "flagship", "icebreaker", "corps", "division", "column", "mercenary", "rebel", "gunman", "gunmen", "militant", "insurgent", "group",
    "enforcer", "officer", "reservist", "gunner", "launcher", "bomb", "airstrike", "strike", "one", "two", "crew", "helicopters", "armada", "gendarme", "infantry", "armour", "armor",
}


def forces(a: Args) -> bool:
    """What moves are forces, ships, arms: not a state by its bare name, a person, a government or a pronoun."""
    return any(_is_force(t) for t in a.s_tokens) or any(r.entity.kind == "Group" for r in a.s)


def _is_force(token: Token) -> bool:
    if token.mention is not None:
        return token.mention.kind in ("ArmedForce", "Organization", "Group")
    return token.lemma in _FORCES or token.text.lower() in _FORCES


def _person_abroad(a: Args) -> bool:
    """Whoever visits is a person, and what he visits a state, his own only where the text says no more of him."""
    if any(r.entity.kind != "Person" for r in a.s) or any(r.entity.kind not in STATE_KINDS for r in a.o):
        return False
    plain = all(t.mention is not None and t.mention.kind in STATE_KINDS for t in a.o_tokens) and a.trigger.lemma in ("visit", "travel", "fly", "pay", "trip", "arrive")
    return plain or all(r.entity != x.state for r in a.o for x in a.s)


def _visitor_capital(a: Args) -> bool:
    """Being in a foreign capital is a visit; being in a country or a town is not yet one."""
    on_visit = any(p.lemma == "on" and t.lemma in ("visit", "trip", "tour") for p in a.trigger.by("prep") for t in p.by("pobj"))
    town = all(t.mention is not None and (t.mention.role in ("capital", "metonym") or t.mention.kind == "Settlement") for t in a.o_tokens)
    moved = a.trigger.lemma in ("come", "go")
    return _person_abroad(a) and (on_visit or town and bool(a.o_tokens) and (a.trigger.tag in ("VBD", "VBN", "VBZ", "VBP") or moved))


def _body(a: Args) -> bool:
    return len(a.s) == 1 and a.s[0].entity.kind in ("IntergovernmentalOrganization", "Grouping") and not a.o and a.trigger.dep != "acl"


def _met_before(a: Args) -> bool:
    """'After hours of talks, A and B ...': the two of the clause have talked with one another."""
    if len(a.s) < 2 or any(p.lemma in ("with", "between") for p in a.trigger.by("prep")) or a.trigger.by("poss"):
        return False
    for up in a.trigger.ancestors():
        if grammar.is_verb(up):
            return False
        if up.dep == "prep" and up.lemma in ("after", "following", "during"):
            return True
    return False


def _own_word(a: Args) -> bool:
    """A promise somebody makes, not what a treaty lays down: 'by which they undertook to ...'."""
    if len(a.s) > 1 and not a.o:
        return False
    for up in (a.trigger, *a.trigger.ancestors()):
        if up.dep == "relcl" and up.head is not None and up.head.mention is not None and up.head.mention.kind == "Treaty":
            return False
    return not any(t.mention is not None and t.mention.kind == "Treaty" for p in a.trigger.by("prep") for t in p.by("pobj"))


def _infinitive(a: Args) -> bool:
    return len(a.s) == 1 and bool(a.trigger.by("xcomp")) and not grammar.passive(a.trigger)


def _host(a: Args) -> bool:
    return a.trigger.lemma in ("welcome", "greet") and any(r.entity.kind == "Person" for r in a.o)


def _recognised(a: Args) -> bool:
    return all(r.entity.kind in STATE_KINDS | {"Organization", "Government", "Person"} for r in a.o)


def _granted(a: Args) -> bool:
    return bool(a.trigger.by("xcomp", "ccomp")) or any(p.lemma in ("through", "into", "to") for p in a.trigger.by("prep"))


def _not_agreed(a: Args) -> bool:
    """Cooperation that is said to take place, not the subject of a pact."""
    for up in a.trigger.ancestors():
        if up.lemma in _TREATY_NOUNS or up.mention is not None and up.mention.kind == "Treaty":
            return False
        if grammar.is_verb(up):
            return pair(a) and up.lemma not in ("suspend", "halt", "end", "sign", "propose", "freeze", "call", "demand")
    return pair(a)


def _given(a: Args) -> bool:
    return not any(up.lemma in _STOPPED_AID for up in list(a.trigger.ancestors())[:4])


def _withdrawal(a: Args) -> bool:
    if a.trigger.lemma == "bring" and not any(c.text.lower() in ("home", "back") for c in a.trigger.children):
        return False
    inside = [t for o in a.objects for t in o.subtree()]
    from_object = any(t is x for t in a.s_tokens for x in inside)
    return not from_object or grammar.passive(a.trigger)


def _forces_leave(a: Args) -> bool:
    away = any(c.text.lower() in ("back", "out", "away", "from", "off", "home") for c in a.trigger.children)
    return forces(a) and (a.trigger.lemma in ("leave", "vacate", "quit", "withdraw") or away) and not (a.trigger.lemma in ("leave", "quit") and any(o.lemma in ("port", "base") for o in a.objects))


def _withdrawal_noun(a: Args) -> bool:
    if not a.s_tokens or a.trigger.lemma in ("withdrawal", "retreat", "pullout") and not any(_is_force(t) for t in a.s_tokens):
        mods = {c.lemma for c in a.trigger.children}
        lands = any(p.lemma == "from" and t.mention is not None and t.mention.kind in PLACE_KINDS | STATE_KINDS for p in a.trigger.by("prep") for t in p.by("pobj"))
        if not mods & {"troop", "military", "force", "army", "soldier"} and not lands:
            return False
    for prep in a.trigger.by("prep"):
        for t in prep.by("pobj"):
            if prep.lemma == "from" and (t.mention is not None and t.mention.kind in {"Treaty", *_ORGANISATIONS} or t.lemma in ("bloc", "treaty", "pact", "agreement", "organisation", "organization", "accord", "convention", "deal")):
                return False
    return True


def _foreign_order(a: Args) -> bool:
    if _told_to_leave(a):
        return False
    if a.trigger.lemma in ("order", "instruct", "direct", "enjoin"):
        return all(r.state is None or all(r.state != x.state for x in a.s) for r in a.o) and bool(a.trigger.by("xcomp", "ccomp", "advcl"))
    return True


def _told_to_leave(a: Args) -> bool:
    """'ordered two diplomats to leave', 'gave the ambassador 72 hours to leave'."""
    away = any(c.lemma in ("leave", "depart", "quit") for c in a.trigger.by("xcomp", "advcl", "ccomp"))
    return away and any(t.lemma in _PEOPLE or t.mention is not None and t.mention.kind == "Person" for t in a.objects)


def _violence(a: Args) -> bool:
    """What is condemned without a word on who did it is an act of violence, or is condemned as something."""
    return _judged(a) or any(t.lemma in _ATROCITIES for t in a.trigger.by("dobj")) and all(r.entity.kind != "Group" for r in a.s)


_ATROCITIES = {"attack", "bombing", "killing", "assassination", "coup", "violence", "explosion", "murder", "strike", "massacre", "blast", "shooting", "kidnapping", "abduction", "atrocity", "bombardment", "shelling", "raid"}


def _general(a: Args) -> bool:
    """A call on all or some that are not named ('urged all nations')."""
    preps = [t for p in a.trigger.by("prep") if p.lemma in ("on", "upon", "to", "with") for t in p.by("pobj")]
    return any(t.mention is None and (t.lemma in _EVERYBODY or t.text.lower() in ("all", "everyone")) and t.tag in ("NNS", "DT", "NN", "PRP") and not t.by("poss") for t in (*a.objects, *preps))


def _asked(a: Args) -> bool:
    for c in a.complements():
        if grammar.passive(c) and c.lemma in ("identify", "name", "quote") or any(m.text.lower() in ("whether", "if", "why", "how", "what", "who", "when", "where") for m in c.children if m.i < c.i):
            return False
    return bool(a.complements() or a.trigger.by("advcl")) or any(p.lemma in ("for", "to", "into") for p in a.trigger.by("prep", "dative"))


def _called(a: Args) -> bool:
    if a.trigger.lemma == "call" and any(p.lemma in ("to", "with") for p in a.trigger.by("prep")) and not any(p.lemma in ("on", "upon") for p in a.trigger.by("prep")):
        return False
    asked = bool(a.trigger.by("xcomp", "advcl", "ccomp")) or any(p.lemma == "for" for p in a.trigger.by("prep")) or any(t.dep in ("relcl", "acl", "advcl", "xcomp") and t.tag == "VB" for t in a.trigger.subtree())
    return asked or a.trigger.lemma != "call" or all(r.entity.kind != "Person" for r in a.o) and a.trigger.dep == "ROOT"


def _demanded(a: Args) -> bool:
    if a.trigger.lemma != "insist":
        return True
    return any(c.tag == "VB" or any(x.text.lower() in ("must", "should") for x in c.by("aux")) for c in a.complements()) or any(p.lemma in ("on", "upon") for p in a.trigger.by("prep"))


def _join(a: Args) -> bool:
    return any(c.lemma in ("join", "rejoin", "enter") for c in a.trigger.by("xcomp")) and all(r.entity.kind not in STATE_KINDS | {"Person"} for r in a.o)


def _words(a: Args) -> bool:
    if a.trigger.lemma in ("attack", "savage", "hit", "rap", "rip", "blast", "slam", "lament", "scorn"):
        spoken = any(p.lemma in ("for", "over", "as") for p in a.trigger.by("prep"))
        return not forces(a) and (spoken or a.trigger.lemma in ("slam", "blast", "rap"))
    return True


def _judged(a: Args) -> bool:
    """Condemned as something ('condemned the accord as a betrayal')."""
    own = a.trigger.by("dobj") and not any(t.tag in ("WP", "WDT") for t in a.trigger.by("dobj"))
    return bool(own) and any(p.lemma == "as" for t in (a.trigger, *a.objects) for p in t.by("prep")) and all(r.entity.kind in STATE_KINDS | {"Person"} for r in a.s)


def _thing(a: Args) -> bool:
    return not _whatever(a) and bool(a.objects or a.complements()) and all(r.entity.kind in STATE_KINDS | {"Person"} for r in a.s)


def _breach(a: Args) -> bool:
    return any(c.lemma in _BROKEN and (c.by("dobj") or grammar.passive(c)) for c in a.trigger.by("ccomp")) and all(r.entity.kind != "Person" for r in a.o)


def _not_comment(a: Args) -> bool:
    return not any(c.lemma in _SILENT for c in a.trigger.by("xcomp")) and not any(o.lemma in ("comment", "invitation", "interview", "identity") for o in a.objects)


def _denied(a: Args) -> bool:
    return bool(a.objects or a.complements()) and not a.trigger.by("dative")


def _whatever(a: Args) -> bool:
    """'What it called ...' only gives a name in passing."""
    return any(t.tag in ("WP", "WDT") and t.text.lower() == "what" for t in a.trigger.children)


def _verdict_on(a: Args) -> bool:
    return not _whatever(a) and bool(a.objects or a.complements())


def _hostile_will(a: Args) -> bool:
    """A warning of what the one who warns will do himself."""
    for c in a.complements():
        own = c.by("nsubj", "nsubjpass")
        self_subject = not own or all(t.tag == "PRP" and t.text.lower() in ("it", "they", "he", "she", "we") for t in own)
        shall = c.dep == "xcomp" or any(x.text.lower() in ("will", "would", "'ll", "'d", "shall", "could", "might", "may") for x in c.by("aux"))
        if self_subject and shall and c.lemma in (_WARNED if a.trigger.lemma in ("warn", "vow", "swear") else _HOSTILE):
            return a.trigger.lemma in ("warn",) or c.lemma in _HOSTILE
    return False


def _uttered(a: Args) -> bool:
    return a.trigger.head is None or a.trigger.head.lemma not in ("be", "pose", "represent", "become", "constitute", "face", "remain", "see", "counter", "deter", "consider", "as")


def _marched(a: Args) -> bool:
    return a.trigger.lemma == "protest" or all(r.entity.kind == "Group" for r in a.s)


def _crowd(a: Args) -> bool:
    return all(r.entity.kind == "Group" for r in a.s)


def _protested(a: Args) -> bool:
    for t in a.objects:
        mods = {c.lemma for c in t.children} | {c.text.lower() for c in t.children}
        if t.lemma == "note" and not mods & {"diplomatic", "protest", "verbale", "formal"}:
            return False
        if t.lemma == "representation" and not mods & {"solemn", "strong", "stern", "serious"}:
            return False
    return a.trigger.lemma not in ("raise", "present", "send", "make") or any(t.lemma in ("protest", "démarche", "demarche", "objection", "note", "representation") for t in a.objects)


def _expelled(a: Args) -> bool:
    found = a.objects
    if any(t.lemma in _VESSELS for t in found):
        return False
    return any(t.lemma in _PEOPLE or t.mention is not None and t.mention.kind in ("Person", "State") for t in found)


def _suspending(a: Args) -> bool:
    stops = {"suspend", "ban", "bar", "restrict", "halt", "end", "sever", "freeze", "cut", "prohibit", "sanction"}
    return any(c.lemma in stops for t in (a.trigger, *a.objects) for c in t.by("acl", "advcl", "relcl", "ccomp"))


def _not_home(a: Args) -> bool:
    low = {c.text.lower() for c in a.trigger.children}
    if low & {"home", "packing", "back"}:
        return False
    if a.trigger.lemma == "launch" and any(t.lemma in ("missile", "rocket", "drone", "satellite", "artillery", "balloon") for t in a.objects):
        return False
    if a.trigger.lemma in ("lead", "move", "fly", "land", "call", "ship", "position", "base", "launch", "field", "assemble") and not any(p.lemma in ("into", "to", "in", "near", "along", "toward", "towards", "off", "at", "up", "on") for p in a.trigger.by("prep", "prt", "dative", "advmod")):
        return False
    if a.trigger.lemma in ("send", "dispatch", "ship", "move", "call") and any(t.lemma in ("mission", "missile", "artillery", "tank", "helicopter", "guard") for t in a.objects) and any(
        r for p in a.trigger.by("dative") for r in p.children
    ):
        return a.trigger.lemma != "send" or any(t.lemma == "guard" for t in a.objects)
    inside = [t for o in a.objects for t in o.subtree()]
    from_object = any(t is x for t in a.s_tokens for x in inside)
    return not from_object or grammar.passive(a.trigger)


def _through(a: Args) -> bool:
    ways = {"through", "past", "near", "into", "around", "off", "across", "over", "toward", "towards", "north", "south", "close", "by", "within"}
    way = any(c.text.lower() in ways for c in a.trigger.by("prep", "prt", "advmod", "acomp"))
    return forces(a) and way and not grammar.passive(a.trigger) and a.trigger.lemma != "make"


def _track(a: Args) -> bool:
    return any(t.lemma in _VESSELS or t.mention is not None and t.mention.kind == "ArmedForce" for t in a.objects) and all(r.entity.kind != "Person" for r in a.s)


def _strengthened(a: Args) -> bool:
    return all(r.entity.kind in STATE_KINDS | _ORGANISATIONS for r in a.s) and not any(p.lemma in ("with", "between") for o in a.objects for p in o.by("prep"))


def _imposed(a: Args) -> bool:
    """A sanction that is there, not one that is lifted, waived or called for."""
    return not any(up.lemma in ("lift", "ease", "waive", "end", "drop", "suspend", "remove", "relax", "call", "demand", "urge", "restore", "threaten", "propose", "lifting", "easing", "removal", "end", "relief", "oppose") for up in list(a.trigger.ancestors())[:3])


def _alone(a: Args) -> bool:
    if len(a.s) != 1 or any(p.lemma in ("with", "between", "alongside") for t in (a.trigger, *a.objects) for p in t.by("prep")):
        return False
    mods = {c.lemma for t in a.objects for c in t.children}
    joint = mods & {"joint", "bilateral", "combined", "trilateral", "multinational"}
    warlike = mods & {"military", "naval", "live", "fire", "air", "war", "annual", "large", "combat", "army", "missile", "amphibious", "snap", "nuclear", "patrol", "scale"} or any(t.lemma in ("patrol", "manoeuvre", "maneuver", "wargame", "wargames") for t in a.objects)
    return not joint and bool(warlike) and a.s[0].entity.kind in STATE_KINDS | _ORGANISATIONS


def _militarily(a: Args) -> bool:
    return all(r.entity.kind in STATE_KINDS | _ORGANISATIONS for r in a.s)


def _scrambled(a: Args) -> bool:
    return any(c.lemma in ("scramble", "patrol", "sail", "deploy") for c in a.complements())


def _taken(a: Args) -> bool:
    """A place, or what belongs to another, is taken."""
    if a.o_tokens and any(t.mention is None and t.tag.startswith("PRP") for t in a.o_tokens):
        return False
    return all(x.entity != (r.state or r.entity) for r in a.o for x in a.s) if a.o_tokens else any(t.mention is not None and t.mention.kind in PLACE_KINDS or t.lemma in ("island", "shoal", "reef", "territory", "land", "town", "city", "peninsula", "islet", "outpost", "post", "base") for o in a.objects for t in (o, *(x for p in o.by("prep") for x in p.by("pobj"))))


def _vessels(a: Args) -> bool:
    """Ships and their crews, by a noun or by a pronoun in whose sentence they are named before."""
    if any(t.lemma in _VESSELS for t in a.objects):
        return True
    root = next((x for x in (a.trigger, *a.trigger.ancestors()) if x.head is None), a.trigger)
    return any(t.text.lower() in ("them", "it") for t in a.objects) and any(t.lemma in _VESSELS for t in root.subtree() if t.i < a.trigger.i)


def _force_verbs(a: Args) -> bool:
    """Blows with arms, not with words, taxes or bad luck."""
    if any(t.lemma in ("tariff", "sanction", "duty", "fine", "tax", "demand", "lawsuit", "ban", "proposal") for p in a.trigger.by("prep") if p.lemma in ("with", "by") for t in p.by("pobj")):
        return False
    if a.trigger.by("prt") or any(r.entity.kind == "Person" for r in a.s):
        return False
    verbal = any(p.lemma in ("for", "over", "as") for p in a.trigger.by("prep"))
    if verbal and not forces(a):
        return False
    aimed = [t for t in a.objects if t.mention is not None or t.lemma not in ("record", "low", "high", "market", "export", "import", "company", "bank", "industry", "sector", "product", "statement", "speech", "role")]
    return bool(aimed)


def _assailant(a: Args) -> bool:
    return all(r.entity.kind == "Group" for r in a.s) if not a.o else a.trigger.lemma == "invade" and not a.objects and all(r.entity.kind in STATE_KINDS for r in a.s)


def _violent(a: Args) -> bool:
    for t in a.objects:
        mods = {c.lemma for c in t.children}
        if mods & _FIGURATIVE or t.lemma in ("campaign",) and not mods & _WARLIKE:
            return False
    return True


def _war_noun(a: Args) -> bool:
    mods = {c.lemma for c in a.trigger.children}
    if mods & _FIGURATIVE or any(r.entity.kind == "Person" for r in a.s):
        return False
    if a.trigger.lemma in ("fire", "strike", "campaign"):
        against = any(p.lemma in ("on", "against", "at", "in") for p in a.trigger.by("prep"))
        return against and (bool(mods & _WARLIKE) or a.trigger.lemma != "fire")
    return True


CONDITIONS: dict[str, Callable[[Args], bool]] = {
    "pair": pair, "talks": pair, "forces": forces, "forces_noun": lambda a: all(r.entity.kind != "Person" for r in a.s), "forces_of": forces, "by_body": lambda a: all(r.entity.kind in _ORGANISATIONS for r in a.s),
    "forces_arrive": lambda a: forces(a) and not a.objects and all(r.entity.kind != "Group" for r in a.s), "forces_move": lambda a: forces(a) and not any(t.lemma in ("missile", "rocket", "shell", "bomb") for t in a.s_tokens),
    "person": lambda a: any(r.entity.kind == "Person" for r in a.o), "body": _body, "visitor": _person_abroad, "visitor_capital": _visitor_capital,
    "own_word": _own_word, "met_before": _met_before, "praise": lambda a: not _whatever(a) and not a.trigger.by("neg"),
    "by_name": lambda a: all(t.mention is not None and t.mention.kind in STATE_KINDS for t in a.o_tokens), "infinitive": _infinitive, "not_host": lambda a: not _host(a), "recognised": _recognised, "granted": _granted,
    "pair_not_agreed": _not_agreed, "given": _given, "withdrawal": _withdrawal, "forces_leave": _forces_leave, "withdrawal_noun": _withdrawal_noun,
    "foreign_order": _foreign_order, "general": _general, "asked": _asked, "called": _called, "demanded": _demanded, "join": _join, "words": _words,
    "judged": _judged, "violence": _violence, "told_to_leave": _told_to_leave, "thing": _thing, "breach": _breach, "not_comment": _not_comment, "denied": _denied, "verdict_on": _verdict_on, "hostile_will": _hostile_will,
    "uttered": _uttered, "marched": _marched, "crowd": _crowd, "protested": _protested, "expelled": _expelled, "suspending": _suspending,
    "not_home": _not_home, "forces_through": _through, "forces_track": _track, "strengthened": _strengthened, "alone": _alone, "imposed": _imposed, "militarily": _militarily,
    "scrambled": _scrambled, "taken": _taken, "vessels": _vessels, "force_verbs": _force_verbs, "assailant": _assailant, "violent": _violent, "war_noun": _war_noun,
}  # fmt: skip

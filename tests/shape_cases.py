"""Graphs written by hand for the tests of the shapes: one that is as it should be, and faults of it.

A fault is a graph in Turtle and a part of the message of the shape that it breaks.
"""

from __future__ import annotations

GOOD = """
@prefix kg: <https://w3id.org/geopolitical-kg/ontology#> .
@prefix id: <https://w3id.org/geopolitical-kg/id/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix doc: <https://w3id.org/geopolitical-kg/id/doc/> .
@prefix state: <https://w3id.org/geopolitical-kg/id/state/> .
@prefix claim: <https://w3id.org/geopolitical-kg/id/claim/> .
@prefix evidence: <https://w3id.org/geopolitical-kg/id/evidence/> .
@prefix feature: <https://w3id.org/geopolitical-kg/id/feature/> .

doc:DOCUMENT a kg:SourceDocument ; rdfs:label "sample.txt" ; dc:identifier "https://example.org/sample" ;
    dcterms:title "A sample" ; dc:language "en" ; dcterms:issued "2026-01-15"^^edtf:EDTF .
id:run1 a kg:ExtractionRun ; kg:version "0.1.0" ; kg:model "m 1.0" ; kg:modelSha256 "0" ; kg:dataSha256 "0" .

state:JP a kg:State ; rdfs:label "Japan" ; kg:isoCode "JP" .
state:CN a kg:State ; rdfs:label "China" ; kg:isoCode "CN" ; skos:altLabel "Beijing" .
id:asean a kg:IntergovernmentalOrganization ; rdfs:label "ASEAN" .
id:minister a kg:Person ; rdfs:label "Yoko Kamikawa" .
id:office a kg:Office ; rdfs:label "Foreign Minister" .
id:treaty a kg:Treaty ; rdfs:label "Reciprocal Access Agreement" .
id:manila a kg:Settlement ; rdfs:label "Manila" .
feature:s a kg:Shoal ; rdfs:label "Scarborough Shoal" .
kg:Signed a kg:TreatyStatus ; rdfs:label "Signed" .
kg:VisitingForces a kg:TreatyType ; rdfs:label "VisitingForces" .

claim:party a kg:Claim ; kg:claimSubject id:treaty ; kg:claimRelation kg:hasParty ; kg:claimObject state:JP ;
    kg:stance kg:Stated ; kg:confidence 0.9 ; kg:place id:manila ; kg:date "2024-07-08"^^edtf:EDTF ;
    kg:dateFrom "2024-07-08"^^xsd:date ; kg:dateTo "2024-07-08"^^xsd:date ; kg:dateWords "on Monday" .
claim:signed a kg:Claim ; kg:claimSubject id:treaty ; kg:claimRelation kg:signedBy ; kg:claimObject id:minister ;
    kg:stance kg:Stated .
claim:status a kg:Claim ; kg:claimSubject id:treaty ; kg:claimRelation kg:status ; kg:claimObject kg:Signed ;
    kg:stance kg:Negated .
claim:type a kg:Claim ; kg:claimSubject id:treaty ; kg:claimRelation kg:treatyType ;
    kg:claimObject kg:VisitingForces ; kg:stance kg:Stated .
claim:holds a kg:Claim ; kg:claimSubject id:minister ; kg:claimRelation kg:holdsOffice ; kg:claimObject id:office ;
    kg:officeOf state:JP ; kg:formerHolder true ; kg:stance kg:Stated .
claim:disputes a kg:Claim ; kg:claimSubject state:JP ; kg:claimRelation kg:disputes ; kg:claimObject state:CN ;
    kg:stance kg:Opinion .
claim:claims a kg:Claim ; kg:claimSubject state:CN ; kg:claimRelation kg:claimsSovereignty ; kg:claimObject feature:s ;
    kg:stance kg:Stated .
claim:allied a kg:Claim ; kg:claimSubject state:JP ; kg:claimRelation kg:alliedWith ; kg:claimObject state:CN ;
    kg:stance kg:Predicted .
claim:member a kg:Claim ; kg:claimSubject state:JP ; kg:claimRelation kg:memberOf ; kg:claimObject id:asean ;
    kg:stance kg:Conditional .
claim:event a kg:Claim ; kg:claimSubject id:minister ; kg:claimRelation kg:PROTEST ; kg:subjectState state:JP ;
    kg:stance kg:Attributed ; kg:holder state:CN .
"""
CLAIMS = ("party", "signed", "status", "type", "holds", "disputes", "claims", "allied", "member", "event")
EVERY_CLAIM = """
claim:{name} kg:inDocument doc:DOCUMENT ; prov:wasGeneratedBy id:run1 ; kg:rule "frame" ; kg:evidence evidence:{name} .
evidence:{name} a kg:Evidence ; oa:start {start} ; oa:end {end} ; oa:exact "words" ; kg:quoteSha256 "{sha}" .
"""


def good() -> str:
    every = [EVERY_CLAIM.format(name=n, start=10 * i, end=10 * i + 5, sha="0a" * 32) for i, n in enumerate(CLAIMS)]
    return (GOOD + "".join(every)).replace("DOCUMENT", "0b" * 32)


VIEW = """
id:e a kg:StatusEvent ; kg:ofTreaty id:treaty ; kg:treatyStatus kg:Signed .
id:treaty kg:status id:e .
id:d a kg:Dispute ; kg:over feature:s ; kg:side state:CN, state:JP .
id:p a kg:SovereigntyPosition ; kg:over feature:s ; kg:claimant state:CN .
state:CN kg:claimsSovereignty id:p .
id:a a kg:AcceptedStatement ; kg:acceptedSubject state:CN ; kg:acceptedRelation kg:claimsSovereignty ;
    kg:acceptedObject id:p ; kg:sourceCount 1 ; kg:supportedBy claim:claims .
id:m a kg:Administration ; kg:administrator state:JP ; kg:over feature:s .
id:t a kg:TermOfOffice ; kg:office id:office ; kg:officeHolder id:minister ; kg:officeOf state:JP .
id:v a kg:Event ; kg:eventType kg:AID ; kg:actor state:CN ; kg:target state:JP .
id:x a kg:Participation ; kg:participant state:CN ; kg:participationRole kg:Witness .
id:n a kg:NameUse ; kg:nameOf feature:s ; kg:nameText "Huangyan Dao" ; kg:usedBy state:CN .
id:o a kg:Obligation ; kg:ofTreaty id:treaty ; kg:article "V" ; kg:obligationType kg:Defense .
feature:s geo:hasGeometry id:g .
id:g geo:asWKT "POINT(117.76 15.13)"^^geo:wktLiteral .
"""


def everything() -> str:
    """The good document, and with it a good thing of each kind that the accepted view and the reference have."""
    return good() + VIEW


def replaced(*pairs: tuple[str, str]) -> str:
    text = good()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


PARTY = "kg:claimSubject id:treaty ; kg:claimRelation kg:hasParty ; kg:claimObject state:JP ;\n    kg:stance kg:Stated"

BAD = {
    "no subject": (replaced(("claim:signed a kg:Claim ; kg:claimSubject id:treaty ;", "claim:signed a kg:Claim ;")),
                   "a claim has one subject"),
    "two subjects": (replaced((PARTY, PARTY.replace("id:treaty", "id:treaty, id:asean"))), "a claim has one subject"),
    "subject without a type": (replaced(("id:treaty a kg:Treaty ;", "id:treaty")), "has a class of the ontology"),
    "subject of an unknown type": (replaced(("id:treaty a kg:Treaty ;", "id:treaty a kg:Contract ;")),
                                   "has a class of the ontology"),
    "subject without a name": (replaced(('id:treaty a kg:Treaty ; rdfs:label "Reciprocal Access Agreement"',
                                         "id:treaty a kg:Treaty")), "one name as its label"),
    "no relation": (replaced(("kg:claimRelation kg:hasParty ; ", "")), "one relation or event type"),
    "unknown relation": (replaced(("kg:claimRelation kg:hasParty", "kg:claimRelation kg:owns")),
                         "one relation or event type"),
    "no stance": (replaced(("kg:claimObject id:minister ;\n    kg:stance kg:Stated", "kg:claimObject id:minister")),
                  "one stance"),
    "unknown stance": (replaced(("kg:stance kg:Opinion", "kg:stance kg:Certain")), "one stance"),
    "two stances": (replaced(("kg:stance kg:Opinion", "kg:stance kg:Opinion, kg:Stated")), "one stance"),
    "attributed without holder": (replaced((" ; kg:holder state:CN", "")), "a holder if, and only if"),
    "holder without attribution": (replaced(("kg:stance kg:Opinion", "kg:stance kg:Opinion ; kg:holder state:CN")),
                                   "a holder if, and only if"),
    "holder is a place": (replaced(("kg:holder state:CN", "kg:holder feature:s")), "a holder must be an actor"),
    "no evidence": (replaced((" ; kg:evidence evidence:party", "")), "one evidence"),
    "evidence is something else": (replaced(("kg:evidence evidence:party", "kg:evidence id:treaty")), "one evidence"),
    "no document": (replaced(("claim:party kg:inDocument doc:" + "0b" * 32 + " ;", "claim:party")), "the document"),
    "no run": (replaced(("prov:wasGeneratedBy id:run1 ; ", "")), "the run"),
    "no rule": (replaced(('kg:rule "frame" ; ', "")), "the rule"),
    "confidence above one": (replaced(("kg:confidence 0.9", "kg:confidence 1.5")), "confidence"),
    "evidence that ends before it starts": (replaced(("oa:start 0 ; oa:end 5", "oa:start 5 ; oa:end 2")),
                                            "before its end"),
    "evidence without length": (replaced(("oa:start 0 ; oa:end 5", "oa:start 5 ; oa:end 5")), "before its end"),
    "evidence before the text": (replaced(("oa:start 0", "oa:start -1")), "an integer from 0"),
    "evidence without end": (replaced(("oa:end 5 ; ", "")), "one end"),
    "evidence without hash": (replaced(("0a" * 32, "0a")), "64 hex digits"),
    "empty quotation": (replaced(('oa:exact "words"', 'oa:exact ""')), "quotes its words"),
    "date without its days": (replaced((';\n    kg:dateFrom "2024-07-08"^^xsd:date ; kg:dateTo "2024-07-08"^^xsd:date', "")),
                              "first or last day beside it"),
    "days without their date": (replaced((' ; kg:date "2024-07-08"^^edtf:EDTF', "")), "first or last day beside it"),
    "days the wrong way round": (replaced(('kg:dateTo "2024-07-08"', 'kg:dateTo "2024-07-01"')), "not after the last"),
    "date that is no EDTF": (replaced(('"2024-07-08"^^edtf:EDTF', '"2024-07-08"')), "in EDTF"),
    "treaty with a person as party": (replaced((PARTY, PARTY.replace("state:JP", "id:minister"))),
                                      "the object of kg:hasParty"),
    "party of a state": (replaced((PARTY, PARTY.replace("id:treaty", "state:CN"))), "the subject of kg:hasParty"),
    "party of nothing": (replaced((PARTY, PARTY.replace("kg:claimObject state:JP ;", ""))), "needs an object"),
    "signed by a state": (replaced(("kg:claimObject id:minister", "kg:claimObject state:JP")),
                          "the object of kg:signedBy"),
    "status that is a type": (replaced(("kg:claimObject kg:Signed", "kg:claimObject kg:VisitingForces")),
                              "the object of kg:status"),
    "status of somebody's own": (replaced(("kg:claimObject kg:Signed", "kg:claimObject id:sealed"),
                                          ("kg:Signed a kg:TreatyStatus", "id:sealed a kg:TreatyStatus")),
                                 "one that the ontology defines"),
    "treaty type of somebody's own": (replaced(("kg:claimObject kg:VisitingForces", "kg:claimObject id:sport"),
                                               ("kg:VisitingForces a kg:TreatyType", "id:sport a kg:TreatyType")),
                                      "one that the ontology defines"),
    "office held by a state": (replaced(("kg:claimSubject id:minister ; kg:claimRelation kg:holdsOffice",
                                         "kg:claimSubject state:JP ; kg:claimRelation kg:holdsOffice")),
                               "the subject of kg:holdsOffice"),
    "office of a person": (replaced(("kg:officeOf state:JP", "kg:officeOf id:minister")), "an office is of"),
    "dispute with a person": (replaced(("kg:claimSubject state:JP ; kg:claimRelation kg:disputes",
                                        "kg:claimSubject id:minister ; kg:claimRelation kg:disputes")),
                              "the subject of kg:disputes"),
    "dispute with itself": (replaced(("kg:claimRelation kg:disputes ; kg:claimObject state:CN",
                                      "kg:claimRelation kg:disputes ; kg:claimObject state:JP")), "two different sides"),
    "sovereignty over a state": (replaced(("kg:claimObject feature:s", "kg:claimObject state:JP")),
                                 "the object of kg:claimsSovereignty"),
    "allied with an organisation": (replaced(("kg:claimRelation kg:alliedWith ; kg:claimObject state:CN",
                                              "kg:claimRelation kg:alliedWith ; kg:claimObject id:asean")),
                                    "the object of kg:alliedWith"),
    "member of a state": (replaced(("kg:claimObject id:asean", "kg:claimObject state:CN")),
                          "the object of kg:memberOf"),
    "event of a treaty": (replaced(("kg:claimSubject id:minister ; kg:claimRelation kg:PROTEST",
                                    "kg:claimSubject id:treaty ; kg:claimRelation kg:PROTEST")), "who acts"),
    "event against a place": (replaced(("kg:claimRelation kg:PROTEST",
                                        "kg:claimObject feature:s ; kg:claimRelation kg:PROTEST")), "who is acted on"),
    "place that is a person": (replaced(("kg:place id:manila", "kg:place id:minister")), "must be a place or a state"),
    "acting for an organisation": (replaced(("kg:subjectState state:JP", "kg:subjectState id:asean")),
                                   "acts for must be a state"),
    "code of three letters": (replaced(('kg:isoCode "JP"', 'kg:isoCode "JPN"')), "two capital letters"),
    "code in small letters": (replaced(('kg:isoCode "JP"', 'kg:isoCode "jp"')), "two capital letters"),
    "two codes": (replaced(('kg:isoCode "JP"', 'kg:isoCode "JP", "JN"')), "a state has one"),
    "code of an organisation": (replaced(('rdfs:label "ASEAN"', 'rdfs:label "ASEAN" ; kg:isoCode "AS"')),
                                "only a state, or the government of a land, has an ISO code"),
    "state that is a place": (replaced(("state:JP a kg:State", "state:JP a kg:State, kg:Area")), "nothing but a place"),
    "place that is part of a state": (good() + "feature:s dcterms:isPartOf state:CN .", "tied to a state"),
    "place with a state by any property": (good() + "feature:s <https://example.org/country> state:CN .",
                                           "tied to a state"),
    "geometry out of the world": (good() + 'id:g geo:asWKT "POINT(15.1 117.7)"^^geo:wktLiteral .', "a point is"),
    "bare status": (good() + "id:treaty kg:status kg:Signed .", "never to a bare status"),
    "status event of no treaty": (good() + "id:e a kg:StatusEvent ; kg:treatyStatus kg:Signed .", "of one treaty"),
    "status event with a wrong status": (
        good() + "id:e a kg:StatusEvent ; kg:ofTreaty id:treaty ; kg:treatyStatus kg:VisitingForces .",
        "one status of the ontology"),
    "accepted sovereignty": (
        good() + "id:a a kg:AcceptedStatement ; kg:acceptedSubject state:CN ; kg:acceptedObject feature:s ;"
        " kg:acceptedRelation kg:claimsSovereignty ; kg:sourceCount 1 ; kg:supportedBy claim:claims .",
        "never to the place"),
    "plain sovereignty": (good() + "state:CN kg:claimsSovereignty feature:s .", "never to the place"),
    "accepted without sources": (
        good() + "id:a a kg:AcceptedStatement ; kg:acceptedSubject id:treaty ; kg:acceptedObject state:JP ;"
        " kg:acceptedRelation kg:hasParty ; kg:sourceCount 0 ; kg:supportedBy claim:party .",
        "one source or more"),
    "position without claimant": (good() + "id:p a kg:SovereigntyPosition ; kg:over feature:s .", "one claimant"),
    "dispute with one side": (good() + "id:d a kg:Dispute ; kg:over feature:s ; kg:side state:CN .", "two or more"),
    "term without holder": (good() + "id:t a kg:TermOfOffice ; kg:office id:office .", "one holder"),
    "event without type": (good() + "id:e a kg:Event ; kg:actor state:CN .", "one type of the ontology"),
    "event without actor": (good() + "id:e a kg:Event ; kg:eventType kg:AID .", "has an actor"),
    "participation in an unknown role": (
        good() + "id:x a kg:Participation ; kg:participant state:CN ; kg:participationRole kg:Signed .", "one role"),
    "administration without place": (good() + "id:x a kg:Administration ; kg:administrator state:JP .", "one place"),
    "name without user": (good() + 'id:n a kg:NameUse ; kg:nameOf feature:s ; kg:nameText "Huangyan Dao" .',
                          "who uses it"),
    "obligation of no type": (good() + 'id:o a kg:Obligation ; kg:ofTreaty id:treaty ; kg:article "V" .',
                              "a type of the ontology"),
    "document without address": (replaced(('dc:identifier "https://example.org/sample"', 'dc:rights "free"')),
                                 "one address"),
    "document with a short name": (good().replace("0b" * 32, "0b"), "ends in the SHA-256"),
    "publication as a plain string": (replaced(('dcterms:issued "2026-01-15"^^edtf:EDTF', 'dcterms:issued "2026"')),
                                      "date of publication"),
    "run without version": (replaced(('kg:version "0.1.0" ; ', "")), "one version"),
    "claim without an IRI": (good().replace("claim:event", "_:event"), "Claim"),
}  # fmt: skip

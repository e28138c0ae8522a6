"""Standing relations: memberships, alliances, territorial disputes, claims to sovereignty."""

from __future__ import annotations

import pytest
from tests.unit.conftest import Read

RELATIONS = ("memberOf", "alliedWith", "disputes", "claimsSovereignty")

MEMBERSHIPS = [
    ("Iceland is not in the European Union.", ["IS memberOf European Union [negated]"]),
    ("Serbia remains outside NATO.", ["RS memberOf NATO [negated]"]),
    ("Norway is not in Lima but in NATO.", []),
    (
        "Romania is in NATO and in the European Union. Switzerland belongs to neither.",
        [
            "CH memberOf European Union [negated]",
            "CH memberOf NATO [negated]",
            "RO memberOf European Union",
            "RO memberOf NATO",
        ],
    ),
    (
        "Romania is in NATO and in the European Union. Moldova took part in both.",
        ["RO memberOf European Union", "RO memberOf NATO"],
    ),
    ("Georgia began talks on joining the European Union.", ["GE memberOf European Union [predicted]"]),
    ("Georgia will not put talks on joining the European Union on the agenda until 2028.", []),
    ("Georgia voted on leaving the Commonwealth of Independent States.", []),
    ("Since joining NATO in 2017, Montenegro has sent troops.", ["ME memberOf NATO 2017"]),
    ("Greece dropped its veto on the country's entry into NATO.", []),
    ("The African Union met. Namibia joined the customs union in 1990.", []),
    (
        "Zimbabwe hopes to rejoin the Commonwealth. Gabon was admitted in 2022.",
        ["GA memberOf the Commonwealth 2022", "ZW memberOf the Commonwealth [predicted]"],
    ),
    (
        "Norway is a member of NATO but not of the European Union.",
        ["NO memberOf European Union [negated]", "NO memberOf NATO"],
    ),
    ("Austria is in the European Union, but not NATO.", ["AT memberOf European Union", "AT memberOf NATO [negated]"]),
    (
        "Moldova belongs neither to NATO nor to the European Union.",
        ["MD memberOf European Union [negated]", "MD memberOf NATO [negated]"],
    ),
    ("Moldova, a non-member of NATO, is neutral.", ["MD memberOf NATO [negated]"]),
    (
        "Kenya has been a non-permanent member of the UN Security Council since 2021.",
        ["KE memberOf UN Security Council 2021"],
    ),
    (
        "Ghana, like Togo and Benin, belongs to ECOWAS.",
        ["BJ memberOf ECOWAS", "GH memberOf ECOWAS", "TG memberOf ECOWAS"],
    ),
    (
        "Peru, a founding member of the Andean Community like Bolivia, left the table.",
        ["BO memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    ("Like Japan, Norway, a NATO member, objected.", ["NO memberOf NATO"]),
    (
        "Kenya, along with Ghana, sent troops to Haiti, a member of the Caribbean Community.",
        ["HT memberOf Caribbean Community"],
    ),
    (
        "What is the Andean Community? A bloc of four nations, among them Peru and Bolivia.",
        ["BO memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    (
        "The Andean Community, a bloc of four nations including Peru and Bolivia, met.",
        ["BO memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    ("The Andean Community sent a bloc of letters to Peru and Bolivia.", []),
    (
        "The Andean Community, whose members are Peru and Bolivia, met.",
        ["BO memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    (
        "The Andean Community met. Peru and Bolivia, two of its members, stayed away.",
        ["BO memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    (
        "Who is in the Andean Community? Peru and Bolivia.",
        ["BO memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    ("Who quarrels with the Andean Community? Peru and Bolivia.", []),
    ("The Andean Community shrank in 2006, when Venezuela quit.", ["VE memberOf Andean Community 2006 [negated]"]),
    ("The Andean Community objected when Venezuela left.", []),
    ("BRICS expanded in 2024 to include Egypt and Ethiopia.", ["EG memberOf BRICS 2024", "ET memberOf BRICS 2024"]),
    (
        "Libya was stripped of its membership of the UN Human Rights Council in 2011.",
        ["LY memberOf UN Human Rights Council 2011 [negated]"],
    ),
    (
        "Zimbabwe, out of the Commonwealth since 2003, wants to come back.",
        ["ZW memberOf the Commonwealth 2003 [negated]"],
    ),
    ("Zimbabwe, out of the Commonwealth Games since 2003, wants to come back.", []),
    (
        "Russia, an ally of Armenia within the CSTO, objected.",
        ["AM alliedWith RU", "AM memberOf CSTO", "RU memberOf CSTO"],
    ),
    ("Ukraine's allies in NATO pledged arms.", []),
    (
        "Reminder: Mali and Niger quit ECOWAS in 2025.",
        ["ML memberOf ECOWAS 2025 [negated]", "NE memberOf ECOWAS 2025 [negated]"],
    ),
    ("NATO members Croatia and Albania sent ships.", ["AL memberOf NATO", "HR memberOf NATO"]),
    (
        "Serbia, Bosnia and Moldova talked. None of the three is a member of NATO.",
        ["BA memberOf NATO [negated]", "MD memberOf NATO [negated]", "RS memberOf NATO [negated]"],
    ),
    ("Kenya belongs to the African Union, as does Ghana.", ["GH memberOf African Union", "KE memberOf African Union"]),
    ("The African Union, to which Kenya belongs, praised Ghana, as did Peru.", ["KE memberOf African Union"]),
    (
        "Chad and Niger belong to the African Union. Peru left in 2020.",
        ["NE memberOf African Union", "PE memberOf African Union 2020 [negated]", "TD memberOf African Union"],
    ),
    ("Turkey, a member of NATO, has closed the straits.", ["TR memberOf NATO"]),
    ("Like Kenya, Ghana is a member of the African Union.", ["GH memberOf African Union", "KE memberOf African Union"]),
    (
        "Kuwait and Bahrain, both of which are, like Oman, members of the Arab League, called for calm.",
        ["BH memberOf Arab League", "KW memberOf Arab League", "OM memberOf Arab League"],
    ),
    ("Romania, in NATO since 2004, shares a border with Moldova.", ["RO memberOf NATO 2004"]),
    ("Romania, in talks with NATO since 2004, signed it.", []),
    ("NATO: a summit on Thursday, Romania (member since 2004) stays away.", ["RO memberOf NATO 2004"]),
    (
        "Kenya and Togo, both in the African Union, fell out.",
        ["KE memberOf African Union", "TG memberOf African Union"],
    ),
    (
        "Ties between Kenya and Togo, both of which belong to the African Union, have cooled.",
        ["KE memberOf African Union", "TG memberOf African Union"],
    ),
    (
        (
            "A country of 12,000 people, mined out by Chile, sells what it has. It took Chile to court. "
            "It is a founding member of the African Union."
        ),
        [],
    ),
    (
        (
            "Peru asked Chile for help. Chile asked Bolivia for help. Bolivia asked Peru for help. Peru thanked Chile. "
            "Chile thanked Bolivia. Bolivia thanked Peru. All three are members of the Andean Community."
        ),
        ["BO memberOf Andean Community", "CL memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    ("France met Turkey, a fellow member of NATO.", ["FR memberOf NATO", "TR memberOf NATO"]),
    ("NATO member Turkey has closed the straits.", ["TR memberOf NATO"]),
    ("Fellow ASEAN members Thailand and Cambodia exchanged fire.", ["KH memberOf ASEAN", "TH memberOf ASEAN"]),
    ("Paraguay is a member of Mercosur.", ["PY memberOf Mercosur"]),
    (
        "The Visegrad Group (Poland, Hungary, the Czech Republic, Slovakia) met on Monday.",
        [
            "CZ memberOf Visegrad Group",
            "HU memberOf Visegrad Group",
            "PL memberOf Visegrad Group",
            "SK memberOf Visegrad Group",
        ],
    ),
    (
        "The Visegrad Group (a club that Poland and Hungary like) met on Monday.",
        [],
    ),
    (
        "Warsaw, like Vilnius a member of NATO, refused to sell.",
        ["LT memberOf NATO", "PL memberOf NATO"],
    ),
    (
        "Ghana, unlike Togo a member of the African Union, abstained.",
        ["GH memberOf African Union", "TG memberOf African Union [negated]"],
    ),
    (
        "The row spread to the Andean Community, in which Peru sits alongside Bolivia and Colombia.",
        ["BO memberOf Andean Community", "CO memberOf Andean Community", "PE memberOf Andean Community"],
    ),
    (
        "Palau is a founding member of the Parties to the Nauru Agreement.",
        ["PW memberOf Parties to the Nauru Agreement"],
    ),
    (
        "They praised the Lake Fund, to which Chad, Niger, Mali and Guinea belong.",
        ["GN memberOf Lake Fund", "ML memberOf Lake Fund", "NE memberOf Lake Fund", "TD memberOf Lake Fund"],
    ),
    ("Croatia became a member of the European Union in 2013.", ["HR memberOf European Union 2013"]),
    ("Croatia joined the European Union in 2013.", ["HR memberOf European Union 2013"]),
    (
        "Poland, Hungary and Romania, all members of the European Union, sent troops.",
        ["HU memberOf European Union", "PL memberOf European Union", "RO memberOf European Union"],
    ),
    (
        "Kenya and Uganda, both of them members of the East African Community, agreed to talks.",
        ["KE memberOf East African Community", "UG memberOf East African Community"],
    ),
    (
        "The East African Community, to which Kenya and Uganda belong, sent observers.",
        ["KE memberOf East African Community", "UG memberOf East African Community"],
    ),
    (
        "The East African Community, of which Kenya is a founding member, sent observers.",
        ["KE memberOf East African Community"],
    ),
    ("The African Union, which Morocco rejoined in 2017, sent observers.", ["MA memberOf African Union 2017"]),
    (
        "Five members of the African Union, namely Kenya, Ghana, Egypt, Chad and Togo, voted for it.",
        [
            "EG memberOf African Union",
            "GH memberOf African Union",
            "KE memberOf African Union",
            "TD memberOf African Union",
            "TG memberOf African Union",
        ],
    ),
    (
        "Several members of the Arab League, including Iraq and Oman, voted against it.",
        ["IQ memberOf Arab League", "OM memberOf Arab League"],
    ),
    (
        "The members of the Arab League, Iraq and Oman among them, voted against it.",
        ["IQ memberOf Arab League", "OM memberOf Arab League"],
    ),
    (
        "Mercosur backed the plan. Its members, Uruguay and Paraguay included, signed it.",
        ["PY memberOf Mercosur", "UY memberOf Mercosur"],
    ),
    (
        "Mali's withdrawal from the Economic Community of West African States was announced in January 2024.",
        ["ML memberOf Economic Community of West African States 2024-01 [negated]"],
    ),
    ("Britain left the European Union in 2020.", ["GB memberOf European Union 2020 [negated]"]),
    ("Qatar, which quit OPEC in 2019, was absent.", ["QA memberOf OPEC 2019 [negated]"]),
    ("Ukraine is not a member of NATO.", ["UA memberOf NATO [negated]"]),
    (
        "Serbia, which is not a member of the European Union, buys Russian gas.",
        ["RS memberOf European Union [negated]"],
    ),
    ("Norway, alone among NATO countries, kept its embassy open.", ["NO memberOf NATO"]),
    ("Hungary was the last European Union country to ratify it.", ["HU memberOf European Union"]),
    ("Ukraine has applied to join the European Union.", ["UA memberOf European Union [predicted]"]),
    ("Moldova hopes to join the European Union by 2030.", ["MD memberOf European Union 2030 [predicted]"]),
    (
        "Finland and Sweden joined NATO in 2023 and 2024 respectively.",
        ["FI memberOf NATO 2023", "SE memberOf NATO 2024"],
    ),
    (
        "Kazakhstan and Uzbekistan held talks in Astana. Both countries belong to the Shanghai Cooperation Organisation.",
        ["KZ memberOf Shanghai Cooperation Organisation", "UZ memberOf Shanghai Cooperation Organisation"],
    ),
    ("Ethiopia was admitted to BRICS in January 2024.", ["ET memberOf BRICS 2024-01"]),
    (
        "Belarus acceded to the Shanghai Cooperation Organisation in July 2024.",
        ["BY memberOf Shanghai Cooperation Organisation 2024-07"],
    ),
    ("Montenegro's accession to NATO in 2017 angered Moscow.", ["ME memberOf NATO 2017"]),
    ("Germany joined NATO in condemning the attack.", []),
    ("The minister, a member of parliament, visited Peru.", []),
    (
        "Armenia has frozen its membership of the Collective Security Treaty Organization.",
        ["AM memberOf Collective Security Treaty Organization [negated]"],
    ),
    (
        "Hungary, which holds the rotating presidency of the European Union, hosted the talks.",
        ["HU memberOf European Union"],
    ),
    ("Ghana chairs the African Union this year.", ["GH memberOf African Union"]),
    (
        "Mali, Niger and Chad met in Bamako. All three remain in the African Union.",
        ["ML memberOf African Union", "NE memberOf African Union", "TD memberOf African Union"],
    ),
    (
        "The Caribbean Community, a bloc that both Belize and Haiti belong to, sent police.",
        ["BZ memberOf Caribbean Community", "HT memberOf Caribbean Community"],
    ),
    (
        "Georgia ceased to belong to the Commonwealth of Independent States in 2009.",
        ["GE memberOf Commonwealth of Independent States 2009 [negated]"],
    ),
    (
        "Cuba, which walked out of the Organization of American States in 1962, declined.",
        ["CU memberOf Organization of American States 1962 [negated]"],
    ),
    (
        "Switzerland, which belongs to neither NATO nor the European Union, hosted the talks.",
        ["CH memberOf European Union [negated]", "CH memberOf NATO [negated]"],
    ),
    ("EU members Ireland and Spain recognised Palestine.", ["ES memberOf EU", "IE memberOf EU"]),
    ("Nigeria and other members of ECOWAS sent troops.", ["NG memberOf ECOWAS"]),
    (
        "The Gulf Cooperation Council, which groups Bahrain, Kuwait and Oman, met in Riyadh.",
        [
            "BH memberOf Gulf Cooperation Council",
            "KW memberOf Gulf Cooperation Council",
            "OM memberOf Gulf Cooperation Council",
        ],
    ),
    ("Honduras, a former member of ALBA, did not attend.", []),
    ("Timor-Leste was admitted as ASEAN's eleventh member in October 2025.", ["TL memberOf ASEAN 2025-10"]),
    ("The last EU state to sign was Malta.", ["MT memberOf EU"]),
    (
        "The member States of the European Free Trade Association (EFTA), namely Iceland and Norway, met in Oslo.",
        ["IS memberOf European Free Trade Association", "NO memberOf European Free Trade Association"],
    ),
    (
        "The African Union sent aid to two of its members, Niger and Chad.",
        ["NE memberOf African Union", "TD memberOf African Union"],
    ),
    (
        "Croatia, a member of the European Union since 2013 and of NATO since 2009, objected.",
        ["HR memberOf European Union 2013", "HR memberOf NATO 2009"],
    ),
    ("Croatia joined NATO in 2009 and Montenegro in 2017.", ["HR memberOf NATO 2009", "ME memberOf NATO 2017"]),
    ("NATO's newest member, Sweden, sent troops.", ["SE memberOf NATO"]),
    ("EU and NATO member Croatia protested.", ["HR memberOf EU", "HR memberOf NATO"]),
    (
        "Palau is a party to the Compact and a member of the Pacific Islands Forum.",
        ["PW memberOf Pacific Islands Forum"],
    ),
    (
        "Mali said it was leaving the Lagos Staff Committee, the counter-terrorism body founded with Algeria and Niger.",
        [
            "DZ memberOf Lagos Staff Committee",
            "ML memberOf Lagos Staff Committee [negated]",
            "NE memberOf Lagos Staff Committee",
        ],
    ),
    (
        "Norway and Denmark met in Oslo. The pact, which the two NATO members signed in 1951, lapsed.",
        ["DK memberOf NATO", "NO memberOf NATO"],
    ),
    (
        "Croatia and Albania, both in NATO since 2009, are merely doing what allies do.",
        ["AL memberOf NATO 2009", "HR memberOf NATO 2009"],
    ),
    ("Never recognised by: Spain, Greece, Romania (all EU).", ["ES memberOf EU", "GR memberOf EU", "RO memberOf EU"]),
    (
        "Greece joined in 1981, five years before Spain joined the European Communities.",
        ["ES memberOf European Communities 1986"],
    ),
    (
        "Morocco, which walked out of the Organisation of African Unity in 1984, has been a member of its successor, the African Union, since 2017.",
        ["MA memberOf African Union 2017", "MA memberOf Organisation of African Unity 1984 [negated]"],
    ),
    (
        "Benin isn't in the putschists' club, the Alliance of Sahel States.",
        ["BJ memberOf Alliance of Sahel States [negated]"],
    ),
    (
        "The summit of Mercosur was held in Montevideo. Bolivia, a full member since 2024, did not take part in these negotiations.",
        ["BO memberOf Mercosur 2024"],
    ),
    ("SADC, of which Madagascar held the rotating chair, met in Harare.", ["MG memberOf SADC"]),
    ("Syria returned to the Arab League in 2023.", ["SY memberOf Arab League 2023"]),
    ("Syria's envoy returned to the Arab League with a plan.", []),
    ("Argentina turned its back on BRICS in December 2023.", ["AR memberOf BRICS 2023-12 [negated]"]),
    ("The Melanesian Spearhead Group, to which Jakarta has been admitted as an associate, met.", []),
    (
        "Iran, which joined the Shanghai Cooperation Organisation in 2023, and BRICS the year after, applauded.",
        ["IR memberOf Shanghai Cooperation Organisation 2023"],
    ),
    (
        "All five Central Asian states but Turkmenistan belong to the Shanghai Cooperation Organisation.",
        [
            "KG memberOf Shanghai Cooperation Organisation",
            "KZ memberOf Shanghai Cooperation Organisation",
            "TJ memberOf Shanghai Cooperation Organisation",
            "UZ memberOf Shanghai Cooperation Organisation",
        ],
    ),
    ("Timor-Leste applied to join ASEAN in 2011.", ["TL memberOf ASEAN [predicted]"]),
    (
        "Kenya is a member of the African Union, as are Togo and Benin.",
        ["BJ memberOf African Union", "KE memberOf African Union", "TG memberOf African Union"],
    ),
    (
        "Vanuatu belongs to the Melanesian Spearhead Group along with Fiji and Papua New Guinea.",
        [
            "FJ memberOf Melanesian Spearhead Group",
            "PG memberOf Melanesian Spearhead Group",
            "VU memberOf Melanesian Spearhead Group",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MEMBERSHIPS)
def test_a_membership_is_read(read: Read, text: str, expected: list[str]) -> None:
    """A membership is read from apposition, copula, relative clause, list, accession and exit; an exit is negated."""
    assert read(text, *RELATIONS) == expected


AS_WELL_AS = [
    (
        "Kenya is a member of ECOWAS as well as of the African Union.",
        ["KE memberOf African Union", "KE memberOf ECOWAS"],
    ),
    (
        "Togo, a member of ECOWAS as well as the African Union, abstained.",
        ["TG memberOf African Union", "TG memberOf ECOWAS"],
    ),
    ("Togo, a member of ECOWAS as well as a partner of the African Union, abstained.", ["TG memberOf ECOWAS"]),
]


@pytest.mark.parametrize(("text", "expected"), AS_WELL_AS)
def test_members_of_one_as_well_as_another(read: Read, text: str, expected: list[str]) -> None:
    """'As well as' joins the second body to the first."""
    assert read(text, *RELATIONS) == expected


ALLIANCES = [
    (
        "Kenya, along with allies Uganda and Chad, sent police.",
        ["KE alliedWith TD", "KE alliedWith UG"],
    ),
    ("Chad was shelled on Monday. France promised to defend its ally.", ["FR alliedWith TD"]),
    ("Relations between Chad and Niger were raised to the level of an alliance.", ["NE alliedWith TD"]),
    (
        "Taiwan has three allies left in the Pacific: Tuvalu, Palau and Fiji.",
        ["FJ alliedWith TW", "PW alliedWith TW", "TV alliedWith TW"],
    ),
    ("Uzbekistan has no allies in the region: Kazakhstan and Tajikistan are neutral.", []),
    ("The pact makes Fiji the third treaty ally that Samoa has.", ["FJ alliedWith WS"]),
    ("Kenya and Ghana have raised their relations to the level of alliance.", ["GH alliedWith KE"]),
    ("Kenya and Ghana have raised the banner of an alliance of parties.", []),
    ("Palau, one of Taiwan's allies along with Tuvalu, objected.", ["PW alliedWith TW", "TV alliedWith TW"]),
    ("Athens protested in May. Paris backs its ally's claim.", ["FR alliedWith GR"]),
    ("Russia attacked Estonia. Paris backs its ally's claim.", []),  # either of the two, as far as the words go
    ("Athens protested in May. Paris ignored its ally's claim.", []),
    ("On paper Togo, where French troops are based, is an ally of France.", ["FR alliedWith TG"]),
    ("Peru accuses Chile of theft. Two allies quarrel over money.", []),
    (
        (
            "Kenya and Togo signed a pact. Kenya asked Togo for help. Togo thanked Kenya. Peru and Chile praised them. "
            "France is an ally of both states."
        ),
        ["FR alliedWith KE", "FR alliedWith TG"],
    ),
    ("Belarus counts Russia as an ally.", ["BY alliedWith RU"]),
    ("India and the United States have no alliance.", ["IN alliedWith US [negated]"]),
    ("Armenia and Russia are allies no longer.", ["AM alliedWith RU [negated]"]),
    ("Japan, a treaty ally of the United States, agreed.", ["JP alliedWith US"]),
    ("South Korea is an ally of the United States.", ["KR alliedWith US"]),
    ("Washington's ally Thailand bought the submarines.", ["TH alliedWith US"]),
    ("The United States stood by its Philippine ally.", ["PH alliedWith US"]),
    ("Belarus, Russia's closest ally, hosted the drills.", ["BY alliedWith RU"]),
    ("Russian ally Belarus hosted the drills.", ["BY alliedWith RU"]),
    ("U.S. allies Japan and South Korea protested.", ["JP alliedWith US", "KR alliedWith US"]),
    ("The US-Japan alliance dates from 1951.", ["JP alliedWith US 1951"]),
    ("The alliance between Russia and North Korea has deepened.", ["KP alliedWith RU"]),
    ("Pakistan's alliance with China is old.", ["CN alliedWith PK"]),
    ("France and Britain are allies.", ["FR alliedWith GB"]),
    ("Turkey and Azerbaijan are treaty allies.", ["AZ alliedWith TR"]),
    ("Azerbaijan is allied with Turkey.", ["AZ alliedWith TR"]),
    ("Iran, allied with Syria, sent advisers.", ["IR alliedWith SY"]),
    (
        "Australia and New Zealand signed the pact with the United States, an ally of both of them.",
        ["AU alliedWith US", "NZ alliedWith US"],
    ),
    ("Lebanon and its allies protested.", []),
    ("Syria, a former ally of Russia, changed course.", []),
    ("Hungary's leader, an ally of Trump, objected.", []),
    ("India and Russia are not allies.", ["IN alliedWith RU [negated]"]),
    ("Qatar was designated a major non-NATO ally by the United States in 2022.", ["QA alliedWith US"]),
    ("Washington designated Kenya a major non-NATO ally.", ["KE alliedWith US"]),
    ("Ankara, the ally of Baku, closed the border.", ["AZ alliedWith TR"]),
    ("Cambodia and Laos held a drill. The two allies will meet again.", ["KH alliedWith LA"]),
    ("North Korea's main ally, China, abstained.", ["CN alliedWith KP"]),
    ("The United States and its ally Israel struck Iran.", ["IL alliedWith US"]),
    ("Seoul is bound to Washington by a mutual defence treaty.", []),
    ("The treaty turned Chad and France into allies.", ["FR alliedWith TD"]),
    ("The pact makes allies of Serbia and Hungary.", ["HU alliedWith RS"]),
    ("Poland, a NATO ally of the United States, agreed.", ["PL alliedWith US", "PL memberOf NATO"]),
    ("Syria was Iran's only Arab ally until December 2024.", ["IR alliedWith SY [negated]"]),
    (
        "Tuvalu is still an ally of Taiwan, as are the Marshalls and Palau.",
        ["MH alliedWith TW", "PW alliedWith TW", "TV alliedWith TW"],
    ),
    (
        "Ghana and Togo are each allied to France, though not to one another.",
        ["FR alliedWith GH", "FR alliedWith TG", "GH alliedWith TG [negated]"],
    ),
    ("Mali and Niger are still allied.", ["ML alliedWith NE"]),
    ("Neither is allied to Togo.", []),
    ("Ghana considers Togo a neighbour, a friend and an ally.", ["GH alliedWith TG"]),
    ("Ghana hailed Togo as a partner and ally.", ["GH alliedWith TG [attributed:GH]"]),
    ("Ghana considers Togo a neighbour and an ally in the fight against malaria.", []),
    ("Laos, reckoned among Vietnam's allies, abstained.", ["LA alliedWith VN"]),
    ("Laos, reckoned among Vietnam's critics, abstained.", []),
    ("Vietnam's allies include Laos and Cuba.", ["CU alliedWith VN", "LA alliedWith VN"]),
    ("Laos remains an ally on which Vietnam can rely.", ["LA alliedWith VN"]),
    ("Peru stood by its friend and ally Chile.", ["CL alliedWith PE"]),
    ("Allies since 1999, Peru and Chile share radar data.", ["CL alliedWith PE 1999"]),
    ("Allies say that Peru and Chile share radar data.", []),
    ("Serbia is bound to Hungary by a treaty of alliance.", ["HU alliedWith RS"]),
    ("Serbia broke off its alliance with Hungary in 2012.", ["HU alliedWith RS [negated]"]),
    ("Oman and Iran are useful to each other but no allies.", ["IR alliedWith OM [negated]"]),
    ("Oman and Iran are anything but allies.", ["IR alliedWith OM [negated]"]),
    ("Peru has no closer ally than Chile.", ["CL alliedWith PE"]),
    ("Peru has no closer rival than Chile.", []),
]


@pytest.mark.parametrize(("text", "expected"), ALLIANCES)
def test_an_alliance_is_read(read: Read, text: str, expected: list[str]) -> None:
    """Allies are read as a noun of either side, as an alliance between two, or as made by a treaty; no former or personal allies."""
    assert read(text, *RELATIONS) == expected


DISPUTES = [
    (
        "Turkey and Greece have been at odds for decades over rights in the Aegean Sea.",
        ["GR disputes TR @Aegean Sea"],
    ),
    ("India and China share a long, disputed border in the Himalayas.", ["CN disputes IN @Himalayas"]),
    ("India and China have an unresolved border.", ["CN disputes IN @unresolved border"]),
    ("Guyana's border with Suriname remains undemarcated and disputed.", ["GY disputes SR @border"]),
    ("Guatemala claims Belizean territory.", ["BZ disputes GT"]),
    ("Togo recalled its envoy from Benin amid a quarrel over Migingo Island.", ["BJ disputes TG @Migingo Island"]),
    ("Togo offered to mediate with Benin in the quarrel over Migingo Island.", []),
    ("Togo and Benin have never agreed on Migingo Island.", ["BJ disputes TG @Migingo Island"]),
    ("Togo sent a frigate to assert its claim to Migingo Island.", ["TG claimsSovereignty Migingo Island"]),
    (
        "Togo claims most of Lake Chad, including islands claimed by Benin and Ghana.",
        ["BJ disputes TG", "GH disputes TG", "TG claimsSovereignty Lake Chad"],
    ),
    ("Togo and Benin have never agreed on a plan.", []),
    ("Togo and Benin have yet to settle who owns Migingo Island.", ["BJ disputes TG @Migingo Island"]),
    (
        "Migingo Island, at the heart of a dispute between Togo and Benin, was shelled.",
        ["BJ disputes TG @Migingo Island"],
    ),
    ("The ownership of Migingo Island remains unsettled between Togo and Benin.", ["BJ disputes TG @Migingo Island"]),
    ("Togo and Benin nearly came to war over Migingo Island.", ["BJ disputes TG @Migingo Island"]),
    ("Chile and Bolivia have been at loggerheads for decades over the Silala River.", ["BO disputes CL @Silala River"]),
    ("Ghana has contested the sea border with Togo for years.", ["GH disputes TG @sea border"]),
    ("Somalia has contested with Kenya a triangle of sea for years.", ["KE disputes SO"]),
    ("Chad has contested with Togo a seat on the council for years.", []),
    ("Armenia and Azerbaijan still have no agreed border.", ["AM disputes AZ"]),
    ("Armenia and Russia have no common border.", []),
    ("Peruvian patrols met Ecuadorian soldiers on ground that both countries claimed.", ["EC disputes PE"]),
    ("Chad and Togo met on a field that both countries claimed was safe.", []),
    ("A row over Perejil has flared up again between Morocco and Spain.", ["ES disputes MA @Perejil"]),
    ("A row over tariffs has flared up again between Morocco and Spain.", []),
    ("Kenya and Somalia disagree on where their sea border runs.", ["KE disputes SO @sea border"]),
    ("Kenya and Somalia have settled where their sea border runs.", []),
    ("Ghana and Togo have yet to agree on their sea border.", ["GH disputes TG @sea border"]),
    ("Ghana and Togo have agreed on their sea border.", []),
    ("Kenya and Uganda took Migingo to court in 2003.", ["KE disputes UG @Migingo"]),
    ("Kenya and Uganda took the company to court in 2003.", []),
    ("A border dispute pits Kenya against Somalia.", ["KE disputes SO @border"]),
    ("Sudan and Egypt are at odds no longer over the Halaib Triangle.", ["EG disputes SD @Halaib Triangle [negated]"]),
    ("Sudan and Egypt do not see eye to eye over the Halaib Triangle.", ["EG disputes SD @Halaib Triangle"]),
    ("Sudan and Egypt do not see eye to eye over tariffs.", []),
    (
        "Bolivia has an old claim against Chile over the Silala River.",
        ["BO claimsSovereignty Silala River", "BO disputes CL @Silala River"],
    ),
    ("Bolivia has a claim against Chile over unpaid debts.", []),
    ("Greece and Turkey are locked in a dispute over the Aegean Sea.", ["GR disputes TR @Aegean Sea"]),
    ("India has a border dispute with China.", ["CN disputes IN"]),
    ("Nicaragua's maritime dispute with Colombia went to court.", ["CO disputes NI"]),
    (
        "The territorial dispute between Japan and Russia over the Kuril Islands is old.",
        ["JP disputes RU @Kuril Islands"],
    ),
    ("Sudan and Egypt are at odds over the Halaib Triangle.", ["EG disputes SD @Halaib Triangle"]),
    ("Kenya is at loggerheads with Somalia over their maritime border.", ["KE disputes SO @maritime border"]),
    (
        "Belize and Guatemala have rival claims to the Sarstoon Island.",
        [
            "BZ claimsSovereignty Sarstoon Island",
            "BZ disputes GT @Sarstoon Island",
            "GT claimsSovereignty Sarstoon Island",
        ],
    ),
    (
        "Chile disputes Bolivia's claim to the Silala River.",
        ["BO claimsSovereignty Silala River", "BO disputes CL @Silala River"],
    ),
    (
        "Thailand contests Cambodia's sovereignty over Preah Vihear.",
        ["KH claimsSovereignty Preah Vihear", "KH disputes TH @Preah Vihear"],
    ),
    ("India has a trade dispute with the United States.", []),
    (
        "Peru and Chile claim for themselves a gas field in the Pacific that they call Arica.",
        ["CL claimsSovereignty Arica", "CL disputes PE @Arica", "PE claimsSovereignty Arica"],
    ),
    ("Kenya lays claim to a reef in the Indian Ocean.", ["KE claimsSovereignty reef in the Indian Ocean"]),
    (
        "Norway gave up its claim to the east coast of Greenland.",
        ["NO claimsSovereignty east coast of Greenland [negated]"],
    ),
    ("The dispute between Canada and India over the killing goes on.", []),
    ("Troops exchanged fire on the disputed border between Thailand and Cambodia.", ["KH disputes TH @border"]),
    ("Indian and Chinese soldiers met on their disputed border.", ["CN disputes IN @border"]),
    ("Kosovo's row with Serbia over licence plates flared.", []),
    ("Kyrgyzstan and Tajikistan quarrel over the Ferghana Valley.", ["KG disputes TJ @Ferghana Valley"]),
    (
        "The Kuril Islands, which Japan and Russia both claim, are volcanic.",
        ["JP claimsSovereignty Kuril Islands", "JP disputes RU @Kuril Islands", "RU claimsSovereignty Kuril Islands"],
    ),
    ("Gibraltar is disputed between Britain and Spain.", ["ES disputes GB @Gibraltar"]),
    ("Abyei is contested by Sudan and South Sudan.", ["SD disputes SS @Abyei"]),
    ("Iraq and Kuwait have a long-running territorial row over Khor Abdullah.", ["IQ disputes KW @Khor Abdullah"]),
    (
        "Vietnam's claims in the Spratly Islands overlap with those of Malaysia.",
        [
            "MY claimsSovereignty Spratly Islands",
            "MY disputes VN @Spratly Islands",
            "VN claimsSovereignty Spratly Islands",
        ],
    ),
    ("Ethiopia and Sudan are in dispute over the al-Fashaga area.", ["ET disputes SD @al-Fashaga"]),
    ("Guatemala and Belize took their territorial dispute to court.", ["BZ disputes GT"]),
    ("Libya and Malta fell out over the continental shelf.", ["LY disputes MT @continental shelf"]),
    ("Croatia and Slovenia fell out over Piran Bay.", ["HR disputes SI @Piran Bay"]),
    ("Comoros disputes French rule over Mayotte.", ["FR disputes KM @Mayotte"]),
    ("Croatia and Slovenia fell out over the budget.", []),
    ("Ghana and Togo disagree about some 400 square kilometres of sea.", ["GH disputes TG"]),
    ("Ghana and Togo disagree about the price of fish from the sea.", []),
    ("Ghana and Togo traded recriminations over a wedge of ocean.", ["GH disputes TG"]),
    ("Ghana and Togo traded recriminations over a shipload of rice.", []),
    ("Ghana fought a war with Togo over a stretch of desert.", ["GH disputes TG"]),
    ("Togo has a border problem with Benin.", ["BJ disputes TG"]),
    ("Togo has a rice problem with Benin.", []),
    ("The boundary question between Togo and Benin has defied ten rounds of talks.", ["BJ disputes TG"]),
    ("Togo and Benin discussed border issues.", []),
    ("As to the differences with Benin over the sea border, Togo stands for talks.", ["BJ disputes TG @sea border"]),
    ("A border dispute has soured relations between Togo and Benin.", ["BJ disputes TG"]),
    ("A dispute over rice has soured relations between Togo and Benin.", []),
    ("The frontier between Togo and Benin has never been drawn.", ["BJ disputes TG @frontier"]),
    ("The frontier between Togo and Benin was drawn in 1912.", []),
    ("Togo took Benin to court over the sea border.", ["BJ disputes TG @sea border"]),
    ("Togo took Benin to court over the Ewe.", []),
    ("Togo and Benin cannot agree who owns Migingo Island.", ["BJ disputes TG @Migingo Island"]),
    ("Togo and Benin both claim the seabed.", ["BJ disputes TG"]),
    ("Togo and Benin claim the seabed jointly.", []),
    ("The well lies on ground claimed by both Togo and Benin.", ["BJ disputes TG"]),
    ("Togo and Benin no longer have any territorial disputes.", ["BJ disputes TG [negated]"]),
    ("The ruling leaves Togo and Benin with no disputed border.", ["BJ disputes TG @border [negated]"]),
    ("The treaty put an end to the border dispute between Togo and Benin.", ["BJ disputes TG [negated]"]),
    ("Migingo Island is a flashpoint between Togo and Benin.", ["BJ disputes TG @Migingo Island"]),
]


@pytest.mark.parametrize(("text", "expected"), DISPUTES)
def test_a_dispute_is_read_where_it_is_about_territory(read: Read, text: str, expected: list[str]) -> None:
    """A dispute is read with its area, and only where territory is in dispute."""
    assert read(text, *RELATIONS) == expected


CLAIMS = [
    ("Argentina maintains its claim to sovereignty over South Georgia.", ["AR claimsSovereignty South Georgia"]),
    ("Argentina restated its claim of sovereignty over South Georgia.", ["AR claimsSovereignty South Georgia"]),
    ("South Georgia, whose sovereignty Argentina claims, is cold.", ["AR claimsSovereignty South Georgia"]),
    (
        "China and Vietnam have overlapping claims in the South China Sea.",
        [
            "CN claimsSovereignty South China Sea",
            "CN disputes VN @South China Sea",
            "VN claimsSovereignty South China Sea",
        ],
    ),
    (
        "The Marshall Islands claims Wake Island, a territory of the United States.",
        ["MH claimsSovereignty Wake Island", "MH disputes US @Wake Island"],
    ),
    ("Honduras in its turn regards Sarstoon Island as Honduran.", ["HN claimsSovereignty Sarstoon Island"]),
    (
        "The accord divides waters south of Crete which Athens regards as its own.",
        ["GR claimsSovereignty waters south of Crete"],
    ),
    ("The islets lie south of Crete, which Greece governs.", []),
    ("Morocco claims Ceuta and Melilla.", ["MA claimsSovereignty Ceuta", "MA claimsSovereignty Melilla"]),
    (
        "Lipulekh and Kalapani are inseparable parts of Nepal, the Foreign Ministry in Kathmandu said.",
        ["NP claimsSovereignty Kalapani", "NP claimsSovereignty Lipulekh"],
    ),
    ("Kenya maintains that the Ilemi Triangle lies within its territory.", ["KE claimsSovereignty Ilemi Triangle"]),
    ("The Ilemi Triangle lies within its territory.", []),
    (
        "Kenya and Uganda quarrel over Migingo, a strip of land in the Nile river that both call their own.",
        ["KE claimsSovereignty Migingo", "KE disputes UG @Migingo", "UG claimsSovereignty Migingo"],
    ),
    ("Kenya's one open claim is to the Ilemi Triangle.", ["KE claimsSovereignty Ilemi Triangle"]),
    ("Kenya claims a share of the Ilemi Triangle.", ["KE claimsSovereignty Ilemi Triangle"]),
    ("Kenya claims a share of the profits.", []),
    (
        "The Ilemi Triangle is held by Kenya, which considers it part of its own soil.",
        ["KE claimsSovereignty Ilemi Triangle"],
    ),
    ("The Ilemi Triangle is far away. Kenya considers it part of the problem.", []),
    (
        "Kenya and Ghana maintain that they alone own the Ilemi Triangle.",
        ["GH claimsSovereignty Ilemi Triangle", "KE claimsSovereignty Ilemi Triangle"],
    ),
    ('"The Ilemi Triangle is ours," said Kenya\'s government.', ["KE claimsSovereignty Ilemi Triangle"]),
    ("Kenya has never given up its claim to the Ilemi Triangle.", ["KE claimsSovereignty Ilemi Triangle"]),
    (
        "Vietnam claims the Spratly Islands, as do Malaysia and Brunei.",
        [
            "BN claimsSovereignty Spratly Islands",
            "MY claimsSovereignty Spratly Islands",
            "VN claimsSovereignty Spratly Islands",
        ],
    ),
    ("Japan claims the Kuril Islands.", ["JP claimsSovereignty Kuril Islands"]),
    ("Argentina lays claim to the Falkland Islands.", ["AR claimsSovereignty Falkland Islands"]),
    ("The Falkland Islands are claimed by Argentina.", ["AR claimsSovereignty Falkland Islands"]),
    ("Argentina claims sovereignty over the Falkland Islands.", ["AR claimsSovereignty Falkland Islands"]),
    ("China regards Taiwan as part of its territory.", ["CN claimsSovereignty Taiwan"]),
    ("Beijing considers Taiwan its own.", ["CN claimsSovereignty Taiwan"]),
    ("China views Taiwan as a breakaway province.", ["CN claimsSovereignty Taiwan"]),
    ("Spain gave up its claim to Gibraltar in 1990.", ["ES claimsSovereignty Gibraltar 1990 [negated]"]),
    ("Nobody but Spain claims Gibraltar.", ["ES claimsSovereignty Gibraltar"]),
    ("Spain has never dropped its claim to Gibraltar.", ["ES claimsSovereignty Gibraltar"]),
    ("Venezuela's claim to Essequibo is old.", ["VE claimsSovereignty Essequibo"]),
    ("Morocco claims Western Sahara as its own.", ["MA claimsSovereignty Western Sahara"]),
    ("Western Sahara, which Morocco claims, has phosphates.", ["MA claimsSovereignty Western Sahara"]),
    ("Mauritius maintains that the Chagos Archipelago belongs to it.", ["MU claimsSovereignty Chagos Archipelago"]),
    ("Japan insists that the Kuril Islands are its inherent territory.", ["JP claimsSovereignty Kuril Islands"]),
    ("The Taliban claimed responsibility for the attack on Kabul.", []),
    ("Iran claimed that Israel had attacked Natanz.", []),
    ("Comoros claims Mayotte, which is run by France.", ["FR disputes KM @Mayotte", "KM claimsSovereignty Mayotte"]),
    (
        "Gibraltar lies off Spain. Both Spain and Britain claim it.",
        ["ES claimsSovereignty Gibraltar", "ES disputes GB @Gibraltar", "GB claimsSovereignty Gibraltar"],
    ),
    ("Guyana rejects Venezuela's claim to Essequibo.", ["GY disputes VE @Essequibo", "VE claimsSovereignty Essequibo"]),
    ("Suriname claims the Tigri Area, a stretch of forest.", ["SR claimsSovereignty Tigri Area"]),
    ("Hungary claims no territory in Ukraine.", []),
    ("India claimed victory over Pakistan in Kashmir.", []),
    ("Russia claimed the capture of Bakhmut.", []),
    ("Kenya renounced its claim to the Ilemi Triangle.", ["KE claimsSovereignty Ilemi Triangle [negated]"]),
    ("Afghanistan has never accepted the Durand Line.", []),
    (
        "Iran occupies Abu Musa, claimed by the United Arab Emirates.",
        ["AE claimsSovereignty Abu Musa", "AE disputes IR @Abu Musa"],
    ),
    ("The Philippines claims Sabah, a Malaysian state.", ["PH claimsSovereignty Sabah"]),
    ("Tokyo reaffirmed its sovereignty over Minamitori.", ["JP claimsSovereignty Minamitori"]),
    ("Guatemala lays claim to half of Belize.", ["GT claimsSovereignty half of Belize"]),
    ("Two thirds of Guyana belong to Venezuela, says Caracas.", ["VE claimsSovereignty two thirds of Guyana"]),
    (
        "The Kempir-Abad reservoir, which both Kyrgyzstan and Uzbekistan had claimed, was split.",
        [
            "KG claimsSovereignty Kempir-Abad reservoir",
            "KG disputes UZ @Kempir-Abad reservoir",
            "UZ claimsSovereignty Kempir-Abad reservoir",
        ],
    ),
]


LANDMARKS = [
    (
        "Argentina holds a rally in Ushuaia to demand the return of three islands off Tierra del Fuego.",
        ["AR claimsSovereignty three islands off Tierra del Fuego"],
    ),
    ("Indonesia claims two islets off Borneo.", ["ID claimsSovereignty two islets off Borneo"]),
    ("Turkey claims the rocks between Kos and Bodrum.", ["TR claimsSovereignty rocks between Kos and Bodrum"]),
    (
        "China claims the waters around the Paracel Islands.",
        ["CN claimsSovereignty Paracel Islands"],
    ),  # no land beside it
    (
        "Juan de Nova, Europa and the Glorioso Islands lie between Mayotte and Socotra. Madagascar claims all of them.",
        ["MG claimsSovereignty Glorioso Islands", "MG claimsSovereignty Juan de Nova"],
    ),
    ("Migingo Island lies off Rusinga. Kenya claims the island.", ["KE claimsSovereignty Migingo Island"]),
    (
        "Japan claims the Kuril Islands, which the Soviet Union has held since 1945.",
        ["JP claimsSovereignty Kuril Islands"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LANDMARKS)
def test_what_only_says_where_a_land_lies_is_not_claimed(read: Read, text: str, expected: list[str]) -> None:
    """A land that is told by what it lies beside is not that place, nor is a state that is no more a side."""
    assert read(text, *RELATIONS) == expected


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_a_claim_to_sovereignty_is_read(read: Read, text: str, expected: list[str]) -> None:
    """A state's claim to a territory is read; two claims to one, or a claim to what another holds, are a dispute."""
    assert read(text, *RELATIONS) == expected


MAPS_AND_EYES = [
    ("Bolivia demands access to the sea.", []),
    ("Kenya demands Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya declared Migingo Island part of Kenya.", ["KE claimsSovereignty Migingo Island"]),
    ("Ugandan police came to Migingo Island, a rock Kenya calls its own.", ["KE claimsSovereignty Migingo Island"]),
    ("Migingo Island, which Kenya considers to be its soil, is bare.", ["KE claimsSovereignty Migingo Island"]),
    ("Kosovo, which Serbia considers its southern province, has a flag.", ["RS claimsSovereignty Kosovo"]),
    ("Kosovo, which Serbia considers its closest neighbour in the province, has a flag.", []),
    (
        "Men were shot near Migingo Island, which Kenya has never ceased to call Kenyan.",
        ["KE claimsSovereignty Migingo Island"],
    ),
    ("Nairobi, for which Migingo Island has always been Kenyan, protested.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya has never formally given up Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya refuses to cede Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya never gave up hope for Migingo Island.", []),
    ("Kenya has asked for Migingo Island back ever since.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya asked for help on Migingo Island.", []),
    ("Migingo Island, long sought by Kenya, has no water.", ["KE claimsSovereignty Migingo Island"]),
    ("A pact that was long sought by Kenya was signed on Migingo Island.", []),
    ("Kenya planted its flag on Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenyan soldiers planted the Ugandan flag on Migingo Island.", []),
    ("Kenya hoisted its flag over Goma.", []),
    ("Kenya declared baselines around Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya's parliament passed a law incorporating Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya has published a map that takes in Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    (
        "The map of Kenya on which Migingo Island appears within its borders is new.",
        ["KE claimsSovereignty Migingo Island"],
    ),
    ("Kenya proclaimed the annexation of Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya says that Migingo Island was stolen from it.", ["KE claimsSovereignty Migingo Island"]),
    (
        "Kenya says Migingo Island, well within the zone of Uganda, has always been Kenyan.",
        ["KE claimsSovereignty Migingo Island"],
    ),
    ("Ships sailed past Kenyan-claimed Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    (
        "Guatemala has not dropped its claim to the southern half of the country.",
        ["GT claimsSovereignty southern half of the country"],
    ),
    ("Kenya's map of Migingo Island is old.", []),
    ("Ugandan fishermen claim that Migingo Island is theirs.", []),
    ("Two Ugandan lawmakers claimed Migingo Island.", []),
    ("Bir Tawil is empty. Egypt says that it is Sudanese, Sudan that it is Egyptian.", []),
    (
        "Kenya claims an economic zone around Migingo Island.",
        ["KE claimsSovereignty economic zone around Migingo Island"],
    ),
    ("Vanuatu insists that Migingo Island is Vanuatu's.", ["VU claimsSovereignty Migingo Island"]),
    ("Suriname has put Migingo Island on every official map.", ["SR claimsSovereignty Migingo Island"]),
    ("Nepal put Kalapani on its map in 2020.", ["NP claimsSovereignty Kalapani 2020"]),
    ("Nepal published a map that shows Kalapani as Nepali soil.", ["NP claimsSovereignty Kalapani"]),
    ("Nepal published a map that puts Kalapani inside its borders.", ["NP claimsSovereignty Kalapani"]),
    ("Nepal published a map in May. It shows Kalapani as Nepali soil.", ["NP claimsSovereignty Kalapani"]),
    ("Kenyan maps show the Ilemi Triangle as part of Kenya.", ["KE claimsSovereignty Ilemi Triangle"]),
    ("The Ilemi Triangle appears on Ethiopian maps as Ethiopian.", ["ET claimsSovereignty Ilemi Triangle"]),
    ("A Kenyan map shows Migingo Island in Uganda.", []),
    ("A map of the lake shows Migingo Island and the ferry.", []),
    ("Kenya put Migingo Island on the map with its festival.", []),
    ("For Gabon, Mbanié is Gabonese soil.", ["GA claimsSovereignty Mbanié"]),
    (
        "Moroni, in whose eyes Mayotte has never ceased to be Comorian soil, protested.",
        ["KM claimsSovereignty Mayotte"],
    ),
    ("For Kenya, Migingo Island is part of a bigger problem.", []),
    (
        "France administers the Glorioso Islands; Madagascar has never given up its claim.",
        ["FR disputes MG @Glorioso Islands", "MG claimsSovereignty Glorioso Islands"],
    ),
    ("Nigeria ran Bakassi for decades. It dropped its claim in 2008.", ["NG claimsSovereignty Bakassi 2008 [negated]"]),
    ("Nigeria left Bakassi in 2008, and Nigeria dropped its claim against Cameroon.", []),
    ("Tonga annexed the Minerva Reefs in 1972.", ["TO claimsSovereignty Minerva Reefs 1972"]),
    ("Russia plans to annex Abkhazia.", []),
    ("In 2020 China laid claim to Sakteng.", ["CN claimsSovereignty Sakteng 2020"]),
    ("Kenya says that Uganda has no right to Migingo Island.", []),
    (
        "Suriname's claims to Tigri overlap with those of Guyana.",
        ["GY claimsSovereignty Tigri", "GY disputes SR @Tigri", "SR claimsSovereignty Tigri"],
    ),
    ("Halaib is run by Egypt. Sudan claims the triangle.", ["EG disputes SD @Halaib", "SD claimsSovereignty Halaib"]),
    (
        "Sudan and Ethiopia both claim al-Fashaga, fertile land that borders on Ethiopia's Amhara region. Both quarrel over it.",
        ["ET claimsSovereignty al-Fashaga", "ET disputes SD @al-Fashaga", "SD claimsSovereignty al-Fashaga"],
    ),
    ("Lake Malawi is deep. Tanzania claims the northern waters of the lake.", ["TZ claimsSovereignty Lake Malawi"]),
    (
        "France, which annexed Mayotte in 1843, and Madagascar are friends.",
        ["FR claimsSovereignty Mayotte 1843"],
    ),
    ("Kenya counts Migingo Island as part of Nyanza.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya counts Migingo Island as part of a bigger problem.", []),
    (
        "Migingo Island, which Kenya, under the name of Ugingo, considers its own, is a rock.",
        ["KE claimsSovereignty Migingo Island"],
    ),
    ("Migingo Island, which Kenya calls Ugingo, is a rock.", []),
    ("Migingo Island, which Kenya calls a gem, is a rock.", []),
    (
        "Migingo Island is a rock which both Kenya and Uganda say belongs to them.",
        [
            "KE claimsSovereignty Migingo Island",
            "KE disputes UG @Migingo Island",
            "UG claimsSovereignty Migingo Island",
        ],
    ),
    ("Migingo Island was never anything but Kenyan, Nairobi said.", ["KE claimsSovereignty Migingo Island"]),
    ("Migingo Island is a rock that Nairobi demands as Kenyan.", ["KE claimsSovereignty Migingo Island"]),
    ("Chile will never give up Migingo Island.", ["CL claimsSovereignty Migingo Island"]),
    ("Chile will never give up hope for Arica.", []),
    ("Migingo Island is subject to a Kenyan claim.", ["KE claimsSovereignty Migingo Island"]),
    ("Migingo Island is subject to a Kenyan inquiry.", []),
    (
        "Migingo Island has been Kenya's territory for ages, and so has the Ilemi Triangle, Nairobi said.",
        ["KE claimsSovereignty Ilemi Triangle", "KE claimsSovereignty Migingo Island"],
    ),
    ("Migingo Island appears in Kenya's white paper as Kenyan soil.", ["KE claimsSovereignty Migingo Island"]),
    ("Migingo Island appears in Kenya's white paper as a park.", []),
    (
        "Kenya adopted an emblem on which the map shows Migingo Island inside the country.",
        ["KE claimsSovereignty Migingo Island"],
    ),
    ("Morocco considers Ceuta an integral part of the kingdom.", ["MA claimsSovereignty Ceuta"]),
    ("Nairobi insists that Kenya is the sole owner of Migingo Island.", ["KE claimsSovereignty Migingo Island"]),
    ("The Comoros want Mayotte back.", ["KM claimsSovereignty Mayotte"]),
    ("The Comoros want the ferry back.", []),
    ("The Comoros have long demanded that France return Mayotte.", ["KM claimsSovereignty Mayotte"]),
    ("The Comoros have long demanded that France return to Mayotte.", []),
    ("The Comoros regard Mayotte as rightfully theirs.", ["KM claimsSovereignty Mayotte"]),
    ("Maps printed in Nairobi show Migingo Island as Kenyan.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya, one of two claimants to Migingo Island, sent a boat.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya calls Migingo Island Kenyan.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya calls Migingo Island Ugandan.", []),
    ("Nairobi says that Migingo Island is an integral part of its territory.", ["KE claimsSovereignty Migingo Island"]),
    ("Nairobi counts Migingo Island as part of its tourism plan.", []),
    ("Migingo Island is claimed in whole or in part by Kenya.", ["KE claimsSovereignty Migingo Island"]),
    ("Mayotte was never anything but Comorian, Moroni said.", ["KM claimsSovereignty Mayotte"]),
    ("Mayotte was never anything but poor, Moroni said.", []),
    (
        "The Nepali side states that the letter is void. Kalapani is Nepali territory.",
        ["NP claimsSovereignty Kalapani"],
    ),
    ("The Nepali side states that the letter is void. Kalapani is Indian territory.", []),
    (
        "The port is held by Morocco along with Perejil, which it annexed in 1975.",
        ["MA claimsSovereignty Perejil 1975"],
    ),
    ("Migingo Island, as Kenya calls the rock, is tiny.", []),
    ("Mombasa, as Kenya calls the town, is old.", []),
    ("Kenya vowed that Migingo Island would be recovered.", ["KE claimsSovereignty Migingo Island"]),
    ("Kenya vowed that the wreck off Migingo Island would be recovered.", []),
    (
        "They met in Migingo, a town of 300 souls which both Kenya and Uganda say belongs to them.",
        ["KE claimsSovereignty Migingo", "KE disputes UG @Migingo", "UG claimsSovereignty Migingo"],
    ),
    (
        "Kenya and Uganda each regard Migingo Island as theirs.",
        [
            "KE claimsSovereignty Migingo Island",
            "KE disputes UG @Migingo Island",
            "UG claimsSovereignty Migingo Island",
        ],
    ),
    ("Togo's assembly approved a map that includes Migingo Island.", ["TG claimsSovereignty Migingo Island"]),
    ("Lome still considers Migingo Island a Togolese province.", ["TG claimsSovereignty Migingo Island"]),
    (
        "Benin seized Abu Musa and Migingo Island, islands that Togo also claims.",
        [
            "BJ disputes TG @Abu Musa",
            "BJ disputes TG @Migingo Island",
            "TG claimsSovereignty Abu Musa",
            "TG claimsSovereignty Migingo Island",
        ],
    ),
    (
        "Benin took Migingo Island in 1972 and Togo still demands its return.",
        ["TG claimsSovereignty Migingo Island"],
    ),
    ("Togo maintains that it is sovereign over Migingo Island.", ["TG claimsSovereignty Migingo Island"]),
    (
        "Benin protested over flights above what Togo calls its own Migingo Island.",
        ["TG claimsSovereignty Migingo Island"],
    ),
    (
        "Nobody has settled the question of Migingo Island. Togo's claim, inherited from a king, has lain dormant.",
        ["TG claimsSovereignty Migingo Island"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MAPS_AND_EYES)
def test_a_claim_in_other_words_is_read(read: Read, text: str, expected: list[str]) -> None:
    """A claim is also made by a map, in the eyes of a state, by annexing, or as 'its claim' to what was just named."""
    assert read(text, *RELATIONS) == expected


SIDES = [
    ("Kenya and Uganda have quarrelled over the strip since 1982.", ["KE disputes UG 1982"]),
    ("Kenya and Uganda have quarrelled over the cup since 1982.", []),
    (
        "Kuwait insists that Durra belongs only to Kuwait and Oman.",
        ["KW claimsSovereignty Durra", "OM claimsSovereignty Durra"],
    ),
    ("Kenya has a bone to pick with Uganda over Migingo Island.", ["KE disputes UG @Migingo Island"]),
    ("Iraq and Kuwait remain at variance over Bubiyan.", ["IQ disputes KW @Bubiyan"]),
    ("Madagascar has never recognised Mayotte as French.", ["FR disputes MG @Mayotte"]),
    (
        "Ireland and Iceland dispute Britain's ownership of Rockall.",
        ["GB disputes IE @Rockall", "GB disputes IS @Rockall"],
    ),
    ("The United States has never recognised Mayotte as French.", []),
    ("The United States does not recognise Russian sovereignty over Crimea.", []),
    ("Migingo Island, whose ownership Kenya and Uganda dispute, is tiny.", ["KE disputes UG @Migingo Island"]),
    ("Bhutan and China dispute Jakarlung and Doklam.", ["BT disputes CN @Doklam", "BT disputes CN @Jakarlung"]),
    ("The Kenya and Uganda dispute has ended many careers.", []),
    ("In 2019 Ghana and Togo settled their dispute over Aflao.", ["GH disputes TG @Aflao 2019 [negated]"]),
    (
        "Kenyan and Somali patrols clashed on Monday. The two neighbours both claim the seabed. Togo sent a boat.",
        ["KE disputes SO"],
    ),
    ("Migingo Island still divides Kenya and Uganda.", ["KE disputes UG @Migingo Island"]),
    ("The Strait of Gibraltar divides Spain and Morocco.", []),
    (
        "The status of Migingo Island has strained ties between Kenya and Uganda.",
        ["KE disputes UG @Migingo Island"],
    ),
    ("The trip to Migingo Island has strained ties between Kenya and Uganda.", []),
    (
        "Kenya and Uganda have an old argument about who owns Migingo Island.",
        ["KE disputes UG @Migingo Island"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_a_dispute_has_its_sides(read: Read, text: str, expected: list[str]) -> None:
    """Those who dispute a title are at odds with its owner, not with each other; powers far away only judge it."""
    assert read(text, *RELATIONS) == expected


OTHERS = [
    ("Many Bolivians believe that the Atacama was once theirs.", []),
    ("The EU mission in Georgia, led by Spain, began its work.", []),
    ("The United States and China clashed over Taiwan at the summit.", []),
    ("The UN peacekeepers in Lebanon include troops from Ghana and Italy.", []),
    ("Serbia is no longer a member of the Council of Europe.", ["RS memberOf Council of Europe [negated]"]),
    ("The dispute between Australia and China over barley is closed.", []),
    ("The company claimed immunity over the ship seized off Somalia.", []),
    ("Kenya claims to have killed 20 fighters in Somalia.", []),
    ("Peru said that the Galapagos Islands belong to Chile.", []),
    ("Egypt and Greece joined the United States in the exercise.", []),
    ("Iran's allies, Hezbollah and the Houthis, fired rockets.", []),
    ("France does not see Britain as an ally.", []),
    ("No minister of Spain ever called Russia an ally.", []),
    ("Iran called Iraq an unreliable ally.", []),
    ("Kenya regards Uganda as an ally against malaria.", []),
    ("Is Kenya an ally of Uganda?", []),
    ("Kenya and Uganda have an alliance of airlines.", []),
    ("Could Kenya join the East African Community?", []),
    ("Is Kenya a member of the East African Community?", []),
    ("The EU accepted Turkey as an observer.", []),
    ("The EU took in Ukraine's refugees.", []),
    ("NATO counts Kenya's officers among its members of staff.", []),
    ("Kenya had a seat on the UN Security Council until 2022.", []),
    ("Norway's minister stood outside NATO and smoked.", []),
    ("Kenya and Uganda are rivals over the marathon title.", []),
    ("France and Italy are rivals for the title of best cheese.", []),
    ("The final between Kenya and Somalia was contested in Migingo.", []),
    ("Ghana and Togo have not yet agreed on the limit for car imports.", []),
    ("Does Kenya dispute Migingo Island with Uganda?", []),
    ("Is Kenya, a member of the East African Community, rich?", ["KE memberOf East African Community"]),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_what_only_looks_like_a_relation_is_none(read: Read, text: str, expected: list[str]) -> None:
    """Words of membership, alliance, claim and dispute in other senses give nothing."""
    assert read(text, *RELATIONS) == expected


def test_an_author_asserts_sovereignty_as_an_opinion(read: Read) -> None:
    """What an opinion column says in its own voice of whose a territory is, is an opinion, never stated."""
    text = "The world forgets the Kuril Islands, which have always been Japanese. Russia's sovereignty over Crimea is plain."
    found = read(text, "claimsSovereignty", publisher="opinion column")
    assert found == ["JP claimsSovereignty Kuril Islands [opinion]", "RU claimsSovereignty Crimea [opinion]"]


def test_a_report_does_not_say_whose_a_territory_is(read: Read) -> None:
    """Outside of a commentary, 'the islands are Japanese' without a speaker claims nothing for a state."""
    assert read("The Kuril Islands are Japanese.", "claimsSovereignty") == []

"""What the codes of CAMEO event data mean, in our own short words.

CAMEO (Conflict and Mediation Event Observations) numbers kinds of events by two to four
digits, each digit narrowing the one before; a code that is not listed here means what
the code without its last digit means.
"""

from __future__ import annotations

from functools import lru_cache

_EVENTS = """
01 statement
010 statement
011 declines to comment
012 pessimistic words
013 optimistic words
014 weighs a policy
015 admits responsibility
016 denies responsibility
017 symbolic act
018 words of sympathy
019 voices agreement
02 appeal
020 appeal
021 appeals for material cooperation
0211 appeals for economic cooperation
0212 appeals for military cooperation
0213 appeals for judicial cooperation
0214 appeals for intelligence
022 appeals for diplomatic support
023 appeals for aid
0231 appeals for economic aid
0232 appeals for military aid
0233 appeals for humanitarian aid
0234 appeals for protection or peacekeeping
024 appeals for political reform
0241 appeals for new leadership
0242 appeals for a new policy
0243 appeals for rights
0244 appeals for new institutions
025 appeals for concessions
0251 appeals to ease administrative sanctions
0252 appeals to ease dissent
0253 appeals for a release
0254 appeals to ease an embargo or sanctions
0255 appeals to let outsiders in
0256 appeals to wind down fighting
026 appeals for a meeting or talks
027 appeals to settle a dispute
028 appeals to accept mediation
03 intends to cooperate
030 intends to cooperate
031 intends material cooperation
0311 intends economic cooperation
0312 intends military cooperation
0313 intends judicial cooperation
0314 intends to share intelligence
032 intends diplomatic support
033 intends to give aid
0331 intends to give economic aid
0332 intends to give military aid
0333 intends to give humanitarian aid
0334 intends protection or peacekeeping
034 intends political reform
0341 intends to change leadership
0342 intends to change policy
0343 intends to grant rights
0344 intends to change institutions
035 intends concessions
0351 intends to ease administrative sanctions
0352 intends to ease dissent
0353 intends a release
0354 intends to ease an embargo or sanctions
0355 intends to let outsiders in
0356 intends to wind down fighting
036 intends to meet or negotiate
037 intends to settle a dispute
038 intends to accept mediation
039 intends to mediate
04 consultation
040 consultation
041 talks by telephone
042 makes a visit
043 receives a visit
044 meets at a third place
045 mediates
046 negotiates
05 diplomatic cooperation
050 diplomatic cooperation
051 praises or endorses
052 speaks in defence
053 rallies support
054 grants recognition
055 apologises
056 forgives
057 signs an agreement
06 material cooperation
060 material cooperation
061 economic cooperation
062 military cooperation
063 judicial cooperation
064 shares intelligence
07 gives aid
070 gives aid
071 gives economic aid
072 gives military aid
073 gives humanitarian aid
074 gives protection or peacekeeping
075 grants asylum
08 gives way
080 gives way
081 eases administrative sanctions
0811 eases limits on political freedoms
0812 lifts a ban on parties or politicians
0813 eases a curfew
0814 eases a state of emergency
082 eases dissent
083 accepts political reform
0831 accepts new leadership
0832 accepts a new policy
0833 accepts demands for rights
0834 accepts new institutions
084 returns or releases
0841 releases people
0842 returns property
085 eases an embargo or sanctions
086 lets outsiders in
0861 receives peacekeepers
0862 receives inspectors
0863 lets humanitarian aid through
087 winds down fighting
0871 declares a ceasefire
0872 eases a blockade
0873 demobilises forces
0874 retreats or surrenders
09 investigation
090 investigation
091 investigates crime or corruption
092 investigates abuses of rights
093 investigates military action
094 investigates war crimes
10 demand
100 demand
101 demands information or an inquiry
1011 demands economic cooperation
1012 demands military cooperation
1013 demands judicial cooperation
1014 demands intelligence
102 demands diplomatic support
103 demands aid
1031 demands economic aid
1032 demands military aid
1033 demands humanitarian aid
1034 demands protection or peacekeeping
104 demands political reform
1041 demands new leadership
1042 demands a new policy
1043 demands rights
1044 demands new institutions
105 demands mediation
1051 demands easing of administrative sanctions
1052 demands easing of dissent
1053 demands a release
1054 demands an end to an embargo or sanctions
1055 demands that outsiders be let in
1056 demands less fighting
106 demands withdrawal
107 demands a ceasefire
108 demands a meeting or talks
11 disapproval
110 disapproval
111 criticises
112 accuses
1121 accuses of crime or corruption
1122 accuses of abuses of rights
1123 accuses of aggression
1124 accuses of war crimes
1125 accuses of spying or treason
113 rallies opposition
114 complains officially
115 goes to court
116 finds guilty
12 rejection
120 rejection
121 rejects material cooperation
1211 rejects economic cooperation
1212 rejects military cooperation
122 refuses aid
1221 refuses economic aid
1222 refuses military aid
1223 refuses humanitarian aid
1224 refuses protection or peacekeeping
123 rejects political reform
1231 rejects new leadership
1232 rejects a new policy
1233 rejects rights
1234 rejects new institutions
124 refuses to give way
1241 refuses to ease administrative sanctions
1242 refuses to ease dissent
1243 refuses a release
1244 refuses to ease an embargo or sanctions
1245 refuses to let outsiders in
1246 refuses to wind down fighting
125 refuses to meet or negotiate
126 rejects mediation
127 rejects a settlement
128 defies norms or law
129 vetoes
13 threat
130 threat
131 threatens measures short of force
1311 threatens to cut aid
1312 threatens an embargo or sanctions
1313 threatens to cut relations
132 threatens administrative sanctions
1321 threatens limits on political freedoms
1322 threatens to ban parties or politicians
1323 threatens a curfew
1324 threatens a state of emergency
133 threatens protest
134 threatens to halt talks
135 threatens to halt mediation
136 threatens to shut outsiders out
137 threatens repression
138 threatens force
1381 threatens a blockade
1382 threatens occupation
1383 threatens unconventional violence
1384 threatens an attack
1385 threatens weapons of mass destruction
139 gives an ultimatum
14 protest
140 protest
141 demonstrates
1411 demonstrates for new leadership
1412 demonstrates for a new policy
1413 demonstrates for rights
1414 demonstrates for new institutions
142 hunger strike
1421 hunger strike for new leadership
1422 hunger strike for a new policy
1423 hunger strike for rights
1424 hunger strike for new institutions
143 strike or boycott
1431 strike or boycott for new leadership
1432 strike or boycott for a new policy
1433 strike or boycott for rights
1434 strike or boycott for new institutions
144 blocks the way
1441 blocks the way for new leadership
1442 blocks the way for a new policy
1443 blocks the way for rights
1444 blocks the way for new institutions
145 riot
1451 riot for new leadership
1452 riot for a new policy
1453 riot for rights
1454 riot for new institutions
15 show of force
150 show of force
151 raises the alert of police
152 raises the alert of the military
153 mobilises police
154 mobilises armed forces
16 cuts relations
160 cuts relations
161 cuts diplomatic relations
162 cuts aid
1621 cuts economic aid
1622 cuts military aid
1623 cuts humanitarian aid
163 imposes an embargo or sanctions
164 halts talks
165 halts mediation
166 expels or withdraws
1661 expels or withdraws peacekeepers
1662 expels or withdraws inspectors
1663 expels or withdraws aid agencies
17 coercion
170 coercion
171 seizes or damages property
1711 confiscates property
1712 destroys property
172 imposes administrative sanctions
1721 limits political freedoms
1722 bans parties or politicians
1723 imposes a curfew
1724 imposes a state of emergency
173 arrests or charges
174 expels or deports
175 violent repression
176 attacks by computer
18 assault
180 unconventional violence
181 abducts or takes hostage
182 physical assault
1821 sexual assault
1822 torture
1823 kills by assault
183 bombing
1831 suicide bombing
1832 car bombing
1833 roadside bombing
1834 bombing of a place
184 uses as human shield
185 attempted assassination
186 assassination
19 fighting
190 use of military force
191 blockade
192 occupies territory
193 fights with small arms
194 fights with artillery and tanks
195 attacks from the air
1951 precise attack from the air
1952 attack by drone
196 breaks a ceasefire
20 mass violence
200 mass violence
201 mass expulsion
202 mass killing
203 ethnic cleansing
204 weapons of mass destruction
2041 chemical, biological or radiological weapons
2042 nuclear weapons
"""

# The kind of event of each family, and of those codes in it that are of another: ours where one
# stands near, as PLOVER has it, which counts investigating (09) as accusing (11), and words of
# support (05) as support.
_KINDS = {
    "01": "statement", "02": "statement", "03": "agreement", "04": "talks", "05": "agreement",
    "051": "statement", "052": "statement", "053": "statement", "055": "statement",
    "056": "statement", "06": "change", "07": "change", "08": "change", "0871": "agreement",
    "09": "statement", "10": "statement", "11": "statement", "116": "vote", "12": "statement",
    "129": "vote", "13": "statement", "14": "incident", "15": "exercise", "16": "change",
    "17": "incident", "18": "incident", "19": "incident", "20": "incident",
}  # fmt: skip


@lru_cache(maxsize=1)
def _events() -> dict[str, str]:
    pairs = (line.split(" ", 1) for line in _EVENTS.strip().splitlines())
    return {code: label[0].upper() + label[1:] for code, label in pairs}


def event_words(code: str) -> str | None:
    """Return what an event code means ("Makes a visit"); None for what is no CAMEO code."""
    labels = _events()
    while len(code) >= 2:
        if code in labels:
            return labels[code]
        code = code[:-1]
    return None


@lru_cache(maxsize=1000)
def event_kind(code: str) -> str:
    """Return the kind of event that a code of CAMEO falls under."""
    found = (_KINDS[code[:size]] for size in (4, 3, 2) if code[:size] in _KINDS)
    return next(found, "incident")

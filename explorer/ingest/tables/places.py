"""Codes of countries and of actors' roles, as event data write them, in words.

Countries by ISO 3166-1 alpha-3, with the regions and the few older codes that CAMEO adds.
"""

from __future__ import annotations

from functools import lru_cache

_COUNTRIES = """
ABW Aruba|AFG Afghanistan|AGO Angola|AIA Anguilla|ALA Åland|ALB Albania|AND Andorra
ARE United Arab Emirates|ARG Argentina|ARM Armenia|ASM American Samoa|ATG Antigua and Barbuda
AUS Australia|AUT Austria|AZE Azerbaijan|BDI Burundi|BEL Belgium|BEN Benin|BFA Burkina Faso
BGD Bangladesh|BGR Bulgaria|BHR Bahrain|BHS Bahamas|BIH Bosnia and Herzegovina|BLR Belarus
BLZ Belize|BMU Bermuda|BOL Bolivia|BRA Brazil|BRB Barbados|BRN Brunei|BTN Bhutan|BWA Botswana
CAF Central African Republic|CAN Canada|CHE Switzerland|CHL Chile|CHN China|CIV Côte d'Ivoire
CMR Cameroon|COD DR Congo|COG Congo|COK Cook Islands|COL Colombia|COM Comoros|CPV Cape Verde
CRI Costa Rica|CUB Cuba|CYM Cayman Islands|CYP Cyprus|CZE Czechia|DEU Germany|DJI Djibouti
DMA Dominica|DNK Denmark|DOM Dominican Republic|DZA Algeria|ECU Ecuador|EGY Egypt|ERI Eritrea
ESH Western Sahara|ESP Spain|EST Estonia|ETH Ethiopia|FIN Finland|FJI Fiji|FLK Falkland Islands
FRA France|FRO Faroe Islands|FSM Micronesia|GAB Gabon|GBR United Kingdom|GEO Georgia|GHA Ghana
GIB Gibraltar|GIN Guinea|GLP Guadeloupe|GMB Gambia|GNB Guinea-Bissau|GNQ Equatorial Guinea
GRC Greece|GRD Grenada|GRL Greenland|GTM Guatemala|GUF French Guiana|GUM Guam|GUY Guyana
HKG Hong Kong|HND Honduras|HRV Croatia|HTI Haiti|HUN Hungary|IDN Indonesia|IMN Isle of Man
IND India|IRL Ireland|IRN Iran|IRQ Iraq|ISL Iceland|ISR Israel|ITA Italy|JAM Jamaica|JOR Jordan
JPN Japan|KAZ Kazakhstan|KEN Kenya|KGZ Kyrgyzstan|KHM Cambodia|KIR Kiribati
KNA Saint Kitts and Nevis|KOR South Korea|KWT Kuwait|LAO Laos|LBN Lebanon|LBR Liberia|LBY Libya
LCA Saint Lucia|LIE Liechtenstein|LKA Sri Lanka|LSO Lesotho|LTU Lithuania|LUX Luxembourg
LVA Latvia|MAC Macao|MAR Morocco|MCO Monaco|MDA Moldova|MDG Madagascar|MDV Maldives|MEX Mexico
MHL Marshall Islands|MKD North Macedonia|MLI Mali|MLT Malta|MMR Myanmar|MNE Montenegro
MNG Mongolia|MOZ Mozambique|MRT Mauritania|MTQ Martinique|MUS Mauritius|MWI Malawi|MYS Malaysia
NAM Namibia|NCL New Caledonia|NER Niger|NGA Nigeria|NIC Nicaragua|NLD Netherlands|NOR Norway
NPL Nepal|NRU Nauru|NZL New Zealand|OMN Oman|PAK Pakistan|PAN Panama|PER Peru|PHL Philippines
PLW Palau|PNG Papua New Guinea|POL Poland|PRI Puerto Rico|PRK North Korea|PRT Portugal
PRY Paraguay|PSE Palestine|PYF French Polynesia|QAT Qatar|REU Réunion|ROU Romania|ROM Romania
RUS Russia|RWA Rwanda|SAU Saudi Arabia|SDN Sudan|SEN Senegal|SGP Singapore|SLB Solomon Islands
SLE Sierra Leone|SLV El Salvador|SMR San Marino|SOM Somalia|SRB Serbia|SSD South Sudan
STP São Tomé and Príncipe|SUR Suriname|SVK Slovakia|SVN Slovenia|SWE Sweden|SWZ Eswatini
SYC Seychelles|SYR Syria|TCD Chad|TGO Togo|THA Thailand|TJK Tajikistan|TKM Turkmenistan
TLS East Timor|TMP East Timor|TON Tonga|TTO Trinidad and Tobago|TUN Tunisia|TUR Turkey|TUV Tuvalu
TWN Taiwan|TZA Tanzania|UGA Uganda|UKR Ukraine|URY Uruguay|USA United States|UZB Uzbekistan
VAT Holy See|VCT Saint Vincent and the Grenadines|VEN Venezuela|VGB British Virgin Islands
VIR US Virgin Islands|VNM Vietnam|VUT Vanuatu|WSM Samoa|YEM Yemen|ZAF South Africa|ZMB Zambia
ZWE Zimbabwe|XKX Kosovo|KSV Kosovo|YUG Yugoslavia|SCG Serbia and Montenegro|SUN Soviet Union
AFR Africa|ASA Asia|BLK the Balkans|CRB the Caribbean|CAU the Caucasus|CFR Central Africa
CAS Central Asia|CEU Central Europe|EIN the East Indies|EAF East Africa|EEU Eastern Europe
EUR Europe|LAM Latin America|MEA the Middle East|MDT the Mediterranean|NAF North Africa
NMR North America|PGS the Persian Gulf|SCN Scandinavia|SAM South America|SAS South Asia
SEA Southeast Asia|SAF Southern Africa|WAF West Africa|WST the West
"""

# Code, what the actor is in words, and the kind of actor that comes nearest.
_TYPES = """
GOV government office|MIL military force|COP police force|JUD courts office|LEG parliament office
SPY intelligence office|OPP opposition group|REB rebels force|SEP separatists force
INS insurgents force|UAF unidentified armed force force|PTY party organisation
AGR farmers group|BUS business sector|CRM criminals group|CVL civilians group
DEV development group|UIS unidentified state state
EDU education organisation|ELI elites group|ENV environment group|HLH health organisation
REL believers group
HRI human rights organisation|LAB labour group|MED media organisation|REF refugees group
MOD moderates group|RAD radicals group|MNC multinational company sector
IGO international organisation organisation|NGO non-governmental organisation organisation
NGM non-governmental movement organisation
INT international organisation|IMG international militants force|IRC Red Cross organisation
UNO United Nations organisation|PKO peacekeepers force|AMN Amnesty organisation|GRP group group
SET settlers group|TOP top officials office|MID officials office|HAR hardliners group
"""


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    cells = (cell for line in _COUNTRIES.strip().splitlines() for cell in line.split("|"))
    return {cell[:3]: cell[4:] for cell in cells}


@lru_cache(maxsize=1)
def _types() -> dict[str, tuple[str, str]]:
    cells = (cell for line in _TYPES.strip().splitlines() for cell in line.split("|"))
    return {cell[:3]: tuple(cell[4:].rsplit(" ", 1)) for cell in cells}  # type: ignore[misc]


def country_words(code: str) -> str | None:
    """Return the country or region of a three-letter code; None where it is none."""
    return _countries().get(code)


def type_words(code: str) -> tuple[str, str] | None:
    """Return what an actor of a three-letter type is, in words, and its kind of actor."""
    return _types().get(code)


def is_country(name: str) -> bool:
    """Whether a name is that of a country, as it stands in the list here."""
    return name.casefold() in _country_names()


@lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    others = (
        *("u.s.", "usa", "us", "united states of america", "uk", "great britain", "burma"),
        *("ivory coast", "vatican", "republic of korea", "dprk", "czech republic", "swaziland"),
        *("russian federation", "people's republic of china", "türkiye", "macedonia", "holland"),
    )
    return frozenset((*(name.casefold() for name in _countries().values()), *others))

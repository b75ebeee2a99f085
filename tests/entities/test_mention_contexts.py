"""The forms of names of countries in texts, and the words beside which they name none."""

import shutil
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.entities.mentions import countries_in, read_vocabulary
from explorer.model.taxonomy import taxonomy

TEXTS = [
    ("Guards from the Democratic Republic of Congo and the Republic of Congo met.", "COD COG"),
    ("The People's Republic of China, the PRC and mainland China.", "CHN CHN CHN"),
    ("Dealers in the U.S., the U.K. and the U.A.E. met US officials.", "USA GBR ARE USA"),
    ("Workers from Swaziland, Eswatini and eSwatini.", "SWZ SWZ SWZ"),
    ("From Burma, Zaire, Ceylon, Rhodesia, Persia and Holland.", "MMR COD LKA ZWE IRN NLD"),
    ("Two Irishmen, a Frenchwoman, a Dutchman, three Czechs and a Briton.", "IRL FRA NLD CZE GBR"),
    ("Spaniards, Swedes, Danes, Finns, Poles, Turks, Serbs and Croats.", "ESP SWE DNK FIN POL TUR SRB HRV"),
    ("Filipinos and a Filipina, Emiratis, Saudis, Omanis.", "PHL PHL ARE SAU OMN"),
    ("A Turkmen, an Uzbek, a Kazakh and Azeri crew.", "TKM UZB KAZ AZE"),
    ("A Franco-German team, a Sino-Russian deal, Anglo-Dutch firms.", "FRA DEU CHN RUS GBR NLD"),
    (
        "Iranian-registered lorries, Panama-flagged ships, the Kyrgyz–Tajik border, US-led raids.",
        "IRN PAN KGZ TJK USA",
    ),
    ("South-Sudanese and Saudi‑Arabian and Sri‑Lankan and New Zealander crew.", "SSD SAU LKA NZL"),
    (
        "St Kitts and Nevis, Saint Lucia, St. Vincent & the Grenadines, St Vincent and the Grenadines.",
        "KNA LCA VCT VCT",
    ),
    ("Kittitian, Saint Lucian, St Lucian and Vincentian passports.", "KNA LCA LCA VCT"),
    (
        "Cote d’Ivoire, Côte d'Ivoire, Ivory Coast, Sao Tome and Principe, São Tomé and Príncipe.",
        "CIV CIV CIV STP STP",
    ),
    ("Burkinabe, Burkinabé, Beninese, Togolese, Seychellois, I-Kiribati, Ni-Vanuatu.", "BFA BFA BEN TGO SYC KIR VUT"),
    ("North and South Korea; both Koreas.", "PRK KOR PRK KOR"),
    ("Korean and Congolese and Dominican gangs near Congo and Korea.", ""),
    ("Paid in Swiss francs, Turkish lira, US dollars, Canadian and US dollars, Danish kroner.", ""),
    ("Brazilian real estate and Iranian rial.", "BRA"),
    ("He speaks Spanish and Portuguese; she is fluent in Russian.", ""),
    ("Messages in Spanish and Portuguese ports.", "ESP PRT"),
    ("Leaflets in Spanish, French and Dutch, and posters.", ""),
    (
        "The ads were in Albanian. Romanian speakers, a Turkish interpreter, Spanish-language media, "
        "Russian-speaking forums.",
        "",
    ),
    ("Money in Russian banks and in Cypriot trusts.", "RUS CYP"),
    ("Arrests in Chinese-owned casinos.", "CHN"),
    ("Jordan Lim, Chad Smith, Georgia Brown, Israel Mendes, Kenya Moore and Ireland Baldwin sat.", ""),
    ("The case of Michael Jordan, Tom Holland, Mr Chad, Anatole France and Judge Israel.", ""),
    ("Jordan Customs and Israel Police and Kenya Wildlife Service; Kenya Ports Authority.", "JOR ISR KEN KEN"),
    ("In Jordan, King Abdullah; from Chad Idriss came.", "JOR"),
    ("Chad President Mahamat and Georgia's Tbilisi.", "TCD GEO"),
    ("He was born in Lebanon, Pennsylvania, and lived in Cuba, Missouri. Ships from Mexico, Texas and Ohio.", "MEX"),
    ("Mexico City, Kuwait City, Benin City, Panama City.", ""),
    ("New Mexico, New Guinea, Papua New Guinea, New Caledonia, New Britain.", "PNG"),
    (
        "Lake Chad, the River Niger, Niger Delta, Niger State, the Gulf of Guinea, the Gulf of Mexico, the "
        "South China Sea, the Sea of Japan, the Irish Sea, the Mozambique Channel.",
        "",
    ),
    (
        "Western Sahara, Puerto Rico, Taiwan, Hong Kong, Northern Ireland, French Guiana, British Virgin "
        "Islands, American Samoa, Greenland.",
        "",
    ),
    (
        "Latin American, South American, Central African, West African, North American and Sub-Saharan gangs "
        "in the Middle East.",
        "",
    ),
    ("South African, Central African Republic, CAR and Equatorial Guinean gangs.", "ZAF CAF CAF GNQ"),
    ("Used cars and CARs.", ""),
    ("North and South American cartels; Central and South America; in America.", "USA"),
    ("Turkey shoots, Turkey farms. Wild turkeys. Turkey and Greece.", "TUR GRC"),
    ("Polish the boots. Polish police. Poles from Gdansk. Pole position. Poles apart. The North Pole.", "POL POL"),
    ("Burmese pythons, Indian star tortoises, Chinese pangolins, German shepherds, Irish setters.", ""),
    ("German shepherds guard; Afghan shepherds; Brazilian rosewood; Guinea fowl; Guinea pigs; Canada geese.", "AFG"),
    (
        "Panama hats, the Panama Papers, Swiss cheese, Swiss army knives, Turkish delight, Danish pastries, "
        "Brazil nuts, a Mexican standoff, Russian roulette, Chinese walls, Dutch courage, French fries, "
        "Spanish flu.",
        "",
    ),
    ("Swiss bankers, Swiss watches, Cuban cigars, Chinese kitchens.", "CHE CHE CUB CHN"),
    ("A woman, Romania, Guinness, Nigeria, Malibu, Roman.", "ROU NGA"),
    ("Niger and Nigerien and Nigeria.", "NER NER NGA"),
    ("Guinea Bissau, Guinea-Bissau, Guinea‑Bissau, Bissau-Guineans.", "GNB GNB GNB GNB"),
    ("RUSSIA and TURKEY; DPRK, ROK, KSA, PNG, NZ, BiH.", "RUS TUR PRK KOR SAU PNG NZL BIH"),
    ("Trinidad, Trinidad and Tobago, Tobagonian, Bajan.", "TTO TTO TTO BRB"),
    ("the Emirates and Emirates airline", "ARE"),
    ("Macedonia, North Macedonian, Greek Macedonia", "MKD MKD"),
    ("East Timorese, Timor-Leste, West Timor", "TLS TLS"),
    ("Young Turks, a Turk named Finn Larsen, Finns.", "TUR FIN"),
    ("American football; American banks; African American; Cuban-American.", "USA CUB USA"),
    ("Vietnam and the Vietnamese.", "VNM VNM"),
    ("Georgian terraces and Georgian burglars", "GEO"),
    ("Chinese New Year; traditional Chinese medicine; Chinatown.", ""),
    ("Swazi, Basotho, Mosotho, Batswana, Motswana, Malagasy.", "SWZ LSO LSO BWA BWA MDG"),
    ("Bosnian Serbs and Kosovo Albanians.", "BIH SRB ALB"),
    ("Soviet, Yugoslav, Czechoslovak and Ottoman weapons.", ""),
    ("Kyrgyzstani, Tajikistani, Turkmenistani and Uzbekistani.", "KGZ TJK TKM UZB"),
    ("Thai-Burmese border; Thai police; Thai massage parlours.", "THA MMR THA"),
    ("Marshall Islanders, Solomon Islanders, Samoans, Tongans, Fijians.", "MHL SLB WSM TON FJI"),
    ("Antiguans, Barbudans, Grenadians, Bahamians, Belizeans.", "ATG ATG GRD BHS BLZ"),
    ("Luxembourgers, Liechtensteiners, Monegasques, Andorrans, Maltese, Sammarinese.", "LUX LIE MCO AND MLT SMR"),
    ("Zimbabweans, Zambians, Mozambicans, Angolans, Malawians.", "ZWE ZMB MOZ AGO MWI"),
    (
        "Gambians, Sierra Leoneans, Liberians, Ghanaians, Malians, Senegalese, Mauritanians, Cape Verdeans.",
        "GMB SLE LBR GHA MLI SEN MRT CPV",
    ),
    ("Republic of Korea, Republic of Ireland, State of Israel, Islamic Republic of Iran.", "KOR IRL ISR IRN"),
    ("Israel and Jordan; Jordan, Israel; Syria, Jordan and Iraq.", "ISR JOR JOR ISR SYR JOR IRQ"),
    ("The USA, United States of America, US$ and $5.", "USA USA"),
    ("A Portuguese, two Brazilians.", "PRT BRA"),
    ("the Lao PDR, Laotian, Lao", "LAO LAO LAO"),
    ("Turkmens and Iraqis", "TKM IRQ"),
    ("Britain, Great Britain; the British Isles; England and Scotland.", "GBR GBR"),
    ("Myanmar’s junta, Myanmar/Burma.", "MMR MMR"),
    ("Kenya-based, ex-Ukrainian, pro-Russian, non-EU Albanian.", "KEN UKR RUS ALB"),
    ("Cyprus; Northern Cyprus; Turkish Cypriots.", "CYP TUR CYP"),
    ("Micronesia and the Federated States of Micronesia.", "FSM"),
    ("Georgian lari, Kazakh tenge, Uzbek som, Armenian dram.", ""),
    ("In Danish waters; in Thai.", "DNK"),
    ("Iceland, the supermarket; Icelanders.", "ISL ISL"),
    ("the Turkish Straits, the Panama Canal, the Indian Ocean, Libyan Desert", "LBY"),
    ("Chile, Chile peppers, Chilean sea bass, Jordan almonds", "CHL"),
    ("Oxford Street, Denmark Street, Holland Park, India Gate, Little Italy", ""),
    ("New US sanctions, New UK laws.", "USA GBR"),
    (
        "Major Turkish gangs, General Jordanian apathy. Southern Chad burns. Northern Israel is calm.",
        "TUR JOR TCD ISR",
    ),
    ("Vanuatuan and Palauan, Nauruan, Tuvaluan", "VUT PLW NRU TUV"),
    ("Guyanese, Surinamese; French Guiana", "GUY SUR"),
    ("Rwandan, Burundian, Ugandan; Rwandese", "RWA BDI UGA RWA"),
    ("Cocaine from Colombia, Peru, Bolivia, Ecuador and Venezuela", "COL PER BOL ECU VEN"),
    ("Cameroonian, Gabonese, Chadian, Centrafrican", "CMR GAB TCD CAF"),
    ("The case went to Atlanta in Georgia. Georgia sent men from Tbilisi.", "GEO"),
    ("Couriers: Jordan, Chad.", "JOR TCD"),
    ("Mr. Dane and J. Holland paid.", ""),
    ("Ships left Port of Spain and Turks and Caicos; Turks waited.", "TUR"),
    (
        "Anglo-Saxon law, Sino-Tibetan, Indo-Pacific, Indo-Pakistani, Franco-Belgian, Sino-US talks.",
        "IND PAK FRA BEL CHN USA",
    ),
    (
        "The Republic of China, Taiwan, China; the People's Republic of China and the Peoples Republic of China.",
        "CHN CHN",
    ),
    ("A pan-American highway; the America's Cup; white and White Russians.", ""),
    ("Plaza Colombia, Avenida Brasil, Rue de France, Plaza España.", ""),
    ("Santiago de Cuba and Ciudad de Panama.", ""),
    ("Mt Kenya, Mount Cameroon, Lago de Nicaragua", ""),
    ("A Rhodesian ridgeback and a Rhodesian sniper.", "ZWE"),
    ("Sierra Leone Peninsula; Jordan Rift Valley", "SLE"),
    ("Greek Orthodox bishops, Greek police.", "GRC"),
    ("Turkey was served. Turkey and Syria. Turkey curry.", "TUR SYR"),
    ("The Niger-Congo family; Niger seed; Niger.", "NER"),
    ("Canada Square, Holland Park, Jamaica Plain, Georgia-Pacific", ""),
    ("Guards of the U.K.-based firm and the U.S.-Mexico border.", "GBR USA MEX"),
    ("In the UAE's ports, the DRC’s mines.", "ARE COD"),
    ("Officials from Peking; Mrs Holland; Sergeant Jordan, Omar Chad.", ""),
    ("His cousin, Ireland Moore, left for Ireland.", "IRL"),
    ("Kenya. Uganda? Rwanda!", "KEN UGA RWA"),
    ("From Chad Basin to Chad.", "TCD"),
    ("Lebanon’s, Lebanese-born, ex-Lebanese.", "LBN LBN LBN"),
    ("an Emirati prince, Emiratis and a Qatari", "ARE ARE QAT"),
    ("two Swazis, a Mosotho, Basotho, Batswana", "SWZ LSO LSO BWA"),
    ("Kuwaitis, Bahrainis, Iraqis, Israelis, Pakistanis, Nepalis, Bangladeshis", "KWT BHR IRQ ISR PAK NPL BGD"),
    ("Costa Ricans, Salvadorans, Hondurans, Nicaraguans, Panamanians", "CRI SLV HND NIC PAN"),
    ("Argentines, Argentinians, Chileans, Bolivians, Paraguayans, Uruguayans", "ARG ARG CHL BOL PRY URY"),
    ("Guatemalans, Haitians, Jamaicans, Cubans, Dominicans", "GTM HTI JAM CUB"),
    ("Estonians, Latvians, Lithuanians, Belarusians, Moldovans", "EST LVA LTU BLR MDA"),
    ("Slovaks, Slovenes, Slovenians, Bosnians, Macedonians, Montenegrins", "SVK SVN SVN BIH MKD MNE"),
    ("Bulgarians, Romanians, Hungarians, Austrians, Belgians", "BGR ROU HUN AUT BEL"),
    ("Icelandic, Luxembourgish, Norwegian, Finnish, Danish and Swedish crews", "ISL LUX NOR FIN DNK SWE"),
    ("Mongolians, Laotians, Cambodians, Khmer, Vietnamese, Bruneians, Singaporeans", "MNG LAO KHM KHM VNM BRN SGP"),
    ("Bhutanese, Maldivian, Sri Lankan, Lankan", "BTN MDV LKA"),
    ("Ugandan, Tanzanian, Burundian, Djiboutian, Eritrean, Ethiopian, Somali", "UGA TZA BDI DJI ERI ETH SOM"),
    ("Seychellois, Mauritian, Comorian, Malagasy", "SYC MUS COM MDG"),
    ("Libyan, Tunisian, Algerian, Moroccan, Egyptian", "LBY TUN DZA MAR EGY"),
    ("Equatoguinean, Gabonese, Cameroonians, Santomeans", "GNQ GAB CMR STP"),
    ("the Kyrgyz Republic, the Slovak Republic, the Czech Republic, the Russian Federation", "KGZ SVK CZE RUS"),
    ("The Gambia and the Bahamas and the Maldives", "GMB BHS MDV"),
    ("Federated States of Micronesia; Marshallese; Palauans; Nauruans; Tuvaluans; Kiribati", "FSM MHL PLW NRU TUV KIR"),
    ("São Toméan, Cabo Verdean, Cape Verdean", "STP CPV CPV"),
    (
        "Polish zloty, Czech koruna, Hungarian forint, Indian rupees, Nigerian naira and South African rand.",
        "",
    ),
    ("Danish, Swedish and Norwegian kroner", ""),
    ("speaks Turkish, Arabic and Kurdish", ""),
    ("a Turkish-speaking clerk, German-language forums, Portuguese speakers", ""),
    ("In French-speaking cantons", ""),
    ("wrote in Russian and Ukrainian to brokers", ""),
    ("in Russian and Ukrainian ports", "RUS UKR"),
    ("taught Chinese to guards", ""),
    ("taught Chinese guards", "CHN"),
    ("The Jordanian, Jordan Peele, and Jordan’s king", "JOR JOR"),
    ("Brazil nuts, China plates, Guinea fowl, Canada geese, Norway rats", ""),
]


@pytest.mark.parametrize(("text", "codes"), TEXTS)
def test_a_name_counts_by_what_stands_beside_it(text: str, codes: str) -> None:
    assert " ".join(mention.names for mention in countries_in(text)) == codes


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('[[name]]\ncountry = "China"', '[[name]]\ncountry = "Cathay"', "'Cathay' is not one"),
        ('kind = "all"', 'kind = "every"', "kind must be one of"),
        ('[[followed]]\nkind = "names"', '[[followed]]\nnames = ["Niger"]\nkind = "names"', "either names or a kind"),
        ("[[currency]]\nwords", "[[currency]]\nword", "unknown key|lacks the key"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    source = paths.content("index")
    shutil.copy(source / "works.toml", tmp_path)
    text = (source / "mentions.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "mentions.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(VocabularyError, match=message) as refused:
        read_vocabulary(tmp_path, taxonomy())
    assert "mentions.toml" in str(refused.value)

"""English texts for tests of linking, with their section and the indicators that each is evidence for."""

# Full of the field's words in other senses: evidence for nothing.
MISLEADING = [
    ("leadership-and-governance", "The border of the garden is planted with lavender and cut back each spring."),
    ("criminal-actors", "The mobile network now covers all valleys, and a network of footpaths links the villages."),
    (
        "criminal-actors",
        "Her critics call the rowing club's committee a mafia, with a smile and a toast at every regatta.",
    ),
    ("civil-society-and-social-protection", "Flood prevention is the task of the dyke board and its forty volunteers."),
    ("leadership-and-governance", "The federation is a federal state of nine provinces, each with its own orchestra."),
    ("drugs", "Ice cream is sold by the lake, where the ice hockey team trains on natural ice."),
    ("drugs", "The coke ovens of the steelworks were lit again, and a crack in the dam has been sealed with resin."),
    ("drugs", "The heroine of the novel grows poppy seed for her bakery and wins the cake contest."),
    ("people", "Road traffic on the ring road has eased, and commuters smuggle their bicycles into the tram."),
    ("cyber-crimes", "A virus keeps the kindergarten closed, and the hackathon at the library was won by gardeners."),
    ("trade", "The arms of the river meet below the castle, whose coat of arms shows a swan."),
    ("environment", "Data mining helps the weather service, and the gold medal went to a trout and its angler."),
    ("people", "The lifeguards rescued twelve swimmers, and the smugglers' cove is now a popular place for picnics."),
    ("people", "Seasonal workers arrive by coach for the cherry harvest and are paid by the bank every Friday."),
    ("trade", "The museum shows replicas of medieval swords and a copy of the crown."),
    ("environment", "Foresters planted two thousand oaks, and school classes watered them."),
    ("environment", "The oil refinery opened a canteen and its choir won a prize."),
    ("drugs", "The pharmacist advises on cough drops and the new flu vaccine."),
    ("drugs", "Poppies grow along the railway line and the painters love them."),
    ("drugs", "The chocolate in the new shop is so good that people call it a drug."),
    ("drugs", "Hemp fibre insulates the new town hall, which won a prize for architecture."),
    ("financial-crimes", "The pyramid at the desert site attracts a million visitors, who pay a small fee."),
    ("financial-crimes", "The pension fund published its report and members voted for a new chair."),
    (
        "criminal-actors",
        "The football club signed three foreign players, and the captain leads a strong network of fans.",
    ),
    ("criminal-actors", "The family firm bakes bread in the third generation and employs nine people."),
    ("criminal-actors", "The tailors' clan keeps its recipes for dyes secret."),
    ("criminal-actors", "Godfathers and godmothers meet in church for the baptism."),
    ("leadership-and-governance", "The minister of culture opened the book fair and praised the young poets."),
    ("leadership-and-governance", "The treaty of 1648 is the subject of a new exhibition at the library."),
    ("leadership-and-governance", "The choir agreed a strategy for recruiting tenors."),
    (
        "criminal-justice-and-security",
        "The tennis court was resurfaced and the judges of the dog show praised the winner.",
    ),
    (
        "criminal-justice-and-security",
        "The border of the lawn was replanted with roses and the guard of honour marched past.",
    ),
    (
        "criminal-justice-and-security",
        "Police officers ran a marathon dressed as superheroes and raised money for a hospice.",
    ),
    ("economic-and-financial-environment", "The laundry of the hospital was moved to a cheaper building."),
    ("economic-and-financial-environment", "The bank of the river was reinforced with stones."),
    ("economic-and-financial-environment", "Wheat prices rose, and bakers put up the price of bread."),
    ("civil-society-and-social-protection", "The bus shelter was painted by pupils and the witness tree was cut down."),
    ("civil-society-and-social-protection", "Fire prevention week began with a concert."),
    ("civil-society-and-social-protection", "The reporter of the sports pages retired after forty years."),
    ("civil-society-and-social-protection", "Flood victims received blankets and soup from the fire brigade."),
    ("trade", "Smoking is banned in pubs, and the brewery has reduced the strength of its beer."),
    ("people", "Teenage girls dance at the spring festival and their mothers sew the costumes."),
    (
        "trade",
        "Toy pistols were the bestseller of the carnival, and the brass cannon fired at noon is polished by "
        "cadets. Copies of the old tapestry are woven under licence from the museum and sold in its shop. The "
        "tobacconist on the square stopped selling pipes, and a monastery brews a dark beer for Lent. Trainers "
        "for the school's athletes were given by a sponsor.",
    ),
    (
        "drugs",
        "A pharmacist in the valley mixes an ointment from marigolds. The opera about a potion that makes "
        "everyone fall in love was sold out, and critics spoke of an addictive melody. Crystal from the "
        "glassworks is cut by hand. The bakery's poppy rolls, its hash browns and a cake called snow pyramid are "
        "served on Sundays, and tea comes in a pot.",
    ),
    (
        "criminal-actors",
        "The chess club's old boss handed over to his daughter, a colonel of the fire brigade band. A syndicate "
        "of bakers bought a lottery ticket together and won a kettle. Foreign students run the film club, and the "
        "network of hiking trails is looked after by companies that lend their staff for a day. The clan "
        "gathering ended with a tug of war.",
    ),
    (
        "leadership-and-governance",
        "The council voted on a new bandstand, and the mayor's brother-in-law, a florist, gave the flowers. A "
        "treaty between two choirs regulates who sings at Easter. The minister announced a strategy for more "
        "cycling and opened a bridge. Trust in the weather forecast has never been higher, according to a poll, "
        "and turnout at the flower show set a record.",
    ),
    (
        "criminal-justice-and-security",
        "The court of the old palace was paved with slate. Guards in tall hats change at ten, police horses are "
        "groomed by volunteers, and a search dog found a lost shoe. A jury of children tried the wolf from the "
        "fairy tale and let him off. The coastguard repainted its lighthouse and the border of the park was "
        "planted with box.",
    ),
    (
        "economic-and-financial-environment",
        "The bank by the river lends umbrellas. Washing lines are strung across the lanes, money trees stand in "
        "every window, and a shell collector opened a museum. The regulator of the village clock was replaced. "
        "Market day was moved to Thursday, so that the permit for the carousel runs from Wednesday.",
    ),
    (
        "civil-society-and-social-protection",
        "Victims of the frost were mostly geraniums. A shelter for hedgehogs relies on volunteers, the witness of "
        "the oldest photograph turned a hundred, and schools teach children to prevent fires. The reporter on the "
        "gardening page wrote about slugs. Trade unions of musicians and stagehands organised a ball.",
    ),
    (
        "people",
        "The number of visitors from neighbouring countries rose again, and ferries across the strait were fully "
        "booked. Families with children spend a week on the coast, and young women from the villages find work as "
        "waitresses during the season, with contracts, insurance and a bonus in September. The passport office "
        "opened a second counter. Migration of cranes was observed from towers built by volunteers. Agencies that "
        "place au pairs received good marks in a survey.",
    ),
    (
        "criminal-actors",
        "The orchestra is led by a conductor from abroad, whose strict discipline is feared and loved. Its brass "
        "section is known as the gang, has its own rituals and initiates each newcomer with a bucket of water. A "
        "loose network of fans organizes coaches to concerts. The firm that sponsors the tour also supplies the "
        "army band. Officials praised the cooperation between the city and its private partners.",
    ),
    (
        "drugs",
        "The new pharmacy sells herbal teas, and its owner grows thyme in pots. Doctors prescribe more walking "
        "and fewer painkillers, which pleases insurers. A laboratory at the university is looking for a pill "
        "against hay fever. The brewery's speed record for filling bottles stands since 1987, and the crack in "
        "the copper kettle has been mended. Athletes are tested for caffeine.",
    ),
    (
        "criminal-justice-and-security",
        "The new courthouse has won an award for its wooden roof and its roof garden. Officers of the traffic "
        "police handed out reflectors to cyclists, and a patrol of schoolchildren guides the smallest across the "
        "street. The prison farm produces the best cheese of the district. At the border post, which is now a "
        "café, guests may stamp their own passports. Fire drills are held in June.",
    ),
    (
        "trade",
        "Exports of knitwear and cheese reached a record, and the number of containers handled at the port rose "
        "by 12%. A new scanner for parcels shortened the queue at the post office. Traders in the covered market "
        "elected a committee, which had the roof repaired and agreed on opening hours. Wine, beer and cider are "
        "judged at the autumn fair, where customs of the region are explained to children. The arms of the port "
        "were redesigned by a pupil.",
    ),
    (
        "financial-crimes",
        "The savings bank celebrated its centenary with a play about a careless cashier. Its pension scheme is "
        "sound, investors were thanked with a tree, and the annual accounts run to twelve pages. A fraud in the "
        "pumpkin contest, in which one entry turned out to be papier-mâché, was forgiven. Tax returns can be "
        "filed at the library, where volunteers help with the forms.",
    ),
    (
        "leadership-and-governance",
        "The coalition of allotment holders elected a new president, who promised shorter speeches. A strategy "
        "for hedges was adopted, the law of the sea was the subject of a lecture, and delegates from two "
        "neighbouring valleys signed a treaty on cow bells. Trust between the choirs has grown. The campaign for "
        "later school hours collected 300 signatures, and the minister replied by postcard.",
    ),
    (
        "environment",
        "Wardens counted 340 seals, more than ever. Trees along the avenue are pruned in winter, and wood chips "
        "are given away. The fishing club teaches children to tie flies; its members return every trout to the "
        "water. A fox that stole the keys of a ranger's car became a local celebrity. Miners' choirs from three "
        "countries met at the old colliery, now a museum with a train.",
    ),
    (
        "drugs",
        "Poppy fields along the lake are a favourite subject of weekend painters, and the seeds go into a "
        "strudel. A chemist's shop from 1890, with its brown bottles and its powder scales, was moved to the "
        "open-air museum. Pot roast is served on Sundays, speed boats are banned on the lake, and crystal glasses "
        "may be bought from the factory. A joint committee of bakers and doctors recommends less sugar.",
    ),
    (
        "criminal-justice-and-security",
        "The border stone from 1721 was found in a cellar and put back. Inspectors of bridges use drones, and the "
        "prison bakery won a prize for its rye bread. A judge of the rabbit show was replaced after complaints "
        "about his glasses. Police and firefighters held a tug of war on the beach, which the coastguard won. "
        "Customs of the carnival are taught at school.",
    ),
    (
        "financial-crimes",
        "The village shop sells shares to its customers at five crowns each and pays interest in apples. Its "
        "treasurer, who once worked for a circus, juggles three sets of accounts at the annual meeting to general "
        "laughter. Old banknotes are shown in a cabinet, among them a forged one with a misspelt queen. Insurance "
        "for bees is new.",
    ),
    (
        "environment",
        "The oil mill presses sunflower seed for the whole district, and gold is the colour of the year at the "
        "flower market. Elephants made of willow stand along the path to the zoo; a park ranger explains how "
        "wolves hunt. Timber-framed houses were restored by carpenters from three countries. Sand was brought to "
        "the square for the beach volleyball final.",
    ),
]

# One sentence in a section about something else, which describes its indicator without naming it.
DESCRIBED = [
    (
        "leadership-and-governance",
        "Fishing crews from inland villages are kept at sea for years without wages, and those who protest are "
        "thrown overboard.",
        {"human-trafficking"},
    ),
    (
        "criminal-justice-and-security",
        "Only four people have been sentenced in a decade for keeping housemaids locked up, their passports in a "
        "drawer and their wages unpaid.",
        {"human-trafficking", "judicial-system-and-detention"},
    ),
    (
        "criminal-justice-and-security",
        "Dinghies leave the beaches by night with forty people on board, each of whom has paid EUR 3,000 for the "
        "crossing.",
        {"human-smuggling"},
    ),
    (
        "criminal-actors",
        "Guides known as foxes lead groups across the desert on foot and demand a second payment half way.",
        {"human-smuggling"},
    ),
    (
        "economic-and-financial-environment",
        "Shopkeepers in the covered market pay a weekly fee so that their stalls do not burn.",
        {"extortion-and-protection-racketeering"},
    ),
    (
        "drugs",
        "Bus companies are told to pay per vehicle per day and drivers who refuse are shot.",
        {"extortion-and-protection-racketeering"},
    ),
    ("drugs", "Hand grenades from the last war change hands for the price of a meal.", {"arms-trafficking"}),
    (
        "criminal-actors",
        "Converted starter pistols arrive by post in parts and are put together in garages.",
        {"arms-trafficking"},
    ),
    (
        "economic-and-financial-environment",
        "Half the brake pads on sale in the bazaar carry a name that the maker never put there.",
        {"trade-in-counterfeit-goods"},
    ),
    ("people", "Malaria tablets made of chalk are sold in village kiosks.", {"trade-in-counterfeit-goods"}),
    ("drugs", "Cartons of untaxed smokes come over the river in small boats.", {"illicit-trade-in-excisable-goods"}),
    (
        "environment",
        "Home brew laced with methanol kills dozens every holiday season.",
        {"illicit-trade-in-excisable-goods"},
    ),
    ("people", "Rosewood is felled at night in the reserve and loaded as firewood.", {"flora-crimes"}),
    (
        "criminal-justice-and-security",
        "Rangers find fresh stumps in the park every week and never a lorry.",
        {"flora-crimes"},
    ),
    ("trade", "Pangolin scales were found among cashew nuts in a container.", {"fauna-crimes"}),
    ("people", "Trawlers switch off their transponders and fish inside the reserve.", {"fauna-crimes"}),
    ("trade", "Tanker lorries fill up at holes drilled into the pipeline.", {"non-renewable-resource-crimes"}),
    (
        "people",
        "Diggers without a title work the river beds for gold and poison them with mercury.",
        {"non-renewable-resource-crimes"},
    ),
    (
        "criminal-justice-and-security",
        "Brown powder is sold in paper folds outside the clinic and injected in the park.",
        {"heroin-trade"},
    ),
    (
        "people",
        "Farmers in the hills have gone back to scoring capsules since the price of wheat fell.",
        {"heroin-trade"},
    ),
    ("trade", "Bricks of white powder were welded to the hull of a bulk carrier.", {"cocaine-trade"}),
    ("people", "Coca paste is cooked in huts by the river and flown out from grass strips.", {"cocaine-trade"}),
    ("people", "Greenhouses full of skunk run on stolen electricity.", {"cannabis-trade"}),
    ("trade", "Kif from the mountains is pressed into bars and driven to the coast.", {"cannabis-trade"}),
    ("people", "Meth is cooked in caravans from cold remedies.", {"synthetic-drug-trade"}),
    ("trade", "Drums of pseudoephedrine and acetone were declared as paint thinner.", {"synthetic-drug-trade"}),
    (
        "criminal-justice-and-security",
        "The land registry was offline for a month after intruders scrambled its files and asked for payment in "
        "bitcoin.",
        {"cyber-dependent-crimes"},
    ),
    (
        "economic-and-financial-environment",
        "Skimming code on the websites of shops sent card numbers to servers abroad.",
        {"cyber-dependent-crimes"},
    ),
    ("people", "Pensioners lose their savings to callers who say they are from the bank.", {"financial-crimes"}),
    (
        "criminal-justice-and-security",
        "A pyramid that promised to double deposits in ninety days took money from one family in five.",
        {"financial-crimes"},
    ),
    (
        "people",
        "Recruits swear an oath, are given a rank and pay into a common pot that supports those behind bars.",
        {"mafia-style-groups"},
    ),
    (
        "environment",
        "The clan settles disputes in the valley, names the mayor's candidates and shoots those who object.",
        {"mafia-style-groups"},
    ),
    (
        "people",
        "Recruiters, drivers and landlords know only the next link in the chain and are paid by the job.",
        {"criminal-networks"},
    ),
    (
        "environment",
        "No single group is in charge; small crews of relatives buy, carry and sell, and replace one another when "
        "one is caught.",
        {"criminal-networks"},
    ),
    ("environment", "The district governor takes a cut of every truckload.", {"state-embedded-actors"}),
    ("financial-crimes", "Tenders are written for the companies of the minister's in-laws.", {"state-embedded-actors"}),
    ("drugs", "Albanian and Nigerian crews share the wholesale trade.", {"foreign-actors"}),
    ("people", "Those who run the compounds come from overseas and bring their own guards.", {"foreign-actors"}),
    ("people", "Recruitment agencies keep quiet about the conditions and share the profit.", {"private-sector-actors"}),
    ("drugs", "A freight forwarder supplied false manifests for a fee.", {"private-sector-actors"}),
    (
        "criminal-justice-and-security",
        "The president has declared war on the gangs but has put no money behind the words.",
        {"political-leadership-and-governance"},
    ),
    (
        "criminal-actors",
        "In the northern provinces people look to the armed groups for justice because the state has withdrawn.",
        {"political-leadership-and-governance"},
    ),
    (
        "economic-and-financial-environment",
        "The budget is not published, and contracts are awarded behind closed doors.",
        {"government-transparency-and-accountability"},
    ),
    (
        "financial-crimes",
        "Declarations of wealth by ministers are secret.",
        {"government-transparency-and-accountability"},
    ),
    (
        "environment",
        "The two countries patrol the lake together and share their lists of suspects.",
        {"international-cooperation"},
    ),
    (
        "economic-and-financial-environment",
        "Donors pay for half the equipment of the customs laboratory.",
        {"international-cooperation"},
    ),
    (
        "criminal-justice-and-security",
        "A new act makes membership of a criminal group an offence in itself.",
        {"national-policies-and-laws"},
    ),
    (
        "people",
        "The law does not distinguish between those who are smuggled and those who smuggle.",
        {"national-policies-and-laws"},
    ),
    ("drugs", "Judges release couriers on bail and the files disappear.", {"judicial-system-and-detention"}),
    ("drugs", "The drug squad has three cars and no laboratory.", {"law-enforcement"}),
    ("environment", "Rangers are outgunned and six of them were killed last year.", {"law-enforcement"}),
    ("drugs", "The frontier runs for 900 kilometres through mountains and has four posts.", {"territorial-integrity"}),
    ("people", "Patrol boats stay in harbour for want of fuel.", {"territorial-integrity"}),
    ("criminal-actors", "Casinos take bags of notes and pay out cheques.", {"anti-money-laundering"}),
    (
        "leadership-and-governance",
        "Banks file few reports and the intelligence unit reads fewer.",
        {"anti-money-laundering"},
    ),
    (
        "criminal-actors",
        "Nine in ten workers have no contract and most firms keep two sets of books.",
        {"economic-regulatory-capacity"},
    ),
    ("environment", "A permit takes eleven stamps, and each has its price.", {"economic-regulatory-capacity"}),
    ("people", "Survivors sleep in a convent since the only refuge closed.", {"victim-and-witness-support"}),
    (
        "criminal-justice-and-security",
        "Those who testify get no new name and no guard.",
        {"victim-and-witness-support"},
    ),
    ("people", "Teachers show pupils films about false job offers.", {"prevention"}),
    ("drugs", "Boxing clubs and paid apprenticeships keep boys off the corner.", {"prevention"}),
    ("environment", "A lawyer who campaigned against the quarry was shot outside her house.", {"non-state-actors"}),
    ("drugs", "Mothers' groups patrol the parks and collect syringes.", {"non-state-actors"}),
]

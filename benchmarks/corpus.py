"""A corpus to measure on: as many profiles as the Index has, its text as long and as varied, all of it invented.

Sentences are filled into patterns with words of the field, everyday words and made-up names. Both kinds of words follow
Zipf's law, so that there are terms in most passages, in some and in one, as in real text. One seed gives one corpus.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from explorer.model.profiles import Passage, Profile, Section, tidy
from explorer.model.taxonomy import EDITIONS, taxonomy

MEAN_WORDS = 148  # of a passage of the Index
NAMES = 24_000  # made-up names of places, people and groups
_SYLLABLES = """
    ba be bo da de di do fa ga go ha ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no pa po ra re ri ro ru sa
    se si so sha ta te ti to tu va ve vi vo ya yu za ze zo bran dor fen gar hel kar lin mar nor pel quin ras sil tor
    ul vel
""".split()  # noqa: SIM905 - a list of quoted words is no easier to read

# {n} a thing, {a} a quality, {v} an act, {f} terms of the section, {x} of any, {p} a name, {k} a number
_PATTERNS = (
    "The {f} in {p} remains {a}, and most of the {n} is in the hands of {n} from {p}",
    "{F} is reported from the {n} around {p}, where {n} and {n} meet with little {n}",
    "According to {a} {n}, about {k} people in {p} took part in {f} during the {n}",
    "Groups from {p} {v} the {n} and {v} the {n} between {p} and {p}",
    "Over the last {k} years the {n} has {v} the {n}, although the {n} stays {a}",
    "The {n} of {p} is said to {v} the {n}, which makes the {n} {a} for {n}",
    "In {p} the {n} was {a}; in {p}, by contrast, the {n} was {v} by {a} {n}",
    "While {f} is {a}, {x} has become {a} since the {n} of the {n}",
    "{P} and {P} serve as a {n} for {f}, and the {n} there is {a}",
    "There is {a} {n} that {n} in the {n} {v} {x} with the help of {n}",
    "Prices of the {n} {v} by {k} per cent, which {a} {n} blame on the {n} in {p}",
    "Local {n} {v} the {n}, but {n} of {p} and {a} {n} keep the {n} {a}",
    "A {n} of {k} {n} was seized near {p}, the largest {n} of its kind since {k}",
    "The {n} has {v} a {n} against {f}, and the {n} is to {v} it with {a} {n}",
    "It is {a} that the {n} of the {n} reaches from {p} to the {n} of {p}",
    "Women and children from {p} are {a}, and the {n} seldom {v} the {n} of {f}",
    "The {n} lacks {n}, {n} and {n}, so that {a} cases of {x} are not {v}",
    "Demand for the {n} in {p} {v} the {n} of {f}, most of it {a}",
)
_THINGS = """
    trade market border port network group route police court state law government official company bank money
    region country economy supply demand profit price transit origin destination shipment seizure arrest case report
    year population community farmer miner forest river coast island district capital province village city road
    harbour warehouse factory consumer buyer seller broker dealer smuggler courier driver fisher hunter trader
    worker migrant victim family child woman prisoner judge prosecutor minister party election parliament army
    militia embassy agency treaty strategy programme fund reform budget service system register licence tax customs
    inspection control investigation sentence prison trial evidence witness shelter school campaign press journalist
    union charity conflict crisis drought war peace ceasefire corruption bribe threat violence killing weapon
    vehicle boat aircraft container parcel chemical laboratory field crop harvest timber mineral gold diamond sand
    oil fuel cigarette alcohol medicine pesticide software server account wallet card invoice loan property land
""".split()  # noqa: SIM905 - a list of quoted words is no easier to read
_QUALITIES = """
    small large growing steady weak strong limited widespread local foreign organized violent hidden known likely
    rare common serious modest recent former main minor porous remote coastal rural urban poor rich young armed
    corrupt independent effective slow unclear profitable cheap expensive domestic regional illegal informal visible
    mixed severe uneven fragile secure open closed public private political financial digital seasonal
""".split()  # noqa: SIM905 - a list of quoted words is no easier to read
_ACTS = """
    control supply expand weaken support finance protect move store sell buy tax inspect reform investigate
    prosecute report reduce increase replace connect divide attract employ recruit threaten bribe extort launder
    invest shift monitor patrol seize destroy register license close open delay share train fund adopt draft review
    enforce
""".split()  # noqa: SIM905 - a list of quoted words is no easier to read


# The terms of a text about an indicator, most usual first; not the linker's words, so that the corpus stays as it is.
_TERMS = {
    "human-trafficking": "human trafficking,forced labour,sexual exploitation,debt bondage,child begging",
    "human-smuggling": "human smuggling,migrant smuggling,irregular crossings,forged passports,smugglers' boats",
    "extortion-and-protection-racketeering": "extortion,protection money,racketeering,illegal tolls",
    "arms-trafficking": "arms trafficking,small arms,smuggled weapons,ammunition,craft-made guns",
    "trade-in-counterfeit-goods": "counterfeit goods,fake medicines,counterfeit clothing,pirated products",
    "illicit-trade-in-excisable-goods": "cigarette smuggling,untaxed alcohol,illicit tobacco,excise fraud",
    "flora-crimes": "illegal logging,timber trafficking,rosewood,deforestation,charcoal smuggling",
    "fauna-crimes": "poaching,ivory trafficking,wildlife trade,pangolin scales,illegal fishing",
    "non-renewable-resource-crimes": "illegal gold mining,fuel smuggling,oil theft,sand extraction",
    "heroin-trade": "heroin,opium,poppy cultivation,opiates,heroin seizures",
    "cocaine-trade": "cocaine,coca leaf,crack,cocaine shipments,containers of cocaine",
    "cannabis-trade": "cannabis,hashish,marijuana,cannabis resin,cannabis cultivation",
    "synthetic-drug-trade": "synthetic drugs,methamphetamine,tramadol,captagon,ecstasy,precursor chemicals",
    "cyber-dependent-crimes": "ransomware,malware,hacking,phishing attacks,cyber-dependent crime",
    "financial-crimes": "embezzlement,tax evasion,investment fraud,online scams,misuse of public funds",
    "mafia-style-groups": "mafia-style groups,gangs with a known leader,clans,organized gangs",
    "criminal-networks": "criminal networks,loose networks,smuggling networks,brokers",
    "state-embedded-actors": "state-embedded actors,corrupt officials,bribed border guards,political patronage",
    "foreign-actors": "foreign criminals,foreign actors,groups from abroad,diaspora networks",
    "private-sector-actors": "private-sector actors,shell companies,complicit lawyers,front businesses",
    "political-leadership-and-governance": "political leadership,political will,governance,public trust",
    "government-transparency-and-accountability": "transparency,anti-corruption bodies,access to information",
    "international-cooperation": "international cooperation,extradition,mutual legal assistance,joint operations",
    "national-policies-and-laws": "national strategy,criminal code,national laws,legal framework",
    "judicial-system-and-detention": "judiciary,overcrowded prisons,courts,independent judges",
    "law-enforcement": "law enforcement,police units,specialized police,police training",
    "territorial-integrity": "border control,porous borders,territorial integrity,coast guard",
    "anti-money-laundering": "money laundering,suspicious transaction reports,financial intelligence unit",
    "economic-regulatory-capacity": "economic regulation,ease of business,informal economy,state-owned firms",
    "victim-and-witness-support": "victim support,witness protection,shelters for victims,hotline",
    "prevention": "crime prevention,awareness campaigns,community policing,whistle-blower protection",
    "non-state-actors": "civil society,investigative journalists,press freedom,non-governmental organizations",
}


class _Bag:
    """Words of which the first is drawn most often: after the first few, the n-th nearly with a weight of 1/n."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (number + 6) for number in range(1, len(words) + 1)))

    def draw(self, random: Random) -> str:
        return random.choices(self._words, cum_weights=self._weights)[0]


class CorpusMaker:
    """Makes profiles of invented text."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._names = _Bag(self._make_names())
        self._things, self._qualities, self._acts = _Bag(_THINGS), _Bag(_QUALITIES), _Bag(_ACTS)
        self._terms = {slug: _Bag(terms.split(",")) for slug, terms in _TERMS.items()}
        self._slugs = _Bag(list(_TERMS))

    def _make_names(self) -> list[str]:
        names: dict[str, None] = {}
        while len(names) < NAMES:
            syllables = self._random.choices(_SYLLABLES, k=self._random.choice((2, 3, 3, 4)))
            names["".join(syllables).capitalize()] = None
        return list(names)

    def profiles(self, passages: int) -> Iterator[Profile]:
        """Yield profiles of so many passages, spread over all countries and editions."""
        places = [(country.code, edition) for edition in EDITIONS for country in taxonomy().countries]
        for number, (code, edition) in enumerate(places):
            count = passages * (number + 1) // len(places) - passages * number // len(places)
            if count:
                yield self._profile(code, edition, count)

    def _profile(self, code: str, edition: int, passages: int) -> Profile:
        known = taxonomy()
        slugs = [heading.slug for heading in known.headings if self._indicators(heading.slug, edition)]
        of_section = dict.fromkeys(slugs, 0)
        for number in range(passages):
            of_section[slugs[number % len(slugs)]] += 1
        sections = tuple(
            Section(
                slug,
                tuple(
                    Passage(f"{code.lower()}-{edition}", slug, number, self._text(self._indicators(slug, edition)))
                    for number in range(1, count + 1)
                ),
            )
            for slug, count in of_section.items()
            if count
        )
        random = self._random
        scored = [indicator.slug for indicator in known.indicators_of(edition)]
        scores = {slug: random.randint(2, 20) / 2 for slug in scored}
        scores |= {slug: random.randint(100, 1000) / 100 for slug in ("criminality", "resilience")}
        changes = {slug: random.randint(-4, 4) / 2 for slug in scored} if edition > EDITIONS[0] else {}
        return Profile(code, edition, "full", sections, scores=scores, changes=changes)

    def _indicators(self, section: str, edition: int) -> Sequence[str]:
        slugs = [slug for slug in taxonomy().heading(section).indicators if slug in self._terms]
        return [slug for slug in slugs if taxonomy().indicator(slug).first_edition <= edition]

    def _text(self, slugs: Sequence[str]) -> str:
        """Return one paragraph: mostly a hundred to two hundred words."""
        length = max(40, round(self._random.gauss(MEAN_WORDS, 40)) - 9)  # a sentence runs over by nine words
        topics = [self._random.choice(slugs) for _ in range(3)]
        sentences: list[str] = []
        count = 0
        while count < length:
            sentences.append(self._sentence(topics))
            count += sentences[-1].count(" ") + 1
        return tidy(" ".join(sentences))

    def _sentence(self, topics: Sequence[str]) -> str:
        random = self._random
        parts: list[str] = []
        for piece in random.choice(_PATTERNS).replace("}", "{").split("{"):
            match piece:
                case "n":
                    parts.append(self._things.draw(random))
                case "a":
                    parts.append(self._qualities.draw(random))
                case "v":
                    parts.append(self._acts.draw(random))
                case "p" | "P":
                    parts.append(self._names.draw(random))
                case "f":
                    parts.append(self._terms[random.choice(topics)].draw(random))
                case "F":
                    parts.append(self._terms[random.choice(topics)].draw(random).capitalize())
                case "x":
                    parts.append(self._terms[self._slugs.draw(random)].draw(random))
                case "k":
                    parts.append(str(random.randint(2, 2000)))
                case _:
                    parts.append(piece)
        return "".join(parts) + "."


def make_profiles(passages: int, seed: int = 2025) -> list[Profile]:
    """Make the corpus of a seed."""
    return list(CorpusMaker(seed).profiles(passages))

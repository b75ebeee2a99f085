"""The points of an indicator in a passage: one function for each rule of docs/linking.md.

The weights are in `index/links/words.toml`; docs/linking.md has the effect of each on judged passages.
"""

from collections.abc import Iterable, Mapping, Sequence

from explorer.linking.matching import PatternHit
from explorer.linking.reader import EntryKey
from explorer.linking.vocabulary import LinkWeights

Hits = Sequence[PatternHit[EntryKey]]


def total_weight(hits: Hits) -> float:
    """Add up the weights of the patterns, each once, however often it occurs."""
    return sum(_pattern_weights(hits))


def link_threshold(everyday: int, crime: int, weights: LinkWeights) -> float:
    """Return the points that link: more in a passage that has many more words of everyday life than of crime."""
    excess = everyday - crime - weights.everyday_allowance
    return weights.link_threshold + weights.everyday_penalty * max(0, excess)


def strongest_in_section(hits_of: Mapping[str, Hits], section_indicators: Iterable[str]) -> float:
    """Return the highest total weight of an indicator that the section is about; 0 where none occurs."""
    return max((total_weight(hits_of[slug]) for slug in section_indicators if slug in hits_of), default=0.0)


def is_boosted(hits: Hits, strongest: float, weights: LinkWeights) -> bool:
    """Return whether a section that is about an indicator boosts it.

    It boosts those that the passage refers to about as much as to the strongest, not all of them.
    """
    return total_weight(hits) >= weights.boost_share * strongest


def section_points(hits: Hits, strongest: float, weights: LinkWeights) -> float:
    """Return the points of an indicator in a section about it: all its evidence in the passage.

    Weak patterns alone are enough when they are many, and only for the strongest indicator.
    """
    points = total_weight(hits)
    is_weak = all(hit.key.weight <= weights.weak for hit in hits)
    return 0.0 if is_weak and points < max(strongest, weights.many_weak * weights.weak) else points


def sentence_points(hits: Hits, weights: LinkWeights) -> float:
    """Return the points of an indicator in any other section: the best sentence, and a share of what the others add."""
    best = max(_points_beside(sentence, weights) for sentence in _by_sentence(hits))
    everything = _points_beside(hits, weights)
    return best + weights.cross_sentence_factor * (max(best, everything) - best)


def repetition_points(hits: Hits, weights: LinkWeights) -> float:
    """Return the points that repeated patterns add where the main indicators of a passage are chosen."""
    repeated = sum(hit.key.weight for hit in hits) - total_weight(hits)
    return weights.repetition_factor * repeated


def main_threshold(strongest: float, weights: LinkWeights) -> float:
    """Return the points from which a passage is about an indicator: a share of those of the strongest, and a least."""
    return max(weights.main_threshold, weights.main_share * strongest)


def _points_beside(hits: Hits, weights: LinkWeights) -> float:
    """Add up the weights of patterns where weak ones count only beside a stronger one, and few of them."""
    pattern_weights = _pattern_weights(hits)
    strong = sum(weight for weight in pattern_weights if weight > weights.weak)
    weak = sum(weight <= weights.weak for weight in pattern_weights)
    return strong + weights.weak * min(weak, weights.few_weak) if strong else 0.0


def _pattern_weights(hits: Hits) -> list[float]:
    return list({hit.key.number: hit.key.weight for hit in hits}.values())


def _by_sentence(hits: Hits) -> Iterable[Hits]:
    hits_of: dict[int, list[PatternHit[EntryKey]]] = {}
    for hit in hits:
        hits_of.setdefault(hit.sentence, []).append(hit)
    return hits_of.values()

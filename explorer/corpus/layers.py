"""The layers of a profile: one that was imported, scores that were imported alone, and the bundled digest."""

from collections.abc import Iterable
from dataclasses import replace

from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy


def merge_layers(layers: Iterable[Profile]) -> Profile:
    """Merge the layers of one profile, the strongest first.

    The first layer with text gives the text; later layers add the scores, facts and ranks that it lacks.
    """
    first, *others = layers
    whole = first
    for layer in others:
        text_from = layer if whole.text_kind == "none" else whole
        whole = replace(
            whole,
            text_kind=text_from.text_kind,
            sections=text_from.sections,
            source=text_from.source,
            facts={**layer.facts, **whole.facts},
            scores={**layer.scores, **whole.scores},
            changes={**layer.changes, **whole.changes},
            ranks={**layer.ranks, **whole.ranks},
        )
    order = taxonomy().scored
    return replace(whole, scores={slug: whole.scores[slug] for slug in order if slug in whole.scores})

"""Where a score was published: the page of the country, or the workbook that it was imported from."""

from explorer.corpus.library import Library
from explorer.ingest.site_forms import page_address, workbook_address
from explorer.model.profiles import Profile

_IN_WORKBOOK = 2023  # the first edition that the published workbook of the Index has


def score_source(library: Library, profile: Profile, slug: str) -> str:
    """Return the publisher's address of a score, by the layer of its profile that has it.

    A page that lost its address is cited by the scheme of the Index's site; the scores of another series, by its site.
    """
    for folder in library.files.documents:
        layer = library.layer(folder, profile.id)
        if layer is None or slug not in layer.scores:
            continue
        if layer.source.url:
            return layer.source.url
        if not profile.of_series.is_index:
            break
        if folder == library.home.scores and profile.edition >= _IN_WORKBOOK:
            return workbook_address()
        return page_address(profile.code, profile.edition)
    return profile.of_series.source_url

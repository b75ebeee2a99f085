"""Findings are in the order of files and lines."""

from explorer.linking.vocabulary_findings import VocabularyFinding


def test_a_finding_has_file_and_line() -> None:
    finding = VocabularyFinding("markets/heroin-trade.toml:12", "covered", "'x' is covered by 'y'")
    assert (finding.file, finding.line) == ("markets/heroin-trade.toml", 12)
    assert str(finding) == "markets/heroin-trade.toml:12: 'x' is covered by 'y'"


def test_a_finding_may_be_of_a_whole_file() -> None:
    finding = VocabularyFinding("words.toml", "mistake", "cannot be read")
    assert (finding.file, finding.line) == ("words.toml", None)


def test_lines_are_ordered_as_numbers() -> None:
    findings = [VocabularyFinding(location, "covered", "x") for location in ("b:2", "a:10", "a:9", "a")]
    assert [finding.location for finding in sorted(findings)] == ["a", "a:9", "a:10", "b:2"]

"""The measure of growth distinguishes linear from quadratic work."""

from tests.growth import is_linear


def test_linear_work_is_distinguished_from_quadratic_work() -> None:
    assert is_linear(lambda size: sum(range(size)), 100_000)
    assert not is_linear(lambda size: sum(1 for _ in range(size) for _ in range(size)), 300)

"""Some random histories: nobody sees what is not theirs, and whoever asks finds what is."""

from pathlib import Path

import pytest

from tests.histories.__main__ import run


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nobody_outside_sees_anything_in_random_histories(quick_path: Path) -> None:
    told = run(20, 1, 30, quick_path)

    assert [one.leaks + one.missing for one in told] == [[]] * 20
    assert sum(one.shown for one in told) > 1000
    assert sum(one.internal for one in told) > 100

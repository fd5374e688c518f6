"""Two leads on one database: the second is told who is at work."""

from __future__ import annotations

import pytest

from annotate.core.errors import Locked, NotReady
from annotate.store.writer import sole_writer


@pytest.mark.postgres
def test_the_second_writer_is_told_who_the_first_is(postgres_url: str) -> None:
    second = sole_writer(postgres_url, "annotate sync (process 8 on beta)")
    told = pytest.raises(Locked, match=r"annotate load \(process 7 on alpha\), since 2\d+-.*Z is still busy")
    with sole_writer(postgres_url, "annotate load (process 7 on alpha)"), told as refused, second:
        pass
    assert refused.value.exit_code == 7
    with sole_writer(postgres_url, "annotate sync (process 8 on beta)"):
        pass


@pytest.mark.postgres
def test_databases_of_one_server_do_not_wait_for_each_other(
    postgres_url: str, blank_postgres_url: str
) -> None:
    with sole_writer(postgres_url, "one"), sole_writer(blank_postgres_url, "other"):
        pass


@pytest.mark.postgres
def test_a_server_that_cannot_be_reached_is_not_taken_for_a_lock() -> None:
    with pytest.raises(NotReady), sole_writer("postgresql://nobody@127.0.0.1:9/none", "one"):
        pass


def test_a_sqlite_file_is_left_to_the_lock_of_its_home(sqlite_url: str) -> None:
    with sole_writer(sqlite_url, "one"), sole_writer(sqlite_url, "other"):
        pass

"""Opening, transactions, and what a database that cannot be used is answered with."""

from __future__ import annotations

from annotate.store import Store


def test_a_store_is_empty_at_first(store: Store) -> None:
    from annotate.store import Articles

    with store.session() as session:
        assert Articles(session).ids() == []

"""Label Studio: a JSON list of tasks, one for each annotation, to be imported into a project as it is.

The project's labelling configuration must be that of the scheme. A task's `data` has the canonical text, what
is known of the article, and whose annotation it is; Label Studio makes it an annotation of whoever imports.
The annotation has its marks as regions by the same ids with their attributes, its links as relations and its
answers; what a machine made is a prediction, and so is a consensus.

It cannot carry links that were inferred (they are inferred anew when it comes back), what the scheme does not
allow (that is counted), when it was made and by whom in Label Studio's own fields, a machine's confidence in
a mark, an article's author, date and language, and the state, the origin and earlier contents of an
annotation as such.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

from annotate.core.errors import Refused
from annotate.export.writers.base import Item, Manner
from annotate.scheme import Scheme, check
from annotate.scheme.controls import TEXT
from annotate.scheme.results import results

Json = dict[str, Any]


def write(items: Iterable[Item], out: BinaryIO, manner: Manner) -> Counter[str]:
    left_out: Counter[str] = Counter()
    between = b"\n"
    out.write(b"[")
    for item in items:
        made = task(item, manner.scheme, left_out)
        if made is not None:
            out.write(between + json.dumps(made, ensure_ascii=False).encode("utf-8"))
            between = b",\n"
    out.write(b"\n]\n")
    return left_out


def task(item: Item, scheme: Scheme, left_out: Counter[str]) -> Json | None:
    """The task of one annotation; None where the scheme does not allow it at all. `left_out` is added to."""
    annotation, text = item.annotation, item.article.text
    try:
        checked = check(annotation, text, scheme)
    except Refused:
        left_out["an annotation that the scheme does not allow"] += 1
        return None
    left_out.update(f"{dropped.what}: {dropped.reason}" for dropped in checked.dropped)
    by_machine = annotation.origin in ("machine", "consensus")
    result = results(checked.annotation, text, scheme, origins=not by_machine)
    if by_machine:
        return {
            "data": _data(item),
            "predictions": [{"model_version": annotation.annotator, "result": result}],
        }
    made: Json = {"result": result, "ground_truth": False, "was_cancelled": False}
    if annotation.seconds is not None:
        made["lead_time"] = annotation.seconds
    return {"data": _data(item), "annotations": [made]}


def _data(item: Item) -> Json:
    annotation, article = item.annotation, item.article
    return {
        "article_id": article.id,
        "article_revision": article.revision,
        TEXT: article.text,
        "text_sha256": article.sha256,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "annotation_id": annotation.id,
        "annotation_revision": annotation.revision,
        "annotator": annotation.annotator,
        "campaign": annotation.campaign,
        "scheme": annotation.scheme,
    }

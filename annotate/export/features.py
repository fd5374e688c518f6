"""The columns of a data set, once for pyarrow and once as Hugging Face's `datasets` declares them.

A field is the name of a type, a mapping of fields (a record), or a list of one record.
"""

from __future__ import annotations

from typing import Any

from annotate.scheme import Scheme

Fields = dict[str, Any]

TIME = "timestamp[us, tz=UTC]"


def features(scheme: Scheme) -> Fields:
    """The fields of a row; `other` holds what the scheme does not know, as JSON."""
    attributes = [one.name for label in scheme.labels for one in label.attributes]
    return {
        "id": "string", "revision": "int32", "article": "string", "article_revision": "int32",
        "text_sha256": "string", "text": "string", "sentences": [{"start": "int32", "end": "int32"}],
        "title": "string", "url": "string", "outlet": "string", "author": "string", "published": TIME,
        "published_offset": "int32", "language": "string", "campaign": "string", "annotator": "string",
        "scheme": "string", "state": "string", "origin": "string", "created_at": TIME, "updated_at": TIME,
        "seconds": "float64",
        "marks": [{
            "id": "string", "label": "string", "start": "int32", "end": "int32", "text": "string",
            "attributes": _texts(attributes), "origin": "string", "confidence": "float64",
        }],
        "links": [{"type": "string", "from": "string", "to": "string", "origin": "string"}],
        "answers": _texts([answer.name for answer in scheme.answers]),
    }  # fmt: skip


def _texts(names: list[str]) -> Fields:
    return {**dict.fromkeys(names, "string"), "other": "string"}


def arrow_schema(fields: Fields) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The fields as a pyarrow schema."""
    import pyarrow as arrow

    return arrow.schema([arrow.field(name, _arrow(field)) for name, field in fields.items()])


def _arrow(field: Any) -> Any:  # noqa: ANN401 - a field, and pyarrow has no types
    import pyarrow as arrow

    if isinstance(field, list):
        return arrow.list_(_arrow(field[0]))
    if isinstance(field, dict):
        return arrow.struct([arrow.field(name, _arrow(inner)) for name, inner in field.items()])
    return arrow.timestamp("us", "UTC") if field == TIME else arrow.type_for_alias(field)


def declared(fields: Fields) -> Fields:
    """What `datasets` keeps under the metadata key `huggingface`."""
    return {"info": {"features": _declared(fields)}}


def _declared(field: Any) -> Any:  # noqa: ANN401 - a field of any kind
    if isinstance(field, list):
        return [_declared(field[0])]
    if isinstance(field, dict):
        return {name: _declared(inner) for name, inner in field.items()}
    return {"dtype": field, "_type": "Value"}

"""The scheme's own words for what differs."""

from __future__ import annotations

from annotate.consensus.agreement.differences import EDGES
from annotate.scheme import Scheme, Value


def topic(name: str, scheme: Scheme) -> str:
    """`SOURCE.identity` as "Source: Who is it", `genre` as "Genre", `via` as "Link: via"."""
    label, _, attribute = name.removesuffix(EDGES).partition(".")
    if label in scheme.label_by_name:
        known = scheme.label_by_name[label]
        found = known.attribute(attribute)
        own = attribute.replace("_", " ") if found is None else found.text
        return ": ".join(part for part in (known.text, "edges" if name.endswith(EDGES) else own) if part)
    if name in scheme.link_by_name:
        return f"Link: {name.replace('_', ' ')}"
    return scheme.answer_by_name[name].text if name in scheme.answer_by_name else name


def choice(name: str, value: str, scheme: Scheme) -> str:
    """A value of a topic, or several ticked ones, in the scheme's words; anything else stays as it is."""
    if value in scheme.label_by_name:
        return scheme.label_by_name[value].text
    texts = {one.name: one.text for one in _values(name, scheme)}
    ticked = value.split(",")
    return "; ".join(texts[one] for one in ticked) if texts.keys() >= set(ticked) else value


def _values(name: str, scheme: Scheme) -> tuple[Value, ...]:
    label, _, attribute = name.partition(".")
    if label in scheme.label_by_name:
        found = scheme.label_by_name[label].attribute(attribute)
        return found.values if found else ()
    return scheme.answer_by_name[name].values if name in scheme.answer_by_name else ()

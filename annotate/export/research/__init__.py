"""What research asks for beside the annotations: a folder of tables on how they came about.

For one campaign: what each annotator was shown before they began (premarks.csv) and which tasks were bare, so
that anchoring can be measured; how articles came in and with what chance (sampling.csv); who was to read
what, and why they skipped it (assignments.csv); each annotation's depth, training round and version of the
guidelines (annotations.csv, rounds.csv); links that were worked out and not drawn (links.csv); every choice
of a reading with who chose what and how likely each value is (choices.csv), and how each annotator errs
(confusion.csv); verdicts with their reasons and the readings they stand above (verdicts.csv); what annotators
agreed to have said of them, in groups of at least k (annotators.csv); what was taken down (takedowns.csv).
Annotators have the names that releases give them; `annotation` and the ids of marks are those of the exports.
datapackage.json has the types of the columns.

It cannot carry the articles' texts and the words of marks, which any export has, links between pre-marks, and
of a campaign marked as sensitive what people wrote in their own words.
"""

from annotate.export.research.model import Asked
from annotate.export.research.writing import about, write_research

__all__ = ["Asked", "about", "write_research"]

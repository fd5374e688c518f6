"""From what people have, files and streams, to articles with a canonical text."""

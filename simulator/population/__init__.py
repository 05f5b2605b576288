"""Who lives there: a synthetic population and its ties."""

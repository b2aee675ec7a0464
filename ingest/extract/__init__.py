"""The register of commitments: what a document's clauses set and assign, as typed rows."""

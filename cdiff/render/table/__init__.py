"""Several versions side by side, like the four-column documents of a negotiation.

One row per lineage, one column per version; what changed against the column before is marked. CSV and XLSX are
in `cdiff.render.csv` and `cdiff.render.xlsx`.
"""

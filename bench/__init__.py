"""What cdiff is measured by: perturbed drafts with known truth, and the peers beside it in one run.

`perturb` makes an old and a new draft out of one (`drafting`: the words of a clause, `restructure`: whole
clauses, `layout`: the received text) and knows what happened. `subject` is cdiff, `peers` are the others;
`runs` reads them all the same way, `score` holds them against the truth. `quality`, `timing` and `scale`
lay out the figures, `python -m bench` prints them.

The perturbations imitate negotiation, not what cdiff does well: inserted clauses are made of the runs of
others, halves of splits are rewritten and carried off, and every second pair is turned round.
"""

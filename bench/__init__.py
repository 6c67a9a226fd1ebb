"""What cdiff is measured by: perturbed drafts with known truth, and the peers beside it in one run."""

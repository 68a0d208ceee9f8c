"""Blueprint -> what leads where: the only place that interprets `next`, `personas` and `outcome`."""

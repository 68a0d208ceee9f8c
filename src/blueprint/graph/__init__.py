"""Blueprint -> what leads where (`next`, `personas`, `outcome`) and what rests on what: interpreted only here."""

this is no program (

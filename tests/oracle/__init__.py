"""An oracle for the scoring engine, a generator of drawn forms, and the proof that engine and oracle agree."""

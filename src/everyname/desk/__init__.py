"""The analysts' web: reads the register, asks the workflow for every change. It has no tables of its own."""

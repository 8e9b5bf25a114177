"""How English time expressions are found and read; `explorer.draft.timex` is the way in."""

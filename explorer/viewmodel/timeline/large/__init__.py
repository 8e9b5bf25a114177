"""The timeline of a project with many events: no step goes through all of them.

A lane is rows of the columns; what it shows is counted between edges, or, of the few that
touch the window, drawn one by one. Lanes are all of one height, so that nothing moves but
what a person moves.
"""

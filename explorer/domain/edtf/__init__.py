"""How an EDTF string is read: `tree` and `grammar`, then `extent`, then `speech`.

Everybody else goes through `explorer.domain.dates`.

Why not a library for the parse: what was measured
--------------------------------------------------
The strings of six collections (642 valid ones: the Library of Congress's examples, the
tests of three other implementations, two tables of the `edtf` library's own; and 101 that
those tests say are invalid) were put to `edtf` 5.0.2, the one library that knows all
three levels, and to the grammar here:

==============================  ============  ===============  =====
asked                           `edtf` 5.0.2  grammar here     of
==============================  ============  ===============  =====
valid strings refused           97            34, on purpose   642
invalid strings let through     21            7, on purpose    101
milliseconds for one string     2 to 44       0.01 to 0.05
milliseconds to import          165           about 10
==============================  ============  ===============  =====

`edtf` refuses nearly half of one suite's level 2 strings (`1984-1X`, `-156X-12-25`,
`2003-06-25/2004-X1-03`, `?2004-06%`), has no time of day in its bounds, swaps the bounds
of the months of negative years, pads a qualified month by a year as well, ends an unknown
end after ten years and gives `XXXX-12` the years 0 to 9999. To mend all that would have
taken more code than one regular expression for a date, so `edtf` stays where it is good:
as the oracle of tests/domain/test_edtf_oracle.py, for strict bounds.

Refused on purpose: centuries and decades by two and three digits, zones without a colon
and fractions of a second (in ISO 8601, but outside EDTF's profile), a day in a season,
a year of one digit, and `/` alone. Let through on purpose: blanks after a set's commas,
letter-prefixed years in intervals, and an end no finer than its start
(`2004-06-11/2004-06`), which is possible.
"""

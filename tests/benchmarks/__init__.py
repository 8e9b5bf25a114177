"""Benchmarks: this project's figure beside a floor or a peer, measured in the same run.

`python -m tests.benchmarks NAME [--rounds N] [--json]`. Nothing here asserts a time.
"""

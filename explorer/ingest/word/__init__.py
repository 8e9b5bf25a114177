"""Readers of Word documents (.docx)."""

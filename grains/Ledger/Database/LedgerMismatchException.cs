namespace Tandem.Grains.Ledger;

/// <summary>This program and the database it was given do not belong together.</summary>
public sealed class LedgerMismatchException(string sentence) : Exception(sentence);

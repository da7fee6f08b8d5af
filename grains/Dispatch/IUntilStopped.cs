namespace Tandem.Grains.Dispatch;

/// <summary>A worker that runs as long as its server does; others may be turned off.</summary>
public interface IUntilStopped;

package dev.muzon.confinement;

/**
 * The bounds of a child that needs more than most, whatever it reaches.
 *
 * @param memory bytes that it may write to, the stacks of its threads included
 * @param nicer levels by which it gives way to the service that started it
 */
public record Bounds(long memory, int nicer) {}

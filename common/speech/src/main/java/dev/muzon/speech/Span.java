package dev.muzon.speech;

/** A stretch of speech in samples of a recording, the end excluded. */
public record Span(int from, int to) {}

package dev.muzon.testkit.english;

/**
 * A breach of a rule.
 *
 * @param what the mistake and the remedy
 */
record Breach(long line, String what) {}

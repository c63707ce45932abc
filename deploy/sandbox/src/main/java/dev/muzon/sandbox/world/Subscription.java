package dev.muzon.sandbox.world;

/** A listener's membership; closing ends it at once. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}

package dev.muzon.sandbox.world;

/** A listener's subscription. Closing ends it at once. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}

package dev.muzon.sandbox.world;

/** A listener to every change, one at a time and in order, on a separate thread. */
@FunctionalInterface
public interface WorldListener {
    void on(WorldEvent event);
}

package dev.muzon.sandbox.world;

/** Is told of every change, one at a time and in order, on a thread of its own. */
@FunctionalInterface
public interface WorldListener {
    void on(WorldEvent event);
}

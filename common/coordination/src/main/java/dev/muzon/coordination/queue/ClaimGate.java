package dev.muzon.coordination.queue;

/**
 * A worker's permission to claim. While it is closed nothing new is claimed and running jobs finish. It is asked before
 * every claim. {@link Doorbell#ring} makes a worker look at once when it has opened.
 */
@FunctionalInterface
public interface ClaimGate {
    ClaimGate OPEN = () -> true;

    boolean isOpen();
}

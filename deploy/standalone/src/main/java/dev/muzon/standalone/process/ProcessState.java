package dev.muzon.standalone.process;

/** Where a supervised process stands. */
public enum ProcessState {
    /** Running, not ready yet. */
    STARTING,
    READY,
    /** It fell; the next start comes after the backoff. */
    WAITING_TO_RESTART,
    /** Asked to end. */
    DRAINING,
    STOPPED
}

package dev.muzon.standalone.process;

/** State of a supervised process. */
public enum ProcessState {
    /** Running, not ready yet. */
    STARTING("starting"),
    READY("ready"),
    /** It fell. The next start comes after the backoff. */
    WAITING_TO_RESTART("waiting to restart"),
    /** Asked to end. */
    DRAINING("ending"),
    STOPPED("stopped");

    private final String words;

    ProcessState(String words) {
        this.words = words;
    }

    /** Says the state to people. */
    public String inWords() {
        return words;
    }
}
